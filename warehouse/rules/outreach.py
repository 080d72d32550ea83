"""The outreach services: who goes out with what, and which papers a trip owes. Pure.

Officers and vehicles are those the SOPs name; licences are their qualifications ("Memiliki SIM A", "SIM C"); papers and who
signs them are DOMAIN's table "Documents a case must have".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OFFICERS: dict[str, str] = {
    "mobile_library": "mobile_library_officer",
    "smart_motorcycle": "motorcycle_officer",
    "school_drop": "school_drop_officer",
    "worship_drop": "worship_drop_officer",
    "household_drop": "household_drop_officer",
    "anter_koper": "technical_officer",
}
VEHICLES: dict[str, frozenset[str]] = {
    "mobile_library": frozenset({"mpk"}),
    "smart_motorcycle": frozenset({"motorcycle"}),
    "school_drop": frozenset({"car", "mpk"}),
    "worship_drop": frozenset({"car", "mpk"}),
    "household_drop": frozenset({"car", "motorcycle"}),
    "anter_koper": frozenset({"car", "mpk"}),
}
LICENCES: dict[str, str] = {"mpk": "SIM A", "car": "SIM A", "motorcycle": "SIM C"}
"""Vehicle kind → the driving licence it is driven with."""


@dataclass(frozen=True)
class Paper:
    """`officer` is the party our officer signs as, with a PIN; `outside` the one that signs on the screen or on paper."""

    officer: str | None = None
    outside: str | None = None
    acknowledged: bool = False
    lists_copies: bool = False

    @property
    def parties(self) -> frozenset[str]:
        """The signatures it must bear."""
        acknowledger = "acknowledger" if self.acknowledged else None
        return frozenset(party for party in (self.officer, self.outside, acknowledger) if party)


PAPERS: dict[str, Paper] = {
    "handover_ba": Paper("sender", "recipient", lists_copies=True),
    "return_ba": Paper("recipient", "sender", lists_copies=True),
    "loan_evidence": Paper("sender", "recipient", lists_copies=True),
    "stock_ba": Paper("sender", lists_copies=True),
    "daily_report": Paper("sender", "recipient"),
    "travel_report": Paper("sender"),
    "activity_report": Paper("sender"),
    "approval": Paper(acknowledged=True),
    "survey": Paper("sender"),
    "schedule": Paper("sender"),
    "photos": Paper(),
    "request_letter": Paper(),
}


def drivers(licences: dict[str, list[tuple[str, date]]], vehicle_kind: str, on: date) -> list[str]:
    """Those of the crew who may drive the vehicle on that day. `licences`: person → (licence, valid until)."""
    needed = LICENCES[vehicle_kind]
    return [who for who, held in licences.items() if any(kind == needed and until >= on for kind, until in held)]
