"""A library with a small catalogue of real-sounding titles, on a real DuckDB file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, UTC
from pathlib import Path
from typing import Any

import pytest

from warehouse.operations.database import OperationsDatabase
from warehouse.search.index import TitleIndex
from warehouse.search.query import Search
from warehouse.settings import Settings

MONDAY = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
TITLES: tuple[dict[str, Any], ...] = (
    {
        "title": "Sejarah Timor",
        "author": "I Gde Parimartha",
        "ddc": "959.86",
        "publish_year": 2002,
        "isbn": "979-428-484-X",
    },
    {
        "title": "Perdagangan dan Politik di Nusa Tenggara",
        "author": "I Gde Parimartha",
        "ddc": "959.8",
        "subjects": "Sejarah",
    },
    {"title": "Sejarah Timor Timur sampai 1999", "author": "Maria Bria", "ddc": "959.87", "publish_year": 2010},
    {"title": "Tafsir Al-Qur'an untuk Pemula", "author": "Quraish Shihab", "ddc": "297.1", "isbn": "978-602-03-1234-0"},
    {"title": "Kamus Dawan–Indonesia", "ddc": "499.2", "subjects": "Bahasa daerah", "collection": "reference"},
    {"title": "Pengantar Akuntansi", "author": "Soemarso", "ddc": "657", "publish_year": 2015},
    {"title": "Akuntansi", "author": "Yosef Lalu", "ddc": "657", "publish_year": 2020},
    {"title": "Menanam Padi Gogo di Lahan Kering", "author": "José Ramos", "ddc": "633.1", "subjects": "Pertanian"},
    {"title": "Layang-Layang dan Kupu-Kupu", "ddc": "813", "collection": "children"},
)


class Catalogue:
    """Short words for tests."""

    def __init__(self, db: OperationsDatabase, index: TitleIndex) -> None:
        self.db, self.index, self.keys = db, index, 0

    def do(self, command: str, *, point: str = "NTT-GEDUNG", **fields: Any) -> dict[str, Any]:
        self.keys += 1
        at = MONDAY + timedelta(seconds=self.keys)
        payload = {
            "command": command,
            "key": f"c{self.keys}",
            "occurred_at": at,
            "actor": "system",
            "service_point": point,
        }
        return self.db.execute({**payload, **fields}, trusted=True).data

    def add(self, copies: int = 1, collection: str = "general", point: str = "NTT-GEDUNG", **title: Any) -> str:
        title_id: str = self.do("add_title", point=point, **title)["title_id"]
        for _ in range(copies):
            self.do("add_copy", point=point, copy_no=f"K{self.keys}", title_id=title_id, collection=collection)
        return title_id

    def names(self) -> dict[str, str]:
        rows = self.db.rows("SELECT title_id, arg_max(title, txid) AS title FROM titles GROUP BY title_id")
        return {str(row["title_id"]): row["title"] for row in rows}

    def find(self, text: str = "", **filters: Any) -> list[str]:
        """Titles found, in their order."""
        names = self.names()
        return [names[str(hit.title_id)] for hit in self.index.search(Search(text, **filters)).hits]


@contextmanager
def opened(home: Path) -> Iterator[Catalogue]:
    with OperationsDatabase.open(Settings.load(home=home)) as db:
        index = TitleIndex(db)
        yield Catalogue(db, index)
        index.close()


@pytest.fixture(scope="session")
def catalogued_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The titles above with two copies each, made once."""
    home = tmp_path_factory.mktemp("catalogued") / "home"
    with opened(home) as one:
        for title in TITLES:
            one.add(**{"copies": 2, **title})
    return home


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Catalogue]:
    with opened(tmp_path / "home") as one:
        yield one


@pytest.fixture
def catalogue(tmp_path: Path, catalogued_home: Path) -> Iterator[Catalogue]:
    """A copy that the test may change."""
    shutil.copytree(catalogued_home, tmp_path / "home")
    with opened(tmp_path / "home") as one:
        one.keys = 1000
        yield one


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, catalogued_home: Path) -> Iterator[Catalogue]:
    """A copy that tests only search in."""
    home = tmp_path_factory.mktemp("standing") / "home"
    shutil.copytree(catalogued_home, home)
    with opened(home) as one:
        yield one
