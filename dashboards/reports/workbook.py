"""A report as a workbook: a sheet for the key figures and one for each table, totals and shares as live formulas.

Each formula carries its result, so that a reader who works nothing out shows the same numbers. The same report gives the
same bytes: its date is that of its last record.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time, UTC
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from dashboards.reports.model import Report, Table, Value
from dashboards.reports.sheet import mark, state_notes
from dashboards.reports.words import NOTHING

FORMATS = {
    "count": "#,##0",
    "idr": '"Rp"#,##0;-"Rp"#,##0',
    "share": "0.0%",
    "fine": "0.000%",
    "ratio": "0.00",
    "precise": "0.0000",
    "minutes": "#,##0",
    "range": "@",
    "day": "dd/mm/yyyy",
}
SUMMARY = "Ringkasan"
ACCENT = "#0B5C73"
_HEAD_ROW = 3  # of every table's sheet: title, caption, an empty row, then the names of the columns


def report_workbook(report: Report) -> bytes:
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        workbook.set_properties(
            {
                "title": f"{report.title} {report.subtitle}",
                "author": report.head.agency,
                "keywords": mark(report),
                "created": report.moment.astimezone(UTC).replace(tzinfo=None),
            }
        )
        styles = Styles(workbook)
        summary = workbook.add_worksheet(SUMMARY)
        for table in report.tables:
            _write_table(workbook.add_worksheet(table.key), table, report, styles)
        _write_summary(summary, report, styles)
    return target.getvalue()


class Styles:
    """The few formats of a workbook."""

    def __init__(self, workbook: Any) -> None:
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.quiet = workbook.add_format({"font_color": "#555555", "text_wrap": False})
        self.head = workbook.add_format(
            {
                "bold": True,
                "bg_color": "#E8F1F3",
                "bottom": 2,
                "bottom_color": ACCENT,
                "text_wrap": True,
                "valign": "bottom",
            }
        )
        self.text = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.total_text = workbook.add_format({"bold": True, "top": 2, "top_color": ACCENT})
        self.of = {kind: workbook.add_format({"num_format": form, "align": "right"}) for kind, form in FORMATS.items()}
        self.total = {
            kind: workbook.add_format(
                {"num_format": form, "align": "right", "bold": True, "top": 2, "top_color": ACCENT}
            )
            for kind, form in FORMATS.items()
        }


def _write_table(sheet: Any, table: Table, report: Report, styles: Styles) -> None:
    sheet.write_string(0, 0, f"{report.title} {report.subtitle} — {report.head.agency}", styles.title)
    sheet.write_string(1, 0, table.caption)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, min(60, 26 + 8 * column.room) if column.kind == "text" else 15)
        sheet.write_string(_HEAD_ROW, place, column.title, styles.head)
    for number, row in enumerate(table.rows):
        for place, column in enumerate(table.columns):
            at = (_HEAD_ROW + 1 + number, place)
            style = styles.text if column.kind == "text" else styles.of[column.kind]
            _write_cell(sheet, table, at, table.value(row, place), style)
    if table.total is not None and table.rows:
        last = total_row(table)
        for place, column in enumerate(table.columns):
            style = styles.total_text if column.kind == "text" else styles.total[column.kind]
            _write_cell(sheet, table, (last, place), table.total[place], style, is_total=True)
    if table.note:
        sheet.write_string(total_row(table) + 2, 0, table.note, styles.quiet)


def total_row(table: Table) -> int:
    """The row of a sheet, from 0, on which the table's totals stand."""
    return _HEAD_ROW + 1 + len(table.rows)


def _write_cell(
    sheet: Any, table: Table, at: tuple[int, int], value: Value, style: Any, *, is_total: bool = False
) -> None:
    formula = _formula(table, at, is_total=is_total)
    if formula:
        sheet.write_formula(*at, formula, style, NOTHING if value is None else value)
    elif isinstance(value, str):
        sheet.write_string(*at, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(*at, datetime.combine(value, time()), style)
    elif value is None:
        sheet.write_blank(*at, None, style)
    else:
        sheet.write_number(*at, value, style)


def _formula(table: Table, at: tuple[int, int], *, is_total: bool) -> str:
    row, place = at
    column = table.columns[place]
    if column.of is not None:
        part, whole = (xl_rowcol_to_cell(row, one) for one in column.of)
        return f'=IF({whole}=0,"{NOTHING}",{part}/{whole})'
    if column.terms is not None and not column.is_level:
        signed = "".join(("-" if term < 0 else "+") + xl_rowcol_to_cell(row, abs(term)) for term in column.terms)
        return f"={signed.removeprefix('+')}"
    if column.of_total is not None:
        part, whole = (
            xl_rowcol_to_cell(row, column.of_total),
            xl_rowcol_to_cell(total_row(table), column.of_total, True),
        )
        return f'=IF({whole}=0,"{NOTHING}",{part}/{whole})'
    if is_total and table.adds_up(place):
        name = xl_col_to_name(place)
        return f"=SUM({name}{_HEAD_ROW + 2}:{name}{_HEAD_ROW + 1 + len(table.rows)})"
    return ""


def _write_summary(sheet: Any, report: Report, styles: Styles) -> None:
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 2, 20)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, report.title, styles.title)
    sheet.write_string(1, 0, f"{report.subtitle} — {report.head.agency}")
    for place, title in enumerate(("Angka pokok", report.period, report.before)):
        sheet.write_string(_HEAD_ROW, place, title, styles.head)
    tables = {table.key: table for table in report.tables}
    row = _HEAD_ROW
    for figure in report.key_figures:
        row += 1
        sheet.write_string(row, 0, figure.label, styles.text)
        style = styles.of[figure.kind]
        source = tables.get(figure.source[0]) if figure.source else None
        if figure.source and source is not None and source.rows:
            cell = xl_rowcol_to_cell(total_row(source), figure.source[1])
            sheet.write_formula(row, 1, f"='{source.key}'!{cell}", style, NOTHING if figure.now is None else figure.now)
        else:
            _write_plain(sheet, row, 1, figure.now, style)
        _write_plain(sheet, row, 2, figure.before, style)
    lines = [*report.summary, "", *report.notes, *state_notes(report), "", report.place_and_date]
    for one in report.signers:
        lines += [one.office, "", "", one.name or "." * 44, f"NIP {one.nip or '.' * 34}"]
    for text in lines:
        row += 1
        sheet.write_string(row + 1, 0, text)


def _write_plain(sheet: Any, row: int, place: int, value: Value, style: Any) -> None:
    if value is None or isinstance(value, str | date):
        sheet.write_string(row, place, str(value or NOTHING), style)
    else:
        sheet.write_number(row, place, value, style)
