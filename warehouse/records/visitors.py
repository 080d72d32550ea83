"""Visitor numbers: the slip (nomor pengunjung) that says who somebody is without a card, and who a desk is talking to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from warehouse import sql
from warehouse.clock import local_day
from warehouse.errors import Refused
from warehouse.i18n import N_
from warehouse.operations.rows import Row
from warehouse.records.lookups import clean_code, QUERIES, Reader

_SLIP = re.compile(r"V(\d\d)(\d\d)(\d\d)-(\d{1,5})", re.IGNORECASE)


@dataclass(frozen=True)
class PresentVisitor:
    """Someone in today's guest book. `visit_no` is None for a visit recorded before numbers were given."""

    visit_id: str
    visit_no: int | None
    visited_on: date
    visitor_type: str
    name: str
    member_no: str | None
    member_key: str | None
    visited_at: datetime

    @property
    def slip_code(self) -> str | None:
        return slip_code(self.visited_on, self.visit_no) if self.visit_no else None


def slip_code(day: date, visit_no: int) -> str:
    """Number 17 of 2026-11-22 → "V261122-017"."""
    return f"V{day:%y%m%d}-{visit_no:03d}"


def slip_number(code: str) -> tuple[date, int] | None:
    """Day and number of a slip's code; None when `code` is none."""
    found = _SLIP.fullmatch(code.strip())
    if not found:
        return None
    year, month, day, number = (int(part) for part in found.groups())
    try:
        return date(2000 + year, month, day), number
    except ValueError:
        return None


def present_visitor(db: Reader, code: str, service_point: str, at: datetime) -> PresentVisitor:
    """The visitor of a card, a slip or a locker number. Refused when today's guest book here does not know them."""
    code = clean_code(code)
    today = local_day(at, db.catalogue.agency_of(service_point).timezone)
    slip = slip_number(code)
    if slip:
        found = db.rows(
            "SELECT visit_id FROM visits WHERE service_point = ? AND visited_on = ? AND visit_no = ?",
            service_point,
            *slip,
        )
        visit_id = found[0]["visit_id"] if found and slip[0] == today else None
    else:
        visit_id = _visit_of_card(db, code, service_point) or _visit_of_locker(db, code, service_point)
    visitor = visitor_of(db, str(visit_id)) if visit_id else None
    if visitor is None or local_day(visitor.visited_at, db.catalogue.agency_of(service_point).timezone) != today:
        raise Refused(
            "guest_book_comes_first",
            N_("This visitor is not in today's guest book. Register the visit first (SOP reference, step 2)."),
        )
    return visitor


def visitor_of(db: Reader, visit_id: str) -> PresentVisitor | None:
    """The visitor of a visit that was not cancelled; None when there is none."""
    rows = db.query(sql.read(QUERIES, "visitor"), visit=visit_id)
    return _visitor(rows[0]) if rows else None


def _visitor(row: Row) -> PresentVisitor:
    return PresentVisitor(
        str(row["visit_id"]), row["visit_no"], row["visited_on"], row["visitor_type"], row["name"], row["member_no"],
        str(row["member_key"]) if row["member_key"] else None, row["visited_at"],
    )  # fmt: skip


def _visit_of_card(db: Reader, code: str, service_point: str) -> object:
    row = db.row(
        "SELECT v.visit_id FROM state_members m JOIN state_last_visits v USING (member_key)"
        " WHERE m.member_no = ? AND v.service_point = ?",
        code, service_point,
    )  # fmt: skip
    return row["visit_id"] if row else None


def _visit_of_locker(db: Reader, code: str, service_point: str) -> object:
    if not (code.isdigit() and len(code) <= 4):
        return None
    row = db.row(
        "SELECT visit_id FROM state_lockers WHERE service_point = ? AND locker_no = ?", service_point, str(int(code))
    )
    return row["visit_id"] if row else None
