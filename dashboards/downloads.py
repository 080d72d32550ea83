"""Files to take away: made when they are asked for, and given only to the sign-in that asked.

Streamlit keeps a made file under an address without asking who fetches it, so a link that is sent on would show its figures
to anybody. Here whoever had a file made is remembered by the file's content, and the gate (dashboards.gate) asks.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextvars import ContextVar
from hashlib import sha256
from typing import Any

import streamlit as st

from warehouse.identity.sessions import Session

MOST = 20_000
"""So many files are remembered; Streamlit forgets its own copies long before."""

_asks: ContextVar[str | None] = ContextVar("patuh_who_asks", default=None)
_owners: OrderedDict[str, set[str]] = OrderedDict()
_lock = threading.Lock()


def begin(session: Session | None) -> None:
    """Whose run this is; call once at its start."""
    _asks.set(session.session_id if session else None)


def button(label: str, make: Callable[[], bytes], *, file_name: str, mime: str, key: str, **options: Any) -> None:
    """A button that has `make` run when it is pressed, and the file for whoever pressed it."""
    st.download_button(
        label, owned(make), file_name=file_name, mime=mime, key=key, icon=":material/download:", on_click="ignore",
        **options,
    )  # fmt: skip


def owned(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """`make`, its result remembered as that of whoever looks at the page now."""
    who = _asks.get()

    def made() -> bytes:
        content = make()
        if who is not None:
            remember(content, who)
        return content

    return made


def remember(content: bytes, session_id: str) -> None:
    name = sha256(content).hexdigest()
    with _lock:
        _owners.setdefault(name, set()).add(session_id)
        _owners.move_to_end(name)
        while len(_owners) > MOST:
            _owners.popitem(last=False)


def may_fetch(content: bytes, session_id: str) -> bool:
    with _lock:
        return session_id in _owners.get(sha256(content).hexdigest(), ())
