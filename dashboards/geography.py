"""Outlines of regions for the map, from the GeoJSON file that the agency imported; simplified to what a screen can show.

Nothing here asks the network: a region is its own polygon, drawn as such. A file that cannot be read is no map, not an
error: the table beside it says the same. Holes are left out; a region around another is covered by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from pathlib import Path
from typing import Any

from warehouse.logs import logger
from warehouse.settings import Settings

Point = tuple[float, float]
"""Longitude, latitude, as GeoJSON has them."""
Ring = tuple[Point, ...]

_CODE = ("code", "kode", "region_code", "id")
_NAME = ("name", "nama", "region_name")
_ACROSS = {5: 700, 8: 2800}
"""Digits of a code → what is smaller than the extent of its province ÷ this is not seen; districts are looked at closely."""
_KEPT_PX = 3


@dataclass(frozen=True)
class Outline:
    """One region: `rings` are its outer borders, the largest first; `point` lies inside it."""

    code: str
    name: str
    rings: tuple[Ring, ...]
    point: Point


def boundaries_file(settings: Settings) -> Path:
    return settings.home / "reference" / "boundaries.geojson"


def outlines(settings: Settings) -> dict[str, Outline]:
    """Region code → its outline; empty when no file was imported or it cannot be read."""
    path = boundaries_file(settings)
    try:
        found = path.stat()
    except OSError:
        return {}
    return _read(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed_ns: int, _size: int) -> dict[str, Outline]:
    try:
        return read_outlines(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError) as wrong:
        logger(__name__).warning("boundaries_unreadable", error=type(wrong).__name__)
        return {}


def read_outlines(collection: dict[str, Any]) -> dict[str, Outline]:
    """The regions of a FeatureCollection; each level of a province simplified by the province's extent."""
    raw: dict[str, tuple[str, list[Ring]]] = {}
    for feature in collection["features"]:
        properties = feature.get("properties") or {}
        code = str(next((properties[key] for key in _CODE if properties.get(key)), None) or feature.get("id") or "")
        name = str(next((properties[key] for key in _NAME if properties.get(key)), code))
        rings = _outer_rings(feature.get("geometry") or {})
        if code and rings:
            raw[code] = (name, rings)
    across = {
        province: _across(rings for code, (_name, rings) in raw.items() if code[:2] == province)
        for province in {code[:2] for code in raw}
    }
    return {
        code: _outline(code, name, rings, across[code[:2]] / _ACROSS.get(len(code), min(_ACROSS.values())))
        for code, (name, rings) in raw.items()
    }


def _outer_rings(geometry: dict[str, Any]) -> list[Ring]:
    match geometry.get("type"):
        case "Polygon":
            polygons = [geometry["coordinates"]]
        case "MultiPolygon":
            polygons = geometry["coordinates"]
        case _:
            return []
    rings = [tuple((float(spot[0]), float(spot[1])) for spot in polygon[0]) for polygon in polygons if polygon]
    return sorted((ring for ring in rings if len(ring) > 3), key=_area, reverse=True)


def _across(regions: Iterable[list[Ring]]) -> float:
    """How many degrees they reach."""
    spots = [spot for rings in regions for ring in rings for spot in ring]
    return max(max(values) - min(values) for values in zip(*spots, strict=True))


def _outline(code: str, name: str, rings: list[Ring], grain: float) -> Outline:
    """`grain`: degrees that a pixel stands for.

    Islands of less than a few pixels go, but for the largest: a region is never without a place on the map.
    """
    seen = [rings[0], *(ring for ring in rings[1:] if _extent(ring) > _KEPT_PX * grain)]
    drawn = tuple(_simplified(ring, grain) for ring in seen)
    return Outline(code, name, drawn, _inside(rings[0]))


def _extent(ring: Ring) -> float:
    return max(max(values) - min(values) for values in zip(*ring, strict=True))


def _area(ring: Ring) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x * y_next - x_next * y for (x, y), (x_next, y_next) in pairs)) / 2


def _simplified(ring: Ring, grain: float) -> Ring:
    """Douglas and Peucker, with a stack; a closed ring is cut at the spot farthest from its beginning."""
    spots = list(ring if ring[0] == ring[-1] else (*ring, ring[0]))
    first = spots[0]
    far = max(range(len(spots)), key=lambda at: hypot(spots[at][0] - first[0], spots[at][1] - first[1]))
    keep = {0, far, len(spots) - 1}
    waiting = [(0, far), (far, len(spots) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        apart, at = max((_apart(spots[one], spots[start], spots[end]), one) for one in range(start + 1, end))
        if apart > grain:
            keep.add(at)
            waiting += [(start, at), (at, end)]
    drawn = tuple(spots[at] for at in sorted(keep))
    return drawn if len(drawn) > 3 else tuple(spots)


def _apart(spot: Point, start: Point, end: Point) -> float:
    """Distance of `spot` from the stretch start–end."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = across * across + up * up
    along = 0.0 if not length else ((spot[0] - start[0]) * across + (spot[1] - start[1]) * up) / length
    along = min(max(along, 0.0), 1.0)
    return hypot(spot[0] - start[0] - along * across, spot[1] - start[1] - along * up)


def _inside(ring: Ring) -> Point:
    """The middle of the widest stretch of the ring at its middle latitude."""
    heights = [spot[1] for spot in ring]
    level = (max(heights) + min(heights)) / 2 + 1e-9
    crossings = sorted(_crossings(ring, level))
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches:
        return ring[0]
    left, right = max(stretches, key=lambda one: one[1] - one[0])
    return (left + right) / 2, level


def _crossings(ring: Sequence[Point], level: float) -> list[float]:
    found = []
    for (x, y), (x_next, y_next) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y > level) != (y_next > level):
            found.append(x + (level - y) * (x_next - x) / (y_next - y))
    return found
