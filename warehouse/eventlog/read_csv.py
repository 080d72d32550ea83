"""A foreign log as rows of text in DuckDB: which column means what, and nothing judged yet.

CSV (comma, semicolon, tab; gzipped too) as it is; XES by way of a CSV beside the work. Every value stays text here.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import duckdb

from warehouse.errors import HomeError
from warehouse.eventlog.read_xes import COLUMNS as XES_COLUMNS
from warehouse.eventlog.read_xes import xes_to_csv
from warehouse.eventlog.short_form import plain
from warehouse.i18n import N_
from warehouse.imports.columns import Mapping, mapping_for
from warehouse.imports.outcome import COLUMN, LINE, REASON
from warehouse.settings import Settings

OURS = (
    "activity",
    "start",
    "complete",
    "moment",
    "lifecycle",
    "instance",
    "captured",
    "opened",
    "closed",
    "conditions",
)
_HEADER_CHARACTERS_MAX = 100_000


@dataclass
class LogFile:
    """`known`: our columns that the file tells of. `rows_file`: the CSV that is read (of a XES file, its copy)."""

    source: Path
    rows_file: Path
    header: list[str]
    delimiter: str
    mapping: Mapping
    known: frozenset[str]
    line_column: int | None = None  # of a XES file: where the copy says which line of the source a row is from
    activities: dict[str, int] = field(default_factory=dict)

    @property
    def time_format(self) -> str | None:
        return self.mapping.constants.get("time_format")


def open_log(settings: Settings, source: Path, mapping_name: str | None, folder: Path) -> LogFile:
    """Find out what the file's columns mean; HomeError with one sentence when they cannot be read."""
    if source.name.lower().endswith((".xes", ".xes.gz")):
        copy = folder / "log.csv"
        _rows, known = xes_to_csv(source, copy)
        columns: dict[str, tuple[str, ...]] = {ours: (ours,) for ours in ("case", "step", *OURS) if ours in XES_COLUMNS}
        return LogFile(source, copy, list(XES_COLUMNS), ",", Mapping(columns), known, XES_COLUMNS.index("line"))
    header, delimiter = _header(source)
    mapping = mapping_for(settings, "events", mapping_name, header)
    known = frozenset(ours for ours, names in mapping.columns.items() if set(names) & set(header))
    activities = {plain(name): position for name, position in mapping.activities.items()}
    return LogFile(source, source, header, delimiter, mapping, known, activities=activities)


def _header(source: Path) -> tuple[list[str], str]:
    try:
        with opened_text(source) as stream:
            first = stream.readline(_HEADER_CHARACTERS_MAX)
    except (OSError, UnicodeDecodeError, zlib.error, EOFError) as wrong:
        raise unreadable(source, str(wrong)) from None
    if not first.strip() or "\x00" in first:
        raise unreadable(source, "no table")
    delimiter = max((",", ";", "\t"), key=first.count)
    header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter))]
    return header, delimiter


def opened_text(source: Path) -> IO[str]:
    if source.suffix.lower() == ".gz":
        return gzip.open(source, "rt", encoding="utf-8-sig", newline="")
    return source.open(encoding="utf-8-sig", newline="")


def unreadable(source: Path, reason: str) -> HomeError:
    return HomeError(N_("The file {file} cannot be read: {reason}"), file=str(source), reason=reason)


def tell_rows(connection: duckdb.DuckDBPyConnection, log: LogFile) -> None:
    """told_rows: line_no (1 for the first row after the header) and our columns as text, null where there is nothing."""
    values = {name: value for name, value in log.mapping.constants.items() if name in (*OURS, "case")}
    try:
        connection.execute(_told_statement(log, values), {"file": str(log.rows_file), **values})
    except duckdb.Error as wrong:
        raise unreadable(log.source, str(wrong).splitlines()[0]) from None


def _told_statement(log: LogFile, constants: dict[str, str]) -> str:
    """The file's columns are read under numbers: what its header says is no part of the statement."""
    chosen = [f"{_told(log, ours, constants)} AS {name}" for ours, name in _COLUMNS.items()]
    count = len(log.header)
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(count + 1))
    delimiter = {"\t": "\\t"}.get(log.delimiter, log.delimiter)
    return (
        f"CREATE OR REPLACE TEMP TABLE told_rows AS SELECT row_number() OVER () AS line_no, {', '.join(chosen)},"
        f" c{count} AS more FROM read_csv($file, header = true, auto_detect = false, delim = '{delimiter}', quote = '\"',"
        f" escape = '\"', null_padding = true, strict_mode = false, parallel = false,"
        f" max_line_size = 4000000, columns = {{{columns}}})"
    )


_AS_WRITTEN = frozenset({"activity", "start", "complete", "moment"})
"""Read a million times: blanks around them are no matter to those who read them next."""
_COLUMNS = {"case": "case_name", "step": "step_text"} | {ours: ours for ours in OURS}


def _told(log: LogFile, ours: str, constants: dict[str, str]) -> str:
    places = [log.header.index(name) for name in log.mapping.columns.get(ours, ()) if name in log.header]
    said = [f"c{place}" for place in places]  # an empty cell is null
    if ours in constants:
        said.append(f"${ours}")
    if not said:
        return "NULL::VARCHAR"
    told = f"coalesce({', '.join(said)})" if len(said) > 1 else said[0]
    return told if ours in _AS_WRITTEN else f"nullif(trim({told}), '')"


def rows_of(log: LogFile, wanted: dict[int, str]) -> Iterator[tuple[int, int, dict[str, str]]]:
    """(number, line in the source, cells) of the rows whose numbers are asked for, read once more from the start."""
    with opened_text(log.rows_file) as stream:
        reader = csv.reader(stream, delimiter=log.delimiter)
        next(reader, None)
        number = 0
        for cells in reader:
            if not cells:
                continue
            number += 1
            if number in wanted:
                line = int(cells[log.line_column]) if log.line_column is not None else reader.line_num
                named = dict(zip(log.header, cells, strict=False))
                told = {name: cell for name, cell in named.items() if name and name not in (LINE, COLUMN, REASON)}
                yield number, line, told
            if number >= max(wanted):
                return
