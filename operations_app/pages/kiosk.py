"""The kiosk: the visitor's own guest book on a screen that stands open. One task, large, nothing left on the screen."""

from __future__ import annotations

from html import escape

import streamlit as st

from operations_app import shell
from operations_app.components.entry_form import entry_form
from operations_app.components.guest_fields import guest_fields
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk.guest_book import GuestBookDesk
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab
from warehouse.i18n import translator

_ = translator("operations_app")

WELCOME_S = 5
SCREEN, WELCOMED = "kiosk_screen", "kiosk_welcomed"


def show() -> None:
    if WELCOMED in st.session_state:
        _welcome()
    else:
        _screen()
    shell.kiosk_foot(shell.visitor())


@shell.fragment
def _screen() -> None:
    who = shell.visitor()
    desk = desk_of_tab(who, GuestBookDesk, _open_kiosk, name="kiosk")
    _head(who)
    if st.session_state.get(SCREEN, "card") == "guest":
        _guest(who, desk)
    else:
        _card(who, desk)


def _open_kiosk(login: str, point: str) -> GuestBookDesk:
    return GuestBookDesk(login, point, is_kiosk=True)


def _head(who: Visitor) -> None:
    title = escape(_("Welcome. Please register."))
    st.html(f'<div class="p-kiosk-head"><p>{escape(who.point.name)}</p><div class="title">{title}</div></div>')


def _card(who: Visitor, desk: GuestBookDesk) -> None:
    now = who.now()
    answer = desk.last_answer
    refused = answer if answer and answer.tone in ("refused", "warn") else None
    triggered = scan_box(
        desk.desk_id,
        name="kiosk",
        label=_("Card number"),
        answer=refused.as_data(now)
        if refused
        else ready(_("or type its number and press Enter."), _("Hold your member card under the scanner")),
        size="large",
        show_clock=False,
    )
    if triggered and not triggered.get("restart") and desk.last_answer and desk.last_answer.is_saved:
        _thank(who, desk.last_answer.sentence)
    if st.button(_("I have no card"), icon=":material/edit_note:", width="stretch", key="kiosk_guest"):
        st.session_state[SCREEN] = "guest"
        shell.rerun()


def _guest(who: Visitor, desk: GuestBookDesk) -> None:
    result = entry_form(
        desk.desk_id,
        "guest",
        guest_fields(who.agency),
        submit_label=_("Register me"),
        leave_label=_("Back"),
        size="large",
        take_focus=True,
    )
    if result.left:
        st.session_state[SCREEN] = "card"
        shell.rerun()
    if result.answered and result.answered.get("is_saved") and desk.last_answer:
        _thank(who, desk.last_answer.sentence)


def _thank(who: Visitor, sentence: str) -> None:
    st.session_state[WELCOMED] = (who.now(), sentence)
    st.rerun()


@shell.fragment(run_every=1.0)
def _welcome() -> None:
    """Shown for a few seconds; then the screen is as it was for the next visitor."""
    since, sentence = st.session_state[WELCOMED]
    if (shell.visitor().now() - since).total_seconds() >= WELCOME_S:
        del st.session_state[WELCOMED]
        st.session_state[SCREEN] = "card"
        st.rerun()
    wish = escape(_("You are registered. Enjoy your visit."))
    st.html(
        f'<div class="p-welcome" role="status"><div class="tick" aria-hidden="true">✓</div>'
        f'<div class="title">{escape(sentence)}</div><p>{wish}</p></div>'
    )
