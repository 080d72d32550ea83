"""The course of a period in a report: a row and a group of columns for each day of a month, each month of a year. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dashboards.reports.model import Column, Course, Table, Value, whole
from dashboards.reports.span import Span


def step_of(span: Span) -> str:
    """The grain of the marts of which the course consists."""
    return "day" if span.grain == "month" else "month"


def step_words(span: Span) -> str:
    """ "hari demi hari"."""
    return "hari demi hari" if span.grain == "month" else "bulan demi bulan"


def step_column(span: Span) -> Column:
    return Column("Tanggal", "day") if span.grain == "month" else Column("Bulan", "text")


def step_cell(span: Span, day: date) -> Value:
    return day if span.grain == "month" else Span("month", day).name


def course_of(table: Table, span: Span, days: Sequence[date], places: Sequence[int], caption: str) -> Course:
    """Columns of `places` of a table whose rows are those of `days`; a day between them without a row has none."""
    rows = dict(zip(days, table.rows, strict=True))
    drawn = []
    for day in _all_between(span, days):
        row = rows.get(day)
        values = tuple(0.0 if row is None else float(whole(table.value(row, place))) for place in places)
        drawn.append((_label(span, day), values))
    return Course(
        caption, tuple(table.columns[place].title for place in places), tuple(drawn), table.columns[places[0]].kind
    )


def _all_between(span: Span, days: Sequence[date]) -> list[date]:
    """From the first day of the span to the last one with a row."""
    if not days:
        return []
    if span.grain == "month":
        return [span.first + timedelta(days=number) for number in range((max(days) - span.first).days + 1)]
    return [span.first.replace(month=month) for month in range(1, max(days).month + 1)]


def _label(span: Span, day: date) -> str:
    return str(day.day) if span.grain == "month" else Span("month", day).name[:3]
