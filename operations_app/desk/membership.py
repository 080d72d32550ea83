"""The membership desk: form sold, application registered, card renewed, data corrected (SOP card, SOP card renewal).

Renewal begins with the card in the scan box: the data is shown to be validated, Enter prolongs it as it is; the form
beside it prolongs it with what was changed. Enter also hands over a card that is paid. Money is received by a button.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from operations_app.desk.answer import Answer, Clock, refused
from operations_app.desk.card_cases import card_case, card_cases, CardCase, standard_of_running, step_name
from operations_app.desk.desk import today_of
from operations_app.desk.form_values import filled, need
from operations_app.desk.look_ahead import looking_ahead, say_no
from operations_app.desk.member_data import member_data, MemberData
from operations_app.desk.membership_desk import form_of, MembershipDesk
from operations_app.desk.membership_registration import apply, CORRECTED, register_without_form
from warehouse.errors import BadInput, N_, Refused
from warehouse.i18n import local_date, rupiah, translator
from warehouse.ids import new_id
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import clean_code, member_card, MemberCard, unit_standard_s
from warehouse.records.visitors import present_visitor, PresentVisitor

_ = translator("operations_app")

SALE, VALIDATION = ("card", 4), ("card_renewal", 4)
ENTER_IS_MEANT = timedelta(seconds=1)
"""Some scanners send two Enters; an empty one right after the last answer means nothing."""


def scan(
    db: OperationsDatabase, desk: MembershipDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """A card in the scan box, or Enter."""
    before, desk.scanned_at = desk.scanned_at, at
    try:
        if not code.strip():
            if before and desk.last_answer and at - before < ENTER_IS_MEANT:
                return desk.last_answer
            return _enter(db, desk, at, scan_id)
        with looking_ahead(db, desk, "renew_card"):
            card = _card_here(db, desk, clean_code(code), at)
        if card.member_no == desk.member_no:
            return _renew(db, desk, {}, at, scan_id)
        return _begin_renewal(db, desk, card, first_key_at or at, at)
    except Refused as refusal:
        return refused(refusal, clock=_clock(db, desk, at))


def entry(
    db: OperationsDatabase, desk: MembershipDesk, kind: str, values: dict[str, str], first_key_at: datetime | None,
    at: datetime, entry_id: str,
) -> Answer:  # fmt: skip
    """Carry out the form `kind`."""
    name = kind.partition(":")[0]
    carry_out = _KINDS.get(name)
    if carry_out is None:
        return Answer("refused", _("This desk takes no such entry."), rule="entry_is_known")
    try:
        if name in _SUBJECTS and kind != form_of(name, _SUBJECTS[name](desk) or ""):
            raise Refused("form_is_of_this_card", N_("Another card is at the desk now. Look again, then enter it."))
        return carry_out(db, desk, {name: value.strip() for name, value in values.items()}, first_key_at, at, entry_id)
    except Refused as refusal:
        return refused(refusal)


def take_up(db: OperationsDatabase, desk: MembershipDesk, case_id: str) -> None:
    """The applicant (or member) of an open case is at the desk."""
    desk.clear()
    desk.case_id, desk.ended = case_id, None


def give_up(desk: MembershipDesk) -> None:
    """The card is not renewed after all; nothing was recorded."""
    desk.clear()
    desk.keep(new_id(), Answer("idle", _("Scan a member card.")))


def hand_over(db: OperationsDatabase, desk: MembershipDesk, case: CardCase, at: datetime, key: str) -> Answer:
    """SOP card, step 10; card renewal, step 6: the card is in its owner's hands, the case ends."""
    db.execute(desk.command("print_card", key, at, None, member_no=case.member_no, case_id=case.case_id))
    clock = _clock(db, desk, at, case, stopped=True)
    desk.clear()
    desk.ended = _("Card {no} of {name} is handed over. The case has ended.", no=case.member_no, name=case.name)
    return Answer("done", desk.ended, clock=clock)


# renewal --------------------------------------------------------------------------------------------------------------
def _card_here(db: OperationsDatabase, desk: MembershipDesk, code: str, at: datetime) -> MemberCard:
    card = member_card(db, code, desk.service_point, at)
    if card is None:
        raise BadInput("card_is_known", N_("No member has the card number {no}."), field="member_no", no=code)
    if card.agency != db.catalogue.agency_of(desk.service_point).code:
        raise Refused("same_agency", N_("This card belongs to another agency."))
    return card


