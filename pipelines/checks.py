"""Asset checks that are steps of their own: raw tables after ingestion, the served file after the swap.

A mart's suite is judged in the mart's own step (assets/marts.py), since the next mart already builds on it. One step
judges all raw suites, because a Dagster step costs more than a suite does.
"""

from collections.abc import Iterator

import dagster as dg
import duckdb

from expectations.published import all_wordings, judgements
from expectations.scopes import new_rows, whole
from expectations.suites import MARTS, RAW
from expectations.validate import validate, Verdict
from pipelines.assets.raw import PARTS, raw_key
from pipelines.assets.serving import SERVING
from pipelines.resources import Warehouse
from pipelines.verdicts import CHECK, judge, judge_now, result, spec
from warehouse.clock import utc_now
from warehouse.ids import new_id
from warehouse.lake.check_history import record, record_wording
from warehouse.lake.raw import ensure_schemas

_META = "meta_refresh"


@dg.multi_asset_check(name="raw_expectations", specs=[spec(raw_key(part)) for part in PARTS])
def raw_expectations(warehouse: Warehouse) -> Iterator[dg.AssetCheckResult]:
    """Rows of batches that are in no served figure yet: wrong ones reach no mart."""
    verdicts = {v.table: v for v in judge(warehouse.refresh, list(RAW.values()), new_rows)}
    for part, tables in PARTS.items():
        yield result([verdicts[RAW[table].table] for table in tables], raw_key(part))


@dg.asset_check(name=CHECK, asset=SERVING, description="What the served file says of itself holds.")
def serving_expectations(warehouse: Warehouse) -> dg.AssetCheckResult:
    """The suite of meta_refresh, after a swap."""
    run = warehouse.refresh
    if run.swapped and not run.swapped.swapped:
        return result([], SERVING)
    return result(judge_now(run, [MARTS[_META]], whole), SERVING)


def check_everything(connection: duckdb.DuckDBPyConnection) -> list[Verdict]:
    """Every suite on the whole of its table, for `patuh check`; kept in the history like every run."""
    suites = [*RAW.values(), *MARTS.values()]
    ensure_schemas(connection)
    record_wording(connection, *all_wordings(suites))
    verdicts = validate(connection, suites, whole)
    record(connection, str(new_id()), utc_now(), judgements(suites, verdicts, whole))
    return verdicts
