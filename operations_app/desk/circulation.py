"""The circulation desk: lending and taking back with one scan box. A function of the code scanned.

Member card: that member's session begins; the same card again, or an empty Enter, finishes it (the basket is lent, the
return case closed). A copy that is out is taken back at once; a copy that is not goes into the open member's basket, if
every rule of SOP loan allows. Another member's card finishes the present session first.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from operations_app.desk.answer import Answer, Clock, duration, refused
from operations_app.desk.circulation_desk import CirculationDesk, due_day, InBasket, Slip
from warehouse.errors import Refused
from warehouse.i18n import local_date, rupiah, translator
from warehouse.ids import new_id
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import (
    check_lend,
    CopyOnDesk,
    look_up,
    member_card,
    MemberCard,
    unit_standard_s,
)

_ = translator("operations_app")

LEND_UNIT, TAKE_BACK_UNIT, PAYMENT_UNIT, CLOSE_UNIT = ("loan", 6), ("return", 5), ("return", 6), ("return", 9)


def scan(
    db: OperationsDatabase, desk: CirculationDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """What scanning `code` does at `desk`; its answer. `first_key_at` is when the first key of this scan came."""
    leaving_unpaid, desk.leaving_unpaid = desk.leaving_unpaid, False
    try:
        if not code.strip():
            return _enter(db, desk, at, scan_id, leaving_unpaid)
        found = look_up(db, code, desk.service_point, at)
        if isinstance(found, MemberCard):
            return _card(db, desk, found, first_key_at, at, scan_id, leaving_unpaid)
        return _copy(db, desk, found, first_key_at, at, scan_id)
    except Refused as refusal:
        return refused(refusal, _basket_line(desk), clock=_clock(db, desk, at))


def give_up(desk: CirculationDesk) -> None:
    """Empty the basket and end the session; nothing was recorded for it."""
    name = desk.member_name
    _forget(desk)
    desk.keep(new_id(), Answer("idle", _("{name} finished. Nothing was lent.", name=name)))


def note_payment(db: OperationsDatabase, desk: CirculationDesk, receipt: dict[str, Any], at: datetime) -> None:
    """The fine was paid here: the receipt is shown, and what runs now is the handing back of the card."""
    desk.receipt, desk.returned_at = {**receipt, "at": at}, at
    answer = Answer(
        "ok",
        _("Paid: receipt {receipt}", receipt=receipt["receipt"]),
        _("Hand the card back, then press Enter."),
        clock=_clock(db, desk, at),
        expects=_("Next copy, or Enter when the card is handed back"),
    )
    desk.keep(f"payment:{receipt['payment_id']}", answer)


def drop_from_basket(desk: CirculationDesk, copy_no: str) -> None:
    desk.basket = [one for one in desk.basket if one.copy_no != copy_no]


# cards ----------------------------------------------------------------------------------------------------------------
def _card(
    db: OperationsDatabase, desk: CirculationDesk, card: MemberCard, first_key_at: datetime | None, at: datetime,
    scan_id: str, leaving_unpaid: bool,
) -> Answer:  # fmt: skip
    if card.agency != db.catalogue.agency_of(desk.service_point).code:
        return _no(db, desk, at, "same_agency", _("This card belongs to another agency."))
    if desk.member_no == card.member_no:
        return _finish(db, desk, at, scan_id, leaving_unpaid)
    before = ""
    if desk.member_no is not None:
        before = _finish_before_next(db, desk, at, scan_id)
    _begin(db, desk, card, first_key_at or at)
    return _greeting(db, desk, card, at, before)


def _begin(db: OperationsDatabase, desk: CirculationDesk, card: MemberCard, begun_at: datetime) -> None:
    _forget(desk)
    desk.receipt = None
    desk.member_no, desk.member_name, desk.begun_at = card.member_no, card.name, begun_at
    case = _open_return(db, desk, card.member_key)
    if case:
        desk.return_case, desk.returned_at = str(case["case_id"]), case["last_finished_at"]


def _open_return(db: OperationsDatabase, desk: CirculationDesk, member_key: str) -> dict[str, Any] | None:
    """The member's return case still open here: the fine was being paid, or the page was reloaded meanwhile."""
    return db.row(
        "SELECT case_id, last_finished_at FROM state_open_cases"
        " WHERE member_key = ? AND sop_code = 'return' AND service_point = ? ORDER BY opened_at DESC LIMIT 1",
        member_key,
        desk.service_point,
    )


def _greeting(db: OperationsDatabase, desk: CirculationDesk, card: MemberCard, at: datetime, before: str) -> Answer:
    notes = [before] if before else []
    tone = "info"
    if card.is_blocked:
        tone = "warn"
        notes.append(_("The card is blocked."))
    if card.is_expired:
        tone = "warn"
        notes.append(
            _("The card expired on {day}; it does not borrow until it is renewed.", day=local_date(card.expires_on))
        )
    if card.unpaid_idr:
        tone = "warn"
        notes.append(_("{amount} is unpaid.", amount=rupiah(card.unpaid_idr)))
    overdue = sum(loan.is_overdue for loan in card.loans)
    if overdue:
        tone = "warn"
        notes.append(_("Overdue copies: {count}.", count=overdue))
    elif card.loans:
        notes.append(_("Copies out: {count}.", count=len(card.loans)))
    if not card.visited_at:
        notes.append(_("Not in today's guest book."))
    return Answer(
        "warn" if tone == "warn" else "info",
        card.name,
        " ".join(notes),
        clock=_clock(db, desk, at),
        expects=_("Scan a copy"),
    )


