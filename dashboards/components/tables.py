"""Tables: values formatted in the language in use, sorted by what they are, and always with their CSV and XLSX.

The CSV carries the plain values under their column names: rates as fractions, durations in seconds, moments in ISO 8601
with offset, so that a spreadsheet or a program reads them without guessing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import downloads
from dashboards.components.paper_table import paper_table
from dashboards.components.said import Column, said
from dashboards.components.sheets import workbook_bytes
from dashboards.wording import is_nothing, NOTHING
from warehouse.i18n import in_language, language, number, translator

_ = translator("dashboards")

MOST_ROWS = 250
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(
    frame: pd.DataFrame, columns: list[Column], *, key: str, file: str, zone: str = "UTC", pick: bool = False
) -> int | None:
    """Show `frame` with its downloads; with `pick`, the position of the row that was picked.

    A browser is spared more than MOST_ROWS rows, and the page says so; the files have them all.
    """
    whole = frame[[column.name for column in columns]]
    shown = whole.head(MOST_ROWS)
    if len(whole) > MOST_ROWS:
        st.caption(
            _(
                "The first {shown} of {rows} rows; the CSV has them all.",
                shown=number(MOST_ROWS),
                rows=number(len(whole)),
            )
        )
    options: dict[str, Any] = {"on_select": "rerun", "selection_mode": "single-row"} if pick else {}
    event: Any = st.dataframe(
        said(shown, columns, zone),
        hide_index=True,
        key=key,
        height="content" if len(shown) <= 10 else 420,
        row_height=38,
        column_order=[column.name for column in columns if not column.only_if_any or shown[column.name].any()],
        column_config={column.name: st.column_config.Column(column.label, width=column.width) for column in columns},
        placeholder=NOTHING,
        **options,
    )
    paper_table(shown, columns, zone)
    _downloads(whole, columns, key, file, zone)
    rows = event.selection.rows if pick else []
    return int(rows[0]) if rows and rows[0] < len(frame) else None


def _downloads(whole: pd.DataFrame, columns: list[Column], key: str, file: str, zone: str) -> None:
    """Made when they are asked for, in the language of the page."""
    spoken = language()

    def workbook() -> bytes:
        with in_language(spoken):
            return workbook_bytes(whole, columns, zone)

    kinds: list[tuple[str, str, Callable[[], bytes], str]] = [
        (_("Download CSV"), "csv", partial(csv_bytes, whole), "text/csv"),
        (_("Download XLSX"), "xlsx", workbook, XLSX),
    ]
    with st.container(horizontal=True, gap="small", key=f"{key}-downloads"):
        for label, suffix, make, mime in kinds:
            downloads.button(
                label, make, file_name=f"patuh-{file}.{suffix}", mime=mime, key=f"{key}-{suffix}", type="tertiary"
            )


def behind(
    title: str,
    frame: pd.DataFrame | Callable[[], pd.DataFrame],
    columns: list[Column],
    *,
    key: str,
    file: str,
    zone: str = "UTC",
) -> None:
    """The numbers behind a chart, folded away: made when they are unfolded, which few who look at the chart do."""
    with unfolded(title, icon=":material/table_rows:", key=key) as is_open:
        if is_open:
            table(frame() if callable(frame) else frame, columns, key=key, file=file, zone=zone)


@contextmanager
def unfolded(title: str, *, icon: str, key: str) -> Iterator[bool]:
    """What is folded away, and whether it is unfolded: what is not seen is neither worked out nor sent."""
    with st.expander(title, icon=icon, key=folded_key(key), on_change="rerun") as fold:
        yield bool(fold.open)


def folded_key(key: str) -> str:
    """Where the session remembers whether the table of `key` is unfolded."""
    return f"{key}-open"


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a mark at the front, so that Excel reads it as such."""
    plain = frame.copy()
    for name in plain.columns:
        if isinstance(plain[name].dtype, pd.DatetimeTZDtype):
            plain[name] = [None if is_nothing(m) else m.isoformat(timespec="seconds") for m in plain[name]]
    return plain.to_csv(index=False).encode("utf-8-sig")
