"""Judging suites: SQL counts the rows that break each expectation, Great Expectations judges the counts.

Great Expectations never sees the tables: SQL has narrowed them to one small frame per suite, a column per expectation
with the number of rows that break it, which must be 0. A few of those rows come along, to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb

from expectations import judge
from expectations.counting import count, Counts, narrowed, rows
from expectations.library import Expectation, Suite
from expectations.scopes import whole

SAMPLE_ROWS = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One expectation that does not hold for the rows in scope."""

    expectation: Expectation
    violations: int
    sample: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a suite says about its table. `passed` is about critical expectations; warnings are findings too.

    `standing`: expectation → counts over the whole table, of those broken now and of those that were unsettled;
    `rows_looked_at`: rows in scope, or of the whole table when some were counted over it.
    """

    table: str
    rows_checked: int
    expectations: int
    findings: list[Finding] = field(default_factory=list)
    standing: dict[str, Counts] = field(default_factory=dict)
    rows_looked_at: int = 0
    is_judged: bool = False

    @property
    def critical(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.expectation.severity == "critical"]

    @property
    def passed(self) -> bool:
        return not self.critical


def validate(
    connection: duckdb.DuckDBPyConnection,
    suites: Iterable[Suite],
    scope: Callable[[str], str],
    unsettled: Mapping[str, frozenset[str]] | None = None,
) -> list[Verdict]:
    """A verdict per suite over the rows `scope(table)` selects; a table without such rows passes unjudged.

    `unsettled`: table → expectations to be counted over the whole table, though only rows in scope are judged.
    """
    with_agency = _tables_with_agency(connection)
    return [
        _verdict(connection, suite, scope, (unsettled or {}).get(suite.table, frozenset()), suite.table in with_agency)
        for suite in suites
    ]


def _verdict(
    connection: duckdb.DuckDBPyConnection,
    suite: Suite,
    scope: Callable[[str], str],
    unsettled: frozenset[str],
    has_agency: bool,
) -> Verdict:
    subject = narrowed(connection, suite.table, scope(suite.table))
    rows_checked, counts = count(connection, suite.table, subject, suite.expectations, has_agency)
    if not rows_checked and not unsettled:
        return Verdict(suite.table, 0, len(suite.expectations))
    failed: set[str] = set()
    if rows_checked:
        failed = judge.failed(suite, {name: sum(by_agency.values()) for name, by_agency in counts.items()})
    looked_at = [e for e in suite.expectations if e.name in failed | unsettled]
    rows_looked_at = rows_checked
    if looked_at and rows_checked < rows(connection, suite.table):
        rows_looked_at, standing = count(connection, suite.table, whole(suite.table), looked_at, has_agency)
    else:
        standing = {e.name: counts[e.name] for e in looked_at}
    return Verdict(
        suite.table,
        rows_checked,
        len(suite.expectations),
        [
            Finding(e, sum(counts[e.name].values()), _sample(connection, subject, e))
            for e in suite.expectations
            if e.name in failed
        ],
        {name: by_agency for name, by_agency in standing.items() if by_agency},
        rows_looked_at,
        is_judged=True,
    )


def _sample(connection: duckdb.DuckDBPyConnection, subject: str, expectation: Expectation) -> list[dict[str, Any]]:
    cursor = connection.execute(_sample_statement(subject, expectation), [SAMPLE_ROWS])
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _sample_statement(subject: str, expectation: Expectation) -> str:
    return f"SELECT s.* FROM ({subject}) AS s WHERE {expectation.breaks} LIMIT ?"


def _tables_with_agency(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    found = connection.execute(
        "SELECT table_schema || '.' || table_name FROM information_schema.columns WHERE column_name = 'agency'"
    ).fetchall()
    return frozenset(name for (name,) in found)
