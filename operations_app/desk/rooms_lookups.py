"""Who is in a reading room now, what lies on its trolley, and what a code scanned there stands for. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib.resources import files

from warehouse.catalogue.model import Unit
from warehouse.catalogue.vocabulary import TAP
from warehouse.clock import local_day
from warehouse.errors import BadInput
from warehouse.i18n import N_
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import clean_code, copy_on_desk, CopyOnDesk, lockers, version_at
from warehouse.records.visitors import present_visitor, PresentVisitor, slip_code, slip_number

_IN_ROOM = files("operations_app.desk").joinpath("visitors_in_room.sql").read_text("utf-8")
_TROLLEY = files("operations_app.desk").joinpath("trolley_of_day.sql").read_text("utf-8")
LOCKER_DIGITS = 3


@dataclass(frozen=True)
class InRoom:
    """A visitor whose case in the room is open. `to_do` are the staff's steps that nobody recorded yet."""

    case_id: str
    visit_id: str | None
    name: str
    number: str  # card or number slip
    opened_at: datetime
    opened_today: bool
    is_in_room_book: bool
    copies_counted: int
    to_do: tuple[Unit, ...]

    def waits_for(self, position: int) -> bool:
        return any(unit.position == position for unit in self.to_do)


@dataclass(frozen=True)
class Trolley:
    """Books of today: counted on the tables, put back on the shelves."""

    counted: int
    reshelved: int

    @property
    def waiting(self) -> int:
        return max(0, self.counted - self.reshelved)


def visitors_in_room(
    db: OperationsDatabase, sop_code: str, service_point: str, at: datetime, case_id: str | None = None
) -> list[InRoom]:
    """Open cases of the room's SOP, the last to come first; or one case, when it is open."""
    agency = db.catalogue.agency_of(service_point)
    today = local_day(at, agency.timezone)
    found: list[InRoom] = []
    oldest = db.row(
        "SELECT min(opened_at) AS opened_at FROM state_open_cases WHERE service_point = ? AND sop_code = ?"
        " AND (?::UUID IS NULL OR case_id = ?::UUID)",
        service_point, sop_code, case_id, case_id,
    )  # fmt: skip
    if oldest is None or oldest["opened_at"] is None:
        return found
    since = oldest["opened_at"]
    for row in db.query(_IN_ROOM, point=service_point, sop=sop_code, case_id=case_id, since=since):
        sop = version_at(db.catalogue, sop_code, service_point, row["opened_at"])
        to_do = tuple(
            unit
            for unit in sop.units
            if unit.act is None
            and unit.position not in row["units"]
            and (unit.condition is None or unit.condition in row["conditions"])
        )
        slip = slip_code(row["visited_on"], row["visit_no"]) if row["visit_no"] else ""
        found.append(
            InRoom(
                str(row["case_id"]), str(row["visit_id"]) if row["visit_id"] else None, row["name"],
                row["member_no"] or slip, row["opened_at"], local_day(row["opened_at"], agency.timezone) == today,
                row["is_in_room_book"], row["copies_counted"], to_do,
            )
        )  # fmt: skip
    return found


def trolley_of_day(db: OperationsDatabase, room: str, service_point: str, at: datetime) -> Trolley:
    """What was counted and put back in that room on the local day of `at`."""
    agency = db.catalogue.agency_of(service_point)
    start = datetime.combine(local_day(at, agency.timezone), time.min, agency.zone)
    row = db.query(_TROLLEY, point=service_point, room=room, start=start, end=start + timedelta(days=1))[0]
    return Trolley(row["counted"], row["reshelved"])


def visitor_or_copy(db: OperationsDatabase, code: str, service_point: str, at: datetime) -> PresentVisitor | CopyOnDesk:
    """A card, a number slip, a locker in use, or a copy; Refused when the visitor is not in today's guest book."""
    code = clean_code(code)
    if slip_number(code) or _is_card(db, code) or _is_locker_in_use(db, code, service_point):
        return present_visitor(db, code, service_point, at)
    copy = copy_on_desk(db, code, service_point, at)
    if copy is None:
        raise BadInput(
            "code_is_known",
            N_("No card, number slip, locker in use or copy has the number {code}."),
            field="code",
            code=code,
        )
    return copy


def _is_card(db: OperationsDatabase, code: str) -> bool:
    return db.row("SELECT 1 AS known FROM state_members WHERE member_no = ?", code) is not None


def _is_locker_in_use(db: OperationsDatabase, code: str, service_point: str) -> bool:
    if not (code.isdigit() and len(code) <= LOCKER_DIGITS):
        return False
    return any(locker.locker_no == str(int(code)) for locker in lockers(db, service_point))


def tapped(unit: Unit) -> bool:
    return TAP in unit.completed_by
