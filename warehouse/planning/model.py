"""What a plan is made from and what it says: sites, vehicles with their days, weights; stops with times and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Lock = Literal["must", "must_not"]


@dataclass(frozen=True)
class Site:
    """A candidate: a known site or an approved request. `days_since_served` is None for a site never served."""

    site_id: str
    name: str
    region_code: str
    latitude: float | None
    longitude: float | None
    people: int
    days_since_served: int | None
    use_per_visit: float | None = None
    copies_outstanding: int = 0
    papers_missing: int = 0
    is_requested: bool = False
    is_served_this_month: bool = False
    lock: Lock | None = None
    site_no: str = ""
    service_point: str = ""

    @property
    def regency(self) -> str:
        """The first two parts of the region code (53.71.02 → 53.71)."""
        return ".".join(self.region_code.split(".")[:2])


@dataclass(frozen=True)
class Vehicle:
    """A vehicle with its crew, and the days of the month on which both are there."""

    vehicle_no: str
    days: tuple[date, ...]


@dataclass(frozen=True)
class Day:
    """A day on the road by the SOP: equipment and collection first (minutes), then ways and visits, home by `ends_at`."""

    starts_at: time = time(8, 0)
    ends_at: time = time(16, 0)
    preparation_min: int = 80  # ANTER KOPER 5 and 6: equipment 30, collection by school level 50
    visit_min: int = 60  # ANTER KOPER 8 and 9: counting and loan evidence 30, recheck 30
    closing_min: int = 0  # after the return: parking, checking, papers (MPK 12 to 16, LTPS 11 to 15)

    @property
    def leaves_min(self) -> int:
        """Minutes from midnight to leaving the office."""
        return self.starts_at.hour * 60 + self.starts_at.minute + self.preparation_min

    @property
    def road_min(self) -> int:
        """Minutes between leaving the office and coming back."""
        return max(0, self.ends_at.hour * 60 + self.ends_at.minute - self.closing_min - self.leaves_min)


@dataclass(frozen=True)
class Weights:
    """How much each reason counts. Need = people × months waiting × use × fairness × papers × request."""

    longest_wait_months: float = 12.0
    never_served_months: float = 12.0
    use_span: float = 0.5  # a site used twice as much as the average counts up to 1 + this, an unused one 1 − this
    fairness_span: float = 0.5  # a regency reached least counts 1 + this, the one reached most 1
    paper_owed: float = 0.8
    requested: float = 1.5


@dataclass(frozen=True)
class Need:
    """A site's need and what it is made of; `points` are what the plan adds up."""

    points: int
    months: float
    use: float
    fairness: float
    papers: float
    request: float


@dataclass(frozen=True)
class PlannedStop:
    """Times are local clock times; `order` counts from 1 within the day of the vehicle."""

    site: Site
    need: Need
    vehicle_no: str
    planned_on: date
    order: int
    arrive_at: time
    leave_at: time
    reason: str


@dataclass(frozen=True)
class LeftOut:
    site: Site
    need: Need
    reason: str


@dataclass(frozen=True)
class Outing:
    """One vehicle's day: preparation from `starts_at`, on the road from `leaves_at` to `home_at`, done at `ends_at`."""

    vehicle_no: str
    planned_on: date
    starts_at: time
    leaves_at: time
    home_at: time
    ends_at: time
    way_min: int  # on the road, without the visits
    stops: tuple[PlannedStop, ...]


@dataclass(frozen=True)
class Plan:
    """`reached` and `bound` in need points; no plan reaches more than `bound`. `rival`: longest-unserved-first."""

    stops: tuple[PlannedStop, ...]
    left_out: tuple[LeftOut, ...]
    reached: int
    bound: int
    is_optimal: bool
    rival: int
    whole: int
    curve: tuple[tuple[int, float], ...]  # (k more stops, share of the whole need then reached)
    outings: tuple[Outing, ...] = ()
    rival_outings: tuple[Outing, ...] = ()

    @property
    def gap(self) -> float:
        return 0.0 if self.is_optimal or not self.bound else max(0.0, 1 - self.reached / self.bound)
