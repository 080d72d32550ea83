"""Lend and take back at a desk with years of history, against a bare DuckDB transaction that inserts the same rows.

Both run in one process, alternating, on two files with the same history, so that the ratio says what Patuh adds:
validation, roles, rules, the journal's hashes, the hand-over to the writer. Then 8 threads at once, for commands a second.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from bench.history import build, OFFICER, POINT
from warehouse.operations.database import OperationsDatabase, Result
from warehouse.settings import Settings

WRITTEN = {
    "lend": ("cases", "loans", "step_events", "case_closings", "journal"),
    "take_back": ("cases", "loan_returns", "step_events", "journal"),
}
STATE = {"lend": ("state_open_loans",), "take_back": ("state_open_cases",)}
WARM_UP = 20


class Bare:
    """The same tables and history in a file of their own; one statement per table, bound values, one transaction."""

    def __init__(self, file: Path, settings: Settings) -> None:
        self._connection = duckdb.connect(
            str(file), config={"threads": settings.operations_threads, "memory_limit": settings.duckdb_memory}
        )
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.execute("SET checkpoint_threshold = '64MB'")

    def insert(self, rows: dict[str, list[tuple[Any, ...]]], gone: str | None) -> float:
        """Seconds for the transaction. `gone`: the copy whose open loan ends."""
        statements = []
        for table, values in rows.items():
            mark = "(" + ",".join("?" * len(values[0])) + ")"
            bound = [value for row in values for value in row]
            statements.append((f"INSERT INTO {table} VALUES {','.join([mark] * len(values))}", bound))
        if gone:
            statements.append(("DELETE FROM state_open_loans WHERE copy_id = ?", [gone]))
        begun = time.perf_counter()
        self._connection.execute("BEGIN")
        for statement, bound in statements:
            self._connection.execute(statement, bound)
        self._connection.execute("COMMIT")
        return time.perf_counter() - begun


class Desk:
    """Commands of one desk, and what they wrote."""

    def __init__(self, db: OperationsDatabase) -> None:
        self.db, self._reader = db, db.reader()

    def payload(self, command: str, key: str, **fields: Any) -> dict[str, Any]:
        now = self.db.clock()
        envelope = {"command": command, "key": key, "actor": OFFICER, "service_point": POINT, "occurred_at": now}
        return envelope | {"started_at": now - timedelta(seconds=90)} | fields

    def timed(self, payload: dict[str, Any]) -> tuple[Result, float]:
        begun = time.perf_counter()
        result = self.db.execute(payload)
        return result, time.perf_counter() - begun

    def written(self, result: Result) -> dict[str, list[tuple[Any, ...]]]:
        """The rows of a command by table, state included."""
        rows = {
            table: self._reader.execute(f"SELECT * FROM {table} WHERE txid = ?", [result.txid]).fetchall()
            for table in WRITTEN[result.command]
        }
        case_id = result.data["case_id"]
        for table in STATE[result.command]:
            if table == "state_open_loans":
                wanted, value = "loan_id", result.data["loans"][0]["loan_id"]
            else:
                wanted, value = "case_id", case_id
            rows[table] = self._reader.execute(f"SELECT * FROM {table} WHERE {wanted} = ?", [value]).fetchall()
        return rows


def alternate(desk: Desk, bare: Bare, pairs: int) -> dict[str, tuple[list[float], list[float]]]:
    """Seconds of every lend and take-back: ours and bare, one after the other."""
    took: dict[str, tuple[list[float], list[float]]] = {"lend": ([], []), "take_back": ([], [])}
    for n in range(pairs + WARM_UP):
        copy_no = f"C{n}"
        for command, fields in (
            ("lend", {"member_no": f"M{n}", "copy_nos": [copy_no]}),
            ("take_back", {"copy_no": copy_no}),
        ):
            result, ours = desk.timed(desk.payload(command, f"pair-{n}-{command}", **fields))
            rows = desk.written(result)
            gone = str(rows["loan_returns"][0][6]) if command == "take_back" else None
            theirs = bare.insert(rows, gone)
            if n >= WARM_UP:
                took[command][0].append(ours)
                took[command][1].append(theirs)
    return took


def together(desk: Desk, threads: int, pairs: int, first: int) -> tuple[float, float]:
    """Commands a second of `threads` desks, each lending and taking back `pairs` times; processor ms of one command."""

    def work(number: int) -> None:
        for n in range(pairs):
            which = first + number * pairs + n
            lent = desk.payload("lend", f"t-{which}-lend", member_no=f"M{which}", copy_nos=[f"C{which}"])
            desk.db.execute(lent)
            desk.db.execute(desk.payload("take_back", f"t-{which}-back", copy_no=f"C{which}"))

    commands, processor = threads * pairs * 2, time.process_time()
    seconds = _at_once(work, threads)
    return commands / seconds, (time.process_time() - processor) / commands * 1000


def _at_once(work: Callable[[int], None], threads: int) -> float:
    running = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    begun = time.perf_counter()
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return time.perf_counter() - begun


def quantile(seconds: list[float], share: float) -> float:
    return statistics.quantiles(seconds, n=100, method="inclusive")[round(share * 100) - 1] * 1000


def report(took: dict[str, tuple[list[float], list[float]]], rate: float, processor_ms: float, threads: int) -> None:
    print(f"{'':22}{'Patuh':>10}{'bare':>10}{'ratio':>8}{'wanted':>8}")
    for command, (ours, theirs) in took.items():
        for share, wanted in ((0.50, 3), (0.99, 5)):
            one, other = quantile(ours, share), quantile(theirs, share)
            name = f"{command} p{round(share * 100)}"
            print(f"{name:22}{one:>8.2f}ms{other:>8.2f}ms{one / other:>8.2f}{'≤ ' + str(wanted):>8}")
    print(f"{'commands/s, ' + str(threads) + ' threads':22}{rate:>10.0f}{'':>18}{'≥ 200':>8}")
    print(f"{'processor per command':22}{processor_ms:>8.2f}ms")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--loans", type=int, default=1_000_000, help="loans of history")
    options.add_argument("--pairs", type=int, default=500, help="lend and take-back pairs measured")
    options.add_argument("--threads", type=int, default=8)
    options.add_argument("--keep", type=Path, help="folder for the home; built once, used again")
    asked = options.parse_args(sys.argv[1:])
    with tempfile.TemporaryDirectory(prefix="patuh-bench-") as folder:
        place = asked.keep or Path(folder)
        original = place / "history"
        if not original.exists():
            begun = time.perf_counter()
            build(original, asked.loans)
            print(f"{asked.loans:,} loans of history in {time.perf_counter() - begun:.0f} s")
        home = Path(folder) / "home"
        shutil.copytree(original, home)
        shutil.copy(home / "operations.duckdb", Path(folder) / "bare.duckdb")
        settings = Settings.load(home=home, log_level="ERROR")
        begun = time.perf_counter()
        with OperationsDatabase.open(settings) as db:
            print(f"opened in {time.perf_counter() - begun:.1f} s")
            desk = Desk(db)
            took = alternate(desk, Bare(Path(folder) / "bare.duckdb", settings), asked.pairs)
            rate, processor_ms = together(desk, asked.threads, max(50, asked.pairs // 4), asked.pairs + WARM_UP)
            report(took, rate, processor_ms, asked.threads)


if __name__ == "__main__":
    main()
