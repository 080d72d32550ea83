"""Who acts: accounts by login, remembered until an account changes."""

from __future__ import annotations

import duckdb

from warehouse.errors import Refused
from warehouse.i18n import N_
from warehouse.identity.roles import Actor, SYSTEM
from warehouse.operations.rows import fetch


class Actors:
    """Open accounts as read from state_accounts."""

    def __init__(self) -> None:
        self._kept: dict[str, Actor | None] = {}

    def forget(self) -> None:
        """Read accounts anew from here on."""
        self._kept = {}

    def acting(self, cursor: duckdb.DuckDBPyConnection, login: str, *, trusted: bool) -> Actor:
        """Who carries out a command; Refused when there is no such account, or "system" comes from outside."""
        if login == SYSTEM:
            if trusted:
                return Actor(SYSTEM, frozenset())
        else:
            actor = self.find(cursor, login)
            if actor:
                return actor
        raise Refused("actor_is_known", N_("There is no open account {login}. Ask the administrator."), login=login)

    def find(self, cursor: duckdb.DuckDBPyConnection, login: str) -> Actor | None:
        kept = self._kept  # what is read here belongs to this generation: forget() while reading drops it
        if login not in kept:
            found = fetch(cursor, "SELECT * FROM state_accounts WHERE login = ? AND is_active", [login])
            kept[login] = (
                Actor(
                    login,
                    frozenset(found[0]["roles"]),
                    found[0]["name"],
                    str(found[0]["staff_key"]),
                    found[0]["agency"],
                    found[0]["service_point"],
                )
                if found
                else None
            )
        return kept[login]
