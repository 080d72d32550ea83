"""What officers do with a request of ANTER KOPER, act by act: one function each, made of commands. No Streamlit.

Times come from the taps: a step begins with the tap that began it, or where the step before it ended on the same day.
An act that writes a paper is signed in the same breath when the officer gave the PIN; a wrong PIN leaves the act as it is
and the paper unsigned, which is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from operations_app.desk.anter_koper import (
    ARRIVAL,
    arrival_began,
    COLLECTION,
    COUNTING,
    EQUIPMENT,
    of_trip,
    Request,
    SOP,
)
from operations_app.desk.anter_koper_begun import begin, begun_at, forget
from warehouse.clock import local_day
from warehouse.errors import Refused
from warehouse.i18n import N_
from warehouse.operations.database import OperationsDatabase


@dataclass(frozen=True)
class Hand:
    """Who acts, where, when; `key` makes the act happen once however often it is sent."""

    db: OperationsDatabase
    login: str
    service_point: str
    at: datetime
    key: str

    def do(self, command: str, /, part: str = "", **fields: Any) -> dict[str, Any]:
        payload = {
            "command": command, "key": f"form:{self.key}:{command}{part and ':' + part}", "occurred_at": self.at,
            "actor": self.login, "service_point": self.service_point,
            **{name: value for name, value in fields.items() if value is not None},
        }  # fmt: skip
        return self.db.execute(payload).data


@dataclass(frozen=True)
class Done:
    """What the act made; `unsigned_because` holds the sentence that kept its paper from being signed."""

    data: dict[str, Any]
    unsigned_because: str = ""


# before the journey ---------------------------------------------------------------------------------------------------
def approve(hand: Hand, case_id: str, pin: str) -> Done:
    return Done(hand.do("approve_request", case_id=case_id, pin=pin or None))


def decline(hand: Hand, case_id: str, reason: str) -> Done:
    return Done(hand.do("decline_request", case_id=case_id, reason=reason))


def survey(
    hand: Hand, case_id: str, *, is_suitable: bool, findings: str, people_served: int | None = None,
    latitude: float | None = None, longitude: float | None = None, pin: str = "",
) -> Done:  # fmt: skip
    """The working day of the survey began with the approval: that moment is on record."""
    paper = hand.do(
        "survey_site", case_id=case_id, is_suitable=is_suitable, findings=findings, people_served=people_served,
        latitude=latitude, longitude=longitude,
    )  # fmt: skip
    return _signed(hand, paper, pin)


def schedule(
    hand: Hand, *, planned_on: date, vehicle_no: str, crew: list[str], site_nos: list[str], overrule: str = "",
    begun: datetime | None = None,
) -> Done:  # fmt: skip
    """A trip of the month. Making the schedule began when its form was opened on purpose."""
    trip = hand.do(
        "schedule_trip", service=SOP, planned_on=planned_on, vehicle_no=vehicle_no, crew=crew, site_nos=site_nos,
        overrule=overrule or None, started_at=_before(begun, hand.at),
    )  # fmt: skip
    return Done(trip)


def publish_schedule(hand: Hand, case_id: str, pin: str) -> Done:
    """The month's schedule as a paper, in the case that carries the step."""
    return _signed(hand, hand.do("issue_document", document_kind="schedule", case_id=case_id), pin)


def equipment_begins(hand: Hand, one: Request) -> None:
    for case in _trip(hand, one):
        begin(hand.db, case.case_id, "equipment", hand.at)


def equipment_ready(hand: Hand, one: Request) -> Done:
    """Prepared once, for every stop of the trip."""
    _tap_all(hand, one, EQUIPMENT, "equipment")
    return Done({})


def collection_ready(hand: Hand, one: Request) -> Done:
    """The load is chosen and scanned; it began where the equipment was ready."""
    _tap_all(hand, one, COLLECTION, "collection")
    return Done({})


def depart(hand: Hand, one: Request, odometer_km: int | None = None) -> Done:
    return Done(hand.do("start_trip", trip_id=one.trip_id, odometer_km=odometer_km))


# at the site ----------------------------------------------------------------------------------------------------------
def arrive(hand: Hand, one: Request) -> Done:
    began = arrival_began(hand.db, one)
    return Done(hand.do("record_step", case_id=one.case_id, step_position=ARRIVAL, started_at=_before(began, hand.at)))


