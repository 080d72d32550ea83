"""The other implementation at work: facts → landing batches → a real warehouse → rows of its marts."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from tests.landing import Landing
from tests.warehouse.marts.oracle.facts import Facts, Row
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh
from warehouse.marts.registry import BY_NAME, marts_before
from warehouse.settings import Settings

Measured = dict[str, list[Row]]


def measured(facts: Facts, marts: Sequence[str], files: dict[str, str] | None = None, batches: int = 1) -> Measured:
    """Rows of `marts` as the warehouse computes them from `facts`.

    With several batches each is refreshed when it comes, and a fact may come with any of them, so that much arrives late.
    `files`: what the agency put into its home beforehand.
    """
    with tempfile.TemporaryDirectory(prefix="patuh-oracle-") as folder:
        settings = Settings.load(home=Path(folder) / "home")
        settings.make_home()
        for name, text in (files or {}).items():
            path = settings.home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        landing, published_at = Landing(settings.landing), facts.last_moment() + timedelta(hours=1)
        parts = _in_batches(facts, batches)
        for number, rows in enumerate(parts, 1):
            landing.publish(rows, published_at=published_at)
            with open_warehouse(settings) as connection:
                refreshed = Refresh(connection, settings, f"oracle {number}", clock=lambda: published_at)
                ingested = refreshed.ingest()
                assert not ingested.faults, ingested.faults
                if number < len(parts):
                    refreshed.swap()
                    continue
                for name in _with_those_before(marts):
                    refreshed.build(name)
                return {name: _rows(connection, name) for name in marts}
        raise AssertionError("no batch")


def _rows(connection: duckdb.DuckDBPyConnection, mart: str) -> list[Row]:
    cursor = connection.execute(f"SELECT * FROM marts.{mart}")
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, map(plain, row), strict=True)) for row in cursor.fetchall()]


def _in_batches(facts: Facts, batches: int) -> list[dict[str, list[Row]]]:
    """Every fact in one batch, the same one each time; none is empty."""
    found: list[dict[str, list[Row]]] = [{} for _ in range(batches)]
    number = 0
    for table, rows in facts.rows.items():
        for row in rows:
            found[(number * 7 // 3) % batches].setdefault(table, []).append(row)
            number += 1
    return [batch for batch in found if batch]


def _with_those_before(marts: Sequence[str]) -> list[str]:
    """`marts` and what they are built from, each after what it needs."""
    wanted: list[str] = []

    def want(name: str) -> None:
        for before in marts_before(BY_NAME[name]):
            want(before)
        if name not in wanted:
            wanted.append(name)

    for name in marts:
        want(name)
    return wanted


def plain(value: Any) -> Any:
    return str(value) if type(value).__name__ == "UUID" else value
