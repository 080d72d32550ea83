"""Circulation: one scan box for lending and taking back; beside it the member, the basket, what is owed and what is open."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.receipt import show_receipt
from operations_app.components.scan_box import scan_box
from operations_app.desk import circulation
from operations_app.desk.answer import duration
from operations_app.desk.circulation import CirculationDesk
from operations_app.desk.open_cases import waiting_returns
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab, form_shown, send
from warehouse.errors import Refused
from warehouse.i18n import local_date, local_time, rupiah, translator
from warehouse.records.lookups import member_card, MemberCard, OpenCharge

_ = translator("operations_app")

SEE_PAYMENTS_S = 5


def show() -> None:
    st.title(_("Circulation"))
    _desk()
    _waiting()


@shell.fragment
def _desk() -> None:
    who = shell.visitor()
    desk = desk_of_tab(who, CirculationDesk)
    now = who.now()
    triggered = scan_box(
        desk.desk_id,
        label=_("Scan a member card or a copy"),
        answer=desk.last_answer.as_data(now) if desk.last_answer else _greeting(),
    )
    if triggered and triggered.get("restart"):
        st.rerun(scope="fragment")
    card = member_card(who.db, desk.member_no, who.point.code, now) if desk.member_no else None
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if card:
            _member(who, desk, card)
        else:
            pieces.empty(_("Nobody is at the desk. The next card or copy begins a session."))
    with right:
        _last_slip(who, desk)


def _greeting() -> dict[str, object]:
    return {"tone": "idle", "sentence": _("Ready."), "detail": "", "seq": 0, "expects": "", "clock": None}


def _member(who: Visitor, desk: CirculationDesk, card: MemberCard) -> None:
    with st.container(border=True):
        _member_line(card)
        if desk.basket:
            pieces.heading(_("To be lent"))
            pieces.listing((one.title, one.copy_no, "") for one in desk.basket)
        if desk.returned:
            pieces.heading(_("Taken back just now"))
            pieces.listing(
                (one["title"], one["copy_no"], pieces.chip(rupiah(one["fine_idr"]), "amber") if one["fine_idr"] else "")
                for one in desk.returned
            )
        for charge in card.charges:
            _charge(who, desk, charge)
        pieces.heading(_("Copies out"))
        if card.loans:
            pieces.listing(
                (
                    loan.title,
                    loan.copy_no,
                    pieces.chip(
                        _("due {day}", day=local_date(loan.due_on, "medium")), "red" if loan.is_overdue else ""
                    ),
                )
                for loan in card.loans
            )
        else:
            st.caption(_("None."))
        if (desk.basket or not desk.return_case) and st.button(
            _("End without lending"), icon=":material/close:", key="give_up"
        ):
            circulation.give_up(desk)
            desk.last_answer = None
            st.rerun(scope="fragment")


def _member_line(card: MemberCard) -> None:
    chips = []
    if card.is_blocked:
        chips.append(pieces.chip(_("blocked"), "red").text)
    if card.is_expired:
        chips.append(pieces.chip(_("expired {day}", day=local_date(card.expires_on, "medium")), "red").text)
    else:
        chips.append(pieces.chip(_("valid until {day}", day=local_date(card.expires_on, "medium"))).text)
    if card.unpaid_idr:
        chips.append(pieces.chip(_("owes {amount}", amount=rupiah(card.unpaid_idr)), "amber").text)
    name, number = pieces.cell(card.name), pieces.cell(card.member_no)
    st.html(
        f'<div class="p-member"><span class="who">{name}</span><span class="no">{number}</span>{"".join(chips)}</div>'
    )


def _charge(who: Visitor, desk: CirculationDesk, charge: OpenCharge) -> None:
    """A fine that is owed: paid here by an account that is also the treasurer's, else at the treasurer's desk."""
    if not who.may("receive_payment"):
        st.html(
            f"<p>{pieces.chip(rupiah(charge.outstanding_idr), 'amber').text} "
            f"{pieces.cell(_('is paid to the receiving treasurer, who gives the receipt.'))}</p>"
        )
        return
    form = f"pay:{charge.charge_id}"
    form_shown(form)
    label = _("Receive {amount}", amount=rupiah(charge.outstanding_idr))
    if st.button(label, type="primary", icon=":material/payments:", key=form, shortcut="Alt+B"):
        outcome = send(who, form, "receive_payment", charge_id=charge.charge_id)
        if isinstance(outcome, Refused):
            st.error(outcome.sentence(), icon=":material/error:")
        else:
            circulation.note_payment(who.db, desk, outcome.data, who.now())
            st.rerun(scope="fragment")


def _last_slip(who: Visitor, desk: CirculationDesk) -> None:
    if desk.receipt:
        show_receipt(desk.receipt, who.zone)
    slip = desk.slip
    if not slip:
        return
    with st.container(border=True):
        pieces.heading(_("Last finished"))
        st.html(
            f'<div class="p-member"><b>{pieces.cell(slip.member_name)}</b><span class="no">{pieces.cell(slip.member_no)}</span></div>'
        )
        if slip.loans:
            pieces.listing(
                (one["title"], one["copy_no"], _("due {day}", day=local_date(circulation.due_day(one), "medium")))
                for one in slip.loans
            )
        if slip.returned:
            pieces.listing((one["title"], one["copy_no"], pieces.chip(_("returned"), "green")) for one in slip.returned)
        if slip.took_s is not None and slip.standard_s:
            st.caption(_("Took {time} of {standard}.", time=duration(slip.took_s), standard=duration(slip.standard_s)))


@shell.fragment(run_every=SEE_PAYMENTS_S)
def _waiting() -> None:
    """Returns whose member has gone to the treasurer: they show here when the receipt is given."""
    who = shell.visitor()
    now = who.now()
    listed = waiting_returns(who.db, who.point.code, now)
    if not listed:
        return
    pieces.heading(_("Open returns"))
    pieces.table(
        (_("Member"), _("Since"), _("Step"), _("Time"), _("Owed")),
        (
            (
                pieces.with_sub(one.member_name, one.member_no),
                local_time(one.opened_at, who.zone),
                one.step,
                pieces.pace(now - one.step_began_at, one.standard_s),
                rupiah(one.unpaid_idr) if one.unpaid_idr else pieces.chip(_("paid"), "green") if one.was_fined else "–",
            )
            for one in listed
        ),
        right=(4,),
    )
    st.caption(_("Scan the member's card to continue one of them."))
