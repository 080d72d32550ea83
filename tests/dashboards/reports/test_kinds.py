"""Every kind of report: its totals are those of the marts, its files are tagged, and the same each time."""

from __future__ import annotations

import io
from datetime import date

import duckdb
import openpyxl
import pytest

from dashboards.reports import visitors_report
from dashboards.reports.chart import course_data
from dashboards.reports.frame import Made
from dashboards.reports.kinds import KINDS, report_of
from dashboards.reports.model import Column, Course, Report, Table
from dashboards.reports.rows import SpanRows
from dashboards.reports.sheet import report_data, report_pdf
from dashboards.reports.span import Span
from dashboards.reports.words import said
from dashboards.reports.workbook import report_workbook
from tests.dashboards.reports.test_numbers import formulas_that_agree, MOMENT
from tests.operations_app.papers.reading import metadata_of, text_of
from warehouse.catalogue.load import load_catalogue
from warehouse.errors import BadInput

MARCH, YEAR = Span("month", date(2025, 3, 1)), Span("year", date(2025, 1, 1))
CASES = [
    ("revenue", "", MARCH), ("revenue", "", YEAR), ("outreach", "", MARCH), ("outreach", "", YEAR), ("sop", "loan", MARCH),
    ("sop", "school_drop", YEAR), ("visitors", "frekuensi", MARCH), ("visitors", "data", MARCH),
    ("visitors", "frekuensi", YEAR), ("indicators", "", YEAR),
]  # fmt: skip


def made(marts: duckdb.DuckDBPyConnection, code: str, subject: str, span: Span, agency: str = "NTT") -> Report:
    return report_of(
        KINDS[code],
        SpanRows(marts, agency, span),
        load_catalogue(),
        Made("pusat=1@abc", MOMENT, is_demo=False),
        subject,
    )


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(one, marks=[pytest.mark.long] if one[2] == YEAR and one[0] != "indicators" else [])
        for one in CASES
    ],
    ids=[f"{code}-{subject}-{span.grain}" for code, subject, span in CASES],
)
def report(request: pytest.FixtureRequest, marts: duckdb.DuckDBPyConnection) -> Report:
    return made(marts, *request.param)


def test_the_pdf_prints_every_number_of_what_stands_on_paper(report: Report) -> None:
    printed = text_of(report_pdf(report)).replace(" ", "").replace("\u200b", "")
    for one in report.tables:
        for row in (*one.rows, *([one.total] if one.total else [])) if one.on_paper else ():
            for place, column in enumerate(one.columns):
                if column.kind not in ("text", "range"):
                    text = said(one.value(row, place) if row is not one.total else row[place], column.kind)
                    assert text.replace(" ", "") in printed, (one.key, column.title)


def test_the_files_are_tagged_named_and_the_same_each_time(report: Report) -> None:
    pdf = report_pdf(report)
    assert pdf == report_pdf(report)
    assert report_workbook(report) == report_workbook(report)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf
    subject = f"/{report.subject}" if report.subject else ""
    assert metadata_of(pdf)["Keywords"] == f"patuh:{report.kind}{subject}:pusat=1@abc"


def test_formulas_work_out_to_the_numbers_they_carry(report: Report) -> None:
    assert formulas_that_agree(report_workbook(report)) > 5


def test_nothing_is_wider_than_the_page(report: Report) -> None:
    for section in report_data(report)["sections"]:
        for one in section["tables"]:
            texts = [width for width in one["widths"] if width <= 0]
            assert sum(width for width in one["widths"] if width > 0) + 12 * len(texts) <= 174.0, one["caption"]


def test_what_a_chart_draws_is_a_column_of_the_table_beneath_it(report: Report) -> None:
    for section in report.sections:
        for course in section.courses:
            for place, name in enumerate(course.series):
                drawn = sum(values[place] for _label, values in course.rows)
                sums = [
                    table.sum_of(at)
                    for table in section.tables
                    for at, column in enumerate(table.columns)
                    if column.title == name
                ]
                assert drawn in sums, (course.caption, name)


SUMS = [
    ("revenue", "", "Saldo tagihan", 2, "SELECT sum(charged_idr) FROM rpt_revenue WHERE grain = 'day' AND {days}"),
    ("revenue", "", "Saldo tagihan", 5,
     "SELECT sum(outstanding_idr) FROM rpt_revenue WHERE grain = 'day' AND {last_day}"),
    ("revenue", "", "Saldo kas", 4, "SELECT sum(undeposited_idr) FROM rpt_revenue WHERE grain = 'day' AND {last_day}"),
    ("revenue", "", "Titik layanan", 2, "SELECT sum(received_idr) FROM rpt_revenue WHERE grain = 'day' AND {days}"),
    ("revenue", "", "Daftar kuitansi", 7,
     "SELECT sum(amount_idr) FROM rpt_receipts WHERE {in_month} received_on) = $month"),
    ("revenue", "", "STS", 5,
     "SELECT sum(amount_idr) FROM rpt_receipts WHERE {in_month} deposited_on) = $month"),
    ("outreach", "", "Kabupaten dan kota", 7,
     "SELECT sum(trips_done) FROM rpt_outreach_coverage WHERE grain = 'day' AND {days}"),
    ("outreach", "", "Jalannya layanan", 3,
     "SELECT sum(visitors) FROM rpt_outreach_coverage WHERE grain = 'day' AND {days}"),
    ("outreach", "", "Buku di lokasi", 3, "SELECT sum(copies_outstanding) FROM rpt_site_stock WHERE agency = $agency"),
    ("outreach", "", "Berita acara dan dokumen", 2,
     "SELECT count(*) FROM rpt_documents WHERE required AND trip_id IS NOT NULL AND {in_month} opened_on) = $month"),
    ("sop", "loan", "Berkas layanan", 1,
     "SELECT count(*) FROM rpt_sop_cases WHERE sop_code = 'loan' AND {in_month} opened_on) = $month"),
    ("sop", "loan", "Jalannya", 2,
     "SELECT count(*) FILTER (WHERE compliant) FROM rpt_sop_cases WHERE sop_code = 'loan'"
     " AND {in_month} opened_on) = $month"),
    ("sop", "loan", "Penyimpangan", 2,
     "SELECT sum(late) FROM rpt_sop_step_compliance WHERE sop_code = 'loan' AND grain = 'day' AND {days}"),
    ("visitors", "frekuensi", "Frekuensi", 4, "SELECT sum(visits) FROM rpt_visitors WHERE grain = 'day' AND {days}"),
    ("visitors", "frekuensi", "Per pekerjaan", 2, "SELECT sum(visits) FROM rpt_visitors WHERE grain = 'day' AND {days}"),
    ("visitors", "data", "Data", 8, "SELECT sum(visits) FROM rpt_visitors WHERE grain = 'day' AND {days}"),
]  # fmt: skip
WHERE = {
    "days": "agency = $agency AND date_trunc('month', period_start) = $month",
    "in_month": "agency = $agency AND date_trunc('month',",
    "last_day": "agency = $agency AND period_start = last_day($month)",
}


