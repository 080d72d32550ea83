"""What a desk looks up before it acts: a scanned code, what is open, what today looks like. Reading only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from warehouse import sql
from warehouse.catalogue.agency import Agency
from warehouse.catalogue.model import Catalogue, SopVersion
from warehouse.clock import local_day
from warehouse.errors import BadInput
from warehouse.i18n import N_
from warehouse.operations.rows import Row
from warehouse.rules.fines import late_fine_idr
from warehouse.rules.lending import Borrower, Candidate, refusal_to_lend

QUERIES = "warehouse.records.queries"
LONGEST_CODE = 40


class Reader(Protocol):
    """What is needed of OperationsDatabase."""

    catalogue: Catalogue

    def rows(self, statement: str, *params: object) -> list[Row]: ...

    def row(self, statement: str, *params: object) -> Row | None: ...

    def query(self, statement: str, **params: object) -> list[Row]: ...


@dataclass(frozen=True)
class OpenLoan:
    copy_no: str
    title: str
    due_on: date
    lent_at: datetime
    is_overdue: bool


@dataclass(frozen=True)
class OpenCharge:
    charge_id: str
    revenue_kind: str
    case_id: str | None
    charged_at: datetime
    amount_idr: int
    outstanding_idr: int
    member_no: str | None = None
    member_name: str | None = None


@dataclass(frozen=True)
class MemberCard:
    member_key: str
    member_no: str
    name: str
    agency: str
    member_type: str
    expires_on: date
    is_expired: bool
    is_blocked: bool
    loans: tuple[OpenLoan, ...]
    charges: tuple[OpenCharge, ...]
    visited_at: datetime | None  # today's registration in the guest book of this service point

    @property
    def unpaid_idr(self) -> int:
        return sum(charge.outstanding_idr for charge in self.charges)


@dataclass(frozen=True)
class CopyOnDesk:
    copy_id: str
    copy_no: str
    title: str
    author: str | None
    agency: str
    collection: str
    is_lendable: bool
    loan: OpenLoan | None
    borrower_no: str | None
    borrower_name: str | None
    fine_if_returned_now_idr: int


@dataclass(frozen=True)
class LockerInUse:
    locker_no: str
    case_id: str
    name: str
    member_no: str | None
    deposited_at: datetime
    has_visit: bool


@dataclass(frozen=True)
class OpenCase:
    """`standard_s` is the sum of the version's fixed standards of the units that apply without condition."""

    case_id: str
    sop_code: str
    sop_title: str
    opened_at: datetime
    member_name: str | None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Today:
    """Counts of the agency's calendar day at one service point."""

    visits: int
    loans: int
    returns: int
    bags_in: int
    received_idr: int
    charged_idr: int
    members_registered: int
    visits_by_hour: dict[int, int] = field(default_factory=dict)


def clean_code(text: str) -> str:
    """A scanned or typed code without surrounding blanks; BadInput for what no scanner of ours produces."""
    code = text.strip()
    if not code:
        raise BadInput("code_is_readable", N_("Nothing was scanned. Scan again."), field="code")
    if len(code) > LONGEST_CODE or not code.isascii() or not all(c.isalnum() or c in "._/-" for c in code):
        raise BadInput(
            "code_is_readable", N_("This is not a card or copy number. Scan again, or type the number."), field="code"
        )
    return code


def look_up(db: Reader, code: str, service_point: str, at: datetime) -> MemberCard | CopyOnDesk:
    """What a card or copy number stands for; BadInput when nobody has it."""
    code = clean_code(code)
    member = member_card(db, code, service_point, at)
    if member:
        return member
    copy = copy_on_desk(db, code, service_point, at)
    if copy:
        return copy
    raise BadInput("code_is_known", N_("No card and no copy has the number {code}."), field="code", code=code)


