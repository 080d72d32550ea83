"""A library that goes out: officers of five services, vehicles, sites, and trips planned for today."""

from __future__ import annotations

from typing import Any

from tests.operations_app.library import Library, POINT

OFFICERS = {
    "mpk": ["mobile_library_officer"], "motor": ["motorcycle_officer"], "ltps": ["school_drop_officer"],
    "silang": ["worship_drop_officer"], "kunjung": ["household_drop_officer"], "perencana": ["planner"],
    "kabid": ["division_head"],
}  # fmt: skip
SERVICES = {
    "mobile_library": ("mpk", "MPK-1", "school"), "smart_motorcycle": ("motor", "MP-1", "school"),
    "school_drop": ("ltps", "MOB-1", "school"), "worship_drop": ("silang", "MOB-2", "worship"),
    "household_drop": ("kunjung", "MOB-3", "household"),
}  # fmt: skip
PIN = "314159"


def go_out(library: Library) -> None:
    """Officers with licences and PINs, vehicles, two sites a service."""
    for login, roles in OFFICERS.items():
        library.do("add_staff", days_ago=60, login=login, name=login.title(), roles=roles, home_service_point=POINT)
    for login in ("mpk", "motor", "ltps", "silang", "kunjung"):
        for licence in ("SIM A", "SIM C"):
            library.do("add_licence", days_ago=50, login=login, licence=licence, valid_until="2035-01-31")
        library.do("set_pin", days_ago=50, actor=login, pin=PIN)
    for vehicle_no, kind in (
        ("MPK-1", "mpk"),
        ("MP-1", "motorcycle"),
        ("MOB-1", "car"),
        ("MOB-2", "car"),
        ("MOB-3", "car"),
    ):
        library.do("add_vehicle", days_ago=50, vehicle_no=vehicle_no, kind=kind, plate_no=f"DH {len(vehicle_no)} AA")
    for service, (_login, vehicle_no, kind) in SERVICES.items():
        for number in (1, 2):
            library.do(
                "add_site", days_ago=40, site_no=f"{vehicle_no}-S{number}", kind=kind, name=f"Lokasi {vehicle_no} {number}",
                people_served=40, services=[service], signer_name="Kepala", region_code="53.71",
            )  # fmt: skip


def planned(library: Library, service: str, stops: int = 2, **fields: Any) -> str:
    """A trip of today."""
    login, vehicle_no, _kind = SERVICES[service]
    day = library.clock().astimezone(library.db.catalogue.agency_of(POINT).zone).date()
    trip = library.do(
        "schedule_trip", service=service, vehicle_no=vehicle_no, crew=[login],
        site_nos=[f"{vehicle_no}-S{number}" for number in range(1, stops + 1)], **{"planned_on": day, **fields},
    )  # fmt: skip
    return str(trip["trip_id"])
