"""The treasurer's own tally of money: what should lie in the drawer, and what no slip has taken to the treasury yet.

It is kept from the answers, apart from the records' books, so that every day the simulation counts is a check of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from patuh.demo.schedule import Ticket


@dataclass
class Debt:
    """A charge that somebody owes: the answer that made it, and what was paid or waived of it since."""

    charge: Ticket
    settled_idr: int = 0

    @property
    def outstanding_idr(self) -> int:
        """Once the charge's command is answered."""
        data = self.charge.data
        return int(data.get("fine_idr") or data.get("fee_idr") or 0) - self.settled_idr


@dataclass(frozen=True)
class Entry:
    """A payment, or with `sign` -1 its reversal, on a local day."""

    day: date
    payment: Ticket
    method: str
    sign: int = 1
    is_form: bool = False  # sold over the counter: nobody's charge

    @property
    def amount_idr(self) -> int:
        return self.sign * int(self.payment.data["amount_idr"])


@dataclass
class Till:
    """`busy` counts those who stand at a counter with money in their hands: the day is not counted before they are done."""

    entries: list[Entry] = field(default_factory=list)
    kept: list[Entry] = field(default_factory=list)  # not deposited yet
    closed: set[date] = field(default_factory=set)
    slips: int = 0
    busy: int = 0

    def take(self, day: date, payment: Ticket, method: str, *, is_form: bool = False) -> None:
        self._enter(Entry(day, payment, method, is_form=is_form))

    def give_back(self, day: date, payment: Ticket, method: str) -> None:
        self._enter(Entry(day, payment, method, -1))

    def _enter(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.kept.append(entry)

    @contextmanager
    def paying(self) -> Iterator[None]:
        """Somebody pays inside the block."""
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1

    def is_closed(self, day: date) -> bool:
        return day in self.closed

    def cash_idr(self, day: date) -> int:
        """What the day's receipts in cash leave in the drawer. All its payments are answered."""
        return sum(one.amount_idr for one in self.entries if one.day == day and one.method == "cash")

    def to_deposit_idr(self, until: date) -> int:
        return sum(one.amount_idr for one in self.kept if one.day <= until)

    def deposit(self, until: date) -> int:
        """A slip takes along what was received up to `until`; returns its number."""
        self.kept = [one for one in self.kept if one.day > until]
        self.slips += 1
        return self.slips
