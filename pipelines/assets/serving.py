"""marts → serving.duckdb: the file dashboards open, swapped in whole once every mart and its checks are done."""

import dagster as dg

from pipelines.assets.marts import mart_key
from pipelines.groups import SERVED
from pipelines.resources import Warehouse
from warehouse.marts.registry import MARTS

SERVING = dg.AssetKey("serving")


@dg.asset(
    key=SERVING,
    group_name=SERVED,
    deps=[mart_key(mart.name) for mart in MARTS],
    description="serving.duckdb: built beside, put in place with a rename; holds meta_refresh.",
    kinds={"duckdb"},
)
def serving(warehouse: Warehouse) -> dg.MaterializeResult:
    done = warehouse.refresh.swap()
    return dg.MaterializeResult(
        metadata={
            "swapped": done.swapped,
            "rows_written": done.rows,
            "from_scratch": done.from_scratch,
            "seconds": done.seconds,
        }
    )
