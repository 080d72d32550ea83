"""The usual text format of team orienteering instances (`n`, `m`, `tmax`, then `x y score` a line), through our own solver.

First and last place are start and end of every team; straight ways, in hundred-thousandths of a unit, rounded up, so that no
route is longer than it may be.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from warehouse.errors import BadInput
from warehouse.i18n import N_
from warehouse.planning.apart import solved_wide
from warehouse.planning.problem import Crew, Problem, Solution

FINENESS = 100_000


@dataclass(frozen=True)
class Instance:
    teams: int
    tmax: float
    points: tuple[tuple[float, float, float], ...]


def read_instance(path: Path) -> Instance:
    """BadInput with the line that cannot be read."""
    lines = [line.replace(";", " ").split() for line in path.read_text("utf-8", "replace").splitlines()]
    head = dict.fromkeys(("n", "m", "tmax"), 0.0)
    points: list[tuple[float, float, float]] = []
    for number, words in enumerate(lines, 1):
        if not words:
            continue
        try:
            if words[0].lower() in head:
                head[words[0].lower()] = float(words[1])
            else:
                x, y, score = map(float, words[:3])
                points.append((x, y, score))
        except (ValueError, IndexError):
            raise BadInput(
                "instance_is_readable", N_("Line {line} is not `x y score`."), field="instance", line=number
            ) from None
    if (
        len(points) < 2
        or head["m"] < 1
        or head["tmax"] < 0
        or not math.isfinite(head["tmax"])
        or int(head["n"]) != len(points)
    ):
        raise BadInput(
            "instance_is_readable", N_("The file needs `n`, `m`, `tmax` and n lines `x y score`."), field="instance"
        )
    return Instance(int(head["m"]), head["tmax"], tuple(points))


def as_problem(instance: Instance) -> Problem:
    xy = np.array([point[:2] for point in instance.points])
    ways = np.hypot(xy[:, None, 0] - xy[None, :, 0], xy[:, None, 1] - xy[None, :, 1])
    times = np.ceil(ways * FINENESS - 1e-3).astype(np.int64)
    scores = [round(point[2]) for point in instance.points]
    scores[0] = scores[-1] = 0
    budget = math.floor(instance.tmax * FINENESS + 1e-3)
    return Problem(times, [0] * len(scores), scores, (Crew(0, len(scores) - 1, budget, instance.teams),))


def solve_instance(instance: Instance, *, seconds: float = 17.0) -> Solution:
    return solved_wide(as_problem(instance), seconds=seconds)
