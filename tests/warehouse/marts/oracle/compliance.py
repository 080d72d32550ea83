"""SOP-time compliance of units, a second time: DOMAIN.md, "SOP-time compliance", in plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, UTC

from tests.warehouse.marts.oracle.calendars import version_in_force, worked_s
from tests.warehouse.marts.oracle.facts import day_of, Facts, Row
from tests.warehouse.marts.oracle.trips import Trips
from warehouse.catalogue.agency import Agency
from warehouse.catalogue.model import Catalogue, SopVersion, Step

ACTS_OF_THE_VISIT = ("bag_deposit", "guest_book", "bag_return")
LATE = datetime.max.replace(tzinfo=UTC)
Stretch = tuple[datetime, datetime | None]


@dataclass(frozen=True)
class Shape:
    """A unit as the SOP has it: a step observed alone, or a span with the sum of its standards.

    `is_split`: in a measurement week a step of a span is judged alone.
    """

    steps: tuple[Step, ...]
    is_split: bool = False

    @property
    def position(self) -> int:
        return self.steps[0].position

    @property
    def act(self) -> str | None:
        return self.steps[0].act

    @property
    def condition(self) -> str | None:
        return self.steps[0].condition

    @property
    def standard_s(self) -> int | None:
        """None when any of its steps is adjusted or blank."""
        times = [step.standard_s for step in self.steps if step.time_kind == "fixed" and step.standard_s is not None]
        return sum(times) if len(times) == len(self.steps) else None

    @property
    def in_working_time(self) -> bool:
        return any(step.working_time for step in self.steps)


@dataclass
class Judged:
    """One unit that applies to one case."""

    shape: Shape
    events: list[Row]  # finished ones, the first finished first
    agency: Agency
    pauses: list[Stretch] = field(default_factory=list)
    accepted: set[str] = field(default_factory=set)
    is_out_of_order: bool = False

    @property
    def recorded(self) -> bool:
        return bool(self.events)

    @property
    def started_at(self) -> datetime | None:
        return self.events[0]["started_at"] if self.events else None

    @property
    def worked(self) -> list[tuple[datetime, datetime]]:
        """The stretches between beginning and end on which nobody waited; none when either was not observed, or when the
        step ended under a pause that nobody had seen end."""
        if not self.events or self.started_at is None or self.started_at >= self.events[0]["finished_at"]:
            return []
        finished_at: datetime = self.events[0]["finished_at"]
        pauses = sorted(
            (begun, ended or LATE)
            for begun, ended in self.pauses
            if begun < finished_at and (ended or LATE) > self.started_at
        )
        if any(ended > finished_at for _begun, ended in pauses):
            return []
        found, reached = [], self.started_at
        for begun, ended in [*pauses, (finished_at, finished_at)]:
            if begun > reached:
                found.append((reached, begun))
            reached = max(reached, ended)
        return found

    @property
    def duration_s(self) -> float | None:
        """Claimed only between two moments that were observed; elapsed time less its pauses."""
        if not self.worked:
            return None
        if self.shape.in_working_time:
            return sum(worked_s(self.agency, begun, ended) for begun, ended in self.worked)
        return sum((ended - begun).total_seconds() for begun, ended in self.worked)

    @property
    def timed(self) -> bool:
        return self.shape.standard_s is not None and self.duration_s is not None

    @property
    def late_s(self) -> float:
        if self.shape.standard_s is None or self.duration_s is None:
            return 0.0
        return max(self.duration_s - self.shape.standard_s, 0.0)

    @property
    def on_time(self) -> bool:
        return self.timed and self.late_s == 0

    @property
    def deviations(self) -> set[str]:
        """Told apart; a step recorded without a duration is a deviation that no exception names."""
        happened = {
            "late": self.late_s > 0, "missing": not self.recorded, "out_of_order": self.is_out_of_order,
            "repeated": len(self.events) > 1,
        }  # fmt: skip
        return {name for name, is_so in happened.items() if is_so}


@dataclass
class Case:
    row: Row
    version: SopVersion
    opened_on: date
    agency: Agency
    units: list[Judged] = field(default_factory=list)


def shapes(version: SopVersion, *, is_measured: bool) -> list[Shape]:
    """Units in the order of the paper; what the library cannot see is in none. In a measurement week every step of a span
    is tapped and judged alone, unless the span is an act of the visit, recorded once for all its cases."""
    by_first: dict[int, list[Step]] = defaultdict(list)
    for step in version.steps:
        if step.unit is not None:
            by_first[step.unit].append(step)
    found = []
    for first in sorted(by_first):
        steps = tuple(by_first[first])
        if is_measured and len(steps) > 1 and (steps[0].act is None or version.code == "locker"):
            found += [Shape((step,), is_split=True) for step in steps]
        else:
            found.append(Shape(steps))
    return found


class Observed:
    """Which step events belong to which case."""

    def __init__(self, facts: Facts) -> None:
        self.of_case = facts.with_key("step_events", "case_id")
        self.of_visit = facts.with_key("step_events", "visit_id")
        self.visits = {row["visit_id"]: row for row in facts.of("visits")}
        self.deposits = facts.of("bag_deposits")
        self.tapped = facts.with_key("measured_steps", "case_id")
        self.measured = {row["case_id"] for row in facts.of("measured_cases")}
        self.stopped = facts.with_key("step_pauses", "case_id")
        self.resumed = facts.with_key("step_resumptions", "pause_id")

    def pauses(self, case: Row, position: int) -> list[Stretch]:
        """When work on a unit of a case stopped, and when it went on (None: nobody saw it)."""
        found: list[Stretch] = []
        for row in self.stopped[case["case_id"]]:
            if row["unit_position"] in (None, position):
                resumed = [r["occurred_at"] for r in self.resumed[row["pause_id"]]]
                found.append(
                    (row["occurred_at"], min((at for at in resumed if at >= row["occurred_at"]), default=None))
                )
        return found

    def bag_of(self, case: Row) -> str | None:
        """The bag of the case's visit: the one left latest before the case opened, or else the first."""
        visit = self.visits.get(case.get("visit_id"), {})
        bags = [
            row
            for row in self.deposits
            if case.get("visit_id")
            and (row.get("visit_id") == case["visit_id"] or row["case_id"] == visit.get("bag_case_id"))
        ]
        bags.sort(key=lambda row: row["occurred_at"])
        before = [row for row in bags if row["occurred_at"] <= case["occurred_at"]]
        chosen = before[-1] if before else bags[0] if bags else None
        return chosen["case_id"] if chosen else None

    def events(self, case: Row, shape: Shape) -> list[Row]:
        """Finished events of a unit: its own, or those of an act of the visit, recorded once for all its cases."""
        found: Sequence[Row]
        if shape.is_split:
            found = [row for row in self.tapped[case["case_id"]] if row["step_position"] == shape.position]
            if not found:  # one moment, the end of the whole span, makes it recorded
                own = [row for row in self.of_case[case["case_id"]] if row["unit_position"] == shape.steps[0].unit]
                found = [row | {"started_at": None} for row in own]
            finished = [row for row in found if row["finished_at"] is not None]
            return sorted(finished, key=lambda row: row["finished_at"])
        if shape.act in ACTS_OF_THE_VISIT and case["sop_code"] != "locker":
            if shape.act == "guest_book":
                found = self.of_visit[case["visit_id"]] if case.get("visit_id") else []
            else:
                bag = self.bag_of(case)
                found = self.of_case[bag] if bag else []
            found = [row for row in found if row["act"] == shape.act]
        else:
            found = [row for row in self.of_case[case["case_id"]] if row["unit_position"] == shape.position]
        finished = [row for row in found if row["finished_at"] is not None]
        return sorted(finished, key=lambda row: row["finished_at"])


