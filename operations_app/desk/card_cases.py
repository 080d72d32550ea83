"""Cards being made: open cases of SOP card and SOP card renewal, each with the step it stands at. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Literal

from warehouse.clock import local_day
from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import version_at

_ = translator("operations_app")
_CASES = files("operations_app.desk").joinpath("card_cases.sql").read_text("utf-8")
_NOT_PRINTED = files("operations_app.desk").joinpath("cards_not_printed.sql").read_text("utf-8")

Step = Literal["form", "signature", "data", "pay", "print"]
STEPS: dict[str, tuple[tuple[Step, int], ...]] = {
    "card": (("form", 4), ("signature", 6), ("data", 7), ("pay", 9), ("print", 10)),
    "card_renewal": (("data", 4), ("pay", 5), ("print", 6)),
}
"""The steps of the desk, with the position of the SOP step where each begins."""
WITHOUT_FORM_FOR = timedelta(days=7)
"""So long a card registered without a form waits in the list of cards to print; older ones came from an import."""


@dataclass(frozen=True)
class CardCase:
    """`last_finished_at` is the last observed moment, where the step it stands at begins."""

    case_id: str
    sop_code: str
    opened_at: datetime
    last_finished_at: datetime | None
    name: str
    member_no: str | None
    expires_on: date | None
    charge_id: str | None
    outstanding_idr: int
    photo_sha256: str | None

    @property
    def step(self) -> Step:
        if self.member_no is None:
            return "data"
        return "pay" if self.outstanding_idr else "print"

    @property
    def begun_at(self) -> datetime | None:
        """When the step it stands at began; None for data entry, which the first keystroke begins."""
        return None if self.step == "data" else self.last_finished_at


@dataclass(frozen=True)
class ProgressStep:
    """One step of the progress line. `standard_s` None: the SOP fixes no time."""

    step: Step
    state: Literal["done", "now", "next"]
    standard_s: int | None


@dataclass(frozen=True)
class CardToPrint:
    """A card that was paid (or registered without a form) and not handed over yet."""

    member_no: str
    name: str
    expires_on: date
    ready_at: datetime
    case_id: str | None
    has_photo: bool


def card_cases(db: OperationsDatabase, service_point: str, case_id: str | None = None) -> list[CardCase]:
    """The newest first; only one when its id is given."""
    rows = db.query(_CASES, point=service_point, case_id=case_id)
    return [CardCase(**{**row, "case_id": str(row["case_id"]), "name": row["name"] or "–",
                        "charge_id": str(row["charge_id"]) if row["charge_id"] else None}) for row in rows]  # fmt: skip


def card_case(db: OperationsDatabase, service_point: str, case_id: str | None) -> CardCase | None:
    """The open case; None when it has ended."""
    return next(iter(card_cases(db, service_point, case_id)), None) if case_id else None


def of_name(cases: list[CardCase], wanted: str) -> list[CardCase]:
    """Those whose name or card number holds every word."""
    words = wanted.casefold().split()
    return [case for case in cases if all(word in f"{case.name} {case.member_no or ''}".casefold() for word in words)]


def progress(db: OperationsDatabase, service_point: str, case: CardCase) -> tuple[ProgressStep, ...]:
    """Every step of the desk, which of them is running, and the standards of the version that judges the case."""
    sop = version_at(db.catalogue, case.sop_code, service_point, case.opened_at)
    now = [step for step, _unit in STEPS[case.sop_code]].index(case.step)
    drawn = []
    for place, (step, position) in enumerate(STEPS[case.sop_code]):
        unit = sop.unit_of(position)
        state: Literal["done", "now", "next"] = "done" if place < now else "now" if place == now else "next"
        drawn.append(ProgressStep(step, state, unit.standard_s if unit else None))
    return tuple(drawn)


def standard_of_running(db: OperationsDatabase, service_point: str, case: CardCase) -> int | None:
    return next(one.standard_s for one in progress(db, service_point, case) if one.state == "now")


def cards_to_print(db: OperationsDatabase, service_point: str, at: datetime) -> list[CardToPrint]:
    """The oldest first: cases whose fee is paid, then cards registered without a form in the last days."""
    cases = card_cases(db, service_point)
    ready = [
        CardToPrint(
            one.member_no, one.name, one.expires_on, one.last_finished_at or one.opened_at, one.case_id,
            one.photo_sha256 is not None,
        )
        for one in reversed(cases)
        if one.step == "print" and one.member_no and one.expires_on
    ]  # fmt: skip
    since = local_day(at - WITHOUT_FORM_FOR, db.catalogue.agency_of(service_point).timezone)
    rows = db.query(
        _NOT_PRINTED,
        point=service_point,
        since=since,
        left_out=[one.member_no for one in cases if one.member_no] or [""],
    )
    return ready + [
        CardToPrint(row["member_no"], row["name"], row["expires_on"], row["ready_at"], None, bool(row["photo_sha256"]))
        for row in rows
    ]


def step_name(step: Step) -> str:
    return {
        "form": _("Form sold"), "signature": _("Signature of the authority"), "data": _("Data"), "pay": _("Payment"),
        "print": _("Photo, print, hand over"),
    }[step]  # fmt: skip
