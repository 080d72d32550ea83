"""The road in the made-up history: trips of two services, copies at sites, papers, requests; part of it arrives late.

Copies keep one place at a time; what is forgotten, cancelled, unsigned or wrongly listed is drawn by lot.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tests.landing import uid
from warehouse.rules.outreach import PAPERS

SERVICES = ["school_drop", "mobile_library", "anter_koper"]
KINDS = {
    "school_drop": ["handover_ba", "return_ba", "stock_ba", "travel_report"],
    "mobile_library": ["daily_report", "stock_ba", "travel_report"],
    "anter_koper": ["loan_evidence", "photos", "activity_report"],
}


class Road:
    """`write` takes a fact as the history does: (when, table, agency, late_days=…, **values)."""

    def __init__(self, lot: random.Random, make_id: Callable[[str], str], write: Callable[..., None]) -> None:
        self._lot, self._id, self._write = lot, make_id, write
        self._sites: dict[str, list[str]] = {}
        self._copies: dict[str, dict[str, str | None]] = {}  # agency → copy → the site where it lies
        self._serials: dict[tuple[str, str, int], int] = {}

    def register(self, agency: str, when: datetime) -> None:
        self._sites[agency] = [self._id("site") for _ in range(5)]
        self._copies[agency] = {self._id("road copy"): None for _ in range(12)}
        for number, site in enumerate(self._sites[agency]):
            self._site(agency, site, number, when - timedelta(days=number * 9), people=100 + number)
        self._write(when, "vehicles", agency, vehicle_id=uid(f"vehicle of {agency}"), kind="mpk", is_active=True)
        for copy in self._copies[agency]:
            values = {"collection": "general", "ddc_class": "900", "is_lendable": True}
            self._write(when, "copies", agency, copy_id=copy, title_id=uid("road"), **values)

    def day(self, agency: str, day: datetime) -> None:
        chance = self._lot.random
        if chance() < 0.02:
            number = self._lot.randrange(5)
            closed = day.date() if chance() < 0.4 else None
            self._site(agency, self._sites[agency][number], number, day, self._lot.randrange(50, 300), closed)
        if chance() < 0.12:
            self._trip(agency, day + timedelta(hours=1))

    def _site(self, agency: str, site: str, number: int, when: datetime, people: int, closed_on: Any = None) -> None:
        self._write(
            when, "sites", agency, site_id=site, site_no=f"S{number}", kind="school", people_served=people,
            region_code=["53.01.01", "53.01.02", None, "33.74.01", "53.01.01"][number], services=SERVICES[: 1 + number % 3],
            registered_on=when.date(), closed_on=closed_on,
        )  # fmt: skip

    def _trip(self, agency: str, when: datetime) -> None:
        chance = self._lot.random
        service = self._lot.choice(SERVICES)
        trip, case = self._id("trip"), self._id("trip case")
        stops = self._lot.sample(self._sites[agency], self._lot.choice([1, 2]))
        asked = service == "anter_koper"
        planned_on = (when + timedelta(days=self._lot.choice([0, 0, 20]))).date()
        self._write(
            when - timedelta(days=2), "trips", agency, late_days=self._lot.choice([0, 0, 5]), trip_id=trip, service=service,
            planned_on=planned_on, vehicle_id=uid(f"vehicle of {agency}"),
        )  # fmt: skip
        for order, site in enumerate(stops, 1):
            self._write(
                when - timedelta(days=2), "trip_stops", agency, trip_id=trip, site_id=site, visit_order=order,
                case_id=case if asked and order == 1 else None,
            )  # fmt: skip
        if chance() < 0.15:
            self._write(when, "trip_cancellations", agency, late_days=self._lot.choice([0, 40]), trip_id=trip)
            return
        self._write(when, "cases", agency, case_id=case, sop_code=service)
        if asked:
            self._write(when, "case_conditions", agency, case_id=case, condition="approved")
        else:
            self._write(when, "trip_cases", agency, case_id=case, trip_id=trip)
        self._write(when, "trip_starts", agency, trip_id=trip)
        self._carry(agency, trip, case, service, stops, when)
        if chance() < 0.85:
            back = when + timedelta(hours=self._lot.choice([5, 30]))
            self._write(back, "trip_finishes", agency, late_days=self._lot.choice([0, 0, 33]), trip_id=trip)

    def _carry(self, agency: str, trip: str, case: str, service: str, stops: list[str], when: datetime) -> None:
        chance, copies, late = self._lot.random, self._copies[agency], self._lot.choice([0, 0, 0, 37])
        minute = 0

        def move(kind: str, copy: str, source: str, target: str, from_site: Any = None, to_site: Any = None) -> None:
            nonlocal minute
            minute += 1
            self._write(
                when + timedelta(minutes=minute), "copy_moves", agency, late_days=late, move=kind, copy_id=copy,
                title_id=uid("road"), from_place=source, to_place=target, trip_id=trip, from_site_id=from_site,
                to_site_id=to_site, case_id=case,
            )  # fmt: skip

        shelf = [copy for copy, site in copies.items() if site is None]
        aboard = self._lot.sample(shelf, min(3, len(shelf)))
        for copy in aboard:
            move("load", copy, "shelf", "trip")
        for site in stops:
            for copy in [copy for copy, lies_at in copies.items() if lies_at == site and chance() < 0.7]:
                if chance() < 0.1:
                    move("lost", copy, "site", "lost", site)
                    del copies[copy]
                elif site == stops[0] and len(stops) == 2 and chance() < 0.3:
                    move("roll_over", copy, "site", "site", site, stops[1])
                    copies[copy] = stops[1]
                else:
                    move("take_back", copy, "site", "trip", site)
                    copies[copy] = None
                    aboard.append(copy)
                self._condition(agency, case, when, "taken_back")
            if service != "mobile_library" and aboard and chance() < 0.8:
                copy = aboard.pop()
                move("hand_over", copy, "trip", "site", None, site)
                copies[copy] = site
            if chance() < 0.8:
                book = {"trip_id": trip, "site_id": site, "case_id": case, "late_days": late}
                self._write(when, "outreach_visits", agency, **book, sex="P", heads=self._lot.randrange(1, 40))
                self._write(when, "outreach_uses", agency, **book, books_read=3, toys_used=1)
        self._papers(agency, trip, case, service, stops, when + timedelta(minutes=60))
        minute = 90
        for copy in aboard:
            move("unload", copy, "trip", "shelf")

    def _condition(self, agency: str, case: str, when: datetime, condition: str) -> None:
        self._write(when, "case_conditions", agency, case_id=case, condition=condition)

    def _papers(self, agency: str, trip: str, case: str, service: str, stops: list[str], when: datetime) -> None:
        chance = self._lot.random
        for kind in KINDS[service]:
            for site in stops if kind in ("handover_ba", "return_ba") else [None]:
                if chance() < 0.2:
                    continue  # forgotten
                late = self._lot.choice([0, 0, 0, 3, 41])
                paper, number = self._id("paper"), (agency, kind, when.year)
                self._serials[number] = self._serials.get(number, 0) + 1
                self._write(
                    when, "documents", agency, late_days=late, document_id=paper, case_id=case, document_kind=kind,
                    node=agency, document_year=when.year, serial=self._serials[number], trip_id=trip, site_id=site,
                    dated_on=when.date(),
                )  # fmt: skip
                for copy in self._lot.sample(list(self._copies[agency]), self._lot.choice([0, 1])):
                    self._write(when, "document_copies", agency, late_days=late, document_id=paper, copy_id=copy)
                for party in sorted(PAPERS[kind].parties):
                    if chance() < 0.8:
                        self._write(
                            when, "document_signatures", agency, late_days=late + self._lot.choice([0, 36]),
                            document_id=paper, party=party, way="pin",
                        )  # fmt: skip
                if chance() < 0.1:
                    self._write(when + timedelta(days=4), "document_voids", agency, late_days=late, document_id=paper)
