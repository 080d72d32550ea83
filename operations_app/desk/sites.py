"""Sites as the desk shows them: found by number or name, copies of ours there, visits, corrections. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from operations_app.desk.run_sheet_lookups import ON_REQUEST
from warehouse.i18n import number, translator
from warehouse.operations.database import OperationsDatabase
from warehouse.rules.outreach import OFFICERS

_ = translator("operations_app")
_QUERIES = files("operations_app.desk")
_SITES = _QUERIES.joinpath("sites.sql").read_text("utf-8")
_HISTORY = _QUERIES.joinpath("site_history.sql").read_text("utf-8")
_COPIES = _QUERIES.joinpath("site_copies.sql").read_text("utf-8")

KINDS = ("school", "university", "institution", "orphanage", "home", "worship", "household", "village")
LEVELS = ("PAUD", "SD", "SMP", "SMA", "SMK", "SLB")
SERVICES = tuple(OFFICERS)
SHOWN = (
    "name", "level", "people_served", "services", "region_code", "latitude", "longitude", "address", "contact_name",
    "contact_phone", "signer_name", "signer_office", "closed_on",
)  # fmt: skip
"""What may be corrected, in the order in which it is shown."""


@dataclass(frozen=True)
class Site:
    site_id: str
    site_no: str
    kind: str
    level: str | None
    people_served: int
    region_code: str | None
    latitude: float | None
    longitude: float | None
    services: tuple[str, ...]
    registered_on: date
    closed_on: date | None
    name: str
    address: str | None
    contact_name: str | None
    contact_phone: str | None
    signer_name: str | None
    signer_office: str | None
    copies: int
    oldest_since: datetime | None
    last_at: datetime | None
    next_on: date | None

    def is_closed(self, today: date) -> bool:
        return self.closed_on is not None and self.closed_on < today

    def fits(self, words: str, service: str | None) -> bool:
        text = f"{self.site_no} {self.name} {self.address or ''} {self.region_code or ''}".casefold()
        return (service is None or service in self.services) and all(word in text for word in words.casefold().split())


@dataclass(frozen=True)
class Correction:
    """A row of a site's history: when, by whom, and what it changed (field, before, after)."""

    at: datetime
    login: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class CopyThere:
    copy_no: str
    title: str
    since: datetime


def sites(db: OperationsDatabase, agency: str, today: date, site_no: str | None = None) -> list[Site]:
    """The agency's sites, open ones first; or the one of that number."""
    rows = db.query(_SITES, agency=agency, today=today, site_no=site_no)
    return [Site(**{**row, "services": tuple(row["services"])}) for row in rows]


def copies_there(db: OperationsDatabase, site_id: str) -> list[CopyThere]:
    return [CopyThere(**row) for row in db.query(_COPIES, site_id=site_id)]


def history(db: OperationsDatabase, site_id: str) -> list[Correction]:
    """Every row of the site, the latest first; the last one is its registration."""
    rows = db.query(_HISTORY, site_id=site_id)
    return [
        Correction(row["occurred_at"], row["actor"], _changes(row, rows[place + 1] if place + 1 < len(rows) else None))
        for place, row in enumerate(rows)
    ]


def changed_fields(site: Site, values: dict[str, Any]) -> dict[str, Any]:
    """Of what a form holds, what differs from the site as it stands, and what was emptied. The name is never empty."""
    values = values | {"people_served": values.get("people_served") or 0}
    filled = {
        name: value
        for name, value in values.items()
        if value not in (None, "")
        and (list(value) if isinstance(value, list | tuple) else value) != _as_form(site, name)
    }
    emptied = [name for name, value in values.items() if value in (None, "") and _as_form(site, name) not in (None, "")]
    return filled | ({"emptied": emptied} if emptied else {})


def kind_name(kind: str) -> str:
    return {
        "school": _("School"), "university": _("University"), "institution": _("Institution"),
        "orphanage": _("Orphanage"), "home": _("Care home"), "worship": _("House of worship"),
        "household": _("Household"), "village": _("Village"),
    }[kind]  # fmt: skip


def field_name(name: str) -> str:
    return {
        "name": _("Name"), "level": _("Level"), "people_served": _("People served"), "services": _("Services"),
        "region_code": _("Region code"), "latitude": _("Latitude"), "longitude": _("Longitude"),
        "address": _("Address"), "contact_name": _("Contact"), "contact_phone": _("Telephone"),
        "signer_name": _("Who signs"), "signer_office": _("Office of who signs"), "closed_on": _("Closed on"),
    }[name]  # fmt: skip


def short_service_name(service: str) -> str:
    """As staff say it."""
    return {
        "mobile_library": "MPK", "smart_motorcycle": "Motor Pintar", "school_drop": "LTPS",
        "worship_drop": "Silang Layan", "household_drop": "Perpustakaan Kunjung", ON_REQUEST: "ANTER KOPER",
    }[service]  # fmt: skip


def _as_form(site: Site, name: str) -> Any:
    value = getattr(site, name)
    return list(value) if isinstance(value, tuple) else value


def _changes(row: dict[str, Any], before: dict[str, Any] | None) -> tuple[tuple[str, str, str], ...]:
    if before is None:
        return ()
    return tuple(
        (field_name(name), _shown(before[name]), _shown(row[name])) for name in SHOWN if row[name] != before[name]
    )


def _shown(value: Any) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, list | tuple):
        return ", ".join(short_service_name(one) for one in value) or "–"
    if isinstance(value, int):
        return number(value)
    return value.isoformat() if isinstance(value, date) else str(value)
