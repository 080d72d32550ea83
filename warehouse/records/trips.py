"""Trips: planned, opened, left, back. From the key to the travel report (six outreach SOPs)."""

from __future__ import annotations

from typing import Any

from warehouse.errors import BadInput, NotAllowed, Refused
from warehouse.i18n import local_date, N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.fleet import licences_of, staff_by_login, vehicle_by_number
from warehouse.records.models_road import CancelTrip, FinishTrip, OpenTrip, ScheduleTrip, StartTrip
from warehouse.records.open_cases import complete_once, open_case
from warehouse.records.requests import note_schedule, request_ready_for
from warehouse.records.sites import open_on, site_by_number
from warehouse.records.steps import note_moment, OPEN_PAUSES
from warehouse.rules.outreach import drivers, LICENCES, OFFICERS, VEHICLES

ON_REQUEST = "anter_koper"
"""Its cases are the requests, one a site; every other service has one case a trip."""


def schedule_trip(tx: Tx, command: ScheduleTrip) -> dict[str, Any]:
    """An outing on the calendar. ANTER KOPER goes to approved and surveyed sites only, each at most once a month."""
    _may(tx, command.service, planning=True)
    if command.planned_on < tx.today and not command.backfilled:
        raise BadInput("trip_lies_ahead", N_("The day of the trip has passed. Choose another day."), field="planned_on")
    vehicle = vehicle_by_number(tx, command.vehicle_no)
    if vehicle["kind"] not in VEHICLES[command.service]:
        raise BadInput(
            "vehicle_suits_the_service", N_("Vehicle {no} is not one that this service goes out with."),
            field="vehicle_no", no=command.vehicle_no,
        )  # fmt: skip
    vehicle_id, crew = str(vehicle["vehicle_id"]), [staff_by_login(tx, login) for login in dict.fromkeys(command.crew)]
    _nothing_else_that_day(tx, command, vehicle_id, crew)
    able = drivers(
        {str(one["staff_key"]): licences_of(tx, str(one["staff_key"])) for one in crew},
        vehicle["kind"],
        command.planned_on,
    )
    if not able:
        raise Refused(
            "crew_has_a_licence", N_("Nobody of the crew holds a valid {licence} on that day (SOP, qualifications)."),
            licence=LICENCES[vehicle["kind"]],
        )  # fmt: skip
    sites = [_site_for(tx, command, number) for number in dict.fromkeys(command.site_nos)]
    trip_id = command.trip_id or new_id()
    if tx.fact_rows("SELECT 1 FROM trips WHERE trip_id = ?", trip_id):
        raise Refused("trip_is_new", N_("This trip exists already."))
    tx.insert("trips", trip_id=trip_id, service=command.service, planned_on=command.planned_on, vehicle_id=vehicle_id)
    for one in crew:
        key = str(one["staff_key"])
        tx.insert("trip_crews", crew_id=new_id(), trip_id=trip_id, staff_key=key, is_driver=key == able[0])
    for order, (site, case_id) in enumerate(sites, 1):
        tx.insert(
            "trip_stops",
            stop_id=new_id(),
            trip_id=trip_id,
            site_id=str(site["site_id"]),
            visit_order=order,
            case_id=case_id,
        )
    tx.state("state_trips").put(
        {
            "trip_id": trip_id, "agency": tx.agency.code, "service_point": tx.service_point.code, "service": command.service,
            "planned_on": command.planned_on, "vehicle_id": vehicle_id, "case_id": None, "started_at": None,
            "finished_at": None, "odometer_km": None,
        }
    )  # fmt: skip
    if command.service == ON_REQUEST:
        note_schedule(tx, command.planned_on, [case_id for _, case_id in sites if case_id])
    return {"trip_id": trip_id, "planned_on": command.planned_on.isoformat(), "driver": able[0], "stops": len(sites)}


