"""A person's order, from Dagster's page: compute this agency's month again, in every mart, whether it is stale or not."""

from datetime import date

import dagster as dg

from pipelines.groups import BY_HAND
from pipelines.months import AGENCY, MONTH
from pipelines.resources import Warehouse

ORDERED_MONTH = dg.AssetKey("ordered_month")


def ordered_month_asset(months: dg.MultiPartitionsDefinition) -> dg.AssetsDefinition:
    """The asset whose partitions are the months; its job computes and serves what it marks."""

    @dg.asset(
        key=ORDERED_MONTH,
        group_name=BY_HAND,
        partitions_def=months,
        description=(
            "Marks one agency's month as stale. The job `month_again` then computes its slices in every mart, judges and"
            " serves them; other months stay as they are. Made alone, the mark waits for the next refresh."
        ),
        kinds={"duckdb"},
    )
    def ordered_month(context: dg.AssetExecutionContext, warehouse: Warehouse) -> dg.MaterializeResult:
        chosen = months.get_partition_key_from_str(context.partition_key).keys_by_dimension
        agency, month = chosen[AGENCY], chosen[MONTH]
        warehouse.refresh.order_again(agency, date.fromisoformat(f"{month}-01"))
        return dg.MaterializeResult(metadata={"agency": agency, "month": month})

    return ordered_month
