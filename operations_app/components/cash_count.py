"""The cash count of a day: by notes and coins or as a total, against what the drawer should hold."""

from __future__ import annotations

from datetime import date

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.desk.treasury import Count, counted_idr, DENOMINATIONS_IDR
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.i18n import local_date, rupiah, translator
from warehouse.records.treasury_lookups import DayMoney

_ = translator("operations_app")


def cash_count(who: Visitor, money: DayMoney, *, is_today: bool) -> None:
    """Count, compare, explain, close."""
    form = turn(f"close_day:{money.day}")
    form_shown(form)
    with st.container(border=True):
        pieces.show(pieces.heading(_("Cash count")))
        ways = {"pieces": _("Notes and coins"), "total": _("The total")}
        way = st.segmented_control(
            _("How the cash is counted"), list(ways), format_func=ways.__getitem__, default="pieces",
            key=f"way:{form}", label_visibility="collapsed",
        )  # fmt: skip
        total = (
            st.number_input(_("Counted in rupiah"), value=None, step=500, key=f"total:{form}")
            if way == "total"
            else None
        )
        count = Count(money.expected_cash_idr, total if way == "total" else _pieces(form))
        pieces.show(count_panel(count))
        explanation = ""
        if count.difference_idr:
            explanation = st.text_input(
                _("Why counted and expected differ"), max_chars=500, key=f"why:{form}",
                placeholder=_("e.g. change given wrongly, a note found later"),
            )  # fmt: skip
        if is_today:
            st.caption(_("Once today is closed, no payment is received here until tomorrow."))
        label = _("Close {day}", day=local_date(money.day, "long"))
        if st.button(label, type="primary", icon=":material/lock:", key=f"button:{form}"):
            _close(who, form, money.day, count, explanation)


def _pieces(form: str) -> int | None:
    columns = st.columns(2, gap="small")
    half = (len(DENOMINATIONS_IDR) + 1) // 2
    counted = {}
    for place, value in enumerate(DENOMINATIONS_IDR):
        with columns[place // half].container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"cash_piece_{value}"
        ):
            st.html(f'<span class="p-piece">{pieces.cell(rupiah(value))} ×</span>')
            counted[value] = st.number_input(
                _("How many of {value}", value=rupiah(value)), value=None, step=1, key=f"piece:{value}:{form}",
                placeholder="0", label_visibility="collapsed", width=84,
            )  # fmt: skip
    return counted_idr(counted)


def count_panel(count: Count) -> pieces.Html:
    """Expected, counted and the difference, told apart by words and colour."""
    difference = count.difference_idr
    if difference is None:
        tail = pieces.chip(_("not counted yet"))
    elif difference == 0:
        tail = pieces.chip(_("it agrees"), "green")
    elif difference > 0:
        tail = pieces.chip(_("{amount} too much", amount=rupiah(difference)), "red")
    else:
        tail = pieces.chip(_("{amount} missing", amount=rupiah(-difference)), "red")
    counted = "–" if count.counted_idr is None else rupiah(count.counted_idr)
    return pieces.listing(
        (
            (_("Should be in the drawer"), "", rupiah(count.expected_idr)),
            (_("Counted"), "", counted),
            (_("Difference"), "", tail),
        )
    )


def _close(who: Visitor, form: str, day: date, count: Count, explanation: str) -> None:
    if count.counted_idr is None:
        st.error(_("Count the cash first; nothing in the drawer is counted as 0."), icon=":material/error:")
        return
    outcome = send(
        who, form, "close_day", closed_on=day, counted_idr=count.counted_idr, explanation=explanation.strip() or None
    )
    if was_carried_out(outcome):
        next_turn(f"close_day:{day}")
        say_after_rerun(_("{day} is closed.", day=local_date(day, "long")))
        shell.rerun()
