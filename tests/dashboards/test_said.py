"""What a cell says is what pandas would say with the same formats; what is not known says so; values stay values."""

from __future__ import annotations

from datetime import datetime, UTC
from typing import Any

import pandas as pd
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from dashboards.components.said import Column, said
from warehouse.i18n import in_language

COLUMNS = [
    Column("name", "Nama"), Column("room", "Ruang"), Column("copies", "Eksemplar", "count"), Column("paid", "Bayar", "idr"),
    Column("rate", "Tingkat", "share"), Column("change", "Ubah", "points"), Column("took", "Lama", "duration"),
    Column("at", "Saat", "moment"), Column("few", "Sedikit", "yes"),
]  # fmt: skip


def _frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": ["a", "b"], "room": ["anak", None], "copies": [1234, None], "paid": [12500, 0], "rate": [0.873, None],
            "change": [0.034, -0.01], "took": [75.0, None], "few": [True, False],
            "at": [pd.Timestamp(datetime(2026, 11, 22, 1, 5, tzinfo=UTC)), pd.NaT],
        }
    )[[column.name for column in COLUMNS]]  # fmt: skip


def _shown(frame: pd.DataFrame) -> list[list[Any]]:
    """As Streamlit sends it to the browser."""
    proto = ArrowData()
    marshall_styler(proto, said(frame, COLUMNS, "Asia/Makassar"), "one")
    return convert_arrow_bytes_to_pandas_df(proto.styler.display_values).values.tolist()


def test_cells_say_their_values_in_the_language_in_use() -> None:
    frame = _frame()
    assert _shown(frame) == [
        ["a", "anak", "1.234", "Rp12.500", "87,3%", "+3,4 poin", "1 mnt 15 dtk", "22 Nov 2026 09:05", "ya"],
        ["b", "–", "–", "Rp0", "–", "−1 poin", "–", "–", "tidak"],
    ]
    with in_language("en"):
        assert _shown(frame)[0][2:5] == ["1,234", "Rp12.500", "87.3%"]


def test_the_values_beneath_stay_what_they_are() -> None:
    beneath = said(_frame(), COLUMNS, "Asia/Makassar").data  # type: ignore[attr-defined]
    assert beneath["copies"].tolist()[0] == 1234
    assert beneath["rate"].dtype == "float64"


def test_another_zone_and_other_values_are_said_anew() -> None:
    frame = _frame()
    assert _shown(frame)[0][0] == "a"
    frame.loc[0, "name"] = "c"
    frame.loc[0, "copies"] = 5
    assert _shown(frame)[0][:3] == ["c", "anak", "5"]