# copies ---------------------------------------------------------------------------------------------------------------
def _copy(
    db: OperationsDatabase,
    desk: CirculationDesk,
    copy: CopyOnDesk,
    first_key_at: datetime | None,
    at: datetime,
    scan_id: str,
) -> Answer:
    if copy.loan is not None and copy.borrower_no is not None:
        return _take_back(db, desk, copy, copy.borrower_no, first_key_at, at, scan_id)
    if desk.member_no is None:
        sentence = _(
            "“{title}” ({no}) is not lent out. To lend it, scan the member card first.",
            title=copy.title,
            no=copy.copy_no,
        )
        return _no(db, desk, at, "card_before_copy", sentence)
    if any(one.copy_no == copy.copy_no for one in desk.basket):
        return _no(db, desk, at, "copy_is_scanned_once", _("“{title}” is in the basket already.", title=copy.title))
    numbers = [one.copy_no for one in desk.basket] + [copy.copy_no]
    check_lend(db, desk.member_no, numbers, desk.service_point, at)
    desk.basket.append(InBasket(copy.copy_no, copy.title))
    desk.begun_at = desk.begun_at or first_key_at or at
    return Answer(
        "ok",
        copy.title,
        _("In the basket: {count}. Press Enter or scan the card to lend.", count=len(desk.basket)),
        clock=_clock(db, desk, at),
        expects=_("Next copy, or Enter to lend"),
    )


def _take_back(
    db: OperationsDatabase, desk: CirculationDesk, copy: CopyOnDesk, borrower_no: str, first_key_at: datetime | None,
    at: datetime, scan_id: str,
) -> Answer:  # fmt: skip
    before = ""
    if desk.member_no is not None and desk.member_no != borrower_no:
        if desk.basket:
            sentence = _(
                "“{title}” is out to another member. Finish {name} first, then scan it again.",
                title=copy.title,
                name=desk.member_name,
            )
            return _no(db, desk, at, "one_member_at_a_time", sentence)
        before = _finish_before_next(db, desk, at, scan_id)
    if desk.member_no is None:
        card = member_card(db, borrower_no, desk.service_point, at)
        if card is not None:
            _begin(db, desk, card, first_key_at or at)
    result = db.execute(
        desk.command("take_back", scan_id, at, first_key_at, copy_no=copy.copy_no, case_id=desk.return_case)
    ).data
    desk.return_case, desk.returned_at = result["case_id"], at
    if not desk.basket:
        desk.begun_at = None  # a loan that follows begins with its own first key
    desk.returned.append(result)
    notes = [before, _("Borrowed by {name}.", name=result["member_name"] or borrower_no)]
    if result["fine_idr"]:
        sentence = _(
            "Returned {days} days late: fine {amount}", days=result["days_late"], amount=rupiah(result["fine_idr"])
        )
        notes = [
            before,
            copy.title + ".",
            _("The fine is paid to the treasurer; then press Enter to hand the card back."),
        ]
        return Answer(
            "warn", sentence, " ".join(note for note in notes if note), clock=_clock(db, desk, at),
            expects=_("Next copy, or Enter when the card is handed back"),
        )  # fmt: skip
    if result["days_late"]:
        notes.append(_("{days} days late, no fine.", days=result["days_late"]))
    return Answer(
        "ok", _("Returned: {title}", title=copy.title), " ".join(note for note in notes if note), clock=_clock(db, desk, at),
        expects=_("Next copy, or Enter when the card is handed back"),
    )  # fmt: skip


# finishing ------------------------------------------------------------------------------------------------------------
def _enter(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str, leaving_unpaid: bool) -> Answer:
    if desk.member_no is None:
        return Answer("idle", _("Nothing is open. Scan a member card or a copy."))
    return _finish(db, desk, at, scan_id, leaving_unpaid)


def _finish(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str, leaving_unpaid: bool) -> Answer:
    """Lend the basket; else close the return case; else only end the session."""
    if desk.basket:
        answer = _lend(db, desk, at, scan_id)
        if desk.return_case and not _unpaid_of_case(db, desk, at):
            _close(db, desk, at, scan_id, "done")
        _forget(desk)
        return answer
    if desk.return_case:
        unpaid_idr = _unpaid_of_case(db, desk, at)
        desk.returned_at = _last_moment(db, desk)
        if unpaid_idr and not leaving_unpaid:
            desk.leaving_unpaid = True
            return Answer(
                "warn", _("{amount} is not paid yet", amount=rupiah(unpaid_idr)),
                _("Send the member to the treasurer, or press Enter once more to finish unpaid; the debt stays."),
                rule="fine_is_paid", clock=_clock(db, desk, at), expects=_("Enter once more to finish unpaid"),
            )  # fmt: skip
        _close(db, desk, at, scan_id, "unpaid" if unpaid_idr else "done")
        desk.slip = Slip(desk.member_name, desk.member_no or "", returned=tuple(desk.returned))
        clock = _closing_clock(db, desk, at)
        answer = Answer("done", _("Done: {name}", name=desk.member_name), _("The card is handed back."), clock=clock)
        _forget(desk)
        return answer
    name = desk.member_name
    _forget(desk)
    return Answer("idle", _("{name} finished. Nothing was lent.", name=name))


