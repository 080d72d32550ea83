"""Streamlit, Dagster and Great Expectations tell nobody what a library does."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

from patuh.processes.dagster_home import prepare
from patuh.processes.environment import TELEMETRY_OFF
from warehouse.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def answer_of(program: str, **environment: str) -> str:
    """What a fresh Python prints, in the environment our processes run in."""
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return ran.stdout.strip().splitlines()[-1]


def test_streamlit_gathers_no_usage_stats() -> None:
    program = "from streamlit import config; print(config.get_option('browser.gatherUsageStats'))"
    assert answer_of(program) == "False"
    assert tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["browser"]["gatherUsageStats"] is False


def test_dagster_sends_nothing(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path)
    assert yaml.safe_load(prepare(settings).read_text())["telemetry"] == {"enabled": False}
    program = (
        "from dagster import DagsterInstance\n"
        "instance = DagsterInstance.get()\n"
        "print(instance.telemetry_enabled, instance.nux_enabled)"
    )
    assert answer_of(program, DAGSTER_HOME=str(settings.dagster_home)) == "False False"


def test_great_expectations_sends_nothing() -> None:
    """The release we lock has no reporting client left; one that brings it back would need a package for it."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert [client for client in ("posthog", "mixpanel", "segment", "sentry-sdk") if f"\n{client}==" in lock] == []
    assert TELEMETRY_OFF["GX_ANALYTICS_ENABLED"] == "false"
