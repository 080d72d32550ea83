"""The routing problem in numbers: places with scores, crews with a day each; who goes where so that the most is reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Times = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Crew:
    """`count` crews that are alike: where they start and end (places), and how long a route may take."""

    start: int
    end: int
    budget: int
    count: int = 1
    may_visit: frozenset[int] | None = None  # None: every place

    def reaches(self, place: int) -> bool:
        return self.may_visit is None or place in self.may_visit


@dataclass(frozen=True)
class Problem:
    """`times[i, j]` from place i to place j and `service[i]` at i, in one whole unit; `scores[i]` ≥ 0, 0 for depots.

    Each place is visited at most once, by one crew. `must` are visited whatever they cost, if any crew can.
    """

    times: Times
    service: Sequence[int]
    scores: Sequence[int]
    crews: tuple[Crew, ...]
    must: frozenset[int] = frozenset()

    @property
    def places(self) -> list[int]:
        """The places worth a visit, which some crew can make within its day."""
        return [
            place
            for place, score in enumerate(self.scores)
            if (score > 0 or place in self.must) and any(self.fits(crew, (place,)) for crew in self.crews)
        ]

    def length(self, crew: Crew, stops: Sequence[int]) -> int:
        """How long the route takes: from start to end, over the stops in their order, with the service at each."""
        way = (crew.start, *stops, crew.end)
        travel = sum(int(self.times[a, b]) for a, b in zip(way, way[1:], strict=False))
        return travel + sum(self.service[stop] for stop in stops)

    def fits(self, crew: Crew, stops: Sequence[int]) -> bool:
        return all(crew.reaches(stop) for stop in stops) and self.length(crew, stops) <= crew.budget

    def score(self, stops: Iterable[int]) -> int:
        return sum(self.scores[stop] for stop in stops)


@dataclass(frozen=True)
class Route:
    """The stops of one crew (an index into the problem's crews), in order."""

    crew: int
    stops: tuple[int, ...]


@dataclass(frozen=True)
class Solution:
    """Routes, what they reach, and an upper bound that no plan can exceed: the gap is proven, not hoped for."""

    routes: tuple[Route, ...]
    score: int
    bound: int
    is_optimal: bool = False
    left_out: frozenset[int] = field(default_factory=frozenset)

    @property
    def gap(self) -> float:
        """0.0 when nothing better exists, 0.05 when at most 5 % more could be reached."""
        return 0.0 if self.is_optimal or not self.bound else max(0.0, 1 - self.score / self.bound)
