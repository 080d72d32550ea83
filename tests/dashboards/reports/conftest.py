"""A home that grows: refreshes of a made-up history of two agencies on two nodes, with late rows and corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.landing import Landing, Rows
from tests.warehouse.marts.history import History
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.settings import Settings

REGIONS = [
    "code,name,level,parent_code,population,latitude,longitude", "53.01,Kupang,regency,53,,,",
    "53.01.01,Satu,district,53.01,,,", "53.01.02,Dua,district,53.01,,,",
]  # fmt: skip


class GrowingHome:
    """Batches come in one by one; `refresh` serves what has come."""

    def __init__(self, settings: Settings, parts: int, months: int = 5, seed: int = 3) -> None:
        self.settings = settings
        self._waiting = History(seed, months=months).batches(parts)
        self._landings: dict[str, Landing] = {}
        self._runs = 0

    def take(self, count: int = 1) -> None:
        """Publish the next batches and serve them."""
        for node, rows, written_at in self._waiting[:count]:
            landing = self._landings.setdefault(node, Landing(self.settings.landing, node))
            landing.publish(rows, recorded_at=written_at)
        del self._waiting[:count]
        self.refresh()

    def take_rest(self) -> None:
        self.take(len(self._waiting))

    def publish(self, node: str, rows: Rows) -> None:
        self._landings[node].publish(rows)
        self.refresh()

    def last_txid(self, node: str) -> int:
        return self._landings[node].last_txid

    def refresh(self) -> None:
        self._runs += 1
        with open_warehouse(self.settings) as connection:
            refresh(connection, self.settings, f"run {self._runs}")


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with all of its history served, for who only reads figures."""
    settings = Settings.load(home=tmp_path_factory.mktemp("grown") / "home", operations_port=9511, dashboards_port=9512)
    (settings.home / "reference").mkdir(parents=True)
    (settings.home / "reference" / "regions.csv").write_text("\n".join(REGIONS))
    GrowingHome(settings, parts=1, months=5).take_rest()
    return settings


@pytest.fixture(scope="session")
def marts(grown: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(grown.serving_db), read_only=True) as connection:
        connection.execute("USE serving.marts")
        yield connection


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.load(home=tmp_path / "home")
    (settings.home / "reference").mkdir(parents=True)
    (settings.home / "reference" / "regions.csv").write_text("\n".join(REGIONS))
    return settings


@pytest.fixture
def grow(settings: Settings) -> Callable[..., GrowingHome]:
    def make(parts: int, **options: int) -> GrowingHome:
        return GrowingHome(settings, parts, **options)

    return make