def _begin_renewal(
    db: OperationsDatabase, desk: MembershipDesk, card: MemberCard, begun_at: datetime, at: datetime
) -> Answer:
    open_case = next((one for one in card_cases(db, desk.service_point) if one.member_no == card.member_no), None)
    if open_case:
        take_up(db, desk, open_case.case_id)
        return Answer("info", card.name, _next_step(open_case), clock=_clock(db, desk, at, open_case))
    refusal = _no_renewal(card)
    if refusal:
        desk.clear()
        db.note_refusal(refusal, command="renew_card", service_point=desk.service_point, login=desk.login)
        return refused(refusal, card.name)
    desk.clear()
    desk.member_no, desk.begun_at, desk.ended = card.member_no, begun_at, None
    until = local_date(card.expires_on)
    notes = [_("Expired on {day}.", day=until) if card.is_expired else _("Valid until {day}.", day=until)]
    if not card.visited_at:
        notes.append(_("Not in today's guest book."))
    notes.append(_("Compare with the identity card; Enter if everything is right."))
    return Answer(
        "info", card.name, " ".join(notes), clock=_clock(db, desk, at), expects=_("Enter if the data is right")
    )


def _no_renewal(card: MemberCard) -> Refused | None:
    """What renew_card would refuse, said at the scan."""
    if card.is_blocked:
        return Refused("card_is_not_blocked", N_("This card is blocked. Open it again before renewing, with a reason."))
    if any(charge.revenue_kind == "card_fee" for charge in card.charges):
        return Refused("renewal_is_paid_first", N_("The last card fee is unpaid. Receive it before renewing again."))
    return None


def _enter(db: OperationsDatabase, desk: MembershipDesk, at: datetime, scan_id: str) -> Answer:
    if desk.member_no:
        return _renew(db, desk, {}, at, scan_id)
    case = card_case(db, desk.service_point, desk.case_id)
    if case is None:
        desk.clear()
        return Answer("idle", _("Scan a member card."))
    if case.step == "pay":
        unpaid = Refused("card_fee_is_paid", N_("The card fee is unpaid. Receive it first (SOP card, step 9)."))
        say_no(db, desk, unpaid, "print_card")
    return hand_over(db, desk, case, at, scan_id)


def _renew(db: OperationsDatabase, desk: MembershipDesk, corrected: dict[str, Any], at: datetime, key: str) -> Answer:
    """SOP card renewal, step 4: what changed is corrected first, then the card is prolonged."""
    member_no, began = desk.member_no, desk.begun_at
    if corrected:
        db.execute(desk.command("update_member", key, at, None, member_no=member_no, **corrected))
    done = db.execute(desk.command("renew_card", key, at, began, member_no=member_no)).data
    desk.clear()
    desk.case_id = done["case_id"]
    day = local_date(date.fromisoformat(done["expires_on"]))
    case = card_case(db, desk.service_point, desk.case_id)
    return Answer(
        "ok", _("Prolonged until {day}", day=day), _next_step(case) if case else "",
        clock=_clock(db, desk, at, case), is_saved=True,
    )  # fmt: skip


def _renew_corrected(
    db: OperationsDatabase, desk: MembershipDesk, values: dict[str, str], _first_key_at: datetime | None, at: datetime,
    entry_id: str,
) -> Answer:  # fmt: skip
    if desk.member_no is None:
        say_no(db, desk, Refused("card_comes_first", N_("Scan the member card first.")), "renew_card")
    return _renew(db, desk, _changes(_known(db, desk.member_no), values), at, entry_id)


