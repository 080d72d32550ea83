"""Marts of cases computed portion by portion are what they are when computed at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.landing import Landing
from tests.warehouse.marts.history import History
from tests.warehouse.marts.test_incremental import differences, run
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh
from warehouse.marts import portions
from warehouse.marts.registry import IN_PORTIONS, SERVED
from warehouse.settings import Settings


def a_history(home: Path) -> Settings:
    settings = Settings.load(home=home)
    settings.make_home()
    landings: dict[str, Landing] = {}
    for node, rows, written_at in History(3, months=5).batches(2):
        landings.setdefault(node, Landing(settings.landing, node)).publish(rows, recorded_at=written_at)
    run(settings, "at once", full=True)
    return settings


def test_month_by_month_gives_the_same_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = a_history(tmp_path / "home")
    at_once = tmp_path / "at_once.duckdb"
    at_once.write_bytes(settings.serving_db.read_bytes())
    monkeypatch.setattr(portions, "CASES_MAX", 1)
    with open_warehouse(settings) as connection:
        refreshed = Refresh(connection, settings, "in portions", full=True)
        refreshed.ingest()
        refreshed.touch()
        months = connection.execute("FROM touched_months ORDER BY ALL").fetchall()
        assert len(portions.portions(connection)) == len({row for row in months if row[0] == "cases"}) > 4
        written = {name: refreshed.build(name) for name in reversed(IN_PORTIONS)}
        assert all(built and built.rows_written == built.rows_total > 0 for built in written.values())
        assert connection.execute("FROM touched_months ORDER BY ALL").fetchall() == months
        refreshed.swap()
    assert differences(at_once, settings.serving_db, [mart.name for mart in SERVED]) == {}
