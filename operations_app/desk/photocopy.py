"""The photocopy desks (SOP photocopy): begun in the reading room, copied here or outside, the note and the book back.

Begin: the book, the card or slip of the visitor, in any order or not at all; then one tap says where (Enter: here).
Note back: its number shows whose document lies there, Enter (or the number again) hands it over, as at the lockers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from operations_app.desk.answer import Answer, Clock, duration, refused
from operations_app.desk.desk import Desk, today_of
from operations_app.desk.form_values import need
from operations_app.desk.look_ahead import looking_ahead, say_no
from operations_app.desk.moments import local_moment
from operations_app.desk.photocopy_cases import document_name, note_of, photocopy_cases
from warehouse.errors import BadInput, N_, Refused
from warehouse.i18n import local_time, rupiah, translator
from warehouse.ids import new_id
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import clean_code, copy_on_desk, member_card, unit_standard_s
from warehouse.records.visitors import present_visitor

_ = translator("operations_app")

SOP, BEGIN_UNIT, RELEASE_UNIT = "photocopy", 2, 7
DOUBLE_CLICK = timedelta(seconds=1.5)
LOCKER_DIGITS_MAX = 3

Mode = Literal["begin", "release"]
Place = Literal["inside", "outside"]


@dataclass
class PhotocopyDesk(Desk):
    """What was scanned for the next photocopy, or the note that lies on the desk."""

    mode: Mode = "begin"
    copy_no: str | None = None
    title: str = ""
    member_no: str | None = None
    visit_id: str | None = None
    name: str = ""
    note_no: str | None = None
    begun_at: datetime | None = None
    done_at: datetime | None = None
    receipt: dict[str, Any] | None = None
    noted: dict[str, Any] | None = None

    def clear(self) -> None:
        self.copy_no = self.member_no = self.visit_id = self.note_no = self.begun_at = None
        self.title = self.name = ""


def scan(
    db: OperationsDatabase, desk: PhotocopyDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """What scanning `code` does; an empty Enter goes on."""
    try:
        if desk.mode == "release":
            return _note(db, desk, code, first_key_at, at, scan_id)
        if not code.strip():
            if desk.begun_at is None:
                return Answer("idle", _("Scan the book, the card or the slip, or choose where it is copied."))
            return begin(db, desk, "inside", at, scan_id)
        with looking_ahead(db, desk, "start_photocopy"):
            _scanned(db, desk, clean_code(code), at)
        desk.begun_at = desk.begun_at or first_key_at or at
        return _so_far(db, desk, at)
    except Refused as refusal:
        return refused(refusal, clock=_clock(db, desk, at))


def entry(
    db: OperationsDatabase, desk: PhotocopyDesk, kind: str, values: dict[str, str], first_key_at: datetime | None,
    at: datetime, entry_id: str,
) -> Answer:  # fmt: skip
    """The form of the photocopy staff, or that of the circulation desk."""
    known = {name: value.strip() for name, value in values.items() if value.strip()}
    try:
        if not known.get("case_id"):
            raise BadInput("photocopy_is_chosen", N_("Choose the photocopy."), field="case_id")
        if kind == "finish":
            return _finish(db, desk, known, at, entry_id)
        if kind == "hold":
            return _hold(db, desk, known, first_key_at, at, entry_id)
        return Answer("refused", _("This desk takes no such entry."), rule="entry_is_known")
    except Refused as refusal:
        return refused(refusal)


def set_mode(desk: PhotocopyDesk, mode: Mode) -> None:
    """What was begun in the other mode is given up; nothing was recorded for it."""
    if desk.mode != mode:
        desk.mode = mode
        give_up(desk)


def give_up(desk: PhotocopyDesk) -> None:
    desk.clear()
    desk.keep(new_id(), Answer("idle", _("Ready.")))


def begin(db: OperationsDatabase, desk: PhotocopyDesk, place: Place, at: datetime, key: str) -> Answer:
    """SOP photocopy, steps 2–3: the visitor is shown the way."""
    if desk.done_at and at - desk.done_at < DOUBLE_CLICK and desk.begun_at is None and desk.last_answer:
        return desk.last_answer
    payload = desk.command(
        "start_photocopy", key, at, desk.begun_at, place=place, copy_no=desk.copy_no, member_no=desk.member_no,
        visit_id=desk.visit_id,
    )  # fmt: skip
    db.execute(payload)
    clock, what = _clock(db, desk, at, stopped=True), desk.title or desk.name
    desk.clear()
    desk.done_at = at
    where = _("Show the way to the photocopy desk.")
    if place == "outside":
        where = _("Send the visitor to the circulation desk with an identity card.")
    return Answer("done", _("Photocopy begun: {what}", what=what) if what else _("Photocopy begun"), where, clock=clock)


def price_idr(db: OperationsDatabase, service_point: str, at: datetime) -> int:
    """What a page costs today."""
    agency = db.catalogue.agency_of(service_point)
    each: int = agency.tariff_on(today_of(db, service_point, at)).photocopy_per_page_idr
    return each


def back_by(db: OperationsDatabase, service_point: str, at: datetime) -> datetime:
    """When a note given now ends, by the agency's setting."""
    terms = db.catalogue.agency_of(service_point).desk_on(today_of(db, service_point, at))
    return at + timedelta(hours=terms.identity_note_hours)


