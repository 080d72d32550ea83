"""Pauses, measurement weeks, trips called off: what they do to units, cases and rates, from raw facts to served marts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk

DAY = "2026-03-02"


def pause(desk: Desk, name: str, case: str, began: str, ended: str | None, unit: int | None = 6, **values: Any) -> None:
    desk.add(
        "step_pauses", f"{DAY} {began}", pause_id=uid(name), case_id=uid(case), sop_code="loan", unit_position=unit,
        reason_code="patron", **values,
    )  # fmt: skip
    if ended:
        desk.add("step_resumptions", f"{DAY} {ended}", pause_id=uid(name), case_id=uid(case))


def loan(desk: Desk, began: str = "08:10:00", ended: str = "08:20:00") -> None:
    desk.case("loan", "loan", f"{DAY} 08:10")
    desk.step("loan", "loan", 6, f"{DAY} {began}", f"{DAY} {ended}")


def test_a_pause_is_not_the_officers_time(desk: Desk) -> None:
    loan(desk)
    pause(desk, "p", "loan", "08:12:00", "08:17:00")
    desk.add("case_closings", f"{DAY} 08:30", case_id=uid("loan"))
    desk.refresh()
    step, case = desk.steps_of("loan")[6], desk.one_case("loan")
    assert (step["duration_s"], step["paused_s"], step["status"]) == (
        300,
        300,
        "on_time",
    )  # 10 minutes less 5: equal to 5
    assert (case["service_s"], case["waiting_s"], case["paused_s"]) == (300, 900, 300)  # 20 minutes in all
    figures = desk.step_figures("loan", 6)
    assert (figures["on_time"], figures["lost_minutes"], figures["paused_minutes"]) == (1, 0, 5)


def test_pauses_that_overlap_count_once_and_only_inside_the_step(desk: Desk) -> None:
    loan(desk)
    pause(desk, "before", "loan", "08:05:00", "08:11:00")  # one minute of it lies in the step
    pause(desk, "first", "loan", "08:12:00", "08:15:00")
    pause(desk, "second", "loan", "08:14:00", "08:16:00", unit=None)
    pause(desk, "other step", "loan", "08:16:00", "08:19:00", unit=2)
    desk.refresh()
    step = desk.steps_of("loan")[6]
    assert (step["duration_s"], step["paused_s"], step["status"]) == (300, 300, "on_time")


@pytest.mark.parametrize(("began", "ended"), [("08:12:00", None), ("08:12:00", "08:25:00"), ("08:09:00", "08:21:00")])
def test_a_pause_that_was_not_seen_to_end_before_the_step_leaves_it_untimed(
    desk: Desk, began: str, ended: str | None
) -> None:
    loan(desk)
    pause(desk, "p", "loan", began, ended)
    desk.refresh()
    step = desk.steps_of("loan")[6]
    assert (step["status"], step["duration_s"]) == ("untimed", None)
    assert desk.step_figures("loan", 6)["untimed"] == 1


def test_a_pause_that_covers_the_step_whole_leaves_it_untimed(desk: Desk) -> None:
    loan(desk)
    pause(desk, "p", "loan", "08:10:00", "08:20:00")
    desk.refresh()
    assert desk.steps_of("loan")[6]["status"] == "untimed"


def test_a_pause_after_the_step_or_of_another_case_changes_nothing(desk: Desk) -> None:
    loan(desk, ended="08:12:00")
    pause(desk, "after", "loan", "08:12:00", None)
    pause(desk, "elsewhere", "other", "08:10:30", None)
    desk.refresh()
    assert desk.steps_of("loan")[6]["duration_s"] == 120


def test_over_a_weekend_a_pause_and_the_days_off_are_left_out_once(desk: Desk) -> None:
    """SOP ANTER KOPER 3, one working day: Friday 10:00 to Tuesday 10:00, waiting from Sunday 12:00 to Monday 12:00."""
    desk.case("request", "anter_koper", "2026-02-27 09:00")
    desk.add("case_conditions", "2026-02-27 09:00", case_id=uid("request"), condition="approved")
    desk.step("request", "anter_koper", 3, "2026-02-27 10:00", "2026-03-03 10:00")
    desk.add(
        "step_pauses", "2026-03-01 12:00", pause_id=uid("p"), case_id=uid("request"), sop_code="anter_koper",
        unit_position=3, reason_code="authority",
    )  # fmt: skip
    desk.add("step_resumptions", "2026-03-02 12:00", pause_id=uid("p"), case_id=uid("request"))
    desk.refresh()
    step = desk.steps_of("request")[3]
    # 96 h in all; Saturday and Sunday 48 h, the rest of the pause on Monday 12 h
    assert (step["duration_s"], step["paused_s"]) == (36 * 3600, 24 * 3600)


# measurement weeks ------------------------------------------------------------------------------------------------------
def measured_loan(desk: Desk, *steps: tuple[int, str | None, str]) -> None:
    desk.case("loan", "loan", f"{DAY} 08:10")
    desk.add("measured_cases", f"{DAY} 08:10", case_id=uid("loan"), week_id=uid("week"))
    desk.step("loan", "loan", 6, f"{DAY} 08:10:00", f"{DAY} 08:15:00", role="circulation_staff")
    for position, began, ended in steps:
        desk.add(
            "measured_steps", f"{DAY} {ended}", measured_step_id=uid(f"step {position} {ended}"), case_id=uid("loan"),
            sop_code="loan", step_position=position, started_at=desk.moment(f"{DAY} {began}") if began else None,
            finished_at=desk.moment(f"{DAY} {ended}"),
        )  # fmt: skip


def test_in_a_measurement_week_each_step_of_a_span_is_judged_alone(desk: Desk) -> None:
    """Lending took 5 minutes: on time as one stretch (5 minutes), but the books took 2 of the 1 they may."""
    measured_loan(desk, (6, "08:10:00", "08:12:00"), (7, "08:12:00", "08:14:00"), (8, "08:14:00", "08:15:00"))
    desk.refresh()
    steps, case = desk.steps_of("loan"), desk.one_case("loan")
    assert {p: (s["status"], s["duration_s"], s["standard_s"]) for p, s in steps.items()} == {
        2: ("missing", None, 60), 6: ("on_time", 120, 120), 7: ("late", 120, 60), 8: ("on_time", 60, 120),
    }  # fmt: skip
    assert (case["is_measured"], case["late_steps"], case["expected_steps"]) == (True, 1, 4)


def test_a_step_that_nobody_tapped_is_recorded_not_timed(desk: Desk) -> None:
    measured_loan(desk, (6, "08:10:00", "08:12:00"))
    desk.refresh()
    assert {p: s["status"] for p, s in desk.steps_of("loan").items()} == {
        2: "missing", 6: "on_time", 7: "untimed", 8: "untimed",
    }  # fmt: skip


def test_measured_steps_stand_apart_from_the_figures_of_the_span(desk: Desk) -> None:
    measured_loan(desk, (6, "08:10:00", "08:12:00"), (7, "08:12:00", "08:14:00"), (8, "08:14:00", "08:15:00"))
    desk.case("ordinary", "loan", f"{DAY} 09:10")
    desk.step("ordinary", "loan", 6, f"{DAY} 09:10", f"{DAY} 09:14")
    desk.refresh()
    span = desk.step_figures("loan", 6)
    assert (span["expected"], span["on_time"], span["standard_s"]) == (1, 1, 300)
    assert desk.step_figures("loan", 7)["expected"] is None
    assert desk.step_figures("loan", 2)["expected"] == 2  # one step anyway: the same standard, the same row
    rows = desk.read("SELECT * FROM marts.rpt_sop_measured_steps WHERE grain = 'month' ORDER BY step_position")
    assert [(r["step_position"], r["standard_s"], r["expected"], r["on_time"], r["lost_minutes"]) for r in rows] == [
        (6, 120, 1, 1, 0), (7, 60, 1, 0, 1), (8, 120, 1, 1, 0),
    ]  # fmt: skip


def test_a_shared_act_stays_whole_in_a_measured_case(desk: Desk) -> None:
    """SOP loan renewal, steps 2–3 are the guest book: recorded once for the visit, by the guest book's own staff."""
    desk.visit("visit", f"{DAY} 08:03")
    desk.act("visit", "guest_book", f"{DAY} 08:00", f"{DAY} 08:03")
    desk.case("renewal", "loan_renewal", f"{DAY} 08:10", visit_id=uid("visit"))
    desk.add("measured_cases", f"{DAY} 08:10", case_id=uid("renewal"), week_id=uid("week"))
    desk.refresh()
    steps = desk.steps_of("renewal")
    assert steps[2]["standard_s"] == 360
    assert {5, 6, 7} <= set(steps)
    assert 3 not in steps


