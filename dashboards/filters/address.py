"""What is picked, in the address bar: a page can be bookmarked, sent on, and reloaded as it was.

The URL carries codes, never labels, so that a link means the same in both languages. Defaults stay out of it. A value
in the URL that this page did not write itself came from outside (first load, a link, the back button) and wins.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import streamlit as st

_WRITTEN = "_written_to_address"
_DEFAULTS = "_defaults_of_address"
_TICKED = "_ticked_"


def begin() -> None:
    """Forget which keys the page before used; call once at the start of each run."""
    st.session_state[_DEFAULTS] = {}


def adopt(key: str, is_allowed: Callable[[str], bool], default: str) -> str:
    """The value of `key` for this run, put in the session state so that a widget of that key shows it."""
    st.session_state[_DEFAULTS][key] = default
    given = st.query_params.get(key)
    value = str(st.session_state.get(key, default))
    if given is not None and (given != _written().get(key) or key not in st.session_state) and is_allowed(given):
        value = given
    # Assigned even when unchanged: Streamlit forgets the state of a page's widgets on the way to another page.
    st.session_state[key] = value if is_allowed(value) else default
    return str(st.session_state[key])


def adopt_dates(key: str, first: date, last: date) -> None:
    """A range of days for a date widget of `key`, written `2026-11-01..2026-11-22`."""
    st.session_state[_DEFAULTS][key] = ""
    given = st.query_params.get(key)
    if given is not None and (given != _written().get(key) or key not in st.session_state):
        with suppress(ValueError):
            start, _, end = given.partition("..")
            days = (date.fromisoformat(start), date.fromisoformat(end))
            if days[0] <= days[1]:
                st.session_state[key] = days
    st.session_state[key] = st.session_state.get(key, (first, last))


def tick(key: str, ticked: str | None) -> str | None:
    """What is looked into: the row that is ticked, else the one that was linked to (adopted under `key`).

    A tick taken away takes its row away.
    """
    linked = st.session_state[key] or None
    before = st.session_state.get(f"{_TICKED}{key}")
    if ticked is None and linked is not None and linked == before:
        linked = None
    st.session_state[f"{_TICKED}{key}"] = ticked
    st.session_state[key] = ticked or linked or ""
    return ticked or linked


def write() -> None:
    """Bring the URL up to date with what is picked; keys that this page does not use go."""
    wanted = {
        key: text
        for key, default in st.session_state[_DEFAULTS].items()
        if (text := _text(st.session_state.get(key))) not in ("", default)
    }
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_WRITTEN] = wanted


def _written() -> dict[str, str]:
    written: dict[str, str] = st.session_state.get(_WRITTEN, {})
    return written


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "..".join(day.isoformat() for day in value) if len(value) == 2 else ""
    return str(value)
