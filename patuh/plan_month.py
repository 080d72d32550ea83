"""What `patuh plan` reads and writes: days of the month, locks by name, measured travel times; the plan as CSV and JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from warehouse.errors import BadInput
from warehouse.i18n import N_
from warehouse.planning.listing import rows_of
from warehouse.planning.model import Plan, Site
from warehouse.planning.problem import Times
from warehouse.planning.travel import minutes_from_table

OFFICE = "office"


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


def as_json(made: Plan) -> str:
    whole = {
        "reached": made.reached, "bound": made.bound, "whole": made.whole, "is_optimal": made.is_optimal,
        "gap": round(made.gap, 6), "longest_unserved_first": made.rival,
        "curve": [{"more_visits": more, "share": round(share, 6)} for more, share in made.curve],
        "sites": rows_of(made),
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
