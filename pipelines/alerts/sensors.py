"""What happens between refreshes: a failed one is told to the administrator, and what has become due is sent."""

from __future__ import annotations

import dagster as dg

from pipelines.alerts.after_refresh import after_failure, is_due
from pipelines.alerts.asset import alerts_job
from pipelines.causes import root_sentence
from pipelines.jobs import month_again_job, refresh_job
from warehouse.errors import HomeError
from warehouse.lake.attach import is_busy
from warehouse.settings import Settings

_UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def failed_refresh_sensor(settings: Settings) -> dg.SensorDefinition:
    """A refresh that failed, whoever started it, becomes an alert of the administrator."""

    @dg.run_failure_sensor(
        name="failed_refresh",
        monitored_jobs=[refresh_job, month_again_job],
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="A failed refresh is told to the administrator, once until one gets through.",
    )
    def failed_refresh(context: dg.RunFailureSensorContext) -> None:
        causes = [
            root_sentence(getattr(e.event_specific_data, "error", None)) for e in context.get_step_failure_events()
        ]
        told = next((cause for cause in causes if cause), None) or context.failure_event.message or "?"
        after_failure(Settings.load(home=settings.home), context.dagster_run.run_id, told.strip().splitlines()[0])

    return failed_refresh


def due_alerts_sensor(settings: Settings) -> dg.SensorDefinition:
    """Retries, reminders, escalations and the morning digest do not wait for a new record."""

    @dg.sensor(
        name="due_alerts",
        job=alerts_job,
        minimum_interval_seconds=settings.refresh_interval_s,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="An alert that waits for a channel, or a reminder, escalation or digest that is due, starts a round.",
    )
    def due_alerts(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        now_set = Settings.load(home=settings.home)  # channels may have been set since Dagster was started
        if not now_set.alerts.has_channels:
            return dg.SkipReason("No channel is set.")
        if is_busy(settings):
            return dg.SkipReason("A refresh is running; it sends what is due.")
        unfinished = dg.RunsFilter(job_name=alerts_job.name, statuses=_UNFINISHED)
        if context.instance.get_run_records(unfinished, limit=1):
            return dg.SkipReason("A round is running.")
        try:
            return dg.RunRequest() if is_due(now_set) else dg.SkipReason("Nothing is due.")
        except HomeError as wrong:
            return dg.SkipReason(wrong.sentence())

    return due_alerts
