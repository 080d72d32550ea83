"""A month ordered again from Dagster's page: its slices in every mart are computed anew, and no other."""

from __future__ import annotations

from typing import Any

import dagster as dg
import duckdb
import pytest

from pipelines.assets.marts import mart_assets
from pipelines.definitions import build
from tests.landing import at, Landing, uid
from warehouse.clock import utc_now
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh, refresh
from warehouse.settings import Settings

MONTHS = ("2026-01", "2026-02", "2026-03")


def visited(month: str, agency: str = "NTT") -> dict[str, Any]:
    point = {"NTT": "NTT-GEDUNG", "JATENG": "JTG-GEDUNG"}[agency]
    return {
        "visitor_type": "guest", "agency": agency, "service_point": point, "occurred_at": at(f"{month}-10 04:00+00:00"),
    }  # fmt: skip


def paid(month: str) -> dict[str, Any]:
    return {
        "payment_id": uid(f"paid in {month}"), "revenue_kind": "form", "amount_idr": 1000, "receipt_year": 2026,
        "receipt_no": MONTHS.index(month) + 1, "node": "pusat", "occurred_at": at(f"{month}-10 04:00+00:00"),
    }  # fmt: skip


@pytest.fixture
def spoilt(settings: Settings) -> Settings:
    """A home whose marts hold wrong figures in every month, in the warehouse and as served."""
    visits = [visited(month, agency) for month in MONTHS for agency in ("NTT", "JATENG")]
    Landing(settings.landing).publish({"visits": visits, "payments": [paid(month) for month in MONTHS]})
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "right")
        connection.execute("UPDATE marts.rpt_visitors SET visits = 99")
    settings.serving_db.unlink()
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "spoilt")
    return settings


def served(settings: Settings, text: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        return serving.execute(text).fetchall()


def monthly(settings: Settings) -> dict[tuple[str, str], int]:
    text = "SELECT agency, strftime(period_start, '%Y-%m'), visits FROM marts.rpt_visitors WHERE grain = 'month'"
    return {(agency, month): visits for agency, month, visits in served(settings, text)}


def test_the_job_puts_one_agencys_month_right_and_leaves_the_others(spoilt: Settings) -> None:
    assert set(monthly(spoilt).values()) == {99}
    definitions = build(spoilt)
    job = definitions.resolve_job_def("month_again")
    with dg.DagsterInstance.ephemeral() as instance:
        key = dg.MultiPartitionKey({"agency": "NTT", "month": "2026-02"})
        result = job.execute_in_process(instance=instance, partition_key=key)
        assert result.success
        assert instance.get_materialized_partitions(dg.AssetKey("ordered_month")) == {"NTT|2026-02"}
    expected = {(agency, month): 99 for agency in ("NTT", "JATENG") for month in MONTHS} | {("NTT", "2026-02"): 1}
    assert monthly(spoilt) == expected


def test_a_month_may_be_ordered_when_everything_has_to_be_built_anyway(settings: Settings) -> None:
    Landing(settings.landing).publish({"visits": [visited("2026-02")]})
    job = build(settings).resolve_job_def("month_again")
    key = dg.MultiPartitionKey({"agency": "NTT", "month": f"{utc_now():%Y-%m}"})
    assert job.execute_in_process(partition_key=key).success
    assert monthly(settings) == {("NTT", "2026-02"): 1}


@pytest.mark.parametrize("asset", mart_assets, ids=lambda asset: asset.key.path[-1])
def test_taking_in_comes_before_every_mart(asset: dg.AssetsDefinition) -> None:
    assert list(asset.get_asset_spec(asset.key).deps)


def test_an_ordered_month_carries_nothing_on_to_later_ones(spoilt: Settings) -> None:
    with open_warehouse(spoilt) as connection:
        run = Refresh(connection, spoilt, "again")
        run.order_again("NTT", at("2026-02-01 00:00+00:00").date())
        run.touch()
        touched = connection.execute(
            "SELECT kind, agency, local_month::VARCHAR FROM touched_months WHERE kind IN ('visits', 'revenue') ORDER BY 1"
        ).fetchall()
        assert touched == [("revenue", "NTT", "2026-02-01"), ("visits", "NTT", "2026-02-01")]


def test_a_month_without_facts_gets_no_rows(settings: Settings) -> None:
    Landing(settings.landing).publish({"visits": [visited("2026-02")]})
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "right")
        before = connection.execute("SELECT * FROM marts.rpt_loan_turnover ORDER BY ALL").fetchall()
        run = Refresh(connection, settings, "again")
        run.order_again("NTT", at("2027-05-01 00:00+00:00").date())
        assert run.swap().swapped
        assert connection.execute("SELECT * FROM marts.rpt_loan_turnover ORDER BY ALL").fetchall() == before
        assert connection.execute("SELECT count(*) FROM raw.pending").fetchone() == (0,)


def test_the_grid_begins_with_the_first_month_that_is_served(settings: Settings) -> None:
    Landing(settings.landing).publish({"visits": [visited("2026-02")]})
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "right")
    job = build(settings).resolve_job_def("month_again")
    assert job.partitions_def
    keys = job.partitions_def.get_partition_keys()
    assert {"NTT|2026-02", "JATENG|2026-02"} <= set(keys)
    assert min(keys) == "JATENG|2026-02"
    assert job.executor_def.name == "in_process"
