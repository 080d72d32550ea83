"""Sites of the outreach services → add_site and update_site, each row compared with what is known before.

A site belongs to the agency of its region; a list of schools brings candidates: known, in no service, counted nowhere until
one is given to them. An empty cell leaves what is known as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from warehouse.catalogue.model import Catalogue
from warehouse.errors import PatuhError
from warehouse.i18n import N_, sentence
from warehouse.imports.columns import mapping_for
from warehouse.imports.outcome import Outcome
from warehouse.imports.places import coordinates, people, region_code, Wrong
from warehouse.imports.reading import read_table
from warehouse.operations.admission import parse
from warehouse.operations.database import OperationsDatabase
from warehouse.rules.outreach import OFFICERS
from warehouse.settings import Settings
from warehouse.sql import read

TEXTS = ("name", "level", "address", "contact_name", "contact_phone", "signer_name", "signer_office")
LEVELS = {"SDLB": "SLB", "SMPLB": "SLB", "SMLB": "SLB", "TK": "PAUD", "KB": "PAUD"}
TOGETHER = 500

SiteRow = dict[str, Any]
"""`line`, `cells` as read, `told` in our columns, `is_again`: what travels to the process that owns the home."""


def rows_of(settings: Settings, source: Path, mapping: str | None) -> list[SiteRow]:
    header, rows = read_table(source)
    columns = mapping_for(settings, "sites", mapping, header)
    names = {ours: columns.their_name(ours, header) for ours in columns.columns}
    found: list[SiteRow] = []
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        told = columns.apply(row.cells)
        site = (told.get("site_no", ""), told.get("service_point", ""), told.get("region_code", "")[:2])
        found.append({"line": row.line, "cells": row.cells, "told": told, "names": names, "is_again": site in seen})
        seen.add(site)
    return found


def import_sites(
    db: OperationsDatabase, rows: list[SiteRow], at: datetime, *, dry_run: bool = False,
    progress: Callable[[int], None] = lambda _count: None,
) -> Outcome:  # fmt: skip
    """Add and update; what is refused is told with line, column and reason. Twice is once."""
    outcome = Outcome()
    known = {(row["agency"], row["site_no"]): row for row in db.query(read("warehouse.imports", "sites_now"))}
    for start in range(0, len(rows), TOGETHER):
        sent: list[tuple[SiteRow, dict[str, Any]]] = []
        for row in rows[start : start + TOGETHER]:
            try:
                payload = _command(db, row, known, at)
            except Wrong as wrong:
                _refuse(outcome, row, wrong.column, sentence(wrong.reason))
                continue
            except PatuhError as refusal:
                _refuse(outcome, row, str(getattr(refusal, "field", "")), refusal.sentence())
                continue
            if payload is None:
                outcome.unchanged += 1
            else:
                sent.append((row, payload))
        _carry_out(db, sent, outcome, dry_run)
        progress(len(rows[start : start + TOGETHER]))
    return outcome


def _carry_out(
    db: OperationsDatabase, sent: list[tuple[SiteRow, dict[str, Any]]], done: Outcome, dry_run: bool
) -> None:
    answers = [None] * len(sent) if dry_run else db.execute_many([payload for _row, payload in sent], trusted=True)
    for (row, payload), answer in zip(sent, answers, strict=True):
        if isinstance(answer, PatuhError):
            _refuse(done, row, str(getattr(answer, "field", "")), answer.sentence())
        elif payload["command"] == "add_site":
            done.new += 1
        else:
            done.updated += 1


def _command(
    db: OperationsDatabase, row: SiteRow, known: dict[tuple[str, str], Any], at: datetime
) -> dict[str, Any] | None:
    """What the row asks for; None when nothing of it is new."""
    told: dict[str, str] = row["told"]
    point = _service_point(db.catalogue, told)
    agency = db.catalogue.agency_of(point).code
    fields = _fields(told)
    site = (agency, told.get("site_no", ""))
    if row["is_again"]:
        raise Wrong("site_no", N_("This number stands in the file more than once."))
    before = known.get(site)
    if before is None and "name" not in fields:
        raise Wrong("name", N_("Write the name of the site."))
    if before is not None:
        fields = {name: value for name, value in fields.items() if name != "kind" and before.get(name) != value}
        if not fields:
            return None
    payload = {
        "command": "update_site" if before else "add_site", "occurred_at": at, "actor": "system", "service_point": point,
        "site_no": site[1], **fields,
    }  # fmt: skip
    payload["key"] = _key(payload, before)
    parse(payload)
    return payload


def _key(payload: dict[str, Any], before: Any) -> str:
    """The same change of the same site is the same command, also when two imports run at once."""
    said = {name: value for name, value in payload.items() if name != "occurred_at"}
    content = orjson.dumps([said, before], option=orjson.OPT_SORT_KEYS, default=str)
    return f"import:site:{payload['site_no']}:{hashlib.sha256(content).hexdigest()[:24]}"


def _fields(told: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: told[name] for name in TEXTS if told.get(name)}
    if not told.get("site_no"):
        raise Wrong("site_no", N_("Write the number of the site."))
    if "level" in found:
        found["level"] = LEVELS.get(found["level"].upper(), found["level"].upper())
    found["kind"] = told.get("kind", "")
    counted = people(told.get("people_served", ""), "people_served")
    if counted is not None:
        found["people_served"] = counted
    if told.get("region_code"):
        found["region_code"] = region_code(told["region_code"], "region_code")
    latitude, longitude = coordinates(told.get("latitude", ""), told.get("longitude", ""))
    if latitude is not None:
        found |= {"latitude": latitude, "longitude": longitude}
    if told.get("services"):
        found["services"] = sorted(_services(told["services"]))
    return found


def _services(text: str) -> set[str]:
    listed = {one for one in text.replace(",", " ").replace(";", " ").split() if one}
    if listed - OFFICERS.keys():
        raise Wrong("services", N_("A service is one of the outreach SOPs, e.g. school_drop or anter_koper."))
    return listed


def _service_point(catalogue: Catalogue, told: dict[str, str]) -> str:
    """The one the row names, else the first of the agency whose province the region lies in."""
    named = told.get("service_point", "")
    if named:
        if named not in catalogue.service_points:
            raise Wrong("service_point", N_("There is no such service point."))
        return named
    agencies = list(catalogue.agencies.values())
    province = told.get("region_code", "")[:2]
    found = [one for one in agencies if one.region_code == province] or (agencies if len(agencies) == 1 else [])
    if not found:
        raise Wrong("region_code", N_("The region belongs to no agency of this home."))
    return found[0].service_points[0].code


def _refuse(outcome: Outcome, row: SiteRow, column: str, reason: str) -> None:
    outcome.refuse(row["line"], row["names"].get(column, column), reason, row["cells"])
