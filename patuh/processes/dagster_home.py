"""Dagster's own folder in the home: its configuration is made here, its runs and schedules are kept there."""

from __future__ import annotations

from pathlib import Path

from warehouse.settings import Settings

CONFIGURATION = """\
# Made by Patuh when this file is missing; edit it as you need, it is not overwritten.
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    # The warehouse has one writer.
    max_concurrent_runs: 1
run_queue:
  dequeue_interval_seconds: 2
run_monitoring:
  enabled: true
  start_timeout_seconds: 180
  cancel_timeout_seconds: 60
  max_runtime_seconds: 7200
retention:
  schedule:
    purge_after_days: 30
  sensor:
    purge_after_days:
      skipped: 2
      failure: 30
      success: 30
"""


def prepare(settings: Settings) -> Path:
    """Make Dagster's home with its configuration; the path of the configuration."""
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    path = settings.dagster_home / "dagster.yaml"
    if not path.exists():
        path.write_text(CONFIGURATION, encoding="utf-8")
    return path
