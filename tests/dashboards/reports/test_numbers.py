"""Every number of the monthly report is that of the marts; the PDF prints it, and the workbook works it out again."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime, UTC
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboards.reports import rows as reading
from dashboards.reports.frame import Made
from dashboards.reports.kinds import KINDS, report_of
from dashboards.reports.model import Report, Section, Table
from dashboards.reports.rows import SpanRows
from dashboards.reports.sheet import report_data, report_pdf
from dashboards.reports.span import Span
from dashboards.reports.words import said
from dashboards.reports.workbook import report_workbook, total_row
from tests.operations_app.papers.reading import metadata_of, text_of
from warehouse.catalogue.load import load_catalogue
from warehouse.errors import BadInput

MONTH = date(2025, 3, 1)
YEAR = date(2025, 1, 1)
MOMENT = datetime(2025, 6, 30, 9, 0, tzinfo=UTC)


def service_report(
    marts: duckdb.DuckDBPyConnection, agency: str, span: Span, *, as_of: str = "pusat=1", moment: datetime = MOMENT
) -> Report:
    made = Made(as_of, moment, is_demo=False)
    return report_of(KINDS["service"], SpanRows(marts, agency, span), load_catalogue(), made)


@pytest.fixture(scope="module", params=["NTT", "JATENG"])
def report(request: pytest.FixtureRequest, marts: duckdb.DuckDBPyConnection) -> Report:
    return service_report(marts, request.param, Span("month", MONTH), as_of="pusat=1@abc")


def table(report: Report, key: str) -> Table:
    return next(one for one in report.tables if one.key == key)


SUMS = [
    ("Pengunjung", 1, "SELECT sum(visits) FROM rpt_visitors WHERE grain = 'day' AND {days}"),
    ("Pengunjung", 5, "SELECT sum(room_visits) FROM rpt_visitors WHERE grain = 'day' AND {days}"),
    ("Pengunjung", 6, "SELECT sum(outreach_visitors) FROM rpt_visitors WHERE grain = 'day' AND {days}"),
    ("Tujuan", 1, "SELECT sum(visits) FROM rpt_visitors WHERE grain = 'day' AND {days}"),
    ("Jenis kelamin", 1, "SELECT sum(visits - group_heads) FROM rpt_visitors WHERE grain = 'day' AND {days}"),
    ("Peminjaman", 1, "SELECT sum(loans) FROM rpt_loan_turnover WHERE grain = 'day' AND {days}"),
    ("Peminjaman per kelas", 3, "SELECT sum(returns) FROM rpt_loan_turnover WHERE grain = 'day' AND {days}"),
    ("PAD", 1, "SELECT sum(charged_idr) FROM rpt_revenue WHERE grain = 'day' AND {days}"),
    ("PAD", 2, "SELECT sum(received_idr) FROM rpt_revenue WHERE grain = 'day' AND {days}"),
    ("PAD", 6, "SELECT sum(undeposited_idr) FROM rpt_revenue WHERE grain = 'day' AND {last_day}"),
    ("Kuitansi", 5, "SELECT sum(amount_idr) FROM rpt_receipts WHERE {in_month} received_on) = $month"),
    ("Perjalanan", 2, "SELECT sum(trips_done) FROM rpt_outreach_coverage WHERE grain = 'day' AND {days}"),
    ("Perjalanan", 5, "SELECT sum(copies_out) FROM rpt_outreach_coverage WHERE grain = 'day' AND {days}"),
    ("Mutu baku waktu", 1, "SELECT sum(expected) FROM rpt_sop_step_compliance WHERE grain = 'day' AND {days}"),
    ("Mutu baku waktu", 7, "SELECT sum(on_time) FROM rpt_sop_step_compliance WHERE grain = 'day' AND {days}"),
    ("Berkas layanan", 1, "SELECT count(*) FROM rpt_sop_cases WHERE {in_month} opened_on) = $month"),
    ("Dokumen", 2, "SELECT count(*) FROM rpt_documents WHERE required AND {in_month} opened_on) = $month"),
]  # fmt: skip
WHERE = {
    "days": "agency = $agency AND date_trunc('month', period_start) = $month",
    "in_month": "agency = $agency AND date_trunc('month',",
    "last_day": "agency = $agency AND period_start = last_day($month)",
}


@pytest.mark.parametrize(("key", "place", "text"), SUMS, ids=[f"{key} {place}" for key, place, _text in SUMS])
def test_totals_are_those_of_the_marts(marts: duckdb.DuckDBPyConnection, key: str, place: int, text: str) -> None:
    for agency in ("NTT", "JATENG"):
        made = service_report(marts, agency, Span("month", MONTH))
        row = marts.execute(text.format(**WHERE), {"agency": agency, "month": MONTH}).fetchone()
        assert table(made, key).sum_of(place) == (row[0] if row else 0)


def test_the_report_tells_of_every_part_of_the_service(report: Report) -> None:
    assert all(one.rows for one in report.tables if one.key not in ("Waktu terbuang", "Pekerjaan", "Pendidikan"))
    assert [figure.label for figure in report.key_figures if not figure.source] == ["Indeks kepuasan masyarakat (IKM)"]
    assert len(report.summary) == len(report.sections) - 1 == 7  # the course of the month says nothing in words


def test_what_is_built_again_is_what_the_queries_read() -> None:
    texts = [path.read_text("utf-8") for path in Path(reading.__file__).with_name("queries").glob("*.sql")]
    read = {name for text in texts for name in re.findall(r"\b(?:FROM|JOIN) (rpt_\w+)", text)}
    assert read == {name for kind in KINDS.values() for name in kind.marts}


def test_key_figures_are_the_totals_they_point_to(report: Report) -> None:
    for figure in report.key_figures:
        if figure.source is None:
            continue
        key, place = figure.source
        total = table(report, key).total
        assert total
        assert figure.now == total[place]


def test_the_pdf_prints_every_number(report: Report) -> None:
    printed = text_of(report_pdf(report)).replace(" ", "")
    for one in report.tables:
        for row in (*one.rows, *([one.total] if one.total else [])):
            for place, column in enumerate(one.columns):
                if column.kind not in ("text", "range"):
                    text = said(one.value(row, place), column.kind)
                    assert text.replace(" ", "") in printed, (one.key, column.title)
    for sentence in report.summary:
        assert sentence.replace(" ", "") in printed


def test_the_pdf_is_tagged_archivable_and_brings_its_typeface(report: Report) -> None:
    pdf = report_pdf(report)
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/FontFile3" in pdf or b"/FontFile2" in pdf
    told = metadata_of(pdf)
    assert told["CreationDate"].startswith("D:20250630090000")
    assert told["Title"].startswith("Laporan Bulanan Layanan Perpustakaan Maret 2025")
    assert told["Keywords"] == "patuh:monthly:pusat=1@abc"


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert report_pdf(report) == report_pdf(report)
    assert report_workbook(report) == report_workbook(report)


def test_no_table_is_wider_than_the_page(report: Report) -> None:
    for section in report_data(report)["sections"]:
        for one in section["tables"]:
            room = 83.0 if one["beside"] else 174.0
            assert sum(one["widths"]) + 18 * one["widths"].count(0) <= room, one["caption"]


def test_formulas_work_out_to_the_numbers_they_carry(report: Report) -> None:
    content = report_workbook(report)
    assert formulas_that_agree(content) > 100
    shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for one in report.tables:
        if one.with_total:
            line = [cell.value for cell in shown[one.key][total_row(one) + 1]]
            assert [None if value == "–" else value for value in line][1 : len(one.columns)] == [
                pytest.approx(value) if isinstance(value, float) else value for value in (one.total or ())[1:]
            ]


def formulas_that_agree(content: bytes) -> int:
    """How many formulas a workbook has; each works out to the value it carries."""
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    found = 0
    for sheet in formulas:
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    found += 1
                    carried = shown[sheet.title][cell.coordinate].value
                    expected = pytest.approx(carried) if isinstance(carried, float) else carried
                    assert evaluated(cell.value, sheet) == expected, (sheet.title, cell.coordinate)
    return found


def evaluated(formula: str, sheet: Worksheet) -> float | int | str:
    """What a spreadsheet works out, for the forms of formula that reports use."""
    if re.fullmatch(r"=-?[A-Z]+\d+(?:[+-][A-Z]+\d+)*", formula):
        terms = re.findall(r"([+-]?)([A-Z]+\d+)", formula[1:])
        return sum((-1 if sign == "-" else 1) * of_cell(sheet, name) for sign, name in terms)
    if sums := re.fullmatch(r"=SUM\(([A-Z]+)(\d+):\1(\d+)\)", formula):
        name, first, last = sums.groups()
        return sum(of_cell(sheet, f"{name}{row}") for row in range(int(first), int(last) + 1))
    if ratio := re.fullmatch(r'=IF\(([A-Z]+\$?\d+)=0,"–",([A-Z]+\d+)/\1\)', formula):
        whole, part = ratio.groups()
        below = of_cell(sheet, whole.replace("$", ""))
        return of_cell(sheet, part) / below if below else "–"
    reference = re.fullmatch(r"='([^']+)'!([A-Z]+\d+)", formula)
    assert reference, formula
    other: Worksheet = sheet.parent[reference.group(1)]
    return of_cell(other, reference.group(2))


def of_cell(sheet: Worksheet, coordinate: str) -> float:
    value = sheet[coordinate].value
    if isinstance(value, str) and value.startswith("="):
        worked_out = evaluated(value, sheet)
        return worked_out if isinstance(worked_out, int | float) else float("nan")
    return value or 0


@pytest.mark.parametrize(("key", "place", "text"), SUMS, ids=[f"{key} {place}" for key, place, _text in SUMS])
def test_a_years_totals_are_those_of_the_marts(
    marts: duckdb.DuckDBPyConnection, key: str, place: int, text: str
) -> None:
    where = {
        name: part.replace("'month'", "'year'").replace("last_day($month)", "latest") for name, part in WHERE.items()
    }
    latest = "SELECT max(period_start) AS latest FROM rpt_revenue WHERE grain = 'day'"
    for agency in ("NTT", "JATENG"):
        made = service_report(marts, agency, Span("year", YEAR))
        query = f"WITH ends AS ({latest}) " + text.format(**where).replace(" WHERE ", " CROSS JOIN ends WHERE ", 1)
        bound = {"agency": agency} | ({"month": YEAR} if "$month" in query else {})
        row = marts.execute(query, bound).fetchone()
        assert table(made, key).sum_of(place) == (row[0] if row else 0)


def test_the_months_of_a_year_add_up_to_it(marts: duckdb.DuckDBPyConnection) -> None:
    made = service_report(marts, "NTT", Span("year", YEAR))
    months = table(made, "Per bulan")
    assert [row[0] for row in months.rows][:2] == ["Januari 2025", "Februari 2025"]
    for place, (key, column) in enumerate(
        [("Pengunjung", 1), ("Pengunjung", 6), ("Peminjaman", 1), ("PAD", 2), ("Perjalanan", 2)], 1
    ):
        assert months.sum_of(place) == table(made, key).sum_of(column), key
    assert months.sum_of(6) == table(made, "Mutu baku waktu").sum_of(5)
    assert made.title == "Laporan Tahunan Layanan Perpustakaan"
    assert made.subtitle == "Tahun 2025 · sementara, sampai 30 Juni 2025"
    assert report_pdf(made) == report_pdf(made)


@pytest.mark.parametrize(
    ("code", "last", "before"),
    [("2026-03", "2026-03-31", "2026-02"), ("2026-01", "2026-01-31", "2025-12"), ("2024-02", "2024-02-29", "2024-01"),
     ("2026", "2026-12-31", "2025")],
)  # fmt: skip
def test_spans(code: str, last: str, before: str) -> None:
    span = Span.parse(code)
    assert span
    assert (span.code, span.last.isoformat(), span.before.code) == (code, last, before)
    assert [Span.parse(wrong) for wrong in ("2026-13", "26-1", "2026-1", "", "0000")] == [None] * 5


def test_a_month_without_records_is_refused(marts: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BadInput, match="no records of NTT in 2019-01"):
        service_report(marts, "NTT", Span("month", date(2019, 1, 1)))


def test_a_month_that_still_runs_says_so(marts: duckdb.DuckDBPyConnection) -> None:
    during = datetime(2025, 3, 20, 9, 0, tzinfo=UTC)
    made = service_report(marts, "NTT", Span("month", MONTH), moment=during)
    assert made.subtitle == "Maret 2025 · sementara, sampai 20 Maret 2025"
    assert made.place_and_date == "Kupang, 20 Maret 2025"


def test_what_a_person_typed_is_text_in_both_files(report: Report) -> None:
    hostile = '=HYPERLINK("http://x") #import "y" *b*'
    [first, *rest] = report.sections[0].tables
    rows = tuple((hostile, *row[1:]) for row in first.rows)
    section = Section("X", (hostile,), (replace(first, rows=rows), *rest))
    odd = replace(report, sections=(section, *report.sections[1:]))
    printed = text_of(report_pdf(odd)).replace("”", '"').replace("“", '"')
    assert 'HYPERLINK("http://x")#import"y"*b*' in printed.replace(" ", "")
    sheet = openpyxl.load_workbook(io.BytesIO(report_workbook(odd)))[first.key]
    cell = sheet.cell(row=5, column=1)
    assert (cell.value, cell.data_type) == (hostile, "s")
