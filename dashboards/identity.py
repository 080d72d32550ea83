"""Who is looking: the session of the operations app's cookie, and where to sign in. Nothing is read before this.

Reading needs an account of a person: devices (the guest book kiosk) have no business with figures. An account bound to
an agency sees that agency only.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import streamlit as st

from warehouse.identity import sessions
from warehouse.identity.roles import ROLES
from warehouse.settings import Settings

READERS = frozenset(ROLES) - {"kiosk"}


def viewer(settings: Settings) -> sessions.Session | None:
    """The signed-in person who may read figures, or None."""
    session = sessions.current(settings, cookie_of_browser())
    return session if session is not None and session.has_any(*READERS) else None


def cookie_of_browser() -> str | None:
    """The cookie of the browser. Script tests have no browser and put the cookie, signed as ever, in the state."""
    return st.context.cookies.to_dict().get(sessions.COOKIE) or st.session_state.get(sessions.COOKIE)


def operations_url(settings: Settings, path: str = "/") -> str:
    """An address of the operations app as this browser reaches it: its host, the other port."""
    return _beside(settings, st.context.url or "", path)


def sign_in_url_from(settings: Settings, address: str) -> str:
    """The sign-in page for a request of the server that is no page of the script."""
    return _beside(settings, address, f"/masuk?next={quote(address, safe='')}")


def _beside(settings: Settings, address: str, path: str) -> str:
    here = urlsplit(address)
    scheme, host = here.scheme or "http", here.hostname or settings.host
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}:{settings.operations_port}{path}"


def sign_in_url(settings: Settings) -> str:
    """The sign-in page, which sends the browser back to this very address with its filters."""
    here = st.context.url or ""
    query = "&".join(f"{quote(key)}={quote(value)}" for key, value in st.query_params.items())
    back = f"{here}?{query}" if here and query else here
    return operations_url(settings, "/masuk" + (f"?next={quote(back, safe='')}" if back else ""))