def member_card(db: Reader, member_no: str, service_point: str, at: datetime) -> MemberCard | None:
    row = db.row("SELECT * FROM state_members WHERE member_no = ?", member_no)
    if row is None:
        return None
    agency = db.catalogue.agency_of(service_point)
    today = local_day(at, agency.timezone)
    key = str(row["member_key"])
    loans = db.rows(
        "SELECT c.copy_no, c.title, l.due_on, l.lent_at FROM state_open_loans l"
        " JOIN state_copies c USING (copy_id) WHERE l.member_key = ? ORDER BY l.due_on, c.copy_no",
        key,
    )
    last = db.row("SELECT service_point, visited_at FROM state_last_visits WHERE member_key = ?", key)
    came_today = (
        last and last["service_point"] == service_point and local_day(last["visited_at"], agency.timezone) == today
    )
    return MemberCard(
        key,
        row["member_no"],
        row["name"],
        row["agency"],
        row["member_type"],
        row["expires_on"],
        row["expires_on"] < today,
        row["is_blocked"],
        tuple(OpenLoan(**loan, is_overdue=loan["due_on"] < today) for loan in loans),
        tuple(open_charges(db, member_key=key)),
        last["visited_at"] if last and came_today else None,
    )


def copy_on_desk(db: Reader, copy_no: str, service_point: str, at: datetime) -> CopyOnDesk | None:
    row = db.row("SELECT * FROM state_copies WHERE copy_no = ?", copy_no)
    if row is None:
        return None
    agency = db.catalogue.agency_of(service_point)
    today = local_day(at, agency.timezone)
    loan = db.row(
        "SELECT l.due_on, l.lent_at, m.member_no, m.name FROM state_open_loans l"
        " LEFT JOIN state_members m USING (member_key) WHERE l.copy_id = ?",
        str(row["copy_id"]),
    )
    return CopyOnDesk(
        str(row["copy_id"]),
        row["copy_no"],
        row["title"],
        row["author"],
        row["agency"],
        row["collection"],
        row["is_lendable"],
        OpenLoan(row["copy_no"], row["title"], loan["due_on"], loan["lent_at"], loan["due_on"] < today)
        if loan
        else None,
        loan["member_no"] if loan else None,
        loan["name"] if loan else None,
        late_fine_idr(loan["due_on"], today, agency.tariff_on(today), agency.calendar) if loan else 0,
    )


def check_lend(db: Reader, member_no: str, copy_nos: list[str], service_point: str, at: datetime) -> None:
    """Raises the refusal that `lend` would give for these copies now."""
    agency = db.catalogue.agency_of(service_point)
    today = local_day(at, agency.timezone)
    member = member_card(db, member_no, service_point, at)
    if member is None:
        raise BadInput("card_is_known", N_("No member has the card number {no}."), field="member_no", no=member_no)
    titles = db.rows("SELECT title_id, due_on FROM state_open_loans WHERE member_key = ?", member.member_key)
    refusal = refusal_to_lend(
        Borrower(
            member.agency,
            member.expires_on,
            member.is_blocked,
            tuple((str(row["title_id"]), row["due_on"]) for row in titles),
            member.unpaid_idr,
        ),
        [_candidate(db, copy_no) for copy_no in dict.fromkeys(copy_nos)],
        agency.code,
        today,
        agency.terms_on(today),
    )
    if refusal:
        raise refusal


def _candidate(db: Reader, copy_no: str) -> Candidate:
    row = db.row(
        "SELECT c.*, l.loan_id IS NOT NULL AS is_out FROM state_copies c LEFT JOIN state_open_loans l USING (copy_id)"
        " WHERE c.copy_no = ?",
        copy_no,
    )
    if row is None:
        raise BadInput("copy_is_known", N_("No copy has the number {no}."), field="copy_no", no=copy_no)
    return Candidate(row["copy_no"], str(row["title_id"]), row["agency"], row["is_lendable"], row["is_out"])


def open_charges(db: Reader, *, member_key: str | None = None, agency: str | None = None) -> list[OpenCharge]:
    """Charges with something outstanding, the oldest first, of one member or of an agency."""
    rows = db.rows(
        "SELECT c.charge_id, c.revenue_kind, c.case_id, c.charged_at, c.amount_idr, c.outstanding_idr, m.member_no,"
        " m.name AS member_name FROM state_open_charges c LEFT JOIN state_members m USING (member_key)"
        " WHERE (?::UUID IS NULL OR c.member_key = ?::UUID) AND (? IS NULL OR c.agency = ?)"
        " ORDER BY c.charged_at, c.charge_id",
        member_key,
        member_key,
        agency,
        agency,
    )
    return [
        OpenCharge(
            **{**row, "charge_id": str(row["charge_id"]), "case_id": str(row["case_id"]) if row["case_id"] else None}
        )
        for row in rows
    ]


