"""The treasurer's day (kas harian): count and close the cash, take it to the regional treasury, keep the books.

Heads see the same page without its forms.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.cash_count import cash_count, count_panel
from operations_app.components.deposit_form import deposit_form, slips_table, waiting_panel
from operations_app.components.outcome import say_once
from operations_app.components.paper_addresses import book, link
from operations_app.components.treasury_books import cash_book_table, receipts_table, reconciliation_table
from operations_app.desk.refusals import period_days
from operations_app.desk.revenue import method_name
from operations_app.desk.treasury import Count, days_to_close, reconciliation, today_of
from operations_app.shell import Visitor
from warehouse.i18n import local_date, local_datetime, number, rupiah, translator
from warehouse.records.treasury_lookups import (
    cash_book,
    cash_of_day,
    DayMoney,
    latest_deposits,
    METHODS,
    receipts_register,
    undeposited,
)

_ = translator("operations_app")


def show() -> None:
    st.title(_("Daily cash"))
    _page()


@shell.fragment
def _page() -> None:
    who = shell.visitor()
    parts = {"day": _("Close the day"), "deposit": _("To the treasury"), "books": _("Books")}
    top = st.container(horizontal=True, vertical_alignment="center")
    part = top.segmented_control(
        _("Part"), list(parts), format_func=parts.__getitem__, default="day", key="treasury_part",
        label_visibility="collapsed",
    )  # fmt: skip
    say_once()
    if part == "deposit":
        _deposit(who)
    elif part == "books":
        _books(who, top)
    else:
        _day(who, top)


def _day(who: Visitor, top: DeltaGenerator) -> None:
    today = today_of(who.db, who.point.code, who.now())
    earlier = [day for day in days_to_close(who.db, who.point.code, who.now()) if day < today]
    if earlier:
        days = ", ".join(local_date(day, "full") for day in earlier[:5])
        st.warning(
            _("Not closed yet ({count}): {days}", count=number(len(earlier)), days=days), icon=":material/lock_open:"
        )
    # The oldest day that is not closed first, else today; any other day can be looked up.
    day = top.date_input(
        _("Day"), value=earlier[0] if earlier else today, max_value=today, key=f"treasury_day:{earlier[:1]}",
        format="DD/MM/YYYY", width=170, label_visibility="collapsed",
    )  # fmt: skip
    money = cash_of_day(who.db, who.point.code, day)
    left, right = st.columns([3, 2], gap="large")
    with left:
        pieces.cards(_figures(money))
        st.header(_("Receipts of {day}", day=local_date(day, "long")))
        listed = receipts_register(who.db, who.point.code, day, day)
        if listed:
            pieces.show(receipts_table(listed, who.zone))
        else:
            pieces.empty(_("No receipt on this day."))
    with right:
        if money.closing:
            _closed(who, money)
        elif who.may("close_day"):
            cash_count(who, money, is_today=day == today)
        else:
            pieces.show(count_panel(Count(money.expected_cash_idr, None)))


def _figures(money: DayMoney) -> list[tuple[str, str, str]]:
    given_back = sum(money.reversed_idr.values())
    more = _("{count} receipts", count=number(money.receipts))
    figures = [(method_name(method), rupiah(money.received_idr[method]), "") for method in METHODS]
    return [
        (_("Received"), rupiah(sum(money.received_idr.values())), more), *figures,
        (_("Given back"), rupiah(given_back), _("cancelled receipts")),
    ]  # fmt: skip


def _closed(who: Visitor, money: DayMoney) -> None:
    assert money.closing
    with st.container(border=True):
        at = local_datetime(money.closing.closed_at, who.zone, "short")
        pieces.show(
            pieces.heading(_("Closed {at}", at=at)),
            count_panel(Count(money.closing.counted_idr - money.closing.difference_idr, money.closing.counted_idr)),
        )
        if money.closing.explanation:
            st.caption(_("Explanation: {words}", words=money.closing.explanation))


def _deposit(who: Visitor) -> None:
    waiting = undeposited(who.db, who.point.code)
    waiting_panel(who, waiting)
    if who.may("deposit_revenue"):
        deposit_form(who, waiting)
    st.header(_("Slips made last"))
    slips = latest_deposits(who.db, who.point.code)
    if slips:
        pieces.show(slips_table(slips))
    else:
        pieces.empty(_("No slip yet."))


def _books(who: Visitor, top: DeltaGenerator) -> None:
    today = today_of(who.db, who.point.code, who.now())
    days = top.date_input(
        _("From and to"), value=period_days("month", today), max_value=today, key="treasury_period", width=260,
        format="DD/MM/YYYY", label_visibility="collapsed",
    )  # fmt: skip
    first, last = (days[0], days[-1]) if days else (today, today)
    for name, words in (("bku", _("Cash book (BKU)")), ("register-kuitansi", _("Receipts register"))):
        links = " ".join(
            link(book(name, form, who.point.code, first, last), form.upper()).text for form in ("pdf", "xlsx")
        )
        pieces.show(pieces.Html(f'<p class="p-papers"><b>{pieces.cell(words)}</b> {links}</p>'))
    kept = cash_book(who.db, who.point.code, first, last)
    st.header(_("Cash book, balance {amount}", amount=rupiah(kept.closing_idr)))
    pieces.show(cash_book_table(kept))
    st.header(_("From the charge to the slip"))
    st.caption(
        _("Since the first day: charged − waived − still owed = received; received − deposited = not deposited yet.")
    )
    pieces.show(reconciliation_table(reconciliation(who.db, who.agency.code)))
