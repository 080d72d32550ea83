"""The state of a circulation desk: whose session is open, what lies in the basket, what was done last. No rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from operations_app.desk.desk import Desk

Mode = Literal["lend", "renew"]


@dataclass(frozen=True)
class InBasket:
    copy_no: str
    title: str


@dataclass(frozen=True)
class Slip:
    """What was done in the last finished session, for the panel beside the box. `printed` are the cases whose due-date
    slip can be printed."""

    member_name: str
    member_no: str
    loans: tuple[dict[str, Any], ...] = ()
    renewed: tuple[dict[str, Any], ...] = ()
    returned: tuple[dict[str, Any], ...] = ()
    printed: tuple[str, ...] = ()
    took_s: float | None = None
    standard_s: int | None = None


@dataclass
class CirculationDesk(Desk):
    """One member at a time. `mode` says what scanning a copy that is out means: it came back, or its loan is renewed.

    `begun_at`: the first keystroke of what may become a loan or a renewal; `served_at`: the last slip of this session;
    `returned_at`: the last saved moment of the open return.
    """

    mode: Mode = "lend"
    member_no: str | None = None
    member_name: str = ""
    begun_at: datetime | None = None
    served_at: datetime | None = None
    basket: list[InBasket] = field(default_factory=list)
    renewing: list[InBasket] = field(default_factory=list)
    renewed: list[dict[str, Any]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    return_case: str | None = None
    returned: list[dict[str, Any]] = field(default_factory=list)
    returned_at: datetime | None = None
    next_is_damaged: bool = False
    leaving_unpaid: bool = False
    slip: Slip | None = None
    receipt: dict[str, Any] | None = None

    def forget(self) -> None:
        """The session is over. What was armed for the next copy stays armed: it is about a copy, not about a member."""
        self.member_no, self.member_name, self.begun_at, self.served_at, self.mode = None, "", None, None, "lend"
        self.basket, self.renewing, self.renewed, self.printed = [], [], [], []
        self.return_case, self.returned, self.returned_at = None, [], None


def due_day(loan: dict[str, Any]) -> date:
    """The due date of a loan as `lend` answered it."""
    return date.fromisoformat(loan["due_on"])
