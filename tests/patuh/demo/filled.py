"""A home filled with a small demo, and a look into it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from patuh.demo.run import fill, Plan
from patuh.demo.schedule import Tally
from warehouse.clock import utc_now
from warehouse.settings import Settings

PLAN = Plan(days=19, visits=10, seed=7, last_day=date(2026, 10, 17))


class Demo:
    """A filled home and what filling it said."""

    def __init__(self, home: Path, plan: Plan = PLAN) -> None:
        self.settings = Settings.load(home=home)
        self.shares: list[float] = []
        self.tally: Tally = fill(self.settings, plan, utc_now, self.shares.append)
        self.connection = duckdb.connect(str(self.settings.operations_db))
        self.connection.execute("SET TimeZone = 'UTC'")

    def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, params).fetchall()

    def one(self, sql: str, *params: Any) -> Any:
        """The only value of the only row."""
        ((value,),) = self.rows(sql, *params)
        return value

    @property
    def last_sha256(self) -> str:
        """Stands for every journal row and every fact before it."""
        return str(self.rows("SELECT sha256 FROM journal ORDER BY txid DESC LIMIT 1")[0][0])

    @property
    def pictures(self) -> set[str]:
        return {path.name for path in self.settings.documents.glob("*/*")}
