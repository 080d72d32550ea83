"""docs/marts.md says what the registry and the SQL say; Dagster's assets say the same."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from pipelines.assets.marts import mart_assets
from pipelines.groups import definitions_markdown, group_of, TITLES
from pipelines.marts_page import columns_of_marts, page
from warehouse.marts.headers import header_of
from warehouse.marts.registry import BY_NAME, Mart, MARTS, STAGING, staging_of

PAGE = Path(__file__).parents[2] / "docs/marts.md"


def test_the_page_is_what_the_registry_and_the_sql_say(tmp_path: Path) -> None:
    written = page(columns_of_marts(tmp_path / "home"))
    assert PAGE.read_text("utf-8") == written, "docs/marts.md is behind: run scripts/marts-doc"


@pytest.mark.parametrize("mart", MARTS, ids=lambda mart: mart.name)
def test_a_mart_says_its_grain_and_stands_under_a_heading(mart: Mart) -> None:
    assert header_of(mart.sql).grain
    assert group_of(mart) in TITLES
    assert f"### {mart.name}\n" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("mart", [mart for mart in MARTS if mart.slice == "period"], ids=lambda mart: mart.name)
def test_every_mart_of_periods_defines_its_figures(mart: Mart) -> None:
    assert definitions_markdown(mart)


def test_every_staging_text_has_a_grain_and_begins_some_mart() -> None:
    used = {staging.name for mart in MARTS for staging in staging_of(mart)}
    assert {staging.name for staging in STAGING} == used
    assert all(header_of(staging.sql).grain for staging in STAGING)


def test_dagster_shows_grain_definitions_key_and_sql_of_every_mart() -> None:
    for mart, asset in zip(MARTS, mart_assets, strict=True):
        spec = asset.get_asset_spec(dg.AssetKey(["marts", mart.name]))
        assert spec.group_name == group_of(mart)
        assert header_of(mart.sql).grain[1:] in (spec.description or "")
        assert {"key", "slices", "served", "sql"} <= set(spec.metadata)


def test_a_header_goes_on_over_indented_lines_and_unfinished_sentences() -> None:
    header = header_of(
        "-- grain: one row\n--   per thing\n-- `a`: the first,\n-- and more.\n-- `b`: the second.\nSELECT 1\n-- no"
    )
    assert header.grain == "one row per thing"
    assert header.definitions == ("`a`: the first, and more.", "`b`: the second.")
    with pytest.raises(ValueError, match="grain"):
        header_of("SELECT 1")


def test_a_header_defines_its_columns_one_by_one() -> None:
    header = header_of(
        "-- grain: one row\n"
        "-- `a`: the first (of 2.5, or so); `b`, `c`: the others. `d` = a ÷ b (ISO 1.2), `e` = b ÷ c.\nSELECT 1"
    )
    assert header.columns == {
        "a": "the first (of 2.5, or so)", "b": "the others", "c": "the others", "d": "a ÷ b (ISO 1.2)", "e": "b ÷ c",
    }  # fmt: skip
    defined = header_of(BY_NAME["rpt_sop_step_compliance"].sql).columns
    assert {"expected", "recorded", "timed", "on_time", "compliance_rate", "lost_minutes"} <= set(defined)
