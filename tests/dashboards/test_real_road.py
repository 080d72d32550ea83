"""The outreach and documents pages' answers on marts that the pipelines' own SQL made of facts, against counts by hand.

Three schools of two districts and a household, two trips done and one called off in March 2026, one trip in February.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from dashboards.components.coverage_parts import districts_reached
from dashboards.filters.period import Period
from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings import documents, outreach
from dashboards.readings.compliance import steps_of_sops
from dashboards.readings.reader import Reader
from dashboards.readings.regions import regions
from dashboards.readings.sites import site_names, sites
from dashboards.view import Freshness, View
from tests.dashboards.test_real_marts import Facts
from tests.landing import at, Landing, uid
from warehouse.catalogue.load import load_catalogue
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.lake.serving import Serving
from warehouse.settings import Settings

VEHICLE = "NTT-KELILING"
MARCH = Selection(("NTT",), None, Period(date(2026, 3, 1), date(2026, 3, 31)))
SITES = {  # number → district, people, kind
    "S1": ("53.71.01", 100, "school"), "S2": ("53.71.01", 200, "school"), "S3": ("53.01.05", 300, "school"),
    "H1": ("53.71.01", 5, "household"),
}  # fmt: skip
REGIONS = """code,name,level,parent_code,population,latitude,longitude
53.71,Kota Kupang,regency,,466632,-10.18,123.6
53.71.01,Alak,district,53.71,,-10.19,123.55
53.01,Kabupaten Kupang,regency,,,-9.95,123.95
53.01.05,Kupang Barat,district,53.01,,,
53.01.04,Semau,district,53.01,,-10.22,123.4
"""


class Road(Facts):
    def site(self, number: str) -> None:
        district, people, kind = SITES[number]
        service = "household_drop" if kind == "household" else "school_drop"
        self.add(
            "sites", "01-05 08:00", VEHICLE, site_id=uid(number), site_no=number, kind=kind, people_served=people,
            public_name=None if kind == "household" else f"SD {number}", region_code=district, services=[service],
            registered_on=date(2026, 1, 5), closed_on=None, latitude=-10.2, longitude=123.5,
        )  # fmt: skip

    def trip(self, name: str, day: str, stops: list[str], *, done: bool = True) -> None:
        planned_on = date.fromisoformat(f"2026-{day}")
        self.add("trips", "01-06 08:00", VEHICLE, trip_id=uid(name), service="school_drop", planned_on=planned_on,
                 vehicle_id=uid("car"))  # fmt: skip
        for order, number in enumerate(stops, 1):
            self.add("trip_stops", "01-06 08:00", VEHICLE, trip_id=uid(name), site_id=uid(number), visit_order=order)
        if not done:
            self.add("trip_cancellations", f"{day} 07:00", VEHICLE, trip_id=uid(name), reason_code="weather")
            return
        case = {"case_id": uid(f"case {name}")}
        self.add("cases", f"{day} 08:00", VEHICLE, **case, sop_code="school_drop")
        key_out, warm = at(f"2026-{day} 08:00+08:00"), at(f"2026-{day} 08:10+08:00")
        self.add("step_events", f"{day} 08:10", VEHICLE, **case, sop_code="school_drop", unit_position=1,
                 started_at=key_out, finished_at=warm, captured="tap")  # fmt: skip
        self.add("trip_cases", f"{day} 08:00", VEHICLE, **case, trip_id=uid(name))
        self.add("trip_finishes", f"{day} 13:00", VEHICLE, trip_id=uid(name))

    def move(self, when: str, trip: str, kind: str, copy: str, number: str) -> None:
        out = kind == "hand_over"
        self.add(
            "copy_moves", when, VEHICLE, move=kind, copy_id=uid(copy), title_id=uid("title"), trip_id=uid(trip),
            from_place="trip" if out else "site", to_place="site" if out else "lost" if kind == "lost" else "trip",
            from_site_id=None if out else uid(number), to_site_id=uid(number) if out else None, case_id=uid(f"case {trip}"),
        )  # fmt: skip

        if kind == "take_back":
            self.add("case_conditions", when, VEHICLE, case_id=uid(f"case {trip}"), condition="taken_back")

    def paper(self, when: str, trip: str, kind: str, *parties: str) -> None:
        name = uid(f"{trip} {kind}")
        self.add("documents", when, VEHICLE, document_id=name, case_id=uid(f"case {trip}"), document_kind=kind,
                 node="pusat", document_year=2026, trip_id=uid(trip), dated_on=date(2026, 3, 3))  # fmt: skip
        for party in parties:
            self.add("document_signatures", when, VEHICLE, document_id=name, party=party, way="pin")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    road = Road()
    for number in SITES:
        road.site(number)
    road.trip("February", "02-10", ["S3"])
    road.move("02-10 10:00", "February", "hand_over", "c0", "S3")
    road.trip("first", "03-03", ["S1", "S2"])
    for copy, number in (("c1", "S1"), ("c2", "S1"), ("c3", "S2")):
        road.move("03-03 10:00", "first", "hand_over", copy, number)
    road.trip("second", "03-10", ["S1"])
    road.move("03-10 10:00", "second", "take_back", "c1", "S1")
    road.move("03-10 10:05", "second", "lost", "c2", "S1")
    road.trip("called off", "03-12", ["S3"], done=False)
    road.paper("03-03 13:30", "first", "travel_report", "sender")
    road.paper("03-10 13:30", "second", "travel_report")  # nobody signed
    road.visit("latest", "03-20 09:00", None)  # how far the records reach
    settings = Settings.load(home=tmp_path_factory.mktemp("road") / "home")
    settings.make_home()
    (settings.home / "reference").mkdir(exist_ok=True)
    (settings.home / "reference" / "regions.csv").write_text(REGIONS, "utf-8")
    Landing(settings.landing).publish(road.rows)
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "run", full=False)
    with Serving(settings.serving_db).reading() as cursor:
        reader, places = Reader(cursor), Places(load_catalogue())
        fresh = Freshness(at("2026-03-20 09:00+08:00"), at("2026-03-20 09:00+08:00"), is_demo=False)
        yield View(settings, reader, places, MARCH, steps_of_sops(reader, places), fresh)


def test_trips_add_up_over_days_and_sites_do_not(view: View) -> None:
    found = outreach.outreach(view.reader, MARCH)
    assert (found.trips_planned, found.trips_done.value, found.trips_cancelled) == (3, 2, 1)
    assert (found.sites.part, found.sites.whole) == (2, 4)  # S1 was served twice
    assert (found.people.part, found.people.whole) == (300, 605)
    assert (found.trips_done.previous, found.copies.previous) == (1, 1)
    part = Selection(("NTT",), None, Period(date(2026, 3, 2), date(2026, 3, 9)))
    assert outreach.outreach(view.reader, part).trips_done.value == 1
    year = Selection(("NTT",), None, Period(date(2026, 1, 1), date(2026, 3, 20)))
    assert outreach.outreach(view.reader, year).sites.part == 3


def test_copies_at_sites_are_those_left_less_back_less_lost(view: View) -> None:
    found = outreach.by_service(view.reader, MARCH).set_index("service").loc["school_drop"]
    assert (found["copies_out"], found["copies_back"], found["copies_lost"]) == (3, 1, 1)
    assert found["copies_outstanding"] == 2  # one in S2, and February's in S3
    before_the_loss = Selection(("NTT",), None, Period(date(2026, 3, 1), date(2026, 3, 9)))
    assert outreach.outreach(view.reader, before_the_loss).copies.value == 4
    listed = sites(view.reader, MARCH).set_index("site_no")
    assert listed["copies_outstanding"].to_dict() == {"H1": 0, "S3": 1, "S2": 1, "S1": 0}
    assert listed.index.tolist() == ["H1", "S3", "S2", "S1"]  # never served, then the longest unserved
    assert listed["days_since_served"].tolist()[1:] == [38, 17, 10]
    assert listed.loc["H1", "name"] == "H1"


def test_regions_have_the_names_of_the_list_and_are_counted_whole(view: View) -> None:
    known = regions(view.reader, MARCH, view.settings, sites(view.reader, MARCH))
    districts = districts_reached(view, known)
    assert (districts.part, districts.whole) == (1, 3)
    mart = view.reader._cursor.execute(
        "SELECT districts_reached, districts FROM rpt_district_coverage WHERE agency = 'NTT' AND grain = 'month' "
        "AND period_start = DATE '2026-03-01' AND service = 'all'"
    ).fetchone()
    assert mart == (1, 3)
    assert (known.name("53.71"), known.points["53.71"]) == ("Kota Kupang", (123.6, -10.18))
    assert known.points["53.01.05"] == (123.5, -10.2)  # the list has none: that of its sites
    found = outreach.by_region(view.reader, MARCH, 5, "school_drop").set_index("region")
    assert found["sites_registered"].to_dict() == {"53.01": 1, "53.71": 2}
    assert found["sites_served"].to_dict() == {"53.01": 0, "53.71": 2}


def test_papers_that_nobody_made_or_signed_are_owed(view: View) -> None:
    figures = documents.documents(view.reader, MARCH)
    assert figures.complete.part == 1
    assert figures.unsigned.value == 1
    owed = documents.owed(view.reader, MARCH, view.places, site_names(view.reader, MARCH))
    march = owed[owed["opened_on"] >= "2026-03-01"]
    by_case = march.groupby("case_id")["document_kind"].apply(set).to_dict()
    assert by_case[uid("case first")] == {"handover_ba", "stock_ba"}
    assert by_case[uid("case second")] == {"handover_ba", "return_ba", "stock_ba", "travel_report"}
    assert set(march["status"]) == {"missing", "unsigned"}
    assert owed["age_days"].is_monotonic_decreasing
    report = march[march["status"] == "unsigned"].iloc[0]
    assert (report["age_days"], report["responsible_role"], report["point_name"]) == (
        10, "school_drop_officer", view.places.point_name(VEHICLE)
    )  # fmt: skip
    handover = march[march["document_kind"] == "handover_ba"].set_index("case_id")["due_on"]
    assert handover.loc[uid("case first")] == date(2026, 3, 4)  # the end of the next working day, said as that day
    assert documents.owed_now(view.reader, MARCH).value == len(owed)
    assert documents.owed_now(view.reader, MARCH).part == owed["age_days"].max()
