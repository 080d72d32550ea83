"""Over any order of load, hand-over, taking back, rolling, loss, lending and unloading: every copy has exactly one place."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import invariant, rule, RuleBasedStateMachine

from tests.warehouse.conftest import MONDAY, POINT
from warehouse.errors import Refused
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.verify import verify
from warehouse.settings import Settings

COPIES = st.sampled_from([f"C{n}" for n in range(1, 7)])
LOADS = st.lists(COPIES, min_size=1, max_size=4)
SITES = st.sampled_from(["S1", "S2"])


class Road(RuleBasedStateMachine):
    """One drop trip and one MPK trip at the same time; a model of our own says where each copy should be."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="patuh-road-")
        self.settings = Settings.load(home=Path(self._folder.name) / "home")
        self.db = OperationsDatabase.open(self.settings)
        self.at, self.number = MONDAY, 0
        self.where = {f"C{n}": "shelf" for n in range(1, 7)}
        for login in ("satu", "dua"):
            roles = ["school_drop_officer", "mobile_library_officer"]
            self.run("add_staff", login=login, name=login, roles=roles, home_service_point=POINT)
            self.run("add_licence", login=login, licence="SIM A", valid_until="2030-01-01")
        for number in ("MPK-1", "MPK-2"):
            self.run("add_vehicle", vehicle_no=number, kind="mpk")
        for number in ("S1", "S2"):
            services = ["school_drop", "mobile_library"]
            self.run("add_site", site_no=number, kind="school", name=number, people_served=9, services=services)
        self.run("register_member", member_no="A1", name="Ani", birth_date="1999-09-09")
        for no in self.where:
            title_id = self.run("add_title", title=f"Judul {no}", ddc="500")["title_id"]
            self.run("add_copy", copy_no=no, title_id=title_id)
        self.trips: dict[str, str] = {}
        for service, vehicle, crew in (("school_drop", "MPK-1", "satu"), ("mobile_library", "MPK-2", "dua")):
            trip = self.run(
                "schedule_trip", service=service, planned_on=self.at.date(), vehicle_no=vehicle, crew=[crew],
                site_nos=["S1", "S2"],
            )["trip_id"]  # fmt: skip
            self.run("open_trip", trip_id=trip)
            self.run("start_trip", trip_id=trip)
            self.trips[service] = str(trip)

    def teardown(self) -> None:
        list(verify(self.db.reader(), self.settings.landing))
        self.db.close()
        self._folder.cleanup()

    def run(self, command: str, **fields: object) -> dict[str, object]:
        self.number += 1
        self.at += timedelta(seconds=20)
        payload = {
            "command": command, "key": str(self.number), "occurred_at": self.at, "actor": "system",
            "service_point": POINT, **fields,
        }  # fmt: skip
        try:
            return self.db.execute(payload, trusted=True, recorded_at=self.at).data
        except Refused:
            return {}

    def moved(self, allowed: bool, answer: dict[str, object], copies: list[str], to: str) -> None:
        """The command succeeded exactly when the model allows it; then the model moves the copies too."""
        assert bool(answer) == allowed, (copies, to, self.where)
        if answer:
            self.where |= dict.fromkeys(copies, to)

    def all_at(self, copies: list[str], place: str) -> bool:
        return all(self.where[copy] == place for copy in copies)

    @rule(service=st.sampled_from(["school_drop", "mobile_library"]), copies=LOADS)
    def load(self, service: str, copies: list[str]) -> None:
        answer = self.run("load_copies", trip_id=self.trips[service], copy_nos=copies)
        self.moved(self.all_at(copies, "shelf"), answer, copies, service)

    @rule(site=SITES, copies=LOADS)
    def hand_over(self, site: str, copies: list[str]) -> None:
        answer = self.run("hand_over", trip_id=self.trips["school_drop"], site_no=site, copy_nos=copies)
        self.moved(self.all_at(copies, "school_drop"), answer, copies, site)

    @rule(site=SITES, copies=LOADS, service=st.sampled_from(["school_drop", "mobile_library"]))
    def take_back(self, site: str, copies: list[str], service: str) -> None:
        answer = self.run("take_back_from_site", trip_id=self.trips[service], site_no=site, copy_nos=copies)
        self.moved(self.all_at(copies, site), answer, copies, service)

    @rule(site=SITES, copy=COPIES)
    def lose_at_a_site(self, site: str, copy: str) -> None:
        answer = self.run("take_back_from_site", trip_id=self.trips["school_drop"], site_no=site, lost=[copy])
        self.moved(self.where[copy] == site, answer, [copy], "lost")

    @rule(source=SITES, onward=SITES, copies=LOADS)
    def roll(self, source: str, onward: str, copies: list[str]) -> None:
        answer = self.run(
            "roll_over", trip_id=self.trips["school_drop"], from_site_no=source, to_site_no=onward, copy_nos=copies
        )
        self.moved(source != onward and self.all_at(copies, source), answer, copies, onward)

    @rule(copy=COPIES)
    def lend_from_the_vehicle(self, copy: str) -> None:
        lent = sum(place == "member" for place in self.where.values())
        answer = self.run("lend", member_no="A1", copy_nos=[copy], trip_id=self.trips["mobile_library"])
        self.moved(self.where[copy] == "mobile_library" and lent < 2, answer, [copy], "member")

    @rule(copy=COPIES, on_the_road=st.booleans())
    def give_back(self, copy: str, on_the_road: bool) -> None:
        trip = {"trip_id": self.trips["mobile_library"]} if on_the_road else {}
        answer = self.run("take_back", copy_no=copy, **trip)
        self.moved(self.where[copy] == "member", answer, [copy], "mobile_library" if on_the_road else "shelf")

    @rule(service=st.sampled_from(["school_drop", "mobile_library"]))
    def unload(self, service: str) -> None:
        aboard = [copy for copy, place in self.where.items() if place == service]
        answer = self.run("unload_copies", trip_id=self.trips[service])
        self.moved(bool(aboard), answer, aboard, "shelf")

    @invariant()
    def every_copy_has_the_place_it_should(self) -> None:
        rows = self.db.rows(
            "SELECT c.copy_no, p.place, p.trip_id, s.site_no, l.loan_id FROM state_copies c"
            " LEFT JOIN state_copy_places p USING (copy_id) LEFT JOIN state_sites s ON s.site_id = p.site_id"
            " LEFT JOIN state_open_loans l ON l.copy_id = c.copy_id"
        )
        services = {trip: service for service, trip in self.trips.items()}
        found = {}
        for row in rows:
            assert not (row["place"] and row["loan_id"]), "never two places"
            on_trip = services.get(str(row["trip_id"]))
            found[row["copy_no"]] = "member" if row["loan_id"] else on_trip or row["site_no"] or "shelf"
        assert found == {copy: place for copy, place in self.where.items() if place != "lost"}

    @invariant()
    def each_move_begins_where_the_one_before_ended(self) -> None:
        """Provable from the facts: loans and returns at the desk are the only other way a copy changes its place."""
        broken = self.db.rows(
            "WITH chain AS (SELECT copy_id, txid, from_place, from_site_id, lag(to_place) OVER w AS before_place,"
            " lag(to_site_id) OVER w AS before_site FROM copy_moves WINDOW w AS (PARTITION BY copy_id ORDER BY txid))"
            " SELECT * FROM chain WHERE (before_place IS NULL AND from_place <> 'shelf')"
            " OR (before_place IS NOT NULL AND before_place <> from_place AND before_place <> 'member')"
            " OR (from_place = 'site' AND before_site IS DISTINCT FROM from_site_id)"
        )
        assert not broken

    @invariant()
    def copies_are_conserved(self) -> None:
        out = Counter(place in ("S1", "S2") for place in self.where.values())[True]
        row = self.db.row(
            "SELECT count(*) FILTER (to_place = 'site') - count(*) FILTER (from_place = 'site') AS at_sites FROM copy_moves"
        )
        assert row == {"at_sites": out}


Road.TestCase.settings = hypothesis_settings(
    max_examples=10, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
test_copies_are_conserved = Road.TestCase
