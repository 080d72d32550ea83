"""The state of a run sheet on an officer's phone: what was scanned and not sent yet, whose card lies there. No rules.

One sheet a trip and account, found again after the phone has loaded the page anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from operations_app.desk.desk import Desk
from operations_app.desk.run_sheet import tap_id

Mode = Literal["load", "unload", "lend", "hand_over", "take_back", "roll_over", "recheck"]
Condition = Literal["good", "damaged", "lost"]


@dataclass(frozen=True)
class Scanned:
    """A copy in the hand, not yet on record."""

    copy_no: str
    title: str
    scanned_at: datetime
    condition: Condition = "good"


@dataclass(frozen=True)
class Afterwards:
    """What is entered now happened then."""

    started_at: datetime | None
    happened_at: datetime
    reason: str


@dataclass
class RunSheetDesk(Desk):
    """`baskets`: what was scanned at a site, by act and site; `seen`: what came back, by the completeness check;
    `put_off`: steps the officer does later; `afterwards`: when set, everything is entered as backfilled."""

    trip_id: str = ""
    mode: Mode = "load"
    condition: Condition = "good"
    site_no: str = ""
    to_site_no: str = ""
    member_no: str | None = None
    member_name: str = ""
    baskets: dict[tuple[Mode, str], list[Scanned]] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    put_off: set[int] = field(default_factory=set)
    afterwards: Afterwards | None = None

    @property
    def basket(self) -> list[Scanned]:
        return self.baskets.setdefault((self.mode, self.site_no), [])

    def empty_basket(self) -> None:
        self.baskets.pop((self.mode, self.site_no), None)

    def basket_id(self) -> str:
        """The id of the tap that sends this basket: another one as soon as something else lies in it."""
        return tap_id(
            "basket", self.trip_id, self.mode, self.site_no, self.to_site_no,
            *((one.copy_no, one.condition, one.scanned_at.isoformat()) for one in self.basket),
        )  # fmt: skip

    def nobody(self) -> None:
        self.member_no, self.member_name = None, ""

    def on_trip(
        self, name: str, entry_id: str, at: datetime, started_at: datetime | None, /, **fields: Any
    ) -> dict[str, Any]:
        """A command of this trip: as of now, or afterwards with its reason."""
        payload = self.command(name, entry_id, at, started_at, **fields)
        if then := self.afterwards:
            payload |= {
                "occurred_at": then.happened_at, "started_at": then.started_at, "backfilled": True, "reason": then.reason,
            }  # fmt: skip
        return payload


def desk_id_of(trip_id: str, login: str, service_point: str) -> str:
    return tap_id("sheet", trip_id, login, service_point)
