"""The locker desk: bags in and out (SOP locker). Two scans each time: the first begins what the second completes.

Bag in: the member card (or a typed name), then the locker number; or the number first, then the card or name.
Bag out: the number of a locker in use (or the member card), then Enter or the same number once the bag is handed over.
Inspection: the number, then Enter when the visitor has been inspected; in first, out afterwards. With `one_tap` the number
alone records it, without a beginning: recorded, not timed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from operations_app.desk.answer import Answer, Clock, duration, refused
from operations_app.desk.desk import Desk
from warehouse.errors import Refused
from warehouse.i18n import translator
from warehouse.ids import new_id
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import locker_of_member, LockerInUse, lockers, member_card, unit_standard_s

_ = translator("operations_app")

IN_UNIT, INSPECT_IN_UNIT, INSPECT_OUT_UNIT, OUT_UNIT = 1, 4, 5, 7
NAME_LENGTH_MAX = 80

Mode = Literal["bags", "inspection"]


@dataclass
class LockerDesk(Desk):
    """`locker_no` and `who` are what the first scan said; `begun_at` is when its first key came."""

    mode: Mode = "bags"
    one_tap: bool = False
    locker_no: str | None = None
    member_no: str | None = None
    name: str | None = None
    step: Literal["", "in", "out", "inspect_in", "inspect_out"] = ""
    begun_at: datetime | None = None


def scan(
    db: OperationsDatabase, desk: LockerDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """What scanning or typing `code` does at the locker desk."""
    text = " ".join(code.split())
    try:
        if not text:
            return _confirm(db, desk, at, scan_id)
        if text.isascii() and text.isdigit() and len(text) <= 3:
            return _number(db, desk, str(int(text)), first_key_at, at, scan_id)
        if desk.mode == "inspection":
            return _inspected_by_card(db, desk, text, first_key_at, at, scan_id)
        return _person(db, desk, text, first_key_at, at, scan_id)
    except Refused as refusal:
        return refused(refusal, clock=_clock(db, desk, at))


def set_mode(desk: LockerDesk, mode: Mode) -> None:
    """Bags or inspection; what was begun is given up."""
    if mode != desk.mode:
        desk.mode = mode
        if desk.step:
            give_up(desk)


def give_up(desk: LockerDesk) -> None:
    """Forget what the first scan said; nothing was recorded for it."""
    _forget(desk)
    desk.keep(new_id(), Answer("idle", _("Nothing is open. Scan a card or a locker number.")))


def in_use(db: OperationsDatabase, desk: LockerDesk, number: str) -> LockerInUse | None:
    return next((locker for locker in lockers(db, desk.service_point) if locker.locker_no == number), None)


def first_free(db: OperationsDatabase, desk: LockerDesk, at: datetime) -> str | None:
    """The lowest number that holds no bag; None when all are taken."""
    point = db.catalogue.service_point(desk.service_point)
    today = at.astimezone(db.catalogue.agency_of(desk.service_point).zone).date()
    taken = {locker.locker_no for locker in lockers(db, desk.service_point)}
    return next((str(n) for n in range(1, point.locker_count_on(today) + 1) if str(n) not in taken), None)


# numbers --------------------------------------------------------------------------------------------------------------
def _number(
    db: OperationsDatabase, desk: LockerDesk, number: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    if desk.step in ("out", "inspect_in", "inspect_out") and number == desk.locker_no:
        return _confirm(db, desk, at, scan_id)
    bag = in_use(db, desk, number)
    if desk.mode == "inspection":
        return _begin_inspection(db, desk, number, bag, first_key_at, at, scan_id)
    if bag is None:
        if desk.step == "in" and (desk.member_no or desk.name):
            desk.locker_no = number
            return _deposit(db, desk, at, scan_id)
        _forget(desk)
        desk.step, desk.locker_no, desk.begun_at = "in", number, first_key_at or at
        return Answer(
            "info", _("Locker {no} is free", no=number), _("Scan the member card, or type the visitor's name."),
            clock=_clock(db, desk, at), expects=_("Member card or name"),
        )  # fmt: skip
    if desk.step == "in" and (desk.member_no or desk.name):
        return Answer(
            "refused", _("Locker {no} is in use. Take another number.", no=number), _free_line(db, desk, at),
            rule="locker_is_free", clock=_clock(db, desk, at),
        )  # fmt: skip
    return _begin_out(db, desk, bag, first_key_at, at)


def _begin_out(
    db: OperationsDatabase, desk: LockerDesk, bag: LockerInUse, first_key_at: datetime | None, at: datetime
) -> Answer:
    _forget(desk)
    desk.step, desk.locker_no, desk.name, desk.begun_at = "out", bag.locker_no, bag.name, first_key_at or at
    return Answer(
        "info",
        _("Locker {no}: {name}", no=bag.locker_no, name=bag.name),
        _(
            "In since {time}. Compare name and number, hand the bag over, then press Enter.",
            time=_ago(bag.deposited_at, at),
        ),
        clock=_clock(db, desk, at),
        expects=_("Enter when the bag is handed over"),
    )


def _begin_inspection(
    db: OperationsDatabase,
    desk: LockerDesk,
    number: str,
    bag: LockerInUse | None,
    first_key_at: datetime | None,
    at: datetime,
    scan_id: str,
) -> Answer:
    if bag is None:
        return Answer("refused", _("Locker {no} holds no bag.", no=number), rule="locker_is_in_use")
    _forget(desk)
    done = _inspections(db, bag.case_id)
    if INSPECT_OUT_UNIT in done:
        return Answer(
            "warn", _("Locker {no}: inspected on the way in and out already.", no=number), rule="inspected_once"
        )
    desk.step = "inspect_out" if INSPECT_IN_UNIT in done else "inspect_in"
    desk.locker_no, desk.name, desk.begun_at = number, bag.name, None if desk.one_tap else first_key_at or at
    if desk.one_tap:
        return _inspect(db, desk, at, scan_id)
    sentence = (
        _("Inspection out: {name}", name=bag.name)
        if desk.step == "inspect_out"
        else _("Inspection in: {name}", name=bag.name)
    )
    return Answer(
        "info", sentence, _("Press Enter when the visitor has been inspected."), clock=_clock(db, desk, at),
        expects=_("Enter when the visitor has been inspected"),
    )  # fmt: skip


def _inspected_by_card(
    db: OperationsDatabase, desk: LockerDesk, text: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    bag = locker_of_member(db, desk.service_point, text)
    if bag is None:
        return Answer("refused", _("No bag was left with this card. Scan the locker number."), rule="locker_is_in_use")
    return _begin_inspection(db, desk, bag.locker_no, bag, first_key_at, at, scan_id)


# people ---------------------------------------------------------------------------------------------------------------
def _person(
    db: OperationsDatabase, desk: LockerDesk, text: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    card = member_card(db, text, desk.service_point, at) if len(text) <= 40 else None
    if card is None:
        if any(character.isdigit() for character in text) or len(text) > NAME_LENGTH_MAX or not text.isprintable():
            return Answer(
                "refused", _("This is no card, no locker number and no name."),
                _("Scan a card, or type a number or a name."), rule="code_is_known", clock=_clock(db, desk, at),
            )  # fmt: skip
        name, member_no = text, None
    else:
        bag = locker_of_member(db, desk.service_point, card.member_no)
        if bag and not (desk.step == "in" and desk.locker_no):
            return _begin_out(db, desk, bag, first_key_at, at)
        name, member_no = card.name, card.member_no
    if desk.step == "in" and desk.locker_no and not (desk.member_no or desk.name):
        desk.name, desk.member_no = name, member_no
        return _deposit(db, desk, at, scan_id)
    _forget(desk)
    desk.step, desk.name, desk.member_no, desk.begun_at = "in", name, member_no, first_key_at or at
    return Answer(
        "info",
        name,
        _free_line(db, desk, at),
        clock=_clock(db, desk, at),
        expects=_("Locker number; Enter takes the free one"),
    )


# completing -----------------------------------------------------------------------------------------------------------
def _confirm(db: OperationsDatabase, desk: LockerDesk, at: datetime, scan_id: str) -> Answer:
    if desk.step == "out":
        return _return(db, desk, at, scan_id)
    if desk.step in ("inspect_in", "inspect_out"):
        return _inspect(db, desk, at, scan_id)
    if desk.step == "in" and desk.locker_no is None:
        desk.locker_no = first_free(db, desk, at)
        if desk.locker_no is None:
            return Answer("refused", _("All lockers are in use."), rule="locker_is_free", clock=_clock(db, desk, at))
        return _deposit(db, desk, at, scan_id)
    if desk.step == "in":
        return Answer(
            "info", _("Locker {no} is free", no=desk.locker_no), _("Scan the member card, or type the visitor's name.")
        )
    return Answer("idle", _("Nothing is open. Scan a card or a locker number."))


def _deposit(db: OperationsDatabase, desk: LockerDesk, at: datetime, scan_id: str) -> Answer:
    """SOP locker, steps 1–3."""
    payload = desk.command(
        "deposit_bag", scan_id, at, desk.begun_at, locker_no=desk.locker_no, member_no=desk.member_no,
        name=None if desk.member_no else desk.name,
    )  # fmt: skip
    try:
        db.execute(payload)
    except Refused as refusal:
        desk.locker_no = None
        return refused(refusal, _free_line(db, desk, at), clock=_clock(db, desk, at))
    answer = Answer(
        "done", _("Bag in locker {no}", no=desk.locker_no),
        _("Give number card {no} to {name}.", no=desk.locker_no, name=desk.name),
        clock=_clock(db, desk, at, stopped=True),
    )  # fmt: skip
    _forget(desk)
    return answer


def _return(db: OperationsDatabase, desk: LockerDesk, at: datetime, scan_id: str) -> Answer:
    """SOP locker, steps 7–8."""
    db.execute(desk.command("return_bag", scan_id, at, desk.begun_at, locker_no=desk.locker_no))
    answer = Answer(
        "done", _("Bag handed over: locker {no} is free again", no=desk.locker_no), desk.name or "",
        clock=_clock(db, desk, at, stopped=True),
    )  # fmt: skip
    _forget(desk)
    return answer


def _inspect(db: OperationsDatabase, desk: LockerDesk, at: datetime, scan_id: str) -> Answer:
    """SOP locker, steps 4 and 5."""
    direction = "in" if desk.step == "inspect_in" else "out"
    db.execute(
        desk.command("inspect_visitor", scan_id, at, desk.begun_at, locker_no=desk.locker_no, direction=direction)
    )
    sentence = _("Inspected on the way in: locker {no}", no=desk.locker_no)
    if direction == "out":
        sentence = _("Inspected on the way out: locker {no}", no=desk.locker_no)
    answer = Answer("done", sentence, desk.name or "", clock=_clock(db, desk, at, stopped=True))
    _forget(desk)
    return answer


def entry(
    db: OperationsDatabase,
    desk: LockerDesk,
    values: dict[str, str],
    first_key_at: datetime | None,
    at: datetime,
    entry_id: str,
) -> Answer:
    """SOP locker, step 9: the number card is lost; name and number are confirmed, and Enter hands the bag over."""
    payload = desk.command(
        "report_lost_locker_card", entry_id, at, first_key_at, locker_no=values.get("locker_no", ""),
        confirmed_name=" ".join(values.get("confirmed_name", "").split()),
    )  # fmt: skip
    try:
        case_id = db.execute(payload).data["case_id"]
    except Refused as refusal:
        return refused(refusal)
    bag = next(one for one in lockers(db, desk.service_point) if one.case_id == str(case_id))
    _forget(desk)
    desk.step, desk.locker_no, desk.name, desk.begun_at = "out", bag.locker_no, bag.name, first_key_at or at
    return Answer(
        "done", _("Loss recorded: locker {no}, {name}", no=bag.locker_no, name=bag.name),
        _("Hand the bag over, then press Enter."), clock=_clock(db, desk, at), is_saved=True,
        expects=_("Enter when the bag is handed over"),
    )  # fmt: skip


def _inspections(db: OperationsDatabase, case_id: str) -> set[int]:
    rows = db.rows("SELECT DISTINCT unit_position FROM step_events WHERE case_id = ?", case_id)
    return {row["unit_position"] for row in rows}


def _clock(db: OperationsDatabase, desk: LockerDesk, at: datetime, stopped: bool = False) -> Clock | None:
    units = {"in": IN_UNIT, "out": OUT_UNIT, "inspect_in": INSPECT_IN_UNIT, "inspect_out": INSPECT_OUT_UNIT}
    if not desk.step or desk.begun_at is None:
        return None
    labels = {
        "in": _("Bag in"), "out": _("Bag out"), "inspect_in": _("Inspection in"), "inspect_out": _("Inspection out"),
    }  # fmt: skip
    standard_s = unit_standard_s(db.catalogue, "locker", units[desk.step], desk.service_point, at)
    return Clock(labels[desk.step], desk.begun_at, standard_s, stopped_at=at if stopped else None)


def _free_line(db: OperationsDatabase, desk: LockerDesk, at: datetime) -> str:
    free = first_free(db, desk, at)
    return (
        _("Free: {no}. Press Enter to take it, or scan another number.", no=free)
        if free
        else _("All lockers are in use.")
    )


def _ago(moment: datetime, at: datetime) -> str:
    return duration(max(0.0, (at - moment).total_seconds()))


def _forget(desk: LockerDesk) -> None:
    desk.locker_no, desk.member_no, desk.name, desk.step, desk.begun_at = None, None, None, "", None
