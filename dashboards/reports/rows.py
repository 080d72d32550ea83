"""The only module of the reports that speaks to DuckDB: rows of `queries/*.sql` for one agency and period, as dicts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import duckdb

from dashboards.reports.span import Span
from warehouse import sql

_PLACEHOLDER = re.compile(r"\$([a-z_]+)")
Row = Mapping[str, Any]


class SpanRows:
    """The marts' rows of `agency` in a month or a year."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, agency: str, span: Span) -> None:
        self._cursor, self.agency, self.span = cursor, agency, span

    def all(self, query: str, **values: Any) -> list[Row]:
        text = sql.read("dashboards.reports.queries", query)
        span = {"grain": self.span.grain, "first": self.span.first, "last": self.span.last}
        known = {"agency": self.agency, **span, **values}
        bound = {name: known[name] for name in set(_PLACEHOLDER.findall(text))}
        cursor = self._cursor.execute(text, bound)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def has(self, mart: str) -> bool:
        """Whether these figures have the mart."""
        return bool(self.all("has_mart", mart=mart)[0]["found"])

    def sums(self, query: str, **values: Any) -> dict[str, int]:
        """Every number of `query` added up over its rows."""
        totals: dict[str, int] = {}
        for row in self.all(query, **values):
            for name, value in row.items():
                if isinstance(value, int) and not isinstance(value, bool):
                    totals[name] = totals.get(name, 0) + value
        return totals

    @property
    def before(self) -> SpanRows:
        """The same agency in the month or year before."""
        return SpanRows(self._cursor, self.agency, self.span.before)
