"""Agencies and service points side by side, each with the period before."""

from __future__ import annotations

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings.rates import with_rates
from dashboards.readings.reader import Reader

PLACE = ["agency", "service_point"]


def comparison(reader: Reader, selection: Selection, places: Places) -> pd.DataFrame:
    """One row per agency (service point empty) followed by its service points; loans are known per agency only."""
    now, then = _figures(reader, selection), _figures(reader, selection.previous)
    table = now.merge(then, on=PLACE, how="left", suffixes=("", "_before"))
    table["compliance_change"] = table["compliance_rate"] - table["compliance_rate_before"]
    table["is_agency"] = table["service_point"] == ""
    table["name"] = [
        places.agency_name(agency) if point == "" else places.point_name(point)
        for agency, point in zip(table["agency"], table["service_point"], strict=True)
    ]
    return table.sort_values(PLACE, ignore_index=True)


def _figures(reader: Reader, selection: Selection) -> pd.DataFrame:
    return reader.derived(("comparison", selection), lambda: _added_up(reader, selection))


def _added_up(reader: Reader, selection: Selection) -> pd.DataFrame:
    sums = ["expected", "recorded", "timed", "on_time", "fixed_expected"]
    visits = reader.frame("visits_by_place", selection)
    units = reader.frame("compliance_by_place", selection)
    points = visits.merge(units, on=PLACE, how="outer")
    numbers = ["visits", *sums]
    points[numbers] = points[numbers].fillna(0).astype(int)
    agencies = points.groupby("agency", as_index=False)[numbers].sum()
    agencies = agencies.merge(reader.frame("loans_by_agency", selection), on="agency", how="outer")
    agencies[numbers] = agencies[numbers].fillna(0).astype(int)
    agencies["service_point"] = ""
    return with_rates(pd.concat([agencies, points], ignore_index=True))
