"""A reader of the figures, as a process of its own: `looking.py HOME` reads until its standard input closes.

Prints how often it read and how many refreshes it saw; any error ends it with a traceback.
"""

from __future__ import annotations

import select
import sys
from pathlib import Path

from warehouse.lake.serving import open_serving
from warehouse.settings import Settings

SUMS = "SELECT coalesce(sum(visits) FILTER (WHERE grain = ?), 0) FROM rpt_visitors"


def main(home: Path) -> None:
    settings, reads, runs = Settings.load(home=home), 0, set()
    while not select.select([sys.stdin], [], [], 0)[0]:
        with open_serving(settings).reading() as cursor:
            runs.add(cursor.execute("SELECT max(run_id) FROM meta_refresh").fetchone())
            sums = {cursor.execute(SUMS, [grain]).fetchone() for grain in ("day", "month", "year")}
        assert len(sums) == 1, f"figures of two refreshes at once: {sums}"
        reads += 1
        if reads == 1:
            print("reading", flush=True)
    print(reads, len(runs))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
