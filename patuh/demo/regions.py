"""Where the demo's sites lie: the regions of `data/regions.csv`, and how far they are from the office."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from warehouse.planning.travel import kilometres, Place
from warehouse.settings import Settings

FILE = Path(__file__).parent / "data" / "regions.csv"
_OFFICE = {"NTT": (-10.1583, 123.6070), "JATENG": (-7.0180, 110.4110)}
_KM_H = {"NTT": 34.0, "JATENG": 31.0}  # long roads; hills
_WINDING = 1.38
_FERRY_H = 3.5
_TIMOR = frozenset({"53.71", "53.01", "53.02", "53.03", "53.04", "53.21"})
_SEMAU = "53.01.04"
_KARIMUNJAWA = "33.20.10"


@dataclass(frozen=True)
class Region:
    """A district, or a regency."""

    code: str
    name: str
    level: str
    parent_code: str
    latitude: float
    longitude: float


def regions() -> dict[str, Region]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: Region(
                row["code"], row["name"], row["level"], row["parent_code"], float(row["latitude"]), float(row["longitude"])
            )
            for row in csv.DictReader(lines)
        }  # fmt: skip


def put_reference(settings: Settings) -> None:
    """The file as `patuh import regions` leaves it in a home."""
    target = settings.home / "reference" / FILE.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(FILE.read_bytes())


def is_overseas(region: Region) -> bool:
    """Whether a ferry is taken."""
    if region.code.startswith("53."):
        return region.parent_code not in _TIMOR or region.code == _SEMAU
    return region.code == _KARIMUNJAWA


def hours_to(agency: str, latitude: float, longitude: float, overseas: bool) -> float:
    """One way from the office, crossing included."""
    km = kilometres(Place(*_OFFICE[agency]), Place(latitude, longitude))
    return 0.15 + km * _WINDING / _KM_H[agency] + (_FERRY_H if overseas else 0.0)
