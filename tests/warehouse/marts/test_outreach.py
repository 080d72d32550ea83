"""Outreach from facts: who counts as registered and served, what lies where, which kecamatan were reached."""

from __future__ import annotations

from typing import Any

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk

DAY = "2026-03-02"


def site(desk: Desk, name: str, when: str = f"{DAY} 08:00", **values: Any) -> None:
    known = {"kind": "school", "people_served": 100, "services": ["school_drop"], "registered_on": when[:10]}
    desk.add("sites", when, site_id=uid(name), site_no=name, **known | values)


def trip(desk: Desk, name: str, service: str, *stops: str, on: str = DAY) -> None:
    desk.add("trips", f"{DAY} 08:00", trip_id=uid(name), service=service, planned_on=on, vehicle_id=uid("car"))
    for order, stop in enumerate(stops, 1):
        desk.add("trip_stops", f"{DAY} 08:00", trip_id=uid(name), site_id=uid(stop), visit_order=order)


def move(desk: Desk, when: str, kind: str, copy: str, on_trip: str | None, source: str, target: str) -> None:
    """`source`, `target`: shelf, trip, member, lost, or the name of a site."""
    places = {"shelf", "trip", "member", "lost"}
    desk.add(
        "copy_moves", when, move=kind, copy_id=uid(copy), title_id=uid("title"), trip_id=uid(on_trip) if on_trip else None,
        from_place=source if source in places else "site", from_site_id=None if source in places else uid(source),
        to_place=target if target in places else "site", to_site_id=None if target in places else uid(target),
    )  # fmt: skip


def coverage(desk: Desk, grain: str, period: str, *columns: str) -> list[tuple[Any, ...]]:
    rows = desk.read(
        "SELECT * FROM marts.rpt_outreach_coverage WHERE grain = ? AND period_start = ? ORDER BY service, region_code",
        [grain, period],
    )
    return [tuple(row[column] for column in columns) for row in rows]


def test_a_site_counts_on_the_periods_last_day_as_it_was_known_then(desk: Desk) -> None:
    site(desk, "stays", region_code="53.01.01")
    site(desk, "stays", "2026-05-10 08:00", region_code="53.01.01", registered_on=DAY, people_served=140)
    site(desk, "closes", region_code="53.01.01")
    site(desk, "closes", "2026-04-30 08:00", region_code="53.01.01", registered_on=DAY, closed_on="2026-04-30")
    site(desk, "unplaced", people_served=7)
    desk.visit("last", "2026-06-01 08:00")
    desk.refresh()
    figures = ("region_code", "sites_registered", "people_registered", "site_coverage")
    assert coverage(desk, "month", "2026-03-01", *figures) == [("53.01.01", 2, 200, 0), (None, 1, 7, 0)]
    assert coverage(desk, "month", "2026-04-01", *figures)[0] == ("53.01.01", 2, 200, 0), "it closes when its day ends"
    assert coverage(desk, "month", "2026-05-01", *figures)[0] == ("53.01.01", 1, 140, 0)
    assert coverage(desk, "month", "2026-06-01", *figures)[0] == ("53.01.01", 1, 140, 0), (
        "months go on to the latest day"
    )
    assert coverage(desk, "month", "2026-07-01", *figures) == []
    assert coverage(desk, "year", "2026-01-01", *figures)[0] == ("53.01.01", 1, 140, 0)


def test_a_stop_is_served_when_something_was_recorded_there(desk: Desk) -> None:
    for name in ("visited", "passed by", "lent to"):
        site(desk, name, services=["mobile_library"], people_served=10)
    trip(desk, "two stops", "mobile_library", "visited", "passed by")
    desk.add("outreach_visits", f"{DAY} 10:00", trip_id=uid("two stops"), site_id=uid("visited"), heads=30)
    move(desk, f"{DAY} 10:05", "lend", "a", "two stops", "trip", "member")
    trip(desk, "one stop", "mobile_library", "lent to")
    move(desk, f"{DAY} 11:00", "lend", "b", "one stop", "trip", "member")
    desk.refresh()
    assert coverage(desk, "month", "2026-03-01", "sites_registered", "sites_served", "people_served", "visitors") == [
        (3, 2, 20, 30)
    ]
    served = desk.read("SELECT site_no, times_served FROM marts.rpt_site_stock ORDER BY site_no")
    assert [(row["site_no"], row["times_served"]) for row in served] == [
        ("lent to", 1),
        ("passed by", 0),
        ("visited", 1),
    ]


