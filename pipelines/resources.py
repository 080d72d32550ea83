"""The warehouse as a Dagster resource: one connection and one lock for the whole run.

The in-process executor makes the resource once per run, so that no other run and no other process comes in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
from pydantic import PrivateAttr

from pipelines.gate import wrong_in_itself
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh
from warehouse.settings import Settings


class Warehouse(dg.ConfigurableResource):
    """The warehouse of `home`. `full`: rebuild every mart from the raw tables."""

    home: str
    full: bool = False
    wait_s: float = 120.0

    _refresh: Refresh = PrivateAttr()

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Warehouse]:
        settings = Settings.load(home=Path(self.home))
        with open_warehouse(settings, wait_s=self.wait_s) as connection:
            run_id = context.run.run_id if context.run else ""
            self._refresh = Refresh(connection, settings, run_id, full=self.full, judge=wrong_in_itself)
            yield self

    @property
    def refresh(self) -> Refresh:
        """The refresh of this run."""
        return self._refresh
