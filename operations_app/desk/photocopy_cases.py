"""Photocopies that are under way, each with what it waits for; the notes that are out. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Literal

from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")
_CASES = files("operations_app.desk").joinpath("photocopy_cases.sql").read_text("utf-8")

Stage = Literal["copying", "to_hold", "out", "to_reshelve"]
DOCUMENTS = ("ktp", "sim", "student_card", "passport", "other")
ROOMS = ("general", "reference", "deposit")


@dataclass(frozen=True)
class PhotocopyCase:
    """An open case of SOP photocopy. `note_no` … `due_at` while an identity card is held for it."""

    case_id: str
    opened_at: datetime
    last_finished_at: datetime | None
    is_outside: bool
    copy_no: str | None
    title: str | None
    collection: str | None
    visitor_name: str | None
    member_no: str | None
    note_no: str | None
    held_of: str | None
    document_kind: str | None
    held_at: datetime | None
    due_at: datetime | None
    valuables: str | None
    is_copied: bool
    is_released: bool

    @property
    def stage(self) -> Stage:
        if self.is_outside:
            return "to_reshelve" if self.is_released else "out" if self.note_no else "to_hold"
        return "to_reshelve" if self.is_copied else "copying"

    @property
    def since(self) -> datetime:
        """Where the step it waits for begins."""
        return self.last_finished_at or self.opened_at

    @property
    def room(self) -> str:
        """The reading room its book belongs to, as far as the book is known."""
        return self.collection if self.collection in ROOMS else "general"

    def overdue(self, at: datetime) -> timedelta | None:
        """How long past the time on the note; None while there is time."""
        return at - self.due_at if self.due_at and at > self.due_at else None


def photocopy_cases(db: OperationsDatabase, service_point: str) -> list[PhotocopyCase]:
    """The oldest first."""
    rows = db.query(_CASES, point=service_point)
    return [PhotocopyCase(**{**row, "case_id": str(row["case_id"])}) for row in rows]


def at_stage(cases: list[PhotocopyCase], stage: Stage) -> list[PhotocopyCase]:
    return [case for case in cases if case.stage == stage]


def notes_out(cases: list[PhotocopyCase], at: datetime) -> list[PhotocopyCase]:
    """Cases whose note is out: the overdue ones first, the longest overdue on top."""
    return sorted(at_stage(cases, "out"), key=lambda case: (case.overdue(at) is None, case.due_at or at))


def note_of(db: OperationsDatabase, service_point: str, note_no: str) -> PhotocopyCase | None:
    """The case whose identity card is held against that note."""
    return next((one for one in photocopy_cases(db, service_point) if one.note_no == note_no), None)


def next_note_no(db: OperationsDatabase, service_point: str) -> str:
    """The lowest number that is not out."""
    taken = {row["note_no"] for row in db.rows(
        "SELECT note_no FROM state_identity_holds WHERE service_point = ?", service_point)}  # fmt: skip
    number = 1
    while str(number) in taken:
        number += 1
    return str(number)


def document_name(kind: str) -> str:
    return {
        "ktp": "KTP", "sim": "SIM", "student_card": _("Student card"), "passport": _("Passport"),
        "other": _("Other document"),
    }.get(kind, kind)  # fmt: skip


def room_name(room: str) -> str:
    return {
        "general": _("General collection"),
        "reference": _("Reference collection"),
        "deposit": _("Deposit collection"),
    }[room]
