"""How rows of a mart and rows of the oracle are held against each other: cell by cell, a cell not there being zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest

from tests.warehouse.marts.oracle.facts import Row

Key = tuple[Any, ...]
Figures = dict[Key, dict[str, Any]]


def figures(rows: Iterable[Row], key: Sequence[str], columns: Sequence[str]) -> Figures:
    """Rows of a mart by their key; a key must not come twice."""
    found: Figures = {}
    for row in rows:
        at = tuple(row[name] for name in key)
        assert at not in found, f"twice: {dict(zip(key, at, strict=True))}"
        found[at] = {name: row[name] for name in columns}
    return found


def summed(rows: Iterable[Row], key: Sequence[str], columns: Sequence[str]) -> Figures:
    """Counts added up over every other column of the key."""
    found: dict[Key, dict[str, Any]] = defaultdict(lambda: dict.fromkeys(columns, 0))
    for row in rows:
        for name in columns:
            found[tuple(row[k] for k in key)][name] += row[name] or 0
    return dict(found)


def assert_agree(mart: Figures, oracle: Figures, what: str) -> None:
    """Every cell of both; a row that only one of them has must hold nothing but zeros and unknowns."""
    wrong = []
    for at in mart.keys() | oracle.keys():
        ours, theirs = mart.get(at, {}), oracle.get(at, {})
        for column in ours.keys() | theirs.keys():
            a, b = ours.get(column), theirs.get(column)
            if differ(a, b) or (at in mart and at in oracle and (a is None) != (b is None)):  # unknown is not zero
                wrong.append(f"{at} {column}: the mart {a!r}, the oracle {b!r}")
    assert not wrong, f"{what}: {len(wrong)} cells differ\n" + "\n".join(sorted(wrong)[:12])


def differ(a: Any, b: Any) -> bool:
    if isinstance(a or b, str | date):
        return bool(a != b)
    return bool((a or 0) != pytest.approx(b or 0, rel=1e-9, abs=1e-9))
