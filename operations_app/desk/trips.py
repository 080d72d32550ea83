"""Planning trips: what may be chosen for a service, and at which field of the form a refusal belongs. Reading only."""

from __future__ import annotations

from datetime import date

from operations_app.desk.fleet import Officer, officers, Vehicle, vehicles
from operations_app.desk.sites import Site, sites
from warehouse.errors import BadInput, Refused
from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase
from warehouse.rules.outreach import OFFICERS, VEHICLES

_ = translator("operations_app")

CANCELLING = ("weather", "vehicle", "road", "no_recipient", "other")
FIELD_OF_RULE = {
    "trip_lies_ahead": "planned_on", "vehicle_is_known": "vehicle_no", "vehicle_suits_the_service": "vehicle_no",
    "vehicle_is_free": "vehicle_no", "officer_is_known": "crew", "crew_is_free": "crew", "crew_has_a_licence": "crew",
    "site_is_known": "site_nos", "site_is_open": "site_nos", "site_belongs_to_the_service": "site_nos",
    "officer_of_the_service": "service",
}  # fmt: skip


def field_of(refusal: Refused) -> str | None:
    """Where on the form the sentence stands."""
    if refusal.rule in FIELD_OF_RULE:
        return FIELD_OF_RULE[refusal.rule]
    return refusal.field if isinstance(refusal, BadInput) else None


def vehicles_for(db: OperationsDatabase, agency: str, service: str, today: date) -> list[Vehicle]:
    return [one for one in vehicles(db, agency, today) if one.is_active and one.kind in VEHICLES[service]]


def sites_for(db: OperationsDatabase, agency: str, service: str, today: date) -> list[Site]:
    """Open sites of the service; those with the longest time since a visit come first."""
    found = [one for one in sites(db, agency, today) if service in one.services and not one.is_closed(today)]
    return sorted(found, key=lambda one: (one.last_at.timestamp() if one.last_at else 0.0, one.name))


def crew_for(db: OperationsDatabase, agency: str, service: str) -> list[Officer]:
    """The officers of the service first, then the others."""
    return sorted(officers(db, agency), key=lambda one: (OFFICERS[service] not in one.roles, one.name))


def cancellation_name(code: str) -> str:
    return {
        "weather": _("Weather or sea"), "vehicle": _("Vehicle broken down"), "road": _("Road cut off"),
        "no_recipient": _("Nobody there to receive"), "mistake": _("Recorded by mistake"),
        "system_trouble": _("Trouble with the system"), "patron_request": _("Asked for by the site"),
        "other": _("Another reason"),
    }[code]  # fmt: skip
