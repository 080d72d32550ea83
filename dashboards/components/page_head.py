"""The head of every page: its title, how far the figures reach, the language; banners for demo, old data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from importlib.resources import files

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboards import theme
from dashboards.components.theme_switch import theme_switch
from dashboards.filters import address
from dashboards.stories import Story
from dashboards.view import Freshness
from warehouse.i18n import language, LANGUAGES, local_datetime, translator, use_language
from warehouse.identity.sessions import Session

_ = translator("dashboards")

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def style() -> None:
    """The one style sheet, with the dark counterparts of the charts' colours."""
    sheet = files("dashboards").joinpath("styles.css").read_text("utf-8")
    st.html(f"<style>{sheet}\n{theme.chart_rules()}</style>")


def pick_language(default: str) -> None:
    """Language of this run: the URL, else the browser's choice at the desk, else the home's. Call before any text."""
    remembered = st.context.cookies.to_dict().get("patuh_language", "")
    address.adopt("lang", LANGUAGES.__contains__, remembered if remembered in LANGUAGES else default)
    use_language(st.session_state["lang"])


def account_bar(session: Session | None, paths: Sequence[str]) -> None:
    """Who looks, the way out, light or dark on all `paths`, and the language, in one line at the top."""
    with st.container(key="account", horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        if session is not None:
            way_out = _("Sign out")
            st.html(
                f'<span class="who">{escape(session.name)}</span>'
                f'<a class="out" href="/keluar" target="_self">{escape(way_out)}</a>',
                width="content",
            )
        theme_switch(paths)
        st.segmented_control(
            _("Language"),
            LANGUAGES,
            key="lang",
            format_func=str.upper,
            required=True,
            label_visibility="collapsed",
            width="content",
        )


def as_of(moment: datetime, zone: str) -> str:
    """ "22 November 2026 15.40 WITA": the clock of the agency, named."""
    form = "d MMMM y HH.mm" if language() == "id" else "d MMMM y HH:mm"
    return f"{local_datetime(moment, zone, form)} {ZONE_NAMES.get(zone, zone)}"


def head_row() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Room for the title at the left and the filters at the right; one above the other on a narrow screen."""
    left, right = st.columns([0.3, 0.7], vertical_alignment="bottom")
    return left, right


def page_title(title: str, fresh: Freshness, zone: str) -> None:
    """The title with the freshness beneath it."""
    reach = _("Records up to {moment}", moment=as_of(fresh.as_of_at, zone))
    st.html(f'<header class="page-head"><h1>{escape(title)}</h1><p class="as-of">{escape(reach)}</p></header>')


def banners(fresh: Freshness, zone: str, now: datetime) -> None:
    """Demo data are said to be demo data on every page; old figures are said to be old."""
    if fresh.is_demo:
        _banner("demo", _("Demo data"), _("Simulated operations. Titles, names and places are invented."))
    if fresh.is_stale(now):
        _banner(
            "stale",
            _("Old figures"),
            _(
                "The last refresh was on {moment}. Newer records are not counted here yet; ask the administrator.",
                moment=as_of(fresh.refreshed_at, zone),
            ),
        )


def _banner(kind: str, head: str, sentence: str) -> None:
    st.html(f'<div class="banner {kind}" role="note"><b>{escape(head)}</b> {escape(sentence)}</div>')


def story(told: Story) -> None:
    """What the figures mean, before the figures."""
    st.html(f'<div class="story"><h2 class="lead">{escape(told.lead)}</h2><p>{escape(told.body)}</p></div>')
