"""The history of the checks: schema `checks` of the warehouse. Written and read here; who judges, and how, is elsewhere.

A run that judges only what is new says nothing of older rows: whoever judges counts an expectation over its whole table
when it is broken now, was broken last time (`open_expectations`) or was not among those asked last time
(`judged_expectations`). So the latest judgement of a table says what stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.lake.state import read_state, write_state

_WORDS = "checks_wording"


@dataclass(frozen=True, slots=True)
class Wording:
    """An expectation as people read it: in Indonesian (id) and English (en)."""

    table_name: str
    expectation: str
    severity: str
    owner_role: str
    sentence_id: str
    advice_id: str
    sentence_en: str
    advice_en: str


@dataclass(frozen=True, slots=True)
class Broken:
    """An expectation that does not hold. `violations`: agency (None: rows without one) → rows of the whole table."""

    wording: Wording
    violations: dict[str | None, int]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one run says of one table."""

    table_name: str
    scope: str
    rows_checked: int
    expectations: tuple[str, ...]
    broken: tuple[Broken, ...]


def open_expectations(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Table → its expectations that did not hold when it was judged last."""
    found: dict[str, set[str]] = {}
    for table, expectation in connection.execute(
        "SELECT DISTINCT table_name, expectation FROM checks.open_findings"
    ).fetchall():
        found.setdefault(table, set()).add(expectation)
    return {table: frozenset(names) for table, names in found.items()}


def judged_expectations(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Table → the expectations that it was held against when it was judged last."""
    found = connection.execute(
        "SELECT table_name, expectations FROM checks.judgements"
        " SEMI JOIN checks.latest USING (table_name, run_id, checked_at)"
    ).fetchall()
    return {table: frozenset(names) for table, names in found}


def record(
    connection: duckdb.DuckDBPyConnection, run_id: str, checked_at: datetime, judgements: Sequence[Judgement]
) -> bool:
    """Add what a run says, in one transaction; True when what stands has changed by it.

    Of a table that was never judged and is empty nothing is said.
    """
    known = {table for (table,) in connection.execute("SELECT table_name FROM checks.latest").fetchall()}
    judgements = [j for j in judgements if j.rows_checked or j.table_name in known]
    if not judgements:
        return False
    before = _standing(connection)
    connection.execute("BEGIN")
    try:
        connection.executemany(
            "INSERT INTO checks.judgements VALUES (?, ?, ?, ?, ?, ?)",
            [[run_id, checked_at, j.table_name, j.scope, j.rows_checked, list(j.expectations)] for j in judgements],
        )
        connection.executemany(
            "INSERT OR REPLACE INTO checks.latest VALUES (?, ?, ?)",
            [[j.table_name, run_id, checked_at] for j in judgements],
        )
        rows = [
            [
                run_id, checked_at, b.wording.table_name, b.wording.expectation, b.wording.severity,
                b.wording.owner_role, agency, count,
                before[key][1] if (key := (b.wording.table_name, b.wording.expectation, agency)) in before else checked_at,
                b.wording.sentence_id, b.wording.advice_id, b.wording.sentence_en, b.wording.advice_en,
            ]
            for j in judgements
            for b in j.broken
            for agency, count in sorted(b.violations.items(), key=str)
        ]  # fmt: skip
        if rows:
            connection.executemany("INSERT INTO checks.findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    after = _standing(connection)
    return {key: count for key, (count, _since) in before.items()} != {key: c for key, (c, _s) in after.items()}


def _standing(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str | None], tuple[int, datetime]]:
    """(table, expectation, agency) → (violations, since) of what does not hold now."""
    return {
        (table, expectation, agency): (violations, since_at)
        for table, expectation, agency, violations, since_at in connection.execute(
            "SELECT table_name, expectation, agency, violations, since_at FROM checks.open_findings"
        ).fetchall()
    }


def record_wording(connection: duckdb.DuckDBPyConnection, wordings: Sequence[Wording], sha256: str) -> None:
    """Replace how the expectations are worded, when that has changed (`sha256` stands for all of it)."""
    if read_state(connection, _WORDS) == sha256:
        return
    connection.execute("BEGIN")
    try:
        connection.execute("DELETE FROM checks.expectations")
        connection.executemany(
            "INSERT INTO checks.expectations VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                [
                    w.table_name, w.expectation, w.severity, w.owner_role, w.sentence_id, w.advice_id, w.sentence_en,
                    w.advice_en,
                ]
                for w in wordings
            ],
        )  # fmt: skip
        write_state(connection, _WORDS, sha256)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
