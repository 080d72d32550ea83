"""Judging suites: SQL counts the rows that break each expectation, Great Expectations judges the counts.

Great Expectations never sees the tables: SQL has narrowed them to one small frame per suite, a column per expectation
with the number of rows that break it, which must be 0. A few of those rows come along, to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import duckdb

from expectations.library import Expectation, Suite

SAMPLE_ROWS = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One expectation that does not hold."""

    expectation: Expectation
    violations: int
    sample: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a suite says about its table. `passed` is about critical expectations; warnings are findings too."""

    table: str
    rows_checked: int
    expectations: int
    findings: list[Finding] = field(default_factory=list)

    @property
    def critical(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.expectation.severity == "critical"]

    @property
    def passed(self) -> bool:
        return not self.critical


def validate(
    connection: duckdb.DuckDBPyConnection, suites: Iterable[Suite], scope: Callable[[str], str]
) -> list[Verdict]:
    """A verdict per suite over the rows `scope(table)` selects; a table without such rows passes unjudged."""
    verdicts = []
    for suite in suites:
        subject = scope(suite.table)
        rows = connection.execute(_count_statement(subject)).fetchone()
        rows_checked = int(rows[0]) if rows else 0
        if not rows_checked:
            verdicts.append(Verdict(suite.table, 0, len(suite.expectations)))
            continue
        found = {e.name: _violations(connection, subject, e) for e in suite.expectations}
        failed = _failed(suite, {name: count for name, (count, _sample) in found.items()})
        verdicts.append(
            Verdict(
                suite.table,
                rows_checked,
                len(suite.expectations),
                [Finding(e, *found[e.name]) for e in suite.expectations if e.name in failed],
            )
        )
    return verdicts


def _violations(
    connection: duckdb.DuckDBPyConnection, subject: str, expectation: Expectation
) -> tuple[int, list[dict[str, Any]]]:
    cursor = connection.execute(_violations_statement(subject, expectation), [SAMPLE_ROWS])
    names = [column[0] for column in cursor.description or ()]
    sample = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    count = int(sample[0]["violations"]) if sample else 0
    return count, [{name: value for name, value in row.items() if name != "violations"} for row in sample]


def _count_statement(subject: str) -> str:
    return f"SELECT count(*) FROM ({subject}) AS s"


def _violations_statement(subject: str, expectation: Expectation) -> str:
    return f"SELECT s.*, count(*) OVER () AS violations FROM ({subject}) AS s WHERE {expectation.breaks} LIMIT ?"


def _failed(suite: Suite, violations: dict[str, int]) -> set[str]:
    """Names of the expectations that Great Expectations finds unmet in the counted frame."""
    import pandas as pd

    batches, expectation_suite = _great_expectations(suite)
    result = batches.get_batch({"dataframe": pd.DataFrame([violations])}).validate(expectation_suite)
    return {entry.expectation_config.kwargs["column"] for entry in result.results if not entry.success}


@cache
def _great_expectations(suite: Suite) -> tuple[Any, Any]:
    """(batch definition, suite) of Great Expectations for one of our suites; imported here, where it runs."""
    context = _context()
    import great_expectations as gx
    from great_expectations import expectations as gxe
    from great_expectations.expectations.metadata_types import FailureSeverity

    batches = context.data_sources.add_or_update_pandas(suite.table).add_dataframe_asset(suite.table)
    return batches.add_batch_definition_whole_dataframe("counted"), gx.ExpectationSuite(
        name=suite.table,
        expectations=[
            gxe.ExpectColumnMaxToBeBetween(
                column=e.name,
                min_value=0,
                max_value=0,
                severity=FailureSeverity(e.severity),
                meta={"sentence": e.sentence},
            )
            for e in suite.expectations
        ],
    )


def load_engine() -> None:
    """Import Great Expectations now (seconds), so that its start-up is not counted as the work of whoever comes first."""
    _context()


@cache
def _context() -> Any:
    import os

    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context
