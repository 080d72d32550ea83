"""Alerts as part of the refresh job, and between refreshes: fire, skip, repeat, and a refresh that fails."""

from __future__ import annotations

import shutil
from datetime import timedelta

import dagster as dg
import duckdb
import pytest

from pipelines.alerts.asset import alerts_job
from pipelines.alerts.sensors import due_alerts_sensor, failed_refresh_sensor
from pipelines.definitions import build
from pipelines.jobs import refresh_job
from pipelines.run import RefreshFailed, run_refresh
from tests.pipelines.alerts.conftest import finished_trip, later_record, Office
from tests.pipelines.alerts.servers import free_port, Mailbox, Webhook
from warehouse.clock import utc_now
from warehouse.lake.attach import warehouse_lock
from warehouse.settings import Settings


def served(settings: Settings) -> list[tuple[str, str, bool, bool]]:
    """(kind, role, was sent, is resolved) of rpt_alerts."""
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        return serving.execute(
            "SELECT kind, role, sent_at IS NOT NULL, resolved_at IS NOT NULL FROM marts.rpt_alerts ORDER BY ALL"
        ).fetchall()


def test_patuh_refresh_sends_what_it_finds_and_serves_it_as_sent_and_the_next_one_changes_no_byte(
    office: Office, mailbox: Mailbox
) -> None:
    office.configure(channels={"school_drop_officer": [mailbox.address("ltps@library.example")]})
    office.publish(finished_trip())
    office.publish(later_record(office.now))
    settings = office.settings
    report = run_refresh(settings)
    assert report.swapped
    assert "alerts" in [step.step for step in report.steps]
    assert [mail["Subject"] for mail in mailbox.mails] == ["Patuh: 3 peringatan baru"]
    papers = [row for row in served(settings) if row[0] == "document"]
    assert papers == [("document", "school_drop_officer", True, False)] * 3
    before = settings.serving_db.read_bytes()
    assert not run_refresh(settings).swapped
    assert settings.serving_db.read_bytes() == before
    assert len(mailbox.mails) == 1


def test_a_refresh_that_fails_is_told_to_the_administrator_once_and_leaves_what_is_served(
    office: Office, webhook: Webhook
) -> None:
    office.configure(channels={"administrator": [webhook.address()]})
    settings = office.settings
    run_refresh(settings)
    before, heard = settings.serving_db.read_bytes(), len(webhook.received)
    office.publish(later_record(office.now))
    in_the_way = settings.home / "serving.building.duckdb"
    in_the_way.mkdir()
    for _twice in range(2):
        with pytest.raises(RefreshFailed):
            run_refresh(settings)
    told = [hook for hook in webhook.received[heard:] if hook["title"] == "Patuh: Angka tidak dapat disegarkan."]
    assert len(told) == 1
    assert "serving" in told[0]["message"]
    assert settings.serving_db.read_bytes() == before
    shutil.rmtree(in_the_way)
    assert run_refresh(settings).swapped
    assert ("run", "administrator", True, True) in served(settings)


def test_a_run_that_failed_in_dagster_is_told_too(office: Office, webhook: Webhook) -> None:
    office.configure(channels={"administrator": [webhook.address()]})
    settings = office.settings
    settings.make_home()
    (settings.home / "serving.building.duckdb").mkdir()
    with dg.DagsterInstance.ephemeral() as instance:
        definitions = build(settings)
        job = definitions.resolve_job_def(refresh_job.name)
        result = job.execute_in_process(instance=instance, raise_on_error=False)
        assert not result.success
        context = dg.build_run_status_sensor_context(
            sensor_name="failed_refresh",
            dagster_instance=instance,
            dagster_run=result.dagster_run,
            dagster_event=result.get_run_failure_event(),
        ).for_run_failure()
        sensor = failed_refresh_sensor(settings)
        for _twice in range(2):
            sensor(context)
    told = [hook for hook in webhook.received if "tidak dapat disegarkan" in hook["title"]]
    assert len(told) == 1
    assert result.run_id in told[0]["message"]
    assert "serving.building.duckdb" in told[0]["message"]


def asked(office: Office, instance: dg.DagsterInstance) -> str:
    """What the sensor says: "fire", or why it skips."""
    answer = due_alerts_sensor(office.settings)(dg.build_sensor_context(instance=instance))
    return "fire" if isinstance(answer, dg.RunRequest) else str(getattr(answer, "skip_message", answer))


def test_the_sensor_fires_for_what_waits_pauses_after_a_failure_and_skips_otherwise(
    office: Office, webhook: Webhook
) -> None:
    instance = dg.DagsterInstance.ephemeral()
    office.configure()
    assert asked(office, instance) == "No channel is set."
    office.configure(channels={"administrator": [f"json://127.0.0.1:{free_port()}/down"]})
    assert asked(office, instance) == "Nothing is due."
    office.now = utc_now() - timedelta(minutes=30)
    office.damage()
    office.round()
    assert asked(office, instance) == "fire", "half an hour after the first failure"
    office.now = utc_now()
    office.round()
    assert asked(office, instance) == "Nothing is due.", "the pause after a failure"
    office.configure(channels={"administrator": [webhook.address()]})
    with warehouse_lock(office.settings, 0):
        assert "refresh is running" in asked(office, instance)
    job = build(office.settings).resolve_job_def(alerts_job.name)
    run = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
    assert asked(office, instance) == "A round is running."
    instance.report_run_canceled(run)
    assert asked(office, instance) == "fire", "the channel was replaced"
    assert job.execute_in_process(instance=instance).success
    assert len(webhook.received) == 1
    assert asked(office, instance) == "Nothing is due."


def test_a_round_that_breaks_never_fails_the_refresh(office: Office) -> None:
    office.configure(channels={"administrator": ["nonsense://x"]})
    office.publish(later_record(office.now))
    settings = office.settings
    office.take_in()
    office.read("ALTER TABLE alerts.messages RENAME COLUMN title TO heading")
    assert run_refresh(settings).swapped
