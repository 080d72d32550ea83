"""Named expectations: each is a sentence and an SQL condition for the rows that break it. No database here.

In a condition, `s` is the row of the table being checked. Values come from the registry and the suites, never from data.
Sentences and advice are messages (English, with translations in `expectations/locale`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from expectations.advice import DEMOGRAPHICS, LOOK, REBUILD
from expectations.wording import Params, said
from warehouse.i18n import N_

Severity = Literal["critical", "warning"]
ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Expectation:
    """`breaks` is true for a row that breaks it. Critical: figures would be wrong; warning: somebody should look.

    `owner`: the role that can do something about it; `advice`: what it does. Empty: those of the suite.
    """

    name: str
    message: str
    breaks: str
    severity: Severity = "critical"
    params: Params = ()
    owner: str = ""
    advice: str = ""
    key: tuple[str, ...] = ()  # of an expectation that is broken by rows which share it

    @property
    def sentence(self) -> str:
        """What must hold, in the language in use."""
        return said(self.message, self.params)

    @property
    def what_to_do(self) -> str:
        return said(self.advice)


@dataclass(frozen=True, slots=True)
class Suite:
    """The expectations of one table (`schema.table`)."""

    table: str
    expectations: tuple[Expectation, ...]

    def __post_init__(self) -> None:
        names = [expectation.name for expectation in self.expectations]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.table}: an expectation stands twice")


def suite(table: str, *expectations: Expectation, owner: str = ADMINISTRATOR) -> Suite:
    """`owner`: the role for all expectations that name none. What to do about a wrong figure is to build it anew."""
    remedy = REBUILD if table.startswith("marts.") else LOOK
    return Suite(table, tuple(replace(e, owner=e.owner or owner, advice=e.advice or remedy) for e in expectations))


def warn(expectation: Expectation) -> Expectation:
    """The same expectation, as a finding that does not stop the figures."""
    return replace(expectation, severity="warning")


def unique(*columns: str, table: str) -> Expectation:
    """No two rows of the whole table share these columns (nulls count as equal)."""
    same = " AND ".join(f"o.{column} IS NOT DISTINCT FROM s.{column}" for column in columns)
    return Expectation(
        f"unique_{'_'.join(columns)}"[:60],
        N_("{columns} identify a row"),
        f"(SELECT count(*) FROM {table} AS o WHERE {same}) > 1",
        params=(("columns", ", ".join(columns)),),
        key=columns,
    )


def not_null(column: str) -> Expectation:
    return Expectation(f"{column}_given", N_("{column} is given"), f"s.{column} IS NULL", params=(("column", column),))


def one_of(column: str, *values: str) -> Expectation:
    listed = ", ".join(f"'{value}'" for value in values)
    return Expectation(
        f"{column}_known",
        N_("{column} is one of {values}"),
        f"s.{column} NOT IN ({listed})",
        params=(("column", column), ("values", ", ".join(values))),
    )


def at_least(column: str, minimum: int) -> Expectation:
    return Expectation(
        f"{column}_at_least_{minimum}",
        N_("{column} is at least {minimum}"),
        f"s.{column} < {minimum}",
        params=(("column", column), ("minimum", str(minimum))),
    )


def between(column: str, minimum: int, maximum: int) -> Expectation:
    return Expectation(
        f"{column}_{minimum}_to_{maximum}",
        N_("{column} lies between {minimum} and {maximum}"),
        f"s.{column} NOT BETWEEN {minimum} AND {maximum}",
        params=(("column", column), ("minimum", str(minimum)), ("maximum", str(maximum))),
    )


def at_most(smaller: str, larger: str) -> Expectation:
    return Expectation(
        f"{smaller}_within_{larger}",
        N_("{smaller} is at most {larger}"),
        f"s.{smaller} > s.{larger}",
        params=(("smaller", smaller), ("larger", larger)),
    )


def ratio(column: str, numerator: str, denominator: str) -> Expectation:
    """A ratio equals its numerator over its denominator, and is null when there is nothing to divide by."""
    return Expectation(
        f"{column}_is_ratio",
        N_("{column} = {numerator} ÷ {denominator}"),
        f"s.{column} IS DISTINCT FROM s.{numerator} / nullif(s.{denominator}, 0)",
        params=(("column", column), ("numerator", numerator), ("denominator", denominator)),
    )


def refers_to(column: str, table: str, target: str) -> Expectation:
    """A value that is given exists in the table it names."""
    return Expectation(
        f"{column}_in_{table.split('.')[1]}",
        N_("{column} exists in {table}"),
        f"s.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} AS o WHERE o.{target} = s.{column})",
        params=(("column", column), ("table", table)),
        advice=N_(
            "The other record may still be on its way from another node. If the finding stays for more than a day, run"
            " `patuh doctor`: it names the batches that wait."
        ),
    )


def known_place() -> Expectation:
    """Agency and service point stand in the catalogue; otherwise time zone and calendar are unknown."""
    return Expectation(
        "place_in_catalogue",
        N_("agency and service point are in the catalogue"),
        "s.agency IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ref.service_points AS o"
        " WHERE o.agency = s.agency AND (s.service_point IS NULL OR o.service_point = s.service_point))",
        "warning",
        advice=N_("Add the service point to the agency's YAML file in the catalogue, then refresh."),
    )


def not_in_future(node: str = "node") -> Expectation:
    """Nothing happened after it was written down (a minute is allowed for clocks)."""
    return Expectation(
        "not_in_future",
        N_("occurred_at is not after the row was recorded"),
        f"s.occurred_at > (SELECT j.recorded_at FROM raw.journal AS j WHERE j.node = s.{node} AND j.txid = s.txid)"
        " + INTERVAL 1 MINUTE",
        "warning",
        advice=N_("Set the clock of the computer that recorded it, then look at the rows of that day."),
    )


def filled(*columns: str, unless: str = "false", owner: str = "guest_book_staff") -> Expectation:
    """The fields by which visitors are counted are given; one row with several empty ones counts once."""
    missing = " OR ".join(f"s.{column} IS NULL" for column in columns)
    return Expectation(
        "demographics_filled",
        N_("{columns} are filled in"),
        f"NOT ({unless}) AND ({missing})",
        "warning",
        (("columns", ", ".join(columns)),),
        owner,
        DEMOGRAPHICS,
    )


def holds(name: str, message: str, breaks: str, *, owner: str = "", advice: str = "") -> Expectation:
    """An expectation of one table only."""
    return Expectation(name, message, breaks, owner=owner, advice=advice)


def by(owner: str, advice: str, expectation: Expectation) -> Expectation:
    """The same expectation, with the role that takes care of it and what that role does."""
    return replace(expectation, owner=owner, advice=advice)


def makes_the_month(name: str, sentence: str, mart: str, column: str) -> Expectation:
    """The rows of a unit's month in `mart` add up to the same column of rpt_sop_step_compliance."""
    place = "o.agency = s.agency AND o.service_point = s.service_point AND o.period_start = s.period_start"
    version = "o.sop_code = s.sop_code AND o.sop_version = s.sop_version"
    return holds(
        name,
        sentence,
        f"(SELECT sum(o.{column}) FROM {mart} AS o WHERE {place} AND {version} AND o.unit_position = s.unit_position)"
        f" IS DISTINCT FROM (SELECT sum(o.{column}) FROM marts.rpt_sop_step_compliance AS o"
        f" WHERE {place} AND {version} AND o.step_position = s.unit_position AND o.grain = 'month')",
    )
