"""One filled home serves the tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.patuh.demo.filled import Demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    made = Demo(tmp_path_factory.mktemp("demo") / "home")
    yield made
    made.connection.close()
