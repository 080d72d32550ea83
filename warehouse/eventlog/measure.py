"""A foreign event log measured against a SOP: in a warehouse in memory, by the SQL that judges our own cases.

Nothing of the log is kept, in the home or elsewhere: measuring it again gives the same figures and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import orjson

from warehouse.errors import BadInput, N_
from warehouse.eventlog.process import CONDITION_OF_LOG, MEASURED, Process
from warehouse.eventlog.read_csv import LogFile, tell_rows
from warehouse.lake.raw import ensure_schemas
from warehouse.lake.reference import extend_calendars, load_reference
from warehouse.marts.build import build, ensure_marts
from warehouse.marts.registry import BY_NAME, Mart, MARTS
from warehouse.marts.slices import touch
from warehouse.settings import Settings
from warehouse.sql import read

_PACKAGE = "warehouse.eventlog"
_RESULT = "rpt_sop_cases"
_ISO = (
    r"CREATE OR REPLACE TEMP MACRO moment(said) AS CASE"
    r" WHEN regexp_full_match(said, '\s*\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{2}.*([Zz]|[+-]\d{2}(:?\d{2})?)\s*')"
    r" THEN TRY_CAST(said AS TIMESTAMPTZ)"
    r" WHEN regexp_full_match(said, '\s*\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*')"
    r" THEN timezone(getvariable('zone'), TRY_CAST(trim(replace(said, ',', '.')) AS TIMESTAMP)) END"
)
_FORMED = (
    "CREATE OR REPLACE TEMP MACRO moment(said) AS"
    " timezone(getvariable('zone'), try_strptime(trim(said), getvariable('form'))::TIMESTAMP)"
)
_NAMES = "CREATE OR REPLACE TEMP TABLE names AS SELECT unnest(from_json(?::JSON, ?), recursive := true)"
_ACTIVITIES = (
    "CREATE OR REPLACE TEMP TABLE activity_names AS"
    " SELECT activity, lower(trim(regexp_replace(activity, '\\s+', ' ', 'g'))) AS name"
    " FROM (SELECT DISTINCT activity FROM told_rows WHERE activity IS NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """`named`: rows that told of a measured step; without any, the log and the SOP do not fit each other."""

    rows: int
    events: int
    cases: int
    compliant: int
    cases_not_in_force: int
    other_transitions: int
    not_measured: int
    refused: int
    named: int


@dataclass(frozen=True)
class Measured:
    """An open connection with the results; see warehouse.eventlog.results for what is read from it."""

    connection: duckdb.DuckDBPyConnection
    process: Process
    log: LogFile
    counts: Counts
    unknown: tuple[tuple[str, int], ...]


@contextmanager
def measured_log(
    settings: Settings,
    log: LogFile,
    process: Process,
    folder: Path,
    now: datetime,
    on_read: Callable[[], None] = lambda: None,
) -> Iterator[Measured]:
    """Read the log, judge it, hand out the figures while the block lasts; `folder` takes what does not fit in memory.

    `on_read` is called when the events stand in tables and nothing is judged yet.
    """
    with duckdb.connect(":memory:", config=_config(settings, folder)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET VARIABLE zone = ?", [process.agency.timezone])
        connection.execute("SET VARIABLE of_log = ?", [CONDITION_OF_LOG])
        ensure_schemas(connection)
        load_reference(connection, process.catalogue, "")
        _tell_events(connection, log, process, now)
        _fill_raw(connection, log, process)
        on_read()
        if any(step.working_time for step in process.sop.steps):
            extend_calendars(connection, process.catalogue)
        _judge(connection)
        counts = Counts(*(connection.execute(read(_PACKAGE, "log_counts")).fetchone() or ()))
        unknown = tuple(connection.execute(read(_PACKAGE, "unknown_activities")).fetchall())
        if counts.rows and not counts.named and not counts.refused:
            raise BadInput(
                "log_fits_sop",
                N_("No row of the log names a step of {code}. It has: {names}. Write those names as logged_as."),
                field="file", code=process.code, names=", ".join(f'"{name}"' for name, _rows in unknown[:8]),
            )  # fmt: skip
        yield Measured(connection, process, log, counts, unknown)


def _config(settings: Settings, folder: Path) -> dict[str, Any]:
    return {
        "threads": settings.duckdb_threads,
        "memory_limit": settings.duckdb_memory,
        "temp_directory": str(folder),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


def _tell_events(connection: duckdb.DuckDBPyConnection, log: LogFile, process: Process, now: datetime) -> None:
    """told_rows → told_events → paired_events: what the log says, what it means, and what of it are events."""
    if log.time_format:
        connection.execute("SET VARIABLE form = ?", [log.time_format])
    connection.execute(_FORMED if log.time_format else _ISO)
    tell_rows(connection, log)
    names = [{"name": one.name, "step": one.step, "unit": one.unit} for one in process.names]
    names = [one for one in names if one["name"] not in log.activities] + [
        {"name": name, "step": step, "unit": process.sop.step(step).unit} for name, step in log.activities.items()
    ]
    shape = orjson.dumps([{"name": "VARCHAR", "step": "INTEGER", "unit": "INTEGER"}]).decode()
    connection.execute(_NAMES, [orjson.dumps(names).decode(), shape])
    connection.execute(_ACTIVITIES)
    connection.execute(_temp_table("told_events"), {"now": now})
    connection.execute(_temp_table("paired_events"))
    connection.execute(_temp_table("log_pauses"))
    connection.execute(_temp_table("log_cases"), {"says_closed": "closed" in log.known})


def _fill_raw(connection: duckdb.DuckDBPyConnection, log: LogFile, process: Process) -> None:
    place = {"agency": process.agency.code, "timezone": process.agency.timezone}
    connection.execute(read(_PACKAGE, "raw_cases"), place | {"sop_code": MEASURED})
    connection.execute(read(_PACKAGE, "raw_case_closings"), place)
    connection.execute(read(_PACKAGE, "raw_step_events"), place | {"sop_code": MEASURED})
    connection.execute(read(_PACKAGE, "raw_step_pauses"), place | {"sop_code": MEASURED})
    connection.execute(read(_PACKAGE, "raw_step_resumptions"), place)
    said = {"says_conditions": "conditions" in log.known, "of_log": CONDITION_OF_LOG}
    connection.execute(read(_PACKAGE, "raw_case_conditions"), place | said)


def _judge(connection: duckdb.DuckDBPyConnection) -> None:
    """The marts of cases, and those they are built on, by their own SQL."""
    touch(connection, full=True)
    wanted = _with_inputs(BY_NAME[_RESULT])
    marts = [mart for mart in MARTS if mart.name in wanted]
    ensure_marts(connection, anew=True, marts=marts)
    for mart in marts:
        build(connection, mart)


def _with_inputs(mart: Mart) -> set[str]:
    return {mart.name}.union(*(_with_inputs(BY_NAME[name]) for name in mart.inputs if name in BY_NAME))


def _temp_table(name: str) -> str:
    return f"CREATE OR REPLACE TEMP TABLE {name} AS\n{read(_PACKAGE, name)}"