def _finish_before_next(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str) -> str:
    """Another member is on the desk now: lend what lies in the basket; a return with an unpaid fine stays open."""
    name = desk.member_name
    if desk.basket:
        count = len(desk.basket)
        _lend(db, desk, at, scan_id)
        sentence = _("Copies lent to {name}: {count}.", count=count, name=name)
    elif desk.return_case and _unpaid_of_case(db, desk, at):
        sentence = _("{name} stays open until the fine is paid.", name=name)
    else:
        if desk.return_case:
            _close(db, desk, at, scan_id, "done")
        sentence = _("{name} finished.", name=name)
    _forget(desk)
    return sentence


def _lend(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str) -> Answer:
    payload = desk.command(
        "lend", scan_id, at, desk.begun_at, member_no=desk.member_no, copy_nos=[one.copy_no for one in desk.basket]
    )
    loans = db.execute(payload).data["loans"]
    standard_s = unit_standard_s(db.catalogue, *LEND_UNIT, desk.service_point, at)
    took_s = (at - desk.begun_at).total_seconds() if desk.begun_at else None
    desk.slip = Slip(desk.member_name, desk.member_no or "", tuple(loans), tuple(desk.returned), took_s, standard_s)
    clock = Clock(_("Loan"), desk.begun_at, standard_s, stopped_at=at) if desk.begun_at else None
    due = local_date(due_day(loans[0]))
    return Answer(
        "done",
        _("Copies lent to {name}: {count}", count=len(loans), name=desk.member_name),
        _("Due on {day}. Took {time}.", day=due, time=duration(took_s)) if took_s else _("Due on {day}.", day=due),
        clock=clock,
    )


def _close(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str, outcome: str) -> None:
    try:
        db.execute(desk.command("close_case", scan_id, at, None, case_id=desk.return_case, outcome=outcome))
    except Refused as refusal:
        if refusal.rule != "case_is_open":  # closed from the list of open cases meanwhile: that is what was wanted
            raise


def _unpaid_of_case(db: OperationsDatabase, desk: CirculationDesk, at: datetime) -> int:
    card = member_card(db, desk.member_no or "", desk.service_point, at)
    return sum(charge.outstanding_idr for charge in card.charges if charge.case_id == desk.return_case) if card else 0


def _last_moment(db: OperationsDatabase, desk: CirculationDesk) -> datetime | None:
    """When the case was last worked on: the saved return, or the receipt, wherever it was given."""
    case = db.row("SELECT last_finished_at FROM state_open_cases WHERE case_id = ?", desk.return_case)
    return case["last_finished_at"] if case else desk.returned_at


def _forget(desk: CirculationDesk) -> None:
    desk.member_no, desk.member_name, desk.begun_at = None, "", None
    desk.basket, desk.return_case, desk.returned, desk.returned_at = [], None, [], None


# the clock ------------------------------------------------------------------------------------------------------------
def _clock(db: OperationsDatabase, desk: CirculationDesk, at: datetime) -> Clock | None:
    """What runs now: a loan from its first key; a return from the saved scan to the card handed back, or to the receipt."""
    if desk.returned_at and not desk.basket:
        unit, label = (
            (PAYMENT_UNIT, _("Payment")) if _unpaid_of_case(db, desk, at) else (CLOSE_UNIT, _("Hand the card back"))
        )
        return Clock(label, desk.returned_at, unit_standard_s(db.catalogue, *unit, desk.service_point, at))
    if desk.begun_at:
        return Clock(_("Loan"), desk.begun_at, unit_standard_s(db.catalogue, *LEND_UNIT, desk.service_point, at))
    return None


def _closing_clock(db: OperationsDatabase, desk: CirculationDesk, at: datetime) -> Clock | None:
    if desk.returned_at is None:
        return None
    standard_s = unit_standard_s(db.catalogue, *CLOSE_UNIT, desk.service_point, at)
    return Clock(_("Card handed back"), desk.returned_at, standard_s, stopped_at=at)


def _no(db: OperationsDatabase, desk: CirculationDesk, at: datetime, rule: str, sentence: str) -> Answer:
    return Answer("refused", sentence, _basket_line(desk), rule=rule, clock=_clock(db, desk, at))


def _basket_line(desk: CirculationDesk) -> str:
    return _("Still in the basket: {count}.", count=len(desk.basket)) if desk.basket else ""
