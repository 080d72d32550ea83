"""Batches that are whole and yet wrong: codes nobody knows, rows of the future; and how a batch is fed again."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.gate import alone, wrong_in_itself
from tests.landing import at, Landing, Rows, uid
from warehouse.lake.attach import open_warehouse
from warehouse.lake.columns import published_tables
from warehouse.lake.ingest import Ingested
from warehouse.lake.refresh import Refresh
from warehouse.settings import Settings

MORNING = at("2026-03-02 08:00+08:00")
NOON = at("2026-03-02 12:00+08:00")


def visit(**values: Any) -> Rows:
    return {"visits": [{"visitor_type": "guest", "occurred_at": MORNING} | values]}


def take_in(settings: Settings, now: datetime = NOON) -> Ingested:
    with open_warehouse(settings) as connection:
        run = Refresh(connection, settings, f"run {now}", clock=lambda: now, judge=wrong_in_itself)
        done = run.ingest()
        run.swap()
    return done


def rows(settings: Settings, text: str) -> list[tuple[Any, ...]]:
    with open_warehouse(settings) as connection:
        return connection.execute(text).fetchall()


def visits_served(settings: Settings) -> int:
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        row = serving.execute("SELECT sum(visits) FROM marts.rpt_visitors WHERE grain = 'day'").fetchone()
    return int(row[0]) if row and row[0] is not None else 0


WRONG = {
    "an unknown code": (visit(visitor_type="ghost"), "content", "visits: "),
    "a value that must be given": (visit(visitor_type="member", member_key=None), "content", "visits: "),
    "a number that cannot be": (visit(head_count=0), "content", "visits: "),
    "a row of the future": (visit(occurred_at=NOON + timedelta(days=2)), "future", "journal: rows up to 2026-03-04"),
    "a step that ends in years": (
        {"step_events": [{"case_id": uid("c"), "occurred_at": MORNING, "finished_at": at("2031-01-01 00:00+00:00")}]},
        "future",
        "step_events: rows up to 2031-01-01",
    ),
}


@pytest.mark.parametrize("which", WRONG)
def test_one_wrong_row_quarantines_its_batch_whole_and_the_rest_goes_on(settings: Settings, which: str) -> None:
    wrong_rows, reason, detail = WRONG[which]
    here, there = Landing(settings.landing), Landing(settings.landing, "van-1")
    here.publish(visit())
    wrong = here.publish({"titles": [{}], **wrong_rows}, recorded_at=MORNING if which.startswith("a step") else None)
    here.publish(visit())
    there.publish(visit())
    done = take_in(settings)
    [fault] = done.faults
    assert (fault.node, fault.batch, fault.reason) == ("pusat", wrong.name, reason)
    assert fault.detail.startswith(detail)
    assert rows(settings, "SELECT count(*) FROM raw.titles") == [(0,)]
    assert rows(settings, "SELECT count(*) FROM raw.journal WHERE txid > 1") == [(0,)]
    assert rows(settings, "SELECT node, batch, reason FROM raw.quarantine") == [("pusat", wrong.name, reason)]
    assert visits_served(settings) == 2
    assert [fault.batch for fault in take_in(settings).faults] == [wrong.name]  # looked at again each time, told once
    assert rows(settings, "SELECT count(*) FROM raw.quarantine") == [(1,)]


def test_a_clock_that_is_a_little_ahead_is_no_future(settings: Settings) -> None:
    Landing(settings.landing).publish(visit(occurred_at=NOON + timedelta(minutes=50)))
    assert take_in(settings).faults == []


def test_a_batch_of_the_future_goes_in_when_its_time_has_come(settings: Settings) -> None:
    Landing(settings.landing).publish(visit(occurred_at=NOON + timedelta(days=2)))
    assert take_in(settings).batches == 0
    assert take_in(settings, NOON + timedelta(days=2)).batches == 1
    assert rows(settings, "SELECT count(*) FROM raw.quarantine") == [(0,)]


def test_a_batch_put_right_at_its_desk_and_carried_again_goes_in_with_those_behind_it(
    settings: Settings, tmp_path: Path
) -> None:
    here = Landing(settings.landing)
    wrong = here.publish(visit(visitor_type="ghost"))
    here.publish(visit())
    assert take_in(settings).batches == 0
    assert visits_served(settings) == 0
    shutil.rmtree(wrong)
    mended = Landing(tmp_path / "again").publish(visit())
    shutil.copytree(mended, wrong)
    done = take_in(settings)
    assert (done.batches, done.faults) == (2, [])
    assert visits_served(settings) == 2
    assert rows(settings, "SELECT count(*) FROM raw.quarantine") == [(0,)]


def test_a_batch_published_anew_takes_the_place_of_the_spoilt_one_and_of_those_behind_it(
    settings: Settings, tmp_path: Path
) -> None:
    """The records are still there: who takes the spoilt folder away gets its transactions in one new batch."""
    here = Landing(settings.landing)
    here.publish(visit())
    spoilt = here.publish(visit())
    here.publish(visit())
    (spoilt / "visits.parquet").write_bytes(b"spoilt")
    assert take_in(settings).batches == 1
    shutil.rmtree(spoilt)
    anew = Landing(tmp_path / "again")
    anew.last_txid = 1
    folder = anew.publish({"visits": [*visit()["visits"], *visit(visit_id=uid("third"))["visits"]]})
    assert folder.name == "000000000002-000000000003"
    shutil.copytree(folder, spoilt.with_name(folder.name))
    here.publish(visit())
    done = take_in(settings)
    assert (done.batches, done.faults) == (2, [])
    assert rows(settings, "SELECT first_txid, last_txid FROM raw.batches ORDER BY 1") == [(1, 1), (2, 3), (4, 4)]
    assert visits_served(settings) == 4
    assert rows(settings, "SELECT count(*) FROM raw.quarantine") == [(0,)]
    assert take_in(settings).faults == []


def test_the_finding_says_what_is_wrong_now_and_since_when(settings: Settings) -> None:
    wrong = Landing(settings.landing).publish(visit(visitor_type="ghost"))
    take_in(settings)
    (wrong / "visits.parquet").write_bytes(b"spoilt")
    take_in(settings, NOON + timedelta(hours=1))
    take_in(settings, NOON + timedelta(hours=2))
    assert rows(settings, "SELECT reason, found_at FROM raw.quarantine") == [("checksum", NOON + timedelta(hours=1))]


def test_what_quarantines_looks_at_one_row_only_and_known_codes_are_among_it() -> None:
    names = {table: {e.name for e in alone(table)} for table in published_tables()}
    assert {"visitor_type_known", "member_has_key"} <= names["visits"]
    assert "captured_known" in names["step_events"]
    assert not any(name.startswith("unique_") for found in names.values() for name in found)
