"""What a report says, whatever it is printed as: sentences, tables, bars, signers. Totals and shares follow from the rows.

A share is never given: it names the two columns it is made of, so that the PDF's figure, the workbook's formula and the
total's share cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from warehouse.typesetting.letterhead import Letterhead

Kind = Literal["text", "range", "count", "idr", "share", "ratio", "minutes"]
"""`range`: from–to, as text that stands to the right like a number."""
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """`of`: (part, whole) by place, for a share or a ratio; `of_total`: the place of the column it is a share of."""

    title: str
    kind: Kind = "count"
    of: tuple[int, int] | None = None
    of_total: int | None = None


def columns(kind: Kind, *titles: str) -> tuple[Column, ...]:
    """Columns of one kind."""
    return tuple(Column(title, kind) for title in titles)


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

    def value(self, row: tuple[Value, ...], place: int) -> Value:
        """The value of a cell, worked out where the column says so."""
        column = self.columns[place]
        if column.of_total is not None:
            return _ratio(row[column.of_total], self.sum_of(column.of_total))
        return row[place] if column.of is None else _ratio(row[column.of[0]], row[column.of[1]])

    def adds_up(self, place: int) -> bool:
        """Whether the column's total is the sum of its rows."""
        column = self.columns[place]
        return place > 0 and column.of is None and column.of_total is None and column.kind not in ("text", "range")

    @property
    def total(self) -> tuple[Value, ...] | None:
        """The sums below the rows; shares are those of the sums."""
        if not self.with_total:
            return None
        places = range(len(self.columns))
        sums = tuple(
            self.sum_of(place) if self.adds_up(place) else "Jumlah" if place == 0 else None for place in places
        )
        return tuple(self.value(sums, place) for place in places)

    def sum_of(self, place: int) -> int:
        """The total of one column that adds up."""
        return sum(int(row[place] or 0) for row in self.rows)


def _ratio(part: Value, whole: Value) -> float | None:
    return float(part) / float(whole) if part is not None and whole else None


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each (label, value, what stands behind it); `whole` is as wide as there is room, else the longest."""

    caption: str
    rows: tuple[tuple[str, float, str], ...]
    whole: float | None = None


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
