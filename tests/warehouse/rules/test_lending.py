"""The lending rules, each on both sides of its boundary."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from warehouse.catalogue.load import load_catalogue
from warehouse.rules.lending import Borrower, Candidate, refusal_to_lend

TODAY = date(2026, 10, 5)
TERMS = load_catalogue().agency("NTT").terms_on(TODAY)


def rule(borrower: Borrower, *copies: Candidate) -> str | None:
    refusal = refusal_to_lend(borrower, copies, "NTT", TODAY, TERMS)
    return refusal.rule if refusal else None


def who(
    *,
    expires_on: date = TODAY,
    blocked: bool = False,
    loans: tuple[tuple[str, date], ...] = (),
    unpaid: int = 0,
    agency: str = "NTT",
) -> Borrower:
    return Borrower(agency, expires_on, blocked, loans, unpaid)


def copy(title: str = "t1", *, lendable: bool = True, out: bool = False) -> Candidate:
    return Candidate(f"C-{title}", title, "NTT", lendable, out)


@pytest.mark.parametrize(
    ("borrower", "copies", "says"),
    [
        (who(), [copy()], None),
        (who(expires_on=TODAY - timedelta(days=1)), [copy()], "card_is_valid"),
        (who(blocked=True), [copy()], "card_is_not_blocked"),
        (who(), [copy("t1"), copy("t2")], None),
        (who(), [copy("t1"), copy("t2"), copy("t3")], "limit_leaves_room"),
        (who(loans=(("t9", TODAY),)), [copy()], None),
        (who(loans=(("t9", TODAY), ("t8", TODAY))), [copy()], "limit_leaves_room"),
        (who(loans=(("t9", TODAY - timedelta(days=1)),)), [copy()], "nothing_is_overdue"),
        (who(unpaid=1), [copy()], "nothing_is_unpaid"),
        (who(), [copy(lendable=False)], "copy_is_lendable"),
        (who(), [copy(out=True)], "copy_is_here"),
        (who(agency="JATENG"), [copy()], "same_agency"),
    ],
)
def test_each_rule_on_both_sides_of_its_boundary(borrower: Borrower, copies: list[Candidate], says: str | None) -> None:
    assert rule(borrower, *copies) == says
