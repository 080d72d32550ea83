"""Tokens for the HTTP API: made by an administrator, shown once, stored hashed, revocable; and the home's local token."""

from __future__ import annotations

import secrets
from hashlib import sha256

from itsdangerous import BadSignature, URLSafeTimedSerializer

from warehouse.clock import utc_now
from warehouse.identity.roles import Actor
from warehouse.ids import new_id
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.rows import Row
from warehouse.settings import Settings

PREFIX = "patuh_"
LOCAL_VALID_S = 300


def make_token(db: OperationsDatabase, login: str, label: str) -> str:
    """A new token that acts as `login`; the only time it can be read."""
    token = PREFIX + secrets.token_urlsafe(32)
    db.housekeep(
        "INSERT INTO api_tokens VALUES (?, ?, ?, ?, ?, NULL)",
        [new_id(), _digest(token), login.lower(), label, utc_now()],
    )
    return token


def revoke_token(db: OperationsDatabase, token_id: str) -> None:
    db.housekeep(
        "UPDATE api_tokens SET revoked_at = ? WHERE token_id = ? AND revoked_at IS NULL", [utc_now(), token_id]
    )


def list_tokens(db: OperationsDatabase) -> list[Row]:
    return db.rows("SELECT token_id, login, label, created_at, revoked_at FROM api_tokens ORDER BY created_at DESC")


def actor_of(db: OperationsDatabase, token: str) -> Actor | None:
    """Whose token this is; None when it is unknown, revoked, or its account is closed."""
    found = db.row("SELECT login FROM api_tokens WHERE sha256 = ? AND revoked_at IS NULL", _digest(token))
    return db.actor(found["login"]) if found else None


def local_token(settings: Settings) -> str:
    """Proves that the caller can read the home's secret key: what the command line shows to the running app."""
    return _serializer(settings).dumps("local")


def is_local(settings: Settings, token: str) -> bool:
    try:
        return bool(_serializer(settings).loads(token, max_age=LOCAL_VALID_S) == "local")
    except BadSignature:
        return False


def _serializer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.secret_key(), salt="patuh-local")


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
