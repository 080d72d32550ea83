"""What ANTER KOPER needs in a furnished library: officers with licences and PINs, a car, a school, and their hands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from operations_app.desk import anter_koper_acts as acts
from operations_app.desk.anter_koper import Request, request_of
from operations_app.desk.anter_koper_acts import Hand
from operations_app.desk.anter_koper_scan import AnterKoperDesk
from tests.operations_app.library import Library, MONDAY, POINT, Scanner
from warehouse.clock import local_day
from warehouse.ids import new_id

PIN, HEAD_PIN = "314159", "271828"
SCAN = "a" * 64
LICENCE_DAYS = 400


def furnish_road(library: Library, *, days_ago: float = 60) -> None:
    """A technical officer and a head of division who can sign, a car, two schools."""
    for login, roles in {"teknis": ["technical_officer"], "kabid": ["division_head"]}.items():
        library.do(
            "add_staff", days_ago=days_ago, login=login, name=login.title(), roles=roles, home_service_point=POINT
        )
    until = local_day(library.clock(), "Asia/Makassar") + timedelta(days=LICENCE_DAYS)
    library.do("add_licence", days_ago=days_ago, login="teknis", licence="SIM A", valid_until=until)
    library.do("set_pin", days_ago=days_ago, actor="teknis", pin=PIN)
    library.do("set_pin", days_ago=days_ago, actor="kabid", pin=HEAD_PIN)
    library.do("add_vehicle", days_ago=days_ago, vehicle_no="DH-1", kind="car", plate_no="DH 1 AA")
    for number, name in (("S1", "SDN Oesapa"), ("S2", "SMPN 3 Kupang")):
        library.do(
            "add_site", days_ago=days_ago, site_no=number, kind="school", level="SD" if number == "S1" else "SMP", name=name,
            people_served=100, services=["anter_koper"], signer_name="Ibu Kepala", contact_phone="0812",
        )  # fmt: skip


class Road:
    """Hands of the officers, each act with a key of its own; the clock moves between them."""

    def __init__(self, library: Library) -> None:
        self.library = library
        desk = AnterKoperDesk("teknis", POINT)
        self.desk, self.scan = desk, Scanner(library, desk)

    def hand(self, login: str = "teknis") -> Hand:
        return Hand(self.library.db, login, POINT, self.library.clock(), new_id())

    def case(self, case_id: str) -> Request:
        found = request_of(self.library.db, POINT, case_id, self.library.clock())
        assert found is not None
        return found

    def requested(self, site_no: str = "S1", **fields: Any) -> str:
        return str(
            self.library.do(
                "request_service", actor="teknis", site_no=site_no, letter_no="421/7", letter_on="2026-10-01", **fields
            )["case_id"]
        )

    def ready(self, site_no: str = "S1") -> str:
        """A request that was approved and surveyed."""
        case_id = self.requested(site_no, letter_sha256=SCAN)
        self.library.clock.forward(hours=1)
        acts.approve(self.hand("kabid"), case_id, HEAD_PIN)
        self.library.clock.forward(hours=3)
        acts.survey(self.hand(), case_id, is_suitable=True, findings="Halaman luas", people_served=240, pin=PIN)
        return case_id

    def scheduled(self, *site_nos: str, **fields: Any) -> str:
        begun = self.library.clock()
        self.library.clock.forward(minutes=20)
        day = local_day(self.library.clock(), "Asia/Makassar")
        done = acts.schedule(
            self.hand(), planned_on=day, vehicle_no="DH-1", crew=["teknis"], site_nos=list(site_nos or ("S1",)), begun=begun,
            **fields,
        )  # fmt: skip
        return str(done.data["trip_id"])

    def left(self, case_id: str, *copy_nos: str) -> None:
        """Equipment, load, departure."""
        acts.equipment_begins(self.hand(), self.case(case_id))
        self.library.clock.forward(minutes=15)
        acts.equipment_ready(self.hand(), self.case(case_id))
        self.desk.turn_to(self.case(case_id).trip_id, None)
        for copy_no in copy_nos:
            assert self.scan(copy_no).tone == "ok"
        self.library.clock.forward(minutes=25)
        acts.collection_ready(self.hand(), self.case(case_id))
        acts.depart(self.hand(), self.case(case_id), 1200)

    def served(self, case_id: str, *copy_nos: str) -> None:
        """Arrival, counting, loan evidence, a photo."""
        self.library.clock.forward(minutes=70)
        acts.arrive(self.hand(), self.case(case_id))
        one = self.case(case_id)
        self.desk.turn_to(one.trip_id, one.site_id)
        for copy_no in copy_nos:
            assert self.scan(copy_no).tone == "ok"
        self.library.clock.forward(minutes=12)
        acts.count_and_hand_over(self.hand(), one, list(self.desk.out), list(self.desk.back), [], PIN)
        self.desk.clear()
        acts.keep_photo(self.hand(), one, SCAN)

    def reported(self, case_id: str) -> None:
        self.library.clock.forward(minutes=60)
        acts.come_back(self.hand(), self.case(case_id), 1260)
        acts.recheck_begins(self.hand(), self.case(case_id))
        self.library.clock.forward(minutes=18)
        acts.report(self.hand(), self.case(case_id), "Berjalan lancar.", PIN)


__all__ = ["HEAD_PIN", "MONDAY", "PIN", "POINT", "SCAN", "Road", "furnish_road"]
