"""What the history of the checks keeps of suites and verdicts (`warehouse.lake.check_history`), in both languages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple

import orjson

from expectations.library import Expectation, Suite
from expectations.scopes import whole
from expectations.validate import Verdict
from expectations.wording import begun, said_in
from warehouse.lake.check_history import Broken, Judgement, Wording


def judgements(suites: Sequence[Suite], verdicts: Iterable[Verdict], scope: Callable[[str], str]) -> list[Judgement]:
    """The verdicts that were really passed: a table without rows to look at was not judged."""
    by_table = {suite.table: suite for suite in suites}
    return [
        Judgement(
            verdict.table,
            "whole" if scope is whole else "new",
            verdict.rows_looked_at,
            tuple(e.name for e in by_table[verdict.table].expectations),
            tuple(
                Broken(wording(verdict.table, e), verdict.standing[e.name])
                for e in by_table[verdict.table].expectations
                if e.name in verdict.standing
            ),
        )
        for verdict in verdicts
        if verdict.is_judged
    ]


def wording(table: str, expectation: Expectation) -> Wording:
    return Wording(
        table, expectation.name, expectation.severity, expectation.owner,
        begun(said_in("id", expectation.message, expectation.params)), said_in("id", expectation.advice),
        begun(said_in("en", expectation.message, expectation.params)), said_in("en", expectation.advice),
    )  # fmt: skip


def all_wordings(suites: Iterable[Suite]) -> tuple[list[Wording], str]:
    """Every expectation as it is worded now, and a hash that stands for all of it."""
    worded = [wording(suite.table, e) for suite in suites for e in suite.expectations]
    return worded, hashlib.sha256(orjson.dumps([astuple(w) for w in worded])).hexdigest()
