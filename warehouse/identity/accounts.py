"""Signing in with a local account, the lock-out after repeated failures, one's own password, the first administrator."""

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
OWN_PASSWORD_WITHIN_S = 15 * 60


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


def must_choose_password(db: OperationsDatabase, login: str) -> bool:
    """Whether the account's password was set by somebody else and serves only to choose one's own."""
    account = db.row("SELECT must_change FROM state_accounts WHERE login = ?", login.lower())
    return bool(account and account["must_change"])


def own_password_token(db: OperationsDatabase, login: str) -> str:
    """Shown to whoever has just signed in with such a password; dead once another password is set."""
    return _own_password(db).dumps([login.lower(), _fingerprint(db, login.lower())])


def choose_own_password(db: OperationsDatabase, token: str, password: str, at: datetime) -> Actor:
    """The account has a password that nobody else knows. Refused when it is the one that was given, or the page is old."""
    try:
        login, fingerprint = _own_password(db).loads(token, max_age=OWN_PASSWORD_WITHIN_S)
    except BadSignature:
        login, fingerprint = "", ""
    if not login or fingerprint != _fingerprint(db, login):
        raise Refused("password_page_is_fresh", N_("This page had been open for too long. Sign in again."))
    account = db.row("SELECT argon2 FROM state_accounts WHERE login = ?", login)
    if verify_password(account["argon2"] if account else None, password):
        raise Refused("password_is_ones_own", N_("Choose another password than the one you were given."))
    payload = {
        "command": "reset_password", "key": f"own-password-{sha256(token.encode()).hexdigest()[:32]}", "occurred_at": at,
        "actor": "system", "login": login, "password": password, "must_change": False,
    }  # fmt: skip
    db.execute(payload, trusted=True)
    actor = db.actor(login)
    if actor is None:
        raise Refused("password_is_right", N_("The account name or the password is wrong."))
    return actor


def _fingerprint(db: OperationsDatabase, login: str) -> str:
    account = db.row("SELECT argon2 FROM state_accounts WHERE login = ? AND is_active", login)
    return sha256(str(account["argon2"] if account else "").encode()).hexdigest()[:16]


def _own_password(db: OperationsDatabase) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(db.settings.secret_key(), salt="patuh-own-password")


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
