"""The jobs: everything from landing to serving in one process, since the warehouse has one writer.

`month_again` is the same work with a mark put first: one agency's month is stale because a person says so.
"""

from __future__ import annotations

import dagster as dg

from pipelines.assets.months import ORDERED_MONTH

_TAGS = {"patuh/warehouse": "writes"}

refresh_job = dg.define_asset_job(
    name="refresh",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets(ORDERED_MONTH),
    executor_def=dg.in_process_executor,
    description="Take in new batches, build the figures they change, check them, swap serving.duckdb.",
    tags=_TAGS,
)

month_again_job = dg.define_asset_job(
    name="month_again",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Compute one agency's month again in every mart, check it and serve it; the rest of a refresh goes with it.",
    tags=_TAGS,
)
