"""raw → marts: one asset per mart of the registry, with its inputs as lineage, judged by its suite where it is built."""

import dagster as dg

from expectations.scopes import touched_rows
from expectations.suites import MARTS as MARTS_SUITES
from pipelines.assets.plans import PLANS
from pipelines.assets.raw import part_keys
from pipelines.groups import definitions_markdown, grain_sentence, group_of, SLICES
from pipelines.resources import Warehouse
from pipelines.samples import sample_markdown, table_schema
from pipelines.verdicts import judge, result, spec
from warehouse.marts.registry import Mart, MARTS, marts_before, raw_inputs


def mart_key(name: str) -> dg.AssetKey:
    return dg.AssetKey(["marts", name])


def _deps(mart: Mart) -> list[dg.AssetKey]:
    """What is made before `mart`. Taking in is, also when it reads no raw table, since it decides what is stale."""
    before = [*part_keys(raw_inputs(mart)), *map(mart_key, marts_before(mart))]
    if any(name.startswith("plans.") for name in mart.inputs):
        before.append(PLANS)
    return before or part_keys(frozenset({"journal"}))


def _asset(mart: Mart) -> dg.AssetsDefinition:
    @dg.asset(
        key=mart_key(mart.name),
        group_name=group_of(mart),
        deps=_deps(mart),
        description=f"{grain_sentence(mart)}\n\n{definitions_markdown(mart)}",
        metadata={
            "key": ", ".join(mart.key),
            "slices": SLICES[mart.slice],
            "served": mart.served,
            "sql": dg.MetadataValue.md(f"```sql\n{mart.sql}\n```"),
        },
        check_specs=[spec(mart_key(mart.name))],
        kinds={"duckdb", "sql"},
    )
    def build(warehouse: Warehouse) -> dg.MaterializeResult:
        built = warehouse.refresh.build(mart.name)
        check = result(judge(warehouse.refresh, [MARTS_SUITES[mart.name]], touched_rows), mart_key(mart.name))
        if built is None:
            return dg.MaterializeResult(metadata={"rows_written": 0, "unchanged": True}, check_results=[check])
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": built.rows_total,
                "dagster/column_schema": table_schema(warehouse.refresh.connection, mart),
                "rows_written": built.rows_written,
                "seconds": built.seconds,
                "sample": dg.MetadataValue.md(sample_markdown(warehouse.refresh.connection, mart)),
            },
            check_results=[check],
        )

    return build


mart_assets = [_asset(mart) for mart in MARTS]
