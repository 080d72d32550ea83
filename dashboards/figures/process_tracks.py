"""Where the flow of an SOP runs: rows in pixels, and how many cases pass each stretch between two rows. Pure.

Steps that always apply stand on the spine, steps with a condition on a branch beside it. What a case does as written runs
down the spine and out to a branch only for the steps it did; every stretch carries the sum of the moves over it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import pandas as pd

Track = Literal["spine", "lane", "out", "back"]
"""Of one gap between two rows: straight on, straight on the branch, from the spine to the branch, from the branch back."""

UNIT_PX, TICK_PX, END_PX = 106, 44, 58


@dataclass(frozen=True)
class Row:
    """One line of the flow, `y` pixels below the top. `tile` 0: the opening (first row) or the closing (last row)."""

    tile: int
    y: float
    is_branch: bool = False
    is_observed: bool = True


def rows_of(nodes: pd.DataFrame) -> list[Row]:
    """The opening, every node, the closing."""
    rows, y = [Row(0, END_PX / 2)], float(END_PX)
    columns = (nodes["tile"], nodes["is_observed"], nodes["is_conditional"])
    for tile, is_observed, is_conditional in zip(*columns, strict=True):
        height = UNIT_PX if is_observed else TICK_PX
        rows.append(Row(int(tile), y + height / 2, bool(is_conditional and is_observed), bool(is_observed)))
        y += height
    return [*rows, Row(0, y + END_PX / 2)]


def height_of(nodes: pd.DataFrame) -> int:
    return int(UNIT_PX * nodes["is_observed"].sum() + TICK_PX * (~nodes["is_observed"]).sum() + 2 * END_PX)


def place_of(rows: list[Row], tile: int, *, is_end: bool) -> int:
    """The row of a unit; of 0 the closing or the opening."""
    if tile == 0:
        return len(rows) - 1 if is_end else 0
    return next(place for place, row in enumerate(rows) if row.tile == tile)


def loads(rows: list[Row], moves: pd.DataFrame) -> dict[tuple[int, Track], int]:
    """(gap, track) → cases; gap g lies between row g and row g + 1. `moves`: those as written only."""
    carried: Counter[tuple[int, Track]] = Counter()
    for from_tile, to_tile, cases in zip(moves["from_position"], moves["to_position"], moves["cases"], strict=True):
        first = place_of(rows, int(from_tile), is_end=False)
        last = place_of(rows, int(to_tile), is_end=True)
        for gap, track in _path(rows, first, last):
            carried[gap, track] += int(cases)
    return dict(carried)


def _path(rows: list[Row], first: int, last: int) -> list[tuple[int, Track]]:
    gaps = list(range(first, last))
    leaves, enters = rows[first].is_branch, rows[last].is_branch
    if leaves and enters and not any(row.is_observed for row in rows[first + 1 : last]):
        return [(gap, "lane") for gap in gaps]
    path: list[tuple[int, Track]] = [(gap, "spine") for gap in gaps]
    if leaves:
        path[0] = (gaps[0], "back")
    if enters:
        path[-1] = (gaps[-1], "out")
    return path
