"""The state of a desk in a reading room, or beside the catalogue: what was scanned and what was begun. No rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from operations_app.desk.desk import Desk

Place = Literal["opac", "general", "reference", "deposit"]
Room = Literal["general", "reference", "deposit"]

SOP_OF = {"general": "general_collection", "reference": "reference_collection", "deposit": "deposit_collection"}
"""The SOP of each room. At the OPAC the officer says which room the visitor is sent to."""


ROLES_OF: dict[Place, frozenset[str]] = {
    "opac": frozenset({"catalogue_staff"}),
    "general": frozenset({"general_room_staff", "reading_room_staff"}),
    "reference": frozenset({"reference_room_staff", "reading_room_staff"}),
    "deposit": frozenset({"deposit_room_staff", "reading_room_staff"}),
}


def places_of(roles: frozenset[str]) -> list[Place]:
    """Where an account with these roles works."""
    return [place for place, staff in ROLES_OF.items() if staff & roles]


@dataclass(frozen=True)
class OnTable:
    copy_no: str
    title: str


@dataclass
class RoomsDesk(Desk):
    """`basket`: copies scanned on the tables since `counting_since`; `chosen`: the visitor's case on the screen, for whom
    the next copies are counted; `begun`: steps whose beginning was tapped, by case and step; `shelving_since`: when the
    books of the trolley were taken back to the shelves."""

    place: Place = "general"
    sent_to: Room = "general"
    basket: list[OnTable] = field(default_factory=list)
    counting_since: datetime | None = None
    chosen: str | None = None
    chosen_name: str = ""
    next_is_special: bool = False
    begun: dict[tuple[str, int], datetime] = field(default_factory=dict)
    shelving_since: datetime | None = None

    @property
    def room(self) -> Room:
        return self.sent_to if self.place == "opac" else self.place

    @property
    def sop_code(self) -> str:
        return SOP_OF[self.room]

    def choose(self, case_id: str, name: str) -> None:
        self.chosen, self.chosen_name = case_id, name

    def choose_nobody(self) -> None:
        self.chosen, self.chosen_name = None, ""
