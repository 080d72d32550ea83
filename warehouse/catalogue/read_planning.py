"""Roads, crossings and the day of outreach, one file an agency; the agency's own file replaces the shipped one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TypeVar

from warehouse.catalogue.nodes import Entry, read_document
from warehouse.errors import CatalogueError, N_
from warehouse.planning.model import Day
from warehouse.planning.travel import Crossing, Place, Road, Roads

SHIPPED = Path(__file__).parent / "planning"
T = TypeVar("T")
_AGENCY = re.compile(r"^agency:\s*[\"']?([A-Z][A-Z0-9-]*)", re.MULTILINE)


@dataclass(frozen=True)
class PlanningTerms:
    """Where vehicles start, how fast they get on, when their day begins and ends; what a service does in it is its SOP's.

    `days_of`: how many days of a month a vehicle goes out for a service; a service not named goes out every working day.
    """

    agency: str
    office: Place
    day: Day
    roads: Roads
    days_of: Mapping[str, int]
    example: bool


def planning_terms(agency: str, extra_dir: Path | None = None) -> PlanningTerms | None:
    """The terms of `agency`; None when no file names it. CatalogueError with file and line when a file is wrong that is
    its own, or that does not say whose it is: another agency's damage is not this one's.
    """
    found: PlanningTerms | None = None
    for path in planning_files(extra_dir):
        if agency_of(path) in (agency, None):
            terms = _read(path)
            found = terms if terms.agency == agency else found
    return found


def planning_files(extra_dir: Path | None = None) -> Iterator[Path]:
    """The shipped files, then the agency's own, which win."""
    for folder in (SHIPPED, extra_dir / "planning" if extra_dir else None):
        yield from sorted(folder.glob("*.y*ml")) if folder else ()


def agency_of(path: Path) -> str | None:
    """Whose terms the file holds, damaged or not; None when it does not say."""
    try:
        said = _AGENCY.search(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    return said.group(1) if said else None


def fault_of(path: Path) -> CatalogueError | None:
    """What is wrong with the file, if anything."""
    try:
        _read(path)
    except CatalogueError as wrong:
        return wrong
    return None


def _read(path: Path) -> PlanningTerms:
    top = read_document(path, str(path))
    terms = PlanningTerms(
        agency=top.text("agency"), office=_place(top.entry("office")), day=_day(top.entry("day")),
        roads=_roads(top), days_of=_days_of(top), example=top.boolean("example", default=False),
    )  # fmt: skip
    top.done()
    return terms


def _place(entry: Entry) -> Place:
    place = Place(_degrees(entry, "latitude", 90), _degrees(entry, "longitude", 180), entry.text("region"))
    entry.done()
    return place


def _degrees(entry: Entry, key: str, most: float) -> float:
    return _read_as(entry, key, float, lambda value: -most <= value <= most)


def _day(entry: Entry) -> Day:
    day = Day(starts_at=_clock(entry, "starts"), ends_at=_clock(entry, "ends"))
    if day.ends_at <= day.starts_at:
        entry.refuse(N_("The day must end after it begins."), line=entry.line_of("ends"))
    entry.done()
    return day


def _days_of(top: Entry) -> dict[str, int]:
    found = {}
    for service in top.entries("services", required=False):
        found[service.text("service")] = service.integer("days_a_month", least=1)
        service.done()
    return found


def _clock(entry: Entry, key: str) -> time:
    return _read_as(entry, key, time.fromisoformat, lambda _value: True)


def _roads(top: Entry) -> Roads:
    entry = top.entry("roads")
    everywhere, regions = _road(entry), {}
    for region in entry.entries("regions", required=False):
        regions[region.text("region")] = _road(region)
        region.done()
    entry.done()
    islands = {}
    for island in top.entries("islands", required=False):
        name = island.text("name")
        islands.update(dict.fromkeys(island.texts("regions", allow_empty=False), name))
        island.done()
    crossings = tuple(_crossing(one) for one in top.entries("crossings", required=False))
    return Roads(everywhere, regions, islands, crossings)


def _road(entry: Entry) -> Road:
    return Road(entry.integer("speed_kmh", least=1), entry.integer("detour_percent", least=100) / 100)


def _crossing(entry: Entry) -> Crossing:
    crossing = Crossing(_place(entry.entry("from")), _place(entry.entry("to")), entry.integer("minutes", least=1))
    entry.done()
    return crossing


def _read_as(entry: Entry, key: str, read: Callable[[str], T], holds: Callable[[T], bool]) -> T:
    text = entry.text(key)
    try:
        value = read(text)
    except ValueError:
        value = None
    if value is None or not holds(value):
        entry.refuse(N_("The value {value} of {key} cannot be used."), line=entry.line_of(key), value=text, key=key)
    return value
