"""Signing in with a local account, the lock-out after repeated failures, and the first administrator."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from itsdangerous import BadSignature, URLSafeTimedSerializer

from warehouse.errors import Refused
from warehouse.i18n import N_
from warehouse.identity.passwords import verify_password
from warehouse.identity.roles import Actor
from warehouse.operations.database import OperationsDatabase

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)
FIRST_LINK_VALID_S = 24 * 3600


def sign_in(db: OperationsDatabase, login: str, password: str, at: datetime) -> Actor:
    """The account of `login`, or Refused (wrong_password, locked_out). Failures are counted for 15 minutes."""
    login = login.strip().lower()[:60]
    if _failures(db, login, at) >= FAILURES_ALLOWED:
        raise Refused(
            "not_locked_out",
            N_("Too many wrong passwords. The account is locked for {minutes} minutes; the administrator can help."),
            minutes=int(LOCKED_FOR.total_seconds() // 60),
        )
    account = db.row("SELECT argon2 FROM state_accounts WHERE login = ? AND is_active", login)
    succeeded = verify_password(account["argon2"] if account else None, password)
    db.note_sign_in(login, at, succeeded)
    actor = db.actor(login) if succeeded else None
    if actor is None:
        raise Refused("password_is_right", N_("The account name or the password is wrong."))
    return actor


def _failures(db: OperationsDatabase, login: str, at: datetime) -> int:
    """Wrong passwords in a row within the last 15 minutes."""
    rows = db.rows(
        "SELECT succeeded FROM sign_in_attempts WHERE login = ? AND attempted_at > ? ORDER BY attempted_at DESC",
        login,
        at - LOCKED_FOR,
    )
    return next((n for n, row in enumerate(rows) if row["succeeded"]), len(rows))


def has_administrator(db: OperationsDatabase) -> bool:
    return any("administrator" in row["roles"] for row in db.rows("SELECT roles FROM state_accounts WHERE is_active"))


def first_administrator_token(db: OperationsDatabase) -> str | None:
    """The token of the one-time link that makes the first administrator; None once there is one."""
    if has_administrator(db):
        return None
    return _serializer(db).dumps(db.node)


def make_first_administrator(
    db: OperationsDatabase, token: str, login: str, name: str, password: str, at: datetime
) -> Actor:
    """Use the one-time link. Refused when it is used, expired or forged."""
    try:
        _serializer(db).loads(token, max_age=FIRST_LINK_VALID_S)
        usable = not has_administrator(db)
    except BadSignature:
        usable = False
    if not usable:
        raise Refused(
            "link_is_unused", N_("This link has been used or has expired. Restart the operations app for a new one.")
        )
    payload = {
        "command": "add_staff", "key": f"first-administrator-{sha256(token.encode()).hexdigest()[:32]}", "occurred_at": at,
        "actor": "system", "login": login, "name": name, "roles": ["administrator"], "password": password,
    }  # fmt: skip
    db.execute(payload, trusted=True)
    actor = db.actor(login)
    assert actor is not None
    return actor


def _serializer(db: OperationsDatabase) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(db.settings.secret_key(), salt="patuh-first-administrator")
