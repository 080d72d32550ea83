"""Two runs in two processes never write at once: the second waits, or is told who is at work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.landing import at, Landing
from warehouse.errors import HomeError
from warehouse.lake.attach import open_warehouse
from warehouse.settings import Settings

PROGRAM = Path(__file__).with_name("holding.py")
HOLDS = """import sys; from pathlib import Path; from warehouse.lake.attach import warehouse_lock
from warehouse.settings import Settings
with warehouse_lock(Settings.load(home=Path(sys.argv[1])), 0): print("held", flush=True); sys.stdin.read()"""


def process(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.timeout(400)
def test_two_runs_started_together_hold_the_warehouse_one_after_the_other(settings: Settings) -> None:
    visit = {"visitor_type": "guest", "occurred_at": at("2026-03-02 08:00+08:00")}
    landing = Landing(settings.landing)
    for _ in range(3):
        landing.publish({"visits": [visit]})
    both = [process(str(PROGRAM), str(settings.home)) for _ in range(2)]
    for one in both:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in both:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    told = []
    for one in both:
        out, error = one.communicate()
        assert one.returncode == 0, error
        begun, ended, swapped = out.split()
        told.append((float(begun), float(ended), swapped))
    (first_begun, first_ended, first_swapped), (second_begun, _ended, second_swapped) = sorted(told)
    assert first_begun < first_ended <= second_begun
    assert (first_swapped, second_swapped) == ("True", "False")  # the second finds everything done
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        row = serving.execute("SELECT sum(visits) FROM marts.rpt_visitors WHERE grain = 'year'").fetchone()
        assert row == (3,)
    with open_warehouse(settings) as connection:
        assert connection.execute("SELECT count(*) FROM raw.batches").fetchone() == (3,)


def test_who_cannot_wait_is_told_which_process_is_at_work_and_a_killed_one_holds_nothing(settings: Settings) -> None:
    holder = process("-c", HOLDS, str(settings.home))
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(HomeError, match=f"pid {holder.pid}"), open_warehouse(settings, wait_s=0.2):
        pass
    holder.kill()
    holder.communicate()
    with open_warehouse(settings, wait_s=5) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
