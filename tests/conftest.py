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


@pytest.fixture(autouse=True)
def _indonesian() -> None:
    """A test that chose another language does not choose it for the next one."""
    use_language("id")