def test_what_one_service_left_and_another_took_away_is_the_first_ones(desk: Desk) -> None:
    site(desk, "school", services=["school_drop", "anter_koper"])
    trip(desk, "drop", "school_drop", "school")
    trip(desk, "koper", "anter_koper", "school", on="2026-04-07")
    for copy in ("back", "lost", "stays"):
        move(desk, f"{DAY} 09:00", "load", copy, "drop", "shelf", "trip")
        move(desk, f"{DAY} 10:00", "hand_over", copy, "drop", "trip", "school")
    move(desk, "2026-04-07 10:00", "take_back", "back", "koper", "school", "trip")
    move(desk, "2026-04-08 10:00", "lost", "lost", None, "school", "lost")
    desk.refresh()
    figures = ("service", "copies_out", "copies_back", "copies_lost", "copies_outstanding", "sites_served")
    assert coverage(desk, "month", "2026-03-01", *figures) == [
        ("anter_koper", 0, 0, 0, 0, 0),
        ("school_drop", 3, 0, 0, 3, 1),
    ]
    assert coverage(desk, "month", "2026-04-01", *figures) == [
        ("anter_koper", 0, 0, 0, 0, 1),
        ("school_drop", 0, 1, 1, 1, 0),
    ]
    [stock] = desk.read("SELECT copies_out, copies_back, copies_lost, copies_outstanding FROM marts.rpt_site_stock")
    assert stock == {"copies_out": 3, "copies_back": 1, "copies_lost": 1, "copies_outstanding": 1}


def test_trips_stand_on_their_planned_day_in_the_region_of_their_first_stop(desk: Desk) -> None:
    site(desk, "near", region_code="53.01.01")
    site(desk, "far", region_code="53.01.02")
    for name in ("done", "called off", "open"):
        trip(desk, name, "school_drop", "far", "near", on="2026-04-20")
    trip(desk, "in summer", "school_drop", "far", on="2026-07-01")
    desk.add("trip_finishes", "2026-04-21 18:00", trip_id=uid("done"))
    desk.add("trip_cancellations", "2026-04-19 18:00", trip_id=uid("called off"))
    desk.visit("last", "2026-04-30 08:00")
    desk.refresh()
    figures = ("region_code", "trips_planned", "trips_done", "trips_cancelled")
    assert coverage(desk, "month", "2026-04-01", *figures) == [("53.01.01", 0, 0, 0), ("53.01.02", 3, 1, 1)]
    assert coverage(desk, "day", "2026-04-20", *figures) == [("53.01.02", 3, 1, 1)]
    assert coverage(desk, "year", "2026-01-01", *figures)[1] == ("53.01.02", 4, 1, 1), "the year has the summer's plan"
    planned = desk.read("SELECT next_planned_on::VARCHAR AS day FROM marts.rpt_site_stock ORDER BY site_no")
    assert [row["day"] for row in planned] == ["2026-07-01", None]
    desk.visit("summer", "2026-07-02 08:00")
    desk.refresh()
    assert coverage(desk, "month", "2026-07-01", *figures)[1] == ("53.01.02", 1, 0, 0), "its month has come"


def test_kecamatan_are_counted_against_the_imported_list(desk: Desk) -> None:
    site(desk, "village", region_code="53.01.01.2003")
    site(desk, "regency", region_code="53.01", services=["worship_drop"])
    for name, service, stop in (("a", "school_drop", "village"), ("b", "worship_drop", "regency")):
        trip(desk, name, service, stop)
        desk.add("outreach_visits", f"{DAY} 10:00", trip_id=uid(name), site_id=uid(stop), heads=5)
    desk.refresh()
    months = (
        "SELECT service, districts, districts_reached FROM marts.rpt_district_coverage WHERE grain = 'month' ORDER BY 1"
    )
    assert {row["districts"] for row in desk.read(months)} == {None}, "without a list there is no rate"
    folder = desk.settings.home / "reference"
    folder.mkdir()
    lines = ["code,name,level,parent_code,population,latitude,longitude", "53.01,Kupang,regency,53,,,"]
    lines += [f"53.01.0{n},Kecamatan {n},district,53.01,,-10.{n},123.{n}" for n in (1, 2)]
    (folder / "regions.csv").write_text("\n".join([*lines, "33.74.01,Semarang Tengah,district,33.74,,,"]))
    desk.refresh()
    assert [tuple(row.values()) for row in desk.read(months)] == [
        ("all", 2, 1), ("school_drop", 2, 1), ("worship_drop", 2, 0),
    ]  # fmt: skip
    assert desk.read("SELECT agency, count(*) AS regions FROM marts.rpt_regions GROUP BY agency ORDER BY agency") == [
        {"agency": "JATENG", "regions": 1}, {"agency": "NTT", "regions": 3},
    ]  # fmt: skip


def test_a_household_is_a_number_without_a_place(desk: Desk) -> None:
    site(desk, "K1", kind="household", services=["household_drop"], latitude=-10.1, longitude=123.6, people_served=5)
    desk.refresh()
    [row] = desk.read("SELECT site_no, public_name, latitude, longitude FROM marts.rpt_site_stock")
    assert row == {"site_no": "K1", "public_name": None, "latitude": None, "longitude": None}
