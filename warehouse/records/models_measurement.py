"""Commands of pauses and measurement weeks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from warehouse.records.envelope import AtServicePoint, Code, Id

PauseReason = Literal["patron", "authority", "other"]
PAUSE_REASONS: tuple[PauseReason, ...] = ("patron", "authority", "other")


class PauseStep(AtServicePoint):
    """The work on a step stops: it waits for the visitor, for an authority, or for something else.

    Without `step_position` whatever step of the case runs meanwhile is paused. Waiting is not the officer's time.
    """

    command: Literal["pause_step"]
    case_id: Id
    step_position: Annotated[int, Field(ge=1, le=99)] | None = None
    reason_code: PauseReason


class ResumeStep(AtServicePoint):
    """The work goes on."""

    command: Literal["resume_step"]
    case_id: Id


class SetMeasurementWeek(AtServicePoint):
    """A measurement week (pekan pengukuran): in cases of these SOPs every step is tapped, and judged alone."""

    command: Literal["set_measurement_week"]
    week_id: Id | None = None
    sop_codes: Annotated[list[Code], Field(min_length=1, max_length=40)]
    from_on: date
    until_on: date


class EndMeasurementWeek(AtServicePoint):
    """The week ends with today; one that has not begun is called off."""

    command: Literal["end_measurement_week"]
    week_id: Id


Measurement = PauseStep | ResumeStep | SetMeasurementWeek | EndMeasurementWeek
