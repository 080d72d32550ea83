"""The next month's plan as a refresh leaves it: vehicles and sites of the facts, worked out again only when they change."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk
from tests.warehouse.marts.test_outreach import DAY, site, trip

NEAR: dict[str, Any] = {"latitude": -10.18, "longitude": 123.60, "region_code": "53.71.01"}
FAR: dict[str, Any] = {"latitude": -8.50, "longitude": 119.90, "region_code": "53.15.01"}


def vehicle(desk: Desk, name: str, kind: str = "car", when: str = f"{DAY} 07:00", **values: Any) -> None:
    known = {"vehicle_id": uid(name), "vehicle_no": name, "kind": kind, "is_active": True}
    desk.add("vehicles", when, **known | values)


def rows(desk: Desk) -> dict[str, dict[str, Any]]:
    found = desk.read(
        "SELECT p.*, s.site_no FROM marts.rpt_next_locations AS p JOIN marts.rpt_site_stock AS s USING (site_id)"
        " ORDER BY rank"
    )
    return {row["site_no"]: row for row in found}


def inputs(desk: Desk) -> list[Any]:
    with duckdb.connect(str(desk.settings.warehouse_db), read_only=True) as warehouse:
        return warehouse.execute("SELECT * FROM plans.made ORDER BY ALL").fetchall()


def furnished(desk: Desk) -> None:
    vehicle(desk, "car")
    site(desk, "near", **NEAR)
    site(desk, "far", **FAR)
    site(desk, "unplaced", region_code="53.71.02")
    desk.visit("today", f"{DAY} 09:00")


def test_the_month_after_the_latest_record_is_planned_with_reasons(desk: Desk) -> None:
    furnished(desk)
    desk.refresh()
    found = rows(desk)
    near, far, unplaced = found["near"], found["far"], found["unplaced"]
    assert {one["month"] for one in found.values()} == {date(2026, 4, 1)}
    assert (near["chosen"], near["rank"], near["vehicle"], near["visit_order"]) == (True, 1, "car", 1)
    assert near["planned_on"].month == 4
    assert (near["leave_at"] - near["arrive_at"]).total_seconds() == 180 * 60, "LTPS, steps 7 and 8: 2 hours and 1 hour"
    assert (far["chosen"], far["planned_on"]) == (False, None)
    assert "terlalu jauh" in far["reason"]
    assert "koordinat" in unplaced["reason"]


def test_it_is_worked_out_again_only_when_an_input_changed(desk: Desk) -> None:
    furnished(desk)
    desk.refresh()
    before = inputs(desk)
    desk.visit("another", f"{DAY} 09:30")
    desk.refresh()
    assert inputs(desk) == before
    site(desk, "new", f"{DAY} 10:00", **NEAR | {"latitude": -10.17})
    desk.refresh()
    assert inputs(desk) != before
    assert rows(desk)["new"]["chosen"]


def test_the_plan_goes_with_the_last_site(desk: Desk) -> None:
    furnished(desk)
    desk.refresh()
    for name in ("near", "far", "unplaced"):
        site(desk, name, f"{DAY} 11:00", closed_on=DAY)
    desk.visit("later", "2026-03-05 09:00")
    desk.refresh()
    assert rows(desk) == {}
    assert inputs(desk) == []


def test_vehicles_as_they_are_known_last_with_the_days_they_are_out(desk: Desk) -> None:
    vehicle(desk, "car")
    vehicle(desk, "old", "mpk")
    vehicle(desk, "old", "mpk", f"{DAY} 12:00", is_active=False)
    site(desk, "near", **NEAR)
    trip(desk, "ahead", "school_drop", "near", on="2026-03-10")
    trip(desk, "called off", "school_drop", "near", on="2026-03-11")
    trip(desk, "over", "worship_drop", "near", on="2026-03-01")
    desk.add(
        "trip_cancellations", f"{DAY} 13:00", cancellation_id=uid("x"), trip_id=uid("called off"), reason_code="road"
    )
    desk.add("trip_finishes", f"{DAY} 14:00", finish_id=uid("y"), trip_id=uid("over"))
    desk.refresh()
    car, old = desk.read("SELECT * FROM marts.rpt_vehicles ORDER BY vehicle_no")
    assert (car["services"], car["trips_done"], car["out_on"]) == ("school_drop, worship_drop", 1, "2026-03-10")
    assert (old["is_active"], old["services"], old["out_on"]) == (False, "", "")
