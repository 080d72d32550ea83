"""A served mart as a file: CSV, Parquet or an Excel workbook, whole or not at all. Moments are in UTC with their offset."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import BadInput, HomeError, Refused
from warehouse.i18n import N_
from warehouse.lake.serving import NotServed, open_serving
from warehouse.marts.registry import MARTS
from warehouse.settings import Settings
from warehouse.sql import quoted
from warehouse.whole_file import whole_path

FORMATS = (".csv", ".xlsx", ".parquet")
XLSX_ROWS_MAX = 1_048_575
_FETCH_ROWS = 10_000
_CONFIDENTIAL = frozenset(mart.name for mart in MARTS if mart.is_confidential)


def export_mart(settings: Settings, mart: str, target: Path) -> int:
    """Write the whole mart to `target`, whose ending says how; return the number of rows."""
    ending = target.suffix.lower()
    if ending not in FORMATS:
        raise BadInput("known_format", N_("The file must end in .csv, .xlsx or .parquet."), field="file")
    if not target.parent.is_dir():
        raise BadInput("folder_exists", N_("There is no folder {folder}."), field="file", folder=str(target.parent))
    try:
        with open_serving(settings).reading() as cursor:
            names = [name for (name,) in cursor.execute(_NAMES).fetchall() if name not in _CONFIDENTIAL]
            if mart in _CONFIDENTIAL:
                raise Refused(
                    "confidential_marts_stay",
                    N_(
                        "{mart} is about single officers: it is shown to them and to the head of division, never exported."
                    ),
                    mart=mart,
                )
            if mart not in names:
                raise BadInput(
                    "known_mart", N_("There is no mart {mart}. There are: {names}."), mart=mart, names=", ".join(names)
                )
            with whole_path(target) as draft:
                return _write(cursor, mart, draft, ending)
    except NotServed:
        raise HomeError(N_("There are no figures yet. Run `patuh refresh` first.")) from None
    except duckdb.IOException as wrong:
        raise HomeError(
            N_("{file} cannot be written: {reason}."), file=str(target), reason=str(wrong).splitlines()[0]
        ) from None


_NAMES = (
    "SELECT table_name FROM information_schema.tables"
    " WHERE table_catalog = 'serving' AND table_schema = 'marts' ORDER BY table_name"
)


def _write(cursor: duckdb.DuckDBPyConnection, mart: str, target: Path, ending: str) -> int:
    if ending == ".xlsx":
        return _write_workbook(cursor, mart, target)
    row = cursor.execute(_copy_statement(mart, target, ending)).fetchone()
    return int(row[0]) if row else 0


def _copy_statement(mart: str, target: Path, ending: str) -> str:
    literal = str(target).replace("'", "''")
    how = "FORMAT csv, HEADER" if ending == ".csv" else "FORMAT parquet, COMPRESSION zstd"
    return f"COPY (SELECT * FROM {quoted(mart)}) TO '{literal}' ({how})"


def _write_workbook(cursor: duckdb.DuckDBPyConnection, mart: str, target: Path) -> int:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    total = cursor.execute(_count_statement(mart)).fetchone()
    if total and total[0] > XLSX_ROWS_MAX:
        raise BadInput("fits_worksheet", N_("{mart} has more rows than a worksheet holds."), mart=mart)
    cursor.execute(_select_statement(mart))
    names = [column[0] for column in cursor.description or ()]
    count = 0
    # Text stays text: nothing a person typed becomes a formula or a link.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    try:
        workbook = xlsxwriter.Workbook(str(target), options)
        sheet = workbook.add_worksheet(mart[:31])
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, names, workbook.add_format({"bold": True}))
        while rows := cursor.fetchmany(_FETCH_ROWS):
            for row in rows:
                count += 1
                sheet.write_row(count, 0, [_cell(value) for value in row])
        workbook.close()
    except FileCreateError as wrong:
        raise OSError(str(wrong)) from None
    return count


def _count_statement(mart: str) -> str:
    return f"SELECT count(*) FROM {quoted(mart)}"


def _select_statement(mart: str) -> str:
    return f"SELECT * FROM {quoted(mart)}"


def _cell(value: Any) -> Any:
    """Numbers, flags, days and texts as such; moments with their offset, ids and lists as text."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, bool | int | float | Decimal | date | str) else str(value)
