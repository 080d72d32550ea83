"""Regions (kabupaten/kota and kecamatan) → `reference/regions.csv` of the home, one row a code, sorted by code."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from warehouse.i18n import N_, sentence
from warehouse.imports.columns import mapping_for
from warehouse.imports.outcome import Outcome, write_whole
from warehouse.imports.places import coordinates, people, region_code, Wrong
from warehouse.imports.reading import read_table, Row
from warehouse.lake.regions import COLUMNS, regions_file
from warehouse.settings import Settings

Region = dict[str, str]
NAME_MAX = 120


def import_regions(settings: Settings, source: Path, *, mapping: str | None = None, dry_run: bool = False) -> Outcome:
    """Merge the file into the home's list; what the file does not name stays."""
    header, rows = read_table(source)
    columns = mapping_for(settings, "regions", mapping, header)
    known, outcome = _known(settings), Outcome()
    merged, seen = dict(known), dict[str, int]()
    for row in sorted(rows, key=lambda one: columns.apply(one.cells).get("code", "").count(".")):  # regencies first
        try:
            region = _region(columns.apply(row.cells), merged)
            if region["code"] in seen:
                raise Wrong("code", N_("This code stands in the file more than once."))
        except Wrong as wrong:
            outcome.refuse(row.line, columns.their_name(wrong.column, header), sentence(wrong.reason), row.cells)
            continue
        seen[region["code"]] = row.line
        _count(outcome, known.get(region["code"]), region)
        merged[region["code"]] = region
    outcome.refused.sort(key=lambda one: one.line)
    if merged != known and not dry_run:
        write_whole(regions_file(settings), _as_csv(merged))
    return outcome


def _region(told: dict[str, str], known: dict[str, Region]) -> Region:
    code = region_code(told.get("code", ""))
    level = "district" if code.count(".") == 2 else "regency"
    if told.get("level") and told["level"] != level:
        raise Wrong("level", N_("The level does not fit the code: regency 33.01, district 33.01.02."))
    name = told.get("name", "")
    if not name or len(name) > NAME_MAX or not name.isprintable():
        raise Wrong("name", N_("Write the name of the region."))
    parent = code.rpartition(".")[0]
    if told.get("parent_code") and told["parent_code"] != parent:
        raise Wrong("parent_code", N_("The parent does not fit the code."))
    if level == "district" and parent not in known:
        raise Wrong("code", N_("The regency of this district is not known. Import the regencies first."))
    counted = people(told.get("population", ""), "population")
    latitude, longitude = coordinates(told.get("latitude", ""), told.get("longitude", ""))
    return {
        "code": code, "name": name, "level": level, "parent_code": parent, "population": _text(counted),
        "latitude": _text(latitude), "longitude": _text(longitude),
    }  # fmt: skip


def _count(outcome: Outcome, before: Region | None, after: Region) -> None:
    if before is None:
        outcome.new += 1
    elif before == after:
        outcome.unchanged += 1
    else:
        outcome.updated += 1


def _known(settings: Settings) -> dict[str, Region]:
    path = regions_file(settings)
    if not path.exists():
        return {}
    _header, rows = read_table(path) if path.stat().st_size else ([], list[Row]())
    return {row.cells["code"]: {name: row.cells.get(name, "") for name in COLUMNS} for row in rows}


def _as_csv(regions: dict[str, Region]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(regions[code] for code in sorted(regions))
    return out.getvalue().encode()


def _text(value: float | None) -> str:
    return "" if value is None else str(value)
