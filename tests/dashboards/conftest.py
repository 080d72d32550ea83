"""Homes with a serving file made by hand, and people with real sessions: nothing of ours is put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboards import runtime
from dashboards.filters.period import Period
from dashboards.filters.selection import Selection
from dashboards.readings.reader import Reader
from tests.dashboards.served import build, Served
from warehouse.i18n import in_language
from warehouse.identity import sessions
from warehouse.identity.roles import Actor
from warehouse.lake.serving import Serving
from warehouse.settings import Settings

EVERYWHERE = Selection(("JATENG", "NTT"), None, Period(date(2026, 10, 24), date(2026, 11, 22)))


@pytest.fixture(scope="session")
def serving_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("served") / "serving.duckdb", Served(is_demo=True))


@pytest.fixture(scope="session")
def reader(serving_file: Path) -> Iterator[Reader]:
    with Serving(serving_file).reading() as cursor:
        yield Reader(cursor)


@pytest.fixture
def home(tmp_path: Path, serving_file: Path) -> Iterator[Settings]:
    """A home with figures; the process's settings are its own for the test."""
    settings = Settings(home=tmp_path / "home", operations_port=9511, dashboards_port=9512)
    settings.make_home()
    settings.serving_db.hardlink_to(serving_file)
    runtime.start(settings)
    yield settings
    runtime.stop()


@pytest.fixture
def sign_in(home: Settings) -> Callable[..., str]:
    """Begin a session and answer with its cookie."""

    def cookie(agency: str | None = None, role: str = "head_of_agency", staff_key: str | None = None) -> str:
        actor = Actor("kepala", frozenset({role}), name="Kepala Dinas", agency=agency, staff_key=staff_key)
        return sessions.start(home, actor)

    return cookie


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    with in_language("id"):
        yield
