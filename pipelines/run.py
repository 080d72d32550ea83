"""Carries out the refresh job in this process, as `patuh refresh` does; the same job the sensor and schedules start."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from expectations.judge import load_engine
from pipelines.alerts.after_refresh import after_failure
from pipelines.causes import root_sentence
from pipelines.definitions import build
from pipelines.jobs import refresh_job
from warehouse.errors import PatuhError
from warehouse.i18n import N_
from warehouse.lake.attach import warehouse_lock
from warehouse.lake.served import has_news
from warehouse.settings import Settings

PID_TAG = "patuh/pid"
WAIT_S = 120.0
"""How long a refresh waits for one that is running."""


class RefreshFailed(PatuhError):
    """A step of the refresh failed; the next refresh makes it good."""


@dataclass(frozen=True, slots=True)
class StepReport:
    """One step: what it wrote and how long it took; `findings` are expectations that do not hold."""

    step: str
    rows: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class RunReport:
    """`started_s`: what loading the job and Great Expectations took, before any work.

    `quarantined`: batches that could not be taken in, with what is wrong; `findings`: expectations that do not hold.
    """

    started_s: float
    steps: list[StepReport]
    findings: list[str]
    quarantined: list[str]
    swapped: bool


def run_refresh(settings: Settings, *, full: bool = False, history: Path | None = None) -> RunReport:
    """Run the job; RefreshFailed with one sentence when a step or a critical expectation fails.

    `history`: a folder with dagster.yaml in which Dagster keeps the run, so that its pages show it. Without it nothing is
    kept, which saves Dagster's own writing.
    """
    begun = time.perf_counter()
    job = build(settings).resolve_job_def(refresh_job.name)
    if full or has_news(settings):
        load_engine()
    started_s = time.perf_counter() - begun
    with warehouse_lock(settings, WAIT_S):
        pass  # whoever cannot have the warehouse is told so in its own sentence, not as a failed step
    kept = dg.DagsterInstance.from_config(str(history)) if history else dg.DagsterInstance.ephemeral()
    with kept as instance:
        result = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            tags={PID_TAG: str(os.getpid())},
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                "resources": {"warehouse": {"config": {"home": str(settings.home), "full": full, "wait_s": WAIT_S}}},
            },
        )
    findings = _findings(result)
    if not result.success:
        failure = _failure(result, findings)
        after_failure(settings, result.run_id, failure.sentence())
        raise failure
    serving = result.asset_materializations_for_node("serving")
    swapped = bool(serving and serving[0].metadata["swapped"].value)
    return RunReport(started_s, _steps(result), findings, _quarantined(result), swapped)


def _steps(result: dg.ExecuteInProcessResult) -> list[StepReport]:
    reports = []
    for event in result.all_events:
        if event.event_type == dg.DagsterEventType.STEP_SUCCESS and event.step_key:
            seconds = event.step_success_data.duration_ms / 1000
            reports.append(StepReport(event.step_key.split("__")[-1], _rows(result, event.step_key), seconds))
    return reports


def _rows(result: dg.ExecuteInProcessResult, step: str) -> int | None:
    """Rows a step wrote; None for a step that only looks."""
    counts = [
        int(made.metadata[name].value)  # type: ignore[arg-type]
        for made in result.asset_materializations_for_node(step)
        for name in ("rows", "rows_written")
        if name in made.metadata
    ]
    return sum(counts) if counts else None


def _quarantined(result: dg.ExecuteInProcessResult) -> list[str]:
    return [
        line
        for made in result.asset_materializations_for_node("ingest")
        if "quarantined" in made.metadata
        for line in str(made.metadata["quarantined"].value).splitlines()
    ]


def _findings(result: dg.ExecuteInProcessResult) -> list[str]:
    """`table expectation: sentence (count)` of every expectation that does not hold."""
    found = []
    for evaluation in result.get_asset_check_evaluations():
        for name, value in evaluation.metadata.items():
            if isinstance(value, dg.JsonMetadataValue) and isinstance(value.data, dict):
                found.append(f"{name}: {value.data['sentence']} ({value.data['violations']})")
    return found


def _failure(result: dg.ExecuteInProcessResult, findings: list[str]) -> PatuhError:
    checks = result.get_asset_check_evaluations()
    if any(not check.passed and check.severity == dg.AssetCheckSeverity.ERROR for check in checks):
        return RefreshFailed(
            N_("Nothing was served, because records are not as they must be: {finding}"), finding="; ".join(findings)
        )
    for event in result.all_events:
        if event.is_failure and event.event_specific_data is not None:
            error = getattr(event.event_specific_data, "error", None)
            cause = root_sentence(error)
            if cause:
                step = event.step_key or refresh_job.name
                return RefreshFailed(N_("The refresh failed in {step}: {reason}"), step=step, reason=cause)
    return RefreshFailed(N_("The refresh failed."))
