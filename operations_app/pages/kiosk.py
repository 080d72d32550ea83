"""The kiosk: the visitor's own guest book on a screen that stands open. One task, large, nothing left on the screen."""

from __future__ import annotations

from html import escape

import streamlit as st

from operations_app import shell
from operations_app.components.entry_form import entry_form
from operations_app.components.guest_fields import guest_fields
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk import carry_out, guest_book
from operations_app.desk.answer import Answer
from operations_app.desk.guest_book import GuestBookDesk
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab
from warehouse.i18n import translator
from warehouse.ids import new_id

_ = translator("operations_app")

WELCOME_S = 8
FORGOTTEN_AFTER_S = 30
REFRESH_S = 2
SCREEN, WELCOMED, PURPOSE = "kiosk_screen", "kiosk_welcomed", "kiosk_purpose"


def show() -> None:
    if WELCOMED in st.session_state:
        _welcome()
    elif st.session_state.get(SCREEN, "card") == "guest":
        _guest()
    else:
        _card()
    shell.kiosk_foot(shell.visitor())


def _desk(who: Visitor) -> GuestBookDesk:
    return desk_of_tab(
        who, GuestBookDesk, lambda login, point: GuestBookDesk(login, point, is_kiosk=True), name="kiosk"
    )


def _head(who: Visitor, title: str) -> None:
    st.html(f'<div class="p-kiosk-head"><p>{escape(who.point.name)}</p><div class="title">{escape(title)}</div></div>')


@shell.fragment(run_every=REFRESH_S)
def _card() -> None:
    """A card under the scanner; whatever it was answered is gone for the next visitor after a while."""
    who = shell.visitor()
    desk = _desk(who)
    _forget_after_a_while(who, desk)
    if desk.repeat_of:
        _ask(who, desk)
        return
    _head(who, _("Welcome. Please register."))
    answer = desk.last_answer if desk.last_answer and desk.last_answer.tone in ("refused", "idle") else None
    how = ready(_("or type its number and press Enter."), _("Hold your member card under the scanner"))
    triggered = scan_box(
        desk.desk_id,
        name="kiosk",
        label=_("Card number"),
        answer={**(answer.as_data(who.now()) if answer and answer.tone == "refused" else how), "seq": _seq(desk)},
        size="large",
        show_clock=False,
    )
    if triggered and not triggered.get("restart"):
        if desk.last_answer and desk.last_answer.is_saved:
            _thank(who, desk)
        shell.rerun()
    if st.button(_("I have no card"), icon=":material/edit_note:", width="stretch", key="kiosk_guest"):
        _go("guest")
    desk.purpose = st.pills(
        _("What brings you here? Choose before the card is scanned, or leave it out."),
        who.agency.lists.purposes,
        key=PURPOSE,
        width="stretch",
    )


def _seq(desk: GuestBookDesk) -> int:
    return desk.last_answer.seq if desk.last_answer else 0


def _ask(who: Visitor, desk: GuestBookDesk) -> None:
    """Registered a little while ago: the visitor says whether this is a new visit."""
    _head(who, _("You have registered already."))
    question = escape(_("Have you come again?"))
    st.html(f'<p class="p-kiosk-note">{question}</p>')
    yes, no = st.columns(2)
    if yes.button(_("Yes, register me again"), type="primary", width="stretch", key="kiosk_repeat_yes"):
        carry_out.scan(who.db, desk, desk.repeat_of or "", None, who.now(), new_id())
        if desk.last_answer and desk.last_answer.is_saved:
            _thank(who, desk)
        shell.rerun()
    if no.button(_("No, thank you"), width="stretch", key="kiosk_repeat_no"):
        _start_again(desk)
        shell.rerun()


@shell.fragment
def _guest() -> None:
    who = shell.visitor()
    desk = _desk(who)
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
    if result.answered and result.answered.get("is_saved") and desk.registered:
        _thank(who, desk)


def _go(screen: str) -> None:
    st.session_state[SCREEN] = screen
    st.rerun()


def _forget_after_a_while(who: Visitor, desk: GuestBookDesk) -> None:
    answered = desk.repeat_of or (desk.last_answer and desk.last_answer.tone in ("refused", "warn"))
    if answered and desk.used_at and (who.now() - desk.used_at).total_seconds() >= FORGOTTEN_AFTER_S:
        _start_again(desk)
        st.session_state.pop(PURPOSE, None)


def _start_again(desk: GuestBookDesk) -> None:
    guest_book.leave_question(desk)
    desk.keep(new_id(), Answer("idle", ""))


def _thank(who: Visitor, desk: GuestBookDesk) -> None:
    assert desk.registered
    st.session_state[WELCOMED] = (who.now(), desk.registered)
    st.session_state.pop(PURPOSE, None)
    desk.registered = None
    st.rerun()


@shell.fragment(run_every=1.0)
def _welcome() -> None:
    """The visitor's number, shown for a few seconds; then the screen is as it was for the next visitor."""
    since, registered = st.session_state[WELCOMED]
    if (shell.visitor().now() - since).total_seconds() >= WELCOME_S:
        _next_visitor()
    wish = escape(_("Welcome, {name}", name=registered.name))
    number = escape(_("Your visitor number today"))
    use = escape(_("Remember it: the desks ask for it when you have no card."))
    st.html(
        f'<div class="p-welcome" role="status"><div class="tick" aria-hidden="true">✓</div>'
        f'<div class="title">{wish}</div><p>{number}</p>'
        f'<div class="no">{registered.visit_no}</div>'
        f"<p>{use}</p></div>"
    )
    if st.button(_("Done"), width="stretch", key="kiosk_done"):
        _next_visitor()


def _next_visitor() -> None:
    del st.session_state[WELCOMED]
    st.session_state[SCREEN] = "card"
    st.rerun()
