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
    "e2e/test_all_at_once.py", "e2e/test_dashboards.py", "e2e/test_dashboards_flows.py", "e2e/test_dashboards_road.py",
    "e2e/test_opac.py", "e2e/test_papers.py", "e2e/test_papers_road.py", "e2e/test_operations_cases.py",
    "expectations/test_suites.py", "patuh/test_nodes.py", "pipelines/test_killed.py", "pipelines/test_together.py",
    "pipelines/test_triggers.py", "pipelines/test_two_writers.py",
    "warehouse/lake/test_crash.py", "warehouse/marts/test_incremental.py", "warehouse/marts/test_late_rows.py",
    "warehouse/marts/test_money_any_order.py", "warehouse/operations/test_kill.py", "warehouse/records/test_wrong_input.py",
    "warehouse/search/test_any_text.py", "patuh/demo/test_run.py",
)  # fmt: skip
"""Laws over many examples, everything at once, the browser's second look at pages that AppTest has seen: `make test-long`
runs them too. `make test` stays within its twelve minutes on two cores."""
LONG_TESTS = (
    "test_the_general_room", "test_lockers_by_tapping_the_board",
    "test_a_kiosk_left_in_english_speaks_indonesian_again",
    "test_every_served_state_can_be_made_again_for_both_agencies",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.as_posix().endswith(LONG) or item.name in LONG_TESTS:
            item.add_marker(pytest.mark.long)


@pytest.fixture(autouse=True)
def _indonesian() -> None:
    """A test that chose another language does not choose it for the next one."""
    use_language("id")