def cancel_trip(tx: Tx, command: CancelTrip) -> dict[str, Any]:
    """The trip stays on record as cancelled. One that has left is finished, not cancelled."""
    trip = the_trip(tx, command.trip_id)
    _may(tx, trip["service"], planning=True)
    if trip["started_at"] or tx.state("state_copy_places").by("trip_id", command.trip_id):
        raise Refused("trip_has_not_left", N_("This trip has left, or copies are loaded. Unload it, or finish it."))
    tx.insert("trip_cancellations", cancellation_id=new_id(), trip_id=command.trip_id, reason_code=command.reason_code)
    if trip["case_id"]:
        case_id = trip["case_id"]
        tx.insert("case_notes", note_id=new_id(), case_id=case_id, about="cancel_trip", note=command.reason)
        tx.insert("case_closings", closing_id=new_id(), case_id=case_id, outcome="abandoned")
        tx.state("state_open_cases").delete(case_id)
        tx.state(OPEN_PAUSES).delete(case_id)
    tx.state("state_trips").delete(command.trip_id)
    return {"trip_id": command.trip_id}


def open_trip(tx: Tx, command: OpenTrip) -> dict[str, Any]:
    """The case of the trip's SOP: attendance, briefing and checks are tapped in it from here on."""
    trip = the_trip(tx, command.trip_id)
    _may(tx, trip["service"])
    if trip["service"] == ON_REQUEST:
        raise Refused("request_is_the_case", N_("The cases of this trip are its requests; they are open already."))
    if trip["case_id"]:
        raise Refused("trip_is_opened_once", N_("This trip has been opened already."))
    case_id = open_case(tx, trip["service"])
    tx.insert("trip_cases", case_id=case_id, trip_id=command.trip_id)
    tx.state("state_trips").update(command.trip_id, case_id=case_id)
    return {"trip_id": command.trip_id, "case_id": case_id}


def start_trip(tx: Tx, command: StartTrip) -> dict[str, Any]:
    """The vehicle leaves: the journey begins now."""
    trip = under_way(tx, command.trip_id, started=False)
    tx.insert("trip_starts", start_id=new_id(), trip_id=command.trip_id, odometer_km=command.odometer_km)
    tx.state("state_trips").update(command.trip_id, started_at=tx.at, odometer_km=command.odometer_km)
    for case_id in cases_of(tx, trip):
        note_moment(tx, case_id, tx.at)
    return {"trip_id": command.trip_id, "cases": cases_of(tx, trip)}


def finish_trip(tx: Tx, command: FinishTrip) -> dict[str, Any]:
    """Back at the office. What the case still owes (parking, check, papers) is done in it afterwards."""
    trip = under_way(tx, command.trip_id)
    if trip["finished_at"]:
        raise Refused("trip_is_finished_once", N_("This trip is back already."))
    if tx.at < trip["started_at"]:
        raise BadInput(
            "finish_follows_start", N_("The time lies before the departure. Check the time."), field="occurred_at"
        )
    if (
        command.odometer_km is not None
        and trip["odometer_km"] is not None
        and command.odometer_km < trip["odometer_km"]
    ):
        raise BadInput(
            "kilometres_grow", N_("The kilometres are fewer than at the departure ({km}). Read them again."),
            field="odometer_km", km=trip["odometer_km"],
        )  # fmt: skip
    tx.insert("trip_finishes", finish_id=new_id(), trip_id=command.trip_id, odometer_km=command.odometer_km)
    for case_id in cases_of(tx, trip):
        complete_once(tx, case_id, "finish_trip")
    if trip["service"] == ON_REQUEST:
        tx.state("state_trips").delete(command.trip_id)
    else:
        tx.state("state_trips").update(command.trip_id, finished_at=tx.at)
    return {
        "trip_id": command.trip_id,
        "left_on_vehicle": len(tx.state("state_copy_places").by("trip_id", command.trip_id)),
    }


# what the other modules of the road ask -------------------------------------------------------------------------------
def the_trip(tx: Tx, trip_id: str) -> Row:
    """The trip that is planned or under way; Refused when it is over, cancelled, or another agency's."""
    trip = tx.state("state_trips").get(trip_id)
    if trip is None or trip["agency"] != tx.agency.code:
        raise Refused("trip_is_planned", N_("There is no such trip, or it is over."))
    return trip


