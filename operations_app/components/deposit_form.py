"""What waits for the regional treasury, the slip that takes it there (STS), and the slips before it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.components.paper_addresses import deposit_slip, link
from operations_app.desk.revenue import kind_name
from operations_app.desk.treasury import is_overdue, next_slip_no, today_of
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.i18n import local_date, number, rupiah, translator
from warehouse.records.treasury_lookups import DepositSlip, Undeposited

_ = translator("operations_app")


def waiting_panel(who: Visitor, waiting: Undeposited) -> None:
    """How much, since when, until when; red once it is overdue."""
    today = today_of(who.db, who.point.code, who.now())
    if not waiting.entries:
        pieces.empty(_("Everything received here has been deposited."))
        return
    since = local_date(waiting.oldest_received_on, "medium") if waiting.oldest_received_on else "–"
    due = local_date(waiting.due_on, "medium") if waiting.due_on else "–"
    pieces.cards(
        (
            (_("Not deposited yet"), rupiah(waiting.amount_idr), _("{count} entries", count=number(waiting.entries))),
            (_("Oldest receipt"), since, _("day received")),
            (_("To be deposited by"), due, _("the agency's setting")),
        )
    )
    if is_overdue(waiting, today) and waiting.due_on:
        st.error(
            _("Overdue since {day}. Deposit it today.", day=local_date(waiting.due_on)), icon=":material/schedule:"
        )
    pieces.show(
        pieces.listing((kind_name(kind), "", rupiah(amount)) for kind, amount in sorted(waiting.by_kind.items()))
    )


def deposit_form(who: Visitor, waiting: Undeposited) -> None:
    """Number and date of the slip; everything received up to a day goes on it."""
    if waiting.amount_idr <= 0:
        return
    form = turn("deposit")
    form_shown(form)
    today = today_of(who.db, who.point.code, who.now())
    with st.container(border=True), st.form(form, border=False):
        pieces.show(pieces.heading(_("Deposit slip (STS)")))
        number_box, date_box, until_box = st.columns(3)
        slip_no = number_box.text_input(
            _("Slip number"), value=next_slip_no(who.db, who.point.code, who.now()), max_chars=60, key=f"slip:{form}"
        )
        deposited_on = date_box.date_input(_("Date of the slip"), value=today, key=f"on:{form}", format="DD/MM/YYYY")
        until = until_box.date_input(
            _("Receipts up to"), value=today, key=f"until:{form}", format="DD/MM/YYYY",
            help=_("Everything received up to and with this day goes on the slip."),
        )  # fmt: skip
        if st.form_submit_button(_("Deposit it"), type="primary", icon=":material/account_balance:"):
            outcome = send(
                who, form, "deposit_revenue", slip_no=slip_no, deposited_on=deposited_on, received_until=until
            )
            if was_carried_out(outcome):
                next_turn("deposit")
                words = _(
                    "On slip {no}: {amount}", no=outcome.data["slip_no"], amount=rupiah(outcome.data["amount_idr"])
                )
                say_after_rerun(words)
                shell.rerun()


def slips_table(slips: Sequence[DepositSlip]) -> pieces.Html:
    """The slips made last, each with its paper."""
    return pieces.table(
        (_("Slip"), _("Date of the slip"), _("Receipts of"), _("Amount"), ""),
        (
            (
                pieces.with_sub(one.slip_no, _("{count} receipts", count=number(one.receipts))),
                local_date(one.deposited_on, "medium"),
                _days(one),
                rupiah(one.amount_idr),
                link(deposit_slip(one.deposit_id), _("Print the slip")),
            )
            for one in slips
        ),
        right=(3,),
    )


def _days(slip: DepositSlip) -> str:
    if slip.received_from is None or slip.received_until is None:
        return "–"
    if slip.received_from == slip.received_until:
        return local_date(slip.received_from, "medium")
    return f"{local_date(slip.received_from, 'short')} – {local_date(slip.received_until, 'short')}"
