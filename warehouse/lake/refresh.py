"""One refresh: catalogue and batches in, touched marts built, serving.duckdb swapped. The pipelines call its steps.

Steps may be called alone (a person re-running one asset): each makes up for what it needs. The caller holds the
warehouse for the whole refresh (warehouse.lake.attach.open_warehouse).
"""

from __future__ import annotations

from datetime import date, datetime

import duckdb

from warehouse.catalogue.load import load_catalogue
from warehouse.catalogue.model import Catalogue
from warehouse.clock import Clock, utc_now
from warehouse.lake.fitness import Judge, nothing_wrong
from warehouse.lake.ingest import ingest, Ingested
from warehouse.lake.plan_next import plan_next, Planned, READS
from warehouse.lake.raw import ensure_schemas
from warehouse.lake.reference import extend_calendars, load_reference
from warehouse.lake.refresh_history import remember_catalogue
from warehouse.lake.regions import load_regions
from warehouse.lake.state import full_is_due, is_full_due
from warehouse.lake.swap import is_current, swap, Swapped
from warehouse.marts.build import build, Built, ensure_marts
from warehouse.marts.registry import BY_NAME, definitions_sha256, MARTS
from warehouse.marts.slices import AGAIN, touch
from warehouse.settings import Settings

NEXT_LOCATIONS = "rpt_next_locations"


class Refresh:
    """The state of one run on one connection."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        settings: Settings,
        run_id: str,
        *,
        full: bool = False,
        clock: Clock = utc_now,
        judge: Judge = nothing_wrong,
    ) -> None:
        self.connection, self.settings, self.run_id, self.clock = connection, settings, run_id, clock
        self._judge = judge
        self.begun_at: datetime = clock()
        self.ingested: Ingested | None = None
        self.swapped: Swapped | None = None
        self._catalogue: Catalogue = load_catalogue(settings.catalogue_dir)
        self._touched = False
        self._current: bool | None = None
        self._built: dict[str, Built] = {}
        self._planned: Planned | None = None
        ensure_schemas(connection)
        load_reference(connection, self._catalogue, definitions_sha256())
        load_regions(connection, settings)
        remember_catalogue(connection, settings)
        if full:
            full_is_due(connection)

    def ingest(self) -> Ingested:
        """Take in what lies in landing."""
        self.ingested = ingest(self.connection, self.settings, self.clock, self._judge)
        extend_calendars(self.connection, self._catalogue)
        self._touched, self._current, self._planned = False, None, None
        self._built.clear()
        return self.ingested

    def order_again(self, agency: str, month: date) -> None:
        """Have every mart compute this agency's local month again, stale or not; other months are left alone."""
        self.connection.execute("INSERT OR IGNORE INTO raw.pending VALUES (?, ?, ?)", [AGAIN, agency, month])
        self._touched, self._current = False, None
        self._built.clear()

    @property
    def is_current(self) -> bool:
        """Whether serving.duckdb already holds everything that was ingested: then nothing is built or swapped."""
        if self._current is None:
            self._current = is_current(self.connection, self.settings)
        return self._current

    def touch(self) -> None:
        """Work out which slices are stale (once), and make room for the marts."""
        if not self._touched:
            full = is_full_due(self.connection)
            touch(self.connection, full=full)
            ensure_marts(self.connection, anew=full)
            self._touched = True

    def plan(self) -> Planned | None:
        """Work out the next month's plans from the marts, those whose inputs changed; None when nothing is stale."""
        if self.is_current:
            return None
        if self._planned is None:
            for name in READS:
                self.build(name)
            self._planned = plan_next(self.connection, self.settings, self._catalogue)
        return self._planned

    def build(self, name: str) -> Built | None:
        """Build the stale slices of one mart; None when nothing is stale."""
        if self.is_current:
            return None
        self.touch()
        if name == NEXT_LOCATIONS:
            self.plan()
        if name not in self._built:
            self._built[name] = build(self.connection, BY_NAME[name])
        return self._built[name]

    def swap(self) -> Swapped:
        """Swap serving.duckdb; marts not built in this run are built first."""
        if self.is_current:
            self.swapped = Swapped(swapped=False, rows=0, from_scratch=False, seconds=0.0)
            return self.swapped
        for mart in MARTS:
            self.build(mart.name)
        self.swapped = swap(
            self.connection, self.settings, run_id=self.run_id, begun_at=self.begun_at, clock=self.clock
        )
        self._current = None
        return self.swapped


def refresh(connection: duckdb.DuckDBPyConnection, settings: Settings, run_id: str, *, full: bool = False) -> Swapped:
    """All steps in a row, without checks (the pipelines put those between)."""
    run = Refresh(connection, settings, run_id, full=full)
    run.ingest()
    return run.swap()
