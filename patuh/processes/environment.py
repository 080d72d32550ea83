"""The environment in which our processes run: the project as working directory, an absolute home, no telemetry."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from warehouse.settings import Settings

PROJECT = Path(__file__).resolve().parents[2]

#: Switches in the environment by which libraries would report what people do, off. Streamlit reads its own from
#: `.streamlit/config.toml` alone, and Dagster's home says so once more.
TELEMETRY_OFF = {"DAGSTER_DISABLE_TELEMETRY": "yes", "GX_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}


def enter(settings: Settings) -> None:
    """Make this process, and those it starts, run in the project's folder on `settings.home`.

    Streamlit reads `.streamlit/config.toml` from the working directory; a relative PATUH_HOME would mean another
    folder there, so it is made absolute first.
    """
    os.environ.update(TELEMETRY_OFF)
    os.environ["PATUH_HOME"] = str(settings.home)
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)
    os.environ["PYTHONUNBUFFERED"] = "1"
    os.chdir(PROJECT)


def listen_to_interrupts() -> None:
    """Take SIGINT seriously even when a shell started us in the background with SIGINT ignored.

    Ignored signals are inherited: Dagster answers SIGTERM as it answers SIGINT, and would then answer neither.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
