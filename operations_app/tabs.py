"""This browser tab's desks and the keys of its forms, kept in Streamlit's session state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from operations_app import runtime
from operations_app.desk.desk import Desk
from operations_app.shell import Visitor
from warehouse.errors import Refused
from warehouse.ids import new_id
from warehouse.operations.database import Result

D = TypeVar("D", bound=Desk)


def desk_of_tab(who: Visitor, kind: type[D], make: Callable[[str, str], D] | None = None, name: str = "") -> D:
    """This tab's desk of that kind at the chosen service point; opened when there is none (also after a restart)."""
    slot = f"desk:{name or kind.__name__}:{who.point.code}"
    desks = runtime.get().desks
    known = desks.find(st.session_state.get(slot, ""), who.login)
    if isinstance(known, kind):
        return known
    desk = desks.open(make(who.login, who.point.code) if make else kind(who.login, who.point.code), who.now())
    st.session_state[slot] = desk.desk_id
    return desk


def send(who: Visitor, form: str, command: str, /, **fields: Any) -> Result | Refused:
    """Carry out a command of a form. Its key was made when the form was first shown, so a second click changes nothing."""
    slot = f"key:{form}"
    key = st.session_state.setdefault(slot, new_id())
    payload = {
        "command": command, "key": f"form:{key}", "occurred_at": who.now(), "actor": who.login,
        "service_point": who.point.code,
        **{name: value for name, value in fields.items() if value is not None},
    }  # fmt: skip
    try:
        result = who.db.execute(payload)
    except Refused as refusal:
        return refusal
    st.session_state[slot] = new_id()
    return result


def form_shown(form: str) -> None:
    """Make the form's key when it is first shown."""
    st.session_state.setdefault(f"key:{form}", new_id())


def key_of(form: str) -> str:
    """The form's key, for a desk that carries out the command itself."""
    key: str = st.session_state.setdefault(f"key:{form}", new_id())
    return key


def turn(form: str) -> str:
    """The form's name with its number: each time it was carried out it starts anew, empty; a refusal leaves it filled."""
    return f"{form}:{st.session_state.get(f'turn:{form}', 0)}"


def next_turn(form: str) -> None:
    st.session_state[f"turn:{form}"] = st.session_state.get(f"turn:{form}", 0) + 1
