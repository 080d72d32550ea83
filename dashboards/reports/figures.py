"""The figures a report is made from: those served now, or those of an earlier state built again. Either way with the
catalogue they follow and the moment of their last record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from warehouse.catalogue.model import Catalogue
from warehouse.errors import HomeError, N_
from warehouse.lake.as_of import AsOf, resolve
from warehouse.lake.as_of_rebuild import rebuild, scratch_warehouse
from warehouse.lake.attach import attached_records
from warehouse.lake.catalogue_history import past_catalogue
from warehouse.lake.serving import NotServed, open_serving
from warehouse.settings import Settings


@dataclass(frozen=True, slots=True)
class Figures:
    """`cursor` finds the marts by their names alone."""

    cursor: duckdb.DuckDBPyConnection
    catalogue: Catalogue
    as_of: AsOf
    moment: datetime


@contextmanager
def served_figures(settings: Settings) -> Iterator[Figures]:
    """The figures of the latest refresh."""
    try:
        with open_serving(settings).reading() as cursor, figures_in(settings, cursor) as figures:
            yield figures
    except NotServed:
        raise HomeError(N_("There are no figures yet. Run `patuh refresh` first.")) from None


@contextmanager
def figures_in(settings: Settings, cursor: duckdb.DuckDBPyConnection) -> Iterator[Figures]:
    """The figures that `cursor` reads, of a page or of a command."""
    as_of, moment = served_state(cursor)
    with past_catalogue(settings, as_of.catalogue or "") as past:
        yield Figures(cursor, past.catalogue, as_of, moment)


def served_state(cursor: duckdb.DuckDBPyConnection) -> tuple[AsOf, datetime]:
    """Which records and catalogue the served figures follow, and the moment of the last record."""
    try:
        rows = cursor.execute("SELECT node, as_of_txid, as_of_at, catalogue_sha256 FROM meta_refresh").fetchall()
    except duckdb.Error:
        rows = []  # made before a catalogue was noted with the figures
    moments = [at for _node, _txid, at, _catalogue in rows if at is not None]
    catalogue = rows[0][3] if rows else None
    if not moments or not catalogue:
        raise HomeError(N_("There are no figures yet. Run `patuh refresh` first."))
    return AsOf.of({node: txid for node, txid, _at, _catalogue in rows}, catalogue), max(moments)


@contextmanager
def past_figures(
    settings: Settings,
    text: str,
    used_before: Callable[[AsOf], str | None],
    *,
    marts: Sequence[str],
    agency: str,
    days: Sequence[date],
) -> Iterator[Figures]:
    """The figures of the state that `text` names: `marts` for `agency` in the years of `days`."""
    with scratch_warehouse(settings) as connection:
        with attached_records(connection, settings):
            as_of = resolve(connection, settings, text, used_before)
            rebuild(connection, settings, as_of, marts, agency=agency, days=days)
            found = connection.execute("SELECT max(recorded_at) FROM raw.journal").fetchone()
        if not found or found[0] is None:
            raise HomeError(N_("There are no figures yet. Run `patuh refresh` first."))
        connection.execute("USE memory.marts")
        with past_catalogue(settings, as_of.catalogue or "") as past:
            yield Figures(connection, past.catalogue, as_of, found[0])
