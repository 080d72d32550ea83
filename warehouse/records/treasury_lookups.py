"""What the receiving treasurer looks up: cash of a day, what waits for a slip, the books, receipts. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from warehouse import sql
from warehouse.catalogue.agency import Agency
from warehouse.clock import local_day
from warehouse.operations.rows import Row
from warehouse.records.lookups import QUERIES, Reader

METHODS = ("cash", "qris", "transfer")


@dataclass(frozen=True)
class Closing:
    """A day's cash count."""

    closed_at: datetime
    counted_idr: int
    difference_idr: int
    explanation: str | None


@dataclass(frozen=True)
class DayMoney:
    """A local day's money: received and given back by method; `expected_cash_idr` is what the drawer should hold."""

    day: date
    received_idr: dict[str, int]
    reversed_idr: dict[str, int]
    receipts: int
    closing: Closing | None

    @property
    def expected_cash_idr(self) -> int:
        return self.received_idr["cash"] - self.reversed_idr["cash"]

    @property
    def total_idr(self) -> int:
        return sum(self.received_idr.values()) - sum(self.reversed_idr.values())


@dataclass(frozen=True)
class Undeposited:
    """Receipts (less reversals) that no slip has taken along. `due_on`: the last day for the oldest (agency setting)."""

    amount_idr: int
    entries: int
    by_kind: dict[str, int]
    oldest_received_on: date | None
    due_on: date | None


@dataclass(frozen=True)
class BookLine:
    """One entry of the cash book (BKU). `kind`: receipt, reversal or deposit."""

    day: date
    at: datetime
    kind: str
    document_no: str
    revenue_kind: str | None
    in_idr: int
    out_idr: int
    balance_idr: int


@dataclass(frozen=True)
class CashBook:
    first: date
    last: date
    opening_idr: int
    lines: tuple[BookLine, ...]

    @property
    def closing_idr(self) -> int:
        return self.lines[-1].balance_idr if self.lines else self.opening_idr


@dataclass(frozen=True)
class Receipt:
    """A receipt as its paper shows it, with the deposit slip that took it along."""

    payment_id: str
    received_at: datetime
    received_on: date
    agency: str
    service_point: str
    receipt: str
    revenue_kind: str
    amount_idr: int
    charged_idr: int
    method: str
    payer: str | None
    member_no: str | None
    title: str | None
    pages: int | None
    received_by: str | None
    received_by_nip: str | None
    reversed_at: datetime | None
    slip_no: str | None
    deposited_on: date | None


@dataclass(frozen=True)
class DepositSlip:
    """A deposit slip (STS). `by_kind` sums its lines; `received_from`/`until` are the days of its receipts."""

    deposit_id: str
    slip_no: str
    deposited_on: date
    recorded_at: datetime
    agency: str
    service_point: str
    amount_idr: int
    receipts: int
    received_from: date | None
    received_until: date | None
    deposited_by: str | None
    deposited_by_nip: str | None
    by_kind: dict[str, int]


def cash_of_day(db: Reader, service_point: str, day: date) -> DayMoney:
    agency = db.catalogue.agency_of(service_point)
    rows = db.query(sql.read(QUERIES, "cash_of_day"), point=service_point, zone=agency.timezone, day=day)
    received, reversed_ = dict.fromkeys(METHODS, 0), dict.fromkeys(METHODS, 0)
    for row in rows:
        received[row["method"]], reversed_[row["method"]] = row["received_idr"], row["reversed_idr"]
    return DayMoney(day, received, reversed_, sum(row["receipts"] for row in rows), _closing(db, service_point, day))


def open_days(db: Reader, service_point: str) -> list[date]:
    """Local days with money that was not counted and closed, the oldest first; today may be among them."""
    zone = db.catalogue.agency_of(service_point).timezone
    return [row["day"] for row in db.query(sql.read(QUERIES, "open_days"), point=service_point, zone=zone)]


def undeposited(db: Reader, service_point: str) -> Undeposited:
    agency = db.catalogue.agency_of(service_point)
    entries = db.rows("SELECT * FROM state_undeposited WHERE service_point = ?", service_point)
    by_kind: dict[str, int] = {}
    for entry in entries:
        by_kind[entry["revenue_kind"]] = by_kind.get(entry["revenue_kind"], 0) + entry["amount_idr"]
    days = [local_day(entry["received_at"], agency.timezone) for entry in entries if entry["reversal_id"] is None]
    oldest = min(days, default=None)
    return Undeposited(
        sum(by_kind.values()), len(entries), by_kind, oldest, deposit_due_on(agency, oldest) if oldest else None
    )


