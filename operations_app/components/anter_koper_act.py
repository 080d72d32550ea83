"""How a form of ANTER KOPER is sent: one key a form, the refused sentence at once, the good news after the page is drawn."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from operations_app.components.outcome import say_after_rerun, say_once
from operations_app.desk.anter_koper_acts import Done, Hand
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, key_of, next_turn, turn
from warehouse.errors import Refused
from warehouse.i18n import translator

_ = translator("operations_app")

WARNED = "anter_koper_warned"


def form_of(name: str) -> str:
    """The form with its number; its key is made when it is first shown."""
    form = turn(name)
    form_shown(form)
    return form


def carry_out(who: Visitor, name: str, act: Callable[[Hand], Done | None], sentence: str) -> bool:
    """Carry out the act of form `name`; True when it was done (the caller draws anew)."""
    hand = Hand(who.db, who.login, who.point.code, who.now(), key_of(turn(name)))
    try:
        done = act(hand)
    except Refused as refusal:
        st.error(refusal.sentence(), icon=":material/error:")
        return False
    next_turn(name)
    say_after_rerun(sentence)
    if done and done.unsigned_because:
        st.session_state[WARNED] = _("The paper is not signed yet: {reason}", reason=done.unsigned_because)
    return True


def say() -> None:
    """What was done before the page was drawn, and what is left of it; what stands below keeps its place."""
    with st.container():
        say_once()
        if warned := st.session_state.pop(WARNED, None):
            st.warning(warned, icon=":material/draw:")


def pin_input(form: str, label: str | None = None) -> str:
    return st.text_input(
        label or _("Your PIN (signs the paper)"), type="password", max_chars=6, autocomplete="off", key=f"pin:{form}",
        width=240,
    )  # fmt: skip
