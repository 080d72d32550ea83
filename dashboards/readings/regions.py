"""Regions: what they are called and where they lie, from the list or the boundaries that the agency imported.

Kemendagri's codes tell the level: 53 province, 53.71 regency (kabupaten, kota), 53.71.02 district (kecamatan).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.geography import Outline, outlines, Point
from dashboards.places import Places
from dashboards.readings.reader import Reader
from warehouse.settings import Settings

MART = "rpt_regions"
REGENCY, DISTRICT = "regency", "district"
DIGITS = {REGENCY: 5, DISTRICT: 8}
"""How much of a code names a region of that level."""


_NO_LIST = pd.DataFrame(columns=["code", "name", "longitude", "latitude"])


@dataclass(frozen=True)
class Regions:
    """Code → name, point and outline, as far as they are known; `listed`: those of the list that was imported."""

    names: dict[str, str]
    points: dict[str, Point]
    shapes: dict[str, Outline]
    listed: frozenset[str]

    def name(self, code: str) -> str:
        return self.names.get(code, code)

    def of_level(self, level: str, province: str) -> set[str]:
        """All regions of that level in the province: of the list, else of the boundaries; empty when nobody knows."""
        for codes in (self.listed, self.shapes):
            found = {code for code in codes if len(code) == DIGITS[level] and code[:2] == province}
            if found:
                return found
        return set()

    def shapes_of(self, level: str, province: str) -> dict[str, Outline]:
        return {
            code: shape for code, shape in self.shapes.items() if len(code) == DIGITS[level] and code[:2] == province
        }


def regions(reader: Reader, selection: Selection, settings: Settings, sites: pd.DataFrame) -> Regions:
    """`sites`: their coordinates stand in for a region of which nothing else is known."""
    shapes = outlines(settings)
    listed = reader.frame("regions", selection) if reader.has(MART) else _NO_LIST
    points: dict[str, Point] = _mean_points(sites)
    points |= {code: shape.point for code, shape in shapes.items()}
    names = {code: shape.name for code, shape in shapes.items()}
    names |= {str(code): str(name) for code, name in zip(listed["code"], listed["name"], strict=True)}
    placed = listed[listed["longitude"].notna() & listed["latitude"].notna()]
    for code, longitude, latitude in zip(placed["code"], placed["longitude"], placed["latitude"], strict=True):
        points[str(code)] = (float(longitude), float(latitude))
    return Regions(names, points, shapes, frozenset(str(code) for code in listed["code"]))


def _mean_points(sites: pd.DataFrame) -> dict[str, Point]:
    placed = sites[sites["latitude"].notna() & sites["longitude"].notna() & sites["region_code"].notna()]
    found: dict[str, Point] = {}
    for digits in DIGITS.values():
        means = placed.groupby(placed["region_code"].str[:digits])[["longitude", "latitude"]].mean()
        found |= {str(code): (float(at["longitude"]), float(at["latitude"])) for code, at in means.iterrows()}
    return found


def provinces(places: Places, agencies: Collection[str]) -> dict[str, str]:
    """Agency → the code of its province."""
    found = {agency: places.province_code(agency) for agency in agencies}
    return {agency: code for agency, code in found.items() if code is not None}
