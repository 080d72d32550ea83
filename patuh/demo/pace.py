"""How long a step takes: a share of the tightest standard that judges it, the officer's hands, the rush, and luck.

The shares are chosen so that most steps keep their standard and each agency shows a few patterns worth finding: see
`_slowness`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from patuh.demo.people import Officer
from warehouse.catalogue.agency import Agency
from warehouse.catalogue.model import Catalogue

# share of the standard in the middle, spread (sigma of the logarithm)
_SHARE = {
    "deposit_bag": (0.60, 0.34),
    "return_bag": (0.56, 0.36),
    "inspect_in": (0.50, 0.38),
    "inspect_out": (0.54, 0.40),
    "register_visit": (0.58, 0.36),
    "lend": (0.60, 0.36),
    "take_back": (0.56, 0.38),
    "receive_payment": (0.50, 0.32),
    "close_case": (0.58, 0.40),
    "report_lost_locker_card": (0.62, 0.35),
    "sell_form": (0.52, 0.34),
    "register_member": (0.66, 0.32),
    "pay_card": (0.55, 0.32),
    "print_card": (0.60, 0.32),
    "renew_card": (0.62, 0.32),
    "pay_renewal": (0.34, 0.34),
    "print_renewal": (0.55, 0.34),
    "renew_loan": (0.40, 0.36),
    "register_room_visit": (0.60, 0.36),
    "tidy_general": (0.50, 0.42),
    "tidy_reference": (0.62, 0.40),
    "tidy_deposit": (0.64, 0.40),
    "start_photocopy": (0.40, 0.36),
    "finish_photocopy": (0.34, 0.50),
    "hold_identity": (0.50, 0.34),
    "release_identity": (0.62, 0.36),
    "return_copied_book": (0.55, 0.48),
    "count_in_house_use": (1.00, 0.45),
}
_SOPS = ("locker", "loan", "return")
_KIND_IN = {
    "card": {
        "sell_form": "sell_form", "register_member": "register_member", "receive_payment": "pay_card",
        "print_card": "print_card",
    },
    "card_renewal": {"renew_card": "renew_card", "receive_payment": "pay_renewal", "print_card": "print_renewal"},
    "loan_renewal": {"renew_loan": "renew_loan"},
    "general_collection": {"reshelve": "tidy_general"},
    "reference_collection": {"register_room_visit": "register_room_visit", "reshelve": "tidy_reference"},
    "deposit_collection": {"register_room_visit": "register_room_visit", "reshelve": "tidy_deposit"},
    "photocopy": {
        "start_photocopy": "start_photocopy", "finish_photocopy": "finish_photocopy", "hold_identity": "hold_identity",
        "release_identity": "release_identity", "reshelve": "return_copied_book",
    },
}  # fmt: skip
"""What the desks of one SOP do; bags, guest book and circulation are shared by several (`_SOPS`)."""
_LONG_TAIL = 0.025  # share of steps that something interrupts: a question, a jammed printer, a slow network
TREASURER_AWAY_WEEKS = (5, 6)  # weeks 6 and 7 of the demo
COPIER_JAMS_WEEKS = (8, 9)


def standards(catalogue: Catalogue, agency: Agency, day: date) -> dict[str, float]:
    """Seconds of the tightest fixed standard that judges each kind of step."""
    found: dict[str, float] = {}
    for code in _SOPS:
        for unit in catalogue.version_for(code, agency.code, day).units:
            for command in unit.completed_by:
                kind = command
                if command == "inspect_visitor":
                    kind = "inspect_in" if unit.position == 4 else "inspect_out"
                if unit.standard_s is not None:
                    found[kind] = min(found.get(kind, unit.standard_s), unit.standard_s)
    for code, kinds in _KIND_IN.items():
        for unit in catalogue.version_for(code, agency.code, day).units:
            for command in set(unit.completed_by) & kinds.keys():
                if unit.standard_s is not None:
                    kind = kinds[command]
                    found[kind] = min(found.get(kind, unit.standard_s), unit.standard_s)
    return found


@dataclass
class Pace:
    """Draws durations for one agency."""

    agency: str
    standard_s: dict[str, float]

    def draw(self, kind: str, officer: Officer, at: datetime, rush: float, week: int, draw: Random) -> timedelta:
        """Whole milliseconds, at least two seconds."""
        share, spread = _SHARE[kind]
        seconds = self.standard_s.get(kind, 60.0) * share * math.exp(draw.gauss(0, spread))
        seconds *= officer.pace * rush * _slowness(self.agency, kind, at, week)
        if draw.random() < _LONG_TAIL:
            seconds *= draw.uniform(1.8, 4.0)
        return timedelta(milliseconds=max(2000, round(seconds * 1000)))


def _slowness(agency: str, kind: str, at: datetime, week: int) -> float:
    """What a head of agency should be able to find. `at` is local."""
    if agency == "NTT" and kind == "receive_payment" and week in TREASURER_AWAY_WEEKS:
        return 1.85  # the treasurer is on leave, a stand-in looks everything up
    if agency == "NTT" and kind == "register_visit" and at.weekday() == 0 and at.hour < 10:
        return 1.35  # the guest book computer updates itself on Monday mornings
    if agency == "JATENG" and kind in ("return_bag", "inspect_out") and at.hour >= 15:
        return 1.30  # everybody leaves at once
    if agency == "NTT" and kind == "finish_photocopy" and week in COPIER_JAMS_WEEKS:
        return 1.90  # the copier jams until its drum is replaced
    if agency == "JATENG" and kind in ("print_card", "print_renewal") and at.weekday() == 4:
        return 1.55  # cards of the week are printed on Fridays, between the others
    return 1.0


@dataclass
class Desk:
    """Seats with officers; a visitor is served by the seat that is free first."""

    officers: list[Officer]
    seats: int
    free_at: list[datetime | None] = field(default_factory=list)

    def open(self, day_number: int) -> None:
        """A new day: nobody waits, and the rota moves on."""
        self.free_at = [None] * self.seats
        turn = day_number % len(self.officers)
        self.on_duty = (self.officers[turn:] + self.officers[:turn]) * (self.seats // len(self.officers) + 1)

    def next_seat(self, at: datetime) -> tuple[int, Officer, datetime]:
        """The seat that serves somebody who comes at `at`, its officer, and when it begins."""
        seat = min(range(self.seats), key=lambda n: (self.free_at[n] or at, n))
        begins = max(at, self.free_at[seat] or at)
        return seat, self.on_duty[seat], begins
