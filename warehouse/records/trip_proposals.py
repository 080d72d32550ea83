"""Trips proposed by a planner, and what the head of division makes of them. A proposal is no trip: nobody goes out by it."""

from __future__ import annotations

from datetime import date
from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.fleet import check_pin, vehicle_by_number
from warehouse.records.models_planning import ApproveTripProposal, DeclineTripProposal, ProposeTrips
from warehouse.records.models_road import ScheduleTrip
from warehouse.records.requests import request_ready_for
from warehouse.records.sites import open_on, site_by_number
from warehouse.records.trips import ON_REQUEST, schedule_trip
from warehouse.rules.outreach import VEHICLES

APPROVED, DECLINED, REPLACED = "approved", "declined", "replaced"


def propose_trips(tx: Tx, command: ProposeTrips) -> dict[str, Any]:
    """All trips of the plan, or none. Sent again after a decision, those that are not on the schedule."""
    scheduled = _scheduled(tx, command.plan_id)
    taken: set[tuple[Any, Any]] = set()
    proposed = []
    for trip in command.trips:
        if (trip.planned_on, trip.vehicle_no) in scheduled:
            continue
        if trip.planned_on < tx.today:
            raise BadInput(
                "trip_lies_ahead", N_("The day of the trip has passed. Choose another day."), field="planned_on"
            )
        vehicle = vehicle_by_number(tx, trip.vehicle_no)
        if vehicle["kind"] not in VEHICLES[command.service]:
            raise BadInput(
                "vehicle_suits_the_service", N_("Vehicle {no} is not one that this service goes out with."),
                field="vehicle_no", no=trip.vehicle_no,
            )  # fmt: skip
        day = (trip.planned_on, vehicle["vehicle_id"])
        if day in taken:
            raise Refused(
                "vehicle_is_free", N_("Vehicle {no} goes out on that day already."), no=trip.vehicle_no
            )  # fmt: skip
        taken.add(day)
        sites = [_site(tx, command, stop.site_no, trip.planned_on) for stop in trip.stops]
        proposed.append((trip, str(vehicle["vehicle_id"]), sites))
    if not proposed:
        raise Refused("plan_is_new", N_("Every trip of this plan is on the schedule already."))
    replaced = _replace_open(tx, command)
    for trip, vehicle_id, sites in proposed:
        proposal_id = new_id()
        tx.insert(
            "trip_proposals", proposal_id=proposal_id, plan_id=command.plan_id, service=command.service,
            planned_on=trip.planned_on, vehicle_id=vehicle_id,
        )  # fmt: skip
        for order, (stop, site) in enumerate(zip(trip.stops, sites, strict=True), 1):
            tx.insert(
                "trip_proposal_stops", proposal_stop_id=new_id(), proposal_id=proposal_id, site_id=str(site["site_id"]),
                visit_order=order, arrive_at=stop.arrive_at,
            )  # fmt: skip
    return {"plan_id": command.plan_id, "proposed": len(proposed), "replaced": replaced}


def approve_trip_proposal(tx: Tx, command: ApproveTripProposal) -> dict[str, Any]:
    """A trip to those of its stops that may be visited: ANTER KOPER goes to approved and surveyed sites only."""
    proposal = undecided(tx, command.proposal_id)
    check_pin(tx, command.pin)
    stops = tx.fact_rows(_STOPS, command.proposal_id)
    ready: list[str] = []
    waiting: list[str] = []
    for stop in stops:
        (ready if _is_ready(tx, proposal, stop) else waiting).append(str(stop["site_no"]))
    if not ready:
        raise Refused(
            "a_stop_is_ready", N_("None of its sites may be visited yet: each needs an approved request and a survey.")
        )
    [vehicle] = tx.fact_rows(
        "SELECT max_by(vehicle_no, txid) AS vehicle_no FROM vehicles WHERE vehicle_id = ?", proposal["vehicle_id"]
    )
    envelope = command.model_dump(include={"key", "occurred_at", "actor", "service_point", "started_at"})
    trip = schedule_trip(
        tx,
        ScheduleTrip(
            command="schedule_trip", **envelope, service=proposal["service"], planned_on=proposal["planned_on"],
            vehicle_no=vehicle["vehicle_no"], crew=command.crew, site_nos=ready,
        ),
    )  # fmt: skip
    _decide(tx, command.proposal_id, APPROVED, trip["trip_id"])
    return {"proposal_id": command.proposal_id, **trip, "left_out": waiting}


