"""Dagster's daemon, after a look at what the last one left: a run whose process is gone would hold the queue for ever.

One run at a time may write the warehouse, so a run that a power cut left as “started” is marked failed before the
daemon counts it; the next refresh makes good what it did not finish.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dagster import DagsterInstance, DagsterRunStatus, RunsFilter
from dagster._daemon.cli import main

UNFINISHED = [DagsterRunStatus.STARTING, DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]
PID_TAG = "patuh/pid"  # carried by runs that another process than Dagster's carries out, as `patuh refresh` does


def fail_orphaned_runs(instance: DagsterInstance) -> int:
    """Mark as failed every unfinished run that no living process carries out; their number."""
    orphans = [
        run
        for run in instance.get_runs(RunsFilter(statuses=UNFINISHED))
        if not _is_alive(run.tags.get(PID_TAG, ""))
    ]
    for run in orphans:
        instance.report_run_failed(run, "The process that carried out this run has ended.")
    return len(orphans)


def _is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, OSError):
        return False
    return True


def sweep_once(workspace: Path) -> None:
    """Look for orphans at the first start beside this workspace file.

    A daemon that is restarted finds the code server, and perhaps a run of it, alive.
    """
    swept = workspace.with_name("swept")
    if not swept.exists():
        with DagsterInstance.get() as instance:
            fail_orphaned_runs(instance)
        swept.touch()


if __name__ == "__main__":
    sweep_once(Path(sys.argv[sys.argv.index("-w") + 1]))
    main()
