"""What the first viewer after a start would wait for, done before anybody comes: modules, the catalogue, the file."""

from __future__ import annotations

import gc
import threading
from importlib import import_module
from pkgutil import iter_modules

import duckdb

from dashboards import pages, runtime
from dashboards.readings.compliance import steps_of_sops
from dashboards.readings.memory import memory_of
from dashboards.readings.reader import Reader
from warehouse.errors import CatalogueError
from warehouse.lake.serving import NotServed


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
    again (some 400,000 objects, a tenth of a second after every run of a page, in which nothing is sent)."""
    gc.collect()
    gc.freeze()


def begin() -> None:
    """Beside the start, which does not wait for it."""
    threading.Thread(target=warm, name="warm", daemon=True).start()