# forms ----------------------------------------------------------------------------------------------------------------
def _sell(
    db: OperationsDatabase, desk: MembershipDesk, values: dict[str, str], first_key_at: datetime | None, at: datetime,
    entry_id: str,
) -> Answer:  # fmt: skip
    """SOP card, steps 4–5. A slip alone names the candidate; the form is sold when the name is confirmed."""
    with looking_ahead(db, desk, "sell_form"):
        visitor = _candidate(db, desk, values, at)
    if visitor and not values.get("name"):
        desk.candidate = visitor.name
        fee = rupiah(_tariff(db, desk, at).form_fee_idr)
        return Answer("info", _("{name}: receive {amount}, then press Enter.", name=visitor.name, amount=fee))
    need(values, "name")
    done = db.execute(
        desk.command(
            "sell_form",
            entry_id,
            at,
            first_key_at,
            name=values["name"],
            method=values.get("method") or "cash",
            visit_id=visitor.visit_id if visitor else None,
        )
    ).data
    desk.clear()
    desk.ended = None
    if done.get("payment_id"):
        desk.receipt = {**done, "at": at}
        return Answer(
            "done", _("Form sold to {name}: receipt {no}", name=values["name"], no=done["receipt"]), is_saved=True
        )
    return Answer("done", _("Form given to {name}", name=values["name"]), is_saved=True)


def _candidate(
    db: OperationsDatabase, desk: MembershipDesk, values: dict[str, str], at: datetime
) -> PresentVisitor | None:
    """Whose slip was scanned; a member needs no form, unless it is for somebody whose name is typed."""
    if not values.get("visitor"):
        return None
    visitor = present_visitor(db, values["visitor"], desk.service_point, at)
    if visitor.member_no and not values.get("name"):
        raise BadInput(
            "candidate_has_no_card",
            N_("This visitor holds card {no} already. Renew it, or type the candidate's name."),
            field="name",
            no=visitor.member_no,
        )
    return visitor


def _correct(
    db: OperationsDatabase, desk: MembershipDesk, values: dict[str, str], first_key_at: datetime | None, at: datetime,
    entry_id: str,
) -> Answer:  # fmt: skip
    """A correction outside a renewal; the data before it stays in the history."""
    member_no = desk.shown_no or ""
    changes = _changes(_known(db, member_no), values)
    if not changes:
        unchanged = BadInput(
            "something_is_corrected", N_("Nothing was changed. Fill in what is to be corrected."), field="name"
        )
        say_no(db, desk, unchanged, "update_member")
    db.execute(desk.command("update_member", entry_id, at, first_key_at, member_no=member_no, **changes))
    return Answer("done", _("Corrected. The data before it stays in the history."), is_saved=True)


# words and clocks -----------------------------------------------------------------------------------------------------
def _next_step(case: CardCase) -> str:
    if case.step == "pay":
        return _("Next: receive {amount}.", amount=rupiah(case.outstanding_idr))
    return _("Next: print the card, then Enter when it is handed over.")


def _clock(
    db: OperationsDatabase, desk: MembershipDesk, at: datetime, case: CardCase | None = None, stopped: bool = False
) -> Clock | None:
    if desk.member_no and desk.begun_at:
        standard_s = unit_standard_s(db.catalogue, *VALIDATION, desk.service_point, at)
        return Clock(_("Data validated"), desk.begun_at, standard_s)
    case = case or card_case(db, desk.service_point, desk.case_id)
    if case is None or case.begun_at is None:
        return None
    standard_s = standard_of_running(db, desk.service_point, case)
    return Clock(step_name(case.step), case.begun_at, standard_s, stopped_at=at if stopped else None)


def _known(db: OperationsDatabase, member_no: str) -> MemberData:
    known = member_data(db, member_no)
    if known is None:
        raise BadInput("card_is_known", N_("No member has the card number {no}."), field="member_no", no=member_no[:40])
    return known


def _changes(known: MemberData, values: dict[str, str]) -> dict[str, str]:
    """What was filled in and is not on record so. A field left empty changes nothing."""
    return {name: value for name, value in filled(values, CORRECTED).items() if value != known.text(name)}


def _tariff(db: OperationsDatabase, desk: MembershipDesk, at: datetime) -> Any:
    return db.catalogue.agency_of(desk.service_point).tariff_on(today_of(db, desk.service_point, at))


Entry = Callable[[OperationsDatabase, MembershipDesk, dict[str, str], datetime | None, datetime, str], Answer]
_KINDS: dict[str, Entry] = {
    "sell_form": _sell, "apply": apply, "member": register_without_form, "renew": _renew_corrected, "correct": _correct,
}  # fmt: skip
_SUBJECTS: dict[str, Callable[[MembershipDesk], str | None]] = {
    "apply": lambda desk: desk.case_id, "renew": lambda desk: desk.member_no, "correct": lambda desk: desk.shown_no,
}  # fmt: skip
