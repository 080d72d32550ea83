"""A warehouse that cannot be opened: the administrator hears of it all the same, once a day."""

from __future__ import annotations

import pytest

from pipelines.alerts import after_refresh
from pipelines.alerts.after_refresh import after_failure
from tests.pipelines.alerts.conftest import Office
from tests.pipelines.alerts.servers import Webhook
from warehouse.lake.attach import warehouse_lock


def fail(office: Office) -> None:
    after_failure(office.settings, "run 1", "warehouse.duckdb cannot be opened", clock=lambda: office.now)


def test_a_broken_warehouse_is_told_once_a_day_until_it_opens_again(office: Office, webhook: Webhook) -> None:
    office.configure(channels={"administrator": [webhook.address()]})
    office.settings.make_home()
    office.settings.warehouse_db.write_bytes(b"no database")
    webhook.status = 500
    fail(office)
    webhook.status = 200
    for _twice in range(2):
        fail(office)
    assert len(webhook.received) == 2, "the first was not taken"
    assert "warehouse.duckdb cannot be opened" in webhook.received[1]["message"]
    office.later(days=1)
    fail(office)
    assert len(webhook.received) == 3
    office.settings.warehouse_db.unlink()
    fail(office)
    assert office.read("SELECT kind, sent_at IS NOT NULL FROM alerts.alerts") == [("run", True)]
    assert not list(office.home.glob("alerts-told*"))


def test_a_warehouse_that_somebody_holds_is_told_of_too(
    office: Office, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(after_refresh, "WAIT_S", 0.2)
    office.configure(channels={"administrator": [webhook.address()]})
    with warehouse_lock(office.settings, 0):
        fail(office)
    assert len(webhook.received) == 1
