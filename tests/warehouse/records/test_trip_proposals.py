"""Proposed trips: all or none of a plan, once; the head of division makes trips of them, to sites that may be visited."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.warehouse.conftest import Library, MONDAY, POINT
from warehouse.ids import new_id
from warehouse.operations.verify import verify

TODAY = MONDAY.date()
SOON, LATER = TODAY + timedelta(days=7), TODAY + timedelta(days=8)


@pytest.fixture
def road(library: Library) -> Library:
    for login, roles in {
        "petugas": ["school_drop_officer", "technical_officer"], "kabid": ["division_head"], "rencana": ["planner"],
    }.items():  # fmt: skip
        library.do("add_staff", minute=-90, login=login, name=login.title(), roles=roles, home_service_point=POINT)
    library.do("add_licence", minute=-80, login="petugas", licence="SIM A", valid_until="2027-01-31")
    library.do("set_pin", minute=-79, actor="kabid", pin="271828")
    library.do("add_vehicle", minute=-78, vehicle_no="MPK-1", kind="mpk")
    library.do("add_vehicle", minute=-78, vehicle_no="MP-1", kind="motorcycle")
    for number in ("S1", "S2"):
        library.do(
            "add_site", minute=-77, site_no=number, kind="school", level="SD", name=f"SDN {number}", people_served=120,
            services=["school_drop", "anter_koper"], signer_name="Kepala Sekolah",
        )  # fmt: skip
    return library


@pytest.fixture(autouse=True)
def _whole(library: Library) -> Any:
    yield
    list(verify(library.db.reader(), library.db.settings.landing))


def trip(day: Any = SOON, *sites: str, vehicle_no: str = "MPK-1") -> dict[str, Any]:
    return {"planned_on": day, "vehicle_no": vehicle_no, "stops": [{"site_no": one} for one in sites or ("S1", "S2")]}


def propose(road: Library, *trips: dict[str, Any], service: str = "school_drop", **fields: Any) -> dict[str, Any]:
    said = {"actor": "rencana", "plan_id": new_id(), "service": service, "trips": list(trips), **fields}
    return road.do("propose_trips", **said)


def open_proposals(road: Library) -> list[str]:
    rows = road.db.rows(
        "SELECT proposal_id FROM trip_proposals"
        " WHERE proposal_id NOT IN (SELECT proposal_id FROM trip_proposal_decisions) ORDER BY planned_on"
    )
    return [str(row["proposal_id"]) for row in rows]


def approve(proposal_id: str, **fields: Any) -> dict[str, Any]:
    return {"actor": "kabid", "proposal_id": proposal_id, "crew": ["petugas"], "pin": "271828", "minute": 5, **fields}


def test_a_proposal_is_no_trip_until_the_head_of_division_says_so(road: Library) -> None:
    assert propose(road, trip(SOON), trip(LATER, "S2"))["proposed"] == 2
    assert road.db.rows("SELECT 1 FROM trips") == []
    first, second = open_proposals(road)
    done = road.do("approve_trip_proposal", **approve(first))
    assert (done["stops"], done["left_out"]) == (2, [])
    [made] = road.db.rows("SELECT * FROM state_trips")
    assert (made["service"], made["planned_on"]) == ("school_drop", SOON)
    road.do("decline_trip_proposal", minute=6, actor="kabid", proposal_id=second, reason="Ujian sekolah")
    assert open_proposals(road) == []
    assert len(road.db.rows("SELECT 1 FROM trips")) == 1


def test_it_is_decided_once_by_the_head_of_division_with_the_own_pin(road: Library) -> None:
    propose(road, trip())
    [one] = open_proposals(road)
    assert road.refusal("approve_trip_proposal", **approve(one, actor="rencana")) == "role_may_act"
    assert road.refusal("approve_trip_proposal", **approve(one, pin="100000")) == "pin_is_right"
    assert road.refusal("approve_trip_proposal", **approve(one, crew=["kasie"])) == "crew_has_a_licence"
    road.do("approve_trip_proposal", **approve(one))
    assert road.refusal("approve_trip_proposal", **approve(one)) == "proposal_is_decided_once"
    assert (
        road.refusal("decline_trip_proposal", actor="kabid", proposal_id=one, reason="Lupa")
        == "proposal_is_decided_once"
    )
    assert road.refusal("approve_trip_proposal", **approve(new_id())) == "proposal_is_known"


def test_the_same_plan_is_proposed_once(road: Library) -> None:
    payload = road.payload("propose_trips", actor="rencana", plan_id=new_id(), service="school_drop", trips=[trip()])
    assert road.execute(payload).data == road.execute(payload).data
    assert len(open_proposals(road)) == 1
    assert road.refusal("propose_trips", **{**_fields(payload), "actor": "rencana"}) == "plan_is_new"


def test_a_plan_that_was_declined_may_be_sent_again_as_it_is(road: Library) -> None:
    plan = {"plan_id": new_id(), "service": "school_drop", "trips": [trip(SOON), trip(LATER, "S2")], "actor": "rencana"}
    road.do("propose_trips", **plan)
    first, second = open_proposals(road)
    made = road.do("approve_trip_proposal", **approve(first))
    assert road.refusal("propose_trips", **plan) == "plan_is_new", "one of it waits"
    road.do("decline_trip_proposal", minute=6, actor="kabid", proposal_id=second, reason="Tunggu surat kendaraan")
    assert road.do("propose_trips", **plan)["proposed"] == 1
    [again] = open_proposals(road)
    [row] = road.db.rows("SELECT planned_on FROM trip_proposals WHERE proposal_id = ?", again)
    assert row["planned_on"] == LATER, "what is on the schedule is not proposed twice"
    road.do("approve_trip_proposal", **approve(again, minute=7))
    assert road.refusal("propose_trips", **plan) == "plan_is_new", "all of it is on the schedule"
    road.do("cancel_trip", minute=8, actor="kabid", trip_id=made["trip_id"], reason_code="other", reason="Rusak")
    assert road.do("propose_trips", **plan)["proposed"] == 1


def _fields(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: payload[name] for name in ("plan_id", "service", "trips")}


def test_a_newer_plan_replaces_what_is_undecided_of_its_months(road: Library) -> None:
    propose(road, trip(SOON), trip(LATER, "S2"))
    first, _second = open_proposals(road)
    road.do("approve_trip_proposal", **approve(first))
    next_month = trip((TODAY + timedelta(days=40)), "S1")
    propose(road, next_month)
    assert len(open_proposals(road)) == 2
    assert propose(road, trip(LATER, "S1"))["replaced"] == 1
    assert len(open_proposals(road)) == 2
    rows = road.db.rows("SELECT decision FROM trip_proposal_decisions ORDER BY txid")
    assert [row["decision"] for row in rows] == ["approved", "replaced"]


@pytest.mark.parametrize(
    ("trips", "rule"),
    [
        ([trip(TODAY - timedelta(days=1))], "trip_lies_ahead"),
        ([trip(SOON, "S1"), trip(SOON, "S2")], "vehicle_is_free"),
        ([trip(vehicle_no="MP-1")], "vehicle_suits_the_service"),
        ([trip(SOON, "S9")], "site_is_known"),
        ([trip(LATER, "S1"), trip(SOON, "S9")], "site_is_known"),
    ],
    ids=["past", "vehicle twice", "motorcycle", "unknown site", "all or none"],
)
def test_a_plan_that_cannot_be_is_refused_whole(road: Library, trips: list[dict[str, Any]], rule: str) -> None:
    said = {"actor": "rencana", "plan_id": new_id(), "service": "school_drop", "trips": trips}
    assert road.refusal("propose_trips", **said) == rule
    assert open_proposals(road) == []


def test_anter_koper_goes_to_approved_and_surveyed_sites_only(road: Library) -> None:
    propose(road, trip(), service="anter_koper")
    [one] = open_proposals(road)
    assert road.refusal("approve_trip_proposal", **approve(one)) == "a_stop_is_ready"
    asked = road.do("request_service", minute=1, actor="petugas", site_no="S2", letter_no="421/7", letter_on=TODAY)
    road.do("approve_request", minute=2, actor="kabid", case_id=asked["case_id"], pin="271828")
    said = {"case_id": asked["case_id"], "is_suitable": True, "findings": "Halaman luas."}
    road.do("survey_site", minute=3, actor="petugas", **said)
    done = road.do("approve_trip_proposal", **approve(one))
    assert (done["stops"], done["left_out"]) == (1, ["S1"])
    [stop] = road.db.rows("SELECT case_id FROM trip_stops")
    assert str(stop["case_id"]) == asked["case_id"]
