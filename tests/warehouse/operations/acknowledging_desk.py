"""A process for the kill test: carries out commands from four threads and prints each key once it was acknowledged."""

from __future__ import annotations

import sys
import threading
from datetime import datetime, UTC
from itertools import count
from pathlib import Path

from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.settings import Settings


def main(home: Path, run: str) -> None:
    db = OperationsDatabase.open(Settings.load(home=home, publish_interval_s=1))
    publisher = Publisher(db)
    publisher.start()
    printing = threading.Lock()

    def desk(name: str) -> None:
        for number in count():
            key = f"{run}-{name}-{number}"
            payload = {
                "command": "register_visit", "key": key, "occurred_at": datetime.now(UTC), "actor": "system",
                "service_point": "NTT-GEDUNG", "visitor_type": "guest", "name": "Tamu", "sex": "P",
            }  # fmt: skip
            db.execute(payload, trusted=True)
            with printing:
                sys.stdout.write(key + "\n")
                sys.stdout.flush()

    for name in "abcd":
        threading.Thread(target=desk, args=(name,), daemon=True).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
