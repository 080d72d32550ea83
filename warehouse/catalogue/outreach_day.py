"""A day on the road by the service's own SOP: its standard times before leaving, at a site, and after the return."""

from __future__ import annotations

from dataclasses import replace

from warehouse.catalogue.model import SopVersion, Step
from warehouse.planning.model import Day

TAPPED, LEAVES, RETURNS = "record_step", "start_trip", "finish_trip"


def day_by_sop(version: SopVersion, hours: Day) -> Day:
    """`hours` with the minutes of the SOP: the crew's tapped steps before the way out (not the letter, the survey and the
    schedule of ANTER KOPER, which come on other days), all steps at the site, and those after the way home.
    A step without a fixed standard takes no time here: nobody knows how long it is.
    """
    way_out = next(step.position for step in version.steps if LEAVES in step.started_by)
    way_home = next((step.position for step in version.steps if RETURNS in step.completed_by), len(version.steps) + 1)
    before = [step for step in version.steps if step.position < way_out and TAPPED in step.completed_by]
    at_site = [step for step in version.steps if way_out < step.position < way_home]
    after = [step for step in version.steps if step.position > way_home]
    return replace(
        hours, preparation_min=_minutes(before), visit_min=_minutes(at_site), closing_min=_minutes(after)
    )  # fmt: skip


def _minutes(steps: list[Step]) -> int:
    """Whole minutes, rounded up."""
    return -(-sum(step.standard_s or 0 for step in steps if step.time_kind == "fixed") // 60)
