"""What the running process holds: the settings in force and the reader of the served figures."""

from __future__ import annotations

from functools import cache

from dashboards.places import Places
from warehouse.catalogue.load import load_catalogue
from warehouse.lake.serving import open_serving, Serving
from warehouse.planning.apart import Planner
from warehouse.settings import Settings

_started: list[Settings] = []


def start(settings: Settings) -> None:
    """Make `settings` those of this process; the ones before are forgotten."""
    _started[:] = [settings]


def stop() -> None:
    if _started:
        open_serving(_started[0]).close()
    _started.clear()


def settings() -> Settings:
    """The settings given to `start`; read from the environment when the script runs without the server."""
    if not _started:
        start(Settings.load())
    return _started[0]


def serving() -> Serving:
    return open_serving(settings())


def places() -> Places:
    return Places(load_catalogue(settings().catalogue_dir))


@cache
def planner() -> Planner:
    """Who works out plans, one for the whole process."""
    return Planner()
