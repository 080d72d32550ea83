"""Sessions: a signed cookie names a session file in the home, which both apps can read.

The cookie holds only a random id and its signature. The file holds who signed in; its modification time is the last sign
of life. A session ends by signing out, after `session_idle_h` hours of silence, or when the account changes.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from itsdangerous import BadSignature, Signer

from warehouse.identity.roles import Actor
from warehouse.settings import Settings

COOKIE = "patuh_session"
SECRET_HEADER = "x-patuh-session-secret"
"""What a process that can read the home sends beside the cookie, to act for whoever is signed in."""
TOUCH_EVERY_S = 60


@dataclass(frozen=True)
class Session:
    """Who is signed in. `agency` None: every agency."""

    session_id: str
    login: str
    name: str
    roles: frozenset[str]
    agency: str | None
    service_point: str | None
    csrf: str
    staff_key: str | None = None  # pseudonym of the account; null: begun before sessions kept it

    def has_any(self, *roles: str) -> bool:
        return bool(self.roles & set(roles))


def start(settings: Settings, actor: Actor) -> str:
    """Begin a session; returns the cookie's value."""
    session_id = secrets.token_urlsafe(24)
    settings.sessions.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = {
        "login": actor.login,
        "name": actor.name,
        "roles": sorted(actor.roles),
        "agency": actor.agency,
        "service_point": actor.service_point,
        "csrf": secrets.token_urlsafe(16),
        "staff_key": actor.staff_key,
    }
    file = _file(settings, session_id)
    draft = file.with_suffix(".part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        json.dump(content, stream)
    draft.replace(file)
    _sweep(settings)
    return _signer(settings).sign(session_id).decode()


def current(settings: Settings, cookie: str | None) -> Session | None:
    """The session of a cookie, None when it is unknown, forged, ended or idle too long. Counts as a sign of life."""
    session_id = _session_id(settings, cookie)
    if session_id is None:
        return None
    file = _file(settings, session_id)
    try:
        silent_s = time.time() - file.stat().st_mtime
        if silent_s > settings.session_idle_h * 3600:
            file.unlink(missing_ok=True)
            return None
        content = json.loads(file.read_text("utf-8"))
        if silent_s > TOUCH_EVERY_S:
            os.utime(file)
    except (OSError, ValueError):
        return None
    return Session(
        session_id,
        content["login"],
        content["name"],
        frozenset(content["roles"]),
        content["agency"],
        content["service_point"],
        content["csrf"],
        content.get("staff_key"),
    )


def end(settings: Settings, cookie: str | None) -> None:
    """Sign out."""
    session_id = _session_id(settings, cookie)
    if session_id is not None:
        _file(settings, session_id).unlink(missing_ok=True)


def end_all_of(settings: Settings, login: str) -> None:
    """End every session of an account whose roles or password changed."""
    for file in settings.sessions.glob("*.json"):
        try:
            if json.loads(file.read_text("utf-8"))["login"] == login:
                file.unlink(missing_ok=True)
        except (OSError, ValueError, KeyError):
            continue


def _signer(settings: Settings) -> Signer:
    return Signer(settings.secret_key(), salt="patuh-session", digest_method=sha256)


def _session_id(settings: Settings, cookie: str | None) -> str | None:
    if not cookie or len(cookie) > 200 or not settings.secret_key_file.exists():
        return None
    try:
        return _signer(settings).unsign(cookie).decode()
    except (BadSignature, UnicodeDecodeError):
        return None


def _file(settings: Settings, session_id: str) -> Path:
    return settings.sessions / f"{sha256(session_id.encode()).hexdigest()}.json"


def _sweep(settings: Settings) -> None:
    limit = time.time() - settings.session_idle_h * 3600
    for file in settings.sessions.glob("*.json"):
        try:
            if file.stat().st_mtime < limit:
                file.unlink(missing_ok=True)
        except OSError:
            continue
