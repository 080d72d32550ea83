"""Pauses on the case page, measurement weeks on their page, and the taps above a desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from operations_app.desk.cases import case_of
from operations_app.desk.circulation_desk import CirculationDesk
from operations_app.desk.locker import give_up, LockerDesk
from operations_app.desk.measurement_weeks import spans_to_tap, weeks
from tests.operations_app.library import Clock, Library, MONDAY, POINT, Scanner
from tests.operations_app.test_case_pages import field, opened, press
from tests.operations_app.test_pages import page, said
from warehouse.errors import Refused

SignIn = Callable[[str], None]

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")
TUESDAY = "2026-10-06"


@pytest.fixture
def late_return(library: Library) -> dict[str, Any]:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    return library.do("take_back", copy_no="C1a")


def button(script: AppTest, label: str) -> Any:
    return next(one for one in script.button if one.label.startswith(label))


def test_a_case_is_paused_and_resumed_on_its_page(
    sign_in: SignIn, library: Library, clock: Clock, late_return: dict[str, Any]
) -> None:
    sign_in("sirkulasi")
    script = opened(late_return["case_id"])
    field(script, "selectbox", "step:pause").set_value(6)
    words = press(script, "Jeda sekarang")
    assert "bukan waktu petugas" in words
    assert any("Menunggu pemustaka" in one.value for one in script.warning)
    clock.forward(minutes=4)
    assert "Dilanjutkan." in press(opened(late_return["case_id"]), "Lanjutkan sekarang")
    [pause] = library.db.rows("SELECT * FROM step_pauses")
    [end] = library.db.rows("SELECT * FROM step_resumptions")
    assert (pause["unit_position"], pause["reason_code"]) == (6, "patron")
    assert end["occurred_at"] - pause["occurred_at"] == timedelta(minutes=4)


def test_a_pause_is_left_out_of_the_duration_on_the_page(
    library: Library, clock: Clock, late_return: dict[str, Any]
) -> None:
    case_id = late_return["case_id"]
    library.do("pause_step", case_id=case_id, step_position=6, reason_code="patron")
    clock.forward(minutes=5)
    library.do("resume_step", case_id=case_id)
    clock.forward(minutes=1)
    library.do("receive_payment", charge_id=late_return["charge_id"], started_at=clock() - timedelta(minutes=6))
    seen = case_of(library.db, POINT, case_id)
    assert seen
    [unit] = [one for one in seen.units if one.unit.position == 6]
    assert (unit.paused, unit.elapsed) == (timedelta(minutes=5), timedelta(minutes=1))


def test_the_head_sets_a_week_and_calls_it_off(sign_in: SignIn, library: Library) -> None:
    sign_in("kasie")
    script = page("pekan-pengukuran")
    assert "Belum ada pekan pengukuran" in said(script)
    field(script, "multiselect", "sops:").set_value(["loan", "return"])
    assert "Pekan ditetapkan." in press(script, "Tetapkan pekan ini")
    [week] = weeks(library.db, POINT)
    assert (week.sop_codes, week.from_on.isoformat()) == (("loan", "return"), TUESDAY)
    assert "Pekan diakhiri." in press(page("pekan-pengukuran"), "Batalkan")
    assert weeks(library.db, POINT) == []


def set_week(library: Library, clock: Clock) -> None:
    library.do("set_measurement_week", sop_codes=["loan", "return"], from_on=TUESDAY, until_on="2026-10-09")
    clock.forward(days=1)


def test_steps_of_a_span_are_listed_and_tapped_one_by_one(library: Library, clock: Clock) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    set_week(library, clock)
    back = library.do("take_back", copy_no="C1a")
    clock.forward(minutes=2)
    library.do("record_step", case_id=back["case_id"], step_position=6, started_at=clock() - timedelta(minutes=1))
    seen = case_of(library.db, POINT, back["case_id"])
    assert seen
    assert seen.measurement.is_measured
    assert {6, 7, 8} <= {one.unit.position for one in seen.tappable}
    assert [one.elapsed for one in seen.units if one.unit.position == 6] == [timedelta(minutes=1)]


def test_taps_above_the_desk_go_with_the_transaction(library: Library, clock: Clock) -> None:
    set_week(library, clock)
    assert [(sop.code, unit.position, command) for sop, unit, command in spans_to_tap(
        library.db, POINT, clock().date(), ("lend", "renew_loan")
    )] == [("loan", 6, "lend")]  # fmt: skip
    desk, began = CirculationDesk("sirkulasi", POINT), clock()
    desk.tap("lend", 6, began - timedelta(minutes=1))  # before the first scan: of nobody
    desk.tap("lend", 7, clock.forward(minutes=1))
    payload = desk.command("lend", "scan", clock.forward(minutes=1), began, member_no="A1", copy_nos=["C1a"])
    assert [moment["step_position"] for moment in payload["step_moments"]] == [7]
    library.db.execute(payload)
    rows = library.db.rows("SELECT step_position, started_at, finished_at FROM measured_steps ORDER BY step_position")
    assert [(row["step_position"], row["started_at"] is not None) for row in rows] == [(7, False), (8, True)]
    assert "step_moments" not in desk.command("lend", "again", clock(), began, member_no="A1", copy_nos=["C1a"])


def test_a_tap_of_an_earlier_step_begins_anew(clock: Clock) -> None:
    desk = CirculationDesk("sirkulasi", POINT)
    for position in (6, 7, 6):
        desk.tap("lend", position, clock())
    assert list(desk.taps) == [6]
    desk.tap("renew_loan", 5, MONDAY)
    assert list(desk.taps) == [5]


def test_the_taps_stand_above_the_desk_in_a_week_only(sign_in: SignIn, library: Library, clock: Clock) -> None:
    sign_in("sirkulasi")
    assert not [one for one in page("sirkulasi").button if (one.key or "").startswith("tap:")]
    set_week(library, clock)
    sign_in("sirkulasi")
    script = page("sirkulasi")
    assert [one.key for one in script.button if (one.key or "").startswith("tap:")] == ["tap:loan:6", "tap:loan:7"]


@pytest.fixture
def bags(library: Library, clock: Clock) -> Scanner:
    """A locker desk in a measurement week."""
    library.do("set_measurement_week", sop_codes=["locker"], from_on=TUESDAY, until_on="2026-10-09")
    clock.forward(days=1)
    return Scanner(library, LockerDesk("loket", POINT))


def steps(library: Library) -> list[tuple[int, bool]]:
    """(step, whether it is timed) of the spans taken apart."""
    rows = library.db.rows("SELECT step_position, started_at FROM measured_steps ORDER BY step_position, finished_at")
    return [(row["step_position"], row["started_at"] is not None) for row in rows]


def test_taps_of_a_refused_attempt_stand_for_the_next_one(bags: Scanner, library: Library, clock: Clock) -> None:
    bags("A1")
    for position in (1, 2):
        bags.desk.tap("deposit_bag", position, clock.forward(seconds=20))
    answer = bags("99")
    assert (answer.tone, answer.rule) == ("refused", "locker_exists")
    assert "Loker 99 tidak ada di sini" in answer.sentence
    assert sorted(bags.desk.taps) == [1, 2]
    assert bags("6").tone == "done"
    assert steps(library) == [(1, True), (2, True), (3, True)]
    assert bags.desk.taps == {}


def test_taps_of_a_visitor_who_was_given_up_are_of_nobody(bags: Scanner, library: Library, clock: Clock) -> None:
    bags("A1")
    bags.desk.tap("deposit_bag", 1, clock.forward(seconds=20))
    assert bags("99").tone == "refused"
    give_up(bags.desk)  # type: ignore[arg-type]
    assert bags.desk.taps == {}
    bags("A2")
    bags("6")
    assert steps(library) == []


def test_old_taps_need_a_beginning_that_was_seen(bags: Scanner, clock: Clock) -> None:
    bags("A1")
    bags.desk.tap("deposit_bag", 1, clock.forward(seconds=20))
    bags("99")
    assert "step_moments" not in bags.desk.command("deposit_bag", "later", clock.forward(minutes=5), None)


def test_a_bag_does_not_wait(sign_in: SignIn, library: Library, clock: Clock) -> None:
    bag = library.do("deposit_bag", locker_no="3", name="Ana")
    with pytest.raises(Refused) as refused:
        library.do("pause_step", case_id=bag["case_id"], reason_code="patron")
    assert refused.value.rule == "bag_does_not_wait"
    assert "mulai ulang" in refused.value.sentence()
    sign_in("loket")
    assert "Jeda" not in [tab.label for tab in opened(bag["case_id"]).tabs]
    clock.forward(minutes=1)
    library.do("return_bag", locker_no="3")
    with pytest.raises(Refused) as refused:
        library.do("pause_step", case_id=bag["case_id"], reason_code="patron")
    assert refused.value.rule == "case_is_open"
