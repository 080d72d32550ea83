"""The treasurer's books as XLSX: the same lines as the PDF, totals as live formulas, ready to print on A4 landscape.

Text is written as text: a title or a name beginning with = + - @ never becomes a formula.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from operations_app.papers.books import BookFrame, CashBook, ReceiptsRegister
from operations_app.papers.wording import day_text, period_text

MONEY = '#,##0;(#,##0);"–"'
_LOOKS: dict[str, dict[str, Any]] = {
    "money": {"num_format": MONEY}, "date": {"num_format": "dd-mm-yyyy", "align": "center"},
    "number": {"align": "center"}, "text": {"text_wrap": True},
}  # fmt: skip
HEAD_ROW = 6  # the row of column names, counted from 0


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    width: float
    kind: str  # number, date, text, money


def cash_book_xlsx(book: CashBook) -> bytes:
    columns = [
        _Column("No.", 6, "number"), _Column("Tanggal", 12, "date"), _Column("No. bukti", 24, "text"),
        _Column("Uraian", 44, "text"), _Column("Penerimaan (Rp)", 17, "money"), _Column("Pengeluaran (Rp)", 17, "money"),
        _Column("Saldo (Rp)", 17, "money"),
    ]  # fmt: skip
    sheet = _Sheet(book.frame, "Buku Kas Umum", "BKU", columns)
    first = sheet.add([None, None, "", f"Saldo awal per {day_text(book.frame.first)}", None, None, book.opening_idr])
    balance = book.opening_idr
    for number, line in enumerate(book.lines, 1):
        row = sheet.next_row
        balance += line.in_idr - line.out_idr
        above, came_in, went_out = (xl_rowcol_to_cell(row - (column == 6), column) for column in (6, 4, 5))
        sheet.add(
            [
                number, line.day, line.document_no, line.text, line.in_idr, line.out_idr,
                (f"={above}+{came_in}-{went_out}", balance),
            ]
        )  # fmt: skip
    last = sheet.next_row - 1
    received, deposited = sum(line.in_idr for line in book.lines), sum(line.out_idr for line in book.lines)
    sheet.add(
        [
            None, None, "", "Jumlah / saldo akhir", (_sum(first, last, 4), received), (_sum(first, last, 5), deposited),
            (f"={xl_rowcol_to_cell(last, 6)}", balance),
        ],
        total=True,
    )  # fmt: skip
    return sheet.finished()


def receipts_register_xlsx(register: ReceiptsRegister) -> bytes:
    columns = [
        _Column("No.", 6, "number"), _Column("Tanggal", 12, "date"), _Column("No. kuitansi", 22, "text"),
        _Column("Diterima dari", 28, "text"), _Column("Uraian", 40, "text"), _Column("Cara bayar", 13, "text"),
        _Column("Jumlah (Rp)", 17, "money"), _Column("Dibatalkan (Rp)", 17, "money"), _Column("Keterangan", 30, "text"),
    ]  # fmt: skip
    sheet = _Sheet(register.frame, "Register Kuitansi", "Register", columns)
    first, reversed_nos = sheet.next_row, {line.receipt_no for line in register.reversed_lines}
    for number, line in enumerate(register.lines, 1):
        cancelled = line.amount_idr if line.receipt_no in reversed_nos else 0
        sheet.add(
            [
                number, line.day, line.receipt_no, line.received_from, line.text, line.method, line.amount_idr, cancelled,
                line.note,
            ]
        )  # fmt: skip
    last = max(first, sheet.next_row - 1)
    issued = sum(line.amount_idr for line in register.lines)
    cancelled = sum(line.amount_idr for line in register.reversed_lines)
    row = sheet.add(
        [None, None, "", "", "Jumlah", "", (_sum(first, last, 6), issued), (_sum(first, last, 7), cancelled), ""],
        total=True,
    )
    net = f"={xl_rowcol_to_cell(row, 6)}-{xl_rowcol_to_cell(row, 7)}"
    sheet.add([None, None, "", "", "Jumlah bersih", "", (net, issued - cancelled), None, ""], total=True)
    return sheet.finished()


def _sum(first: int, last: int, column: int) -> str:
    return f"=SUM({xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)})"


class _Sheet:
    """One sheet with its heading; rows are added in order and signatures close it."""

    def __init__(self, frame: BookFrame, title: str, tab: str, columns: list[_Column]) -> None:
        self.frame, self.columns, self.next_row = frame, columns, HEAD_ROW
        self._bytes = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._bytes, {"in_memory": True, "strings_to_formulas": False})
        self._book.set_properties({"title": f"{title} {frame.service_point}", "author": frame.head.agency})
        self._page = self._book.add_worksheet(tab)
        self._formats: dict[tuple[str, bool], Any] = {}
        self._head(title)
        self._set_up_print(title)

    def add(self, cells: list[Any], *, total: bool = False) -> int:
        """Write a row; a tuple is a formula with its value. Returns the row's number."""
        row = self.next_row
        for number, (cell, column) in enumerate(zip(cells, self.columns, strict=True)):
            look = self._format(column.kind, total)
            if cell is None:
                self._page.write_blank(row, number, None, look)
            elif isinstance(cell, tuple):
                self._page.write_formula(row, number, cell[0], look, cell[1])
            elif isinstance(cell, date):
                self._page.write_datetime(row, number, cell, look)
            elif isinstance(cell, int):
                self._page.write_number(row, number, cell, look)
            else:
                self._page.write_string(row, number, cell, look)
        self.next_row = row + 1
        return row

    def finished(self) -> bytes:
        self._sign()
        self._book.close()
        return self._bytes.getvalue()

    def _head(self, title: str) -> None:
        frame, width = self.frame, len(self.columns) - 1
        big = self._book.add_format({"bold": True, "font_size": 13, "align": "center"})
        middle = self._book.add_format({"align": "center"})
        texts = (
            (frame.head.office.upper(), middle), (frame.head.agency.upper(), big), (" · ".join(frame.head.lines), middle),
            (title.upper(), big), (f"{frame.service_point} · {period_text(frame.first, frame.last)}", middle),
        )  # fmt: skip
        for row, (text, look) in enumerate(texts):
            self._page.merge_range(row, 0, row, width, "", look)
            self._page.write_string(row, 0, text, look)
        data = frame.head.as_data()
        if data["mark"]:
            warning = self._book.add_format({"align": "center", "font_color": "#9A1F18", "italic": True})
            self._page.merge_range(5, 0, 5, width, "", warning)
            self._page.write_string(5, 0, f"{data['mark']}: {data['note']}", warning)
        name_look = self._book.add_format(
            {
                "bold": True,
                "align": "center",
                "valign": "vcenter",
                "border": 1,
                "bg_color": "#EAEAEA",
                "text_wrap": True,
            }
        )
        for number, column in enumerate(self.columns):
            self._page.set_column(number, number, column.width)
            self._page.write_string(HEAD_ROW, number, column.name, name_look)
        self._page.freeze_panes(HEAD_ROW + 1, 0)
        self.next_row = HEAD_ROW + 1

    def _set_up_print(self, title: str) -> None:
        self._page.set_landscape()
        self._page.set_paper(9)  # A4
        self._page.fit_to_pages(1, 0)
        self._page.repeat_rows(HEAD_ROW)
        self._page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self._page.set_footer(f"&L&8{title}, {period_text(self.frame.first, self.frame.last)}&R&8Halaman &P dari &N")

    def _sign(self) -> None:
        """Head of the agency on the left, treasurer on the right, as in the PDF."""
        frame, row = self.frame, self.next_row + 1
        right = len(self.columns) - 3
        for column, place, who in (
            (1, "Mengetahui,", frame.head_of_agency),
            (right, f"{frame.place}, {day_text(frame.printed_on)}", frame.treasurer),
        ):
            office = who.office
            nip = f"NIP {who.nip}" if who.nip else ("" if who.name else "NIP " + "." * 30)
            for offset, text in ((0, place), (1, office), (5, who.name or "." * 40), (6, nip)):
                self._page.write_string(row + offset, column, text)

    def _format(self, kind: str, total: bool) -> Any:
        key = (kind, total)
        if key not in self._formats:
            look: dict[str, Any] = {"border": 1, "border_color": "#B8B8B8", "valign": "top"}
            look |= _LOOKS[kind]
            if total:
                look |= {"bold": True, "bg_color": "#F4F4F4"}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]