def under_way(tx: Tx, trip_id: str, *, started: bool = True) -> Row:
    """The trip, its case opened and (unless told otherwise) on the road; the acting officer belongs to its service."""
    trip = the_trip(tx, trip_id)
    _may(tx, trip["service"])
    if trip["case_id"] is None and trip["service"] != ON_REQUEST:
        raise Refused("trip_is_opened", N_("Open the trip first: the crew's attendance is its first step."))
    if started and trip["started_at"] is None:
        raise Refused("trip_has_left", N_("This trip has not left yet. Record the departure first."))
    if not started and trip["started_at"] is not None:
        raise Refused("trip_leaves_once", N_("This trip has left already."))
    return trip


def stop_at(tx: Tx, trip: Row, site_no: str) -> tuple[Row, str]:
    """The site of a stop of this trip, and the case that stands for it."""
    site = site_by_number(tx, site_no)
    stop = tx.fact_rows(
        "SELECT case_id FROM trip_stops WHERE trip_id = ? AND site_id = ?", trip["trip_id"], str(site["site_id"])
    )
    if not stop:
        raise Refused("site_is_a_stop", N_("Site {no} is no stop of this trip."), no=site_no)
    return site, str(stop[0]["case_id"] or trip["case_id"])


def cases_of(tx: Tx, trip: Row) -> list[str]:
    if trip["case_id"]:
        return [trip["case_id"]]
    stops = tx.fact_rows("SELECT case_id FROM trip_stops WHERE trip_id = ? ORDER BY visit_order", trip["trip_id"])
    return [str(stop["case_id"]) for stop in stops if stop["case_id"]]


def _may(tx: Tx, service: str, *, planning: bool = False) -> None:
    """The officers of the service, and for planning their heads: looked at here, because one command serves six services."""
    roles = {OFFICERS[service], "section_head"} | ({"division_head", "planner"} if planning else set())
    if not tx.actor.has_any(frozenset(roles)):
        raise NotAllowed("officer_of_the_service", N_("This trip belongs to the officers of another service."))


def _site_for(tx: Tx, command: ScheduleTrip, site_no: str) -> tuple[Row, str | None]:
    site = site_by_number(tx, site_no)
    open_on(site, command.planned_on)
    if command.service not in site["services"]:
        raise Refused(
            "site_belongs_to_the_service", N_("Site {no} is not registered for this service. Add the service to it first."),
            no=site_no,
        )  # fmt: skip
    if command.service != ON_REQUEST:
        return site, None
    _once_a_month(tx, command, site)
    return site, request_ready_for(tx, site)


def _once_a_month(tx: Tx, command: ScheduleTrip, site: Row) -> None:
    first = command.planned_on.replace(day=1)
    planned = tx.fact_rows(
        "SELECT t.planned_on FROM trips t JOIN trip_stops s USING (trip_id) WHERE s.site_id = ? AND t.service = ?"
        " AND date_trunc('month', t.planned_on) = ?::DATE AND trip_id NOT IN (SELECT trip_id FROM trip_cancellations)",
        str(site["site_id"]), command.service, first,
    )  # fmt: skip
    if planned and not command.overrule:
        raise Refused(
            "site_once_a_month",
            N_("Site {no} is on the schedule of this month already ({day}). Give a reason to go there twice."),
            no=site["site_no"], day=local_date(planned[0]["planned_on"]),
        )  # fmt: skip


def _nothing_else_that_day(tx: Tx, command: ScheduleTrip, vehicle_id: str, crew: list[Row]) -> None:
    that_day = [t for t in tx.state("state_trips").by("planned_on", command.planned_on) if t["finished_at"] is None]
    if any(trip["vehicle_id"] == vehicle_id for trip in that_day):
        raise Refused("vehicle_is_free", N_("Vehicle {no} goes out on that day already."), no=command.vehicle_no)
    keys = {str(one["staff_key"]) for one in crew}
    for trip in that_day:
        rows = tx.fact_rows("SELECT staff_key FROM trip_crews WHERE trip_id = ?", trip["trip_id"])
        if keys & {str(row["staff_key"]) for row in rows}:
            raise Refused("crew_is_free", N_("Somebody of the crew goes out on that day already."))
