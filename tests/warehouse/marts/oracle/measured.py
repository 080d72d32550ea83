"""The other implementation at work: facts → landing batches → a real warehouse → rows of its marts."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.landing import Landing
from tests.warehouse.marts.oracle.facts import Facts, Row
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh
from warehouse.marts.registry import BY_NAME, marts_before
from warehouse.settings import Settings

Measured = dict[str, list[Row]]


def measured(facts: Facts, marts: Sequence[str], catalogue_files: dict[str, str] | None = None) -> Measured:
    """Rows of `marts` as the warehouse computes them from `facts`, which come in one batch."""
    with tempfile.TemporaryDirectory(prefix="patuh-oracle-") as folder:
        settings = Settings.load(home=Path(folder) / "home")
        settings.make_home()
        for name, text in (catalogue_files or {}).items():
            path = settings.catalogue_dir / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        published_at = facts.last_moment() + timedelta(hours=1)
        Landing(settings.landing).publish(facts.rows, published_at=published_at)
        with open_warehouse(settings) as connection:
            refreshed = Refresh(connection, settings, "oracle", clock=lambda: published_at)
            ingested = refreshed.ingest()
            assert not ingested.faults, ingested.faults
            for name in _with_those_before(marts):
                refreshed.build(name)
            found: Measured = {}
            for name in marts:
                cursor = connection.execute(f"SELECT * FROM marts.{name}")
                columns = [column[0] for column in cursor.description or ()]
                found[name] = [dict(zip(columns, map(plain, row), strict=True)) for row in cursor.fetchall()]
            return found


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
