"""Vehicles, and the officers of the road with their licences. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Literal

from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase
from warehouse.rules.outreach import LICENCES, OFFICERS

_ = translator("operations_app")
_QUERIES = files("operations_app.desk")
_FLEET = _QUERIES.joinpath("fleet.sql").read_text("utf-8")
_LICENCES = _QUERIES.joinpath("licences.sql").read_text("utf-8")

ENDS_SOON = timedelta(days=60)
Standing = Literal["valid", "ends_soon", "ended"]


@dataclass(frozen=True)
class Vehicle:
    vehicle_no: str
    kind: str
    is_active: bool
    plate_no: str | None
    next_on: date | None


@dataclass(frozen=True)
class Licence:
    licence: str
    valid_until: date

    def standing(self, today: date) -> Standing:
        if self.valid_until < today:
            return "ended"
        return "ends_soon" if self.valid_until - today <= ENDS_SOON else "valid"


@dataclass(frozen=True)
class Officer:
    """An account that goes out with vehicles."""

    login: str
    name: str
    roles: tuple[str, ...]
    licences: tuple[Licence, ...]

    def may_drive(self, vehicle_kind: str, on: date) -> bool:
        return any(one.licence == LICENCES[vehicle_kind] and one.valid_until >= on for one in self.licences)


def vehicles(db: OperationsDatabase, agency: str, today: date) -> list[Vehicle]:
    """Those in service first."""
    return [Vehicle(**row) for row in db.query(_FLEET, agency=agency, today=today)]


def officers(db: OperationsDatabase, agency: str) -> list[Officer]:
    """Accounts with a role of the road, by name."""
    roles = [*OFFICERS.values(), "section_head"]
    return [
        Officer(row["login"], row["name"], tuple(row["roles"]), tuple(Licence(**one) for one in row["licences"] or ()))
        for row in db.query(_LICENCES, agency=agency, roles=roles)
    ]


def vehicle_kind_name(kind: str) -> str:
    return {"mpk": _("Mobile library (MPK)"), "motorcycle": _("Motorcycle"), "car": _("Car")}[kind]
