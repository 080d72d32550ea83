"""The envelope every command carries, and the kinds of text that may come in.

`key` makes a command happen once; `occurred_at` is when it happened, with offset; `actor` is a login; `started_at` is the
first scan or keystroke of the form, where the desk saw it; `backfilled` says it was recorded afterwards, with a `reason`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from warehouse.clock import require_aware


def printable(text: str) -> str:
    """`text`, or ValueError when it holds line breaks or control characters."""
    if any(not character.isprintable() for character in text):
        raise ValueError("line breaks and control characters are not allowed")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(printable)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500), AfterValidator(printable)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$")]
Login = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$")
]
Password = Annotated[str, StringConstraints(min_length=8, max_length=200)]
Id = Annotated[str, StringConstraints(to_lower=True, pattern=r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$")]
Moment = Annotated[AwareDatetime, AfterValidator(require_aware)]
Rupiah = Annotated[int, Field(ge=1, le=1_000_000_000)]


class StepMoment(BaseModel):
    """In a measurement week: a step of the span that this command completes was seen to end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    step_position: Annotated[int, Field(ge=1, le=99)]
    finished_at: Moment


class Command(BaseModel):
    """The envelope."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    command: str
    key: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    occurred_at: Moment
    actor: Login
    service_point: Code | None = None  # only administration may leave it out
    started_at: Moment | None = None
    backfilled: bool = False
    reason: Note | None = None
    step_moments: Annotated[list[StepMoment], Field(max_length=20)] | None = None  # measurement weeks only


class AtServicePoint(Command):
    service_point: Code
