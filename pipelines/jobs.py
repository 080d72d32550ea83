"""The one job: everything from landing to serving, in one process, since the warehouse has one writer."""

from __future__ import annotations

import dagster as dg

refresh_job = dg.define_asset_job(
    name="refresh",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Take in new batches, build the figures they change, check them, swap serving.duckdb.",
    tags={"patuh/warehouse": "writes"},
)
