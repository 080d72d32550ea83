"""Refreshing the figures: everything at once against one bare pass of DuckDB, and one new day on a short and a long history.

`python -m bench.refresh [LOANS_PER_DAY]` (default 900: a million loans in three years).
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import time
from datetime import date, datetime, timedelta, UTC
from pathlib import Path

import duckdb
import orjson

from expectations.judge import load_engine
from pipelines.run import run_refresh
from warehouse.lake.columns import schema_version
from warehouse.settings import Settings

FIRST = date(2023, 1, 2)
BATCH_DAYS = 30
HERE = Path(__file__).parent
_MADE = """CREATE OR REPLACE MACRO made(kind, n) AS
    (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(kind, 12, '0'))::UUID"""  # sorts by n, as UUIDv7 by time


def main(loans_per_day: int = 900) -> None:
    load_engine()  # Great Expectations' own start-up is not the work measured here
    print(f"{loans_per_day} loans a day, and as many visits, returns and their cases; seconds")
    print(f"{'':44}{'1 year':>10}{'3 years':>10}")
    table: dict[str, list[float]] = {}
    for years in (1, 3):
        for name, seconds in measure(years * 365, loans_per_day).items():
            table.setdefault(name, []).append(seconds)
    for name, (short, long) in table.items():
        print(f"{name:44}{short:>10.2f}{long:>10.2f}")
    refresh, bare = table["everything: patuh refresh --full"], table["everything: one bare pass of DuckDB"]
    print(f"{'refresh ÷ bare pass':44}{refresh[0] / bare[0]:>10.1f}{refresh[1] / bare[1]:>10.1f}")
    day = table["one new day: steps of the job"]
    print(f"{'one new day, 3 years ÷ 1 year':44}{'':>10}{day[1] / day[0]:>10.2f}")


def measure(days: int, loans_per_day: int) -> dict[str, float]:
    """Seconds of a full refresh, of the bare pass and of one day more, on a history of `days`."""
    with tempfile.TemporaryDirectory(prefix="patuh-bench-") as folder:
        settings = Settings.load(home=Path(folder))
        with duckdb.connect(config={"threads": settings.duckdb_threads}) as maker:
            maker.execute("SET TimeZone = 'UTC'")
            for start in range(0, days, BATCH_DAYS):
                write_batch(maker, settings.landing, start, min(start + BATCH_DAYS, days), loans_per_day)
            found = {"everything: one bare pass of DuckDB": bare_pass(settings.landing)}
            begun = time.perf_counter()
            run_refresh(settings)
            found["everything: patuh refresh --full"] = time.perf_counter() - begun
            write_batch(maker, settings.landing, days, days + 1, loans_per_day)
        begun = time.perf_counter()
        report = run_refresh(settings)
        found["one new day: the whole job"] = time.perf_counter() - begun
        found["one new day: steps of the job"] = sum(step.seconds for step in report.steps)
        for name in ("ingest", "raw_expectations", "rpt_loan_turnover", "fct_case_units", "serving"):
            found[f"    {name}"] = sum(step.seconds for step in report.steps if step.step == name)
        found["serving.duckdb, MB"] = settings.serving_db.stat().st_size / 1e6
        found["warehouse.duckdb, MB"] = settings.warehouse_db.stat().st_size / 1e6
        return found


def write_batch(maker: duckdb.DuckDBPyConnection, landing: Path, first_day: int, until_day: int, per_day: int) -> None:
    """One batch with all that happened on these days, as the publisher writes it."""
    first, until = first_day * per_day, until_day * per_day
    folder = landing / "pusat" / f"{3 * first + 1:012d}-{3 * until:012d}"
    folder.mkdir(parents=True)
    maker.execute(_MADE)
    epoch = datetime(FIRST.year, FIRST.month, FIRST.day, 1, tzinfo=UTC)
    values = {"first": first, "until": until, "per_day": per_day, "epoch": epoch}
    maker.execute((HERE / "refresh_happened.sql").read_text("utf-8"), values)
    maker.execute((HERE / "refresh_came_back.sql").read_text("utf-8"), {"per_day": per_day})
    tables = {}
    for query in sorted((HERE / "refresh_tables").glob("*.sql")):
        path = folder / f"{query.stem}.parquet"
        rows = maker.execute(
            f"COPY ({query.read_text('utf-8')}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
        tables[query.stem] = {
            "file": path.name,
            "rows": rows[0] if rows else 0,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
    if first:
        (folder / "copies.parquet").unlink()
        del tables["copies"]
    manifest = {
        "node": "pusat", "first_txid": 3 * first + 1, "last_txid": 3 * until, "schema_version": schema_version(),
        "published_at": datetime.combine(FIRST + timedelta(days=until_day), datetime.min.time(), UTC).isoformat(),
        "tables": tables,
    }  # fmt: skip
    (folder / "manifest.json").write_bytes(orjson.dumps(manifest))


def bare_pass(landing: Path) -> float:
    """Seconds in which DuckDB alone reads the same files and counts by day, keeping nothing."""
    begun = time.perf_counter()
    with duckdb.connect(config={"threads": 2}) as connection:
        files = {
            table: str(landing / "*" / "*" / f"{table}.parquet")
            for table in ("visits", "loans", "step_events", "cases")
        }
        connection.execute((HERE / "refresh_bare.sql").read_text("utf-8"), files).fetchall()
    return time.perf_counter() - begun


if __name__ == "__main__":
    if shutil.disk_usage(tempfile.gettempdir()).free < 4e9:
        sys.exit("This benchmark needs 4 GB of temporary space.")
    main(*(int(word) for word in sys.argv[1:]))
