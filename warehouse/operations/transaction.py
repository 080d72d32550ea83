"""What a command handler sees of the database: read state, insert facts, change state.

Several commands share one DuckDB transaction (group commit): facts are collected and written as multi-row inserts at the
end of the group, state changes at once so that the next command of the group sees it. A handler reads small state with
`state`, cards and copies with `kept_row`, facts only with `fact_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import duckdb

from warehouse.catalogue.agency import Agency, ServicePoint
from warehouse.catalogue.model import Catalogue
from warehouse.clock import local_day
from warehouse.identity.roles import Actor
from warehouse.operations.journal import facts_digest
from warehouse.operations.rows import fetch, insert_rows, Row
from warehouse.operations.state import State, StateTable
from warehouse.operations.tables import FACT_KEYS, STATES
from warehouse.records.models import Command

CACHED_ROWS = 20_000


class StateCache:
    """State rows read lately, kept until their table changes: cards and copies are scanned again and again.

    Only the writer thread uses it. A table's entries are forgotten when it is written, all of them when a group is undone.
    """

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[str, tuple[Any, ...]], Row | None]] = {}

    def get(self, table: str, sql: str, params: tuple[Any, ...], read: Callable[[], Row | None]) -> Row | None:
        kept = self._rows.setdefault(table, {})
        if len(kept) > CACHED_ROWS:
            kept.clear()
        if (sql, params) not in kept:
            kept[sql, params] = read()
        return kept[sql, params]

    def forget(self, table: str) -> None:
        self._rows.pop(table, None)

    def clear(self) -> None:
        self._rows.clear()


class Group:
    """The facts and journal rows of the commands that will be committed together."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        columns: Mapping[str, Mapping[str, str]],
        cache: StateCache,
        state: State,
    ) -> None:
        self.cursor, self.columns, self.cache, self.state = cursor, columns, cache, state
        self._pending: dict[str, list[Row]] = {}

    def add(self, table: str, rows: Sequence[Row]) -> None:
        self._pending.setdefault(table, []).extend(rows)

    def flush(self, mentioned_in: str | None = None) -> None:
        """Write what is pending; with `mentioned_in` only the tables that this statement names."""
        for table in list(self._pending):
            if mentioned_in is None or table in mentioned_in:
                insert_rows(self.cursor, table, self.columns[table], self._pending.pop(table))


class Tx:
    """One command inside its group."""

    def __init__(
        self,
        group: Group,
        txid: int,
        command: Command,
        actor: Actor,
        role: str | None,
        catalogue: Catalogue,
        node: str,
        recorded_at: datetime,
    ) -> None:
        self._group = group
        self.txid, self.command, self.actor, self.catalogue, self.node = txid, command, actor, catalogue, node
        self.role, self.recorded_at = role, recorded_at
        self.changed_state = False
        self._facts: list[tuple[str, Row]] = []

    @property
    def at(self) -> datetime:
        """When the command happened."""
        return self.command.occurred_at

    @property
    def service_point(self) -> ServicePoint:
        assert self.command.service_point is not None
        return self.catalogue.service_point(self.command.service_point)

    @property
    def agency(self) -> Agency:
        return self.catalogue.agency(self.service_point.agency)

    @property
    def today(self) -> date:
        """The agency's calendar day on which the command happened."""
        return local_day(self.at, self.agency.timezone)

    def rows(self, sql: str, *params: Any) -> list[Row]:
        return fetch(self._group.cursor, sql, params)

    def row(self, sql: str, *params: Any) -> Row | None:
        found = self.rows(sql, *params)
        return found[0] if found else None

    def state(self, table: str) -> StateTable:
        """A state table held in memory (see warehouse.operations.state)."""
        return self._group.state[table]

    def kept_row(self, table: str, sql: str, *params: Any) -> Row | None:
        """A row of one state table that changes rarely (cards, copies): remembered until the table changes."""
        return self._group.cache.get(table, sql, params, lambda: self.row(sql, *params))

    def fact_rows(self, sql: str, *params: Any) -> list[Row]:
        """Like `rows`, for reading facts: writes what earlier commands of the group left for these tables first."""
        self._group.flush(sql)
        return self.rows(sql, *params)

    def insert(self, table: str, **values: Any) -> None:
        """A fact. txid, occurred_at, agency and service_point are filled in where the table has them."""
        row: Row = dict.fromkeys(self._group.columns[table])
        row["txid"] = self.txid
        if "occurred_at" in row:
            row["occurred_at"] = self.at
        if self.command.service_point:
            if "agency" in row:
                row["agency"] = self.agency.code
            if "service_point" in row:
                row["service_point"] = self.service_point.code
        unknown = values.keys() - row.keys()
        if unknown:
            raise ValueError(f"{table} has no column {sorted(unknown)}")
        row.update(values)
        self._facts.append((table, row))

    def change(self, sql: str, *params: Any) -> None:
        """Change a state table."""
        self.changed_state = True
        for table in STATES:
            if table in sql:
                self._group.cache.forget(table)
        self._group.cursor.execute(sql, params)

    def put(self, table: str, *rows: Row) -> None:
        """Insert rows into a state table."""
        self.changed_state = True
        self._group.cache.forget(table)
        insert_rows(self._group.cursor, table, self._group.columns[table], rows)

    def facts(self) -> Iterator[tuple[str, str, Row]]:
        for table, row in self._facts:
            yield table, str(row[FACT_KEYS[table]]), row

    def finish(self) -> str:
        """Hand the facts to the group; returns their digest."""
        digest = facts_digest(self.facts())
        for table, row in self._facts:
            self._group.add(table, [row])
        return digest
