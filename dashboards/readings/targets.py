"""What the agencies want to reach beside what was reached: one row per agency and figure that has a target.

Targets are the agency's, so the figures are those of the whole agency, whatever service point is picked. Shares are
shares of the period's sums; site coverage is that of the calendar month (or year) the period ends in.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings import documents, outreach
from dashboards.readings.rates import ratio
from dashboards.readings.reader import Reader

FIGURES = (
    "compliance_rate", "recording_rate", "complete_rate", "site_coverage", "visits_per_open_day", "loans_per_open_day",
)  # fmt: skip
SHARES = FIGURES[:4]
COLUMNS = ["agency", "agency_name", "figure", "part", "whole", "actual", "target", "is_met", "short", "is_example"]


def targets(reader: Reader, selection: Selection, places: Places, compared: pd.DataFrame) -> pd.DataFrame:
    """`compared`: the rows of `comparison`; those of agencies carry what targets need. Ordered by agency and figure."""
    papers = _papers(reader, selection)
    sites = _sites(reader, selection)
    rows: list[dict[str, Any]] = []
    for agency in selection.agencies:
        wanted = places.targets_on(agency, selection.period.last)
        found = compared[compared["is_agency"] & (compared["agency"] == agency)]
        if wanted is None or found.empty:
            continue
        sums = {str(name): value for name, value in found.iloc[0].items()}
        open_days = places.open_days(agency, selection.period)
        reached = {
            "compliance_rate": (sums["on_time"], sums["fixed_expected"]),
            "recording_rate": (sums["recorded"], sums["expected"]),
            "complete_rate": papers.get(agency, (0, 0)),
            "site_coverage": sites.get(agency, (0, 0)),
            "visits_per_open_day": (sums["visits"], open_days),
            "loans_per_open_day": (0 if pd.isna(sums["loans"]) else sums["loans"], open_days),
        }
        rows += [
            _row(agency, places, figure, reached[figure], wanted.least[figure], wanted.example)
            for figure in FIGURES
            if figure in wanted.least and reached[figure][1]
        ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(
    agency: str, places: Places, figure: str, reached: tuple[Any, Any], least: float, is_example: bool
) -> dict[str, Any]:
    part, whole = int(reached[0]), int(reached[1])
    actual = ratio(part, whole) or 0.0
    return {
        "agency": agency, "agency_name": places.agency_name(agency), "figure": figure, "part": part, "whole": whole,
        "actual": actual, "target": least, "is_met": actual >= least, "short": max(0.0, 1 - actual / least),
        "is_example": is_example,
    }  # fmt: skip


def _papers(reader: Reader, selection: Selection) -> dict[str, tuple[int, int]]:
    if not reader.has(documents.MART):
        return {}
    found = reader.frame("papers_complete", selection)
    return {str(row["agency"]): (int(row["complete"]), int(row["required"])) for row in found.to_dict("records")}


def _sites(reader: Reader, selection: Selection) -> dict[str, tuple[int, int]]:
    if not reader.has(outreach.MART):
        return {}
    found = reader.frame("outreach_sites", selection, **outreach.span_of(selection.period).parameters())
    sums = found.groupby("agency", as_index=False)[["sites_served", "sites_registered"]].sum()
    return {
        str(row["agency"]): (int(row["sites_served"]), int(row["sites_registered"])) for row in sums.to_dict("records")
    }
