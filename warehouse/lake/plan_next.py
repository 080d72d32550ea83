"""The plan of the next month in the warehouse: for each agency and service, worked out again only when an input changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from warehouse.catalogue.model import Catalogue
from warehouse.catalogue.read_planning import planning_terms
from warehouse.clock import next_month
from warehouse.errors import CatalogueError
from warehouse.i18n import in_language
from warehouse.lake.insert import insert_rows
from warehouse.lake.plan_inputs import fingerprint, month_of, SERVICES, Wish
from warehouse.lake.plan_sites import candidates
from warehouse.logs import logger
from warehouse.planning.listing import rows_of
from warehouse.planning.model import Plan
from warehouse.planning.month import plan
from warehouse.settings import Settings

READS = ("rpt_site_stock", "rpt_documents", "rpt_regions", "rpt_vehicles")
"""The marts it is made from."""
SEARCH_S, ITERATIONS = 4.0, 1500
"""A refresh is not held up for a plan that the page works out better; the iterations end it first, on any machine."""
_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """How many plans there are, and how many of them were worked out now."""

    plans: int
    made: int
    rows: int


def plan_next(connection: duckdb.DuckDBPyConnection, settings: Settings, catalogue: Catalogue) -> Planned:
    """Bring `plans` up to the marts."""
    known = {
        (agency, service): sha256
        for agency, service, sha256 in connection.execute(
            "SELECT agency, service, inputs_sha256 FROM plans.made"
        ).fetchall()
    }
    made, standing = set(), set()
    for wish, zone in _wishes(connection, catalogue):
        if not candidates(connection, wish.agency, wish.service, wish.month):
            continue
        try:
            terms = planning_terms(wish.agency, settings.catalogue_dir)
        except CatalogueError as wrong:  # said by the checks (warehouse.lake.plan_terms); the plan made before stands
            _log.error("planning_terms_unreadable", agency=wish.agency, detail=str(wrong))
            standing.add((wish.agency, wish.service))
            continue
        if terms is None:
            continue
        try:
            month = month_of(connection, catalogue, terms, wish)
        except CatalogueError:  # no version of this SOP is in force in that month
            continue
        standing.add((wish.agency, wish.service))
        sha256 = f"{settings.language}:{wish.month}:{fingerprint(month)}"
        if known.get((wish.agency, wish.service)) == sha256:
            continue
        with in_language(settings.language):
            _put(connection, wish, plan(month, seconds=SEARCH_S, iterations=ITERATIONS), zone, sha256)
        made.add((wish.agency, wish.service))
    for agency, service in known.keys() - standing:
        _remove(connection, agency, service)
    rows = connection.execute("SELECT count(*) FROM plans.locations").fetchone()
    return Planned(len(standing & (known.keys() | made)), len(made), int(rows[0]) if rows else 0)


def _wishes(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> Iterator[tuple[Wish, ZoneInfo]]:
    for agency, day in connection.execute(_TODAY).fetchall():
        if agency in catalogue.agencies:
            for service in SERVICES:
                yield Wish(agency, service, next_month(day)), ZoneInfo(catalogue.agencies[agency].timezone)


_TODAY = (
    "SELECT a.agency, timezone(coalesce(g.timezone, 'UTC'), a.as_of_at)::DATE FROM as_of AS a"
    " LEFT JOIN ref.agencies AS g ON g.agency = a.agency ORDER BY a.agency"
)


def _put(connection: duckdb.DuckDBPyConnection, wish: Wish, made: Plan, zone: ZoneInfo, sha256: str) -> None:
    rows = [_row(wish, one, zone) for one in rows_of(made)]
    connection.execute("BEGIN")
    try:
        _delete(connection, wish.agency, wish.service)
        connection.execute(
            "INSERT INTO plans.made VALUES (?, ?, ?, ?)", [wish.agency, wish.service, wish.month, sha256]
        )
        insert_rows(connection, "plans", "locations", rows)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _row(wish: Wish, one: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    day = date.fromisoformat(one["planned_on"]) if one["planned_on"] else None

    def at(clock: str | None) -> datetime | None:
        return None if day is None or clock is None else datetime.combine(day, time.fromisoformat(clock), zone)

    return {
        "agency": wish.agency, "service": wish.service, "month": wish.month, "site_id": one["site_id"], "rank": one["rank"],
        "chosen": one["chosen"], "planned_on": day, "vehicle": one["vehicle"], "visit_order": one["visit_order"],
        "arrive_at": at(one["arrive_at"]), "leave_at": at(one["leave_at"]), "score": one["score"], "people": one["people"],
        "days_since_served": one["days_since_served"], "reason": one["reason"],
    }  # fmt: skip


def _remove(connection: duckdb.DuckDBPyConnection, agency: str, service: str) -> None:
    connection.execute("BEGIN")
    _delete(connection, agency, service)
    connection.execute("COMMIT")


def _delete(connection: duckdb.DuckDBPyConnection, agency: str, service: str) -> None:
    connection.execute("DELETE FROM plans.made WHERE agency = ? AND service = ?", [agency, service])
    connection.execute("DELETE FROM plans.locations WHERE agency = ? AND service = ?", [agency, service])
