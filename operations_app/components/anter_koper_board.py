"""The board: six stages side by side, each request a card with its age and the act that is next."""

from __future__ import annotations

from html import escape

import streamlit as st

from operations_app.components import pieces
from operations_app.desk.answer import duration
from operations_app.desk.anter_koper import by_stage, Request
from operations_app.desk.anter_koper_words import act_name, site_kind_name, stage_name
from operations_app.shell import Visitor
from warehouse.clock import local_day
from warehouse.i18n import local_date, number, translator

_ = translator("operations_app")

ASKED, VIEW, CHOSEN_SITE = "permohonan", "anter_koper_view", "anter_koper_site"
CARDS_MAX = 12
STARTS_A_STEP = frozenset({"equipment", "report"})


def board_columns(who: Visitor, requests: list[Request]) -> None:
    stages = by_stage(requests)
    for column, (stage, listed) in zip(st.columns(len(stages), gap="small"), stages.items(), strict=True):
        with column:
            st.html(_head(stage, listed))
            for one in listed[:CARDS_MAX]:
                _card(who, one)
            if len(listed) > CARDS_MAX:
                st.caption(_("{count} more", count=number(len(listed) - CARDS_MAX)))


def _head(stage: str, listed: list[Request]) -> str:
    late = sum(_is_late(one) for one in listed)
    alarm = f' <span class="late">{escape(_("{count} late", count=number(late)))}</span>' if late else ""
    return f'<p class="p-stage"><b>{escape(stage_name(stage))}</b> {number(len(listed))}{alarm}</p>'


def _card(who: Visitor, one: Request) -> None:
    with st.container(border=True, key=f"request-{one.case_id}", gap="small"):
        small = " · ".join(part for part in (one.level or site_kind_name(one.kind), _trip_words(one)) if part)
        st.html(
            f'<div class="p-request"><b>{escape(one.name)}</b><small>{escape(small)}</small>{age(who, one).text}</div>'
        )
        to_schedule = one.next_act == "schedule" and who.may("schedule_trip")
        st.button(
            act_name(one.next_act), key=f"next:{one.case_id}", width="stretch", on_click=_open, args=(one, to_schedule)
        )


def _open(one: Request, to_schedule: bool) -> None:
    """Before the page is drawn again: the schedule with this site chosen, or the request itself."""
    if to_schedule:
        st.session_state[VIEW], st.session_state[CHOSEN_SITE] = "schedule", one.site_no
    else:
        st.query_params[ASKED] = one.case_id


def age(who: Visitor, one: Request) -> pieces.Html:
    """How long the next act waits or runs, with the colour of its standard; the trip's day when nothing began yet."""
    if one.elapsed is not None:
        shown = pieces.pace(one.elapsed, one.standard_s)
        if one.standard_s is None:
            return shown
        words = _("of {time}", time=_standard(one))
        return pieces.Html(f"{shown.text}<small>{escape(words)}</small>")
    if one.planned_on is None or one.next_act in ("report", "back", "wait", "photos"):
        return pieces.Html("")
    today = local_day(who.now(), who.zone)
    words = local_date(one.planned_on, "medium")
    colour = "red" if one.planned_on < today else "amber" if one.planned_on == today else ""
    return pieces.chip(words, colour)


def _standard(one: Request) -> str:
    if one.next_act == "survey":
        return _("{count} working days", count=(one.standard_s or 0) // 86400)
    return duration(one.standard_s or 0)


def _trip_words(one: Request) -> str:
    if one.vehicle_no and one.trip_finished_at is None:
        return one.vehicle_no
    return "" if one.people_served == 0 else _("{count} people", count=number(one.people_served))


def _is_late(one: Request) -> bool:
    return one.elapsed is not None and one.standard_s is not None and one.elapsed.total_seconds() > one.standard_s
