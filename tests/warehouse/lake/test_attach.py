"""One owner of the warehouse at a time, and a sentence for whoever comes second."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from warehouse.errors import HomeError
from warehouse.lake.attach import is_busy, open_warehouse, warehouse_lock
from warehouse.settings import Settings


def test_a_second_refresh_gives_up_with_one_sentence(settings: Settings) -> None:
    with warehouse_lock(settings, 0):
        assert is_busy(settings)
        with pytest.raises(HomeError, match="another process"), open_warehouse(settings, wait_s=0.2):
            pass
    assert not is_busy(settings)


def test_a_second_refresh_waits_for_the_first(settings: Settings) -> None:
    held, released = threading.Event(), []

    def first() -> None:
        with warehouse_lock(settings, 0):
            held.set()
            time.sleep(0.3)
            released.append(time.monotonic())

    thread = threading.Thread(target=first)
    thread.start()
    held.wait()
    with open_warehouse(settings, wait_s=10) as connection:
        assert released
        assert connection.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)
    thread.join()


def test_a_killed_owner_leaves_no_lock(settings: Settings) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from warehouse.settings import Settings;"
        "from warehouse.lake.attach import open_warehouse\n"
        "with open_warehouse(Settings.load(home=Path(sys.argv[1]))): os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(settings.home)], check=False)
    assert killed.returncode == -9
    with open_warehouse(settings, wait_s=0):
        assert is_busy(settings)


def test_a_file_that_is_no_database_is_said_in_one_sentence(settings: Settings) -> None:
    settings.warehouse_db.write_bytes(b"not a database" * 1000)
    with pytest.raises(HomeError, match="cannot be opened"), open_warehouse(settings):
        pass
