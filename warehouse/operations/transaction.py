"""What a command handler sees of the database: read state, insert facts, change state.

Several commands share one DuckDB transaction (group commit): facts are collected and written as multi-row inserts at the
end of the group, state is changed at once so that the next command of the group sees it. A handler therefore reads state
tables with `row`/`rows`, and facts only with `fact_rows`, and refuses before it changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import duckdb

from warehouse.catalogue.agency import Agency, ServicePoint
from warehouse.catalogue.model import Catalogue
from warehouse.clock import local_day
from warehouse.identity.roles import Actor
from warehouse.operations.journal import facts_digest
from warehouse.operations.tables import FACT_KEYS
from warehouse.records.models import Command
from warehouse.sql import quoted

Row = dict[str, Any]


def fetch(cursor: duckdb.DuckDBPyConnection, sql: str, params: Sequence[Any] | Mapping[str, Any]) -> list[Row]:
    """Rows as dictionaries."""
    cursor.execute(sql, params)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def insert_rows(cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """One multi-row INSERT (values bound; names come from the schema)."""
    if not rows:
        return
    mark = "(" + ",".join("?" * len(columns)) + ")"
    statement = f"INSERT INTO {quoted(table)} ({','.join(map(quoted, columns))}) VALUES {','.join([mark] * len(rows))}"  # noqa: S608
    cursor.execute(statement, [row[name] for row in rows for name in columns])


class Group:
    """The facts and journal rows of the commands that will be committed together."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, columns: Mapping[str, Sequence[str]]) -> None:
        self.cursor, self.columns = cursor, columns
        self._pending: dict[str, list[Row]] = {}

    def add(self, table: str, rows: Sequence[Row]) -> None:
        self._pending.setdefault(table, []).extend(rows)

    def flush(self) -> None:
        for table, rows in self._pending.items():
            for start in range(0, len(rows), 200):
                insert_rows(self.cursor, table, self.columns[table], rows[start : start + 200])
        self._pending = {}


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

    def fact_rows(self, sql: str, *params: Any) -> list[Row]:
        """Like `rows`, for reading facts: writes the facts of earlier commands of the group first."""
        self._group.flush()
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
        self._group.cursor.execute(sql, params)

    def put(self, table: str, *rows: Row) -> None:
        """Insert rows into a state table."""
        self.changed_state = True
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
