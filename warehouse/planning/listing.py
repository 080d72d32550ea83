"""A plan as rows: planned stops first, then what was left out; the columns of its CSV wherever it is written."""

from __future__ import annotations

import csv
import io

from warehouse.planning.model import LeftOut, Plan, PlannedStop

COLUMNS = (
    "rank", "chosen", "planned_on", "vehicle", "visit_order", "arrive_at", "leave_at", "site_id", "site", "region_code",
    "score", "people", "days_since_served", "reason",
)  # fmt: skip


def rows_of(made: Plan) -> list[dict[str, object]]:
    """Planned stops in the order of their days, then what was left out, the greatest need first."""
    rest = sorted(made.left_out, key=lambda one: (-one.need.points, one.site.site_id))
    listed: list[PlannedStop | LeftOut] = [*made.stops, *rest]
    return [_row(rank, one) for rank, one in enumerate(listed, 1)]


def _row(rank: int, one: PlannedStop | LeftOut) -> dict[str, object]:
    when: dict[str, object] = {}
    if isinstance(one, PlannedStop):
        when = {
            "planned_on": one.planned_on.isoformat(), "vehicle": one.vehicle_no, "visit_order": one.order,
            "arrive_at": one.arrive_at.strftime("%H:%M"), "leave_at": one.leave_at.strftime("%H:%M"),
        }  # fmt: skip
    row = {
        "rank": rank, "chosen": isinstance(one, PlannedStop), **when, "site_id": one.site.site_id, "site": one.site.name,
        "region_code": one.site.region_code, "score": one.need.points, "people": one.site.people,
        "days_since_served": one.site.days_since_served, "reason": one.reason,
    }  # fmt: skip
    return {name: row.get(name) for name in COLUMNS}


def as_csv(made: Plan) -> str:
    """Under COLUMNS, one line a candidate."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows_of(made))
    return out.getvalue()