def count_and_hand_over(hand: Hand, one: Request, out: list[str], back: list[str], lost: list[str], pin: str) -> Done:
    """Copies left at the site and copies taken back, counted in one go; what is left gets its loan evidence."""
    if not (out or back or lost):
        raise Refused("copies_are_counted", N_("Scan the copies that stay here, or those that come back."))
    began = _before(_today(hand, one.last_finished_at), hand.at)
    if back or lost:
        hand.do("take_back_from_site", trip_id=one.trip_id, site_no=one.site_no, copy_nos=back, lost=lost)
    if not out:  # nothing stays: the counting is done all the same
        return Done(hand.do("record_step", case_id=one.case_id, step_position=COUNTING, started_at=began))
    hand.do("hand_over", trip_id=one.trip_id, site_no=one.site_no, copy_nos=out, started_at=began)
    return loan_evidence(hand, one, pin)


def loan_evidence(hand: Hand, one: Request, pin: str) -> Done:
    paper = hand.do("issue_document", document_kind="loan_evidence", case_id=one.case_id, site_no=one.site_no)
    return _signed(hand, paper, pin)


def keep_photo(hand: Hand, one: Request, sha256: str) -> Done:
    return Done(hand.do("issue_document", document_kind="photos", case_id=one.case_id, scan_sha256=sha256))


def keep_letter(hand: Hand, one: Request, sha256: str) -> Done:
    """The scan of a letter that came without one."""
    return Done(
        hand.do(
            "issue_document", document_kind="request_letter", case_id=one.case_id, site_no=one.site_no,
            body=one.letter or None, scan_sha256=sha256,
        )
    )  # fmt: skip


# after the journey ----------------------------------------------------------------------------------------------------
def come_back(hand: Hand, one: Request, odometer_km: int | None = None) -> Done:
    return Done(hand.do("finish_trip", trip_id=one.trip_id, odometer_km=odometer_km))


def unload(hand: Hand, trip_id: str) -> Done:
    return Done(hand.do("unload_copies", trip_id=trip_id))


def recheck_begins(hand: Hand, one: Request) -> None:
    begin(hand.db, one.case_id, "report", hand.at)


def report(hand: Hand, one: Request, body: str, pin: str) -> Done:
    """The recheck is done, the activity report is written; with it the case is closed."""
    paper = hand.do(
        "issue_document", document_kind="activity_report", case_id=one.case_id, body=body or None,
        started_at=_before(begun_at(hand.db, one.case_id, "report"), hand.at),
    )  # fmt: skip
    forget(hand.db, one.case_id, "report")
    return _signed(hand, paper, pin)


def give_up(hand: Hand, case_id: str) -> Done:
    return Done(hand.do("close_case", case_id=case_id, outcome="abandoned"))


def sign(hand: Hand, document_id: str, party: str, pin: str) -> Done:
    return Done(hand.do("sign_document", document_id=document_id, party=party, pin=pin or None))


def sign_outside(hand: Hand, document_id: str, party: str, name: str, office: str, scan_sha256: str) -> Done:
    """The school signed on paper: the scan of the signed paper is the signature."""
    return Done(
        hand.do(
            "sign_document", document_id=document_id, party=party, name=name, office=office or None,
            scan_sha256=scan_sha256,
        )
    )  # fmt: skip


def _signed(hand: Hand, paper: dict[str, Any], pin: str) -> Done:
    if not pin:
        return Done(paper)
    try:
        hand.do("sign_document", document_id=paper["document_id"], party="sender", pin=pin)
    except Refused as refusal:
        return Done(paper, refusal.sentence())
    return Done(paper)


def _tap_all(hand: Hand, one: Request, position: int, act: str) -> None:
    for case in _trip(hand, one):
        if position in case.done:
            continue
        began = begun_at(hand.db, case.case_id, act)
        if began is None and position != EQUIPMENT:  # before the equipment lie days, not a step of the same morning
            began = _today(hand, case.last_finished_at)
        hand.do(
            "record_step", case.case_id, case_id=case.case_id, step_position=position,
            started_at=_before(began, hand.at),
        )  # fmt: skip
        forget(hand.db, case.case_id, act)


def _trip(hand: Hand, one: Request) -> list[Request]:
    return of_trip(hand.db, hand.service_point, one.trip_id or "", hand.at)


def _today(hand: Hand, moment: datetime | None) -> datetime | None:
    """A moment of the same local day: the step before this one ended then."""
    zone = hand.db.catalogue.agency_of(hand.service_point).timezone
    return moment if moment and local_day(moment, zone) == local_day(hand.at, zone) else None


def _before(began: datetime | None, at: datetime) -> datetime | None:
    return began if began and began < at else None
