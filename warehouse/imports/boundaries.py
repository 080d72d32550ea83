"""Outlines of regions (GeoJSON) → `reference/boundaries.geojson` of the home, one feature a region code."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import orjson

from warehouse.errors import HomeError
from warehouse.i18n import N_, sentence
from warehouse.imports.outcome import Outcome, write_whole
from warehouse.imports.places import EAST, NORTH, region_code, SOUTH, WEST, Wrong
from warehouse.settings import Settings

BYTES_MAX = 100 * 1024 * 1024
SPOTS_MAX = 2_000_000
CODE_NAMES, NAME_NAMES = ("code", "kode", "region_code", "id"), ("name", "nama", "region_name")
MARGIN = 1.0  # degrees: outlines may run a little beyond the islands

Feature = dict[str, Any]


def boundaries_file(settings: Settings) -> Path:
    return settings.home / "reference" / "boundaries.geojson"


def import_boundaries(settings: Settings, source: Path, *, dry_run: bool = False) -> Outcome:
    """Merge the file's features into the home's, code by code. `line` of a refused one is its place in the file."""
    known, outcome = _known(settings), Outcome()
    merged, seen, spots = dict(known), set[str](), 0
    for number, feature in enumerate(_features(source), 1):
        try:
            clean, count = _checked(feature)
            if clean["id"] in seen:
                raise Wrong("code", N_("This code stands in the file more than once."))
            spots += count
            if spots > SPOTS_MAX:
                raise Wrong("geometry", N_("The outlines are too detailed together. Simplify them first."))
        except Wrong as wrong:
            outcome.refuse(number, wrong.column, sentence(wrong.reason), _told(feature))
            continue
        code = clean["id"]
        seen.add(code)
        if code not in known:
            outcome.new += 1
        elif known[code] == clean:
            outcome.unchanged += 1
        else:
            outcome.updated += 1
        merged[code] = clean
    if merged != known and not dry_run:
        write_whole(boundaries_file(settings), _as_geojson(merged))
    return outcome


def _features(source: Path) -> list[Any]:
    try:
        if source.stat().st_size > BYTES_MAX:
            raise HomeError(N_("The file {file} is larger than 100 MB. Simplify the outlines first."), file=str(source))
        collection = orjson.loads(source.read_bytes())
    except OSError as wrong:
        raise _unreadable(source, wrong.strerror or str(wrong)) from None
    except (orjson.JSONDecodeError, RecursionError) as wrong:
        raise _unreadable(source, str(wrong)) from None
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise HomeError(N_("The file {file} is no GeoJSON collection of features."), file=str(source))
    features: list[Any] = collection["features"]
    return features


def _checked(feature: Any) -> tuple[Feature, int]:
    """The feature as we keep it, and how many spots it has."""
    if not isinstance(feature, dict):
        raise Wrong("feature", N_("This is no GeoJSON feature."))
    properties = feature.get("properties")
    told = properties if isinstance(properties, dict) else {}
    code = region_code(str(next((told[name] for name in CODE_NAMES if told.get(name)), feature.get("id") or "")))
    name = str(next((told[name] for name in NAME_NAMES if told.get(name)), code))[:120]
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise Wrong("geometry", N_("An outline is a Polygon or a MultiPolygon."))
    polygons = geometry.get("coordinates")
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    if not isinstance(polygons, list) or not polygons:
        raise Wrong("geometry", N_("The outline is empty."))
    spots = sum(_spots(polygon) for polygon in polygons)
    kept = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    return {"type": "Feature", "id": code, "properties": {"code": code, "name": name}, "geometry": kept}, spots


def _spots(polygon: Any) -> int:
    if not isinstance(polygon, list) or not polygon:
        raise Wrong("geometry", N_("The outline is empty."))
    count = 0
    for ring in polygon:
        if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
            raise Wrong("geometry", N_("Each ring of an outline is closed and has at least four spots."))
        for spot in ring:
            if not _is_spot(spot):
                raise Wrong("geometry", N_("A spot is longitude and latitude, inside Indonesia."))
        count += len(ring)
    return count


def _is_spot(spot: Any) -> bool:
    if not isinstance(spot, list) or len(spot) < 2 or any(isinstance(x, bool) for x in spot[:2]):
        return False
    east, north = spot[0], spot[1]
    if not all(isinstance(x, int | float) and math.isfinite(x) for x in (east, north)):
        return False
    return bool(WEST - MARGIN <= east <= EAST + MARGIN and SOUTH - MARGIN <= north <= NORTH + MARGIN)


def _told(feature: Any) -> dict[str, str]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return (
        {str(name)[:60]: str(value)[:200] for name, value in properties.items()} if isinstance(properties, dict) else {}
    )


def _known(settings: Settings) -> dict[str, Feature]:
    path = boundaries_file(settings)
    return {feature["id"]: feature for feature in _features(path)} if path.exists() else {}


def _as_geojson(features: dict[str, Feature]) -> bytes:
    return orjson.dumps({"type": "FeatureCollection", "features": [features[code] for code in sorted(features)]})


def _unreadable(source: Path, reason: str) -> HomeError:
    return HomeError(N_("The file {file} cannot be read: {reason}"), file=str(source), reason=reason)
