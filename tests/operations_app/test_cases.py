"""Cases as they stand on record: which belong to a day, what applies, what is missing, late, out of order, accepted."""

from __future__ import annotations

from datetime import date, datetime, timedelta, UTC
from zoneinfo import ZoneInfo

import pytest

from operations_app.desk.cases import case_of, cases_of_day
from operations_app.desk.moments import local_moment
from tests.operations_app.library import Library, OTHER_POINT, POINT
from warehouse.errors import BadInput

MAKASSAR = ZoneInfo("Asia/Makassar")
TODAY = date(2026, 10, 5)


def test_open_cases_come_first_and_those_left_open_are_on_todays_list(library: Library) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    library.do("take_back", days_ago=1, copy_no="C1a")
    library.do("lend", member_no="A2", copy_nos=["C2a"])
    library.do("deposit_bag", locker_no="4", name="Bapak Anton")
    now = library.clock()
    listed = cases_of_day(library.db, POINT, TODAY, now)
    assert [(one.sop.code, one.visitor_name, one.is_open) for one in listed] == [
        ("return", "Maria Bria", True),
        ("locker", "Bapak Anton", True),
        ("loan", "Yosef Lalu", False),
    ]
    assert [one.can_be_closed for one in listed] == [True, False, False]
    yesterday = cases_of_day(library.db, POINT, TODAY - timedelta(days=1), now)
    assert [one.sop.code for one in yesterday] == ["return"]
    assert cases_of_day(library.db, OTHER_POINT, TODAY, now) == []


def test_a_day_is_the_agencys_day(library: Library) -> None:
    library.clock.now = datetime(2026, 10, 5, 15, 59, tzinfo=UTC)  # 23:59 in Kupang
    library.do("lend", member_no="A1", copy_nos=["C1a"])
    library.clock.now = datetime(2026, 10, 5, 16, 0, tzinfo=UTC)  # midnight
    library.do("lend", member_no="A2", copy_nos=["C2a"])
    now = library.clock()
    assert [one.member_no for one in cases_of_day(library.db, POINT, TODAY, now)] == ["A1"]
    assert [one.member_no for one in cases_of_day(library.db, POINT, date(2026, 10, 6), now)] == ["A2"]


def test_the_acts_of_the_visit_count_and_the_bags_only_when_there_is_one(library: Library) -> None:
    library.do("deposit_bag", locker_no="4", member_no="A1")
    library.do("register_visit", member_no="A1")
    library.clock.forward(minutes=5)
    with_bag = library.do("lend", member_no="A1", copy_nos=["C1a"])["case_id"]
    without = library.do("lend", member_no="A2", copy_nos=["C2a"])["case_id"]
    case = case_of(library.db, POINT, with_bag)
    other = case_of(library.db, POINT, without)
    assert case
    assert other
    assert {one.unit.act: one.is_recorded for one in case.units if one.unit.act} == {
        "bag_deposit": True, "guest_book": True, "bag_return": False,
    }  # fmt: skip
    assert {one.unit.act for one in other.units if one.unit.act} == {"guest_book"}
    assert [one.unit.act for one in other.missing] == ["guest_book"]


def test_a_step_beyond_its_standard_is_late_until_a_head_accepts_it(library: Library) -> None:
    started_at = library.clock()
    library.clock.forward(minutes=30)
    case_id = library.do("lend", started_at=started_at, member_no="A1", copy_nos=["C1a"])["case_id"]

    def lending() -> tuple[tuple[str, ...], frozenset[str]]:
        case = case_of(library.db, POINT, case_id)
        assert case
        one = next(one for one in case.units if "lend" in one.unit.completed_by)
        assert one.elapsed == timedelta(minutes=30)
        return one.deviations, one.accepted

    assert lending() == (("late",), frozenset())
    library.do("accept_exception", case_id=case_id, step_position=6, deviation="late", reason="listrik padam")
    assert lending() == (("late",), frozenset({"late"}))


def test_steps_entered_afterwards_may_be_out_of_order_and_twice(library: Library) -> None:
    began_at = library.clock()
    library.clock.forward(minutes=3)
    case_id = library.do("lend", started_at=began_at, member_no="A1", copy_nos=["C1a"])["case_id"]
    case = case_of(library.db, POINT, case_id)
    assert case
    lending = next(one.unit.position for one in case.units if "lend" in one.unit.completed_by)
    for minutes in (-9, -8):
        library.do(
            "record_step", case_id=case_id, step_position=lending, backfilled=True, reason="mesin pemindai rusak",
            started_at=began_at + timedelta(minutes=minutes), finished_at=began_at + timedelta(minutes=minutes + 1),
        )  # fmt: skip
    library.do(
        "record_step", case_id=case_id, step_position=case.units[0].unit.position, backfilled=True, reason="mesin rusak",
        started_at=began_at, finished_at=began_at + timedelta(minutes=1),
    )  # fmt: skip
    after = case_of(library.db, POINT, case_id)
    assert after
    one = next(one for one in after.units if one.unit.position == lending)
    assert (one.captured, one.times, one.deviations) == ("backfilled", 3, ("out_of_order", "repeated"))


def test_a_case_of_another_service_point_is_not_shown(library: Library) -> None:
    case_id = library.do("lend", member_no="A1", copy_nos=["C1a"])["case_id"]
    assert case_of(library.db, POINT, case_id)
    assert case_of(library.db, OTHER_POINT, case_id) is None


@pytest.mark.parametrize("text", ["9.15", "09:15", "09:15:00", " 09.15 "])
def test_a_time_is_read_as_people_write_it(text: str) -> None:
    assert local_moment(TODAY, text, MAKASSAR, "f") == datetime(2026, 10, 5, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "9", "24:00", "09:60", "sembilan", "09:15 pagi"])
def test_what_is_no_time_is_said_so(text: str) -> None:
    with pytest.raises(BadInput):
        local_moment(TODAY, text, MAKASSAR, "f")