def judged_cases(facts: Facts, catalogue: Catalogue) -> list[Case]:
    observed, trips, conditions = Observed(facts), Trips(facts), facts.with_key("case_conditions", "case_id")
    exceptions = facts.with_key("case_exceptions", "case_id")
    found = []
    for row in facts.of("cases"):
        opened_on = day_of(row)
        version = version_in_force(catalogue, row["sop_code"], row["agency"], opened_on)
        if version is None:
            continue  # an unknown activity enters no figure
        holding = {condition["condition"] for condition in conditions[row["case_id"]]}
        if observed.bag_of(row):
            holding.add("bag")
        case = Case(row, version, opened_on, catalogue.agencies[row["agency"]])
        for shape in shapes(version, is_measured=row["case_id"] in observed.measured):
            if shape.condition is None or shape.condition in holding:
                accepted = {
                    e["deviation"] for e in exceptions[row["case_id"]] if e["unit_position"] in (None, shape.position)
                }
                pauses = observed.pauses(row, shape.position)
                events = observed.events(row, shape)
                if events or not trips.is_called_off(row["case_id"]):
                    case.units.append(Judged(shape, events, case.agency, pauses, accepted))
        _put_in_order(case.units)
        found.append(case)
    return found


def _put_in_order(units: list[Judged]) -> None:
    """Out of order: started before the start of an earlier expected unit; a missing one puts no other out of order."""
    for number, unit in enumerate(units):
        earlier = [before.started_at for before in units[:number] if before.started_at is not None]
        if unit.started_at is not None and earlier:
            unit.is_out_of_order = unit.started_at < max(earlier)
