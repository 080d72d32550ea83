"""How long it takes from one place to another: roads by region, sea crossings as links, or times from a file.

Straight-line kilometres times a detour factor over a speed. Places on different islands are reached over ports only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from warehouse.planning.problem import Times

T = TypeVar("T")

EARTH_KM = 6371.0088
NEVER_MIN = 7 * 24 * 60


@dataclass(frozen=True)
class Place:
    """`region_code`: the regency or district it lies in."""

    latitude: float
    longitude: float
    region_code: str = ""


@dataclass(frozen=True)
class Road:
    """What a kilometre as the crow flies costs: `detour` times as long by road, at `speed_kmh`."""

    speed_kmh: float = 35.0
    detour: float = 1.35


@dataclass(frozen=True)
class Crossing:
    """A ferry between two ports, both ways; `minutes` with waiting and boarding."""

    from_port: Place
    to_port: Place
    minutes: int


@dataclass(frozen=True)
class Roads:
    """`by_region`: a region's own road (the longest prefix of its code holds); `islands`: region prefix → island."""

    everywhere: Road = Road()
    by_region: Mapping[str, Road] = field(default_factory=dict)
    islands: Mapping[str, str] = field(default_factory=dict)
    crossings: tuple[Crossing, ...] = ()

    def of(self, region_code: str) -> Road:
        return _longest_prefix(self.by_region, region_code) or self.everywhere

    def island(self, region_code: str) -> str:
        return _longest_prefix(self.islands, region_code) or ""


def _longest_prefix(values: Mapping[str, T], code: str) -> T | None:
    found = [prefix for prefix in values if code.startswith(prefix)]
    return values[max(found, key=len)] if found else None


def kilometres(a: Place, b: Place) -> float:
    """Great-circle distance."""
    return float(kilometres_between([a, b])[0, 1])


def kilometres_between(places: Sequence[Place]) -> npt.NDArray[np.float64]:
    """Great-circle distances, from every place (row) to every place."""
    latitude = np.radians([place.latitude for place in places])
    longitude = np.radians([place.longitude for place in places])
    half = np.sin((latitude[:, None] - latitude) / 2) ** 2 + np.cos(latitude[:, None]) * np.cos(latitude) * (
        np.sin((longitude[:, None] - longitude) / 2) ** 2
    )
    return 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(half)))


def road_minutes(places: Sequence[Place], roads: Roads) -> npt.NDArray[np.float64]:
    """By road, as if on one island: half of the way by the road of either end."""
    own = [roads.of(place.region_code) for place in places]
    per_km = np.array([road.detour / road.speed_kmh * 60 for road in own])
    return kilometres_between(places) / 2 * (per_km[:, None] + per_km)


def minutes_between(places: Sequence[Place], roads: Roads) -> Times:
    """Whole minutes, rounded up, between all places; NEVER_MIN where no crossing leads."""
    ports = [port for crossing in roads.crossings for port in (crossing.from_port, crossing.to_port)]
    nodes = [*places, *ports]
    islands = np.array([roads.island(node.region_code) for node in nodes])
    ways = np.where(islands[:, None] == islands, road_minutes(nodes, roads), float(NEVER_MIN))
    np.fill_diagonal(ways, 0.0)
    for number, crossing in enumerate(roads.crossings):
        i = len(places) + 2 * number
        ways[i, i + 1] = ways[i + 1, i] = min(ways[i, i + 1], crossing.minutes)
    for port in range(len(places), len(nodes)):  # over ports only: a place is no way through
        ways = np.minimum(ways, ways[:, port : port + 1] + ways[port : port + 1, :])
    return np.ceil(ways[: len(places), : len(places)] - 1e-9).astype(np.int64)


def minutes_from_table(keys: Sequence[str], table: Mapping[tuple[str, str], int]) -> Times:
    """From measured travel times; a pair that the file does not have, in neither direction, is never driven."""
    ways = np.full((len(keys), len(keys)), NEVER_MIN, dtype=np.int64)
    for i, a in enumerate(keys):
        for j, b in enumerate(keys):
            ways[i, j] = 0 if i == j else table.get((a, b), table.get((b, a), NEVER_MIN))
    return ways
