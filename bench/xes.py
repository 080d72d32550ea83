"""XES: events a second out and in, at a memory that does not grow, and whether PM4Py finds in it what was written.

`python -m bench xes`, or `python -m bench.xes [CASES]` (default 20 000, of eight activities each). PM4Py: `make bench-peer`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from warehouse.eventlog.logged import LoggedCase, LoggedEvent
from warehouse.eventlog.read_xes import xes_to_csv
from warehouse.eventlog.write_xes import write_xes

HERE = Path(__file__).parent
PEER = HERE.parent / ".venv-bench" / "bin" / "python"
MORNING = datetime.fromisoformat("2026-01-05T08:00:00+08:00")
ACTIVITIES = 8
TOOK = timedelta(minutes=2)
PEER_CASES = 2_000


def main(cases: int = 20_000) -> None:
    with tempfile.TemporaryDirectory(prefix="patuh-bench-") as folder:
        log = Path(folder) / "log.xes"
        begun = time.process_time()
        _cases, events = write(log, cases)
        written = time.process_time()
        rows, _known = xes_to_csv(log, Path(folder) / "log.csv")
        read = time.process_time()
        print(
            f"{cases:,} cases, {events:,} activities, {rows:,} events, {log.stat().st_size / 1e6:.0f} MB; processor time"
        )
        print(f"written: {rows / (written - begun):,.0f} events a second; read: {rows / (read - written):,.0f}")
        print(f"memory at its highest, MB: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f}")
        write(log, PEER_CASES)
        print_peer(log)


def write(target: Path, cases: int) -> tuple[int, int]:
    with target.open("w", encoding="utf-8") as stream:
        return write_xes(stream, made_up(cases), name="bench", idr_per_minute=None)


def made_up(cases: int) -> Iterator[LoggedCase]:
    for case in range(cases):
        opened = MORNING + timedelta(minutes=case)
        events = (_event(f"{case}-{step}", step, opened + step * TOOK * 2) for step in range(ACTIVITIES))
        yield LoggedCase(str(case), "NTT", "NTT-GEDUNG", "loan", 1, opened, opened, "done", (), tuple(events))


def _event(name: str, step: int, began: datetime) -> LoggedEvent:
    return LoggedEvent(
        event_id=name, step_position=step + 1, activity=f"Langkah {step + 1} & seterusnya", started_at=began,
        finished_at=began + TOOK, role="circulation_staff", captured="tap", standard_s=60,
        duration_s=TOOK.total_seconds(), lost_minutes=1.0, status="late", is_repeated=False,
    )  # fmt: skip


def print_peer(log: Path) -> None:
    if not PEER.exists():
        print("PM4Py is not installed: make bench-peer")
        return
    done = subprocess.run([str(PEER), str(HERE / "_pm4py_reads.py"), str(log)], capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stderr[-2000:])
        return
    found = json.loads(done.stdout.strip().splitlines()[-1])
    count = PEER_CASES * ACTIVITIES
    expected = {
        "cases": PEER_CASES, "completions": count, "seconds": count * TOOK.total_seconds(), "lost_minutes": float(count),
    }  # fmt: skip
    print(
        f"PM4Py reads it: {found} – {'what was written' if found == expected else f'NOT what was written: {expected}'}"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
