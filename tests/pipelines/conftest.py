"""A home with something landed, and the definitions Dagster would load for it."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from pipelines.definitions import build
from warehouse.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    return settings


@pytest.fixture
def definitions(settings: Settings) -> dg.Definitions:
    return build(settings)
