"""Copies on the move: loaded, handed over, taken back, rolled on, lost, unloaded. A copy has one place at a time."""

from __future__ import annotations

from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.copy_places import copy_by_number, elsewhere, move, place_of
from warehouse.records.models_road import (
    BackFromSite,
    CountOutreachUse,
    HandOver,
    LoadCopies,
    RegisterOutreachVisitors,
    RollOver,
    UnloadCopies,
)
from warehouse.records.open_cases import complete_once
from warehouse.records.trips import stop_at, the_trip, under_way
from warehouse.records.visits import class_in_list


def load_copies(tx: Tx, command: LoadCopies) -> dict[str, Any]:
    """Step 5: all that were scanned go onto the vehicle, or none. Reference and deposit copies stay in the building."""
    trip = the_trip(tx, command.trip_id)
    copies = _copies(tx, command.copy_nos)
    for copy in copies:
        place = place_of(tx, copy)
        if place.kind != "shelf":
            raise elsewhere(copy, place.kind)
        if not copy["is_lendable"]:
            raise Refused(
                "copy_is_lendable",
                N_("Copy {copy_no} is read on the premises and never lent."),
                copy_no=copy["copy_no"],
            )
    for copy in copies:
        move(tx, "load", copy, "shelf", "trip", trip_id=trip["trip_id"], case_id=trip["case_id"])
    return {"trip_id": command.trip_id, "copies": len(copies), "on_vehicle": _on_vehicle(tx, command.trip_id)}


def unload_copies(tx: Tx, command: UnloadCopies) -> dict[str, Any]:
    """Off the vehicle, back to the shelf; also after the trip is over, for nobody may forget a box."""
    wanted = set(command.copy_nos)
    aboard = [_known(tx, row) for row in tx.state("state_copy_places").by("trip_id", command.trip_id)]
    if not aboard:
        raise Refused("vehicle_holds_copies", N_("No copy is on this vehicle."))
    missing = wanted - {copy["copy_no"] for copy in aboard}
    if missing:
        raise Refused("copy_is_on_the_vehicle", N_("Copy {copy_no} is not on this vehicle."), copy_no=min(missing))
    unloaded = [copy for copy in aboard if not wanted or copy["copy_no"] in wanted]
    for copy in unloaded:
        move(tx, "unload", copy, "trip", "shelf", trip_id=command.trip_id)
    return {"trip_id": command.trip_id, "copies": len(unloaded), "on_vehicle": _on_vehicle(tx, command.trip_id)}


def hand_over(tx: Tx, command: HandOver) -> dict[str, Any]:
    """Copies stay at the site. Its berita acara lists what was scanned here."""
    trip = under_way(tx, command.trip_id)
    site, case_id = stop_at(tx, trip, command.site_no)
    copies = _copies(tx, command.copy_nos)
    for copy in copies:
        _is_aboard(tx, copy, trip)
    for copy in copies:
        move(
            tx,
            "hand_over",
            copy,
            "trip",
            "site",
            trip_id=trip["trip_id"],
            case_id=case_id,
            to_site=str(site["site_id"]),
        )
    complete_once(tx, case_id, "hand_over")
    return {"case_id": case_id, "copies": len(copies), **_at_site(tx, site)}


def take_back_from_site(tx: Tx, command: BackFromSite) -> dict[str, Any]:
    """Copies come back onto the vehicle, looked at one by one; those the site has lost leave the collection."""
    trip = under_way(tx, command.trip_id)
    site, case_id = stop_at(tx, trip, command.site_no)
    damaged, lost = set(command.damaged), set(command.lost)
    if lost & (damaged | set(command.copy_nos)):
        raise BadInput("lost_did_not_come", N_("A copy cannot both come back and be lost."), field="lost")
    copies = _copies(tx, list(dict.fromkeys([*command.copy_nos, *command.damaged, *command.lost])))
    if not copies:
        raise BadInput("something_comes_back", N_("Scan the copies that come back."), field="copy_nos")
    for copy in copies:
        _is_at(tx, copy, site)
    at_site = {"trip_id": trip["trip_id"], "case_id": case_id, "from_site": str(site["site_id"])}
    for copy in copies:
        if copy["copy_no"] in lost:
            move(tx, "lost", copy, "site", "lost", **at_site)
            tx.insert("copy_withdrawals", withdrawal_id=new_id(), copy_id=str(copy["copy_id"]), reason_code="lost")
            tx.change("DELETE FROM state_copies WHERE copy_no = ?", copy["copy_no"])
        else:
            condition = "damaged" if copy["copy_no"] in damaged else "good"
            move(tx, "take_back", copy, "site", "trip", condition=condition, **at_site)
    complete_once(tx, case_id, "take_back_from_site")
    return {"case_id": case_id, "copies": len(copies) - len(lost), "lost": len(lost), **_at_site(tx, site)}


