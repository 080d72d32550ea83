"""landing → raw: one step takes in every waiting batch and reports the raw tables by the part of the work they tell of.

Parts, not single tables, are the assets: every asset and check of a run costs Dagster a handful of writes to its own
database, which on a small machine is more than taking in a day of rows.
"""

from collections.abc import Iterator

import dagster as dg

from pipelines.assets.months import ORDERED_MONTH
from pipelines.groups import LANDED
from pipelines.resources import Warehouse

PARTS: dict[str, tuple[str, ...]] = {
    "journal": ("journal",),
    "people": ("members", "staff"),
    "collection": ("titles", "copies", "copy_withdrawals"),
    "visits": ("visits", "visit_cancellations", "group_counts", "bag_deposits", "bag_returns"),
    "cases": ("cases", "case_conditions", "case_closings", "step_events", "case_exceptions"),
    "measurement": (
        "step_pauses", "step_resumptions", "measurement_weeks", "measurement_week_ends", "measured_cases", "measured_steps",
    ),
    "circulation": ("loans", "loan_renewals", "loan_returns"),
    "rooms": ("room_visits", "in_house_uses", "reshelvings"),
    "services": ("photocopies", "identity_holds", "identity_releases", "card_prints"),
    "survey": ("survey_answers",),
    "places": ("sites", "vehicles"),
    "trips": (
        "trips", "trip_crews", "trip_stops", "trip_cancellations", "trip_cases", "trip_starts", "trip_finishes",
        "outreach_visits", "outreach_uses", "copy_moves", "trip_proposals", "trip_proposal_stops", "trip_proposal_decisions",
    ),
    "papers": (
        "documents", "document_copies", "document_signatures", "document_voids", "service_requests", "request_decisions",
        "site_surveys",
    ),
    "money": ("charges", "payments", "payment_reversals", "waivers", "day_closings", "deposits", "deposit_lines"),
}  # fmt: skip
"""Part → raw tables; a test proves that no published table is left out."""

_PART_OF = {table: part for part, tables in PARTS.items() for table in tables}


def raw_key(part: str) -> dg.AssetKey:
    return dg.AssetKey(["raw", part])


def part_keys(tables: frozenset[str]) -> list[dg.AssetKey]:
    """The assets that hold these raw tables."""
    return [raw_key(part) for part in sorted({_PART_OF[table] for table in tables})]


@dg.multi_asset(
    name="ingest",
    specs=[
        dg.AssetSpec(
            raw_key(part),
            group_name=LANDED,
            deps=[ORDERED_MONTH] if part == "journal" else [],  # a month is ordered before anything is taken in
            description=f"Raw tables {', '.join(tables)}, of every node.",
            kinds={"duckdb"},
        )
        for part, tables in PARTS.items()
    ],
)
def ingest(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[dg.MaterializeResult]:
    """Batches in the landing zone → raw tables; a wrong batch is quarantined, other nodes go on."""
    done = warehouse.refresh.ingest()
    for fault in done.faults:
        context.log.error(f"Batch {fault.node}/{fault.batch} quarantined: {fault.reason} ({fault.detail})")
    for part, tables in PARTS.items():
        rows = {table: done.rows_by_table.get(table, 0) for table in tables}
        told: dict[str, int | str] = {"rows": sum(rows.values()), "batches": done.batches, **rows}
        if done.faults and part == "journal":
            told["quarantined"] = "\n".join(f"{f.node}/{f.batch}: {f.reason} ({f.detail})" for f in done.faults)
        yield dg.MaterializeResult(asset_key=raw_key(part), metadata=told)
