"""A run whose process is gone must not hold the queue of one for ever."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from patuh.processes.dagster_daemon import fail_orphaned_runs, PID_TAG, sweep_once
from patuh.processes.dagster_home import prepare
from warehouse.settings import Settings


@dg.job
def nothing() -> None:
    """A job without steps; only its runs' states matter here."""


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    settings = Settings.load(home=tmp_path)
    prepare(settings)
    monkeypatch.setenv("DAGSTER_HOME", str(settings.dagster_home))
    with dg.DagsterInstance.get() as instance:
        yield instance


def run_in(instance: dg.DagsterInstance, status: dg.DagsterRunStatus, **tags: str) -> str:
    return instance.create_run_for_job(nothing, status=status, tags={PID_TAG: tags["pid"]} if tags else {}).run_id


def status_of(instance: dg.DagsterInstance, run_id: str) -> dg.DagsterRunStatus:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status


def pid_of_the_dead() -> str:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return str(process.pid)


def test_what_nobody_carries_out_any_more_is_marked_failed(instance: dg.DagsterInstance) -> None:
    cut_off = run_in(instance, dg.DagsterRunStatus.STARTED)
    killed = run_in(instance, dg.DagsterRunStatus.STARTED, pid=pid_of_the_dead())
    alive = run_in(instance, dg.DagsterRunStatus.STARTED, pid=str(os.getpid()))
    waiting = run_in(instance, dg.DagsterRunStatus.NOT_STARTED)
    done = run_in(instance, dg.DagsterRunStatus.SUCCESS)
    assert fail_orphaned_runs(instance) == 2
    assert [status_of(instance, run) for run in (cut_off, killed)] == [dg.DagsterRunStatus.FAILURE] * 2
    assert status_of(instance, alive) == dg.DagsterRunStatus.STARTED
    assert status_of(instance, waiting) == dg.DagsterRunStatus.NOT_STARTED
    assert status_of(instance, done) == dg.DagsterRunStatus.SUCCESS


def test_a_restarted_daemon_leaves_the_runs_of_the_living_code_server_alone(
    instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    workspace = tmp_path / "workspace.yaml"
    sweep_once(workspace)
    running = run_in(instance, dg.DagsterRunStatus.STARTED)
    sweep_once(workspace)
    assert status_of(instance, running) == dg.DagsterRunStatus.STARTED
