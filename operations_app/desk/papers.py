"""The papers of the road that an officer still owes, computed from facts: missing, unsigned, inconsistent, or not late yet.

The same rules as the mart of documents (DOMAIN, "Documents a case must have"); nobody sets a status by hand. Reading only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson

from warehouse import sql
from warehouse.catalogue.agency import Agency
from warehouse.catalogue.model import Catalogue
from warehouse.clock import local_day
from warehouse.identity.roles import Actor
from warehouse.operations.database import OperationsDatabase
from warehouse.rules.outreach import OFFICERS, Paper, PAPERS

PACKAGE = "operations_app.desk"
HEADS = frozenset({"section_head", "division_head"})
LATEST_MAX = 40


@dataclass(frozen=True)
class OwedPaper:
    """`due_at`: the end of the working day after it was asked for; None for a paper that is there."""

    case_id: str
    sop_code: str
    kind: str
    status: str  # due, missing, unsigned, inconsistent
    since: datetime  # its age counts from here
    due_at: datetime | None
    document_id: str | None
    document_no: str | None
    site_no: str | None
    site_name: str | None
    trip_id: str | None
    planned_on: date | None
    unsigned: tuple[str, ...]
    differing: int
    crew_names: str

    @property
    def rule(self) -> Paper:
        return PAPERS[self.kind]

    @property
    def key(self) -> str:
        return self.document_id or f"{self.case_id}:{self.kind}:{self.site_no or ''}"

    @property
    def is_finding(self) -> bool:
        return self.status != "due"


@dataclass(frozen=True)
class PaperState:
    """A paper that was written: what it still needs, and where its list and the scan differ."""

    document_id: str
    agency: str
    case_id: str
    sop_code: str
    kind: str
    document_no: str
    dated_on: date
    issued_at: datetime
    body: str | None
    place: str | None
    site_no: str | None
    site_name: str | None
    signer_name: str | None
    signer_office: str | None
    copies: int
    only_listed: tuple[str, ...]
    only_scanned: tuple[str, ...]
    has_scan: bool
    is_void: bool
    successor_id: str | None
    signatures: tuple[dict[str, Any], ...]

    @property
    def rule(self) -> Paper:
        return PAPERS[self.kind]

    @cached_property
    def signed(self) -> frozenset[str]:
        return frozenset(one["party"] for one in self.signatures)

    @property
    def unsigned(self) -> list[str]:
        return sorted(self.rule.parties - self.signed)

    @property
    def is_inconsistent(self) -> bool:
        return self.rule.lists_copies and bool(self.only_listed or self.only_scanned)


@dataclass(frozen=True)
class WrittenPaper:
    document_id: str
    kind: str
    sop_code: str
    document_no: str
    dated_on: date
    site_name: str | None
    is_void: bool
    successor_id: str | None
    has_scan: bool
    unsigned: tuple[str, ...]


def services_of(roles: Iterable[str]) -> list[str]:
    """The services whose papers these roles see: heads all of them."""
    held = set(roles)
    return [sop for sop, officer in OFFICERS.items() if officer in held or held & HEADS]


def owed_papers(
    db: OperationsDatabase, who: Actor, at: datetime, *, service_point: str, everybody: bool = False
) -> list[OwedPaper]:
    """What `who` owes, findings first, the oldest first. An officer's own are those of trips they were on (and those of no
    trip); heads, and `everybody`, see all of their services."""
    agency = db.catalogue.agency_of(service_point)
    services = services_of(who.roles)
    if not services:
        return []
    rows = db.query(
        sql.read(PACKAGE, "papers_owed"), agency=agency.code, zone=agency.timezone, services=services,
        rules=orjson.dumps(_rules(db, agency, services)).decode(), kinds=_KINDS,
    )  # fmt: skip
    all_of_them = everybody or bool(HEADS & who.roles)
    mine = [row for row in rows if all_of_them or not row["crew"] or who.staff_key in {str(key) for key in row["crew"]}]
    return sorted((_owed(row, agency, at) for row in mine), key=lambda one: (not one.is_finding, one.since, one.key))


def paper_state(db: OperationsDatabase, document_id: str) -> PaperState | None:
    """None for an id that is none, or that no paper has."""
    try:
        rows = db.query(sql.read(PACKAGE, "papers_state"), document=str(UUID(document_id)))
    except ValueError:
        return None
    if not rows:
        return None
    row = rows[0]
    signatures = db.query(sql.read("operations_app.papers", "road_signatures"), document=document_id)
    return PaperState(
        str(row["document_id"]), row["agency"], str(row["case_id"]), row["sop_code"], row["document_kind"],
        row["document_no"], row["dated_on"], row["issued_at"], row["body"], row["place"], row["site_no"], row["site_name"],
        row["signer_name"], row["signer_office"], row["copies"], tuple(row["only_listed"] or ()),
        tuple(row["only_scanned"] or ()),
        row["scan_sha256"] is not None or any(one["way"] == "scan" for one in signatures), row["voided_at"] is not None,
        str(row["successor_id"]) if row["successor_id"] else None, tuple(signatures),
    )  # fmt: skip


def latest_papers(db: OperationsDatabase, who: Actor, *, service_point: str) -> list[WrittenPaper]:
    """Of the services `who` works in, void ones too, the newest first."""
    rows = db.query(
        sql.read(PACKAGE, "papers_latest"), agency=db.catalogue.agency_of(service_point).code,
        services=services_of(who.roles), most=LATEST_MAX,
    )  # fmt: skip
    return [
        WrittenPaper(
            str(row["document_id"]), row["document_kind"], row["sop_code"], row["document_no"], row["dated_on"],
            row["site_name"], row["voided_at"] is not None, str(row["successor_id"]) if row["successor_id"] else None,
            row["has_scan"], tuple(sorted(PAPERS[row["document_kind"]].parties - set(row["signed"]))),
        )
        for row in rows
    ]  # fmt: skip


def has_pin(db: OperationsDatabase, who: Actor) -> bool:
    return bool(db.row("SELECT 1 AS known FROM staff_pins WHERE staff_key = ? LIMIT 1", who.staff_key))


def due_at(agency: Agency, asked_at: datetime) -> datetime:
    """The end of the next working day of the agency."""
    day = agency.calendar.next_working_day(local_day(asked_at, agency.timezone))
    return datetime.combine(day + timedelta(days=1), time(), agency.zone)


def _owed(row: dict[str, Any], agency: Agency, at: datetime) -> OwedPaper:
    deadline = due_at(agency, row["asked_at"]) if row["document_id"] is None else None
    if deadline is not None:
        status, since = ("missing", deadline) if at > deadline else ("due", row["asked_at"])
    else:
        status, since = "inconsistent" if row["differing"] else "unsigned", row["issued_at"]
    return OwedPaper(
        str(row["case_id"]), row["sop_code"], row["document_kind"], status, since, deadline,
        str(row["document_id"]) if row["document_id"] else None, row["document_no"], row["site_no"], row["site_name"],
        str(row["trip_id"]) if row["trip_id"] else None, row["planned_on"], tuple(sorted(row["unsigned"])), row["differing"],
        row["crew_names"] or "",
    )  # fmt: skip


_KINDS = orjson.dumps(
    [
        {"kind": kind, "parties": sorted(rule.parties), "lists_copies": rule.lists_copies}
        for kind, rule in PAPERS.items()
    ]
).decode()


def _rules(db: OperationsDatabase, agency: Agency, services: list[str]) -> list[dict[str, Any]]:
    """Which steps ask for which paper, per SOP and stretch of opening days judged by one version."""
    days = db.query(sql.read(PACKAGE, "papers_days"), agency=agency.code, zone=agency.timezone, services=services)
    stretches: list[dict[str, Any]] = []
    for row in days:
        version = db.catalogue.version_for(row["sop_code"], agency.code, row["opened_on"]).version
        last = stretches[-1] if stretches else None
        if last and (last["sop_code"], last["version"]) == (row["sop_code"], version):
            last["last_day"] = row["opened_on"]
        else:
            stretches.append(
                {
                    "sop_code": row["sop_code"],
                    "version": version,
                    "first_day": row["opened_on"],
                    "last_day": row["opened_on"],
                }
            )
    return [
        {
            **{name: one[name] for name in ("sop_code", "first_day", "last_day")}, "unit_position": step.unit,
            "document_kind": step.required_document, "condition": step.condition,
            "document_condition": step.document_condition,
        }
        for one in stretches
        for step in _documents(db.catalogue, one["sop_code"], one["version"])
    ]  # fmt: skip


def _documents(catalogue: Catalogue, sop_code: str, version: int) -> Iterable[Any]:
    return (step for step in catalogue.sop(sop_code, version).documents if step.required_document in PAPERS)
