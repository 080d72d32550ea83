"""A table as paper shows it: the grid of the screen is a picture as wide as the screen, which A4 would cut. Print only.

Few rows: paper is for looking at, the files beside the table have every row.
"""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboards.components.said import Column, words_of
from dashboards.wording import NOTHING
from warehouse.i18n import number, translator

_ = translator("dashboards")

MOST_ROWS = 25
LONGEST = 16
LINE, NARROW_LINE = 108, 128
"""Letters across the paper, and of the smaller print."""
NARROW_COLUMNS = 9
"""More are printed smaller."""
TEXTS = frozenset({"text", "yes", "moment", "day"})


def paper_table(frame: pd.DataFrame, columns: list[Column], zone: str) -> None:
    """Hidden on the screen, in place of the grid in print (styles.css)."""
    kept = [column for column in columns if not column.only_if_any or frame[column.name].any()]
    shown = frame[[column.name for column in kept]].head(MOST_ROWS)
    said = [
        words if words is not None else [str(value) for value in shown[column.name]]
        for column, words in zip(kept, words_of(shown, kept, zone), strict=True)
    ]
    marks = ["t" if column.kind in TEXTS else "n" for column in kept]
    rooms = _rooms([column.label for column in kept], said)
    head = "".join(
        f'<th class="{mark}" style="min-width: {room}ch">{escape(column.label)}</th>'
        for mark, column, room in zip(marks, kept, rooms, strict=True)
    )
    body = "".join(_row(marks, cells) for cells in zip(*said, strict=True))
    foot = ""
    if len(frame) > MOST_ROWS:
        more = _(
            "The first {shown} of {rows} rows; the CSV has them all.", shown=number(MOST_ROWS), rows=number(len(frame))
        )
        foot = f'<tfoot><tr class="more"><td colspan="{len(kept)}">{escape(more)}</td></tr></tfoot>'
    width = " wide" if len(kept) > NARROW_COLUMNS else ""
    st.html(f'<table class="paper{width}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>')


def _rooms(labels: list[str], said: list[list[str]]) -> list[int]:
    """Letters a column needs so that no word is broken, nor a short saying into many lines; less where the paper ends."""
    needed = [_needed(label, cells) for label, cells in zip(labels, said, strict=True)]
    line = NARROW_LINE if len(labels) > NARROW_COLUMNS else LINE
    most = next((most for most in range(LONGEST, 0, -1) if sum(min(most, one) for one in needed) <= line), 1)
    return [min(most, one) for one in needed]


def _needed(label: str, cells: list[str]) -> int:
    longest_word = max(map(len, " ".join([label, *cells]).split()), default=1)
    half_a_cell = max(map(len, cells), default=0) // 2
    return max(longest_word, half_a_cell) + 2


def _row(marks: list[str], cells: tuple[str, ...]) -> str:
    said = "".join(
        f'<td class="{mark}">{escape(cell or NOTHING)}</td>' for mark, cell in zip(marks, cells, strict=True)
    )
    return f'<tr class="r">{said}</tr>'
