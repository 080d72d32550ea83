"""Tables from files as people have them: CSV (comma, semicolon, tab; with or without BOM; gzipped) and XLSX."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import HomeError
from warehouse.i18n import N_
from warehouse.imports.outcome import COLUMN, LINE, REASON

BYTES_MAX = 200 * 1024 * 1024
CELL_MAX = 10_000
_OWN = {LINE, COLUMN, REASON}


@dataclass(frozen=True)
class Row:
    """`line` is the line of the file, or the row of the sheet, as its owner counts it."""

    line: int
    cells: dict[str, str]


def read_table(path: Path) -> tuple[list[str], list[Row]]:
    """Column names and rows. HomeError for what is no table."""
    try:
        content = _content(path)
        lines = _sheet(content) if path.suffix.lower() == ".xlsx" else _csv(content)
        rows = [(number, cells) for number, cells in lines if any(cells)]
    except OSError as wrong:
        raise _unreadable(path, wrong.strerror or str(wrong)) from None
    except (UnicodeDecodeError, csv.Error, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError) as wrong:
        raise _unreadable(path, str(wrong)) from None
    if not rows:
        raise HomeError(N_("The file {file} is empty."), file=str(path))
    header = [name.strip() for name in rows[0][1]]
    return [name for name in header if name and name not in _OWN], [
        Row(number, {name: _cell(cells, at) for at, name in enumerate(header) if name and name not in _OWN})
        for number, cells in rows[1:]
    ]


def _content(path: Path) -> bytes:
    if path.stat().st_size > BYTES_MAX:
        raise ValueError("more than 200 MB")
    if path.suffix.lower() != ".gz":
        return path.read_bytes()
    with gzip.open(path) as stream:
        content = stream.read(BYTES_MAX + 1)
    if len(content) > BYTES_MAX:
        raise ValueError("unpacks to more than 200 MB")
    return content


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    if b"\x00" in content[:4096]:
        raise ValueError("no text")
    text = content.decode("utf-8-sig")
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for cells in reader:
        yield reader.line_num, cells


def _sheet(content: bytes) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # 300 ms: only where a workbook is read

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            yield number, ["" if value is None else _plain(value) for value in cells]
    finally:
        book.close()


def _plain(value: object) -> str:
    """12.0 in a sheet is 12; "33.01" kept as a number is still the code 33.01."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _cell(cells: list[str], at: int) -> str:
    return " ".join(cells[at].split())[:CELL_MAX] if at < len(cells) else ""


def _unreadable(path: Path, reason: str) -> HomeError:
    return HomeError(N_("The file {file} cannot be read: {reason}"), file=str(path), reason=reason)
