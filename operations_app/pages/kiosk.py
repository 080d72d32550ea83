"""The kiosk: the visitor's own guest book on a screen that stands open. One task, large, nothing left on the screen."""

from __future__ import annotations

from html import escape

import streamlit as st

from operations_app import shell
from operations_app.components.entry_form import entry_form
from operations_app.components.guest_fields import guest_fields
from operations_app.components.kiosk_language import back_to
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk import carry_out, guest_book
from operations_app.desk.answer import Answer
from operations_app.desk.guest_book import GuestBookDesk, Registered
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab
from warehouse.i18n import language, translator
from warehouse.ids import new_id

_ = translator("operations_app")

WELCOME_S = 8
FORGOTTEN_AFTER_S = 30
REFRESH_S = 2
SCREEN, WELCOMED = "kiosk_screen", "kiosk_welcomed"


def show() -> None:
    _screen()
    shell.kiosk_foot(shell.visitor())


@shell.fragment(run_every=REFRESH_S)
def _screen() -> None:
    """One screen after the other; what a visitor left behind is gone for the next one after a while."""
    who = shell.visitor()
    desk = desk_of_tab(
        who, GuestBookDesk, lambda login, point: GuestBookDesk(login, point, is_kiosk=True), name="kiosk"
    )
    if desk.registered and not desk.repeat_of:
        st.session_state[WELCOMED] = (who.now(), desk.registered)
    desk.registered = None
    welcomed = st.session_state.get(WELCOMED) if not desk.repeat_of else None
    if welcomed and (who.now() - welcomed[0]).total_seconds() < WELCOME_S:
        _welcome(welcomed[1])
        return
    if welcomed:
        _next_visitor()
    _forget_after_a_while(who, desk)
    if desk.repeat_of:
        _ask(who, desk)
    elif st.session_state.get(SCREEN, "card") == "guest":
        _guest(who, desk)
    else:
        _card(who, desk)
        _own_language_again(who, desk)


def _head(who: Visitor, title: str) -> None:
    st.html(f'<div class="p-kiosk-head"><p>{escape(who.point.name)}</p><div class="title">{escape(title)}</div></div>')


def _card(who: Visitor, desk: GuestBookDesk) -> None:
    _head(who, _("Welcome. Please register."))
    last = desk.last_answer
    how = ready(_("or type its number and press Enter."), _("Hold your member card under the scanner"))
    scan_box(
        desk.desk_id,
        name="kiosk",
        label=_("Card number"),
        answer={
            **(last.as_data(who.now()) if last and last.tone == "refused" else how),
            "seq": last.seq if last else 0,
        },
        size="large",
        show_clock=False,
    )
    st.button(
        _("I have no card"),
        icon=":material/edit_note:",
        width="stretch",
        key="kiosk_guest",
        on_click=_go,
        args=("guest",),
    )
    desk.purpose = st.pills(
        _("What brings you here? Choose before the card is scanned, or leave it out."), who.agency.lists.purposes,
        key="kiosk_purpose", width="stretch",
    )  # fmt: skip


def _own_language_again(who: Visitor, desk: GuestBookDesk) -> None:
    """Nobody has touched the kiosk for a while since somebody chose another language."""
    settings = who.db.settings
    if language() == settings.language or not desk.used_at:
        return
    if (who.now() - desk.used_at).total_seconds() >= settings.kiosk_language_s:
        back_to(settings.language)


def _ask(who: Visitor, desk: GuestBookDesk) -> None:
    """Registered a little while ago: the visitor says whether this is a new visit."""
    _head(who, _("You have registered already."))
    question = escape(_("Have you come again?"))
    st.html(f'<p class="p-kiosk-note">{question}</p>')
    yes, no = st.columns(2)
    yes.button(
        _("Yes, register me again"), type="primary", width="stretch", key="kiosk_repeat_yes", on_click=_come_again,
        args=(who, desk),
    )  # fmt: skip
    no.button(_("No, thank you"), width="stretch", key="kiosk_repeat_no", on_click=_start_again, args=(desk,))


@shell.acting
def _come_again(who: Visitor, desk: GuestBookDesk) -> None:
    if desk.repeat_of:
        carry_out.scan(who.db, desk, desk.repeat_of, None, who.now(), new_id())


def _guest(who: Visitor, desk: GuestBookDesk) -> None:
    _head(who, _("Who is visiting us?"))
    result = entry_form(
        desk.desk_id,
        "guest",
        guest_fields(who.agency),
        submit_label=_("Register me"),
        leave_label=_("Back"),
        size="large",
        take_focus=True,
        leave_after_s=90,
    )
    if result.left:
        _go("card")
        shell.rerun()


def _go(screen: str) -> None:
    st.session_state[SCREEN] = screen


def _forget_after_a_while(who: Visitor, desk: GuestBookDesk) -> None:
    answered = desk.repeat_of or (desk.last_answer and desk.last_answer.tone in ("refused", "warn"))
    if answered and desk.used_at and (who.now() - desk.used_at).total_seconds() >= FORGOTTEN_AFTER_S:
        _start_again(desk)


def _start_again(desk: GuestBookDesk) -> None:
    guest_book.leave_question(desk)
    desk.keep(new_id(), Answer("idle", ""))


def _welcome(registered: Registered) -> None:
    """The visitor's number, shown for a few seconds; then the screen is as it was for the next visitor."""
    wish = escape(_("Welcome, {name}", name=registered.name))
    number = escape(_("Your visitor number today"))
    use = escape(_("Remember it: the desks ask for it when you have no card."))
    st.html(
        f'<div class="p-welcome" role="status"><div class="tick" aria-hidden="true">✓</div>'
        f'<div class="title">{wish}</div><p>{number}</p><div class="no">{registered.visit_no}</div><p>{use}</p></div>'
    )
    st.button(_("Done"), width="stretch", key="kiosk_done", on_click=_next_visitor)


def _next_visitor() -> None:
    st.session_state.pop(WELCOMED, None)
    st.session_state[SCREEN] = "card"
