"""Beside the catalogue: a visitor is shown the way to the drawers or the OPAC (SOP general and deposit, step 3).

The scan begins the help and opens the visitor's case; Enter, or the same visitor again, says that it is done.
"""

from __future__ import annotations

from datetime import datetime

from operations_app.desk.answer import Answer, Clock
from operations_app.desk.rooms_desk import Room, RoomsDesk
from operations_app.desk.rooms_lookups import InRoom, visitors_in_room
from warehouse.catalogue.model import Unit
from warehouse.catalogue.vocabulary import TAP
from warehouse.errors import Refused
from warehouse.i18n import N_, translator
from warehouse.ids import new_id
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import version_at
from warehouse.records.visitors import present_visitor, PresentVisitor

_ = translator("operations_app")

LEADS_TO: tuple[Room, ...] = ("general", "deposit")
"""The rooms whose SOP has the way to the catalogue as a step of staff."""


def scan(
    db: OperationsDatabase, desk: RoomsDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """A visitor at the OPAC; Enter ends the help that was begun last."""
    if not code.strip():
        if desk.chosen is None:
            return Answer("idle", _("Nobody is being helped. Scan a visitor."))
        return done(db, desk, desk.chosen, at, scan_id)
    try:
        visitor = present_visitor(db, code, desk.service_point, at)
    except Refused as refusal:
        db.note_refusal(refusal, command="start_case", service_point=desk.service_point, login=desk.login)
        raise
    unit = help_unit(db, desk, at)
    case = _case(db, desk, visitor, at)
    if case and (case.case_id, unit.position) in desk.begun:
        return done(db, desk, case.case_id, at, scan_id)
    if case and not case.waits_for(unit.position):
        already = Refused("step_is_done_once", N_("{name} was shown the way already."), name=visitor.name)
        db.note_refusal(already, command="record_step", service_point=desk.service_point, login=desk.login)
        raise already
    begun_at = first_key_at or at
    case_id = case.case_id if case else _open(db, desk, visitor, first_key_at, at, scan_id)
    desk.begun[case_id, unit.position] = begun_at
    desk.choose(case_id, visitor.name)
    return Answer(
        "info", visitor.name, _("Show the way to the catalogue or the OPAC, then press Enter."),
        clock=Clock(_("Help at the catalogue"), begun_at, unit.standard_s), expects=_("Enter when the visitor was helped"),
    )  # fmt: skip


def done(db: OperationsDatabase, desk: RoomsDesk, case_id: str, at: datetime, entry_id: str) -> Answer:
    """Step 3 is on record, from the scan to now."""
    sop_code, position = _begun_of(db, desk, case_id, at)
    begun_at = desk.begun.get((case_id, position))
    payload = desk.command("record_step", entry_id, at, begun_at, case_id=case_id, step_position=position)
    db.execute(payload)
    desk.begun.pop((case_id, position), None)
    people = visitors_in_room(db, sop_code, desk.service_point, at, case_id)
    name = people[0].name if people else desk.chosen_name
    if desk.chosen == case_id:
        desk.choose_nobody()
    clock = Clock(_("Help at the catalogue"), begun_at, None, stopped_at=at) if begun_at else None
    return Answer("done", _("Helped: {name}", name=name), clock=clock, is_saved=True)


def helped_at_a_click(db: OperationsDatabase, desk: RoomsDesk, case_id: str, at: datetime) -> None:
    """From the list of those being helped."""
    with desk.lock:
        try:
            answer = done(db, desk, case_id, at, new_id())
        except Refused as refusal:
            answer = Answer("refused", refusal.sentence(), rule=refusal.rule)
        desk.keep(new_id(), answer)


def send_to(desk: RoomsDesk, room: Room) -> None:
    """The room the next visitors want."""
    desk.sent_to = room if room in LEADS_TO else "general"


def help_unit(db: OperationsDatabase, desk: RoomsDesk, at: datetime) -> Unit:
    """The first tapped step of the room's SOP is the way to the catalogue."""
    return version_at(db.catalogue, desk.sop_code, desk.service_point, at).units_completed_by(TAP)[0]


def _begun_of(db: OperationsDatabase, desk: RoomsDesk, case_id: str, at: datetime) -> tuple[str, int]:
    """SOP and step of the help that was begun for this case, also when the officer has chosen another room since."""
    row = db.row("SELECT sop_code FROM state_open_cases WHERE case_id = ?", case_id)
    sop_code = str(row["sop_code"]) if row else desk.sop_code
    position = next((step for case, step in desk.begun if case == case_id), None)
    return sop_code, position or help_unit(db, desk, at).position


def _case(db: OperationsDatabase, desk: RoomsDesk, visitor: PresentVisitor, at: datetime) -> InRoom | None:
    people = visitors_in_room(db, desk.sop_code, desk.service_point, at)
    return next((one for one in people if one.visit_id == visitor.visit_id), None)


def _open(
    db: OperationsDatabase, desk: RoomsDesk, visitor: PresentVisitor, first_key_at: datetime | None, at: datetime,
    scan_id: str,
) -> str:  # fmt: skip
    payload = desk.command(
        "start_case", scan_id, at, first_key_at, sop_code=desk.sop_code, visit_id=visitor.visit_id,
        member_no=visitor.member_no,
    )  # fmt: skip
    return str(db.execute(payload).data["case_id"])
