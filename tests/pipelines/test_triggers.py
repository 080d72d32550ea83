"""The sensor and the schedules: they fire, they skip, they do not fire twice for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from pipelines.jobs import refresh_job
from pipelines.schedules import nightly_schedules
from pipelines.sensors import new_batches_sensor
from tests.landing import at, Landing
from warehouse.catalogue.load import load_catalogue
from warehouse.lake.attach import open_warehouse, warehouse_lock
from warehouse.lake.refresh import refresh
from warehouse.settings import Settings

VISIT = {"visitor_type": "guest", "occurred_at": at("2026-03-02 08:00+08:00")}
Asked = dg.RunRequest | dg.SkipReason


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """An instance with files of its own, as a schedule needs it."""
    folder = tmp_path / "dagster"
    folder.mkdir()
    with dg.DagsterInstance.local_temp(str(folder)) as instance:
        yield instance


def evaluate(settings: Settings, instance: dg.DagsterInstance, cursor: str | None = None) -> tuple[Asked, str | None]:
    context = dg.build_sensor_context(instance=instance, cursor=cursor)
    answer = new_batches_sensor(settings)(context)
    assert isinstance(answer, dg.RunRequest | dg.SkipReason)
    return answer, context.cursor


@pytest.fixture
def instance() -> dg.DagsterInstance:
    return dg.DagsterInstance.ephemeral()


def test_the_sensor_skips_when_nothing_landed(settings: Settings, instance: dg.DagsterInstance) -> None:
    answer, _cursor = evaluate(settings, instance)
    assert isinstance(answer, dg.SkipReason)


def test_the_sensor_fires_for_a_new_batch_and_once_only(settings: Settings, instance: dg.DagsterInstance) -> None:
    landing = Landing(settings.landing)
    landing.publish({"visits": [VISIT]})
    asked, cursor = evaluate(settings, instance)
    assert isinstance(asked, dg.RunRequest)
    assert asked.run_key
    assert asked.run_key.startswith("pusat:1@")
    again, cursor = evaluate(settings, instance, cursor)
    assert isinstance(again, dg.SkipReason)
    landing.publish({"visits": [VISIT]})
    Landing(settings.landing, "van-1").publish({"visits": [VISIT]})
    newer, _cursor = evaluate(settings, instance, cursor)
    assert isinstance(newer, dg.RunRequest)
    assert newer.run_key
    assert [told.partition("@")[0] for told in newer.run_key.split()] == ["pusat:2", "van-1:1"]


def test_the_sensor_fires_again_when_a_batch_in_quarantine_was_put_right(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    landing = Landing(settings.landing)
    folder = landing.publish({"visits": [VISIT]})
    Landing(settings.landing, "van-1").publish({"visits": [VISIT]})
    whole = (folder / "visits.parquet").read_bytes()
    (folder / "visits.parquet").write_bytes(b"spoilt")
    asked, cursor = evaluate(settings, instance)
    assert isinstance(asked, dg.RunRequest)
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "leaves it in quarantine")
    asked, cursor = evaluate(settings, instance, cursor)
    assert isinstance(asked, dg.SkipReason)
    (folder / "visits.parquet").write_bytes(whole)
    asked, cursor = evaluate(settings, instance, cursor)
    assert isinstance(asked, dg.RunRequest)
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "takes it in")
    asked, _cursor = evaluate(settings, instance, cursor)
    assert isinstance(asked, dg.SkipReason)


def test_the_sensor_skips_what_is_already_served(settings: Settings, instance: dg.DagsterInstance) -> None:
    Landing(settings.landing).publish({"visits": [VISIT]})
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "by hand")
    answer, _cursor = evaluate(settings, instance)
    assert isinstance(answer, dg.SkipReason)


def test_the_sensor_ignores_a_folder_without_manifest(settings: Settings, instance: dg.DagsterInstance) -> None:
    folder: Path = Landing(settings.landing).publish({"visits": [VISIT]})
    (folder / "manifest.json").unlink()
    answer, _cursor = evaluate(settings, instance)
    assert isinstance(answer, dg.SkipReason)


def test_the_sensor_waits_while_a_refresh_runs_and_fires_afterwards(
    settings: Settings, instance: dg.DagsterInstance, definitions: dg.Definitions
) -> None:
    Landing(settings.landing).publish({"visits": [VISIT]})
    with warehouse_lock(settings, 0):
        answer, cursor = evaluate(settings, instance)
        assert isinstance(answer, dg.SkipReason)
    job = definitions.resolve_job_def(refresh_job.name)
    run = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
    answer, cursor = evaluate(settings, instance, cursor)
    assert isinstance(answer, dg.SkipReason)
    instance.report_run_canceled(run)
    answer, _cursor = evaluate(settings, instance, cursor)
    assert isinstance(answer, dg.RunRequest)


def test_the_sensor_is_on_and_keeps_the_interval_of_the_settings(settings: Settings) -> None:
    sensor = new_batches_sensor(settings)
    assert sensor.minimum_interval_seconds == settings.refresh_interval_s
    assert sensor.default_status == dg.DefaultSensorStatus.RUNNING


def test_one_night_run_per_time_zone_each_at_its_own_midnight(kept: dg.DagsterInstance) -> None:
    schedules = {schedule.name: schedule for schedule in nightly_schedules(load_catalogue())}
    assert set(schedules) == {"nightly_asia_makassar", "nightly_asia_jakarta"}
    for zone, schedule in (
        ("Asia/Makassar", schedules["nightly_asia_makassar"]),
        ("Asia/Jakarta", schedules["nightly_asia_jakarta"]),
    ):
        assert schedule.execution_timezone == zone
        assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
        night = datetime(2026, 3, 3, 0, 20, tzinfo=ZoneInfo(zone))
        for _twice in range(2):  # the same night asks for the same run; Dagster runs a key once
            context = dg.build_schedule_context(instance=kept, scheduled_execution_time=night)
            answer = schedule.evaluate_tick(context)
            assert [request.run_key for request in answer.run_requests or []] == [f"{zone} 2026-03-03"]


def test_the_night_run_skips_while_a_refresh_waits_to_begin_and_not_while_one_runs(
    kept: dg.DagsterInstance, definitions: dg.Definitions
) -> None:
    schedule = nightly_schedules(load_catalogue())[0]
    night = datetime(2026, 3, 3, 0, 20, tzinfo=ZoneInfo("Asia/Jakarta"))
    context = dg.build_schedule_context(instance=kept, scheduled_execution_time=night)
    job = definitions.resolve_job_def(refresh_job.name)
    run = kept.create_run_for_job(job, status=dg.DagsterRunStatus.NOT_STARTED)
    assert not schedule.evaluate_tick(context).run_requests
    kept.report_run_canceled(run)
    running = kept.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
    assert len(schedule.evaluate_tick(context).run_requests or []) == 1
    kept.report_run_canceled(running)
    next_night = dg.build_schedule_context(
        instance=kept, scheduled_execution_time=datetime(2026, 3, 4, 0, 20, tzinfo=ZoneInfo("Asia/Jakarta"))
    )
    [asked] = schedule.evaluate_tick(next_night).run_requests or []
    assert asked.run_key == "Asia/Jakarta 2026-03-04"
