"""A furnished library, the running state of the app around it, and accounts to look at its pages with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from operations_app import runtime
from operations_app.runtime import Running
from tests.operations_app.library import Clock, Library
from warehouse.identity.sessions import Session
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def furnished_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A furnished library, made once; each test works on a copy of its own."""
    home = tmp_path_factory.mktemp("furnished") / "home"
    clock = Clock()
    with OperationsDatabase.open(Settings.load(home=home), clock=clock) as opened:
        Library(opened, clock, prefix="f").furnish()
    return home


@pytest.fixture
def settings(tmp_path: Path, furnished_home: Path) -> Settings:
    shutil.copytree(furnished_home, tmp_path / "home")
    return Settings.load(home=tmp_path / "home")


@pytest.fixture
def db(settings: Settings, clock: Clock) -> Iterator[OperationsDatabase]:
    with OperationsDatabase.open(settings, clock=clock) as opened:
        yield opened


@pytest.fixture
def library(db: OperationsDatabase, clock: Clock) -> Library:
    return Library(db, clock)


@pytest.fixture
def running(library: Library, clock: Clock) -> Iterator[Running]:
    """The app's state without its server: what pages and routes find."""
    yield runtime.start(Running(library.db, clock=clock))
    runtime.stop()


@pytest.fixture
def sign_in(running: Running) -> Callable[[str], None]:
    """Makes the given account the one that looks at the pages."""

    def as_login(login: str) -> None:
        actor = running.db.actor(login)
        assert actor is not None
        session = Session("s", login, actor.name, actor.roles, actor.agency, actor.service_point, "c")
        running.session_of = lambda _settings, _cookie: session

    return as_login
