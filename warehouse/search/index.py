"""The index of one operations database: built in the background, then kept current with what is committed.

What was built once (`_base`) is never changed: titles touched since then stand in a second, small segment that is made anew
when a search finds new transactions, and replace theirs in the first. When many have gathered, the whole is built again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, cast
from uuid import UUID

import duckdb
import numpy as np
from numpy.typing import NDArray

from warehouse.logs import logger
from warehouse.operations.database import OperationsDatabase
from warehouse.search.look_up import look_up, Part
from warehouse.search.query import Found, Hit, Search
from warehouse.search.segment import Copies, Segment, SegmentBuilder, ShelfRow
from warehouse.search.words import words_of

log = logger(__name__)

_SQL = {
    name: files("warehouse.search").joinpath(f"{name}.sql").read_text("utf-8")
    for name in (
        "catalogue_titles",
        "touched_titles",
        "copies_of",
        "copy_codes",
        "shelves_of",
        "touched_since",
        "exact_words",
    )
}
_OUT = "SELECT hash(copy_id) AS out FROM state_open_loans UNION ALL SELECT hash(copy_id) FROM state_copy_places"
_KEYS = "SELECT hash(unnest($titles::UUID[])) AS keys"
_TITLES = "SELECT count(DISTINCT title_id) AS titles FROM state_copies"
NOBODY = np.empty(0, np.uint64)
CHUNK = 1_000
PAUSE_S = 0.001  # between chunks: the desks' threads come first
BUILT_AT_ONCE = 5_000  # fewer titles than this are indexed by the first search itself
TOUCHED_FREE = 50  # titles so few are indexed anew at every search that finds new ones
LOOK_AGAIN_S = 0.5  # and more of them not oftener than this
TOUCHED_MAX = 500  # from here on the whole is built again, in the background
TOUCHED_END = 5_000  # and from here on the search waits for that, rather than people for the search


@dataclass(frozen=True)
class _Base:
    """What was built, and up to which transaction."""

    segment: Segment
    txid: int
    seconds: float


@dataclass(frozen=True)
class _Current:
    """The base with what was touched since, as of `txid`."""

    parts: tuple[Part, ...]
    touched: frozenset[UUID]
    txid: int


class TitleIndex:
    """Safe to search from any thread. `close` before the database is closed."""

    def __init__(self, db: OperationsDatabase) -> None:
        self.db = db
        self._base: _Base | None = None
        self._current: _Current | None = None
        self._looked_at_s = 0.0
        self._out: tuple[int, NDArray[np.uint64]] = (-1, NOBODY)
        self._refreshing, self._starting = threading.Lock(), threading.Lock()
        self._builder: threading.Thread | None = None
        self._closing = threading.Event()

    # building ---------------------------------------------------------------------------------------------------------
    def start(self) -> None:
        """Build in the background, unless it is under way."""
        with self._starting:
            if self._closing.is_set() or (self._builder and self._builder.is_alive()):
                return
            self._builder = threading.Thread(target=self._build_quietly, name="title-index", daemon=True)
            self._builder.start()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Until the building under way has ended; whether the index is there."""
        if self._builder:
            self._builder.join(timeout_s)
        return self._base is not None

    def close(self) -> None:
        """Give up building and free the memory."""
        self._closing.set()
        self.wait()
        self._base = self._current = None

    @property
    def titles(self) -> int:
        """How many titles it holds; 0 while it is being built."""
        return len(self._base.segment) if self._base else 0

    @property
    def built_in_s(self) -> float | None:
        """How long the last building took; None before the first."""
        return self._base.seconds if self._base else None

    def _build_quietly(self) -> None:
        try:
            self.build()
        except duckdb.Error:
            if not self._closing.is_set():
                log.exception("title_index_not_built")

    def build(self) -> None:
        """Index everything as of now, in this thread."""
        begun_s = time.monotonic()
        builder = SegmentBuilder()
        cursor = self.db.reader()
        try:
            cursor.execute("BEGIN")  # titles, copies and the number of the last transaction of one moment
            txid = _last_txid(cursor)
            cursor.execute(_SQL["catalogue_titles"])
            while not self._closing.is_set() and (rows := cursor.fetchmany(CHUNK)):
                builder.add_titles(rows)
                time.sleep(PAUSE_S)
            segment = builder.finish(_copies(cursor), self._shelves(cursor))
            cursor.execute("COMMIT")
        finally:
            cursor.close()
        if self._closing.is_set():
            return
        base = _Base(segment, txid, time.monotonic() - begun_s)
        with self._refreshing:
            self._base = base
            self._current = _Current((Part(segment, np.zeros(len(segment), bool)),), frozenset(), txid)
            self._looked_at_s = 0.0
        log.info("title_index_built", titles=len(segment), seconds=round(base.seconds, 2))

    def _shelves(self, cursor: duckdb.DuckDBPyConnection, titles: list[str] | None = None) -> Iterator[list[ShelfRow]]:
        """The copies of some titles, or all, in chunks that leave the desks their turn."""
        cursor.execute(_SQL["shelves_of"], {"titles": titles})
        while not self._closing.is_set() and (rows := cursor.fetchmany(CHUNK)):
            yield cast(list[ShelfRow], rows)
            time.sleep(PAUSE_S)

    # keeping current --------------------------------------------------------------------------------------------------
    def _as_of_now(self) -> _Current | None:
        """The index with what was committed until now, or half a second ago; None while it is built for the first time."""
        if self._base is None:
            if self._count() > BUILT_AT_ONCE:
                self.start()
                return None
            if not self.wait():
                with self._starting:
                    if self._base is None:
                        self.build()
        current = self._current
        if current is None or current.txid == self.db.last_txid:
            return current
        now_s = time.monotonic()
        is_dear = len(current.touched) > TOUCHED_FREE
        if is_dear and (now_s - self._looked_at_s < LOOK_AGAIN_S or len(current.touched) > TOUCHED_END):
            return current
        if not self._refreshing.acquire(blocking=not is_dear):
            return current
        try:
            self._current = self._refreshed(self._current or current)
            self._looked_at_s = now_s
            if len(self._current.touched) > TOUCHED_MAX:
                self.start()
            return self._current
        finally:
            self._refreshing.release()

    def _refreshed(self, current: _Current) -> _Current:
        base = self._base
        assert base is not None
        txid = self.db.last_txid
        new = {row["title_id"] for row in self.db.query(_SQL["touched_since"], after=current.txid)}
        if not new:
            return _Current(current.parts, current.touched, txid)
        touched = current.touched | new
        ids = [str(one) for one in touched]
        builder, cursor = SegmentBuilder(), self.db.cursor()
        builder.add_titles(cursor.execute(_SQL["touched_titles"], {"titles": ids}).fetchall())
        small = builder.finish(_copies(cursor, ids), self._shelves(cursor, ids))
        superseded = np.zeros(len(base.segment), bool)
        keys = _columns(cursor, _KEYS, titles=ids)["keys"]
        superseded[base.segment.places_with_keys(keys)] = True
        parts = (Part(base.segment, superseded), Part(small, np.zeros(len(small), bool)))
        return _Current(parts, frozenset(touched), txid)

    def _lent(self) -> NDArray[np.uint64]:
        """Keys of the copies that are out."""
        txid = self.db.last_txid
        if self._out[0] != txid:
            self._out = (txid, _columns(self.db.cursor(), _OUT)["out"])
        return self._out[1]

    def _count(self) -> int:
        row = self.db.row(_TITLES)
        return int(row["titles"]) if row else 0

    # searching --------------------------------------------------------------------------------------------------------
    def search(self, search: Search) -> Found:
        """One page of hits. While the index is being built: titles that hold the words exactly as typed."""
        current = self._as_of_now()
        if current is None:
            return self._exact_words(search)
        return look_up(current.parts, search, self._lent() if search.available_only else NOBODY)

    def _exact_words(self, search: Search) -> Found:
        words = words_of(search.text)
        rows = self.db.query(
            _SQL["exact_words"],
            words=words, word=max(words, key=len, default=""), agency=search.agency, service_point=search.service_point,
            collection=search.collection, available_only=search.available_only,
            ddc_class=None if search.ddc_class is None else str(search.ddc_class),
            limit=search.page_size, offset=(search.page - 1) * search.page_size,
        )  # fmt: skip
        hits = tuple(Hit(row["title_id"]) for row in rows)
        return Found(rows[0]["total"] if rows else 0, hits, self._count(), is_prepared=False)


def _copies(cursor: duckdb.DuckDBPyConnection, titles: list[str] | None = None) -> Copies:
    """The living copies of some titles, or all."""
    codes = cursor.execute(_SQL["copy_codes"]).fetchone() or ([], [])
    points, collections = codes
    columns = _columns(cursor, _SQL["copies_of"], titles=titles, points=points, collections=collections)
    return Copies(**columns, point_codes=tuple(points), collection_codes=tuple(collections))


def _last_txid(cursor: duckdb.DuckDBPyConnection) -> int:
    row = cursor.execute("SELECT coalesce(max(txid), 0) FROM journal").fetchone()
    return int(row[0]) if row else 0


def _columns(cursor: duckdb.DuckDBPyConnection, statement: str, **named: Any) -> dict[str, NDArray[Any]]:
    """Columns of numbers, without a Python object for each."""
    return cast(dict[str, NDArray[Any]], cursor.execute(statement, named).fetchnumpy())