@pytest.mark.parametrize(
    ("code", "subject", "key", "place", "text"), SUMS, ids=[f"{one[0]} {one[2]} {one[3]}" for one in SUMS]
)
def test_totals_are_those_of_the_marts(
    marts: duckdb.DuckDBPyConnection, code: str, subject: str, key: str, place: int, text: str
) -> None:
    query = text.format(**WHERE)
    bound = {"agency": "NTT"} | ({"month": MARCH.first} if "$month" in query else {})
    row = marts.execute(query, bound).fetchone()
    found = next(one for one in made(marts, code, subject, MARCH).tables if one.key == key)
    assert found.sum_of(place) == ((row and row[0]) or 0)


def test_both_balances_follow_from_what_moved(marts: duckdb.DuckDBPyConnection) -> None:
    for agency in ("NTT", "JATENG"):
        for span in (MARCH, YEAR):
            tables = {one.key: one for one in made(marts, "revenue", "", span, agency).tables}
            for key in ("Saldo tagihan", "Saldo kas"):
                one = tables[key]
                assert [one.value(row, len(one.columns) - 1) for row in one.rows] == [0] * len(one.rows)


def test_indicators_are_the_counts_by_the_formula_of_the_year(marts: duckdb.DuckDBPyConnection) -> None:
    found = dict(
        marts.execute(
            "SELECT measure, value FROM rpt_national_counts WHERE agency = 'NTT' AND period_start = ?", [YEAR.first]
        ).fetchall()
    )
    tables = {one.key: one for one in made(marts, "indicators", "", YEAR).tables}
    [use, copies] = [[tables["IKK rasio"].value(row, place) for place in (3, 4, 5)] for row in tables["IKK rasio"].rows]
    users = found["unique_members"] + found["guest_visits"] + found["group_heads"]
    assert use == [users, found["people_served"], users / found["people_served"]]
    assert copies[0] == found["copies_held"] > 0
    borrowed = next(row for row in tables["IPLM isian"].rows if row[0] == "Bahan perpustakaan tercetak yang dipinjam")
    assert borrowed[3] == found["loans"] + found["renewals"] > 0
    with pytest.raises(BadInput, match="made of a whole year"):
        made(marts, "indicators", "", MARCH)


def test_a_long_data_form_is_in_the_workbook_alone(
    marts: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors_report, "MOST_PRINTED", 10)
    long = made(marts, "visitors", "data", MARCH)
    table = next(one for one in long.tables if one.key == "Data")
    assert len(table.rows) > 10
    assert not table.on_paper
    assert "terlalu banyak untuk dicetak" in long.sections[-1].sentences[0]
    assert openpyxl.load_workbook(io.BytesIO(report_workbook(long)))["Data"].max_row > len(table.rows)


def test_a_subject_that_is_not_there_is_refused(marts: duckdb.DuckDBPyConnection) -> None:
    for code, subject in (("sop", "flying"), ("sop", ""), ("visitors", "nama"), ("revenue", "loan")):
        with pytest.raises(BadInput, match="There is no"):
            made(marts, code, subject, MARCH)


def test_a_balance_is_not_added_up_and_what_is_worked_out_is() -> None:
    columns = (
        Column("Hari", "text"),
        Column("A"),
        Column("B"),
        Column("A−B", terms=(1, -2)),
        Column("Saldo", is_level=True),
    )
    table = Table("T", "T", columns, (("x", 5, 2, None, 9), ("y", 4, 6, None, 7)))
    assert table.total == ("Jumlah", 9, 8, 1, None)


def test_columns_stand_on_zero_and_ticks_are_round() -> None:
    drawn = course_data(Course("X", ("A",), (("1", (-50.0,)), ("2", (140.0,)))))
    assert [tick["said"] for tick in drawn["ticks"]] == ["-50", "0", "50", "100", "150"]
    [low, high] = [group["columns"][0] for group in drawn["groups"]]
    assert low == [0.0, 0.25]
    assert high == [0.25, 0.95]
    assert "tertinggi 140 pada 2" in drawn["alt"]
