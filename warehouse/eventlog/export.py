"""The event log of one SOP out of the warehouse: month by month, case by case, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import BadInput, HomeError
from warehouse.eventlog.logged import cases_of, LoggedCase
from warehouse.eventlog.staged import stage_cases
from warehouse.eventlog.write_csv import write_csv
from warehouse.eventlog.write_xes import write_xes
from warehouse.i18n import N_
from warehouse.lake.attach import open_warehouse
from warehouse.lake.raw import ensure_schemas
from warehouse.settings import Settings
from warehouse.sql import read
from warehouse.whole_file import whole_text

FORMATS = (".xes", ".xes.gz", ".csv")
_FETCH_ROWS = 5_000
_MONTHS = (
    "SELECT local_month, list(DISTINCT agency ORDER BY agency) FROM raw.cases"
    " WHERE sop_code = ? AND local_day BETWEEN ? AND ? AND list_contains(?, agency)"
    " GROUP BY local_month ORDER BY local_month"
)


@dataclass(frozen=True, slots=True)
class Exported:
    cases: int
    events: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Cases of `sop_code` opened on these local days, both included; `agency` None: of every agency."""

    sop_code: str
    first_day: date
    last_day: date
    agency: str | None = None


def export_events(settings: Settings, wanted: Wanted, target: Path, *, idr_per_minute: int | None = None) -> Exported:
    """Write the event log to `target`, whose ending says how: whole or not at all."""
    ending = next((ending for ending in FORMATS if target.name.lower().endswith(ending)), None)
    if ending is None:
        raise BadInput("known_format", N_("The file must end in .xes, .xes.gz or .csv."), field="file")
    if wanted.last_day < wanted.first_day:
        raise BadInput("days_in_order", N_("The last day lies before the first."), field="to")
    if not target.parent.is_dir():
        raise BadInput("folder_exists", N_("There is no folder {folder}."), field="file", folder=str(target.parent))
    if not settings.warehouse_db.exists():
        raise HomeError(N_("There are no figures yet. Run `patuh refresh` first."))
    with open_warehouse(settings) as connection:
        ensure_schemas(connection)  # a warehouse of before an upgrade has tables to come
        agencies = _agencies(connection, wanted)
        cases = _cases(connection, wanted, agencies)
        with whole_text(target, packed=ending.endswith(".gz")) as stream:
            if ending == ".csv":
                return Exported(*write_csv(stream, cases, idr_per_minute=idr_per_minute))
            name = f"{wanted.sop_code} {wanted.first_day.isoformat()}/{wanted.last_day.isoformat()}"
            return Exported(*write_xes(stream, cases, name=name, idr_per_minute=idr_per_minute))


def _agencies(connection: duckdb.DuckDBPyConnection, wanted: Wanted) -> list[str]:
    try:
        sops = [code for (code,) in connection.execute("SELECT DISTINCT sop_code FROM ref.sops ORDER BY 1").fetchall()]
        known = [code for (code,) in connection.execute("SELECT agency FROM ref.agencies ORDER BY agency").fetchall()]
    except duckdb.CatalogException:
        raise HomeError(N_("There are no figures yet. Run `patuh refresh` first.")) from None
    if wanted.sop_code not in sops:
        raise BadInput(
            "known_sop", N_("There is no SOP {code}. There are: {names}."), field="sop", code=wanted.sop_code,
            names=", ".join(sops),
        )  # fmt: skip
    if wanted.agency is not None and wanted.agency not in known:
        raise BadInput(
            "known_agency", N_("There is no agency {code}. There are: {names}."), field="agency", code=wanted.agency,
            names=", ".join(known),
        )  # fmt: skip
    return known if wanted.agency is None else [wanted.agency]


def _cases(connection: duckdb.DuckDBPyConnection, wanted: Wanted, agencies: Sequence[str]) -> Iterator[LoggedCase]:
    span = [wanted.sop_code, wanted.first_day, wanted.last_day, list(agencies)]
    for local_month, listed in connection.execute(_MONTHS, span).fetchall():
        stage_cases(connection, listed, local_month)
        cursor = connection.execute(
            read("warehouse.eventlog", "exported_events"),
            {"sop_code": wanted.sop_code, "first_day": wanted.first_day, "last_day": wanted.last_day},
        )
        names = [column[0] for column in cursor.description or ()]
        yield from cases_of(_rows(cursor), names)


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(_FETCH_ROWS):
        yield from rows
