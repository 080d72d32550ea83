"""Desk, readers and refreshes at once, in processes of their own: no lock error, no figures of two refreshes mixed."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

from warehouse.clock import utc_now
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.settings import Settings

READER = Path(__file__).with_name("looking.py")
ONE_REFRESH = (
    "import sys, uuid; from pathlib import Path; from warehouse.settings import Settings;"
    "from warehouse.lake.attach import open_warehouse; from warehouse.lake.refresh import refresh\n"
    "settings = Settings.load(home=Path(sys.argv[1]))\n"
    "with open_warehouse(settings) as connection: refresh(connection, settings, str(uuid.uuid4()))"
)


def refresh_process(settings: Settings) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ONE_REFRESH, str(settings.home)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_desk_dashboards_and_refresh_run_at_the_same_time_without_a_lock_error(settings: Settings) -> None:
    stop, failures, registered = threading.Event(), [], 0
    with OperationsDatabase.open(settings) as db:
        publisher = Publisher(db)

        def register(number: int) -> None:
            moment = utc_now() - timedelta(days=40) + timedelta(minutes=number)
            command = {
                "command": "register_visit", "key": f"visit {number}", "occurred_at": moment, "actor": "system",
                "service_point": "NTT-GEDUNG", "visitor_type": "guest", "name": "Tamu",
            }  # fmt: skip
            db.execute(command, trusted=True)

        def work_at_the_desk() -> None:
            nonlocal registered
            try:
                while not stop.is_set():
                    register(registered)
                    registered += 1
                    if registered % 5 == 0:
                        publisher.flush()
            except Exception as failed:  # noqa: BLE001  told by the test below
                failures.append(failed)

        register(-1)
        publisher.flush()
        refresh_process(settings)
        readers = [
            subprocess.Popen(
                [sys.executable, str(READER), str(settings.home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True,
            )
            for _ in range(2)
        ]  # fmt: skip
        for reader in readers:
            assert reader.stdout
            assert reader.stdout.readline() == "reading\n"
        desk = threading.Thread(target=work_at_the_desk)
        desk.start()
        for _ in range(4):
            refresh_process(settings)
        stop.set()
        desk.join()
        for reader in readers:
            told, error = reader.communicate("")
            assert reader.returncode == 0, error
            reads, runs = map(int, told.split())
            assert reads > 4
            assert runs >= 2
    assert failures == []
    assert registered > 10
