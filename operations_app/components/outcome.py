"""What a form says after it was sent: the refused sentence at once, the good news once, after the page is drawn again."""

from __future__ import annotations

from typing import TypeGuard

import streamlit as st

from warehouse.errors import Refused
from warehouse.operations.database import Result

SAID = "said_once"


def was_carried_out(outcome: Result | Refused) -> TypeGuard[Result]:
    """Shows the sentence of a refusal."""
    if isinstance(outcome, Refused):
        st.error(outcome.sentence(), icon=":material/error:")
        return False
    return True


def say_after_rerun(sentence: str) -> None:
    st.session_state[SAID] = sentence


def say_once() -> None:
    """Where the page shows what was carried out before it was drawn again."""
    if sentence := st.session_state.pop(SAID, None):
        st.success(sentence, icon=":material/check_circle:")
