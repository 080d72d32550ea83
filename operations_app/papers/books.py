"""The treasurer's books of a period as PDF: cash book (BKU) and register of receipts, A4 landscape.

`Book` is a table with its heading and totals, which `book_sheets` writes as XLSX with live formulas.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from operations_app.papers.apart import typeset_apart
from operations_app.papers.typesetting import typeset
from operations_app.papers.wording import amount_text, day_text, figures, first_capital, period_text, short_day
from warehouse.amount_in_words import in_words
from warehouse.typesetting.letterhead import Letterhead, Signatory

LINES_SET_HERE = 100
"""Longer books are set in a process of their own."""


@dataclass(frozen=True, slots=True)
class BookFrame:
    """What both books have around their lines."""

    head: Letterhead
    service_point: str
    first: date
    last: date
    place: str
    treasurer: Signatory
    head_of_agency: Signatory
    printed_at: datetime
    printed_on: date


@dataclass(frozen=True, slots=True)
class CashLine:
    day: date
    document_no: str
    text: str
    in_idr: int
    out_idr: int


@dataclass(frozen=True, slots=True)
class CashBook:
    frame: BookFrame
    opening_idr: int
    lines: tuple[CashLine, ...]

    @property
    def closing_idr(self) -> int:
        return self.opening_idr + sum(line.in_idr - line.out_idr for line in self.lines)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A cancelled receipt stays in the register with its number and its amount, as in the cash book."""

    day: date
    receipt_no: str
    received_from: str
    text: str
    method: str
    amount_idr: int
    reversed_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ReceiptsRegister:
    frame: BookFrame
    lines: tuple[RegisterLine, ...]

    @property
    def reversed_lines(self) -> list[RegisterLine]:
        """Cancelled by the period's end: a later cancelling belongs to the period in which it was done."""
        return [line for line in self.lines if line.reversed_on and line.reversed_on <= self.frame.last]


def cash_book_pdf(book: CashBook) -> bytes:
    return _set(cash_book_data(book), len(book.lines), book.frame)


def receipts_register_pdf(register: ReceiptsRegister) -> bytes:
    return _set(receipts_register_data(register), len(register.lines), register.frame)


def _set(data: dict[str, object], lines: int, frame: BookFrame) -> bytes:
    setter = typeset_apart if lines > LINES_SET_HERE else typeset
    return setter("book", data, frame.printed_at)


def cash_book_data(book: CashBook) -> dict[str, object]:
    balance, rows = book.opening_idr, []
    for number, line in enumerate(book.lines, 1):
        balance += line.in_idr - line.out_idr
        rows.append(
            [
                str(number), short_day(line.day), line.document_no, line.text,
                money_cell(line.in_idr), money_cell(line.out_idr), figures(balance),
            ]
        )  # fmt: skip
    received, deposited = sum(line.in_idr for line in book.lines), sum(line.out_idr for line in book.lines)
    return _frame(book.frame, "Buku Kas Umum", "Bendahara Penerimaan") | {
        "columns": ["No.", "Tanggal", "No. bukti", "Uraian", "Penerimaan (Rp)", "Pengeluaran (Rp)", "Saldo (Rp)"],
        "widths": [9, 20, 42, 0, 31, 31, 31],
        "right": [4, 5, 6],
        "opening": ["", "", "", f"Saldo awal per {day_text(book.frame.first)}", "", "", figures(book.opening_idr)],
        "rows": rows,
        "total": ["", "", "", "Jumlah", figures(received), figures(deposited), figures(book.closing_idr)],
        "closing": [
            ["Saldo awal", amount_text(book.opening_idr)],
            ["Jumlah penerimaan", amount_text(received)],
            ["Jumlah pengeluaran (setoran dan pembatalan)", amount_text(deposited)],
            [f"Saldo akhir per {day_text(book.frame.last)}", amount_text(book.closing_idr)],
        ],
        "words": f"{first_capital(in_words(book.closing_idr))}",
    }


def receipts_register_data(register: ReceiptsRegister) -> dict[str, object]:
    last, cancelled = short_day(register.frame.last), len(register.reversed_lines)
    issued_idr = sum(line.amount_idr for line in register.lines)
    reversed_idr = sum(line.amount_idr for line in register.reversed_lines)
    rows = [
        [
            str(number), short_day(line.day), line.receipt_no, line.received_from, line.text, line.method,
            figures(line.amount_idr), line.note,
        ]
        for number, line in enumerate(register.lines, 1)
    ]  # fmt: skip
    return _frame(register.frame, "Register Kuitansi", "Tanda Bukti Pembayaran (TBP) yang diterbitkan") | {
        "columns": [
            "No.", "Tanggal", "No. kuitansi", "Diterima dari", "Uraian", "Cara bayar", "Jumlah (Rp)", "Keterangan",
        ],
        "widths": [9, 20, 38, 46, 0, 23, 29, 42],
        "right": [6],
        "opening": [],
        "rows": rows,
        "total": ["", "", "", "", "Jumlah", "", figures(issued_idr), ""],
        "closing": [
            [f"Kuitansi diterbitkan: {len(register.lines)}", amount_text(issued_idr)],
            [f"Dibatalkan s.d. {last}: {cancelled}", amount_text(-reversed_idr)],
            ["Jumlah bersih", amount_text(issued_idr - reversed_idr)],
        ],
        "words": first_capital(in_words(issued_idr - reversed_idr)),
    }  # fmt: skip


def money_cell(amount_idr: int) -> str:
    return figures(amount_idr) if amount_idr else ""


def _frame(frame: BookFrame, name: str, subtitle: str) -> dict[str, object]:
    return {
        "title": f"{name} {frame.service_point} {period_text(frame.first, frame.last)}",
        "name": name,
        "subtitle": subtitle,
        "head": frame.head.as_data(),
        "point": frame.service_point,
        "period": period_text(frame.first, frame.last),
        "place_and_date": f"{frame.place}, {day_text(frame.printed_on)}",
        "treasurer": frame.treasurer.as_data(),
        "head_of_agency": frame.head_of_agency.as_data(),
    }
