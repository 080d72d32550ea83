"""Assembly only: what Dagster loads (`dagster … -m pipelines.definitions`), and `build` for tests with their own home."""

from __future__ import annotations

import dagster as dg

from pipelines.alerts.asset import alerts, alerts_job
from pipelines.alerts.sensors import due_alerts_sensor, failed_refresh_sensor
from pipelines.assets.marts import mart_assets
from pipelines.assets.months import ordered_month_asset
from pipelines.assets.plans import next_month
from pipelines.assets.raw import ingest
from pipelines.assets.serving import serving
from pipelines.checks import raw_expectations, serving_expectations
from pipelines.jobs import month_again_job, refresh_job
from pipelines.months import months
from pipelines.resources import Warehouse
from pipelines.schedules import nightly_schedules
from pipelines.sensors import new_batches_sensor
from warehouse.catalogue.load import load_catalogue
from warehouse.settings import Settings


def build(settings: Settings) -> dg.Definitions:
    """All definitions for the home of `settings`."""
    catalogue = load_catalogue(settings.catalogue_dir)
    return dg.Definitions(
        assets=[ordered_month_asset(months(settings, catalogue)), ingest, *mart_assets, next_month, serving, alerts],
        asset_checks=[raw_expectations, serving_expectations],
        jobs=[refresh_job, month_again_job, alerts_job],
        schedules=nightly_schedules(catalogue),
        sensors=[new_batches_sensor(settings), due_alerts_sensor(settings), failed_refresh_sensor(settings)],
        resources={"warehouse": Warehouse(home=str(settings.home))},
        executor=dg.in_process_executor,  # also for what a person starts from an asset's page
    )


@dg.definitions
def definitions() -> dg.Definitions:
    return build(Settings.load())
