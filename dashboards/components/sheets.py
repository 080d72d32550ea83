"""A table as a workbook: real numbers, dates and durations under the words of the page, so that one can go on with them.

A moment stands on the agency's clock, which its column names; a duration is a time that adds up past a day.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, TYPE_CHECKING
from zoneinfo import ZoneInfo

import pandas as pd

from dashboards.wording import is_nothing
from warehouse.i18n import translator

if TYPE_CHECKING:
    from dashboards.components.said import Column

_ = translator("dashboards")

FORMATS = {
    "count": "#,##0", "idr": '"Rp"#,##0;[Red]-"Rp"#,##0', "decimal": "#,##0.0", "ratio": "0.00", "share": "0.0%",
    "points": '+0.0;-0.0;0.0', "duration": "[h]:mm:ss", "moment": "dd/mm/yyyy hh:mm", "day": "dd/mm/yyyy",
}  # fmt: skip
WIDTHS = {"moment": 17, "day": 12, "duration": 11}
WIDEST, NARROWEST = 60, 9
SECONDS_A_DAY = 86_400


def workbook_bytes(frame: pd.DataFrame, columns: Sequence[Column], zone: str) -> bytes:
    """One sheet: the head row in the language in use, filters, the rows; what is not known is an empty cell."""
    import xlsxwriter  # read in only when somebody asks for a workbook

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        sheet = workbook.add_worksheet("Patuh")
        head = workbook.add_format(
            {"bold": True, "bg_color": "#E6EEF0", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        formats = {kind: workbook.add_format({"num_format": shown}) for kind, shown in FORMATS.items()}
        for place, column in enumerate(columns):
            sheet.write_string(0, place, _headed(column, zone), head)
            values = [_plain(value, column.kind, zone) for value in frame[column.name]]
            for row, value in enumerate(values, start=1):
                _write(sheet, row, place, value, formats.get(column.kind))
            sheet.set_column(place, place, _width(column, values))
        sheet.freeze_panes(1, 0)
        if len(frame) and columns:
            sheet.autofilter(0, 0, len(frame), len(columns) - 1)
    return target.getvalue()


def _headed(column: Column, zone: str) -> str:
    if column.kind == "moment":
        return f"{column.label} ({zone})"
    unit = _("percentage points")
    return f"{column.label} ({unit})" if column.kind == "points" else column.label


def _plain(value: Any, kind: str, zone: str) -> Any:
    """A value as a spreadsheet keeps it; None when it is not known."""
    if is_nothing(value):
        return None
    match kind:
        case "moment":
            return pd.Timestamp(value).to_pydatetime().astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        case "day":
            return datetime.combine(pd.Timestamp(value).date(), time.min)
        case "duration":
            return float(value) / SECONDS_A_DAY
        case "points":
            return float(value) * 100
        case "yes":
            return _("yes") if value else _("no")
        case "text":
            return str(value).strip() if isinstance(value, str) else value
        case _:
            return float(value)


def _write(sheet: Any, row: int, place: int, value: Any, shown: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, (datetime, date)):
        sheet.write_datetime(row, place, value, shown)
    elif isinstance(value, str):
        sheet.write_string(row, place, value)
    else:
        sheet.write_number(row, place, float(value), shown)


def _width(column: Column, values: Sequence[Any]) -> float:
    if column.kind in WIDTHS:
        return WIDTHS[column.kind]
    longest = max((len(str(value)) for value in values if isinstance(value, str)), default=0)
    return float(min(WIDEST, max(NARROWEST, longest + 1, min(len(column.label), 18) + 2)))