# begun ----------------------------------------------------------------------------------------------------------------
def _scanned(db: OperationsDatabase, desk: PhotocopyDesk, code: str, at: datetime) -> None:
    """A book, a member card, a visitor's slip or locker number."""
    copy = copy_on_desk(db, code, desk.service_point, at)
    if copy:
        if copy.agency != db.catalogue.agency_of(desk.service_point).code:
            raise Refused("same_agency", N_("This copy belongs to another agency."))
        desk.copy_no, desk.title = copy.copy_no, copy.title
        return
    card = member_card(db, code, desk.service_point, at)
    if card and not card.visited_at:
        desk.member_no, desk.visit_id, desk.name = card.member_no, None, card.name
        return
    is_slip = "-" in code or (code.isdigit() and len(code) <= LOCKER_DIGITS_MAX)
    if card is None and not is_slip:
        raise BadInput("code_is_known", N_("No book, card or slip has the number {code}."), field="code", code=code)
    visitor = present_visitor(db, code, desk.service_point, at)
    desk.member_no, desk.visit_id, desk.name = visitor.member_no, visitor.visit_id, visitor.name


def _so_far(db: OperationsDatabase, desk: PhotocopyDesk, at: datetime) -> Answer:
    parts = [part for part in (desk.title, desk.name) if part]
    return Answer(
        "info", " · ".join(parts), _("Copied here: Enter. Outside: the button below."), clock=_clock(db, desk, at),
        expects=_("Enter: copied here"),
    )  # fmt: skip


# inside ---------------------------------------------------------------------------------------------------------------
def _finish(db: OperationsDatabase, desk: PhotocopyDesk, values: dict[str, str], at: datetime, key: str) -> Answer:
    """SOP photocopy, step 4. It began when the visitor was sent here, not when the pages are typed in."""
    pages = values.get("pages", "")
    if not (pages.isascii() and pages.isdigit()):
        wrong = BadInput("pages_are_a_number", N_("Write the number of pages in digits."), field="pages")
        say_no(db, desk, wrong, "finish_photocopy")
    payload = desk.command(
        "finish_photocopy", key, at, None, case_id=values["case_id"], pages=int(pages[:9]), machine=values.get("machine"),
        method=values.get("method") or "cash",
    )  # fmt: skip
    done = db.execute(payload).data
    desk.receipt = {**done, "at": at} if done.get("payment_id") else None
    amount = rupiah(done["amount_idr"])
    if desk.receipt is None:
        return Answer("done", _("{pages} pages, nothing to pay", pages=pages), is_saved=True)
    return Answer(
        "done",
        _("{pages} pages, {amount}: receipt {no}", pages=pages, amount=amount, no=done["receipt"]),
        is_saved=True,
    )


