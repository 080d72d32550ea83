"""What was measured: figures of the steps, the CSV files, the refused rows with line, column and reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import N_
from warehouse.eventlog.measure import Measured
from warehouse.eventlog.read_csv import rows_of
from warehouse.i18n import sentence
from warehouse.imports.outcome import Outcome
from warehouse.sql import read
from warehouse.whole_file import whole_path

_PACKAGE = "warehouse.eventlog"
_REFUSED = "SELECT line_no, refused FROM told_events WHERE refused IS NOT NULL ORDER BY line_no"
_NO_CASE = N_("Write which case the row belongs to.")
_NO_ACTIVITY = N_("Write the activity.")
_NO_MOMENT = N_("Write when it began or was done.")
_NOT_A_MOMENT = N_(
    "Write date and time of day like 2026-03-02 08:15, or name the file's way as time_format of a mapping."
)
REASONS: dict[str, tuple[tuple[str, ...], str]] = {
    "more": ((), N_("The row has more cells than the file has columns.")),
    "case": (("case",), _NO_CASE),
    "activity": (("activity",), _NO_ACTIVITY),
    "none": (("complete", "moment", "start"), _NO_MOMENT),
    "start": (("start", "moment"), _NOT_A_MOMENT),
    "finish": (("complete", "moment"), _NOT_A_MOMENT),
    "opened": (("opened",), _NOT_A_MOMENT),
    "closed": (("closed",), _NOT_A_MOMENT),
    "order": (("complete", "moment"), N_("It ends before it begins.")),
    "future": (("complete", "moment", "start"), N_("This lies in the future.")),
}
"""Why a row is refused: our columns that may hold it, and the sentence."""


@dataclass(frozen=True, slots=True)
class StepFigures:
    """A unit over the whole log, on its first step."""

    step_position: int
    activity: str
    standard_s: int | None
    expected: int
    recorded: int
    timed: int
    on_time: int
    compliance_rate: float | None
    median_s: float | None
    p90_s: float | None
    lost_minutes: float | None


def step_figures(measured: Measured) -> list[StepFigures]:
    """The units of the SOP over the whole log, in the order of the paper."""
    cursor = measured.connection.execute(read(_PACKAGE, "measured_steps"))
    names = [column[0] for column in cursor.description or ()]
    told = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    return [
        StepFigures(**{name: row[name] for name in StepFigures.__slots__})
        for row in told
        if row["month"] is None and row["expected"] is not None
    ]


def write_results(measured: Measured, target: Path) -> tuple[Path, Path]:
    """FILE.csv with the steps (whole log and by month), FILE.cases.csv with the cases, on the clock of the agency."""
    cases = target.with_name(f"{target.stem}.cases.csv")
    measured.connection.execute(_clock_statement(measured.process.agency.timezone))
    for name, file in (("measured_steps", target), ("measured_cases", cases)):
        with whole_path(file) as draft:
            try:
                measured.connection.execute(_copy_statement(name, draft))
            except duckdb.IOException as wrong:
                raise OSError(str(wrong).splitlines()[0]) from None
    return target, cases


def refused_rows(measured: Measured) -> Outcome:
    """The refused rows as they stand in the file, which is read once more for them."""
    outcome = Outcome()
    reasons: dict[int, str] = dict(measured.connection.execute(_REFUSED).fetchall())
    if not reasons:
        return outcome
    log = measured.log
    for number, line, cells in rows_of(log, reasons):
        columns, reason = REASONS[reasons[number]]
        theirs = (name for ours in columns for name in log.mapping.columns.get(ours, ()) if name in log.header)
        said = list(theirs)
        column = next((name for name in said if cells.get(name)), said[0] if said else log.header[-1])
        outcome.refuse(line, column, sentence(reason), cells)
    return outcome


def _clock_statement(zone: str) -> str:
    """SET takes no bound value; the zone is the catalogue's, which knows it."""
    return f"SET TimeZone = '{zone}'"


def _copy_statement(name: str, target: Path) -> str:
    literal = str(target).replace("'", "''")
    return f"COPY ({read(_PACKAGE, name)}) TO '{literal}' (FORMAT csv, HEADER)"
