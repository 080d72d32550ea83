"""Which agencies take requests of the public, and at which service point they arrive. Reading only."""

from __future__ import annotations

from warehouse.operations.database import OperationsDatabase

_OFFICERS = (
    "SELECT agency, service_point FROM state_accounts WHERE is_active AND list_contains(roles, 'technical_officer')"
    " ORDER BY login"
)


def desks_for_requests(db: OperationsDatabase) -> dict[str, str]:
    """Agency → the service point of its technical officers; an agency without one takes no requests here."""
    found: dict[str, str] = {}
    buildings = {
        agency.code: next((point.code for point in agency.service_points if point.kind == "building"), None)
        for agency in db.catalogue.agencies.values()
    }
    for row in db.rows(_OFFICERS):
        point = row["service_point"] or buildings.get(row["agency"])
        if row["agency"] and point:
            found.setdefault(row["agency"], point)
    return found
