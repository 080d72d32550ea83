"""Which loans of a member could be renewed now, and what keeps the others: the desk's look ahead. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from warehouse.clock import local_day
from warehouse.errors import Refused
from warehouse.records.lookups import MemberCard, Reader
from warehouse.rules.lending import Borrower, refusal_to_renew


@dataclass(frozen=True)
class RenewableLoan:
    """A loan of the member; `refusal` is what `renew_loan` would answer now, None when it would renew."""

    copy_no: str
    title: str
    due_on: date
    renewals: int
    is_overdue: bool
    refusal: Refused | None


def renewable_loans(db: Reader, card: MemberCard, service_point: str, at: datetime) -> list[RenewableLoan]:
    """The open loans of a member, the first due first."""
    agency = db.catalogue.agency_of(service_point)
    today = local_day(at, agency.timezone)
    terms = agency.terms_on(today)
    rows = db.rows(
        "SELECT c.copy_no, c.title, c.title_id, l.due_on, l.renewals FROM state_open_loans l"
        " JOIN state_copies c USING (copy_id) WHERE l.member_key = ? ORDER BY l.due_on, c.copy_no",
        card.member_key,
    )
    who = Borrower(
        card.agency, card.expires_on, card.is_blocked,
        tuple((str(row["title_id"]), row["due_on"]) for row in rows), card.unpaid_idr,
    )  # fmt: skip
    return [
        RenewableLoan(
            row["copy_no"], row["title"], row["due_on"], row["renewals"], row["due_on"] < today,
            refusal_to_renew(who, row["copy_no"], row["due_on"], row["renewals"], today, terms),
        )
        for row in rows
    ]  # fmt: skip
