"""Five years of two agencies through the warehouse: every mart at once against one pass of DuckDB over the same columns, and
one new day on five years of history and on one.

`python -m bench.warehouse [--visits-per-day 560] [--folder DIR]`: 560 visits a day at each agency are two million visits,
one million loans and ten million step events in five years. Every measurement is a process of its own: wall and processor
seconds, peak memory.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from bench.warehouse_history import History, VISITS_PER_DAY, write_history, write_next_day
from warehouse.lake.attach import open_warehouse
from warehouse.lake.columns import Column, published_tables
from warehouse.lake.refresh import Refresh
from warehouse.marts.registry import MARTS, STAGING
from warehouse.settings import Settings

MEMORY = "2500MB"
DISK_BYTES = 20e9
YEARS = (1, 5)
DAYS = ("day after", "day")
"""The first new day after a full refresh also pays for what that left half full; every later one is like the second."""
Figures = dict[str, float]


def one_pass(home: Path) -> None:
    """Every column that some mart reads, of every table, read from Parquet and grouped once by place, SOP unit and day."""
    with duckdb.connect(config={"threads": 2, "memory_limit": MEMORY}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for table, columns in columns_read().items():
            if list((home / "landing").glob(f"*/*/{table}.parquet")):
                files = str(home / "landing" / "*" / "*" / f"{table}.parquet")
                connection.execute(_pass_statement(columns), [files]).fetchall()


def columns_read() -> dict[str, list[Column]]:
    """Table → its columns whose names stand in the SQL of a mart or staging text that reads the table."""
    texts: dict[str, str] = {}
    for inputs, sql in [(mart.inputs, mart.sql) for mart in MARTS] + [(one.inputs, one.sql) for one in STAGING]:
        for name in inputs:
            if name.startswith("raw."):
                texts[name[4:]] = texts.get(name[4:], "") + sql
    return {
        table: [column for column in published_tables()[table] if re.search(rf"\b{column.name}\b", said)]
        for table, said in sorted(texts.items())
    }


def _pass_statement(columns: list[Column]) -> str:
    names = {column.name for column in columns}
    keys: list[str] = [key for key in ("service_point", "sop_code", "unit_position") if key in names]
    keys += ["occurred_at::DATE"] if "occurred_at" in names else []
    read = [f"count({name})" for name in sorted(names)]
    return f"SELECT {', '.join([*keys, 'count(*)', *read])} FROM read_parquet(?) GROUP BY ALL"


def ingest(home: Path) -> None:
    """Landing → raw tables."""
    with open_warehouse(_settings(home)) as connection:
        Refresh(connection, _settings(home), "ingest").ingest()


def full(home: Path) -> None:
    """Raw tables → every mart, anew → serving.duckdb swapped."""
    with open_warehouse(_settings(home)) as connection:
        run = Refresh(connection, _settings(home), f"full-{time.time()}", full=True)
        _told("rows of raw tables", sum(row[0] for row in connection.execute(_RAW_SIZES).fetchall()))
        _steps(run)


def day(home: Path) -> None:
    """What one new day costs: taken in, its marts built, swapped."""
    begun, processor = time.perf_counter(), _processor_s()
    with open_warehouse(_settings(home)) as connection:
        run = Refresh(connection, _settings(home), f"day-{time.time()}")
        run.ingest()
        _told("  ingest", time.perf_counter() - begun)
        _steps(run)
    _told("all of it, wall", time.perf_counter() - begun)
    _told("all of it, processor", _processor_s() - processor)


_RAW_SIZES = "SELECT estimated_size FROM duckdb_tables() WHERE schema_name = 'raw'"
STEPS: dict[str, Callable[[Path], None]] = {"pass": one_pass, "ingest": ingest, "full": full, "day": day}


def _steps(run: Refresh) -> None:
    begun = time.perf_counter()
    run.touch()
    _told("  touch", time.perf_counter() - begun)
    for mart in MARTS:
        begun, processor = time.perf_counter(), _processor_s()
        run.build(mart.name)
        if time.perf_counter() - begun > 0.05:
            _told(f"  {mart.name}", time.perf_counter() - begun)
            _told(f"  {mart.name}, processor", _processor_s() - processor)
    begun = time.perf_counter()
    run.swap()
    _told("  swap", time.perf_counter() - begun)


def _settings(home: Path) -> Settings:
    return Settings.load(home=home, duckdb_memory=MEMORY, log_level="ERROR")


def _told(name: str, value: float) -> None:
    print(json.dumps([name, value]), flush=True)


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(step: str, home: Path) -> Figures:
    """The figures of one step, in a process of its own."""
    command = [sys.executable, "-m", "bench.warehouse", "--step", step, "--folder", str(home)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return dict(json.loads(line) for line in lines)


def report(found: dict[str, list[float]]) -> None:
    print(f"{'seconds':44}" + "".join(f"{f'{years} years' if years > 1 else '1 year':>12}" for years in YEARS))
    for name, values in found.items():
        padded = values + [0.0] * (len(YEARS) - len(values))  # a step that was too short to be told
        print(f"{name:44}" + "".join(f"{value:>12.2f}" for value in padded))


def compare(folder: Path, visits_per_day: int) -> None:
    """All steps on the short and on the long history; the ratios that matter last."""
    found: dict[str, list[float]] = {}
    for years in YEARS:
        home, history = folder / f"{years}-years", History(years * 365 + years // 4, visits_per_day)
        begun = time.perf_counter()
        rows = write_history(home / "landing", history)
        found.setdefault("writing the batches", []).append(time.perf_counter() - begun)
        for table in ("visits", "loans", "step_events"):
            found.setdefault(f"  {table}, thousands", []).append(rows[table] / 1000)
        one_pass(home)  # the files are in the page cache for whoever comes first
        for step in ("pass", "ingest", "full"):
            _noted(found, step, measured(step, home))
        for nth, name in enumerate(DAYS):
            write_next_day(home / "landing", history, nth)
            _noted(found, name, measured("day", home))
    report(found)
    passes, fulls = found["pass, wall"], found["full, wall"]
    days = found["day: all of it, wall"]
    ratios = {
        "full ÷ pass, wall (wanted ≤ 15)": fulls[1] / passes[1],
        "full ÷ pass, processor": found["full, processor"][1] / found["pass, processor"][1],
        "full, peak memory MB (wanted ≤ 4000)": found["full, peak MB"][1],
        "full ÷ one new day, wall (wanted ≥ 20)": fulls[1] / days[1],
        "  the same, processor": found["full, processor"][1] / found["day: all of it, processor"][1],
        "  the same, first day after it, wall": fulls[1] / found["day after: all of it, wall"][1],
        "one new day, 5 years ÷ 1 (wanted ≤ 1.3)": days[1] / days[0],
        "  the same, the day, processor": found["day: all of it, processor"][1] / found["day: all of it, processor"][0],
    }
    for name, value in ratios.items():
        print(f"{name:44}{value:>12.2f}")


def _noted(found: dict[str, list[float]], step: str, figures: Figures) -> None:
    for name in ("wall", "processor", "peak MB"):
        found.setdefault(f"{step}, {name}", []).append(figures.pop(name))
    for name, value in figures.items():
        row = found.setdefault(f"{step}: {name.strip()}", [])
        row += [0.0] * (len(found[f"{step}, wall"]) - 1 - len(row)) + [value]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits-per-day", type=int, default=VISITS_PER_DAY, help="at each agency; a multiple of 20")
    parser.add_argument(
        "--folder", type=Path, help="where the homes are written (20 GB); a temporary folder by default"
    )
    parser.add_argument("--step", choices=STEPS, help="only this, on the home in --folder")
    asked = parser.parse_args()
    if asked.step:
        begun, processor = time.perf_counter(), _processor_s()
        STEPS[asked.step](asked.folder)
        _told("wall", time.perf_counter() - begun)
        _told("processor", _processor_s() - processor)
        _told("peak MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
        return
    if (
        shutil.disk_usage(asked.folder or tempfile.gettempdir()).free
        < DISK_BYTES * asked.visits_per_day / VISITS_PER_DAY
    ):
        sys.exit("This benchmark needs 20 GB of temporary space at its full size.")
    with tempfile.TemporaryDirectory(prefix="patuh-bench-", dir=asked.folder) as folder:
        compare(Path(folder), asked.visits_per_day)


if __name__ == "__main__":
    main()
