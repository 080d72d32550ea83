"""The circulation desk: lending, renewing and taking back with one scan box. A function of the code scanned.

Member card: that member's session begins; the same card again, or an empty Enter, finishes it (what waits is renewed and
lent, the return case closed). A copy that is out is taken back at once, or waits for its renewal when that is what the
desk is set to; a copy that is not goes into the open member's basket, if every rule of SOP loan allows. Another member's
card finishes the present session first.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from operations_app.desk.answer import Answer, refused
from operations_app.desk.circulation_clock import basket_line, clock, say_no
from operations_app.desk.circulation_desk import CirculationDesk, InBasket
from operations_app.desk.circulation_finish import finish, finish_before_next
from operations_app.desk.circulation_renewal import add_renewal
from warehouse.errors import Refused
from warehouse.i18n import local_date, N_, rupiah, translator
from warehouse.ids import new_id
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import check_lend, CopyOnDesk, look_up, member_card, MemberCard

_ = translator("operations_app")


def scan(
    db: OperationsDatabase, desk: CirculationDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """What scanning `code` does at `desk`; its answer. `first_key_at` is when the first key of this scan came."""
    leaving_unpaid, desk.leaving_unpaid = desk.leaving_unpaid, False
    try:
        if not code.strip():
            return _enter(db, desk, at, scan_id, leaving_unpaid)
        found = _found(db, desk, code, at)
        if isinstance(found, MemberCard):
            return _card(db, desk, found, first_key_at, at, scan_id, leaving_unpaid)
        return _copy(db, desk, found, first_key_at, at, scan_id)
    except Refused as refusal:
        return refused(refusal, basket_line(desk), clock=clock(db, desk, at))


def _found(db: OperationsDatabase, desk: CirculationDesk, code: str, at: datetime) -> MemberCard | CopyOnDesk:
    try:
        return look_up(db, code, desk.service_point, at)
    except Refused as unknown:
        say_no(db, desk, unknown, "lend")


def give_up(desk: CirculationDesk) -> None:
    """Empty the basket and end the session; nothing was recorded for it."""
    name = desk.member_name
    desk.forget()
    desk.keep(new_id(), Answer("idle", _("{name} finished. Nothing was lent.", name=name)))


def note_payment(db: OperationsDatabase, desk: CirculationDesk, receipt: dict[str, Any], at: datetime) -> None:
    """The fine was paid here: the receipt is shown, and what runs now is the handing back of the card."""
    desk.receipt = {**receipt, "at": at}
    if desk.return_case:
        desk.returned_at = at
    answer = Answer(
        "ok",
        _("Paid: receipt {receipt}", receipt=receipt["receipt"]),
        _("Hand the card back, then press Enter."),
        clock=clock(db, desk, at),
        expects=_("Next copy, or Enter when the card is handed back"),
    )
    desk.keep(f"payment:{receipt['payment_id']}", answer)


# cards ----------------------------------------------------------------------------------------------------------------
def _card(
    db: OperationsDatabase, desk: CirculationDesk, card: MemberCard, first_key_at: datetime | None, at: datetime,
    scan_id: str, leaving_unpaid: bool,
) -> Answer:  # fmt: skip
    if card.agency != db.catalogue.agency_of(desk.service_point).code:
        say_no(db, desk, Refused("same_agency", N_("This card belongs to another agency.")), "lend")
    if desk.member_no == card.member_no:
        return finish(db, desk, at, scan_id, leaving_unpaid)
    before = ""
    if desk.member_no is not None:
        before = finish_before_next(db, desk, at, scan_id)
    _begin(db, desk, card, first_key_at or at)
    return _greeting(db, desk, card, at, before)


def _begin(db: OperationsDatabase, desk: CirculationDesk, card: MemberCard, begun_at: datetime) -> None:
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
        clock=clock(db, desk, at),
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
        return _lent_copy(db, desk, copy, copy.borrower_no, first_key_at, at, scan_id)
    refusal = _refusal_to_take(db, desk, copy, at)
    if refusal:
        say_no(db, desk, refusal, "lend")
    desk.basket.append(InBasket(copy.copy_no, copy.title))
    desk.begun_at = desk.begun_at or first_key_at or at
    return Answer(
        "ok",
        copy.title,
        _("In the basket: {count}. Press Enter or scan the card to lend.", count=len(desk.basket)),
        clock=clock(db, desk, at),
        expects=_("Next copy, or Enter to lend"),
    )


def _refusal_to_take(db: OperationsDatabase, desk: CirculationDesk, copy: CopyOnDesk, at: datetime) -> Refused | None:
    """Why a copy that is here does not go into the basket."""
    if desk.member_no is None:
        return Refused(
            "card_before_copy",
            N_("“{title}” ({no}) is not lent out. To lend it, scan the member card first."),
            title=copy.title,
            no=copy.copy_no,
        )
    if any(one.copy_no == copy.copy_no for one in desk.basket):
        return Refused("copy_is_scanned_once", N_("“{title}” is in the basket already."), title=copy.title)
    try:
        numbers = [one.copy_no for one in desk.basket] + [copy.copy_no]
        check_lend(db, desk.member_no, numbers, desk.service_point, at)
    except Refused as refusal:
        return refusal
    return None


def _lent_copy(
    db: OperationsDatabase, desk: CirculationDesk, copy: CopyOnDesk, borrower_no: str, first_key_at: datetime | None,
    at: datetime, scan_id: str,
) -> Answer:  # fmt: skip
    """Its borrower is at the desk from here on; it came back, or its loan is to be renewed."""
    before, mode = "", desk.mode
    if desk.member_no is not None and desk.member_no != borrower_no:
        if desk.basket or desk.renewing:
            refusal = Refused(
                "one_member_at_a_time",
                N_("“{title}” is out to another member. Finish {name} first, then scan it again."),
                title=copy.title,
                name=desk.member_name,
            )
            say_no(db, desk, refusal, "renew_loan" if mode == "renew" else "take_back")
        before = finish_before_next(db, desk, at, scan_id)
        desk.mode = mode
    if desk.member_no is None:
        card = member_card(db, borrower_no, desk.service_point, at)
        if card is not None:
            _begin(db, desk, card, first_key_at or at)
    if mode == "renew":
        desk.begun_at = desk.begun_at or first_key_at or at
        return add_renewal(db, desk, copy, at)
    return _take_back(db, desk, copy, borrower_no, first_key_at, at, scan_id, before)


def _take_back(
    db: OperationsDatabase, desk: CirculationDesk, copy: CopyOnDesk, borrower_no: str, first_key_at: datetime | None,
    at: datetime, scan_id: str, before: str,
) -> Answer:  # fmt: skip
    condition = "damaged" if desk.next_is_damaged else "good"
    payload = desk.command(
        "take_back", scan_id, at, first_key_at, copy_no=copy.copy_no, case_id=desk.return_case, condition=condition
    )
    result = db.execute(payload).data
    desk.return_case, desk.returned_at, desk.next_is_damaged = result["case_id"], at, False
    if not desk.basket and not desk.renewing:
        desk.begun_at = None  # a loan that follows begins with its own first key
    desk.returned.append({**result, "condition": condition})
    notes = [before, _("Borrowed by {name}.", name=result["member_name"] or borrower_no)]
    if condition == "damaged":
        notes.insert(1, _("Recorded as damaged."))
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
            "warn", sentence, " ".join(note for note in notes if note), clock=clock(db, desk, at),
            expects=_("Next copy, or Enter when the card is handed back"),
        )  # fmt: skip
    if result["days_late"]:
        notes.append(_("{days} days late, no fine.", days=result["days_late"]))
    return Answer(
        "ok", _("Returned: {title}", title=copy.title), " ".join(note for note in notes if note), clock=clock(db, desk, at),
        expects=_("Next copy, or Enter when the card is handed back"),
    )  # fmt: skip


def _enter(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str, leaving_unpaid: bool) -> Answer:
    if desk.member_no is None:
        return Answer("idle", _("Nothing is open. Scan a member card or a copy."))
    return finish(db, desk, at, scan_id, leaving_unpaid)
