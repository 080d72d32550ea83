"""A small library on a real DuckDB file: one desk at NTT-GEDUNG, two members, three copies, staff of every needed role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, UTC
from pathlib import Path
from typing import Any

import pytest

from warehouse.errors import PatuhError
from warehouse.operations.database import OperationsDatabase, Result
from warehouse.settings import Settings

POINT = "NTT-GEDUNG"
MONDAY = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)  # 09:00 in Kupang, an ordinary working day


class Library:
    """Short words for tests: `library.do("lend", minute=5, member_no="A1", copy_nos=["C1"])`."""

    def __init__(self, db: OperationsDatabase) -> None:
        self.db, self._keys = db, 0

    def payload(self, command: str, *, minute: float = 0, actor: str = "system", **fields: Any) -> dict[str, Any]:
        self._keys += 1
        at = MONDAY + timedelta(minutes=minute)
        return {
            "command": command,
            "key": f"t{self._keys}",
            "occurred_at": at,
            "actor": actor,
            "service_point": POINT,
            **fields,
        }

    def do(self, command: str, **fields: Any) -> dict[str, Any]:
        return self.execute(self.payload(command, **fields)).data

    def execute(self, payload: dict[str, Any]) -> Result:
        return self.db.execute(payload, trusted=True)

    def refusal(self, command: str, **fields: Any) -> str:
        """The name of the rule that refuses the command; fails when none does. Nothing may have changed."""
        before = self.db.last_txid
        try:
            self.do(command, **fields)
        except PatuhError as refused:
            assert self.db.last_txid == before
            return str(getattr(refused, "rule", type(refused).__name__))
        raise AssertionError(f"{command} was not refused")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(home=tmp_path / "home")


@pytest.fixture
def db(settings: Settings) -> Iterator[OperationsDatabase]:
    with OperationsDatabase.open(settings) as opened:
        yield opened


@pytest.fixture
def library(db: OperationsDatabase) -> Library:
    return furnished(db)


def furnished(db: OperationsDatabase) -> Library:
    made = Library(db)
    roles = {
        "loket": ["locker_staff", "inspection_officer"], "tamu": ["guest_book_staff"], "sirkulasi": ["circulation_staff"],
        "bendahara": ["treasurer"], "kasie": ["section_head"], "admin": ["administrator"],
    }  # fmt: skip
    for login, names in roles.items():
        made.do("add_staff", minute=-100, login=login, name=login.title(), roles=names, home_service_point=POINT)
    made.do("register_member", minute=-99, member_no="A1", name="Maria Bria", sex="P", birth_date="2001-04-05")
    made.do("register_member", minute=-99, member_no="A2", name="Yosef Lalu", sex="L", birth_date="1988-01-02")
    for number, (title, collection) in enumerate(
        [
            ("Sejarah Timor", "general"),
            ("Tenun Ikat", "general"),
            ("Kamus Dawan", "reference"),
            ("Padi Gogo", "general"),
        ],
        1,
    ):
        title_id = made.do("add_title", minute=-98, title=title, ddc=f"{number}10")["title_id"]
        made.do("add_copy", minute=-97, copy_no=f"C{number}", title_id=title_id, collection=collection)
    return made
