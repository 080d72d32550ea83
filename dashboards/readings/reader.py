"""Runs a query file with bound values and answers with a frame. The only module here that speaks to DuckDB.

What is closed to whoever looks (dashboards.access) is closed here: a query that names such a mart does not run, whichever
page asks, and `has` says that it is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from typing import Any

import duckdb
import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.readings.memory import Memory
from warehouse import sql
from warehouse.errors import NotAllowed
from warehouse.i18n import N_

_WORD = re.compile(r"\w+")
DERIVED = "derived"
_PLACEHOLDER = re.compile(r"\$([a-z_]+)")


class Reader:
    """One state of the figures, without the marts that are `closed`."""

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, closed: frozenset[str] = frozenset(), memory: Memory | None = None
    ) -> None:
        self._cursor = cursor
        self._closed = closed
        self._memory = memory or Memory()

    @property
    def cursor(self) -> duckdb.DuckDBPyConnection:
        """For readings of the warehouse package that take a cursor; it is read-only."""
        return self._cursor

    def frame(self, query: str, selection: Selection | None = None, **values: Any) -> pd.DataFrame:
        """The rows of `queries/<query>.sql`; of all values only those that the text names are bound."""
        text = sql.read("dashboards.queries", query)
        if self._closed and not self._closed.isdisjoint(_WORD.findall(text)):
            raise NotAllowed("figures_by_role", N_("These figures are for other roles than yours."))
        known = {**(selection.parameters() if selection else {}), **values}
        bound = {name: known[name] for name in set(_PLACEHOLDER.findall(text))}
        question = (query, *((name, _fixed(bound[name])) for name in sorted(bound)))
        return self._memory.frame(question, lambda: self._cursor.execute(text, bound).df())

    def ask_again(self, question: Any) -> None:
        """Ask what was asked of another state; what was derived is derived when it is wanted."""
        query, *bound = question
        if query != DERIVED:
            values = {name: list(value) if isinstance(value, tuple) else value for name, value in bound}
            self.frame(query, None, **values)

    def derived(self, question: Hashable, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A frame worked out of frames and what `question` names, and of nothing else: it stays as long as they."""
        return self._memory.frame((DERIVED, question), make)

    def row(self, query: str, selection: Selection | None = None, **values: Any) -> dict[str, Any] | None:
        """The only row as a dict of plain values, None when there is none."""
        frame = self.frame(query, selection, **values)
        return None if frame.empty else {str(name): value for name, value in frame.iloc[0].items()}

    def sums(self, query: str, selection: Selection | None = None, **values: Any) -> dict[str, int]:
        """The only row of a query that counts and adds up."""
        return {name: int(value) for name, value in (self.row(query, selection, **values) or {}).items()}

    def has(self, mart: str) -> bool:
        """Whether this file has the mart, and it is open: one made before an upgrade may lack it until the next refresh."""
        return mart not in self._closed and self.sums("has_mart", mart=mart)["found"] > 0


def _fixed(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
