"""Signing in, sessions that both apps read, tokens, and the first administrator's link."""

from __future__ import annotations

import os
import stat
import time
from datetime import timedelta

import pytest

from tests.warehouse.conftest import Library, MONDAY, POINT
from warehouse.errors import Refused
from warehouse.identity import accounts, sessions, tokens
from warehouse.identity.roles import Actor

PASSWORD = "kupang-2026"


@pytest.fixture
def maria(library: Library) -> Actor:
    library.do(
        "add_staff", login="maria", name="Maria", roles=["treasurer"], home_service_point=POINT, password=PASSWORD
    )
    return accounts.sign_in(library.db, "Maria", PASSWORD, MONDAY)


def rule_of(library: Library, password: str, minute: float) -> str:
    with pytest.raises(Refused) as refused:
        accounts.sign_in(library.db, "maria", password, MONDAY + timedelta(minutes=minute))
    return refused.value.rule


def test_five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour(library: Library, maria: Actor) -> None:
    for minute in range(1, 6):
        assert rule_of(library, "salah", minute) == "password_is_right"
    assert rule_of(library, PASSWORD, 6) == "not_locked_out"
    assert accounts.sign_in(library.db, "maria", PASSWORD, MONDAY + timedelta(minutes=21)).login == "maria"


def test_an_unknown_account_and_a_wrong_password_look_the_same(library: Library, maria: Actor) -> None:
    with pytest.raises(Refused) as unknown:
        accounts.sign_in(library.db, "nobody", "x", MONDAY)
    assert rule_of(library, "x", 1) == unknown.value.rule


def test_a_session_survives_until_sign_out_silence_or_a_change_of_roles(library: Library, maria: Actor) -> None:
    settings = library.db.settings
    cookie = sessions.start(settings, maria)
    found = sessions.current(settings, cookie)
    assert found
    assert (found.login, found.roles, found.agency) == ("maria", frozenset({"treasurer"}), "NTT")
    assert sessions.current(settings, cookie + "x") is None
    assert sessions.current(settings, None) is None
    sessions.end(settings, cookie)
    assert sessions.current(settings, cookie) is None

    idle = sessions.start(settings, maria)
    file = next(settings.sessions.glob("*.json"))
    os.utime(file, (time.time() - 8 * 3600 - 5,) * 2)
    assert sessions.current(settings, idle) is None

    changed = sessions.start(settings, maria)
    library.do("set_role", login="maria", roles=["treasurer", "planner"])
    assert sessions.current(settings, changed) is None


def test_the_key_and_the_sessions_are_nobody_elses_to_read(library: Library, maria: Actor) -> None:
    settings = library.db.settings
    sessions.start(settings, maria)
    for file in (settings.secret_key_file, next(settings.sessions.glob("*.json"))):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_token_acts_as_its_account_until_it_is_revoked(library: Library, maria: Actor) -> None:
    token = tokens.make_token(library.db, "maria", "laptop")
    found = tokens.actor_of(library.db, token)
    assert found
    assert found.login == "maria"
    row = tokens.list_tokens(library.db)[0]
    assert token not in str(row)
    tokens.revoke_token(library.db, str(row["token_id"]))
    assert tokens.actor_of(library.db, token) is None
    assert tokens.is_local(library.db.settings, tokens.local_token(library.db.settings))
    assert not tokens.is_local(library.db.settings, token)


def test_the_first_administrators_link_works_once(db: object, library: Library) -> None:
    assert accounts.first_administrator_token(library.db) is None  # there is an administrator already


def test_an_empty_home_offers_the_link_once(settings: object, db: object) -> None:
    from warehouse.operations.database import OperationsDatabase

    assert isinstance(db, OperationsDatabase)
    token = accounts.first_administrator_token(db)
    assert token
    actor = accounts.make_first_administrator(db, token, "kepala", "Kepala", "sandi-panjang", MONDAY)
    assert actor.roles == {"administrator"}
    assert accounts.first_administrator_token(db) is None
    with pytest.raises(Refused, match="used"):
        accounts.make_first_administrator(db, token, "lagi", "Lagi", "sandi-panjang", MONDAY)
    assert accounts.sign_in(db, "kepala", "sandi-panjang", MONDAY).login == "kepala"
