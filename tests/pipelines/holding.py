"""A refresh in a process of its own, as the sensor starts it: `holding.py HOME` prints when it held the warehouse.

The clock is the machine's monotonic one, so that the times of two processes can be compared.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines import resources
from pipelines.run import run_refresh
from warehouse.lake.attach import open_warehouse
from warehouse.settings import Settings

held: list[float] = []


@contextmanager
def timed(settings: Settings, *, wait_s: float) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(settings, wait_s=wait_s) as connection:
        held.append(time.monotonic())
        yield connection
        held.append(time.monotonic())


if __name__ == "__main__":
    resources.open_warehouse = timed
    print("ready", flush=True)
    sys.stdin.readline()
    report = run_refresh(Settings.load(home=Path(sys.argv[1])))
    print(*held[:2], report.swapped)
