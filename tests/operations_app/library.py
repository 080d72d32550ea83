"""A small library for the desks' tests: real records on a real DuckDB file, and a clock that the test moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, UTC
from typing import Any

from operations_app.desk import carry_out
from operations_app.desk.answer import Answer
from operations_app.desk.desk import Desk
from warehouse.ids import new_id
from warehouse.operations.database import OperationsDatabase

POINT = "NTT-GEDUNG"
OTHER_POINT = "JTG-GEDUNG"
MONDAY = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)  # 09:00 in Kupang, an ordinary working day
STAFF = {
    "loket": ["locker_staff"], "pemeriksa": ["inspection_officer"], "tamu": ["guest_book_staff"],
    "sirkulasi": ["circulation_staff"], "bendahara": ["treasurer"], "pustakawan": ["membership_officer"],
    "kasie": ["section_head"], "kios": ["kiosk"], "baca": ["reading_room_staff"], "fotokopi": ["photocopy_staff"],
    "serba": ["circulation_staff", "treasurer", "locker_staff", "guest_book_staff"],
    "katalog": ["catalogue_staff"], "umum": ["general_room_staff"], "referensi": ["reference_room_staff"],
    "deposit": ["deposit_room_staff"],
}  # fmt: skip
PASSWORD = "buku di rak biru"


class Clock:
    """Time stands still until the test moves it."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **delta: float) -> datetime:
        self.now += timedelta(**delta)
        return self.now


class Library:
    """Short words for tests."""

    def __init__(self, db: OperationsDatabase, clock: Clock, prefix: str = "t") -> None:
        self.db, self.clock, self._prefix, self._keys = db, clock, prefix, 0

    def do(self, command: str, *, days_ago: float = 0, point: str | None = POINT, **fields: Any) -> dict[str, Any]:
        self._keys += 1
        at = self.clock() - timedelta(days=days_ago)
        payload = {
            "command": command, "key": f"{self._prefix}{self._keys}", "occurred_at": at, "actor": "system",
            "service_point": point, **fields,
        }  # fmt: skip
        return self.db.execute(payload, trusted=True).data

    def furnish(self) -> None:
        """Staff of every desk, three members, four titles with two copies each."""
        for login, roles in STAFF.items():
            self.do("add_staff", days_ago=90, login=login, name=login.title(), roles=roles, home_service_point=POINT)
        self.do(
            "add_staff",
            days_ago=90,
            point=None,
            login="admin",
            name="Admin",
            roles=["administrator"],
            password=PASSWORD,
        )
        for number, name in enumerate(("Maria Bria", "Yosef Lalu", "Ana Seran"), 1):
            self.do("register_member", days_ago=80, member_no=f"A{number}", name=name, sex="P", birth_date="2001-04-05")
        for number, (title, collection) in enumerate(
            (
                ("Sejarah Timor", "general"),
                ("Tenun Ikat", "general"),
                ("Kamus Dawan", "reference"),
                ("Padi Gogo", "general"),
            ),
            1,
        ):
            title_id = self.do("add_title", days_ago=80, title=title, ddc=f"{number}10")["title_id"]
            for copy in ("a", "b"):
                self.do("add_copy", days_ago=80, copy_no=f"C{number}{copy}", title_id=title_id, collection=collection)


class Scanner:
    """Scans at one desk: `scan("A1")`. Each scan comes `after_s` seconds later and took `typing_s` to type."""

    def __init__(self, library: Library, desk: Desk) -> None:
        self.library, self.desk = library, desk

    def __call__(self, code: str, *, after_s: float = 10, typing_s: float = 1, scan_id: str | None = None) -> Answer:
        now = self.library.clock.forward(seconds=after_s)
        begun = now - timedelta(seconds=typing_s)
        return carry_out.scan(self.library.db, self.desk, code, begun, now, scan_id or new_id())

    def entry(self, kind: str, *, after_s: float = 30, entry_id: str | None = None, **values: str) -> Answer:
        now = self.library.clock.forward(seconds=after_s)
        return carry_out.entry(
            self.library.db, self.desk, kind, values, now - timedelta(seconds=20), now, entry_id or new_id()
        )


def plain(answer: Answer) -> Answer:
    """The answer without its number."""
    return replace(answer, seq=0)
