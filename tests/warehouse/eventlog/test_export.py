"""The event log of a SOP: every finished event of the cases that count, as the figures judge them, and no person in it."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.landing import uid
from tests.warehouse.eventlog.xes_reading import read_xes
from tests.warehouse.marts.conftest import Desk
from warehouse.errors import BadInput, HomeError
from warehouse.eventlog.export import export_events, Exported, Wanted
from warehouse.settings import Settings

MARCH = Wanted("loan", date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two loans of March at NTT (one with a bag, a late span and a repeat), one of April, one of March in Jawa Tengah."""
    settings = Settings.load(home=tmp_path_factory.mktemp("exported") / "home")
    settings.make_home()
    far = Desk(settings, "JATENG", "semarang")
    far.case("far", "loan", "2026-03-02 09:00")
    far.step("far", "loan", 6, "2026-03-02 09:00", "2026-03-02 09:02")
    far.publish()
    desk = Desk(settings)
    desk.bag("bag", "2026-03-02 08:00")
    desk.visit("v1", "2026-03-02 08:05", bag_case_id=uid("bag"))
    desk.step("bag", "locker", 1, "2026-03-02 08:00", "2026-03-02 08:01", act="bag_deposit", role="locker_staff")
    desk.act("v1", "guest_book", "2026-03-02 08:04", "2026-03-02 08:05", role="guest_book_staff")
    desk.case("late", "loan", "2026-03-02 08:30", visit_id=uid("v1"))
    desk.step(
        "late", "loan", 6, "2026-03-02 08:30", "2026-03-02 08:40", role="circulation_staff", staff_key=uid("someone")
    )
    desk.step("late", "loan", 6, "2026-03-02 08:50", "2026-03-02 08:51", captured="backfilled")
    desk.step("late", "loan", 6, None, None)
    desk.add("case_closings", "2026-03-02 08:40", case_id=uid("late"), outcome="done")
    desk.case("bare", "loan", "2026-03-31 23:59")
    desk.case("april", "loan", "2026-04-01 00:00")
    desk.refresh()
    return desk


def test_a_case_is_a_trace_and_an_event_a_start_and_a_complete(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "loan.xes"
    assert export_events(desk.settings, MARCH, target) == Exported(cases=3, events=5)
    log = read_xes(target)
    assert log.version == "1849-2016"
    assert log.prefixes == {"concept", "lifecycle", "org", "time", "cost"}
    assert [trace.attributes["concept:name"] for trace in log.traces] == [uid("late"), uid("far"), uid("bare")]
    late = log.traces[0]
    assert late.attributes["conditions"] == "bag"
    assert late.attributes["outcome"] == "done"
    assert [(e["step_position"], e["lifecycle:transition"]) for e in late.events] == [
        (1, "start"), (1, "complete"), (2, "start"), (2, "complete"), (6, "start"), (6, "complete"), (6, "start"),
        (6, "complete"),
    ]  # fmt: skip
    assert log.traces[2].events == []
    for trace in log.traces:
        moments = [event["time:timestamp"] for event in trace.events]
        assert moments == sorted(moments)
        assert all(log.globals_["event"] <= set(event) for event in trace.events)


def test_moments_carry_the_clock_of_the_agency(desk: Desk, tmp_path: Path) -> None:
    export_events(desk.settings, MARCH, tmp_path / "loan.xes.gz")
    log = read_xes(tmp_path / "loan.xes.gz")
    assert [trace.attributes["opened_at"].utcoffset() for trace in log.traces] == [
        timedelta(hours=8), timedelta(hours=7), timedelta(hours=8),
    ]  # fmt: skip
    assert log.traces[0].events[-3]["time:timestamp"] == datetime.fromisoformat("2026-03-02 08:40+08:00")


def test_what_is_judged_stands_on_the_first_complete_event_alone(desk: Desk, tmp_path: Path) -> None:
    export_events(desk.settings, MARCH, tmp_path / "loan.xes")
    completes = [
        event
        for event in read_xes(tmp_path / "loan.xes").traces[0].events
        if event["lifecycle:transition"] == "complete" and event["step_position"] == 6
    ]
    first, again = completes
    assert (first["standard_s"], first["duration_s"], first["status"]) == (300, 600.0, "late")
    assert (first["cost:total"], first["cost:currency"]) == (5.0, "XXX")  # ten minutes where five are allowed
    assert again["is_repeated"]
    assert again["captured"] == "backfilled"
    assert not {"status", "duration_s", "cost:total"} & set(again)


def test_a_lost_minute_may_have_a_price(desk: Desk, tmp_path: Path) -> None:
    export_events(desk.settings, MARCH, tmp_path / "loan.csv", idr_per_minute=750)
    with (tmp_path / "loan.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["cost_total"] for row in rows if row["status"] == "late"] == ["3750.0"]
    assert {row["cost_currency"] for row in rows if row["cost_total"]} == {"IDR"}


def test_csv_has_a_row_an_event_and_the_roles_but_no_person(desk: Desk, tmp_path: Path) -> None:
    wanted = Wanted("loan", date(2026, 3, 2), date(2026, 3, 2), "NTT")
    assert export_events(desk.settings, wanted, tmp_path / "loan.csv") == Exported(cases=1, events=4)
    text = (tmp_path / "loan.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["resource"] for row in rows] == ["locker_staff", "guest_book_staff", "circulation_staff", ""]
    assert rows[0]["start"] == "2026-03-02T08:00:00+08:00"
    assert uid("someone") not in text
    assert uid("member of v1") not in text


def test_the_same_log_twice_is_the_same_file(desk: Desk, tmp_path: Path) -> None:
    for name in ("one.xes", "two.xes"):
        export_events(desk.settings, MARCH, tmp_path / name)
    assert (tmp_path / "one.xes").read_bytes() == (tmp_path / "two.xes").read_bytes()


@pytest.mark.parametrize(
    ("wanted", "name", "sentence"),
    [
        (Wanted("loam", date(2026, 3, 1), date(2026, 3, 2)), "x.xes", "loan_renewal"),
        (Wanted("loan", date(2026, 3, 1), date(2026, 3, 2), "BALI"), "x.xes", "JATENG, NTT"),
        (Wanted("loan", date(2026, 3, 2), date(2026, 3, 1)), "x.xes", "mendahului"),
        (Wanted("loan", date(2026, 3, 1), date(2026, 3, 2)), "x.txt", ".xes.gz"),
        (Wanted("loan", date(2026, 3, 1), date(2026, 3, 2)), "no/folder/x.csv", "folder"),
    ],
)
def test_what_cannot_be_exported_is_said(desk: Desk, tmp_path: Path, wanted: Wanted, name: str, sentence: str) -> None:
    with pytest.raises(BadInput) as said:
        export_events(desk.settings, wanted, tmp_path / name)
    assert sentence in said.value.sentence()


def test_without_figures_it_says_so_and_makes_no_warehouse(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "empty")
    settings.make_home()
    with pytest.raises(HomeError, match="patuh refresh"):
        export_events(settings, MARCH, tmp_path / "x.xes")
    assert not settings.warehouse_db.exists()


def test_a_file_is_whole_or_not_there(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "taken.csv").mkdir()
    with pytest.raises(HomeError, match="taken"):
        export_events(desk.settings, MARCH, tmp_path / "taken.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.csv"]
