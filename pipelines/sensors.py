"""Starts a refresh when a new batch lies in the landing zone; at most one per interval, none while one is running."""

import dagster as dg

from pipelines.jobs import refresh_job
from warehouse.lake.attach import is_busy
from warehouse.lake.landing import newest_batches
from warehouse.lake.served import has_news
from warehouse.settings import Settings

UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def new_batches_sensor(settings: Settings) -> dg.SensorDefinition:
    """The sensor of one home. A refresh that failed is not tried again until a newer batch arrives."""

    @dg.sensor(
        name="new_batches",
        job=refresh_job,
        minimum_interval_seconds=settings.refresh_interval_s,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="A batch beyond what is served starts a refresh.",
    )
    def new_batches(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        if not has_news(settings):
            return dg.SkipReason("Nothing new in the landing zone.")
        newest = newest_batches(settings.landing)
        key = " ".join(f"{node}:{last_txid}" for node, last_txid in newest.items())
        if key == context.cursor:
            return dg.SkipReason("A refresh was already asked for these batches.")
        unfinished = dg.RunsFilter(job_name=refresh_job.name, statuses=UNFINISHED)
        if context.instance.get_run_records(unfinished, limit=1) or is_busy(settings):
            return dg.SkipReason("A refresh is running.")
        context.update_cursor(key)
        return dg.RunRequest(run_key=key)

    return new_batches
