"""Outreach: trips planned and done, copies at sites, and how many of the registered sites and their people were reached.

Trips and copies are those of the period. Sites and people are those of a calendar month or year, because a site served
twice counts once: the month in which a period of up to 31 days ends, the year in which a longer one does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboards.filters.period import Period
from dashboards.filters.selection import Selection
from dashboards.readings.buckets import course, every_bucket, fitting_bucket
from dashboards.readings.headline import Figure
from dashboards.readings.rates import ratio
from dashboards.readings.reader import Reader
from warehouse.i18n import local_date

MART = "rpt_outreach_coverage"
FLOWS = ["trips_planned", "trips_done", "trips_cancelled", "copies_out", "copies_back", "copies_lost", "visitors"]
SITES = ["sites_registered", "sites_served", "people_registered", "people_served"]
LONGEST_MONTH = 31


@dataclass(frozen=True)
class Span:
    """A calendar month or year."""

    grain: str
    start: date

    def label(self) -> str:
        return local_date(self.start, "LLLL y" if self.grain == "month" else "y")

    def parameters(self) -> dict[str, Any]:
        return {"span_grain": self.grain, "span_start": self.start}


@dataclass(frozen=True)
class Outreach:
    """`sites` and `people` are rates of the span, the rest counts of the period; `copies` lie at sites at its end."""

    span: Span
    sites: Figure
    people: Figure
    trips_done: Figure
    copies: Figure
    trips_planned: int
    trips_cancelled: int
    copies_lost: int
    visitors: int

    @property
    def is_empty(self) -> bool:
        return not (self.trips_planned or self.sites.whole or self.copies.value)


def span_of(period: Period) -> Span:
    last = period.last
    if period.days <= LONGEST_MONTH:
        return Span("month", last.replace(day=1))
    return Span("year", last.replace(month=1, day=1))


def outreach(reader: Reader, selection: Selection) -> Outreach:
    span = span_of(selection.period)
    now, then = by_service(reader, selection), by_service(reader, selection.previous)
    sums = {name: int(now[name].sum()) for name in [*FLOWS, *SITES, "copies_outstanding"]}
    bucket = "day" if fitting_bucket(selection.period) == "day" else "week"
    drawn = by_time(reader, selection, bucket)

    def rate(key: str, part: str, whole: str) -> Figure:
        return Figure(key, ratio(sums[part], sums[whole]), None, sums[part], sums[whole], [])

    def count(name: str, draw: bool) -> Figure:
        values = course(drawn, name) if draw else []
        return Figure(name, sums[name], int(then[name].sum()), None, None, values)

    return Outreach(
        span=span,
        sites=rate("site_coverage", "sites_served", "sites_registered"),
        people=rate("population_coverage", "people_served", "people_registered"),
        trips_done=count("trips_done", draw=True),
        copies=count("copies_outstanding", draw=False),
        trips_planned=sums["trips_planned"],
        trips_cancelled=sums["trips_cancelled"],
        copies_lost=sums["copies_lost"],
        visitors=sums["visitors"],
    )


def by_service(reader: Reader, selection: Selection) -> pd.DataFrame:
    """One row per service: trips and copies of the period, copies at sites at its end, sites and people of the span."""
    flows = reader.frame("outreach_flows", selection)
    balances = reader.frame("outreach_balances", selection, at=selection.period.last)
    sites = reader.frame("outreach_sites", selection, **span_of(selection.period).parameters())
    sums = [
        flows.groupby("service", as_index=False)[FLOWS].sum(),
        balances.groupby("service", as_index=False)[["copies_outstanding"]].sum(),
        sites.groupby("service", as_index=False)[SITES].sum(),
    ]
    services = sums[0].merge(sums[1], on="service", how="outer").merge(sums[2], on="service", how="outer")
    counts = [*FLOWS, "copies_outstanding", *SITES]
    services[counts] = services[counts].fillna(0).astype("int64")
    services["trips_open"] = services["trips_planned"] - services["trips_done"] - services["trips_cancelled"]
    return _with_coverage(services[services[counts].any(axis=1)].reset_index(drop=True))


def by_region(reader: Reader, selection: Selection, digits: int, service: str | None) -> pd.DataFrame:
    """One row per agency and region with a registered site in the span; `digits` of the code name the region.

    Kemendagri's codes: 53.71 is a regency, 53.71.02 a district of it. A site without a region stands under "".
    """
    found = reader.frame("outreach_sites", selection, **span_of(selection.period).parameters())
    if service is not None:
        found = found[found["service"] == service]
    found = found.assign(region=found["region_code"].fillna("").str[:digits])
    regions = found.groupby(["agency", "region"], as_index=False)[SITES].sum()
    regions[SITES] = regions[SITES].astype("int64")
    return _with_coverage(regions[regions["sites_registered"] > 0].reset_index(drop=True))


def _with_coverage(frame: pd.DataFrame) -> pd.DataFrame:
    for name, part, whole in (
        ("site_coverage", "sites_served", "sites_registered"),
        ("population_coverage", "people_served", "people_registered"),
    ):
        frame[name] = frame[part] / frame[whole].where(frame[whole] > 0)
    return frame


def by_time(reader: Reader, selection: Selection, bucket: str, service: str | None = None) -> pd.DataFrame:
    return every_bucket(reader.frame("outreach_by_bucket", selection, bucket=bucket, service=service), bucket)
