"""May this member borrow these copies now? Each rule is one function that answers with a reason, or None.

SOP loan (Layanan Peminjaman), step 5: at most 2 titles and 2 copies. SOP card renewal, warning: an expired card does not
borrow. SOP reference, step 7, and deposit, step 7: read on the premises, never lent. The rest is the agency's terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.catalogue.agency import LoanTerms
from warehouse.errors import Refused
from warehouse.i18n import local_date, N_, rupiah


@dataclass(frozen=True)
class Borrower:
    """What the rules need to know of a member. Loans are (title_id, due_on)."""

    agency: str
    expires_on: date
    is_blocked: bool
    loans: tuple[tuple[str, date], ...]
    unpaid_idr: int


@dataclass(frozen=True)
class Candidate:
    """A copy on the desk. `is_out`: lent to somebody."""

    copy_no: str
    title_id: str
    agency: str
    is_lendable: bool
    is_out: bool


def card_is_not_blocked(who: Borrower) -> Refused | None:
    if who.is_blocked:
        return Refused("card_is_not_blocked", N_("This card is blocked. Send the member to the membership desk."))
    return None


def card_is_valid(who: Borrower, today: date) -> Refused | None:
    """SOP card renewal: the last day of validity still counts."""
    if who.expires_on < today:
        return Refused(
            "card_is_valid",
            N_("This card expired on {day}. It must be renewed before it borrows (SOP card renewal)."),
            day=local_date(who.expires_on),
        )
    return None


def nothing_is_overdue(who: Borrower, today: date, terms: LoanTerms) -> Refused | None:
    late = [due_on for _, due_on in who.loans if due_on < today]
    if terms.overdue_blocks and late:
        return Refused(
            "nothing_is_overdue",
            N_("{count} loaned copies are overdue. They must come back first."),
            count=len(late),
        )
    return None


def nothing_is_unpaid(who: Borrower, terms: LoanTerms) -> Refused | None:
    if terms.unpaid_blocks and who.unpaid_idr > 0:
        return Refused(
            "nothing_is_unpaid",
            N_("{amount} is unpaid. It must be paid to the treasurer first."),
            amount=rupiah(who.unpaid_idr),
        )
    return None


def limit_leaves_room(who: Borrower, copies: Sequence[Candidate], terms: LoanTerms) -> Refused | None:
    """SOP loan, step 5: "maksimal 2 (dua) judul 2 (dua) eksemplar"."""
    titles = {title for title, _ in who.loans} | {copy.title_id for copy in copies}
    if len(who.loans) + len(copies) > terms.max_copies or len(titles) > terms.max_titles:
        return Refused(
            "limit_leaves_room",
            N_(
                "A member borrows at most {titles} titles and {copies} copies (SOP loan, step 5); {out} are already out."
            ),
            titles=terms.max_titles,
            copies=terms.max_copies,
            out=len(who.loans),
        )
    return None


def copy_is_lendable(copy: Candidate) -> Refused | None:
    """SOP reference, step 7: "Membaca di tempat, tidak dipinjamkan"."""
    if not copy.is_lendable:
        return Refused(
            "copy_is_lendable", N_("Copy {copy_no} is read on the premises and never lent."), copy_no=copy.copy_no
        )
    return None


def copy_is_here(copy: Candidate) -> Refused | None:
    if copy.is_out:
        return Refused("copy_is_here", N_("Copy {copy_no} is lent out. Take it back first."), copy_no=copy.copy_no)
    return None


def same_agency(who: Borrower, copies: Sequence[Candidate], agency: str) -> Refused | None:
    if who.agency != agency or any(copy.agency != agency for copy in copies):
        return Refused("same_agency", N_("The card or a copy belongs to another agency."))
    return None


def refusal_to_lend(
    who: Borrower, copies: Sequence[Candidate], agency: str, today: date, terms: LoanTerms
) -> Refused | None:
    """The first rule that says no, in the order in which the desk can do something about it."""
    checks = [
        same_agency(who, copies, agency),
        card_is_not_blocked(who),
        card_is_valid(who, today),
        *(copy_is_lendable(copy) for copy in copies),
        *(copy_is_here(copy) for copy in copies),
        nothing_is_overdue(who, today, terms),
        nothing_is_unpaid(who, terms),
        limit_leaves_room(who, copies, terms),
    ]
    return next((refusal for refusal in checks if refusal), None)


def renewals_are_left(copy_no: str, renewals: int, terms: LoanTerms) -> Refused | None:
    if renewals >= terms.renewals:
        return Refused(
            "renewals_are_left",
            N_("Copy {copy_no} has been renewed {count} times, which is all the agency allows. It must come back."),
            copy_no=copy_no,
            count=renewals,
        )
    return None


def copy_is_not_overdue(copy_no: str, due: date, today: date) -> Refused | None:
    """An overdue copy is taken back and fined (SOP return, step 6), not renewed."""
    if due < today:
        return Refused(
            "copy_is_not_overdue", N_("Copy {copy_no} is overdue. Take it back; the fine is due."), copy_no=copy_no
        )
    return None


def refusal_to_renew(
    who: Borrower, copy_no: str, due: date, renewals: int, today: date, terms: LoanTerms
) -> Refused | None:
    """The first rule that keeps a loan from being renewed."""
    checks = [
        card_is_not_blocked(who),
        card_is_valid(who, today),
        copy_is_not_overdue(copy_no, due, today),
        nothing_is_unpaid(who, terms),
        renewals_are_left(copy_no, renewals, terms),
    ]
    return next((refusal for refusal in checks if refusal), None)
