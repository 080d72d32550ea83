"""The treasurer's books: PDF and XLSX say the same, totals are live formulas, text never becomes a formula."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from operations_app.papers import books
from operations_app.papers.apart import typeset_apart
from operations_app.papers.book_sheets import cash_book_xlsx, HEAD_ROW, receipts_register_xlsx
from operations_app.papers.books import cash_book_data, cash_book_pdf, receipts_register_data, receipts_register_pdf
from tests.operations_app.papers import examples
from tests.operations_app.papers.reading import pages_of, text_of

FIRST = HEAD_ROW + 2  # in Excel's counting from 1


def sheet_of(content: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values).active


def test_the_cash_book_runs_from_opening_to_closing() -> None:
    data = cash_book_data(examples.a_cash_book(9))
    assert data["opening"][-1] == "12.500"  # type: ignore[index]
    assert [row[-1] for row in data["rows"]][-2:] == ["32.500", "20.500"]  # type: ignore[attr-defined]
    assert data["total"][4:] == ["20.000", "12.000", "20.500"]  # type: ignore[index]
    text = text_of(cash_book_pdf(examples.a_cash_book(9)))
    for said in (
        "Saldo awal per 1 Oktober 2026",
        "Rp20.500,00",
        "Dua puluh ribu lima ratus rupiah",
        "Halaman 1 dari 1",
    ):
        assert said in text


def test_an_empty_period_says_so_in_both() -> None:
    assert "Tidak ada transaksi" in text_of(cash_book_pdf(replace(examples.a_cash_book(), lines=())))
    assert "Tidak ada transaksi" in text_of(receipts_register_pdf(replace(examples.a_register(), lines=())))
    sheet = sheet_of(cash_book_xlsx(replace(examples.a_cash_book(), lines=())))
    assert sheet.cell(FIRST, 7).value == 12_500
    assert sheet_of(receipts_register_xlsx(replace(examples.a_register(), lines=()))).cell(FIRST, 5).value == "Jumlah"


def test_a_long_book_repeats_its_header_and_numbers_its_pages() -> None:
    pdf = cash_book_pdf(examples.a_cash_book(200))
    pages, text = pages_of(pdf), text_of(pdf)
    assert pages > 3
    assert text.count("No. bukti") == pages
    assert f"Halaman {pages} dari {pages}" in text


def test_a_book_is_the_same_wherever_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    register = examples.a_register(25, payer="Ani *Bere* 😀")
    here = receipts_register_pdf(register)
    monkeypatch.setattr(books, "LINES_SET_HERE", 0)
    assert receipts_register_pdf(register) == here


def test_a_paper_that_cannot_be_set_apart_says_why() -> None:
    with pytest.raises(RuntimeError, match="tidak_ada could not be set"):
        typeset_apart("tidak_ada", {}, examples.AT)


def test_the_cash_book_as_a_sheet_computes_its_balances() -> None:
    content = cash_book_xlsx(examples.a_cash_book(9))
    sheet = sheet_of(content)
    assert sheet.cell(FIRST, 7).value == 12_500
    assert sheet.cell(FIRST + 1, 7).value == f"=G{FIRST}+E{FIRST + 1}-F{FIRST + 1}"
    assert sheet.cell(FIRST + 10, 5).value == f"=SUM(E{FIRST}:E{FIRST + 9})"
    assert sheet.cell(FIRST + 10, 7).value == f"=G{FIRST + 9}"
    shown = sheet_of(content, values=True)
    assert [shown.cell(FIRST + 10, column).value for column in (5, 6, 7)] == [20_000, 12_000, 20_500]


def test_a_sheet_is_ready_to_print() -> None:
    sheet = sheet_of(receipts_register_xlsx(examples.a_register(5)))
    assert sheet.freeze_panes == f"A{HEAD_ROW + 2}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows == f"${HEAD_ROW + 1}:${HEAD_ROW + 1}"
    assert sheet.cell(FIRST, 2).value == datetime(2026, 10, 1)  # noqa: DTZ001  (a day in a sheet has no zone)
    assert sheet.cell(FIRST, 7).number_format.startswith("#,##0")


@pytest.mark.parametrize(
    "text", ["=1+1", "+62380", "-5", "@SUM(A1)", '=HYPERLINK("x")', "\t=1", "{=A1}", "https://x.example"]
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    sheet = sheet_of(receipts_register_xlsx(examples.a_register(2, payer=text, text=text)))
    for column in (4, 5):
        cell = sheet.cell(FIRST, column)
        assert (cell.data_type, cell.value) == ("s", text)


def test_a_receipt_cancelled_later_counts_in_its_own_period() -> None:
    """Line 2 was cancelled within October, line 4 in November: October's register takes back only the first."""
    register = examples.a_register(4)
    closing = dict(receipts_register_data(register)["closing"])  # type: ignore[call-overload]
    assert closing["Kuitansi diterbitkan: 4"] == "Rp10.000,00"
    assert closing["Dibatalkan s.d. 31-10-2026: 1"] == "(Rp2.500,00)"
    assert closing["Jumlah bersih"] == "Rp7.500,00"
    shown = sheet_of(receipts_register_xlsx(register), values=True)
    assert [shown.cell(FIRST + 4, column).value for column in (7, 8)] == [10_000, 2_500]
    assert shown.cell(FIRST + 5, 7).value == 7_500


def test_a_negative_balance_is_written_in_brackets() -> None:
    """Reversed after its deposit, the balance is below zero until the next slip."""
    book = replace(examples.a_cash_book(1), opening_idr=-15_000)
    text = text_of(cash_book_pdf(book))
    assert "(12.500)" in text
    assert "Minus dua belas ribu lima ratus rupiah" in text
