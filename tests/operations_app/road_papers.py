"""A library with a road: officers with licences and PINs, a vehicle, schools; a trip under way at a click."""

from __future__ import annotations

from typing import Any

from tests.operations_app.library import Library, POINT
from warehouse.clock import local_day

OFFICERS = {
    "petugas": ["mobile_library_officer", "school_drop_officer", "technical_officer"],
    "rekan": ["school_drop_officer"], "motor": ["motorcycle_officer"], "kabid": ["division_head"],
}  # fmt: skip
PINS = {"petugas": "314159", "kabid": "271828"}
SCHOOLS = {"S1": "SD Negeri Oesapa Kecil 2", "S2": "SMP Negeri 9 Kupang"}
ZONE = "Asia/Makassar"


class Road:
    """Short words for the road's commands, as of the library's clock."""

    def __init__(self, library: Library) -> None:
        self.library, self.db = library, library.db

    def do(self, command: str, **fields: Any) -> dict[str, Any]:
        return self.library.do(command, **fields)

    def furnish(self) -> Road:
        for login, roles in OFFICERS.items():
            name = login.title()
            self.do(
                "add_staff", days_ago=60, login=login, name=name, roles=roles, home_service_point=POINT, nip="1985.1"
            )
        for login, pin in PINS.items():
            self.do("set_pin", days_ago=59, actor=login, pin=pin)
        for login in ("petugas", "rekan"):
            self.do("add_licence", days_ago=59, login=login, licence="SIM A", valid_until="2029-01-31")
        self.do("add_vehicle", days_ago=59, vehicle_no="MPK-1", kind="mpk", plate_no="DH 8012 AA")
        for number, name in SCHOOLS.items():
            self.do(
                "add_site", days_ago=59, site_no=number, kind="school", level="SD", name=name, people_served=240,
                address="Jalan Timor Raya Km 12, Kupang", services=["mobile_library", "school_drop", "anter_koper"],
                signer_name="Yohana Nenobais, S.Pd.", signer_office="Kepala Sekolah",
            )  # fmt: skip
        return self

    def leave(
        self, service: str = "school_drop", copies: tuple[str, ...] = ("C1a", "C2a"), crew: str = "petugas"
    ) -> tuple[str, str]:
        """A trip to both schools that has left with its load: (trip, case)."""
        trip = self.do(
            "schedule_trip", service=service, planned_on=local_day(self.library.clock(), ZONE), vehicle_no="MPK-1",
            crew=[crew], site_nos=list(SCHOOLS),
        )["trip_id"]  # fmt: skip
        case = self.do("open_trip", trip_id=trip, actor=crew)["case_id"]
        self.do("load_copies", trip_id=trip, copy_nos=list(copies))
        self.do("start_trip", trip_id=trip, odometer_km=48_210)
        return trip, case

    def handed_over(self, *copies: str, crew: str = "petugas") -> tuple[str, str, str]:
        """A trip whose copies lie at the first school, with its berita acara: (trip, case, paper)."""
        trip, case = self.leave(copies=copies or ("C1a", "C2a"), crew=crew)
        self.do("hand_over", trip_id=trip, site_no="S1", copy_nos=list(copies or ("C1a", "C2a")))
        paper = self.do("issue_document", document_kind="handover_ba", case_id=case, site_no="S1", actor=crew)
        return trip, case, paper["document_id"]

    def sign(self, paper: str, *parties: str) -> None:
        for party in parties:
            if party == "outside":
                whole = {"party": "recipient", "name": "Yohana", "drawn_sha256": "0" * 64}
            else:
                whole = {"party": party, "pin": PINS["petugas"]}
            self.do("sign_document", document_id=paper, actor="petugas", **whole)
