"""A report as PDF: its words and numbers laid out for the template, nothing worked out here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dashboards.reports.chart import course_data
from dashboards.reports.model import Bars, Report, Table, WORDS
from dashboards.reports.words import moved, said
from warehouse.typesetting.setting import typeset, Verbatim

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
PAGE_MM = 174.0
_LETTER_EM = 0.182  # of a point in mm: the mean width of a letter, with room for the wide ones
_AROUND_MM = 2.6
_BOLD = 1.12  # how much wider a word of a heading is
_TEXT_MM = 36.0
_ROOM_MM = 9.0  # of a text beside other texts, for each part of the room it takes
_ROWS, _DAYS = 18, 31  # more than this may go over two pages
_GUTTER_MM = 8.0
_HEAD_LETTERS = 115
_SIZES_PT = (8.5, 8.0, 7.5, 7.0, 6.5)


def report_pdf(report: Report) -> bytes:
    """The same bytes for the same report: its date is that of its last record."""
    return typeset(TEMPLATE, report_data(report), report.moment)


def report_data(report: Report) -> dict[str, Any]:
    title = f"{report.title} {report.subtitle} — {report.head.agency}"
    return {
        "title": title,
        "short": f"{report.title} {report.subtitle}",
        "name": report.title,
        "subtitle": report.subtitle,
        "head": {**report.head.as_data(), "lines": _head_lines(report.head.lines)},
        "keywords": [Verbatim(mark(report))],
        "key": _key_figures(report),
        "summary": list(report.summary),
        "sections": [
            {
                "heading": section.heading,
                "sentences": list(section.sentences),
                "bars": [_bars(one) for one in section.bars if len(one.rows) > 1],
                "courses": [course_data(one) for one in section.courses if len(one.rows) > 1],
                "tables": [_table(table) for table in section.tables if table.on_paper],
            }
            for section in report.sections
        ],
        "notes": [*report.notes, *state_notes(report)],
        "place_and_date": report.place_and_date,
        "signers": [
            {"office": one.office, "name": one.name or "", "nip": one.nip or "", "rank": one.rank or ""}
            for one in report.signers
        ],
    }


def state_notes(report: Report) -> tuple[str, ...]:
    """Which records stand behind the figures, in the words that `--as-of` takes."""
    return (
        f"Dihitung dari catatan sampai {report.said_moment}. Keadaan data: {report.as_of}",
        "Laporan yang sama dibuat lagi dengan --as-of dan keadaan data itu; patuh report check memeriksa berkasnya.",
    )


def _head_lines(lines: tuple[str, ...]) -> list[str]:
    """The lines of the letterhead, together where they fit on one: an address of a page is never broken."""
    fitting: list[str] = []
    for line in lines:
        if fitting and len(fitting[-1]) + len(line) < _HEAD_LETTERS:
            fitting[-1] += f" · {line}"
        else:
            fitting.append(line)
    return [Verbatim("\n".join(fitting))]


def mark(report: Report) -> str:
    """What a file of the report carries inside, for whoever finds it later."""
    return f"patuh:{report.kind}{'/' if report.subject else ''}{report.subject}:{report.as_of}"


def _key_figures(report: Report) -> dict[str, Any]:
    return {
        "columns": ["Angka pokok", report.period, report.before, "Perubahan"],
        "widths": [0, 32, 32, 24],
        "size": 9.5,
        "left": [0],
        "rows": [
            [one.label, said(one.now, one.kind), said(one.before, one.kind), moved(one)] for one in report.key_figures
        ],
        "total": [],
    }


def _table(table: Table) -> dict[str, Any]:
    rows = [_said(table, row) for row in table.rows]
    sums = table.total
    total = _said(table, sums) if sums is not None and rows else []
    size, widths = _fitting(table, [*rows, total] if total else rows)
    return {
        "caption": table.caption,
        "columns": [column.title for column in table.columns],
        "widths": widths,
        "size": size,
        "left": [place for place, column in enumerate(table.columns) if column.kind in ("text", "day")],
        "rows": rows,
        "total": total,
        "note": table.note,
        "beside": table.beside,
        "breakable": len(rows) > (_DAYS if table.columns[0].kind == "day" else _ROWS),
    }


def _said(table: Table, row: tuple[Any, ...]) -> list[str]:
    return [
        "" if column.kind in WORDS and row[place] is None else said(table.value(row, place), column.kind)
        for place, column in enumerate(table.columns)
    ]


def _fitting(table: Table, rows: list[list[str]]) -> tuple[float, list[float]]:
    """The largest size in which all numbers have room and the texts enough of it; 0 is a text's share of the rest."""
    texts = _text_room([column.room for column in table.columns if column.kind == "text"])
    widths: list[float] = []
    room = (PAGE_MM - _GUTTER_MM) / 2 if table.beside else PAGE_MM
    for size in _SIZES_PT:
        widths = [
            1 - column.room if column.kind == "text" else _width(column.title, [row[place] for row in rows], size)
            for place, column in enumerate(table.columns)
        ]
        if sum(width for width in widths if width > 0) + texts <= room:
            return size, widths
    return _SIZES_PT[-1], widths


def _text_room(rooms: list[int]) -> float:
    return sum(rooms) * (_TEXT_MM if max(rooms, default=1) == 1 else _ROOM_MM)


def _width(title: str, cells: list[str], size: float) -> float:
    letters = max(*(len(word) * _BOLD for word in title.split()), *(len(cell) for cell in cells), 4)
    return round(letters * size * _LETTER_EM + _AROUND_MM, 1)


def _bars(bars: Bars) -> dict[str, Any]:
    longest = bars.whole or max(value for _label, value, _shown in bars.rows) or 1.0
    return {
        "caption": bars.caption,
        "rows": [
            {"label": label, "part": round(max(value, 0.0) / longest, 4), "shown": shown}
            for label, value, shown in bars.rows
        ],
    }