def roll_over(tx: Tx, command: RollOver) -> dict[str, Any]:
    """Rolling: from one site straight to the next, never by way of the shelf."""
    trip = under_way(tx, command.trip_id)
    if command.from_site_no == command.to_site_no:
        raise BadInput("rolling_changes_the_site", N_("Rolling goes from one site to another."), field="to_site_no")
    source, case_id = stop_at(tx, trip, command.from_site_no)
    target, _ = stop_at(tx, trip, command.to_site_no)
    copies = _copies(tx, command.copy_nos)
    for copy in copies:
        _is_at(tx, copy, source)
    for copy in copies:
        move(
            tx, "roll_over", copy, "site", "site", trip_id=trip["trip_id"], case_id=case_id,
            from_site=str(source["site_id"]), to_site=str(target["site_id"]),
        )  # fmt: skip
    complete_once(tx, case_id, "roll_over")
    return {"case_id": case_id, "copies": len(copies), **_at_site(tx, target)}


def register_outreach_visitors(tx: Tx, command: RegisterOutreachVisitors) -> dict[str, Any]:
    """The visitors' book of a stop: counted apart from visits of the building."""
    trip = under_way(tx, command.trip_id)
    site, case_id = stop_at(tx, trip, command.site_no)
    for dimension in ("age_class", "occupation", "education"):
        class_in_list(tx.agency, dimension, getattr(command, dimension))
    tx.insert(
        "outreach_visits", outreach_visit_id=new_id(), trip_id=trip["trip_id"], site_id=str(site["site_id"]),
        case_id=case_id, heads=command.heads, sex=command.sex, age_class=command.age_class,
        occupation=command.occupation, education=command.education,
    )  # fmt: skip
    return {"case_id": case_id, "heads": command.heads}


def count_outreach_use(tx: Tx, command: CountOutreachUse) -> dict[str, Any]:
    if not command.books_read and not command.toys_used:
        raise BadInput("something_is_counted", N_("Count at least one book or toy."), field="books_read")
    trip = under_way(tx, command.trip_id)
    site, case_id = stop_at(tx, trip, command.site_no)
    tx.insert(
        "outreach_uses", use_id=new_id(), trip_id=trip["trip_id"], site_id=str(site["site_id"]), case_id=case_id,
        books_read=command.books_read, toys_used=command.toys_used,
    )  # fmt: skip
    return {"case_id": case_id}


def _copies(tx: Tx, numbers: list[str]) -> list[Row]:
    return [copy_by_number(tx, number) for number in dict.fromkeys(numbers)]


def _known(tx: Tx, place: Row) -> Row:
    found = tx.row("SELECT * FROM state_copies WHERE copy_id = ?", place["copy_id"])
    assert found is not None
    return found


def _is_aboard(tx: Tx, copy: Row, trip: Row) -> None:
    place = place_of(tx, copy)
    if place.kind != "trip" or place.trip_id != trip["trip_id"]:
        raise Refused("copy_is_on_the_vehicle", N_("Copy {copy_no} is not on this vehicle."), copy_no=copy["copy_no"])


def _is_at(tx: Tx, copy: Row, site: Row) -> None:
    place = place_of(tx, copy)
    if place.kind != "site" or place.site_id != str(site["site_id"]):
        raise Refused(
            "copy_is_at_the_site",
            N_("Copy {copy_no} does not lie at site {no}."),
            copy_no=copy["copy_no"],
            no=site["site_no"],
        )


def _on_vehicle(tx: Tx, trip_id: str) -> int:
    return len(tx.state("state_copy_places").by("trip_id", trip_id))


def _at_site(tx: Tx, site: Row) -> Row:
    return {
        "site_no": site["site_no"],
        "at_site": len(tx.state("state_copy_places").by("site_id", str(site["site_id"]))),
    }
