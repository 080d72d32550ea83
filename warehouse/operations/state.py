"""The small state tables, held in memory by the writer and written behind in the same transaction as the facts.

Only the writer thread touches them, so a read costs a dictionary look-up instead of a statement (half a millisecond), and
the changes of a whole group of commands reach each table in one DELETE and one INSERT. What a command changed is undone
from a log when it is refused or its group fails. Readers see the tables, that is, what is committed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import duckdb
import orjson

from warehouse.operations.rows import fetch, insert_rows, Row
from warehouse.sql import quoted

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Shape:
    """Key columns of a state table, and further columns it is looked up by."""

    key: tuple[str, ...]
    by: tuple[str, ...] = ()


IN_MEMORY: Mapping[str, Shape] = {
    "state_open_loans": Shape(("copy_id",), ("member_key",)),
    "state_open_charges": Shape(("charge_id",), ("member_key",)),
    "state_lockers": Shape(("service_point", "locker_no"), ("member_key", "visit_id")),
    "state_open_cases": Shape(("case_id",), ("visit_id",)),
    "state_open_pauses": Shape(("case_id",)),
    "state_measurement_weeks": Shape(("week_id", "sop_code"), ("service_point", "agency")),
    "state_last_visits": Shape(("member_key",), ("visit_id",)),
    "state_visit_numbers": Shape(("service_point", "visited_on")),
    "state_receipt_numbers": Shape(("node", "receipt_year")),
    "state_identity_holds": Shape(("service_point", "note_no")),
    "state_trips": Shape(("trip_id",), ("planned_on", "case_id")),
    "state_copy_places": Shape(("copy_id",), ("trip_id", "site_id")),
    "state_document_numbers": Shape(("node", "document_kind", "document_year")),
    "state_undeposited": Shape(("entry_id",), ("service_point",)),
}


class StateTable:
    """One table in memory. Rows are replaced, never changed in place; ids are text."""

    def __init__(self, name: str, shape: Shape, types: Mapping[str, str]) -> None:
        self.name, self.shape, self._types = name, shape, types
        self._rows: dict[Key, Row] = {}
        self._index: dict[str, dict[Any, set[Key]]] = {column: defaultdict(set) for column in shape.by}
        self._before: dict[Key, bool] = {}  # touched since the last flush → was it in the table then
        self._undo: list[tuple[Key, Row | None]] = []

    def load(self, cursor: duckdb.DuckDBPyConnection) -> None:
        statement = f"SELECT * FROM {quoted(self.name)}"
        for row in fetch(cursor, statement, []):
            self._set(self._key(row), {name: str(v) if isinstance(v, UUID) else v for name, v in row.items()})

    def get(self, *key: Any) -> Row | None:
        return self._rows.get(key)

    def by(self, column: str, value: Any) -> list[Row]:
        """Rows with that value, in the order of their keys."""
        return [self._rows[key] for key in sorted(self._index[column].get(value, ()))]

    def put(self, row: Row) -> None:
        """Insert the row, or replace the one with its key."""
        self._change(self._key(row), row)

    def update(self, *key: Any, **values: Any) -> None:
        """Change columns of a row that is there; nothing when it is not."""
        row = self._rows.get(key)
        if row is not None:
            self._change(key, {**row, **values})

    def delete(self, *key: Any) -> None:
        if key in self._rows:
            self._change(key, None)

    # transactions -----------------------------------------------------------------------------------------------------
    def mark(self) -> int:
        """Where the undo log stands."""
        return len(self._undo)

    def undo_to(self, mark: int) -> None:
        while len(self._undo) > mark:
            key, row = self._undo.pop()
            self._set(key, row)

    def flush(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Bring the table to what memory says, within the transaction of `cursor`."""
        gone = [key for key, was_there in self._before.items() if was_there]
        if gone:
            self._delete_rows(cursor, gone)
        insert_rows(cursor, self.name, self._types, [self._rows[key] for key in self._before if key in self._rows])

    def committed(self) -> None:
        self._before.clear()
        self._undo.clear()

    def rolled_back(self) -> None:
        self.undo_to(0)
        self._before.clear()

    def _change(self, key: Key, row: Row | None) -> None:
        self._before.setdefault(key, key in self._rows)
        self._undo.append((key, self._rows.get(key)))
        self._set(key, row)

    def _set(self, key: Key, row: Row | None) -> None:
        old = self._rows.pop(key, None)
        for column, index in self._index.items():
            if old is not None:
                index[old[column]].discard(key)
                if not index[old[column]]:
                    del index[old[column]]
            if row is not None:
                index[row[column]].add(key)
        if row is not None:
            self._rows[key] = row

    def _key(self, row: Row) -> Key:
        return tuple(str(row[name]) if isinstance(row[name], UUID) else row[name] for name in self.shape.key)

    def _delete_rows(self, cursor: duckdb.DuckDBPyConnection, keys: list[Key]) -> None:
        names = self.shape.key
        if len(keys) == 1:
            match = " AND ".join(f"{quoted(name)} = ?" for name in names)
            statement = f"DELETE FROM {quoted(self.name)} WHERE {match}"
            cursor.execute(statement, list(keys[0]))
            return
        shape = orjson.dumps([{name: self._types[name] for name in names}]).decode()
        match = " AND ".join(f"t.{quoted(name)} = k.{quoted(name)}" for name in names)
        statement = (
            f"DELETE FROM {quoted(self.name)} t USING (SELECT unnest(from_json(?, '{shape}'), recursive := true)) k"
            f" WHERE {match}"
        )
        cursor.execute(statement, [orjson.dumps([dict(zip(names, key, strict=True)) for key in keys]).decode()])


class State:
    """All tables held in memory."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, columns: Mapping[str, Mapping[str, str]]) -> None:
        self._tables = {name: StateTable(name, shape, columns[name]) for name, shape in IN_MEMORY.items()}
        for table in self.tables():
            table.load(cursor)

    def __getitem__(self, name: str) -> StateTable:
        return self._tables[name]

    def tables(self) -> Iterable[StateTable]:
        return self._tables.values()

    def marks(self) -> list[int]:
        return [table.mark() for table in self.tables()]

    def undo_to(self, marks: list[int]) -> None:
        for table, mark in zip(self.tables(), marks, strict=True):
            table.undo_to(mark)
