"""What a report says, whatever it is printed as: sentences, tables, bars, signers. Totals and shares follow from the rows.

A share is never given: it names the two columns it is made of, so that the PDF's figure, the workbook's formula and the
total's share cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from warehouse.typesetting.letterhead import Letterhead

Kind = Literal["text", "range", "day", "count", "idr", "share", "fine", "ratio", "precise", "minutes"]
"""`range`: from–to, as text that stands to the right like a number. `fine`, `precise`: a share, a ratio that may be tiny."""
Value = str | int | float | date | None
WORDS: tuple[Kind, ...] = ("text", "range", "day")
"""What is never added up."""


@dataclass(frozen=True, slots=True)
class Column:
    """`of`: (part, whole) by place, for a share or a ratio; `of_total`: the place of the column it is a share of; `terms`:
    the places it is added up from, one that is taken away as −place. `is_level`: a balance, which rows do not add up to.
    `room`: how much of the paper a text takes beside other texts.
    """

    title: str
    kind: Kind = "count"
    of: tuple[int, int] | None = None
    of_total: int | None = None
    terms: tuple[int, ...] | None = None
    is_level: bool = False
    room: int = 1


def columns(kind: Kind, *titles: str, is_level: bool = False, room: int = 1) -> tuple[Column, ...]:
    """Columns of one kind."""
    return tuple(Column(title, kind, is_level=is_level, room=room) for title in titles)


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` hold None where a column is worked out. `key` names its worksheet: at most 31 characters."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    with_total: bool = True
    note: str = ""
    beside: bool = False  # narrow: two of them stand side by side on paper
    on_paper: bool = True  # else in the workbook alone: row by row, too long to print

    def value(self, row: tuple[Value, ...], place: int) -> Value:
        """The value of a cell, worked out where the column says so."""
        column = self.columns[place]
        if column.of_total is not None:
            return _ratio(row[column.of_total], self.sum_of(column.of_total))
        if column.terms is not None:
            return sum((-1 if term < 0 else 1) * whole(self.value(row, abs(term))) for term in column.terms)
        return row[place] if column.of is None else _ratio(self.value(row, column.of[0]), self.value(row, column.of[1]))

    def adds_up(self, place: int) -> bool:
        """Whether the column's total is the sum of its rows."""
        column = self.columns[place]
        return (
            place > 0
            and column.of is None
            and column.of_total is None
            and not column.is_level
            and column.kind not in WORDS
        )

    @property
    def total(self) -> tuple[Value, ...] | None:
        """The sums below the rows; shares are those of the sums."""
        if not self.with_total:
            return None
        places = range(len(self.columns))
        sums = tuple(
            self.sum_of(place) if self.adds_up(place) else "Jumlah" if place == 0 else None for place in places
        )
        return tuple(
            sums[place] if self.adds_up(place) or self.columns[place].is_level else self.value(sums, place)
            for place in places
        )

    def sum_of(self, place: int) -> int:
        """The total of one column that adds up."""
        return sum(whole(self.value(row, place)) for row in self.rows)


def whole(value: Value) -> int:
    """A number of a cell; nothing counts as 0."""
    return int(value) if isinstance(value, int | float) else 0


def _ratio(part: Value, whole: Value) -> float | None:
    return part / whole if isinstance(part, int | float) and isinstance(whole, int | float) and whole else None


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each (label, value, what stands behind it); `whole` is as wide as there is room, else the longest."""

    caption: str
    rows: tuple[tuple[str, float, str], ...]
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """Columns side by side for each (label, a value per series): the course of a month or a year."""

    caption: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    kind: Kind = "count"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A line of the first page. `source`: (table's key, column) whose total it is, for the workbook's formula."""

    label: str
    kind: Kind
    now: Value
    before: Value
    source: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    bars: tuple[Bars, ...] = ()
    courses: tuple[Course, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What one kind of report has to say; the rest is the same for all (dashboards.reports.frame)."""

    sections: tuple[Section, ...]
    key_figures: tuple[KeyFigure, ...]
    about: str = ""  # what of, beside the agency and the period: one SOP, one form


@dataclass(frozen=True, slots=True)
class Signer:
    office: str
    name: str | None
    nip: str | None
    rank: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """`as_of` names the state of the records, `moment` is its last record: the date a file of the report carries."""

    kind: str
    subject: str
    title: str
    subtitle: str
    head: Letterhead
    period: str
    before: str  # the period compared with
    key_figures: tuple[KeyFigure, ...]
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    place_and_date: str
    signers: tuple[Signer, ...]
    as_of: str
    moment: datetime
    said_moment: str
    notes: tuple[str, ...] = field(default=())

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for section in self.sections for table in section.tables)