def test_a_receipt_is_due_after_its_own_step_in_a_measured_case(desk: Desk) -> None:
    desk.case("return", "return", f"{DAY} 08:00")
    desk.add("measured_cases", f"{DAY} 08:00", case_id=uid("return"), week_id=uid("week"))
    desk.add("case_conditions", f"{DAY} 08:00", case_id=uid("return"), condition="fine")
    desk.add(
        "measured_steps", f"{DAY} 08:05", measured_step_id=uid("s"), case_id=uid("return"), sop_code="return",
        step_position=6, finished_at=desk.moment(f"{DAY} 08:05"),
    )  # fmt: skip
    desk.refresh()
    first = desk.read("SELECT * FROM marts.rpt_documents")
    desk.step("return", "return", 6, f"{DAY} 08:04", f"{DAY} 08:09")
    desk.refresh()
    [row] = desk.read("SELECT * FROM marts.rpt_documents")
    assert [r["due_at"] for r in first] == [None] or not first
    assert row["due_at"] is not None


# known defects ----------------------------------------------------------------------------------------------------------
def trip(desk: Desk) -> None:
    desk.add("vehicles", f"{DAY} 07:00", vehicle_id=uid("car"), kind="car")
    desk.add(
        "trips", f"{DAY} 07:00", trip_id=uid("trip"), service="mobile_library", planned_on=DAY, vehicle_id=uid("car")
    )
    desk.case("outing", "mobile_library", f"{DAY} 07:30")
    desk.add("trip_cases", f"{DAY} 07:30", case_id=uid("outing"), trip_id=uid("trip"))
    desk.step("outing", "mobile_library", 1, f"{DAY} 07:30", f"{DAY} 07:31")


