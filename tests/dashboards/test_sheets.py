"""What a table takes along: plain values in the CSV, typed ones in the workbook; both hold what the page shows."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, UTC

import openpyxl
import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet

from dashboards.components.said import Column
from dashboards.components.sheets import workbook_bytes
from dashboards.components.tables import csv_bytes
from warehouse.i18n import in_language

MOMENT = datetime(2026, 11, 21, 3, 30, tzinfo=UTC)
FRAME = pd.DataFrame(
    {
        "name": ["Jawa Tengah", "=1+1", None], "visits": [2989, 0, None], "rate": [0.883, None, 1.0],
        "amount_idr": [2_490_400, -1500, None], "took_s": [75.0, None, 90_000.0],
        "at": [pd.Timestamp(MOMENT), None, None], "on": [pd.Timestamp(2026, 11, 21), None, None],
        "fine": [True, False, None],
        "change": [-0.034, None, 0.0],
    }
)  # fmt: skip
COLUMNS = [
    Column("name", "Tempat"), Column("visits", "Kunjungan", "count"), Column("rate", "Tingkat", "share"),
    Column("amount_idr", "Diterima", "idr"), Column("took_s", "Lama", "duration"), Column("at", "Dibuka", "moment"),
    Column("on", "Tanggal", "day"), Column("fine", "Patuh", "yes"), Column("change", "Perubahan", "points"),
]  # fmt: skip


def _sheet(frame: pd.DataFrame, zone: str = "Asia/Makassar") -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(frame, COLUMNS, zone))).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_a_workbook_holds_numbers_dates_and_durations_of_their_own_kind() -> None:
    first = _sheet(FRAME)[2]
    assert [cell.value for cell in first] == [
        "Jawa Tengah", 2989, 0.883, 2_490_400, timedelta(seconds=75), pd.Timestamp("2026-11-21 11:30"),
        pd.Timestamp("2026-11-21"), "ya", -3.4,
    ]  # fmt: skip
    assert [cell.number_format for cell in first[1:4]] == ["#,##0", "0.0%", '"Rp"#,##0;[Red]-"Rp"#,##0']


def test_a_moment_stands_on_the_agencys_clock_and_its_column_says_so() -> None:
    sheet = _sheet(FRAME, "Asia/Jakarta")
    assert sheet["F1"].value == "Dibuka (Asia/Jakarta)"
    assert sheet["F2"].value == pd.Timestamp("2026-11-21 10:30")


def test_what_is_not_known_is_an_empty_cell_and_text_is_never_a_formula() -> None:
    rows = list(_sheet(FRAME).iter_rows(min_row=3, values_only=True))
    assert rows[0] == ("=1+1", 0, None, -1500, None, None, None, "tidak", None)
    assert rows[1] == (None, None, 1, None, timedelta(hours=25), None, None, None, 0)
    assert _sheet(FRAME)["A3"].data_type == "s"


def test_the_head_speaks_the_language_of_the_page() -> None:
    with in_language("en"):
        sheet = _sheet(FRAME)
    assert sheet["I1"].value == "Perubahan (percentage points)"
    assert sheet["H2"].value == "yes"


def test_both_files_hold_every_row() -> None:
    long = pd.concat([FRAME] * 1000, ignore_index=True)
    assert _sheet(long).max_row == 3001
    assert len(pd.read_csv(io.BytesIO(csv_bytes(long)))) == 3000
