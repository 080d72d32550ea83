"""Outreach coverage: the marts and the second implementation agree on any history of sites, trips and copies."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from tests.landing import uid
from tests.warehouse.marts.oracle import outreach as oracle
from tests.warehouse.marts.oracle.agreement import assert_agree, figures
from tests.warehouse.marts.oracle.draws import agencies, wall_clocks
from tests.warehouse.marts.oracle.examples import few_examples
from tests.warehouse.marts.oracle.facts import Facts
from tests.warehouse.marts.oracle.measured import measured

KEY = ("agency", "grain", "period_start", "service", "region_code")
SERVICES = ("school_drop", "mobile_library")
REGIONS = ("53.01.01", "53.01.02", None)

CORRECTION = st.tuples(st.integers(1, 900), st.integers(1, 300), st.booleans())
"""Days after, people, whether the site closes on that day."""
SITE = st.fixed_dictionaries(
    {
        "agency": agencies, "when": wall_clocks(), "people": st.integers(1, 300), "region": st.sampled_from(REGIONS),
        "services": st.sampled_from([SERVICES[:1], SERVICES[1:], SERVICES]),
        "corrections": st.lists(CORRECTION, max_size=2), "registered_days_before": st.sampled_from([0, 0, 3, 40]),
    }
)  # fmt: skip
TRIP = st.fixed_dictionaries(
    {
        "agency": agencies, "when": wall_clocks(), "service": st.sampled_from(SERVICES), "stops": st.integers(1, 2),
        "which": st.integers(0, 5), "planned_days_after": st.sampled_from([0, 0, 1, 20]),
        "outcome": st.sampled_from(["done", "done", "done", "cancelled", "planned"]), "visitors": st.integers(0, 2),
        "copies": st.integers(0, 4), "back": st.integers(0, 3), "lost": st.integers(0, 1), "rolled": st.integers(0, 2),
    }
)  # fmt: skip


class Road:
    def __init__(self) -> None:
        self.facts = Facts()
        self.sites: dict[str, list[str]] = {"NTT": [], "JATENG": []}
        self.lying: dict[str, list[str]] = {}

    def register(self, number: int, drawn: dict[str, Any]) -> None:
        agency, site = drawn["agency"], self.facts.id("site")
        self.sites[agency].append(site)
        self.lying[site] = []
        registered_on = (drawn["when"] - timedelta(days=drawn["registered_days_before"])).date()
        rows: list[tuple[Any, int, date | None]] = [(drawn["when"], drawn["people"], None)]
        for after, people, closes in sorted(drawn["corrections"]):
            when = drawn["when"] + timedelta(days=after, seconds=len(rows))
            closed_on = rows[-1][2] or (when.date() if closes else None)
            rows.append((when, people, closed_on))
        for when, people, closed_on in rows:
            self.facts.add(
                "sites", agency, when, site_id=site, site_no=f"S{number}", kind="school", people_served=people,
                region_code=drawn["region"], services=list(drawn["services"]), registered_on=registered_on,
                closed_on=closed_on,
            )  # fmt: skip

    def travel(self, drawn: dict[str, Any]) -> None:
        agency, known = drawn["agency"], self.sites[drawn["agency"]]
        if not known:
            return
        stops = [known[(drawn["which"] + n) % len(known)] for n in range(min(drawn["stops"], len(known)))]
        trip, when = self.facts.id("trip"), drawn["when"]
        planned_on = (when + timedelta(days=drawn["planned_days_after"])).date()
        self.facts.add(
            "trips", agency, when - timedelta(days=2), trip_id=trip, service=drawn["service"], planned_on=planned_on
        )
        for order, site in enumerate(stops, 1):
            self.facts.add(
                "trip_stops", agency, when - timedelta(days=2), trip_id=trip, site_id=site, visit_order=order
            )
        if drawn["outcome"] == "cancelled":
            self.facts.add("trip_cancellations", agency, when, trip_id=trip)
        if drawn["outcome"] == "done":
            self._serve(drawn, trip, stops)

    def _serve(self, drawn: dict[str, Any], trip: str, stops: list[str]) -> None:
        agency, when = drawn["agency"], drawn["when"]
        self.facts.add("trip_starts", agency, when, trip_id=trip)
        first, last = stops[0], stops[-1]
        for number in range(drawn["back"]):
            if self.lying[first]:
                self._move(drawn, number, trip, "take_back", self.lying[first].pop(), (first, None))
        if drawn["lost"] and self.lying[first]:
            self._move(drawn, 10, trip, "lost", self.lying[first].pop(), (first, None))
        for number in range(drawn["rolled"]):
            if self.lying[first] and last != first:
                copy = self.lying[first].pop()
                self.lying[last].append(copy)
                self._move(drawn, 20 + number, trip, "roll_over", copy, (first, last))
        for number in range(drawn["copies"]):
            copy = self.facts.id("copy")
            self.lying[last].append(copy)
            self._move(drawn, 30 + number, trip, "hand_over", copy, (None, last))
        book = {"trip_id": trip, "site_id": first}
        if drawn["visitors"] == 1:
            self.facts.add("outreach_visits", agency, when, **book, heads=9)
        if drawn["visitors"] == 2:
            self.facts.add("outreach_uses", agency, when, **book, books_read=2, toys_used=0)
        self.facts.add("trip_finishes", agency, when + timedelta(hours=3), trip_id=trip)

    def _move(
        self, drawn: dict[str, Any], minute: int, trip: str, move: str, copy: str, ends: tuple[str | None, str | None]
    ) -> None:
        places = {"take_back": ("site", "trip"), "lost": ("site", "lost"), "roll_over": ("site", "site")}
        source, target = places.get(move, ("trip", "site"))
        self.facts.add(
            "copy_moves", drawn["agency"], drawn["when"] + timedelta(minutes=minute), move=move, copy_id=copy,
            title_id=uid("title"), from_place=source, to_place=target, trip_id=trip, from_site_id=ends[0],
            to_site_id=ends[1],
        )  # fmt: skip


def check(sites: list[dict[str, Any]], trips: list[dict[str, Any]], batches: int = 1) -> None:
    road = Road()
    for number, site in enumerate(sites):
        road.register(number, site)
    for number, trip in enumerate(sorted(trips, key=lambda drawn: drawn["when"])):
        road.travel(
            trip | {"when": trip["when"] + timedelta(hours=number)}
        )  # one after the other: a copy is in one place
    marts = measured(road.facts, ("rpt_outreach_coverage", "rpt_site_stock"), batches=batches)
    mart = figures(marts["rpt_outreach_coverage"], KEY, oracle.COLUMNS)
    expected = oracle.coverage(road.facts)
    moved = {
        at for at, row in expected.items() if any(row[name] for name in (*oracle.TRIPS, *oracle.COPIES, "sites_served"))
    }
    assert moved <= mart.keys(), sorted(map(str, moved - mart.keys()))
    assert_agree(mart, {at: row for at, row in expected.items() if at in mart}, "coverage")
    stock = figures(marts["rpt_site_stock"], ("site_id",), ("copies_outstanding", "last_served_on"))
    assert_agree(stock, oracle.stock(road.facts), "stock at sites")


SITES, TRIPS = st.lists(SITE, min_size=3, max_size=8), st.lists(TRIP, min_size=5, max_size=20)


@given(SITES, TRIPS)
@few_examples
def test_outreach(sites: list[Any], trips: list[Any]) -> None:
    check(sites, trips)
