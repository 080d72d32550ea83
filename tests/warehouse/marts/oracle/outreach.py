"""Outreach coverage, a second time: DOMAIN.md, "Figures", in plain Python."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from tests.warehouse.marts.oracle.agreement import Figures
from tests.warehouse.marts.oracle.facts import (
    day_of,
    Facts,
    last_day_of,
    Period,
    periods_between,
    periods_of,
    Row,
    share,
)

TRIPS, COPIES = ("trips_planned", "trips_done", "trips_cancelled"), ("copies_out", "copies_back", "copies_lost")
SITES = ("sites_registered", "sites_served", "people_registered", "people_served")
COLUMNS = (*SITES, *TRIPS, *COPIES, "site_coverage", "population_coverage")


class Sites:
    """Sites as they were described at the end of any day."""

    def __init__(self, facts: Facts) -> None:
        self.rows = facts.with_key("sites", "site_id")
        for rows in self.rows.values():
            rows.sort(key=lambda row: row["occurred_at"])

    def described(self, site: str, day: date) -> Row:
        """The last description up to the end of that day, or the first one there is."""
        rows = self.rows[site]
        begun = [row for row in rows if day_of(row) <= day]
        return begun[-1] if begun else rows[0]

    def active(self, day: date) -> dict[str, Row]:
        """Sites active on a day: registered by then; a closing takes effect when its day ends."""
        found = {}
        for site in self.rows:
            row = self.described(site, day)
            if row["registered_on"] <= day and (row["closed_on"] is None or day <= row["closed_on"]):
                found[site] = row
        return found


def served_days(facts: Facts) -> dict[tuple[str, str], set[date]]:
    """(service, site) → local days on which something was done there: copies moved, people received, books read."""
    service = {row["trip_id"]: row["service"] for row in facts.of("trips")}
    found: dict[tuple[str, str], set[date]] = defaultdict(set)
    for row in facts.of("copy_moves"):
        for site in (row["from_site_id"], row["to_site_id"]):
            if site:
                found[service[row["trip_id"]], site].add(day_of(row))
    for table in ("outreach_visits", "outreach_uses"):
        for row in facts.of(table):
            found[service[row["trip_id"]], row["site_id"]].add(day_of(row))
    return found


def copies_moved(facts: Facts, sites: Sites) -> dict[Any, dict[str, int]]:
    """(agency, service, region, period) → copies that came to sites, went back, were lost; rolled on: both back and out.

    A copy that leaves a site counts for the service that brought it there.
    """
    service = {row["trip_id"]: row["service"] for row in facts.of("trips")}
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COPIES, 0))
    brought_by: dict[str, str] = {}
    for row in sorted(facts.of("copy_moves"), key=lambda row: row["occurred_at"]):
        came, copy = service[row["trip_id"]], row["copy_id"]
        ends = {
            "hand_over": [("copies_out", row["to_site_id"], came)],
            "take_back": [("copies_back", row["from_site_id"], brought_by.get(copy))],
            "lost": [("copies_lost", row["from_site_id"], brought_by.get(copy))],
            "roll_over": [
                ("copies_back", row["from_site_id"], brought_by.get(copy)), ("copies_out", row["to_site_id"], came),
            ],
        }  # fmt: skip
        for column, site, of_service in ends[row["move"]]:
            for period in periods_of(day_of(row)):
                region = sites.described(site, last_day_of(period))["region_code"]
                counts[row["agency"], of_service, region, period][column] += 1
        brought_by[copy] = came
    return counts


def trips_counted(facts: Facts, sites: Sites) -> dict[Any, dict[str, int]]:
    """(agency, service, region of the first stop, period of the planned day) → trips planned, done, cancelled."""
    stops = facts.with_key("trip_stops", "trip_id")
    cancelled = {row["trip_id"] for row in facts.of("trip_cancellations")}
    finished = {row["trip_id"] for row in facts.of("trip_finishes")}
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(TRIPS, 0))
    for row in facts.of("trips"):
        first = min(stops[row["trip_id"]], key=lambda stop: stop["visit_order"])
        for period in periods_of(row["planned_on"]):
            region = sites.described(first["site_id"], last_day_of(period))["region_code"]
            at = (row["agency"], row["service"], region, period)
            counts[at]["trips_planned"] += 1
            counts[at]["trips_done"] += row["trip_id"] in finished
            counts[at]["trips_cancelled"] += row["trip_id"] in cancelled
    return counts


def coverage(facts: Facts) -> Figures:
    """(agency, grain, period, service, region) → every figure, for every period from the first registration on."""
    sites, served = Sites(facts), served_days(facts)
    copies, trips = copies_moved(facts, sites), trips_counted(facts, sites)
    days = [row["registered_on"] for row in facts.of("sites")] + [row["planned_on"] for row in facts.of("trips")]
    days += [day_of(row) for row in facts.of("copy_moves")]
    first, last = (
        min(days),
        last_day_of(("month", facts.last_day().replace(day=1))),
    )  # what is planned for later is not yet due
    found: Figures = {}
    for period in periods_between(first, last):
        cells: dict[Any, dict[str, Any]] = defaultdict(lambda: dict.fromkeys(COLUMNS, 0))
        for site, row in sites.active(last_day_of(period)).items():
            for service in row["services"]:
                cell = cells[row["agency"], service, row["region_code"]]
                was_served = any(_in(day, period) for day in served.get((service, site), ()))
                cell["sites_registered"] += 1
                cell["people_registered"] += row["people_served"]
                cell["sites_served"] += was_served
                cell["people_served"] += row["people_served"] if was_served else 0
        for counted in (copies, trips):
            for (agency, service, region, when), row in counted.items():
                if when == period:
                    cells[agency, service, region].update(row)
        for (agency, service, region), cell in cells.items():
            cell["site_coverage"] = share(cell["sites_served"], cell["sites_registered"])
            cell["population_coverage"] = share(cell["people_served"], cell["people_registered"])
            found[agency, *period, service, region] = cell
    return found


def _in(day: date, period: Period) -> bool:
    return period[1] <= day <= last_day_of(period)


def stock(facts: Facts) -> Figures:
    """(site) → copies outstanding there (out − back − lost), and the last day it was served."""
    left: dict[str, int] = defaultdict(int)
    for row in facts.of("copy_moves"):
        if row["move"] in ("hand_over", "roll_over"):
            left[row["to_site_id"]] += 1
        if row["move"] in ("take_back", "roll_over", "lost"):
            left[row["from_site_id"]] -= 1
    days: dict[str, set[date]] = defaultdict(set)
    for (_service, site), served in served_days(facts).items():
        days[site] |= served
    return {
        (site,): {"copies_outstanding": left[site], "last_served_on": max(days[site], default=None)}
        for site in {row["site_id"] for row in facts.of("sites")}
    }
