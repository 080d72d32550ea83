"""What a viewer would wait for, done before anybody comes: at the start modules, the catalogue, the file; after every
swap of the file the questions that were asked of the one before.
"""

from __future__ import annotations

import gc
import threading
from importlib import import_module
from pkgutil import iter_modules

import duckdb

from dashboards import pages, runtime
from dashboards.readings.compliance import steps_of_sops
from dashboards.readings.memory import latest_before, memory_of
from dashboards.readings.reader import Reader
from warehouse.errors import CatalogueError
from warehouse.lake.serving import NotServed
from warehouse.settings import Settings

LOOK_EVERY_S = 5.0
MOST_QUESTIONS = 300
"""The latest: some ten pages with a few selections each, a few seconds of one core."""


def warm() -> None:
    """What is wrong now is said by the page that needs it, in the sentence that belongs there."""
    for page in iter_modules(pages.__path__):
        import_module(f"{pages.__name__}.{page.name}")
    try:
        with runtime.serving().reading_state() as (cursor, state):
            reader = Reader(cursor, memory=memory_of(state))
            steps_of_sops(reader, runtime.places())
            reader.frame("places")
    except (NotServed, CatalogueError, duckdb.Error):
        pass
    _settle()


def _settle() -> None:
    """What is loaded now stays for the life of the process: the collector of garbage need not look through it again and
    again (half a million objects, a tenth of a second in which nothing is sent)."""
    gc.collect()
    gc.freeze()


def ask_again() -> None:
    """Of a file that was swapped in, what was asked of the one before; a page that asks meanwhile waits for its own only."""
    try:
        with runtime.serving().reading_state() as (cursor, state):
            before = latest_before(state)
            if before is None:
                return
            memory = memory_of(state)
            reader, known = Reader(cursor, memory=memory), set(memory.questions())
            for question in reversed(before.questions()[-MOST_QUESTIONS:]):
                if question not in known:
                    reader.ask_again(question)
    except (NotServed, duckdb.Error):
        return


def begin(settings: Settings) -> threading.Event:
    """Beside the start, which does not wait for it; until the answer is set."""
    done = threading.Event()

    def run() -> None:
        warm()
        seen = _swapped_ns(settings)
        while not done.wait(LOOK_EVERY_S):
            now = _swapped_ns(settings)
            if now != seen:
                seen = now
                ask_again()

    threading.Thread(target=run, name="warm", daemon=True).start()
    return done


def _swapped_ns(settings: Settings) -> int | None:
    try:
        return settings.serving_db.stat().st_mtime_ns
    except OSError:
        return None
