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


def main(cases: int = 100_000) -> None:
    with tempfile.TemporaryDirectory(prefix="patuh-bench-") as folder:
        log = Path(folder) / "log.csv"
        events = write_log(log, cases)
        print(f"{cases:,} cases, {events:,} events, {log.stat().st_size / 1e6:.0f} MB of CSV; seconds")
        ours = measure(log, Path(folder))
        theirs = measure_peer(log)
    print(f"{'':48}{'Patuh':>10}{'PM4Py':>10}{'ratio':>8}")
    for name in ours:
        line = f"{name:48}{ours[name]:>10.2f}"
        print(line + (f"{theirs[name]:>10.2f}{theirs[name] / ours[name]:>7.0f}x" if theirs else f"{'–':>10}"))
    print(f"memory at its highest, MB: Patuh {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f}")


def write_log(target: Path, cases: int) -> int:
    text = (HERE / "conformance_log.sql").read_text("utf-8")
    with duckdb.connect() as maker:
        maker.execute(f"CREATE TABLE log AS {text}", {"cases": cases})
        maker.execute(f"COPY log TO '{target}' (FORMAT csv, HEADER)")
        row = maker.execute("SELECT count(*) FROM log").fetchone()
    return int(row[0]) if row else 0


READ, JUDGE, ALL = "the file read into tables", "judged: every step, every case", "from the file to the figures"


def measure(log: Path, folder: Path) -> dict[str, float]:
    """Until the files of steps and cases are written; reading ends when the events stand in tables."""
    settings = Settings.load(home=folder / "home")
    (folder / "sop.yaml").write_text(SOP, encoding="utf-8")
    begun = time.perf_counter()
    process = read_process(folder / "sop.yaml", load_catalogue(), None)
    with measured_log(settings, open_log(settings, log, None, folder), process, folder, datetime.now(UTC)) as measured:
        figures = step_figures(measured)
        write_results(measured, folder / "steps.csv")
        seconds = time.perf_counter() - begun
        read = measured.read_s
    print(", ".join(f"{step.activity} {step.compliance_rate:.3f}" for step in figures[:4] if step.compliance_rate))
    return {READ: read, JUDGE: seconds - read, ALL: seconds}


def measure_peer(log: Path) -> dict[str, float]:
    if not PEER.exists():
        print("PM4Py is not installed: make bench-peer")
        return {}
    done = subprocess.run([str(PEER), str(HERE / "_pm4py_profile.py"), str(log)], capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stderr[-2000:])
        return {}
    found = json.loads(done.stdout.strip().splitlines()[-1])
    print(
        f"PM4Py {found['version']}: {found['deviations']:,} deviations, of which learning took {found['learn']:.1f} s"
    )
    judged = found["learn"] + found["check"]
    return {READ: found["read"], JUDGE: judged, ALL: found["read"] + judged}


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
