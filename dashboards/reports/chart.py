"""The course of a period as columns: where each stands and how high, as parts of the drawing. Pure."""

from __future__ import annotations

import math
from typing import Any

from dashboards.reports.model import Course
from dashboards.reports.words import said

_LABELS = 16
"""More do not fit beside each other; then every second, third … column is named."""


def course_data(course: Course) -> dict[str, Any]:
    """For the template: `low` and `high` of each column from the bottom, ticks with their place, all between 0 and 1."""
    values = [value for _label, row in course.rows for value in row]
    ticks = _ticks(min(0.0, *values), max(0.0, *values))
    bottom, room = ticks[0], (ticks[-1] - ticks[0]) or 1.0
    every = math.ceil(len(course.rows) / _LABELS)

    def part(value: float) -> float:
        return round((value - bottom) / room, 4)

    return {
        "caption": course.caption,
        "series": list(course.series) if len(course.series) > 1 else [],
        "alt": _alt(course),
        "ticks": [{"at": part(tick), "said": said(round(tick), "count")} for tick in ticks],
        "groups": [
            {
                "label": label if place % every == 0 else "",
                "columns": [[part(min(0.0, value)), part(max(0.0, value))] for value in row],
            }
            for place, (label, row) in enumerate(course.rows)
        ],
    }


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, some four of them."""
    wide = (high - low) or 1.0
    step = 10.0 ** math.floor(math.log10(wide / 4))
    step = max(1.0, next(step * factor for factor in (1, 2, 2.5, 5, 10) if wide / (step * factor) <= 4))
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * place for place in range(first, max(last, first + 1) + 1)]


def _alt(course: Course) -> str:
    """For whoever listens: from when to when, and the highest of each series. The numbers stand in the table below."""
    told = [f"{course.caption}, {course.rows[0][0]} sampai {course.rows[-1][0]}."]
    for place, name in enumerate(course.series):
        label, row = max(course.rows, key=lambda one: one[1][place])
        told.append(f"{name}: tertinggi {said(round(row[place]), course.kind)} pada {label}.")
    return " ".join(told) + " Angkanya ada pada tabel."
