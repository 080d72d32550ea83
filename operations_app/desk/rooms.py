"""A reading room with one scan box: visitors come in, what lies on the tables is counted. A function of the code scanned.

A visitor's card, number slip or locker number: the first scan brings them into the room (its guest book, or the case of
the general room); a further scan chooses them, so that what is scanned next counts as read by them. A copy goes into the
list of what lies on the tables, and Enter counts the list.
"""

from __future__ import annotations

from datetime import datetime
from typing import NoReturn

from operations_app.desk import rooms_opac
from operations_app.desk.answer import Answer, Clock, duration, refused
from operations_app.desk.rooms_desk import OnTable, RoomsDesk, SOP_OF
from operations_app.desk.rooms_lookups import InRoom, visitor_or_copy, visitors_in_room
from warehouse.errors import Refused
from warehouse.i18n import N_, translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import CopyOnDesk, version_at
from warehouse.records.visitors import PresentVisitor

_ = translator("operations_app")

COUNTED_MAX = 200  # as many as one command takes


def scan(
    db: OperationsDatabase, desk: RoomsDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """What scanning `code` does at `desk`; its answer."""
    try:
        if desk.place == "opac":
            return rooms_opac.scan(db, desk, code, first_key_at, at, scan_id)
        if not code.strip():
            return _enter(db, desk, at, scan_id)
        found = _found(db, desk, code, at)
        if isinstance(found, CopyOnDesk):
            return _copy(db, desk, found, first_key_at, at)
        return _visitor(db, desk, found, first_key_at, at, scan_id)
    except Refused as refusal:
        return refused(refusal, _waiting(desk))


def forget_copy(desk: RoomsDesk, copy_no: str) -> None:
    """Scanned by mistake; nothing was recorded for it."""
    desk.basket = [one for one in desk.basket if one.copy_no != copy_no]
    if not desk.basket:
        desk.counting_since = None


def _found(db: OperationsDatabase, desk: RoomsDesk, code: str, at: datetime) -> PresentVisitor | CopyOnDesk:
    try:
        return visitor_or_copy(db, code, desk.service_point, at)
    except Refused as refusal:
        say_no(db, desk, refusal, "count_in_house_use" if refusal.rule.startswith("code_") else _arrival(desk))


def say_no(db: OperationsDatabase, desk: RoomsDesk, refusal: Refused, command: str) -> NoReturn:
    """A refusal that no command ran into, because the desk looked ahead: counted, then said."""
    db.note_refusal(refusal, command=command, service_point=desk.service_point, login=desk.login)
    raise refusal


# visitors -------------------------------------------------------------------------------------------------------------
def case_of_visit(db: OperationsDatabase, desk: RoomsDesk, visit_id: str, at: datetime) -> InRoom | None:
    """The visitor's open case in this room."""
    found = db.row(
        "SELECT case_id FROM state_open_cases WHERE visit_id = ? AND sop_code = ? AND service_point = ?",
        visit_id, desk.sop_code, desk.service_point,
    )  # fmt: skip
    cases = visitors_in_room(db, desk.sop_code, desk.service_point, at, str(found["case_id"])) if found else []
    return cases[0] if cases else None


def _visitor(
    db: OperationsDatabase, desk: RoomsDesk, visitor: PresentVisitor, first_key_at: datetime | None, at: datetime,
    scan_id: str,
) -> Answer:  # fmt: skip
    here = case_of_visit(db, desk, visitor.visit_id, at)
    if here and (here.is_in_room_book or desk.place == "general"):
        return _choose(desk, here, at)
    if desk.place == "general":
        db.execute(
            desk.command(
                "start_case", scan_id, at, first_key_at, sop_code=desk.sop_code, visit_id=visitor.visit_id,
                member_no=visitor.member_no,
            )
        )  # fmt: skip
        return Answer("done", _("In the room: {name}", name=visitor.name), is_saved=True)
    special = desk.place == "deposit" and desk.next_is_special
    payload = desk.command(
        "register_room_visit", scan_id, at, first_key_at, room=desk.place, visit_id=visitor.visit_id,
        special_collection=special or None,
    )  # fmt: skip
    db.execute(payload)
    desk.next_is_special = False
    detail = _("Special collection: an officer serves.") if special else ""
    return Answer(
        "done", _("In the room's guest book: {name}", name=visitor.name), detail, clock=_book_clock(db, desk, payload, at),
        is_saved=True,
    )  # fmt: skip


def _choose(desk: RoomsDesk, here: InRoom, at: datetime) -> Answer:
    desk.choose(here.case_id, here.name)
    since = duration((at - here.opened_at).total_seconds())
    return Answer(
        "info", here.name, _("In the room for {time}. Scan what was read, or tap a step.", time=since),
        expects=_("Copies that were read, then Enter"),
    )  # fmt: skip


def _book_clock(db: OperationsDatabase, desk: RoomsDesk, payload: dict[str, object], at: datetime) -> Clock | None:
    begun_at = payload["started_at"]
    if not isinstance(begun_at, datetime):
        return None
    units = version_at(db.catalogue, desk.sop_code, desk.service_point, at).units_completed_by("register_room_visit")
    return Clock(_("Guest book of the room"), begun_at, units[0].standard_s if units else None, stopped_at=at)


def _arrival(desk: RoomsDesk) -> str:
    return "start_case" if desk.room == "general" else "register_room_visit"


# copies ---------------------------------------------------------------------------------------------------------------
def _copy(
    db: OperationsDatabase, desk: RoomsDesk, copy: CopyOnDesk, first_key_at: datetime | None, at: datetime
) -> Answer:
    refusal = _refusal_to_count(db, desk, copy)
    if refusal:
        say_no(db, desk, refusal, "count_in_house_use")
    desk.counting_since = desk.counting_since or first_key_at or at
    desk.basket.append(OnTable(copy.copy_no, copy.title))
    strayed = copy.collection in SOP_OF and copy.collection != desk.place
    return Answer(
        "warn" if strayed else "ok",
        copy.title,
        " ".join(
            [*([_("It belongs in another room.")] if strayed else []), _("{count} scanned.", count=len(desk.basket))]
        ),
        expects=_("Next copy, or Enter to count them"),
    )


def _refusal_to_count(db: OperationsDatabase, desk: RoomsDesk, copy: CopyOnDesk) -> Refused | None:
    if copy.agency != db.catalogue.agency_of(desk.service_point).code:
        return Refused("same_agency", N_("The card or a copy belongs to another agency."))
    if any(one.copy_no == copy.copy_no for one in desk.basket):
        return Refused(
            "copy_is_scanned_once", N_("“{title}” ({no}) was scanned already."), title=copy.title, no=copy.copy_no
        )
    if copy.loan is not None:
        return Refused(
            "copy_on_the_table_is_not_lent",
            N_("Copy {copy_no} is lent out. Take it back at the circulation desk first."),
            copy_no=copy.copy_no,
        )
    if len(desk.basket) >= COUNTED_MAX:
        return Refused(
            "copies_fit_one_count",
            N_("{count} copies are scanned. Press Enter to count them first."),
            count=COUNTED_MAX,
        )
    return None


def _enter(db: OperationsDatabase, desk: RoomsDesk, at: datetime, scan_id: str) -> Answer:
    if not desk.basket:
        if desk.chosen is None:
            return Answer("idle", _("Nothing was scanned. Scan a visitor or a copy."))
        name = desk.chosen_name
        desk.choose_nobody()
        return Answer("idle", _("{name} is put aside.", name=name))
    payload = desk.command(
        "count_in_house_use", scan_id, at, desk.counting_since, room=desk.place, case_id=desk.chosen,
        copy_nos=[one.copy_no for one in desk.basket],
    )  # fmt: skip
    try:
        counted = db.execute(payload).data["copies"]
    except Refused as refusal:
        _drop_lent(db, desk)
        if refusal.rule == "case_is_open":
            desk.choose_nobody()
        raise
    name = desk.chosen_name
    desk.basket, desk.counting_since = [], None
    desk.choose_nobody()
    return Answer(
        "done", _("Counted as read here: {count}", count=len(counted)), _("Read by {name}.", name=name) if name else "",
        is_saved=True,
    )  # fmt: skip


def _drop_lent(db: OperationsDatabase, desk: RoomsDesk) -> None:
    """Another desk lent one meanwhile: it leaves the list, so that the rest can be counted."""
    rows = db.rows(
        "SELECT c.copy_no FROM state_copies c JOIN state_open_loans l USING (copy_id)"
        " WHERE list_contains(?::VARCHAR[], c.copy_no)",
        [one.copy_no for one in desk.basket],
    )
    lent = {row["copy_no"] for row in rows}
    desk.basket = [one for one in desk.basket if one.copy_no not in lent]


def _waiting(desk: RoomsDesk) -> str:
    return _("Still in the list: {count}.", count=len(desk.basket)) if desk.basket else ""
