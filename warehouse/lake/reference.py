"""The catalogue → schema ref: SOP versions with steps and units, agencies, calendars. Small, and compared by hash.

Rules stay in Python: which version judges when (`version_for`) and which days are worked (`AgencyCalendar`) are asked
here for every stretch of days, so that SQL only joins. Each part of the catalogue has a hash of its own: what a changed
part judges becomes stale (warehouse.lake.reference_changes); changed mart SQL or a corrected time zone asks for everything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from typing import Any

import duckdb
import orjson

from warehouse.catalogue.agency import Agency
from warehouse.catalogue.frames import Row, sop_steps_rows, sops_rows
from warehouse.catalogue.model import Catalogue
from warehouse.catalogue.versions import pick_version
from warehouse.lake.columns import has_local_day, published_tables
from warehouse.lake.insert import insert_rows
from warehouse.lake.local_time import known_zones, local_time
from warehouse.lake.papers import paper_tables
from warehouse.lake.reference_changes import PARTS, stale_by_difference
from warehouse.lake.state import full_is_due, read_state, write_state
from warehouse.sql import quoted, read

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9999, 12, 31)

_SHAPED = ("sops", "sop_steps")
"""Tables whose columns follow the catalogue's own rows."""
_DATES = ("effective_from", "effective_until", "made_on", "revised_on", "effective_on_printed", "ratified_on")
_INTEGERS = (
    "sop_version", "steps", "steps_alone", "steps_in_span", "steps_not_observed", "units", "step_position",
    "unit_position", "unit_steps",
)  # fmt: skip
_SECONDS = ("standard_s", "unit_standard_s")
_FLAGS = ("working_time", "actor_inferred")


def load_reference(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, mart_definitions: str) -> bool:
    """Bring schema ref up to `catalogue`; True when what was judged before may be judged differently now.

    `mart_definitions` stands for the SQL of the marts: when that changes, everything is rebuilt too.
    """
    tables = _tables(catalogue)
    now = _digests(catalogue, tables, mart_definitions)
    before: dict[str, str] = orjson.loads(read_state(connection, _STATE) or "{}")
    if now == before:
        return False
    connection.execute("BEGIN")
    try:
        if now["definitions"] != before.get("definitions"):
            _replace_all(connection, tables)
            full_is_due(connection)
        else:
            with stale_by_difference(connection, [part for part in PARTS if now[part] != before[part]]):
                _replace_all(connection, tables)
                if now["calendars"] == before["calendars"]:
                    connection.execute("INSERT INTO ref.calendar_days SELECT * FROM was_calendar_days")
                else:
                    _insert_calendars(connection, catalogue)
        if now["zones"] != before.get("zones"):
            _restamp_local_days(connection)
            full_is_due(connection)
        write_state(connection, _STATE, orjson.dumps(now).decode())
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return True


_STATE = "catalogue_parts"


def _digests(catalogue: Catalogue, tables: dict[str, list[Row]], mart_definitions: str) -> dict[str, str]:
    """Part of the catalogue → hash of what is judged by it; `definitions`: what our own code says."""
    agencies = catalogue.agencies.values()
    shapes = [list(tables[name][0]) for name in _SHAPED]
    parts: dict[str, Any] = {
        "definitions": [mart_definitions, shapes, *paper_tables().values()],
        "zones": [[agency.code, agency.timezone] for agency in agencies],
        "sops": [tables[name] for name in (*_SHAPED, "sop_units", "sop_step_documents", "sop_in_force")],
        "calendars": [_calendar_definition(agency) for agency in agencies],
        "places": [tables["agencies"], tables["service_points"]],
    }
    return {name: hashlib.sha256(orjson.dumps(part, default=str)).hexdigest() for name, part in parts.items()}


def _replace_all(connection: duckdb.DuckDBPyConnection, tables: dict[str, list[Row]]) -> None:
    """The calendars are emptied: they are filled for the years of the data (extend_calendars)."""
    for name, rows in tables.items():
        _replace(connection, name, rows)
    connection.execute("DELETE FROM ref.calendar_days")


