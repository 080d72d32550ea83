"""Rules that stop people: which said no most often in a period. Rules and roles; nothing about persons."""

from __future__ import annotations

from datetime import date

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.desk.refusals import Period, period_days, PERIODS, Stop, stops
from operations_app.shell import Visitor
from warehouse.clock import local_day
from warehouse.i18n import local_date, local_datetime, number, translator

_ = translator("operations_app")

SHOWN_MAX = 40


def show() -> None:
    who = shell.visitor()
    st.title(_("Rules that stop people"))
    pieces.lead(
        _("How often a rule said no at the desks. One that stops many may need another sentence, or another rule.")
    )
    first, last = _period(local_day(who.now(), who.zone))
    listed = stops(who.db, who.agency.code, first, last)
    st.header(
        _(
            "Stopped {count} times by {rules} rules, {first} to {last}",
            count=number(sum(one.count for one in listed)),
            rules=number(len(listed)),
            first=local_date(first, "medium"),
            last=local_date(last, "medium"),
        )
    )
    if listed:
        _table(who, listed)
    else:
        pieces.empty(_("No rule stopped anybody in this period."))


def _period(today: date) -> tuple[date, date]:
    names: dict[Period | None, str] = {
        "today": _("Today"), "week": _("Seven days"), "month": _("This month"), "year": _("This year"),
        None: _("Other days"),
    }  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = st.segmented_control(
            _("Period"), [*PERIODS, "other"], default="month", key="refusals_period", label_visibility="collapsed",
            format_func=lambda one: names[None if one == "other" else one],
        )  # fmt: skip
        if chosen != "other":
            return period_days(next((one for one in PERIODS if one == chosen), "month"), today)
        days = st.date_input(
            _("From and to"), value=period_days("month", today), max_value=today, key="refusals_days", width=260,
            label_visibility="collapsed", format="DD/MM/YYYY",
        )  # fmt: skip
    return (days[0], days[-1]) if days else period_days("month", today)


def _table(who: Visitor, listed: list[Stop]) -> None:
    most = listed[0].count
    pieces.show(
        pieces.table(
            (_("Rule"), _("Act"), _("Role"), _("Last time"), _("How often")),
            (
                (
                    pieces.with_sub(one.sentence, one.rule),
                    _counted(one.acts),
                    _counted(one.roles),
                    local_datetime(one.last_at, who.zone, "short"),
                    pieces.bar(one.count, most),
                )
                for one in listed[:SHOWN_MAX]
            ),
            right=(4,),
        )
    )
    if len(listed) > SHOWN_MAX:
        st.caption(_("{count} more rules, each more rarely.", count=number(len(listed) - SHOWN_MAX)))


def _counted(items: tuple[tuple[str, int], ...]) -> pieces.Cell:
    if len(items) == 1:
        return items[0][0]
    return pieces.lines(f"{name} ({number(count)})" for name, count in items)
