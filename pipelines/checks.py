"""Asset checks that are steps of their own: raw tables after ingestion, the served file after the swap.

A mart's suite is judged in the mart's own step (assets/marts.py), since the next mart already builds on it. One step
judges all raw suites, because a Dagster step costs more than a suite does.
"""

from collections.abc import Iterator
from datetime import datetime

import dagster as dg
import duckdb

from expectations.published import all_wordings, judgements
from expectations.scopes import new_rows, whole
from expectations.suites import LAKE, MARTS, RAW
from expectations.validate import validate, Verdict
from pipelines.assets.raw import PARTS, raw_key
from pipelines.assets.serving import SERVING
from pipelines.resources import Warehouse
from pipelines.verdicts import CHECK, CHECK_MARTS, judge, judge_now, result, spec, tell_at_length
from warehouse.catalogue.load import load_catalogue
from warehouse.clock import utc_now
from warehouse.ids import new_id
from warehouse.lake.again import serve_again
from warehouse.lake.check_history import record, record_wording
from warehouse.lake.plan_terms import note_planning_terms
from warehouse.lake.raw import ensure_schemas
from warehouse.lake.terms import load_terms
from warehouse.settings import Settings

_META = "meta_refresh"
_TABLES_AND_VIEWS = "SELECT table_schema, table_name FROM information_schema.tables"
EVERY = [*RAW.values(), *LAKE.values(), *MARTS.values()]


@dg.multi_asset_check(name="raw_expectations", specs=[spec(raw_key(part)) for part in PARTS])
def raw_expectations(warehouse: Warehouse) -> Iterator[dg.AssetCheckResult]:
    """Rows of batches that are in no served figure yet: wrong ones reach no mart."""
    run = warehouse.refresh
    prepare(run.connection, run.settings, run.clock())
    verdicts = {v.table: v for v in judge(run, list(RAW.values()), new_rows)}
    lake = judge_now(run, list(LAKE.values()), whole)
    for part, tables in PARTS.items():
        told = [verdicts[RAW[table].table] for table in tables]
        yield result(told + lake if part == "journal" else told, raw_key(part))


@dg.asset_check(name=CHECK, asset=SERVING, description="What the served file says of itself holds.")
def serving_expectations(warehouse: Warehouse) -> dg.AssetCheckResult:
    """The suite of meta_refresh, after a swap."""
    run = warehouse.refresh
    if run.swapped and not run.swapped.swapped:
        return result([], SERVING)
    return result(judge_now(run, [MARTS[_META]], whole), SERVING)


def prepare(connection: duckdb.DuckDBPyConnection, settings: Settings, now: datetime) -> None:
    """What the expectations are held against beside the records: the moment, the dated terms; and how they are worded."""
    connection.execute("SET VARIABLE judged_at = ?::TIMESTAMPTZ", [now])
    load_terms(connection, load_catalogue(settings.catalogue_dir))
    note_planning_terms(connection, settings)
    record_wording(connection, *all_wordings(EVERY))


def check_everything(connection: duckdb.DuckDBPyConnection, settings: Settings) -> list[Verdict]:
    """Every suite on the whole of its table, for `patuh check`; kept in the history and served like every run."""
    now = utc_now()
    ensure_schemas(connection)
    prepare(connection, settings, now)
    there = set(connection.execute(_TABLES_AND_VIEWS).fetchall())
    suites = [suite for suite in EVERY if tuple(suite.table.split(".")) in there]  # a mart may await its first refresh
    verdicts = validate(connection, suites, whole)
    if record(connection, str(new_id()), now, judgements(suites, verdicts, whole)):
        serve_again(connection, settings, CHECK_MARTS)
    tell_at_length(settings, suites, verdicts, now)
    return verdicts
