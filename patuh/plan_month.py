"""What `patuh plan` reads and writes: days of the month, locks by name, measured travel times; the plan as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from warehouse.catalogue.working_days import AgencyCalendar
from warehouse.errors import BadInput
from warehouse.i18n import N_
from warehouse.planning.model import LeftOut, Plan, PlannedStop, Site
from warehouse.planning.problem import Times
from warehouse.planning.travel import minutes_from_table

COLUMNS = (
    "rank", "chosen", "planned_on", "vehicle", "visit_order", "arrive_at", "leave_at", "site_id", "site", "region_code",
    "score", "people", "days_since_served", "reason",
)  # fmt: skip
OFFICE = "office"


def working_days(calendar: AgencyCalendar, first: date) -> list[date]:
    """The agency's working days of the month that begins on `first`."""
    days = [first + timedelta(days=offset) for offset in range(31)]
    return [day for day in days if day.month == first.month and calendar.is_working_day(day)]


def known(sites: Sequence[Site], names: Sequence[str]) -> list[str]:
    """Site ids of the names (or ids) given; BadInput naming the first that there is not."""
    ids = {site.name: site.site_id for site in sites} | {site.site_id: site.site_id for site in sites}
    for name in names:
        if name not in ids:
            raise BadInput("site_is_known", N_("There is no site {name} of this service."), field="must", name=name)
    return [ids[name] for name in names]


def measured_ways(sites: Sequence[Site], path: Path) -> Times:
    """Minutes from a CSV `from,to,minutes`; BadInput with the line that cannot be used."""
    table: dict[tuple[str, str], int] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                try:
                    table[row["from"].strip(), row["to"].strip()] = max(0, round(float(row["minutes"])))
                except (KeyError, ValueError, AttributeError, OverflowError):
                    raise BadInput(
                        "travel_times_are_readable",
                        N_("Line {line} is not `from,to,minutes`."),
                        field="travel_times",
                        line=line,
                    ) from None
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise BadInput(
            "travel_times_are_readable",
            N_("The travel times cannot be read: {reason}."),
            field="travel_times",
            reason=str(wrong),
        ) from None
    return minutes_from_table([OFFICE, *(site.name for site in sites)], table)


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
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows_of(made))
    return out.getvalue()


def as_json(made: Plan) -> str:
    whole = {
        "reached": made.reached, "bound": made.bound, "whole": made.whole, "is_optimal": made.is_optimal,
        "gap": round(made.gap, 6), "longest_unserved_first": made.rival,
        "curve": [{"more_visits": more, "share": round(share, 6)} for more, share in made.curve],
        "sites": rows_of(made),
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
