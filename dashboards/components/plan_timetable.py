"""The month's timetable: each day of each vehicle from the preparation to the last paper, as the SOP's minutes give it."""

from __future__ import annotations

from datetime import time
from html import escape

import streamlit as st

from dashboards.components.charts import calm, heading
from dashboards.wording import duration
from warehouse.i18n import local_date, number, translator
from warehouse.planning.model import Day, Outing, Plan, PlannedStop

_ = translator("dashboards")

SHOWN_AT_ONCE = 12


def timetable_panel(plan: Plan, day: Day) -> None:
    with st.container(border=True):
        heading(_("Timetable"), _by_sop(day))
        if not plan.outings:
            calm(_("No day on the road."))
            return
        first, rest = plan.outings[:SHOWN_AT_ONCE], plan.outings[SHOWN_AT_ONCE:]
        more = ""
        if rest:
            said = _("{count} more days", count=number(len(rest)))
            more = (
                f'<details class="folded"><summary>{escape(said)}</summary>'
                f'<div class="outings">{"".join(map(_outing, rest))}</div></details>'
            )
        st.html(f'<div class="outings">{"".join(map(_outing, first))}</div>{more}')


def _by_sop(day: Day) -> str:
    told = _(
        "By the standard times of the SOP: {preparation} preparation, {visit} at each site",
        preparation=duration(day.preparation_min * 60), visit=duration(day.visit_min * 60),
    )  # fmt: skip
    if day.closing_min:
        told += _(", {closing} after the return", closing=duration(day.closing_min * 60))
    return told + _("; the day is {begins}–{ends}.", begins=clock(day.starts_at), ends=clock(day.ends_at))


def _outing(one: Outing) -> str:
    head = (
        f"<header><b>{escape(local_date(one.planned_on, 'EEEE d MMMM'))}</b>"
        f"<span>{escape(one.vehicle_no)}</span></header>"
    )
    rows = [
        _row(one.starts_at, _("Preparation"), "quiet"),
        _row(one.leaves_at, _("Leaves the office"), "quiet"),
        *(_stop(stop) for stop in one.stops),
        _row(one.home_at, _("Back at the office"), "quiet"),
    ]
    if one.ends_at > one.home_at:
        rows.append(_row(one.ends_at, _("Checks and papers done"), "quiet"))
    way = _("{time} on the way", time=duration(one.way_min * 60))
    return f'<section class="outing">{head}<ol>{"".join(rows)}</ol><footer>{escape(way)}</footer></section>'


def _stop(stop: PlannedStop) -> str:
    people = _("{count} people", count=number(stop.site.people))
    return (
        f'<li title="{escape(stop.reason)}"><time>{clock(stop.arrive_at)}–{clock(stop.leave_at)}</time>'
        f"<span><b>{escape(stop.site.name)}</b><i>{escape(people)}</i></span></li>"
    )


def _row(at: time, what: str, kind: str) -> str:
    return f'<li class="{kind}"><time>{clock(at)}</time><span>{escape(what)}</span></li>'


def clock(at: time) -> str:
    return at.strftime("%H.%M")
