"""Step compliance of an event log against PM4Py's temporal-profile conformance, on the same CSV file.

`python -m bench conformance`, or `python -m bench.conformance [CASES]` (default 100 000: some 800 000 events). PM4Py runs in
an environment of its own: `make bench-peer`; without it only our own side is measured.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, UTC
from pathlib import Path

import duckdb

from warehouse.catalogue.load import load_catalogue
from warehouse.eventlog.measure import measured_log
from warehouse.eventlog.process import read_process
from warehouse.eventlog.read_csv import open_log
from warehouse.eventlog.results import step_figures, write_results
from warehouse.settings import Settings

HERE = Path(__file__).parent
PEER = HERE.parent / ".venv-bench" / "bin" / "python"
SOP = "code: bench\ntitle: Bench\nagency: NTT\nsteps:\n" + "".join(
    f"  - {{activity: Langkah {step}, time_printed: {'1 menit' if step % 2 else '2 menit'}}}\n" for step in range(1, 9)
)


READ, LEARN, JUDGE, ALL, BARE = (
    "the file read into tables", "a profile learnt (Patuh has the SOP)", "judged: every step, every case",
    "from the file to the figures", "a bare pass of DuckDB over the steps",
)  # fmt: skip
Seconds = tuple[float, float]
"""On the clock, and of the processor: on a machine that others use too, the second says more."""


def main(cases: int = 100_000) -> None:
    with tempfile.TemporaryDirectory(prefix="patuh-bench-") as folder:
        log = Path(folder) / "log.csv"
        events = write_log(log, cases)
        print(f"{cases:,} cases, {events:,} events, {log.stat().st_size / 1e6:.0f} MB of CSV")
        ours = measure(log, Path(folder))
        theirs = measure_peer(log)
    print(f"{'':40}{'seconds on the clock':>31}{'of the processor':>31}")
    print(f"{'':40}" + f"{'Patuh':>11}{'PM4Py':>11}{'ratio':>9}" * 2)
    for name in (READ, LEARN, JUDGE, ALL, BARE):
        cells = [_cells(ours.get(name), theirs.get(name), which) for which in (0, 1)]
        print(f"{name:40}" + "".join(cells))
    print(f"memory at its highest, MB: Patuh {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f}")


def _cells(ours: Seconds | None, theirs: Seconds | None, which: int) -> str:
    ratio = f"{theirs[which] / ours[which]:.0f}x" if ours and theirs else "–"
    return "".join(f"{one[which]:>11.2f}" if one else f"{'–':>11}" for one in (ours, theirs)) + f"{ratio:>9}"


def write_log(target: Path, cases: int) -> int:
    text = (HERE / "conformance_log.sql").read_text("utf-8")
    with duckdb.connect() as maker:
        maker.execute(f"CREATE TABLE log AS {text}", {"cases": cases})
        maker.execute(f"COPY log TO '{target}' (FORMAT csv, HEADER)")
        row = maker.execute("SELECT count(*) FROM log").fetchone()
    return int(row[0]) if row else 0


def measure(log: Path, folder: Path) -> dict[str, Seconds]:
    """Until the files of steps and cases are written; reading ends when the events stand in tables."""
    settings = Settings.load(home=folder / "home")
    (folder / "sop.yaml").write_text(SOP, encoding="utf-8")
    process = read_process(folder / "sop.yaml", load_catalogue(), None)
    times = [_now()]
    opened = open_log(settings, log, None, folder)
    now = datetime.now(UTC)
    with measured_log(settings, opened, process, folder, now, lambda: times.append(_now())) as measured:
        figures = step_figures(measured)
        write_results(measured, folder / "steps.csv")
        times.append(_now())
        measured.connection.execute((HERE / "conformance_bare.sql").read_text("utf-8")).fetchall()
        times.append(_now())
    print(", ".join(f"{step.activity} {step.compliance_rate:.3f}" for step in figures[:4] if step.compliance_rate))
    read, judged, all_, bare = (_between(times[a], times[b]) for a, b in ((0, 1), (1, 2), (0, 2), (2, 3)))
    return {READ: read, JUDGE: judged, ALL: all_, BARE: bare}


def _now() -> Seconds:
    return time.perf_counter(), time.process_time()


def _between(earlier: Seconds, later: Seconds) -> Seconds:
    return later[0] - earlier[0], later[1] - earlier[1]


def measure_peer(log: Path) -> dict[str, Seconds]:
    if not PEER.exists():
        print("PM4Py is not installed: make bench-peer")
        return {}
    done = subprocess.run([str(PEER), str(HERE / "_pm4py_profile.py"), str(log)], capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stderr[-2000:])
        return {}
    found = json.loads(done.stdout.strip().splitlines()[-1])
    print(f"PM4Py {found['version']}, temporal profile: {found['deviations']:,} deviations")
    read, learn, check = ((found[name][0], found[name][1]) for name in ("read", "learn", "check"))
    return {READ: read, LEARN: learn, JUDGE: check, ALL: (read[0] + learn[0] + check[0], read[1] + learn[1] + check[1])}


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
