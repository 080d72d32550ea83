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
from expectations.library import Expectation, Suite
from expectations.scopes import whole

SAMPLE_ROWS = 10
Counts = dict[str | None, int]
"""Agency (None: the rows have none) → rows that break an expectation."""


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
    subject = scope(suite.table)
    rows_checked, counts = _counts(connection, subject, suite.expectations, has_agency)
    if not rows_checked and not unsettled:
        return Verdict(suite.table, 0, len(suite.expectations))
    failed: set[str] = set()
    if rows_checked:
        failed = judge.failed(suite, {name: sum(by_agency.values()) for name, by_agency in counts.items()})
    looked_at = [e for e in suite.expectations if e.name in failed | unsettled]
    rows_looked_at = rows_checked
    if looked_at and scope is not whole and rows_checked < _rows(connection, suite.table):
        rows_looked_at, standing = _counts(connection, whole(suite.table), looked_at, has_agency)
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


def _counts(
    connection: duckdb.DuckDBPyConnection, subject: str, expectations: Iterable[Expectation], has_agency: bool
) -> tuple[int, dict[str, Counts]]:
    """Rows in `subject`, and per expectation the rows that break it by agency (those with none left out)."""
    asked = list(expectations)
    found = connection.execute(_counts_statement(subject, asked, has_agency)).fetchall()
    by_name = {
        e.name: {row[0]: int(row[2 + place]) for row in found if row[2 + place]} for place, e in enumerate(asked)
    }
    return sum(int(row[1]) for row in found), by_name


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(_rows_statement(table)).fetchone()
    return int(row[0]) if row else 0


def _sample(connection: duckdb.DuckDBPyConnection, subject: str, expectation: Expectation) -> list[dict[str, Any]]:
    cursor = connection.execute(_sample_statement(subject, expectation), [SAMPLE_ROWS])
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _rows_statement(table: str) -> str:
    return f"SELECT count(*) FROM {table}"


def _counts_statement(subject: str, expectations: list[Expectation], has_agency: bool) -> str:
    """One pass for all expectations: each is a column of the rows, and what is true of it is counted by agency."""
    agency = "s.agency" if has_agency else "NULL::VARCHAR"
    broken = "".join(f", ({e.breaks}) AS b{place}" for place, e in enumerate(expectations))
    counted = "".join(f", count_if(b{place})" for place in range(len(expectations)))
    return f"SELECT agency, count(*){counted} FROM (SELECT {agency} AS agency{broken} FROM ({subject}) AS s) GROUP BY 1"


def _sample_statement(subject: str, expectation: Expectation) -> str:
    return f"SELECT s.* FROM ({subject}) AS s WHERE {expectation.breaks} LIMIT ?"


def _tables_with_agency(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    found = connection.execute(
        "SELECT table_schema || '.' || table_name FROM information_schema.columns WHERE column_name = 'agency'"
    ).fetchall()
    return frozenset(name for (name,) in found)