# outside --------------------------------------------------------------------------------------------------------------
def _hold(
    db: OperationsDatabase, desk: PhotocopyDesk, values: dict[str, str], first_key_at: datetime | None, at: datetime,
    key: str,
) -> Answer:  # fmt: skip
    """SOP photocopy, steps 5–6."""
    need(values, "name", "note_no")
    zone = db.catalogue.agency_of(desk.service_point).zone
    due_at = None
    if values.get("due_at"):
        due_at = local_moment(today_of(db, desk.service_point, at), values["due_at"], zone, "due_at")
    fields = {name: values.get(name) for name in ("case_id", "note_no", "name", "document_kind", "valuables")}
    cases = photocopy_cases(db, desk.service_point)
    fields["copy_no"] = next((one.copy_no for one in cases if one.case_id == values["case_id"]), None)
    done = db.execute(desk.command("hold_identity", key, at, first_key_at, due_at=due_at, **fields)).data
    desk.noted = {"case_id": done["case_id"], "note_no": done["note_no"], "name": values["name"]}
    until = local_time(datetime.fromisoformat(done["due_at"]), str(zone))
    return Answer(
        "done", _("Note {no} for {name}, back by {time}.", no=done["note_no"], name=values["name"], time=until),
        is_saved=True,
    )  # fmt: skip


def _note(
    db: OperationsDatabase, desk: PhotocopyDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """SOP photocopy, step 7: the note shows whose document it is; once compared and handed over, Enter."""
    number = code.strip()
    if not number and desk.note_no is None:
        return Answer("idle", _("Scan the note, or type its number."))
    if not number or number == desk.note_no:
        return _release(db, desk, at, scan_id)
    number = clean_code(number)
    held = note_of(db, desk.service_point, number)
    if held is None:
        desk.clear()
        refusal = Refused("note_is_in_use", N_("No identity card is held against note {no}."), no=number)
        say_no(db, desk, refusal, "release_identity")
    desk.clear()
    desk.note_no, desk.name, desk.begun_at = number, held.held_of or "", first_key_at or at
    late = held.overdue(at)
    notes = [document_name(held.document_kind or "other")]
    notes += [_("valuables: {what}", what=held.valuables)] if held.valuables else []
    notes += [_("{time} late", time=duration(late.total_seconds()))] if late else []
    return Answer(
        "warn" if late else "info", _("Note {no}: {name}", no=number, name=desk.name),
        " · ".join(notes) + ". " + _("Take the book and the note, hand the document back, then Enter."),
        clock=_clock(db, desk, at), expects=_("Enter when it is handed back"),
    )  # fmt: skip


def _release(db: OperationsDatabase, desk: PhotocopyDesk, at: datetime, scan_id: str) -> Answer:
    payload = desk.command("release_identity", scan_id, at, desk.begun_at, note_no=desk.note_no)
    try:
        done = db.execute(payload).data
    except Refused:
        desk.clear()
        raise
    clock = _clock(db, desk, at, stopped=True)
    desk.clear()
    return Answer(
        "done", _("Document handed back: {name}", name=done["name"]), _("The book goes back to the reading room."),
        clock=clock,
    )  # fmt: skip


def _clock(db: OperationsDatabase, desk: PhotocopyDesk, at: datetime, stopped: bool = False) -> Clock | None:
    if desk.begun_at is None:
        return None
    unit, label = (RELEASE_UNIT, _("Note back")) if desk.mode == "release" else (BEGIN_UNIT, _("Photocopy begun"))
    standard_s = unit_standard_s(db.catalogue, SOP, unit, desk.service_point, at)
    return Clock(label, desk.begun_at, standard_s, stopped_at=at if stopped else None)
