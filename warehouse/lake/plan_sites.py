"""The candidates and the vehicles of a plan, from the figures: those served, or those of the warehouse as it refreshes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from warehouse.planning.model import Site
from warehouse.rules.outreach import VEHICLES
from warehouse.sql import read


@dataclass(frozen=True)
class VehicleSeen:
    """`out_on`: the days from now on for which a trip of it is planned."""

    vehicle_no: str
    out_on: frozenset[date]


def candidates(
    cursor: duckdb.DuckDBPyConnection, agency: str, service: str, month: date, *, asked_only: bool = False
) -> tuple[Site, ...]:
    """Active sites of the service; with `asked_only`, those of them with an approved request."""
    rows = _rows(cursor, "plan_sites", {"agency": agency, "service": service, "month": month})
    return tuple(Site(**row) for row in rows if row["is_requested"] or not asked_only)


def fleet_of(cursor: duckdb.DuckDBPyConnection, agency: str, service: str) -> list[VehicleSeen]:
    """Vehicles in service that suit it and go out for no other; one without a name when the figures know none."""
    if not _has_vehicles(cursor):
        return [VehicleSeen("1", frozenset())]
    rows = _rows(cursor, "plan_vehicles", {"agency": agency, "service": service, "kinds": sorted(VEHICLES[service])})
    seen = [VehicleSeen(row["vehicle_no"], frozenset(map(date.fromisoformat, row["out_on"].split(", ")))
                        if row["out_on"] else frozenset()) for row in rows]  # fmt: skip
    return seen or [VehicleSeen("1", frozenset())]


def registered_vehicles(cursor: duckdb.DuckDBPyConnection, agency: str) -> frozenset[str]:
    """The numbers of the agency's vehicles in service."""
    if not _has_vehicles(cursor):
        return frozenset()
    rows = cursor.execute(
        "SELECT vehicle_no FROM marts.rpt_vehicles WHERE agency = ? AND is_active", [agency]
    ).fetchall()
    return frozenset(row[0] for row in rows)


def _has_vehicles(cursor: duckdb.DuckDBPyConnection) -> bool:
    """A serving file from before an upgrade lacks the mart."""
    found = cursor.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'marts' AND table_name = 'rpt_vehicles'"
    ).fetchone()
    return bool(found and found[0])


def _rows(cursor: duckdb.DuckDBPyConnection, query: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    found = cursor.execute(read("warehouse.lake", query), values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
