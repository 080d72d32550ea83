"""A refresh killed at any point is made good by the next one: same figures, nothing lost, nothing twice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.landing import Landing
from tests.warehouse.marts.history import History
from tests.warehouse.marts.test_incremental import differences, run
from warehouse.marts.registry import SERVED
from warehouse.settings import Settings

PROGRAM = Path(__file__).with_name("refreshing.py")
MARTS = [mart.name for mart in SERVED]


def refresh_process(home: Path, kill_at: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PROGRAM), str(home), str(kill_at)], check=False, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def two_refreshes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, int]:
    """(home with half the history served and half waiting, the figures to be had in the end, statements of a refresh)."""
    home = tmp_path_factory.mktemp("crash") / "home"
    settings = Settings.load(home=home)
    settings.make_home()
    landings: dict[str, Landing] = {}
    batches = History(7, months=4).batches(4)
    for number, (node, rows, written_at) in enumerate(batches):
        landings.setdefault(node, Landing(settings.landing, node)).publish(rows, recorded_at=written_at)
        if number == len(batches) // 2:
            run(settings, "first half")
    whole = home.with_name("whole")
    shutil.copytree(home, whole)
    done = refresh_process(whole, 0)
    assert done.returncode == 0, done.stderr
    return home, whole / "serving.duckdb", int(done.stdout)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, "before swap", "after swap", "last"])
def test_the_next_refresh_makes_good_what_a_killed_one_left(
    two_refreshes: tuple[Path, Path, int], tmp_path: Path, share: float | str
) -> None:
    home, expected, statements = two_refreshes
    settings = Settings.load(home=tmp_path / "home")
    shutil.copytree(home, settings.home)
    # The swap comes before the statements that mark slices and batches as served.
    named = {"before swap": statements - 8, "after swap": statements - 7, "last": statements}
    killed = refresh_process(settings.home, named[share] if isinstance(share, str) else int(statements * share))
    assert killed.returncode == -9
    run(settings, "repair")
    assert differences(settings.serving_db, expected, MARTS) == {}
    assert not list(settings.home.glob("serving.building*"))


def test_a_serving_file_that_was_lost_or_spoilt_is_built_anew(
    two_refreshes: tuple[Path, Path, int], tmp_path: Path
) -> None:
    home, expected, _statements = two_refreshes
    settings = Settings.load(home=tmp_path / "home")
    shutil.copytree(home, settings.home)
    run(settings, "second half")
    settings.serving_db.unlink()
    run(settings, "lost")
    assert differences(settings.serving_db, expected, MARTS) == {}
    settings.serving_db.write_bytes(b"spoilt" * 5000)
    run(settings, "spoilt")
    assert differences(settings.serving_db, expected, MARTS) == {}


def test_a_serving_file_of_another_history_is_not_built_upon(
    two_refreshes: tuple[Path, Path, int], tmp_path: Path
) -> None:
    home, expected, _statements = two_refreshes
    settings = Settings.load(home=tmp_path / "home")
    shutil.copytree(home, settings.home)
    other = Settings.load(home=tmp_path / "other")
    other.make_home()
    Landing(other.landing).publish({"visits": [{"visitor_type": "guest"}]})
    run(other, "elsewhere")
    shutil.copy(other.serving_db, settings.serving_db)
    run(settings, "here")
    assert differences(settings.serving_db, expected, MARTS) == {}
