"""Runs of the job killed in each asset in turn are made good by the next one: same figures, nothing lost, nothing twice.

(Where between two statements a refresh dies is tried in tests/warehouse/lake/test_crash.py.)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.run import run_refresh
from tests.landing import Landing
from tests.warehouse.marts.history import History
from tests.warehouse.marts.test_incremental import differences, run
from warehouse.lake.attach import open_warehouse
from warehouse.lake.swap import is_current
from warehouse.marts.registry import MARTS, SERVED
from warehouse.settings import Settings

PROGRAM = Path(__file__).with_name("dying.py")
STEPS = ["ingest", *(mart.name for mart in MARTS), "serving"]
OF_RUNS = ("rpt_check", "rpt_alerts")  # tell of runs and moments, not of records
COMPARED = [mart.name for mart in SERVED if not mart.name.startswith(OF_RUNS)]


@pytest.mark.timeout(1800)
def test_after_a_run_was_killed_in_every_asset_the_next_one_serves_what_an_undisturbed_one_would(
    tmp_path: Path,
) -> None:
    whole = Settings.load(home=tmp_path / "undisturbed")
    whole.make_home()
    landings: dict[str, Landing] = {}
    batches = History(11, months=1).batches(2)
    for number, (node, rows, written_at) in enumerate(batches):
        landings.setdefault(node, Landing(whole.landing, node)).publish(rows, recorded_at=written_at)
        if number == len(batches) // 2:
            run(whole, "first half")
    settings = Settings.load(home=tmp_path / "killed")
    shutil.copytree(whole.home, settings.home)
    run(whole, "second half")
    before = settings.serving_db.stat().st_ino
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(settings.home), *STEPS[:-1]], check=False, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == [f"{step} killed" for step in STEPS[:-1]], done.stderr
    assert settings.serving_db.stat().st_ino == before  # nothing half-made was served
    with open_warehouse(settings) as connection:
        assert not is_current(connection, settings)
    done = subprocess.run([sys.executable, str(PROGRAM), str(settings.home), STEPS[-1]], check=False)
    assert done.returncode == 0
    run_refresh(settings)
    assert differences(settings.serving_db, whole.serving_db, COMPARED) == {}
    with open_warehouse(settings) as connection:
        assert is_current(connection, settings)
        twice = "SELECT count(*) FROM (SELECT node, txid FROM raw.journal GROUP BY ALL HAVING count(*) > 1)"
        assert connection.execute(twice).fetchone() == (0,)
