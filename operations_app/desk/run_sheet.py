"""The run sheet of a trip: the steps of the SOP that judges it, which are done, and what the next one asks for. Pure.

A step begins where the one before it ended. What completes a step is the catalogue's word (`completed_by`); only the helps
beside a tapped step (a checklist, the scan of the load) are found by the words of the activity, and a step whose words are
unknown is still tapped.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from warehouse.catalogue.model import SopVersion, Unit
from warehouse.catalogue.vocabulary import TAP

Act = Literal["open", "depart", "tap", "hand_over", "take_back", "roll_over", "return", "paper", "sign"]
Help = Literal["", "condition", "load", "recheck"]
Phase = Literal["home", "out", "back", "closed"]

_ACTS: Mapping[str, Act] = {
    "hand_over": "hand_over", "take_back_from_site": "take_back", "roll_over": "roll_over", "finish_trip": "return",
    "issue_document": "paper", "sign_document": "sign", TAP: "tap",
}  # fmt: skip
_CONDITION = re.compile(r"\bkondisi\b", re.IGNORECASE)


@dataclass(frozen=True)
class Recorded:
    """The first finished event of a unit, and how many there are."""

    started_at: datetime | None
    finished_at: datetime
    captured: str
    times: int = 1


@dataclass(frozen=True)
class Progress:
    """How far the trip is: its case, its key moments, what is on record, what the officer has put off."""

    case_id: str | None = None
    opened_at: datetime | None = None
    is_closed: bool = False
    left_at: datetime | None = None
    back_at: datetime | None = None
    last_finished_at: datetime | None = None
    recorded: Mapping[int, Recorded] | None = None
    put_off: Collection[int] = ()


@dataclass(frozen=True)
class SheetStep:
    """A unit of the SOP on the sheet. `document`: the paper that the step makes or signs."""

    unit: Unit
    act: Act
    help: Help
    recorded: Recorded | None
    is_put_off: bool

    @property
    def position(self) -> int:
        return self.unit.position

    @property
    def is_done(self) -> bool:
        return self.recorded is not None

    @property
    def is_optional(self) -> bool:
        """Done only where there is something to do (taking back, rolling); nobody is led to it."""
        return self.unit.condition is not None

    @property
    def document(self) -> str | None:
        return next((step.required_document for step in self.unit.steps if step.required_document), None)


@dataclass(frozen=True)
class Next:
    """What the one big button does, since when it runs, and the step it belongs to (none before the sheet is opened)."""

    act: Act
    step: SheetStep | None
    began_at: datetime | None


@dataclass(frozen=True)
class Sheet:
    steps: tuple[SheetStep, ...]
    next: Next | None
    phase: Phase

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def expected(self) -> int:
        """Steps of this trip: an optional one counts once it is done."""
        return sum(not step.is_optional or step.is_done for step in self.steps)

    @property
    def lends(self) -> bool:
        """The service lends to members; otherwise it leaves copies at the sites."""
        return not any(step.act == "hand_over" for step in self.steps)

    def step(self, position: int) -> SheetStep | None:
        return next((one for one in self.steps if one.position == position), None)


def run_sheet(sop: SopVersion, progress: Progress) -> Sheet:
    """The sheet of a trip as it stands."""
    units = list(sop.units)
    away = next((place for place, unit in enumerate(units) if "start_trip" in unit.started_by), len(units))
    home = next((place for place, unit in enumerate(units) if "finish_trip" in unit.completed_by), len(units))
    recorded = progress.recorded or {}
    steps = tuple(
        SheetStep(
            unit, act_of(unit), _help(units, place, away, home), recorded.get(unit.position),
            unit.position in progress.put_off,
        )
        for place, unit in enumerate(units)
    )  # fmt: skip
    return Sheet(steps, _next(steps, progress, away), _phase(progress))


def load_is_due(sheet: Sheet) -> bool:
    """From the check of the load on, until the vehicle leaves."""
    place = next((step.position for step in sheet.steps if step.help == "load"), 0)
    return sheet.next is None or sheet.next.step is None or sheet.next.step.position >= place


def act_of(unit: Unit) -> Act:
    return next((act for command, act in _ACTS.items() if command in unit.completed_by), "tap")


def tap_id(*parts: object) -> str:
    """The id of a tap: the same button pressed twice, on one phone or two, is one transaction."""
    return hashlib.sha256(":".join(map(str, parts)).encode()).hexdigest()[:32]


def _next(steps: tuple[SheetStep, ...], progress: Progress, away: int) -> Next | None:
    if progress.case_id is None:
        return Next("open", None, None)
    waiting = [step for step in steps if not step.is_done and not step.is_optional]
    step = next((one for one in waiting if not one.is_put_off), None)
    if step is None:
        return None
    moments = [one for one in (progress.opened_at, progress.last_finished_at) if one]
    began_at = max(moments) if moments and not progress.is_closed else None
    if progress.left_at is None and steps.index(step) >= away:
        return Next("depart", step, began_at)
    return Next(step.act, step, began_at)


def _phase(progress: Progress) -> Phase:
    if progress.is_closed:
        return "closed"
    if progress.back_at:
        return "back"
    return "out" if progress.left_at else "home"


def _help(units: list[Unit], place: int, away: int, home: int) -> Help:
    """The load is checked last before the journey, the condition where its words say so, the rest second after parking."""
    unit = units[place]
    if act_of(unit) != "tap":
        return ""
    if place < away and _CONDITION.search(unit.steps[0].activity):
        return "condition"
    if place == away - 1:
        return "load"
    return "recheck" if place == home + 2 else ""
