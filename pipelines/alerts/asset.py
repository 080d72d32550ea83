"""Alerts in Dagster: the last step of every refresh, and a job of its own between refreshes."""

from __future__ import annotations

import dagster as dg

from pipelines.alerts.after_refresh import after_success, between_refreshes
from pipelines.alerts.round import Done
from pipelines.assets.serving import SERVING
from pipelines.groups import WATCH
from pipelines.resources import Warehouse

ALERTS = dg.AssetKey("alerts")


@dg.asset(
    key=ALERTS,
    group_name=WATCH,
    deps=[SERVING],
    description="Findings → alerts, and messages to the roles that must see to them. Never fails a refresh.",
    kinds={"duckdb"},
)
def alerts(warehouse: Warehouse) -> dg.MaterializeResult:
    run = warehouse.refresh
    if run.swapped is None:  # this step alone: no refresh got through in this run
        return dg.MaterializeResult(metadata=_told(between_refreshes(run.connection, run.settings)))
    return dg.MaterializeResult(metadata=_told(after_success(run.connection, run.settings)))


def _told(done: Done | None) -> dict[str, dg.MetadataValue]:
    if done is None:
        return {"failed": dg.MetadataValue.text("The round of alerts itself failed; see logs/.")}
    numbers = {
        "standing": done.standing, "opened": done.opened, "resolved": done.resolved, "messages_accepted": done.accepted,
        "messages_failed": done.failed, "messages_waiting": done.waiting,
    }  # fmt: skip
    told: dict[str, dg.MetadataValue] = {name: dg.MetadataValue.int(value) for name, value in numbers.items()}
    if done.faults:
        told["faults"] = dg.MetadataValue.text("; ".join(done.faults))
    return told


alerts_job = dg.define_asset_job(
    name="send_alerts",
    selection=dg.AssetSelection.assets(ALERTS),
    executor_def=dg.in_process_executor,
    description="Send what waits or has become due since the last refresh: retries, reminders, escalations, digests.",
    tags={"patuh/warehouse": "writes"},
)