def decline_trip_proposal(tx: Tx, command: DeclineTripProposal) -> dict[str, Any]:
    """The reason stands in the journal."""
    undecided(tx, command.proposal_id)
    _decide(tx, command.proposal_id, DECLINED)
    return {"proposal_id": command.proposal_id}


def _scheduled(tx: Tx, plan_id: str) -> set[tuple[date, str]]:
    """Day and vehicle of the plan's trips that were approved and not called off; Refused while something is undecided."""
    rows = tx.fact_rows(_OF_PLAN, plan_id)
    if any(row["decision"] is None for row in rows):
        raise Refused("plan_is_new", N_("This plan is with the head of division already."))
    return {(row["planned_on"], row["vehicle_no"]) for row in rows if row["decision"] == APPROVED and not row["is_off"]}


_OF_PLAN = """SELECT p.planned_on, d.decision,
        (SELECT max_by(v.vehicle_no, v.txid) FROM vehicles v WHERE v.vehicle_id = p.vehicle_id) AS vehicle_no,
        d.trip_id IN (SELECT trip_id FROM trip_cancellations) AS is_off
    FROM trip_proposals p LEFT JOIN trip_proposal_decisions d USING (proposal_id) WHERE p.plan_id = ?"""


def undecided(tx: Tx, proposal_id: str) -> Row:
    found = tx.fact_rows("SELECT * FROM trip_proposals WHERE proposal_id = ?", proposal_id)
    if not found or found[0]["agency"] != tx.agency.code:
        raise Refused("proposal_is_known", N_("There is no such proposal."))
    if tx.fact_rows("SELECT 1 FROM trip_proposal_decisions WHERE proposal_id = ?", proposal_id):
        raise Refused("proposal_is_decided_once", N_("This proposal has been decided already."))
    return found[0]


_STOPS = (
    "SELECT s.site_id, (SELECT max_by(x.site_no, x.txid) FROM sites x WHERE x.site_id = s.site_id) AS site_no"
    " FROM trip_proposal_stops s WHERE s.proposal_id = ? ORDER BY s.visit_order"
)


def _is_ready(tx: Tx, proposal: Row, stop: Row) -> bool:
    """Whether a trip may go there: the rules of `schedule_trip` say so, asked before."""
    if proposal["service"] != ON_REQUEST:
        return True
    try:
        request_ready_for(tx, site_by_number(tx, stop["site_no"]))
    except Refused:
        return False
    return True


def _site(tx: Tx, command: ProposeTrips, site_no: str, planned_on: Any) -> Row:
    site = site_by_number(tx, site_no)
    open_on(site, planned_on)
    if command.service not in site["services"]:
        raise Refused(
            "site_belongs_to_the_service", N_("Site {no} is not registered for this service. Add the service to it first."),
            no=site_no,
        )  # fmt: skip
    return site


def _replace_open(tx: Tx, command: ProposeTrips) -> int:
    """Undecided proposals of the same service and months make way for the newer plan."""
    months = sorted({trip.planned_on.replace(day=1) for trip in command.trips})
    rows = tx.fact_rows(
        "SELECT proposal_id FROM trip_proposals WHERE agency = ? AND service = ?"
        " AND list_contains(?::DATE[], date_trunc('month', planned_on)::DATE)"
        " AND proposal_id NOT IN (SELECT proposal_id FROM trip_proposal_decisions) ORDER BY txid, proposal_id",
        tx.agency.code, command.service, months,
    )  # fmt: skip
    for row in rows:
        _decide(tx, str(row["proposal_id"]), REPLACED)
    return len(rows)


def _decide(tx: Tx, proposal_id: str, decision: str, trip_id: str | None = None) -> None:
    tx.insert(
        "trip_proposal_decisions", decision_id=new_id(), proposal_id=proposal_id, decision=decision, trip_id=trip_id,
        staff_key=tx.actor.staff_key,
    )  # fmt: skip
