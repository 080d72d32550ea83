"""marts → plan of the next month: after the marts it is made from, before the one that serves it."""

import dagster as dg

from pipelines.resources import Warehouse
from warehouse.lake.plan_next import READS

PLANS = dg.AssetKey(["plans", "next_month"])


@dg.asset(
    key=PLANS,
    group_name="outreach",
    deps=[dg.AssetKey(["marts", name]) for name in READS],
    description="Where ANTER KOPER, MPK and LTPS go next month; worked out again only when its inputs changed.",
    kinds={"python"},
)
def next_month(warehouse: Warehouse) -> dg.MaterializeResult:
    done = warehouse.refresh.plan()
    if done is None:
        return dg.MaterializeResult(metadata={"unchanged": True})
    return dg.MaterializeResult(metadata={"plans": done.plans, "worked_out": done.made, "locations": done.rows})
