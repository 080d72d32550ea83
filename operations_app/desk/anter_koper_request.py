"""A request comes in: by the public form, or typed in by staff from a letter. Finds the site, or takes a new one in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from operations_app.desk.anter_koper import SOP
from warehouse.errors import BadInput
from warehouse.i18n import N_
from warehouse.operations.database import OperationsDatabase

_SITES = files("operations_app.desk").joinpath("anter_koper_sites.sql").read_text("utf-8")

PUBLIC_KINDS = ("school", "university", "institution", "orphanage", "home", "village")
"""Who may ask, as the SOP's title names them. Households do not write letters, and their names are personal data."""
LEVELS = ("PAUD", "SD", "SMP", "SMA", "SMK", "SLB")
FOUND_MAX = 20
WORD_MAX = 80


@dataclass(frozen=True)
class FoundSite:
    site_no: str
    name: str
    kind: str
    services: tuple[str, ...]


@dataclass(frozen=True)
class NewSite:
    """A place that the agency does not know yet."""

    name: str
    kind: str
    level: str | None = None
    people_served: int | None = None
    address: str | None = None
    region_code: str | None = None


@dataclass(frozen=True)
class Contact:
    name: str
    phone: str
    message: str = ""


@dataclass(frozen=True)
class Letter:
    number: str
    dated_on: date
    wished_on: date | None = None
    sha256: str | None = None


def find_sites(db: OperationsDatabase, agency: str, words: str) -> list[FoundSite]:
    """Open sites whose name or number holds every word; never a household."""
    wanted = [word for word in words[:WORD_MAX].casefold().split() if word]
    if not wanted:
        return []
    rows = db.query(_SITES, agency=agency, words=wanted, limit=FOUND_MAX)
    return [FoundSite(row["site_no"], row["name"], row["kind"], tuple(row["services"])) for row in rows]


def site_named(db: OperationsDatabase, agency: str, name: str) -> FoundSite | None:
    """The site of exactly that name, so that the same school is not taken in twice."""
    same = " ".join(name.casefold().split())
    return next((one for one in find_sites(db, agency, name) if " ".join(one.name.casefold().split()) == same), None)


def site_of_number(db: OperationsDatabase, agency: str, site_no: str) -> FoundSite | None:
    return next((one for one in find_sites(db, agency, site_no) if one.site_no == site_no), None)


def submit(
    db: OperationsDatabase, *, service_point: str, at: datetime, key: str, actor: str, channel: str, letter: Letter,
    site: FoundSite | None, new_site: NewSite | None = None, contact: Contact | None = None,
    started_at: datetime | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Take the site in where needed, then the request. The public's requests are carried out by the system itself."""
    trusted = channel == "public"

    def do(command: str, **fields: Any) -> dict[str, Any]:
        payload = {
            "command": command, "key": f"request:{key}:{command}", "occurred_at": at, "actor": actor,
            "service_point": service_point, **{name: value for name, value in fields.items() if value is not None},
        }  # fmt: skip
        return db.execute(payload, trusted=trusted).data

    site_no = _taken_in(db, do, service_point, at, key, site, new_site, contact)
    return do(
        "request_service", site_no=site_no, letter_no=letter.number, letter_on=letter.dated_on, wished_on=letter.wished_on,
        letter_sha256=letter.sha256, channel=channel, reason=_message(contact), started_at=started_at,
    )  # fmt: skip


def _taken_in(
    db: OperationsDatabase, do: Any, service_point: str, at: datetime, key: str, site: FoundSite | None,
    new_site: NewSite | None, contact: Contact | None,
) -> str:  # fmt: skip
    """The number of the site, registered for ANTER KOPER."""
    if site is None and new_site is not None:
        site = site_named(db, db.catalogue.agency_of(service_point).code, new_site.name)
    if site is not None:
        if SOP not in site.services:
            do("update_site", site_no=site.site_no, services=[*site.services, SOP])
        return site.site_no
    if new_site is None:
        raise BadInput("request_names_a_site", N_("Choose the site, or describe a new one."), field="site")
    local = at.astimezone(db.catalogue.agency_of(service_point).zone)
    number = f"AK-{local:%y%m%d}-{key.replace('-', '')[-5:].upper()}"
    do(
        "add_site", site_no=number, kind=new_site.kind, name=new_site.name, level=new_site.level,
        people_served=new_site.people_served, address=new_site.address, region_code=new_site.region_code, services=[SOP],
        contact_name=contact.name if contact else None, contact_phone=contact.phone if contact else None,
    )  # fmt: skip
    return number


def _message(contact: Contact | None) -> str | None:
    """Contact and message stay with the request, at the desk: a known site's own contact is not overwritten by strangers."""
    if contact is None:
        return None
    return ". ".join(part for part in (f"{contact.name}, {contact.phone}", contact.message) if part)[:500]
