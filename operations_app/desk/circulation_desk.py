"""The state of a circulation desk: whose session is open, what lies in the basket, what was done last. No rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from operations_app.desk.desk import Desk


@dataclass(frozen=True)
class InBasket:
    copy_no: str
    title: str


@dataclass(frozen=True)
class Slip:
    """What was done in the last finished session, for the panel beside the box."""

    member_name: str
    member_no: str
    loans: tuple[dict[str, Any], ...] = ()
    returned: tuple[dict[str, Any], ...] = ()
    took_s: float | None = None
    standard_s: int | None = None


@dataclass
class CirculationDesk(Desk):
    """One member at a time. `begun_at`: the first keystroke of what may become a loan; `returned_at`: the last saved
    moment of the open return."""

    member_no: str | None = None
    member_name: str = ""
    begun_at: datetime | None = None
    basket: list[InBasket] = field(default_factory=list)
    return_case: str | None = None
    returned: list[dict[str, Any]] = field(default_factory=list)
    returned_at: datetime | None = None
    leaving_unpaid: bool = False
    slip: Slip | None = None
    receipt: dict[str, Any] | None = None


def due_day(loan: dict[str, Any]) -> date:
    """The due date of a loan as `lend` answered it."""
    return date.fromisoformat(loan["due_on"])
