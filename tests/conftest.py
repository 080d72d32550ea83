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
    "patuh/demo/test_flows.py", "patuh/demo/test_road.py", "patuh/demo/test_run.py", "patuh/test_figures_commands.py",
    "patuh/processes/test_together.py", "patuh/test_nodes.py",
    "pipelines/alerts/test_dagster.py", "pipelines/alerts/test_mornings.py", "pipelines/test_check_history.py",
    "pipelines/test_killed.py",
    "pipelines/test_months.py", "pipelines/test_together.py", "pipelines/test_triggers.py", "pipelines/test_two_writers.py",
    "warehouse/lake/test_changed_catalogue.py", "warehouse/lake/test_crash.py", "warehouse/lake/test_two_nodes.py",
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
    "test_what_if_is_worked_out_on_request_only",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.as_posix().endswith(LONG) or item.name in LONG_TESTS:
            item.add_marker(pytest.mark.long)


@pytest.fixture(autouse=True)
def _indonesian() -> None:
    """A test that chose another language does not choose it for the next one."""
    use_language("id")