def _insert_calendars(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """The years there were before, as the catalogue sees them now."""
    years = connection.execute("SELECT DISTINCT agency, year(day) FROM was_calendar_days ORDER BY ALL").fetchall()
    rows = [
        row
        for code, year in years
        if code in catalogue.agencies
        for row in _calendar_rows(catalogue.agencies[code], year)
    ]
    insert_rows(connection, "ref", "calendar_days", rows)


def extend_calendars(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Calendar days of every agency for the years the data reaches into (one transaction)."""
    wanted = _years_of_data(connection)
    have = set(connection.execute("SELECT DISTINCT agency, year(day) FROM ref.calendar_days").fetchall())
    rows = [
        row
        for agency in catalogue.agencies.values()
        for year in sorted(wanted)
        if (agency.code, year) not in have
        for row in _calendar_rows(agency, year)
    ]
    insert_rows(connection, "ref", "calendar_days", rows)


def _calendar_rows(agency: Agency, year: int) -> list[Row]:
    calendar, first = agency.calendar, date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    return [
        {
            "agency": agency.code,
            "day": day,
            "is_working_day": calendar.is_working_day(day),
            "is_open_day": calendar.is_open_day(day),
            "next_working_day": calendar.next_working_day(day),
        }
        for day in days
    ]


def _calendar_definition(agency: Agency) -> list[Any]:
    """Everything the calendar's answers depend on, in a stable order."""
    calendar = agency.calendar
    return [
        agency.code,
        calendar.country,
        _holidays_version(),
        sorted(calendar.working_weekdays),
        sorted(calendar.collective_leave),
        sorted(calendar.closures),
        sorted(calendar.extra_open_days),
        [[hours.begins_on, sorted((d, str(h)) for d, h in hours.by_weekday.items())] for hours in calendar.hours],
    ]


@cache
def _holidays_version() -> str:
    return version("holidays")


def _years_of_data(connection: duckdb.DuckDBPyConnection) -> set[int]:
    """Years in which something may have to be counted: those with cases, steps, papers or trips, and one on each side."""
    row = connection.execute(read("warehouse.lake", "years_of_data")).fetchone()
    return set(range(int(row[0]) - 1, int(row[1]) + 2)) if row and row[0] is not None else set()


def _tables(catalogue: Catalogue) -> dict[str, list[Row]]:
    return {
        "sops": sops_rows(catalogue),
        "sop_steps": sop_steps_rows(catalogue),
        "sop_units": [
            {
                "sop_code": sop.code, "sop_version": sop.version, "unit_position": unit.position,
                "activity": " · ".join(step.activity for step in unit.steps),
                "act": unit.act, "condition": unit.condition, "standard_s": unit.standard_s,
                "time_kind": unit.time_kind, "working_time": unit.working_time,
            }
            for sop in catalogue.versions
            for unit in sop.units
        ],
        "sop_step_documents": [
            {
                "sop_code": sop.code, "sop_version": sop.version, "step_position": step.position,
                "unit_position": step.unit, "document_kind": step.required_document, "condition": step.condition,
                "document_condition": step.document_condition,
            }
            for sop in catalogue.versions
            for step in sop.documents
        ],
        "sop_in_force": [
            stretch for agency in catalogue.agencies for code in catalogue.sop_codes
            for stretch in _stretches(catalogue, agency, code)
        ],
        "agencies": [
            {"agency": a.code, "name": a.name, "timezone": a.timezone, "region_code": a.region_code,
             "people_served": a.population.people}
            for a in catalogue.agencies.values()
        ],
        "service_points": [
            {"service_point": p.code, "agency": p.agency, "name": p.name, "kind": p.kind}
            for p in catalogue.service_points.values()
        ],
        **paper_tables(),
    }  # fmt: skip


def _stretches(catalogue: Catalogue, agency: str, sop_code: str) -> Iterator[Row]:
    """Runs of days on which one version judges `sop_code` for `agency`."""
    versions = catalogue.versions_of(sop_code)
    starts = {FIRST_DAY}
    for sop in versions:
        if sop.effective_from:
            starts.add(sop.effective_from)
        if sop.effective_until:
            starts.add(sop.effective_until + timedelta(days=1))
    ordered = sorted(starts)
    for start, following in zip(ordered, [*ordered[1:], None], strict=True):
        judge = pick_version(versions, agency, start)
        if judge:
            yield {
                "agency": agency,
                "sop_code": sop_code,
                "sop_version": judge.version,
                "from_day": start,
                "until_day": following - timedelta(days=1) if following else LAST_DAY,
            }


def _restamp_local_days(connection: duckdb.DuckDBPyConnection) -> None:
    """When an agency's time zone became known or was corrected, rows taken in earlier move to their right local day."""
    if connection.execute("SELECT 1 FROM raw.batches LIMIT 1").fetchone() is None:
        return
    zones = known_zones(connection)
    for table in published_tables():
        if has_local_day(table):
            connection.execute(_restamp_statement(table, zones))


def _restamp_statement(table: str, zones: list[str]) -> str:
    day = local_time("t.occurred_at", zones)
    return f"""UPDATE raw.{quoted(table)} AS t
        SET local_day = {day}::DATE, local_month = date_trunc('month', {day})::DATE
        FROM (SELECT DISTINCT x.agency, z.timezone FROM raw.{quoted(table)} x LEFT JOIN ref.agencies z USING (agency)) a
        WHERE a.agency = t.agency AND t.local_day IS DISTINCT FROM {day}::DATE"""


def _replace(connection: duckdb.DuckDBPyConnection, name: str, rows: list[Row]) -> None:
    connection.execute(_create_statement(name, rows[0]) if name in _SHAPED else _delete_statement(name))
    insert_rows(connection, "ref", name, rows)


def _create_statement(name: str, row: Row) -> str:
    """Tables whose columns follow the catalogue's own rows."""
    columns = ", ".join(f"{quoted(column)} {_type(column)}" for column in row)
    return f"CREATE OR REPLACE TABLE ref.{quoted(name)} ({columns})"


def _delete_statement(name: str) -> str:
    return f"DELETE FROM ref.{quoted(name)}"


def _type(column: str) -> str:
    if column in _DATES:
        return "DATE"
    if column in _INTEGERS:
        return "INTEGER"
    if column in _SECONDS:
        return "BIGINT"
    return "BOOLEAN" if column in _FLAGS else "VARCHAR"
