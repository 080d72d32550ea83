"""Channels that are down, refuse or come back: no alert is lost, none arrives twice, no secret is kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipelines.alerts.conftest import Office
from tests.pipelines.alerts.servers import free_port, Mailbox, smtp_server, Webhook
from warehouse.alerts.finding import failed_run

ROUND = """
import sys
from datetime import datetime
from pathlib import Path
from pipelines.alerts.after_refresh import between_refreshes
from warehouse.lake.attach import open_warehouse
from warehouse.settings import Settings
settings, now = Settings.load(home=Path(sys.argv[1])), datetime.fromisoformat(sys.argv[2])
with open_warehouse(settings) as connection:
    between_refreshes(connection, settings, clock=lambda: now)
"""


def administrators(office: Office, *addresses: str) -> None:
    office.configure(channels={"administrator": list(addresses)})


def outcomes(office: Office) -> list[tuple[str, int]]:
    return office.read("SELECT outcome, count(*) FROM alerts.outcomes GROUP BY 1 ORDER BY 1")


def test_a_mail_server_that_is_down_gets_the_alert_when_it_is_up_and_once(office: Office) -> None:
    box = Mailbox(free_port())
    administrators(office, box.address("admin@library.example"))
    office.damage()
    done = office.round()
    assert (done.opened, done.accepted, done.failed, done.waiting) == (1, 0, 1, 1)
    office.later(minutes=10)
    assert office.round().waiting == 1
    with smtp_server(box):
        office.later(minutes=10)
        assert office.round().accepted == 1
        assert office.round().accepted == 0
    assert len(box.mails) == 1
    assert outcomes(office) == [("accepted", 1), ("failed", 2)]
    [(sent_at,)] = office.read("SELECT sent_at FROM alerts.alerts")
    assert sent_at == office.now


def test_a_server_that_refuses_for_now_is_tried_again(office: Office, mailbox: Mailbox) -> None:
    administrators(office, mailbox.address("admin@library.example"))
    office.damage()
    mailbox.refuses = True
    assert office.round().failed == 1
    mailbox.refuses = False
    assert office.round().accepted == 1
    assert len(mailbox.mails) == 1


def test_of_two_channels_only_the_one_that_is_down_is_tried_again(
    office: Office, mailbox: Mailbox, webhook: Webhook
) -> None:
    administrators(office, mailbox.address("admin@library.example"), webhook.address())
    webhook.status = 503
    office.damage()
    done = office.round()
    assert (done.accepted, done.failed) == (1, 1)
    webhook.status = 200
    assert office.round().accepted == 1
    assert len(mailbox.mails) == 1
    assert [hook["title"] for hook in webhook.received] == [mailbox.mails[0]["Subject"]] * 2
    assert office.read("SELECT count(*) FROM alerts.events WHERE event = 'sent'") == [(1,)]


def test_two_alerts_at_once_are_one_message(office: Office, webhook: Webhook) -> None:
    administrators(office, webhook.address())
    office.damage("van-1")
    office.damage("van-2")
    assert office.round().opened == 2
    [told] = webhook.received
    assert told["title"] == "Patuh: 2 peringatan baru"
    assert told["message"].count("Satu kiriman data dari simpul") == 2
    office.damage("van-3")
    assert (office.round().opened, len(webhook.received)) == (1, 2)
    assert "van-3" in webhook.received[1]["message"]
    assert "van-1" not in webhook.received[1]["message"]


def test_what_was_mended_before_anybody_heard_of_it_is_not_told(office: Office) -> None:
    box = Mailbox(free_port())
    administrators(office, box.address("admin@library.example"))
    office.settings.make_home()
    office.take_in()
    assert office.round(failed_run("run 1", "disk full")).failed == 1
    assert office.round(refreshed=True).withdrawn == 1
    with smtp_server(box):
        assert office.round().accepted == 0
    assert box.mails == []
    assert office.read("SELECT event FROM alerts.events ORDER BY happened_at, event") == [("opened",), ("resolved",)]


def test_without_a_channel_alerts_wait_until_one_is_set(office: Office, webhook: Webhook) -> None:
    office.configure()
    office.damage()
    done = office.round()
    assert (done.opened, done.waiting, done.failed) == (1, 0, 0)
    office.configure(channels={"default": [webhook.address()]})
    assert office.round().accepted == 1
    assert office.round().accepted == 0


def test_a_channel_that_is_replaced_gives_its_alerts_to_the_new_one(office: Office, webhook: Webhook) -> None:
    administrators(office, f"json://127.0.0.1:{free_port()}/wrong")
    office.damage()
    assert office.round().failed == 1
    administrators(office, webhook.address())
    done = office.round()
    assert (done.withdrawn, done.accepted) == (1, 1)


def test_secrets_come_from_the_environment_and_stand_nowhere(
    office: Office, webhook: Webhook, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    administrators(office, f"json://patuh:${{HOOK_PASSWORD}}@127.0.0.1:{webhook.port}/${{HOOK_TOKEN}}")
    office.damage()
    done = office.round()
    assert done.faults == [f"{_channel(office)}: not set: HOOK_PASSWORD, HOOK_TOKEN"]
    assert webhook.received == []
    monkeypatch.setenv("HOOK_PASSWORD", "s3cret p@ss")
    monkeypatch.setenv("HOOK_TOKEN", "t0k3nt0k3n")
    webhook.status = 403
    [fault] = office.round().faults
    webhook.status = 200
    office.round()
    assert webhook.received[-1]["path"] == "/t0k3nt0k3n"
    told = fault + json.dumps(office.read("SELECT * FROM alerts.outcomes"), default=str) + "".join(capfd.readouterr())
    told += office.settings.model_dump_json()
    for secret in ("s3cret", "p@ss", "p%40ss", "t0k3n"):
        assert secret not in told, secret


def _channel(office: Office) -> str:
    [(channel,)] = office.read("SELECT DISTINCT channel FROM alerts.intents")
    return str(channel)


def a_round(office: Office) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", ROUND, str(office.home), office.now.isoformat()],
        cwd=Path(__file__).resolve().parents[3], env=os.environ | {"PYTHONPATH": "."},
    )  # fmt: skip


def test_killed_after_the_channel_took_it_the_same_message_comes_once_more_and_never_again(
    office: Office, webhook: Webhook
) -> None:
    """The only window in which a message can come twice: taken by the channel, its receipt not yet written."""
    administrators(office, webhook.address())
    office.damage()
    with a_round(office) as process:
        webhook.kills = process.pid
        assert process.wait(60) == -9
    webhook.kills = 0
    assert office.read("SELECT count(*) FROM alerts.intents") == [(1,)]
    assert outcomes(office) == []
    assert office.round().accepted == 1
    assert office.round().accepted == 0
    first, second = webhook.received
    assert first["message"] == second["message"], "its number says that it is the same one"
    assert outcomes(office) == [("accepted", 1)]


def test_an_alert_of_a_failed_run_stays_one_until_a_refresh_gets_through(office: Office, webhook: Webhook) -> None:
    administrators(office, webhook.address())
    office.take_in()
    assert office.round(failed_run("run 1", "The refresh failed in ingest: disk full")).opened == 1
    assert office.round(failed_run("run 2", "The refresh failed in ingest: disk full")).opened == 0
    assert office.round().resolved == 0, "between refreshes nobody knows better"
    assert office.round(refreshed=True).resolved == 1
    [told] = webhook.received
    assert told["title"] == "Patuh: Angka tidak dapat disegarkan."
    assert "disk full" in told["message"]
    assert "Administrator" in told["message"]
    assert office.round(failed_run("run 4", "again")).accepted == 1, "a new failure is a new alert"


def test_a_node_that_falls_silent_is_told_once_and_resolved_when_it_speaks(office: Office, webhook: Webhook) -> None:
    administrators(office, webhook.address())
    office.publish({"visits": [{"occurred_at": office.now, "visitor_type": "guest"}]}, node="van-1")
    office.take_in()
    office.later(days=7)
    assert office.round().opened == 0
    office.later(minutes=1)
    assert office.round().opened == 1
    assert "Simpul van-1 tidak mengirim data sejak 13 Mei 2026." in webhook.received[0]["message"]
    office.publish({"visits": [{"occurred_at": office.now, "visitor_type": "guest"}]}, node="van-1")
    office.take_in()
    assert office.round().resolved == 1
    office.later(days=8)
    office.configure(silent_nodes=["van-1"], channels={"administrator": [webhook.address()]})
    assert office.round().opened == 0
