"""A process that refreshes a home and kills itself after so many statements: `refreshing.py HOME STATEMENTS`.

It prints how many statements a whole refresh takes when it comes through.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import duckdb

from warehouse.lake import attach
from warehouse.lake.refresh import refresh
from warehouse.settings import Settings


class Counted:
    """A connection that counts what is executed and ends the process at a given count."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, kill_at: int) -> None:
        self._connection, self._kill_at, self.statements = connection, kill_at, 0

    def tick(self) -> None:
        self.statements += 1
        if self.statements == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    @property
    def description(self) -> object:
        return self._connection.description

    def execute(self, *arguments: object) -> object:
        self.tick()
        return self._connection.execute(*arguments)  # type: ignore[arg-type]

    def executemany(self, *arguments: object) -> object:
        self.tick()
        return self._connection.executemany(*arguments)  # type: ignore[arg-type]


def main(home: Path, kill_at: int) -> None:
    settings = Settings.load(home=home)
    with attach.open_warehouse(settings) as connection:
        counted = Counted(connection, kill_at)
        replaced = Path.replace

        def replace_and_count(source: Path, target: Path) -> Path:
            counted.tick()  # just before the swap
            moved = replaced(source, target)
            counted.tick()  # just after it
            return moved

        Path.replace = replace_and_count  # type: ignore[method-assign,assignment]
        refresh(counted, settings, f"run {os.getpid()}")  # type: ignore[arg-type]
    print(counted.statements)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
