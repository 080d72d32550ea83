"""Facts survive `kill -9` at any moment: what was acknowledged is there after the restart, nothing is there twice."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.operations.verify import verify
from warehouse.settings import Settings

DESK = Path(__file__).with_name("acknowledging_desk.py")


@pytest.mark.processes
def test_acknowledged_commands_survive_kill_at_any_moment(settings: Settings) -> None:
    moments = random.Random(20261005)
    acknowledged: set[str] = set()
    for run in range(10):
        with subprocess.Popen(
            [sys.executable, str(DESK), str(settings.home), str(run)], stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).parents[3],
        ) as process:  # fmt: skip
            assert process.stdout is not None
            acknowledged.add(process.stdout.readline().strip())
            time.sleep(moments.uniform(0, 0.8))
            process.kill()
            acknowledged.update(line.strip() for line in process.stdout.read().splitlines() if line.strip())
    # The last line of a run may have been cut by the kill; its key is then no key of ours.
    acknowledged = {key for key in acknowledged if key.count("-") == 2}
    with OperationsDatabase.open(settings) as db:
        on_disk = [row["key"] for row in db.rows("SELECT key FROM journal")]
        assert len(on_disk) == len(set(on_disk))
        assert not {key for key in acknowledged if key not in set(on_disk) and not _cut(key, on_disk)}
        assert len(acknowledged) > 20
        assert len(db.rows("SELECT visit_id FROM visits")) == len(on_disk)
        Publisher(db).flush()
        counted = {finding.check: finding.count for finding in verify(db.reader(), settings.landing)}
        assert counted["journal"] == len(on_disk)
        published = db.rows(
            "SELECT count(*) AS n, count(DISTINCT txid) AS once FROM read_parquet(?)",
            str(settings.landing / "*" / "0*" / "visits.parquet"),
        )
        assert published == [{"n": len(on_disk), "once": len(on_disk)}]


def _cut(key: str, on_disk: list[str]) -> bool:
    """Whether `key` is the beginning of a longer key: its line was cut while it was printed."""
    return any(other.startswith(key) for other in on_disk)
