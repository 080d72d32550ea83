"""What a page run as a script shows: cards, sums, bars, tables; and the rows of the served file beneath it."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboards.components.drawing import CHART
from dashboards.components.tables import folded_key
from warehouse.identity import sessions
from warehouse.settings import Settings

APP = str(Path(__file__).resolve().parents[2] / "dashboards" / "entry" / "app.py")
VISITORS, CIRCULATION, REVENUE = (calc_hash(path) for path in ("pengunjung", "sirkulasi", "pendapatan"))
OUTREACH, DOCUMENTS, ALERTS = calc_hash("layanan-luar"), calc_hash("dokumen"), calc_hash("peringatan")
SURVEY = calc_hash("kepuasan")
PAGES = (VISITORS, CIRCULATION, REVENUE, OUTREACH, DOCUMENTS)
LAST_30 = "BETWEEN DATE '2026-10-23' AND DATE '2026-11-21'"


def run(cookie: str | None, page: str = "", *, unfold: bool | str = True, **query: str) -> AppTest:
    """The page of a person, with everything that is folded away unfolded."""
    script = AppTest.from_file(APP, default_timeout=60)
    if cookie:
        script.session_state[sessions.COOKIE] = cookie
    for key in FOLDED if unfold else ():
        script.session_state[folded_key(key)] = True
    for key, value in query.items():
        script.query_params[key] = value
    script._page_hash = page
    script.run()
    assert not script.exception
    return script


FOLDED = (
    "plan-curve-table", "waits-table", "index-table", "respondents-table", "elements-table", "observation-table",
    "definitions-table", "declines-table", "hours-table", "classes-table", "visitor-data", "visits-course-table",
    "resolved-alerts", "quality-days-table", "targets-table", "trips-course-table", "ddc-table",
    "collection-table", "cells-table", "circulation-course-table", "revenue-course-table", "trend-table",
    "flow-moves", "papers-course-table", "papers-ages-table", "all-checks",
)  # fmt: skip
"""The tables behind charts, which a page makes when they are unfolded."""


def text_of(script: AppTest) -> str:
    """Everything that was put on the page as HTML, with the labels of its widgets."""
    html = [str(element.proto.body) for element in script.get("html")]
    return "\n".join([*html, *(box.label for box in script.selectbox)])


def rows_of(home: Settings, query: str) -> pd.DataFrame:
    """Read from the served file without the queries under test."""
    with duckdb.connect(str(home.serving_db), read_only=True) as connection:
        connection.execute("USE marts")
        return connection.execute(query).df()


def value_of(home: Settings, query: str) -> Any:
    return rows_of(home, query).iloc[0, 0]


def cards_of(script: AppTest) -> dict[str, str]:
    """Label → value of the cards."""
    return dict(re.findall(r'<h3>(.*?)</h3><p class="value">(.*?)</p>', text_of(script)))


def terms_of(script: AppTest) -> dict[str, str]:
    """Label → value of the sums written out."""
    return {label: value for value, label in re.findall(r"<b>([^<]*)</b><i>([^<]*)</i>", text_of(script))}


def figures_of(script: AppTest) -> list[dict[str, Any]]:
    """The charts, in the order of the page, as the browser gets them."""
    drawn = [element.proto for element in script.get("bidi_component")]
    return [json.loads(json.loads(one.json)["figure"]) for one in drawn if one.component_name == CHART]


def bars_of(script: AppTest, place: int) -> dict[str, list[float]]:
    """Name → values of the bars of a chart, as the browser gets them."""
    traces = figures_of(script)[place]["data"]
    return {bar["name"]: numbers(bar["x" if bar.get("orientation") == "h" else "y"]) for bar in traces}


def numbers(values: Any) -> list[float]:
    """Plotly packs long lists of numbers."""
    if isinstance(values, dict):
        return [float(value) for value in np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])]
    return [float(value) for value in values]


TABLES = {
    "broken-checks-table": {"advice", "since_at", "age_days"},
    "visits-course-table": {"bucket", "member_visits"},
    "classes-table": {"name", "single_visits"},
    "points-table": {"unique_members"},
    "groups-table": {"dimension_name"},
    "visitor-data": {"bucket", "purpose"},
    "circulation-course-table": {"bucket", "loans"},
    "cells-table": {"collection_name"},
    "kinds-table": {"name", "owed_before_idr"},
    "revenue-points-table": {"agency_name", "owed_before_idr"},
    "revenue-course-table": {"bucket", "received_idr"},
    "waits-table": {"days", "receipts"},
    "overdue-table": {"days_over"},
    "receipts": {"received_at"},
    "services-table": {"name", "sites_served", "population_coverage"},
    "trips-table": {"name", "trips_planned", "copies_out"},
    "regions-table": {"region", "site_coverage"},
    "trips-course-table": {"bucket", "trips_planned"},
    "sites-table": {"days_since_served"},
    "papers-course-table": {"bucket", "required"},
    "papers-ages-table": {"days", "papers"},
    "owed": {"age_days", "case_id"},
    "papers-kinds-table": {"sop_title", "required"},
    "alerts": {"said", "kind_name"},
    "elements-table": {"element", "nrr"},
    "index-table": {"bucket", "ikm"},
    "survey-points-table": {"needed", "ikm"},
    "respondents-table": {"name", "respondents", "share"},
}
"""Columns that tell a table from the others of its page (a script test knows the key of a table only if rows are picked)."""


def table_of(script: AppTest, key: str) -> pd.DataFrame:
    """The table of that name; `kinds-table` and such before one that has more columns."""
    fitting = [table.value for table in script.dataframe if TABLES[key] <= set(table.value)]
    return min(fitting, key=lambda frame: len(frame.columns))
