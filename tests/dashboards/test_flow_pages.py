"""The visitors, circulation and revenue pages, run as scripts: every number shown is that of the rows beneath it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.dashboards.test_pages import _run, _said
from warehouse.i18n import number, rupiah
from warehouse.settings import Settings

VISITORS, CIRCULATION, REVENUE = (calc_hash(path) for path in ("pengunjung", "sirkulasi", "pendapatan"))
PAGES = (VISITORS, CIRCULATION, REVENUE)
SignIn = Callable[..., str]


def _rows(home: Settings, query: str, **values: Any) -> pd.DataFrame:
    with duckdb.connect(str(home.serving_db), read_only=True) as connection:
        connection.execute("USE marts")
        return connection.execute(query, values).df()


def _one(home: Settings, query: str, **values: Any) -> Any:
    return _rows(home, query, **values).iloc[0, 0]


def _cards(script: AppTest) -> dict[str, str]:
    """Label → value of the cards."""
    found = re.findall(r'<h3>(.*?)</h3><p class="value">(.*?)</p>', _said(script))
    return dict(found)


def _terms(script: AppTest) -> dict[str, str]:
    """Label → value of the sums written out."""
    return {label: value for value, label in re.findall(r"<b>([^<]*)</b><i>([^<]*)</i>", _said(script))}


def _bars(script: AppTest, place: int) -> list[dict[str, Any]]:
    """The traces of a chart as the browser gets them."""
    import json

    return list(json.loads(script.get("plotly_chart")[place].proto.spec)["data"])


def _numbers(values: Any) -> list[float]:
    """Plotly packs long lists of numbers."""
    if isinstance(values, dict):
        import numpy as np

        return [float(value) for value in np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])]
    return [float(value) for value in values]


LAST_30 = "period_start BETWEEN DATE '2026-10-23' AND DATE '2026-11-21' AND grain = 'day'"


def test_try(sign_in: SignIn) -> None:
    for page in PAGES:
        script = _run(sign_in(), page)
        said = _said(script)
        print(re.sub(r"<style.*?</style>", "", said, flags=re.S)[:6000])
        print(_cards(script), _terms(script))
        for frame in script.dataframe: print(frame.value.head(4).to_string())
        print([ (t["name"] if "name" in t else None) for i in range(len(script.get("plotly_chart"))) for t in _bars(script,i)])
