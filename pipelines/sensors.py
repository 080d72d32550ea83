"""Starts a refresh when a new batch lies in the landing zone; at most one per interval, none while one is running."""

import dagster as dg
import orjson

from pipelines.jobs import refresh_job
from warehouse.lake.attach import is_busy
from warehouse.lake.served import news
from warehouse.settings import Settings

UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def new_batches_sensor(settings: Settings) -> dg.SensorDefinition:
    """The sensor of one home. A refresh that failed, or left a batch in quarantine, is not tried again until a newer batch
    arrives or the waiting one is put right.
    """

    @dg.sensor(
        name="new_batches",
        job=refresh_job,
        minimum_interval_seconds=settings.refresh_interval_s,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="A batch beyond what is served starts a refresh.",
    )
    def new_batches(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        waiting = news(settings)
        if not waiting:
            return dg.SkipReason("Nothing new in the landing zone.")
        asked = _asked(context.cursor)
        if all(asked.get(node) == how_far for node, how_far in waiting.items()):
            return dg.SkipReason("A refresh was already asked for these batches.")
        unfinished = dg.RunsFilter(job_name=refresh_job.name, statuses=UNFINISHED)
        if context.instance.get_run_records(unfinished, limit=1) or is_busy(settings):
            return dg.SkipReason("A refresh is running.")
        context.update_cursor(orjson.dumps(asked | waiting).decode())
        return dg.RunRequest(run_key=" ".join(f"{node}:{how_far}" for node, how_far in sorted(waiting.items())))

    return new_batches


def _asked(cursor: str | None) -> dict[str, str]:
    """Node → how far a refresh was asked for; nothing when the cursor was written by an older version."""
    try:
        return dict(orjson.loads(cursor or "{}"))
    except orjson.JSONDecodeError:
        return {}
