"""Named expectations: each is a sentence and an SQL condition for the rows that break it. No database here.

In a condition, `s` is the row of the table being checked. Values come from the registry and the suites, never from data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["critical", "warning"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """`breaks` is true for a row that breaks it. Critical: figures would be wrong; warning: somebody should look."""

    name: str
    sentence: str
    breaks: str
    severity: Severity = "critical"


@dataclass(frozen=True, slots=True)
class Suite:
    """The expectations of one table (`schema.table`)."""

    table: str
    expectations: tuple[Expectation, ...]

    def __post_init__(self) -> None:
        names = [expectation.name for expectation in self.expectations]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.table}: an expectation stands twice")


def suite(table: str, *expectations: Expectation) -> Suite:
    return Suite(table, expectations)


def warn(expectation: Expectation) -> Expectation:
    """The same expectation, as a finding that does not stop the figures."""
    return Expectation(expectation.name, expectation.sentence, expectation.breaks, "warning")


def unique(*columns: str, table: str) -> Expectation:
    """No two rows of the whole table share these columns (nulls count as equal)."""
    same = " AND ".join(f"o.{column} IS NOT DISTINCT FROM s.{column}" for column in columns)
    return Expectation(
        f"unique_{'_'.join(columns)}"[:60],
        f"{', '.join(columns)} identify a row",
        f"(SELECT count(*) FROM {table} AS o WHERE {same}) > 1",
    )


def not_null(column: str) -> Expectation:
    return Expectation(f"{column}_given", f"{column} is given", f"s.{column} IS NULL")


def one_of(column: str, *values: str) -> Expectation:
    listed = ", ".join(f"'{value}'" for value in values)
    return Expectation(f"{column}_known", f"{column} is one of {', '.join(values)}", f"s.{column} NOT IN ({listed})")


def at_least(column: str, minimum: int) -> Expectation:
    return Expectation(f"{column}_at_least_{minimum}", f"{column} is at least {minimum}", f"s.{column} < {minimum}")


def between(column: str, minimum: int, maximum: int) -> Expectation:
    return Expectation(
        f"{column}_{minimum}_to_{maximum}",
        f"{column} lies between {minimum} and {maximum}",
        f"s.{column} NOT BETWEEN {minimum} AND {maximum}",
    )


def at_most(smaller: str, larger: str) -> Expectation:
    return Expectation(f"{smaller}_within_{larger}", f"{smaller} is at most {larger}", f"s.{smaller} > s.{larger}")


def ratio(column: str, numerator: str, denominator: str) -> Expectation:
    """A ratio equals its numerator over its denominator, and is null when there is nothing to divide by."""
    return Expectation(
        f"{column}_is_ratio",
        f"{column} = {numerator} ÷ {denominator}",
        f"s.{column} IS DISTINCT FROM s.{numerator} / nullif(s.{denominator}, 0)",
    )


def refers_to(column: str, table: str, target: str) -> Expectation:
    """A value that is given exists in the table it names."""
    return Expectation(
        f"{column}_in_{table.split('.')[1]}",
        f"{column} exists in {table}",
        f"s.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} AS o WHERE o.{target} = s.{column})",
    )


def known_place() -> Expectation:
    """Agency and service point stand in the catalogue; otherwise time zone and calendar are unknown."""
    return Expectation(
        "place_in_catalogue",
        "agency and service point are in the catalogue",
        "s.agency IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ref.service_points AS o"
        " WHERE o.agency = s.agency AND (s.service_point IS NULL OR o.service_point = s.service_point))",
        "warning",
    )


def not_in_future(node: str = "node") -> Expectation:
    """Nothing happened after it was written down (a minute is allowed for clocks)."""
    return Expectation(
        "not_in_future",
        "occurred_at is not after the row was recorded",
        f"s.occurred_at > (SELECT j.recorded_at FROM raw.journal AS j WHERE j.node = s.{node} AND j.txid = s.txid)"
        " + INTERVAL 1 MINUTE",
        "warning",
    )


def holds(name: str, sentence: str, breaks: str) -> Expectation:
    """An expectation of one table only."""
    return Expectation(name, sentence, breaks)
