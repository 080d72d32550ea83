"""ANTER KOPER: the board of requests, the month, a new request; one request opens to its next act, papers and steps."""

from __future__ import annotations

from importlib.resources import files
from uuid import UUID

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.anter_koper_act import say
from operations_app.components.anter_koper_board import ASKED, board_columns, VIEW
from operations_app.components.anter_koper_case import facts, next_panel, papers, steps
from operations_app.components.anter_koper_request import request_form
from operations_app.components.anter_koper_schedule import month_view
from operations_app.desk.anter_koper import board, Request, request_of
from operations_app.desk.words import outcome_name
from operations_app.shell import Visitor
from warehouse.i18n import number, translator

_ = translator("operations_app")
_CSS = files("operations_app").joinpath("styles", "anter_koper.css").read_text("utf-8")


def show() -> None:
    who = shell.visitor()
    st.html(f"<style>{_CSS}</style>")
    one = request_of(who.db, who.point.code, asked, who.now()) if (asked := _asked()) else None
    if one:
        _one(who, one)
    else:
        _all(who)


def _asked() -> str | None:
    """The request that the address names; anything that is no id is left aside."""
    try:
        return str(UUID(st.query_params.get(ASKED, "")))
    except ValueError:
        return None


def _all(who: Visitor) -> None:
    st.title(_("ANTER KOPER"))
    requests = board(who.db, who.point.code, who.now())
    views = {"board": _("Board"), "schedule": _("Schedule")}
    if who.may("request_service"):
        views["request"] = _("New request")
    st.session_state.setdefault(VIEW, "board")
    view = st.segmented_control(
        _("View"), list(views), format_func=views.__getitem__, required=True, key=VIEW, label_visibility="collapsed"
    )
    say()
    if view == "schedule":
        month_view(who, requests)
    elif view == "request":
        request_form(who)
    else:
        opened = sum(one.is_open for one in requests)
        pieces.lead(_("{count} requests under way. Ages stand beside the standard of the SOP.", count=number(opened)))
        board_columns(who, requests)
        _closed([one for one in requests if not one.is_open])


def _closed(requests: list[Request]) -> None:
    if requests:
        with st.expander(_("Closed in the last seven days: {count}", count=number(len(requests)))):
            pieces.show(pieces.listing((one.name, one.letter, _opened(one)) for one in reversed(requests)))


def _opened(one: Request) -> pieces.Html:
    return pieces.Html(f'{_outcome(one)} <a href="?{ASKED}={one.case_id}" target="_self">↗</a>')


def _outcome(one: Request) -> str:
    words = _("declined") if one.outcome == "declined" else outcome_name(one.outcome or "")
    return pieces.chip(words, "green" if one.outcome == "done" else "").text


def _one(who: Visitor, one: Request) -> None:
    if st.button(_("All requests"), icon=":material/arrow_back:", type="tertiary", key="back"):
        del st.query_params[ASKED]
        st.rerun()
    st.title(one.name)
    say()
    left, right = st.columns([3, 2], gap="large")
    with left:
        if not one.is_open:
            pieces.show(pieces.Html(f'<p class="p-closed">{_outcome(one)}</p>'))
        next_panel(who, one)
        papers(who, one)
    with right:
        facts(who, one)
    steps(who, one)