def deposit_due_on(agency: Agency, received_on: date) -> date:
    """The last day on which a receipt of that day may go to the regional treasury (agency: desk_terms)."""
    due = received_on
    for _ in range(agency.desk_on(received_on).deposit_within_working_days):
        due = agency.calendar.next_working_day(due)
    return due


def cash_book(db: Reader, service_point: str, first: date, last: date) -> CashBook:
    """The general cash book (buku kas umum) of a service point for the days `first` to `last`."""
    zone = db.catalogue.agency_of(service_point).timezone
    rows = db.query(sql.read(QUERIES, "cash_book"), point=service_point, zone=zone, last=last)
    before = [row for row in rows if row["day"] < first]
    opening_idr = before[-1]["balance_idr"] if before else 0
    return CashBook(first, last, opening_idr, tuple(BookLine(**row) for row in rows if row["day"] >= first))


def receipts_register(db: Reader, service_point: str, first: date, last: date) -> list[Receipt]:
    """Receipts of the local days `first` to `last`, by number; reversed ones stay in it."""
    zone = db.catalogue.agency_of(service_point).timezone
    return _receipts(db, zone, point=service_point, first=first, last=last)


def receipt(db: Reader, payment_id: str) -> Receipt | None:
    """One receipt; None when there is no such payment. `payment_id` must be an id."""
    row = db.row("SELECT service_point FROM payments WHERE payment_id = ?", payment_id)
    if row is None:
        return None
    zone = db.catalogue.agency_of(row["service_point"]).timezone
    return _receipts(db, zone, payment=payment_id)[0]


def latest_deposits(db: Reader, service_point: str, most: int = 20) -> list[DepositSlip]:
    zone = db.catalogue.agency_of(service_point).timezone
    rows = db.query(sql.read(QUERIES, "deposits"), point=service_point, deposit=None, zone=zone, most=most)
    return [_slip(db, row) for row in rows]


def deposit_slip(db: Reader, deposit_id: str) -> DepositSlip | None:
    """One slip; None when there is none. `deposit_id` must be an id."""
    row = db.row("SELECT service_point FROM deposits WHERE deposit_id = ?", deposit_id)
    if row is None:
        return None
    zone = db.catalogue.agency_of(row["service_point"]).timezone
    return _slip(db, db.query(sql.read(QUERIES, "deposits"), point=None, deposit=deposit_id, zone=zone, most=1)[0])


def _closing(db: Reader, service_point: str, day: date) -> Closing | None:
    row = db.row(
        "SELECT c.occurred_at AS closed_at, c.counted_idr, c.difference_idr, e.explanation FROM day_closings c"
        " LEFT JOIN closing_explanations e USING (closing_id) WHERE c.service_point = ? AND c.closed_on = ?",
        service_point, day,
    )  # fmt: skip
    return Closing(**row) if row else None


def _receipts(
    db: Reader, zone: str, *, payment: str | None = None, point: str | None = None, first: date | None = None,
    last: date | None = None,
) -> list[Receipt]:  # fmt: skip
    rows = db.query(sql.read(QUERIES, "receipts"), zone=zone, payment=payment, point=point, first=first, last=last)
    names = Receipt.__dataclass_fields__.keys() - {"receipt", "payment_id"}
    return [
        Receipt(
            payment_id=str(row["payment_id"]),
            receipt=f"{row['node']}/{row['receipt_year']}/{row['receipt_no']:06d}",
            **{name: row[name] for name in names},
        )
        for row in rows
    ]


def _slip(db: Reader, row: Row) -> DepositSlip:
    kinds = db.rows(
        "SELECT revenue_kind, sum(amount_idr)::BIGINT AS amount_idr FROM deposit_lines WHERE deposit_id = ?"
        " GROUP BY revenue_kind ORDER BY revenue_kind",
        row["deposit_id"],
    )
    by_kind = {kind["revenue_kind"]: kind["amount_idr"] for kind in kinds}
    return DepositSlip(**{**row, "deposit_id": str(row["deposit_id"])}, by_kind=by_kind)
