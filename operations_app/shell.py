"""What surrounds every page: who is looking, in which language, at which service point; banner, account, look.

Pages call `visitor()` before anything else; a fragment calls it again, because Streamlit runs fragments on their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from operations_app import runtime
from warehouse.catalogue.agency import Agency, ServicePoint
from warehouse.i18n import language, LANGUAGES, translator, use_language
from warehouse.identity.roles import ROLES
from warehouse.identity.sessions import COOKIE, Session
from warehouse.operations.database import OperationsDatabase
from warehouse.records.registry import COMMANDS

_ = translator("operations_app")
_roles = translator("warehouse")

_STYLES = files("operations_app").joinpath("styles")
_CSS = _STYLES.joinpath("app.css").read_text("utf-8")
_KIOSK_CSS = _STYLES.joinpath("kiosk.css").read_text("utf-8")
_MENU_JS = _STYLES.joinpath("menu.js").read_text("utf-8")
PRODUCT = "Patuh"
LOGO = Path(__file__).with_name("styles") / "logo.svg"
ICON = Path(__file__).with_name("styles") / "icon.svg"
LANGUAGE_COOKIE = "patuh_language"
POINT = "service_point"


@dataclass(frozen=True)
class Visitor:
    """Who looks at the page, and the service point that the page is about."""

    session: Session
    db: OperationsDatabase
    point: ServicePoint
    agency: Agency

    @property
    def login(self) -> str:
        return self.session.login

    @property
    def zone(self) -> str:
        return self.agency.timezone

    def now(self) -> datetime:
        return runtime.get().clock()

    def may(self, command: str) -> bool:
        """Whether one of the account's roles may carry out `command`."""
        return bool(COMMANDS[command].roles & self.session.roles)


def visitor() -> Visitor:
    """Who is looking; stops the page with the way to the sign-in page when nobody is signed in."""
    running = runtime.get()
    _use_browser_language(running.settings.language)
    session = running.session_of(running.settings, st.context.cookies.get(COOKIE))
    if session is None:
        st.html(f"<style>{_CSS}</style>")
        _signed_out()
        st.stop()
    points = points_of(session)
    chosen = st.session_state.get(POINT)
    point = next((one for one in points if one.code == chosen), points[0])
    return Visitor(session, running.db, point, running.db.catalogue.agency(point.agency))


def points_of(session: Session) -> list[ServicePoint]:
    """The service points an account may work at: its own, else its agency's, else all."""
    points = list(runtime.get().db.catalogue.service_points.values())
    if session.service_point is not None:
        own = [point for point in points if point.code == session.service_point]
        if own:
            return own
    return [point for point in points if session.agency in (None, point.agency)]


def fragment(function: Callable[[], None] | None = None, *, run_every: float | None = None) -> Any:
    """st.fragment that knows who is looking and in which language, also when it runs on its own."""

    def decorate(inner: Callable[[], None]) -> Callable[[], None]:
        @wraps(inner)
        def within() -> None:
            visitor()
            inner()

        return st.fragment(run_every=run_every)(within)

    return decorate(function) if function else decorate


def acting(act: Callable[..., None]) -> Callable[..., None]:
    """The function of a click: it runs before the page is drawn, with the language and only for who is signed in."""

    @wraps(act)
    def acted(*args: Any) -> None:
        visitor()
        act(*args)

    return acted


def rerun() -> None:
    """Draw the fragment again that calls this; the whole page when the page is what runs (a click that came with it)."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


def dress(kiosk: bool = False) -> None:
    """The look of every page."""
    st.logo(str(LOGO), size="large")
    st.html(f"<style>{_CSS}{_KIOSK_CSS if kiosk else ''}</style>")
    if not kiosk:
        st.html(f"<script>{_MENU_JS}</script>", unsafe_allow_javascript=True)


def demo_banner() -> None:
    """Simulated data says so on every page."""
    if runtime.get().settings.is_demo:
        sentence = escape(_("Demo data: names, titles and transactions are simulated."))
        st.html(f'<div class="p-demo" role="note">{sentence}</div>')


def account(who: Visitor) -> None:
    """The lower part of the sidebar: service point, account, language, sign-out."""
    points = points_of(who.session)
    with st.sidebar:
        if len(points) > 1:
            names = {point.code: f"{point.agency} · {point.name}" for point in points}
            st.selectbox(
                _("Service point"),
                list(names),
                format_func=names.__getitem__,
                key=POINT,
                index=list(names).index(who.point.code),
            )
        else:
            label = escape(_("Service point"))
            st.html(f'<p class="p-point">{label}<b>{escape(who.point.name)}</b></p>')
        roles = ", ".join(_roles(ROLES[role]) for role in sorted(who.session.roles) if role in ROLES)
        sign_out = escape(_("Sign out"))
        st.html(
            f'<div class="p-account"><b>{escape(who.session.name)}</b><span class="roles">{escape(roles)}</span>'
            f'<form class="links" method="post" action="/keluar">{_language_links()}'
            f'<button type="submit">{sign_out}</button></form></div>'
        )


def kiosk_foot(who: Visitor) -> None:
    """Under the kiosk: the language for visitors, a way out for staff."""
    out = ("/keluar", _("Sign out")) if who.session.roles == frozenset({"kiosk"}) else ("/", _("Back to the desk"))
    survey = (f"/survei/{who.point.code}?cara=kios", _("Satisfaction survey"))
    links = "".join(f'<a href="{address}" target="_self">{escape(label)}</a>' for address, label in (survey, out))
    st.html(f'<p class="p-kiosk-foot">{_language_links(whole=True)}{links}</p>')


def _language_links(whole: bool = False) -> str:
    names = {"id": "Bahasa Indonesia", "en": "English"} if whole else {"id": "ID", "en": "EN"}
    path = st.context.url or "/"
    here = "/" + path.split("/", 3)[3] if path.count("/") > 2 else "/"
    links = []
    for code in LANGUAGES:
        mark = ' aria-current="true"' if code == language() else ""
        links.append(
            f'<a href="/bahasa?ke={code}&amp;next={escape(here)}" target="_self" lang="{code}"{mark}>{names[code]}</a>'
        )
    return "".join(links)


def _use_browser_language(default: str) -> None:
    wanted = st.context.cookies.get(LANGUAGE_COOKIE)
    use_language(wanted if wanted in LANGUAGES else default)


def _signed_out() -> None:
    st.title(_("You are signed out"))
    why = escape(_("The session ended after a while without use, or you signed out in another window."))
    again = escape(_("Sign in again"))
    st.html(f'<p class="p-lead">{why}</p><p><a href="/masuk" target="_self">{again}</a></p>')
