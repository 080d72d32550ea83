"""SOP-time compliance, sentence by sentence of the definitions; each test's title is the rule it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk

DAY = "2026-03-02"  # a Monday, worked in both agencies


def whole_loan(desk: Desk, name: str = "loan", visit: str = "visit", *, lend_s: int = 120) -> None:
    """A loan without a bag, everything recorded and on time."""
    desk.visit(visit, f"{DAY} 08:03")
    desk.act(visit, "guest_book", f"{DAY} 08:02", f"{DAY} 08:03")
    desk.case(name, "loan", f"{DAY} 08:10", visit_id=uid(visit))
    desk.step(name, "loan", 6, f"{DAY} 08:10:00", f"{DAY} 08:{10 + lend_s // 60}:{lend_s % 60:02d}")
    desk.add("case_closings", f"{DAY} 08:20", case_id=uid(name), outcome="done")


def test_a_case_is_compliant_when_every_expected_unit_is_recorded_and_on_time(desk: Desk) -> None:
    whole_loan(desk)
    desk.refresh()
    case = desk.one_case("loan")
    assert case["compliant"]
    assert case["expected_steps"] == case["recorded_steps"] == 2  # guest book and lending; no bag
    assert case["service_s"] == 60 + 120
    assert case["waiting_s"] == 10 * 60 - 120  # the guest book came before the case opened


@pytest.mark.parametrize(("lend_s", "on_time"), [(299, True), (300, True), (301, False)])
def test_equal_to_the_standard_is_on_time(desk: Desk, lend_s: int, on_time: bool) -> None:
    whole_loan(desk, lend_s=lend_s)
    desk.refresh()
    figures = desk.step_figures("loan", 6)
    assert (figures["expected"], figures["timed"], figures["on_time"]) == (1, 1, int(on_time))
    assert figures["standard_s"] == 300  # the span 6–8 against the sum of its standards
    assert figures["lost_minutes"] == pytest.approx(max(0, lend_s - 300) / 60)
    assert desk.one_case("loan")["compliant"] is on_time
    assert desk.one_case("loan")["late_steps"] == int(not on_time)


def test_a_unit_without_event_is_missing_and_not_compliant(desk: Desk) -> None:
    desk.case("loan", "loan", f"{DAY} 08:10")
    desk.step("loan", "loan", 6, f"{DAY} 08:10", f"{DAY} 08:12")
    desk.refresh()
    assert desk.one_case("loan")["missing_steps"] == 1  # the guest book
    figures = desk.step_figures("loan", 2)
    assert (figures["expected"], figures["recorded"], figures["timed"]) == (1, 0, 0)
    assert (figures["recording_rate"], figures["on_time_rate"], figures["compliance_rate"]) == (0, None, 0)


def test_an_event_without_an_end_is_not_recorded(desk: Desk) -> None:
    desk.case("loan", "loan", f"{DAY} 08:10")
    desk.step("loan", "loan", 6, f"{DAY} 08:10", None)
    desk.refresh()
    assert desk.steps_of("loan")[6]["status"] == "missing"


@pytest.mark.parametrize("started", [None, f"{DAY} 08:12"])
def test_without_a_beginning_or_with_the_beginning_as_its_end_a_unit_is_recorded_not_timed(
    desk: Desk, started: str | None
) -> None:
    desk.case("loan", "loan", f"{DAY} 08:10")
    desk.step("loan", "loan", 6, started, f"{DAY} 08:12")
    desk.refresh()
    assert desk.steps_of("loan")[6]["status"] == "untimed"
    figures = desk.step_figures("loan", 6)
    assert (figures["recorded"], figures["timed"], figures["on_time"]) == (1, 0, 0)
    assert (figures["recording_rate"], figures["on_time_rate"], figures["compliance_rate"]) == (1, None, 0)
    assert not desk.one_case("loan")["compliant"]


def test_the_first_finished_event_judges_and_the_others_are_repeated(desk: Desk) -> None:
    whole_loan(desk, lend_s=301)
    desk.step("loan", "loan", 6, f"{DAY} 08:15", f"{DAY} 08:16")
    desk.step("loan", "loan", 6, f"{DAY} 08:09", None)
    desk.refresh()
    case = desk.one_case("loan")
    assert (case["late_steps"], case["repeated_steps"]) == (1, 1)
    assert desk.steps_of("loan")[6]["duration_s"] == 301


def test_repeating_a_step_does_not_by_itself_break_compliance(desk: Desk) -> None:
    whole_loan(desk)
    desk.step("loan", "loan", 6, f"{DAY} 08:15", f"{DAY} 08:16")
    desk.refresh()
    assert desk.one_case("loan")["compliant"]
    assert desk.one_case("loan")["repeated_steps"] == 1


def test_out_of_order_means_started_before_the_start_of_an_earlier_expected_unit(desk: Desk) -> None:
    desk.visit("visit", f"{DAY} 08:13")
    desk.act("visit", "guest_book", f"{DAY} 08:12", f"{DAY} 08:13")
    desk.case("loan", "loan", f"{DAY} 08:10", visit_id=uid("visit"))
    desk.step("loan", "loan", 6, f"{DAY} 08:10", f"{DAY} 08:14")
    desk.refresh()
    assert desk.one_case("loan")["out_of_order_steps"] == 1
    assert desk.steps_of("loan")[6]["is_out_of_order"]
    assert not desk.steps_of("loan")[2]["is_out_of_order"]
    assert not desk.one_case("loan")["compliant"]


def test_a_missing_unit_puts_no_other_out_of_order(desk: Desk) -> None:
    desk.case("loan", "loan", f"{DAY} 08:10")
    desk.step("loan", "loan", 6, f"{DAY} 08:10", f"{DAY} 08:12")
    desk.refresh()
    assert desk.one_case("loan")["out_of_order_steps"] == 0


def test_a_branch_not_taken_is_not_expected(desk: Desk) -> None:
    desk.case("return", "return", f"{DAY} 08:10")
    desk.case("late return", "return", f"{DAY} 09:10")
    desk.add("case_conditions", f"{DAY} 09:11", case_id=uid("late return"), condition="fine")
    desk.refresh()
    assert 6 not in desk.steps_of("return")
    assert desk.steps_of("late return")[6]["status"] == "missing"
    assert desk.step_figures("return", 6)["expected"] == 1
    assert desk.step_figures("return", 5)["expected"] == 2


def test_one_act_recorded_once_is_judged_by_every_sop_whose_case_contains_it(desk: Desk) -> None:
    """Leaving a bag took 110 s: within the 7 minutes of the locker SOP and the 2 of a return, over the 1 of a loan."""
    desk.bag("bag", f"{DAY} 08:00")
    desk.step("bag", "locker", 1, f"{DAY} 08:00:00", f"{DAY} 08:01:50", act="bag_deposit")
    desk.visit("visit", f"{DAY} 08:03", bag_case_id=uid("bag"))
    for sop in ("loan", "return"):
        desk.case(sop, sop, f"{DAY} 08:10", visit_id=uid("visit"))
    desk.refresh()
    assert desk.steps_of("bag")[1]["status"] == "on_time"
    assert desk.steps_of("return")[1]["status"] == "on_time"
    assert desk.steps_of("loan")[1]["status"] == "late"
    assert [desk.step_figures(sop, 1)["standard_s"] for sop in ("locker", "return", "loan")] == [420, 120, 60]


def test_without_a_bag_the_bag_steps_are_not_expected(desk: Desk) -> None:
    desk.case("loan", "loan", f"{DAY} 08:10")
    desk.refresh()
    assert set(desk.steps_of("loan")) == {2, 6}


def test_of_several_bags_the_latest_left_before_the_case_counts_and_nothing_is_repeated(desk: Desk) -> None:
    desk.visit("visit", f"{DAY} 08:03")
    for name, when, took_s in (("first", "08:00", 10), ("second", "09:00", 20), ("third", "11:00", 30)):
        desk.bag(name, f"{DAY} {when}", visit_id=uid("visit"))
        desk.step(name, "locker", 1, f"{DAY} {when}:00", f"{DAY} {when}:{took_s}", act="bag_deposit")
    desk.case("loan", "loan", f"{DAY} 10:00", visit_id=uid("visit"))
    desk.case("early", "loan", f"{DAY} 07:00", visit_id=uid("visit"))
    desk.refresh()
    assert desk.steps_of("loan")[1]["duration_s"] == 20
    assert desk.one_case("loan")["repeated_steps"] == 0
    assert desk.steps_of("early")[1]["duration_s"] == 10  # none before it opened: the earliest


def test_a_backfilled_step_counts_and_is_told_apart(desk: Desk) -> None:
    desk.case("loan", "loan", f"{DAY} 08:10")
    desk.step("loan", "loan", 6, f"{DAY} 08:10", f"{DAY} 08:12", captured="backfilled")
    desk.refresh()
    figures = desk.step_figures("loan", 6)
    assert (figures["recorded"], figures["backfilled"], figures["on_time"]) == (1, 1, 1)


def test_steps_of_a_span_point_to_their_unit_and_unobserved_steps_have_no_figures(desk: Desk) -> None:
    desk.case("loan", "loan", f"{DAY} 08:10")
    desk.refresh()
    later = desk.step_figures("loan", 7)
    assert (later["unit_position"], later["expected"], later["compliance_rate"]) == (6, None, None)
    assert later["standard_s"] == 60  # its own, as printed
    unseen = desk.step_figures("loan", 3)
    assert (unseen["unit_position"], unseen["expected"]) == (None, None)
    rows = desk.read("SELECT count(*) AS n FROM marts.rpt_sop_step_compliance WHERE sop_code = 'loan' GROUP BY grain")
    assert [row["n"] for row in rows] == [9, 9, 9]


def test_adjusted_steps_never_enter_a_rate_and_their_durations_are_shown(desk: Desk) -> None:
    desk.case("trip", "mobile_library", f"{DAY} 07:00")
    desk.refresh()
    adjusted = desk.read(
        "SELECT DISTINCT unit_position FROM marts.rpt_sop_steps WHERE sop_code = 'mobile_library'"
        " AND unit_position = step_position AND unit_standard_s IS NULL AND condition IS NULL ORDER BY 1"
    )[0]["unit_position"]
    desk.step("trip", "mobile_library", adjusted, f"{DAY} 09:00", f"{DAY} 11:00", captured="tap")
    desk.refresh()
    figures = desk.step_figures("mobile_library", adjusted)
    assert (figures["recorded"], figures["timed"], figures["compliance_rate"]) == (1, 0, None)
    assert figures["median_s"] == 7200
    assert desk.steps_of("trip")[adjusted]["status"] == "recorded"


@pytest.mark.parametrize(
    ("started", "finished", "on_time"),
    [
        ("2026-03-06 10:00", "2026-03-09 10:00", True),  # Friday to Monday
        ("2026-03-06 10:00", "2026-03-09 10:00:01", False),
        ("2026-03-07 11:00", "2026-03-10 00:00", True),  # begun on a Saturday, counted from Monday 00:00
        ("2026-03-07 11:00", "2026-03-10 00:00:01", False),
        ("2026-03-17 10:00", "2026-03-25 10:00", True),  # Nyepi and Idul Fitri with their leave in between
    ],
)
def test_one_hari_is_24_hours_of_working_days(desk: Desk, started: str, finished: str, on_time: bool) -> None:
    """ANTER KOPER, step 3a: the survey takes one day."""
    desk.case("request", "anter_koper", started)
    [unit] = {row["unit_position"] for row in _working_time_units(desk)}
    desk.step("request", "anter_koper", unit, started, finished, captured="tap")
    desk.add("case_conditions", started, case_id=uid("request"), condition="approved")
    desk.add("case_conditions", started, case_id=uid("request"), condition="monthly_schedule")
    desk.refresh()
    assert desk.steps_of("request")[unit]["standard_s"] == 86_400
    assert desk.steps_of("request")[unit]["status"] == ("on_time" if on_time else "late")


def _working_time_units(desk: Desk) -> list[dict[str, int]]:
    from warehouse.catalogue.load import load_catalogue

    sop = load_catalogue().sop("anter_koper", 1)
    return [{"unit_position": unit.position} for unit in sop.units if unit.working_time]


def test_an_accepted_exception_no_longer_counts_for_the_case_and_stays_in_the_rates(desk: Desk) -> None:
    whole_loan(desk, lend_s=400)
    desk.add("case_exceptions", f"{DAY} 09:00", case_id=uid("loan"), unit_position=6, deviation="late")
    desk.refresh()
    assert desk.one_case("loan")["compliant"]
    assert desk.one_case("loan")["late_steps"] == 0
    assert desk.steps_of("loan")[6]["is_accepted"]
    assert desk.step_figures("loan", 6)["on_time"] == 0


def test_an_exception_for_one_unit_excuses_no_other(desk: Desk) -> None:
    whole_loan(desk, lend_s=400)
    desk.add("case_exceptions", f"{DAY} 09:00", case_id=uid("loan"), unit_position=2, deviation="late")
    desk.add("case_exceptions", f"{DAY} 09:00", case_id=uid("loan"), unit_position=6, deviation="missing")
    desk.refresh()
    assert not desk.one_case("loan")["compliant"]


def test_an_open_case_counts(desk: Desk) -> None:
    desk.case("loan", "loan", f"{DAY} 08:10")
    desk.refresh()
    assert desk.one_case("loan")["waiting_s"] is None
    assert desk.step_figures("loan", 6)["expected"] == 1


def test_a_unit_belongs_to_the_local_day_on_which_its_case_opened(desk: Desk) -> None:
    """16:30 UTC on 31 March is 1 April in NTT (+8) and still 31 March in Jawa Tengah (+7, 23:30)."""
    desk.case("ntt", "loan", "2026-04-01 00:30")
    desk.step("ntt", "loan", 6, "2026-04-01 00:30", "2026-04-01 00:31")
    desk.agency = "JATENG"
    desk.case("jateng", "loan", "2026-03-31 23:30")
    desk.step("jateng", "loan", 6, "2026-04-01 00:01", "2026-04-01 00:02")
    desk.refresh()
    rows = desk.read(
        "SELECT agency, period_start, expected, recorded FROM marts.rpt_sop_step_compliance"
        " WHERE grain = 'day' AND step_position = 6 ORDER BY 1"
    )
    assert [(row["agency"], f"{row['period_start']}", row["expected"], row["recorded"]) for row in rows] == [
        ("JATENG", "2026-03-31", 1, 1),
        ("NTT", "2026-04-01", 1, 1),
    ]


def test_a_case_is_judged_by_the_version_in_force_when_it_opened(desk: Desk, tmp_path: Path) -> None:
    shipped = Path("warehouse/catalogue/sops/loan.yaml")
    text = (Path(__file__).parents[3] / shipped).read_text("utf-8")
    second = text.replace("version: 1", "version: 2", 1).replace(
        "effective_from: null", "effective_from: 2026-03-10", 1
    )
    assert second != text
    folder = desk.settings.catalogue_dir / "sops"
    desk.case("before", "loan", "2026-03-09 23:59")
    desk.case("after", "loan", "2026-03-10 00:00")
    desk.refresh()
    assert {desk.one_case(name)["sop_version"] for name in ("before", "after")} == {1}
    folder.mkdir(parents=True)
    (folder / "loan-v2.yaml").write_text(second, "utf-8")
    desk.refresh()  # nothing new landed: the catalogue alone asks for it
    assert (desk.one_case("before")["sop_version"], desk.one_case("after")["sop_version"]) == (1, 2)
    assert (
        desk.step_figures("loan", 6, "month", 1)["expected"]
        == desk.step_figures("loan", 6, "month", 2)["expected"]
        == 1
    )


def test_a_receipt_is_missing_when_its_deadline_has_passed_and_no_payment_stands(desk: Desk) -> None:
    """Paid on Friday: due by the end of the next working day, Monday."""
    desk.case("return", "return", "2026-03-06 09:00")
    desk.add("case_conditions", "2026-03-06 09:01", case_id=uid("return"), condition="fine")
    desk.step("return", "return", 6, "2026-03-06 09:01", "2026-03-06 09:02")
    desk.refresh()
    assert desk.one_case("return")["missing_documents"] == 0
    desk.visit("monday", "2026-03-09 23:59:59")
    desk.refresh()
    assert desk.one_case("return")["missing_documents"] == 0
    desk.visit("tuesday", "2026-03-10 00:00:01")  # the last record of the agency is now past the deadline
    desk.refresh()
    assert desk.one_case("return")["missing_documents"] == 1
    desk.add("charges", "2026-03-10 08:00", charge_id=uid("charge"), case_id=uid("return"), revenue_kind="late_fine")
    desk.add(
        "payments", "2026-03-10 08:00", payment_id=uid("payment"), charge_id=uid("charge"), revenue_kind="late_fine"
    )
    desk.refresh()
    assert desk.one_case("return")["missing_documents"] == 0
    desk.add(
        "payment_reversals", "2026-03-11 08:00", payment_id=uid("payment"), charge_id=uid("charge"),
        revenue_kind="late_fine",
    )  # fmt: skip
    desk.refresh()
    assert desk.one_case("return")["missing_documents"] == 1
    desk.add("case_exceptions", "2026-03-12 08:00", case_id=uid("return"), deviation="document")
    desk.refresh()
    assert desk.one_case("return")["missing_documents"] == 0


def test_unknown_activities_and_sops_enter_no_figure(desk: Desk) -> None:
    whole_loan(desk)
    desk.step("loan", "loan", 99, f"{DAY} 08:10", f"{DAY} 08:11")
    desk.case("strange", "no_such_sop", f"{DAY} 08:10")
    desk.refresh()
    assert desk.one_case("loan")["compliant"]
    assert desk.read("SELECT * FROM marts.rpt_sop_cases WHERE sop_code = 'no_such_sop'") == []


def test_median_and_p90_are_interpolated_linearly(desk: Desk) -> None:
    for number, took_s in enumerate((10, 20, 40, 60)):
        desk.case(f"loan {number}", "loan", f"{DAY} 08:10")
        desk.step(
            f"loan {number}",
            "loan",
            6,
            f"{DAY} 08:10:00",
            f"{DAY} 08:10:{took_s}" if took_s < 60 else f"{DAY} 08:11:00",
        )
    desk.refresh()
    figures = desk.step_figures("loan", 6)
    assert figures["median_s"] == pytest.approx(30)
    assert figures["p90_s"] == pytest.approx(54)  # between 40 and 60: 0.9 · 3 = 2.7
