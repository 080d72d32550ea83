"""What every test relies on: no settings of the machine leak in, and nothing reports to the network."""

from __future__ import annotations

import os

import pytest

from patuh.processes.environment import TELEMETRY_OFF
from warehouse.i18n import use_language

for _name in [name for name in os.environ if name.startswith(("PATUH_", "STREAMLIT_", "DAGSTER_"))]:
    if _name != "PATUH_CHROMIUM":
        del os.environ[_name]
os.environ.update(TELEMETRY_OFF)
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"


LONG = (
    "dashboards/test_access_pages.py", "dashboards/reports/test_as_of.py", "dashboards/test_quality_page.py",
    "e2e/test_access.py",
    "e2e/test_accessibility.py", "e2e/test_all_at_once.py", "e2e/test_anter_koper.py", "e2e/test_circulation_rooms.py",
    "e2e/test_dashboards.py",
    "e2e/test_dashboards_flows.py", "e2e/test_dashboards_process.py",
    "e2e/test_dashboards_road.py", "e2e/test_membership_photocopy.py", "e2e/test_opac.py", "e2e/test_operations_cases.py",
    "e2e/test_papers.py", "e2e/test_papers_road.py", "e2e/test_reports.py", "e2e/test_run_sheet.py", "e2e/test_survey.py",
    "expectations/test_suites.py",
    "patuh/demo/test_flows.py", "patuh/demo/test_money.py", "patuh/demo/test_road.py", "patuh/demo/test_run.py",
    "patuh/test_figures_commands.py",
    "patuh/processes/test_together.py", "patuh/test_nodes.py",
    "pipelines/alerts/test_dagster.py", "pipelines/alerts/test_mornings.py", "pipelines/test_check_history.py",
    "pipelines/test_killed.py",
    "pipelines/test_months.py", "pipelines/test_together.py", "pipelines/test_triggers.py", "pipelines/test_two_writers.py",
    "warehouse/lake/test_as_of.py", "warehouse/lake/test_changed_catalogue.py", "warehouse/lake/test_crash.py",
    "warehouse/lake/test_two_nodes.py",
    "warehouse/marts/oracle/test_compliance_rates.py",
    "warehouse/marts/oracle/test_outreach_coverage.py", "warehouse/marts/test_incremental.py",
    "warehouse/marts/test_late_rows.py", "warehouse/marts/test_money_any_order.py", "warehouse/marts/test_next_locations.py",
    "warehouse/marts/test_pauses_and_weeks.py", "warehouse/marts/test_portions.py", "warehouse/operations/test_kill.py",
    "warehouse/records/test_wrong_input.py", "warehouse/search/test_any_text.py",
)  # fmt: skip
"""Laws over many examples, crashes, everything at once, the browser's second look at pages that AppTest has seen:
`make test-long` runs them too. `make test` stays within its twelve minutes on two cores."""
LONG_TESTS = (
    "test_the_kiosk_greets_and_forgets[size1]", "test_the_kiosk_asks_a_visitor_who_comes_again[laptop]",
    "test_the_kiosk_asks_a_visitor_who_comes_again[phone]", "test_lockers_by_tapping_the_board",
    "test_a_kiosk_left_in_english_speaks_indonesian_again", "test_an_inspection_is_two_taps_on_the_board",
    "test_a_group_is_counted_by_class_and_a_sum_too_large_is_seen_at_once", "test_the_clock_turns_amber_and_red",
    "test_what_if_is_worked_out_on_request_only", "test_an_empty_home_gets_figures_too",
    "test_a_batch_with_an_unknown_code_waits_and_the_other_nodes_are_served",
    "test_a_warning_is_told_and_does_not_stop_the_figures", "test_a_recorded_refresh_stands_in_dagsters_history",
    "test_a_batch_published_anew_takes_the_place_of_the_spoilt_one_and_of_those_behind_it",
    "test_a_clock_that_is_a_little_ahead_is_no_future", "test_a_batch_of_the_future_goes_in_when_its_time_has_come",
    "test_of_two_channels_only_the_one_that_is_down_is_tried_again",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.as_posix().endswith(LONG) or item.name in LONG_TESTS or "[batch by batch" in item.name:
            item.add_marker(pytest.mark.long)


@pytest.fixture(autouse=True)
def _indonesian() -> None:
    """A test that chose another language does not choose it for the next one."""
    use_language("id")
