"""Who owns the home: one process writes operations.duckdb, and says where it can be reached."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from warehouse.errors import HomeError
from warehouse.i18n import N_
from warehouse.settings import Settings


@dataclass(frozen=True)
class Owner:
    """The process that owns the home; `url` is None while it serves nothing (a command of the command line)."""

    pid: int
    url: str | None


def lock_file(settings: Settings) -> Path:
    return settings.home / "operations.lock"


def owner(settings: Settings) -> Owner | None:
    """Who holds the home now, or None. A lock left by a killed process is free: the kernel released it."""
    try:
        with lock_file(settings).open("r+") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held = json.loads(stream.read() or "{}")
                return Owner(int(held.get("pid", 0)), held.get("url"))
    except FileNotFoundError:
        return None
    return None


class HomeLock:
    """Held for the life of the owning process; the file is emptied when it is given back."""

    def __init__(self, settings: Settings, url: str | None) -> None:
        settings.make_home()
        self._stream: TextIOWrapper = lock_file(settings).open("a+")
        try:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._stream.close()
            holder = owner(settings)
            raise HomeError(
                N_("The home {home} is already in use by another operations process (pid {pid}). Stop it first."),
                home=str(settings.home),
                pid=holder.pid if holder else "?",
            ) from None
        self._write({"pid": os.getpid(), "url": url})

    def _write(self, content: dict[str, object]) -> None:
        self._stream.seek(0)
        self._stream.truncate()
        if content:
            self._stream.write(json.dumps(content))
        self._stream.flush()

    def release(self) -> None:
        self._write({})
        fcntl.flock(self._stream, fcntl.LOCK_UN)
        self._stream.close()
