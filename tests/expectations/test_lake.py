"""What time and volume break: silent nodes, days far from the usual, batches in quarantine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from expectations.scopes import whole
from expectations.suites import LAKE
from expectations.validate import validate
from pipelines.checks import prepare
from tests.landing import at, Landing, Rows, uid
from warehouse.catalogue.load import SHIPPED
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh
from warehouse.settings import Settings

FIRST = at("2026-03-02 09:00+08:00")  # a Monday
Connection = duckdb.DuckDBPyConnection


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    return settings


def days_of(visits: dict[int, int]) -> Rows:
    """Day after FIRST → visits on it; a case a day, so that the calendar reaches there."""
    return {
        "visits": [
            {"visit_id": uid(f"{day} {n}"), "visitor_type": "guest", "occurred_at": FIRST + timedelta(days=day)}
            for day, count in visits.items()
            for n in range(count)
        ],
        "cases": [{"sop_code": "loan", "occurred_at": FIRST + timedelta(days=day)} for day in visits],
    }


@pytest.fixture
def connection(settings: Settings) -> Iterator[Connection]:
    with open_warehouse(settings) as connection:
        yield connection


def found(connection: Connection, settings: Settings, now: datetime) -> dict[str, int]:
    Refresh(connection, settings, "run").ingest()
    prepare(connection, settings, now)
    return {
        finding.expectation.name: finding.violations
        for verdict in validate(connection, LAKE.values(), whole)
        for finding in verdict.findings
    }


def test_a_node_is_silent_after_three_open_days_without_a_record(settings: Settings, connection: Connection) -> None:
    Landing(settings.landing).publish(days_of({0: 1}))
    silent = {day: found(connection, settings, FIRST + timedelta(days=day)) for day in range(1, 9)}
    closed = {
        day
        for (day,) in connection.execute(
            "SELECT day - DATE '2026-03-02' FROM ref.calendar_days WHERE agency = 'NTT' AND NOT is_open_day"
        ).fetchall()
    }
    for day, findings in silent.items():
        open_days_between = len([n for n in range(1, day) if n not in closed])
        assert ("node_is_heard_of" in findings) == (open_days_between > 3), day


def test_a_day_far_from_the_usual_is_found_on_either_side(settings: Settings, connection: Connection) -> None:
    weeks = {week * 7: 20 for week in range(8)}
    Landing(settings.landing).publish(days_of(weeks | {49: 4, 56: 90, 57: 1}))
    assert found(connection, settings, FIRST + timedelta(days=57)) == {
        "not_far_below_the_usual": 1,
        "not_far_above_the_usual": 1,
    }


def test_usual_days_and_young_service_points_are_no_finding(settings: Settings, connection: Connection) -> None:
    Landing(settings.landing).publish(days_of({week * 7: 20 + week for week in range(8)} | {50: 1}))
    assert found(connection, settings, FIRST + timedelta(days=50)) == {}


def own_terms(settings: Settings, terms: str) -> None:
    """The shipped agency with thresholds of its own."""
    head, _, rest = (SHIPPED / "agencies/ntt.yaml").read_text(encoding="utf-8").partition("check_terms:")
    path = settings.catalogue_dir / "agencies" / "ntt.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + terms + rest[rest.index("\nsignatories:") :], encoding="utf-8")


def test_an_agency_says_itself_how_far_is_far(settings: Settings, connection: Connection) -> None:
    weeks = {week * 7: 20 for week in range(8)}
    Landing(settings.landing).publish(days_of(weeks | {49: 9, 56: 45, 57: 1}))
    now = FIRST + timedelta(days=57)
    assert found(connection, settings, now) == {}
    own_terms(settings, "check_terms:\n  - {from: null, low_day_percent: 50, high_day_percent: 200}\n")
    assert found(connection, settings, now) == {"not_far_below_the_usual": 1, "not_far_above_the_usual": 1}
    later = FIRST.date() + timedelta(days=50)
    own_terms(settings, f"check_terms:\n  - {{from: {later}, low_day_percent: 50, high_day_percent: 200}}\n")
    assert found(connection, settings, now) == {"not_far_above_the_usual": 1}, "before that day the usual holds"
    own_terms(settings, "check_terms:\n  - {from: null, low_day_percent: 90, usual_visits_least: 21}\n")
    assert found(connection, settings, now) == {}, "too quiet to be compared"


def test_an_agency_says_itself_how_long_silence_may_last(settings: Settings, connection: Connection) -> None:
    Landing(settings.landing).publish(days_of({0: 1}))
    wednesday = FIRST + timedelta(days=2)
    assert found(connection, settings, wednesday) == {}
    own_terms(settings, "check_terms:\n  - {from: null, silent_open_days: 1}\n")
    assert found(connection, settings, wednesday) == {}
    assert found(connection, settings, wednesday + timedelta(days=1)) == {"node_is_heard_of": 1}
    own_terms(settings, "")
    assert found(connection, settings, wednesday + timedelta(days=1)) == {}


def test_a_node_of_an_unknown_agency_is_held_to_the_usual(settings: Settings, connection: Connection) -> None:
    rows = {"visits": [{"agency": "ELSEWHERE", "visitor_type": "guest", "occurred_at": FIRST}]}
    Landing(settings.landing).publish(rows)
    silent = {
        day for day in range(1, 7) if "node_is_heard_of" in found(connection, settings, FIRST + timedelta(days=day))
    }
    assert silent == {5, 6}


def test_a_batch_of_a_later_schema_is_told_apart_from_a_damaged_one(settings: Settings, connection: Connection) -> None:
    folder = Landing(settings.landing).publish(days_of({0: 1}))
    Landing(settings.landing, "van-1").publish(days_of({0: 1}))
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"schema_version":', '"schema_version":9', 1))
    (settings.landing / "van-1").joinpath(next((settings.landing / "van-1").iterdir()).name, "visits.parquet").unlink()
    assert found(connection, settings, FIRST) == {"schema_is_known": 1, "batches_are_whole": 1}
