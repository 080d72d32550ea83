"""A refresh every night after local midnight, once per time zone that an agency lives in."""

import dagster as dg

from pipelines.jobs import refresh_job
from warehouse.catalogue.model import Catalogue

AT = "20 0 * * *"
NOT_BEGUN = [dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED]


def nightly_schedules(catalogue: Catalogue) -> list[dg.ScheduleDefinition]:
    """The day that has just ended is closed for the agencies of each zone."""
    zones = sorted({agency.timezone for agency in catalogue.agencies.values()})
    return [_nightly(zone) for zone in zones]


def _nightly(zone: str) -> dg.ScheduleDefinition:
    @dg.schedule(
        name=f"nightly_{zone.lower().replace('/', '_').replace('-', '_')}",
        job=refresh_job,
        cron_schedule=AT,
        execution_timezone=zone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=f"Every night at 00:20 in {zone}, unless a refresh is about to begin.",
    )
    def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        about_to_begin = dg.RunsFilter(job_name=refresh_job.name, statuses=NOT_BEGUN)
        if context.instance.get_run_records(about_to_begin, limit=1):
            return dg.SkipReason("A refresh waits to begin; it takes in all that lies there.")
        return dg.RunRequest(run_key=f"{zone} {context.scheduled_execution_time:%Y-%m-%d}")

    return nightly
