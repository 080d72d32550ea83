"""The Method page: definitions name columns that exist, counts are those of the rows, SQL is what the refresh runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.util import calc_hash

from dashboards.definitions import Definition, DEFINITIONS, SUBJECTS
from tests.dashboards.looking import bars_of, rows_of, run, text_of
from warehouse.i18n import number
from warehouse.marts.registry import BY_NAME
from warehouse.settings import Settings

SignIn = Callable[..., str]
METHOD = calc_hash("metode")
MARTS_PAGE = Path(__file__).resolve().parents[2] / "docs" / "marts.md"
WORDS = {"case_id", "quantile_cont"}


def _columns(mart: str) -> set[str]:
    section = MARTS_PAGE.read_text("utf-8").partition(f"### {mart}\n")[2].partition("\n### ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda one: f"{one.subject}-{one.name}")
def test_a_formula_names_columns_of_its_marts(definition: Definition) -> None:
    assert definition.subject in SUBJECTS
    assert all(BY_NAME[mart].served for mart in definition.marts)
    known = set().union(*(_columns(mart) for mart in definition.marts))
    named = {word for word in re.findall(r"[a-z]+(?:_[a-z]+)+", definition.formula) if word not in WORDS}
    derived = {word.strip() for word in definition.formula.split("=")[:1]} if "=" in definition.formula else set()
    assert named - derived <= known, named - derived - known


def test_the_rows_are_counted_as_they_are_observed(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), METHOD)
    counted = rows_of(home, "SELECT observed, count(*) AS n FROM rpt_sop_steps GROUP BY 1").set_index("observed")["n"]
    said = text_of(script)
    assert f"{number(counted['alone'] + counted['span'])} dari {number(counted.sum())} baris SOP terukur" in said
    bars = bars_of(script, 0)
    assert {name: sum(values) for name, values in bars.items()} == {
        "Sendiri": counted["alone"], "Dalam rangkaian": counted["span"], "Tidak teramati": counted["no"],
    }  # fmt: skip
    table = next(found.value for found in script.dataframe if "untimed" in found.value)
    assert table["steps"].sum() == counted.sum()
    assert table["alone"].tolist() == bars["Sendiri"]


def test_every_definition_is_on_the_page_and_the_sql_is_the_codes(sign_in: SignIn) -> None:
    script = run(sign_in(), METHOD, mart="rpt_revenue")
    said = text_of(script)
    assert said.count("<dt>") == len(DEFINITIONS)
    assert script.code[0].value == BY_NAME["rpt_revenue"].sql.strip()
    assert "one row per service point, period, revenue_kind" in said


def test_marts_of_other_roles_are_not_offered(sign_in: SignIn) -> None:
    offered = run(sign_in(role="circulation_staff"), METHOD).selectbox(key="mart").options
    assert "rpt_visitors" in offered
    assert not {"rpt_revenue", "rpt_receipts", "rpt_sop_officers"} & set(offered)


def test_how_far_the_records_reach_is_the_latest_refresh(home: Settings, sign_in: SignIn) -> None:
    table = next(found.value for found in run(sign_in(), METHOD).dataframe if "as_of_txid" in found.value)
    nodes = rows_of(
        home, "SELECT node FROM meta_refresh WHERE refreshed_at = (SELECT max(refreshed_at) FROM meta_refresh) ORDER BY 1"
    )
    assert table["node"].tolist() == nodes["node"].tolist()
