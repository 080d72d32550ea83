"""Continuous integration, people and the Procfile run the same things."""

from __future__ import annotations

import os
from pathlib import Path

from patuh.processes.together import procfile

ROOT = Path(__file__).resolve().parents[2]


def test_ci_runs_make_test_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    commands = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert len(commands) == 1
    assert commands[0].endswith("exec make test")


def test_the_procfile_starts_the_three_processes() -> None:
    assert procfile() == {
        name: f".venv/bin/python -m patuh serve {name}" for name in ("operations", "dashboards", "dagster")
    }
