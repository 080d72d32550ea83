"""A month's plan: locks, one visit a site, clock times by the SOP, reasons that hold, and never less than the old way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.planning.model import Day, LeftOut, Plan, PlannedStop, Site, Vehicle, Weights
from warehouse.planning.month import Month, plan
from warehouse.planning.need import needs
from warehouse.planning.travel import Crossing, kilometres, minutes_between, NEVER_MIN, Place, Road, Roads

OFFICE = Place(-10.16, 123.6, "53.71")
DAYS = (date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3))


def site(number: int, **values: object) -> Site:
    plain: dict[str, object] = {
        "site_id": f"s{number}", "name": f"Lokasi {number}", "region_code": "53.71.01", "latitude": -10.16 + number / 200,
        "longitude": 123.6, "people": 100 + number, "days_since_served": 30 * number,
    }  # fmt: skip
    return Site(**{**plain, **values})  # type: ignore[arg-type]


def month_of(*sites: Site, vehicles: int = 1, days: tuple[date, ...] = DAYS) -> Month:
    places = [OFFICE, *(Place(one.latitude or 0, one.longitude or 0, one.region_code) for one in sites)]
    fleet = tuple(Vehicle(str(number), days) for number in range(1, vehicles + 1))
    return Month(sites, fleet, minutes_between(places, Roads()), Day())


def chosen(made: Plan) -> list[str]:
    return [stop.site.site_id for stop in made.stops]


def reason(made: Plan, site_id: str) -> str:
    return next(one.reason for one in made.left_out if one.site.site_id == site_id)


def test_times_follow_the_sop() -> None:
    """ANTER KOPER 5, 6, 8, 9: 80 minutes before leaving, 60 at each site."""
    made = plan(month_of(site(1), days=DAYS[:1]))
    (stop,) = made.stops
    drive = minutes_between([OFFICE, Place(-10.155, 123.6, "53.71.01")], Roads())[0, 1]
    assert stop.arrive_at == time(9, 20 + int(drive))
    assert (stop.leave_at.hour * 60 + stop.leave_at.minute) - (stop.arrive_at.hour * 60 + stop.arrive_at.minute) == 60


def test_locks_hold_and_every_absence_has_its_reason() -> None:
    sites = (
        site(1, lock="must_not"), site(2, is_served_this_month=True), site(3, latitude=None, longitude=None),
        site(4, latitude=-8.0), site(5), site(6, people=1, days_since_served=1, lock="must"),
    )  # fmt: skip
    made = plan(month_of(*sites))
    assert set(chosen(made)) == {"s5", "s6"}
    assert "perencana" in reason(made, "s1")
    assert "bulan ini" in reason(made, "s2")
    assert "koordinat" in reason(made, "s3")
    assert "terlalu jauh" in reason(made, "s4")
    assert "ditetapkan perencana" in next(stop.reason for stop in made.stops if stop.site.site_id == "s6")


def test_a_full_day_says_whose_place_it_would_take() -> None:
    made = plan(month_of(*(site(number) for number in range(1, 11)), days=DAYS[:1]))
    assert len(made.stops) == 6  # 400 minutes, an hour each and the way
    assert "semua hari penuh" in reason(made, "s1")


def test_without_vehicles_nothing_is_planned_and_it_says_so() -> None:
    made = plan(month_of(site(1), vehicles=0))
    assert made.stops == ()
    assert "tidak ada kendaraan" in reason(made, "s1")


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.builds(
            dict, people=st.integers(1, 900), days_since_served=st.none() | st.integers(0, 900),
            latitude=st.floats(-10.4, -9.9), longitude=st.floats(123.4, 123.9), is_requested=st.booleans(),
            lock=st.sampled_from([None, None, None, "must", "must_not"]),
        ),
        min_size=1, max_size=9,
    )
)  # fmt: skip
def test_never_less_than_longest_unserved_first(drawn: list[dict[str, object]]) -> None:
    made = plan(month_of(*(site(number, **values) for number, values in enumerate(drawn, 1)), days=DAYS[:2]))
    assert made.rival <= made.reached <= made.bound <= made.whole
    assert len(set(chosen(made))) == len(made.stops)
    assert not [stop for stop in made.stops if stop.site.lock == "must_not"]
    assert len(made.stops) + len(made.left_out) == len(drawn)
    said: list[PlannedStop | LeftOut] = [*made.stops, *made.left_out]
    assert all(one.reason for one in said)
    assert [share for _more, share in made.curve] == sorted(share for _more, share in made.curve)


def test_a_vehicle_less_never_reaches_more() -> None:
    month = month_of(*(site(number) for number in range(1, 10)), vehicles=2, days=DAYS[:1])
    assert plan(month.without("2")).reached <= plan(month).reached


def test_need_grows_with_people_and_waiting_and_requests() -> None:
    first = needs([site(1), site(2, people=200)], Weights())
    assert first["s2"].points > first["s1"].points
    asked = needs([site(1, is_requested=True), site(2)], Weights())
    assert asked["s1"].request == 1.5
    unfair = needs([site(1, region_code="53.01.01", days_since_served=None), site(2)], Weights())
    assert unfair["s1"].fairness == 1.5
    assert unfair["s2"].fairness == 1.0


def test_islands_are_reached_over_ports_only() -> None:
    kupang, rote = Place(-10.2, 123.5, "53.01"), Place(-10.8, 123.1, "53.14")
    islands = {"53.01": "Timor", "53.71": "Timor", "53.14": "Rote"}
    assert minutes_between([OFFICE, rote], Roads(islands=islands))[0, 1] == NEVER_MIN
    ferry = Roads(islands=islands, crossings=(Crossing(kupang, rote, 240),))
    ways = minutes_between([OFFICE, rote], ferry)
    assert 240 < ways[0, 1] < 300
    assert ways[0, 1] == ways[1, 0]


def test_the_longest_region_prefix_gives_the_road() -> None:
    roads = Roads(Road(60, 1.0), {"53": Road(30, 1.0), "53.71": Road(20, 1.0)})
    assert roads.of("53.71.02").speed_kmh == 20
    assert roads.of("53.05").speed_kmh == 30
    assert roads.of("33.01").speed_kmh == 60
    assert kilometres(Place(0, 0), Place(0, 1)) == pytest.approx(111.19, abs=0.01)


def test_the_same_input_gives_the_same_plan() -> None:
    rng = np.random.default_rng(3)
    sites = tuple(
        replace(site(number), latitude=float(-10.4 + rng.random() / 2), longitude=float(123.4 + rng.random() / 2))
        for number in range(1, 25)
    )
    month = month_of(*sites, vehicles=2)
    assert plan(month, seconds=120) == plan(month, seconds=120)