def test_a_trip_called_off_before_it_left_is_judged_by_what_was_done(desk: Desk) -> None:
    trip(desk)
    desk.refresh()
    assert desk.one_case("outing")["missing_steps"] > 5
    desk.add("trip_cancellations", f"{DAY} 08:00", trip_id=uid("trip"))
    desk.add("case_closings", f"{DAY} 08:00", case_id=uid("outing"), outcome="abandoned")
    desk.refresh()
    case = desk.one_case("outing")
    assert (case["expected_steps"], case["recorded_steps"], case["missing_steps"]) == (1, 1, 0)
    assert set(desk.steps_of("outing")) == {1}
    assert desk.step_figures("mobile_library", 2)["expected"] == 0
    assert desk.read("SELECT * FROM marts.rpt_documents") == []


def test_a_paper_is_found_in_a_year_without_any_step_event(desk: Desk) -> None:
    desk.case("drop", "school_drop", f"{DAY} 08:00")
    desk.add(
        "documents", f"{DAY} 09:00", document_id=uid("paper"), case_id=uid("drop"), document_kind="handover_ba",
        node="pusat", document_year=2026, serial=1, dated_on=DAY,
    )  # fmt: skip
    desk.refresh()
    [row] = desk.read("SELECT * FROM marts.rpt_documents")
    assert row["document_kind"] == "handover_ba"
