"""Asset checks that are steps of their own: raw tables after ingestion, the served file after the swap.

A mart's suite is judged in the mart's own step (assets/marts.py), since the next mart already builds on it. One step
judges all raw suites, because a Dagster step costs more than a suite does.
"""

from collections.abc import Iterator

import dagster as dg
import duckdb

from expectations.scopes import new_rows, whole
from expectations.suites import MARTS, RAW
from expectations.validate import validate, Verdict
from pipelines.assets.raw import PARTS, raw_key
from pipelines.assets.serving import SERVING
from pipelines.resources import Warehouse
from pipelines.verdicts import CHECK, judge, result, spec

_META = "meta_refresh"


@dg.multi_asset_check(name="raw_expectations", specs=[spec(raw_key(part)) for part in PARTS])
def raw_expectations(warehouse: Warehouse) -> Iterator[dg.AssetCheckResult]:
    """Rows of batches that are in no served figure yet: wrong ones reach no mart."""
    for part, tables in PARTS.items():
        verdicts = judge(warehouse.refresh, [RAW[table] for table in tables], new_rows)
        yield result(verdicts, raw_key(part))


@dg.asset_check(name=CHECK, asset=SERVING, description="What the served file says of itself holds.")
def serving_expectations(warehouse: Warehouse) -> dg.AssetCheckResult:
    """The suite of meta_refresh, after a swap."""
    done = warehouse.refresh.swapped
    if done and not done.swapped:
        return result([], SERVING)
    return result(validate(warehouse.refresh.connection, [MARTS[_META]], whole), SERVING)


def check_everything(connection: duckdb.DuckDBPyConnection) -> list[Verdict]:
    """Every suite on the whole of its table, for `patuh check`."""
    return validate(connection, [*RAW.values(), *MARTS.values()], whole)
