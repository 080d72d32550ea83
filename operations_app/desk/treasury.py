"""The treasurer's day: which day to count, what lies in the drawer, the next slip's number, whether the books agree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files

from warehouse.clock import local_day
from warehouse.operations.database import OperationsDatabase
from warehouse.records.treasury_lookups import DepositSlip, latest_deposits, open_days, Undeposited

_RECONCILIATION = files("operations_app.desk").joinpath("reconciliation.sql").read_text("utf-8")

DENOMINATIONS_IDR = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
_SLIP_NO_LENGTH_MAX = 40


@dataclass(frozen=True)
class Reconciled:
    """The money of one revenue kind from the charge to the slip, over all time."""

    revenue_kind: str
    charged_idr: int
    waived_idr: int
    outstanding_idr: int
    received_idr: int
    deposited_idr: int
    undeposited_idr: int

    @property
    def agrees(self) -> bool:
        """DOMAIN, revenue: charged − waived − outstanding = received; received − deposited = undeposited."""
        owed = self.charged_idr - self.waived_idr - self.outstanding_idr
        return owed == self.received_idr and self.received_idr - self.deposited_idr == self.undeposited_idr


@dataclass(frozen=True)
class Count:
    """What the drawer should hold and what was counted; `counted_idr` None until somebody has counted."""

    expected_idr: int
    counted_idr: int | None

    @property
    def difference_idr(self) -> int | None:
        return None if self.counted_idr is None else self.counted_idr - self.expected_idr


def counted_idr(pieces: Mapping[int, int | None]) -> int | None:
    """Notes and coins times what they are worth; None when no box was filled in."""
    filled = {value: number for value, number in pieces.items() if number is not None}
    return sum(value * number for value, number in filled.items()) if filled else None


def days_to_close(db: OperationsDatabase, service_point: str, at: datetime) -> list[date]:
    """Days with money not counted yet, the oldest first; today stands among them while it is open."""
    return [day for day in open_days(db, service_point) if day <= today_of(db, service_point, at)]


def today_of(db: OperationsDatabase, service_point: str, at: datetime) -> date:
    return local_day(at, db.catalogue.agency_of(service_point).timezone)


def is_overdue(waiting: Undeposited, today: date) -> bool:
    """The oldest receipt should have been at the regional treasury by now."""
    return waiting.amount_idr > 0 and waiting.due_on is not None and waiting.due_on < today


def next_slip_no(db: OperationsDatabase, service_point: str, at: datetime) -> str:
    """A number for the next slip: the last one counted on, when it is of this year; else the first of the year."""
    agency = db.catalogue.agency_of(service_point)
    year = today_of(db, service_point, at).year
    last = latest_deposits(db, service_point, 1)
    number = (_counted_on(last) if last and last[0].deposited_on.year == year else None) or f"STS/{year}/0001"
    taken = {row["slip_no"] for row in db.rows("SELECT slip_no FROM deposits WHERE agency = ?", agency.code)}
    while number in taken:
        number = _one_more(number)
    return number


def _counted_on(last: Sequence[DepositSlip]) -> str | None:
    number = _one_more(last[0].slip_no)
    return number if len(number) <= _SLIP_NO_LENGTH_MAX else None


def _one_more(slip_no: str) -> str:
    """ "012/STS/2026" → "013/STS/2026"; "STS/2026/0012" → "STS/2026/0013"; "A" → "A-2"."""
    found = re.match(r"()(\d+)(\D.*)$", slip_no) or re.match(r"(.*?)(\d+)()$", slip_no)
    if found is None:
        return f"{slip_no}-2"
    before, digits, after = found.groups()
    return f"{before}{int(digits) + 1:0{len(digits)}d}{after}"


def reconciliation(db: OperationsDatabase, agency: str) -> list[Reconciled]:
    """Each revenue kind that ever moved."""
    return [Reconciled(**row) for row in db.query(_RECONCILIATION, agency=agency)]
