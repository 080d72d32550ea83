"""A home with a landing zone, and what a refresh left in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    return settings