def recent_payments(db: Reader, service_point: str, at: datetime, limit: int = 20) -> list[Row]:
    """Today's payments, newest first, with `is_reversed`."""
    start, end = _day_bounds(db.catalogue.agency_of(service_point), at)
    return db.rows(
        "SELECT p.payment_id, p.occurred_at, p.revenue_kind, p.amount_idr, p.node, p.receipt_year, p.receipt_no, p.method,"
        " r.reversal_id IS NOT NULL AS is_reversed, m.name AS member_name"
        " FROM payments p LEFT JOIN payment_reversals r USING (payment_id) JOIN charges c ON c.charge_id = p.charge_id"
        " LEFT JOIN state_members m ON m.member_key = c.member_key"
        " WHERE p.service_point = ? AND p.occurred_at >= ? AND p.occurred_at < ? ORDER BY p.txid DESC LIMIT ?",
        service_point,
        start,
        end,
        limit,
    )


def lockers(db: Reader, service_point: str) -> list[LockerInUse]:
    """Lockers in use, by number."""
    rows = db.rows(
        "SELECT l.locker_no, l.case_id, l.name, m.member_no, l.deposited_at, l.visit_id IS NOT NULL AS has_visit"
        " FROM state_lockers l LEFT JOIN state_members m USING (member_key) WHERE l.service_point = ?"
        " ORDER BY try_cast(l.locker_no AS INTEGER), l.locker_no",
        service_point,
    )
    return [LockerInUse(**{**row, "case_id": str(row["case_id"])}) for row in rows]


def locker_of_member(db: Reader, service_point: str, member_no: str) -> LockerInUse | None:
    """The locker a member's bag is in, by card."""
    return next((locker for locker in lockers(db, service_point) if locker.member_no == member_no), None)


def open_cases(db: Reader, service_point: str) -> list[OpenCase]:
    """Cases that are not closed, the oldest first, with the conditions that hold."""
    rows = db.rows(
        "SELECT s.case_id, s.sop_code, s.opened_at, m.name AS member_name,"
        " list_sort(coalesce((SELECT list(DISTINCT condition) FROM case_conditions k"
        " WHERE k.case_id = s.case_id), [])) AS conditions"
        " FROM state_open_cases s LEFT JOIN state_members m USING (member_key) WHERE s.service_point = ?"
        " ORDER BY s.opened_at",
        service_point,
    )
    return [
        OpenCase(
            str(row["case_id"]),
            row["sop_code"],
            version_at(db.catalogue, row["sop_code"], service_point, row["opened_at"]).title,
            row["opened_at"],
            row["member_name"],
            tuple(row["conditions"]),
        )
        for row in rows
    ]


def version_at(catalogue: Catalogue, sop_code: str, service_point: str, opened_at: datetime) -> SopVersion:
    """The version that judges a case opened then."""
    agency = catalogue.agency_of(service_point)
    return catalogue.version_for(sop_code, agency.code, local_day(opened_at, agency.timezone))


def unit_standard_s(catalogue: Catalogue, sop_code: str, unit: int, service_point: str, at: datetime) -> int | None:
    """Seconds a unit may take now, None when it has no fixed standard. For the clock beside a running case."""
    found = version_at(catalogue, sop_code, service_point, at).unit_of(unit)
    return found.standard_s if found else None


def today(db: Reader, service_point: str, at: datetime) -> Today:
    """Live counts of the local day."""
    agency = db.catalogue.agency_of(service_point)
    start, end = _day_bounds(agency, at)
    row = db.query(
        sql.read(QUERIES, "today"), point=service_point, start=start, end=end, day=local_day(at, agency.timezone)
    )[0]
    hours = db.query(
        sql.read(QUERIES, "visits_by_hour"), point=service_point, start=start, end=end, zone=agency.timezone
    )
    return Today(**row, visits_by_hour={int(item["hour"]): int(item["visits"]) for item in hours})


def _day_bounds(agency: Agency, at: datetime) -> tuple[datetime, datetime]:
    """The local day of `at` as [start, end) moments."""
    day = local_day(at, agency.timezone)
    start = datetime.combine(day, time.min, agency.zone)
    return start, datetime.combine(day + timedelta(days=1), time.min, agency.zone)
