"""What the treasurer sees: the drawer, what is to be deposited and by when, the cash book, receipts and slips."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.warehouse.conftest import Library, MONDAY, POINT
from warehouse.records import treasury_lookups as look

DAY = 60 * 24
TODAY = date(2026, 10, 5)


def test_the_drawer_holds_cash_only(library: Library) -> None:
    library.do("sell_form", name="Ani")
    library.do("sell_form", name="Budi", method="qris")
    wrong = library.do("sell_form", name="Citra")
    library.do("reverse_payment", minute=3, payment_id=wrong["payment_id"], reason="salah orang")
    money = look.cash_of_day(library.db, POINT, TODAY)
    assert (money.received_idr, money.reversed_idr["cash"]) == ({"cash": 4000, "qris": 2000, "transfer": 0}, 2000)
    assert (money.expected_cash_idr, money.total_idr, money.receipts, money.closing) == (2000, 4000, 3, None)
    assert look.open_days(library.db, POINT) == [TODAY]
    library.do("close_day", minute=9, closed_on=TODAY, counted_idr=2500, explanation="uang kembalian tertukar")
    closing = look.cash_of_day(library.db, POINT, TODAY).closing
    assert closing
    assert (closing.counted_idr, closing.difference_idr, closing.explanation) == (2500, 500, "uang kembalian tertukar")
    assert look.open_days(library.db, POINT) == []


def test_what_waits_for_the_slip_is_due_on_the_next_working_day(library: Library) -> None:
    assert look.undeposited(library.db, POINT).due_on is None
    friday = 4 * DAY
    library.do("sell_form", minute=friday, name="Ani")
    waiting = look.undeposited(library.db, POINT)
    assert (waiting.amount_idr, waiting.by_kind, waiting.oldest_received_on) == (
        2000,
        {"form": 2000},
        date(2026, 10, 9),
    )
    assert waiting.due_on == date(2026, 10, 12)
    library.do("deposit_revenue", minute=friday + 9, slip_no="STS-1", deposited_on=date(2026, 10, 9))
    assert look.undeposited(library.db, POINT).amount_idr == 0
    slip = look.latest_deposits(library.db, POINT)[0]
    assert (slip.slip_no, slip.amount_idr, slip.receipts, slip.by_kind) == ("STS-1", 2000, 1, {"form": 2000})
    assert look.deposit_slip(library.db, slip.deposit_id) == slip


def test_the_cash_book_carries_its_balance(library: Library) -> None:
    library.do("sell_form", name="Ani")
    library.do("sell_form", minute=DAY, name="Budi")
    wrong = library.do("sell_form", minute=DAY + 1, name="Citra")
    library.do("reverse_payment", minute=DAY + 2, payment_id=wrong["payment_id"], reason="salah orang")
    library.do("deposit_revenue", minute=DAY + 5, slip_no="STS-9", deposited_on=TODAY + timedelta(1))
    book = look.cash_book(library.db, POINT, TODAY + timedelta(1), TODAY + timedelta(1))
    assert book.opening_idr == 2000
    assert [(line.kind, line.in_idr, line.out_idr, line.balance_idr) for line in book.lines] == [
        ("receipt", 2000, 0, 4000), ("receipt", 2000, 0, 6000), ("reversal", 0, 2000, 4000), ("deposit", 0, 4000, 0),
    ]  # fmt: skip
    assert book.closing_idr == 0
    assert look.cash_book(library.db, POINT, TODAY, TODAY).closing_idr == 2000


def test_a_receipt_says_from_whom_and_for_what(library: Library) -> None:
    library.do("lend", minute=-30 * DAY, member_no="A1", copy_nos=["C1"])
    returned: Any = library.do("take_back", minute=1, copy_no="C1")
    paid = library.do("receive_payment", minute=3, charge_id=returned["charge_id"], amount_idr=1000)
    form = library.do("sell_form", minute=4, name="Dominggus Tanu")
    shown = look.receipt(library.db, paid["payment_id"])
    assert shown
    assert (shown.receipt, shown.payer, shown.title) == (paid["receipt"], "Maria Bria", "Sejarah Timor")
    assert (shown.amount_idr, shown.charged_idr, shown.received_at) == (
        1000,
        returned["fine_idr"],
        MONDAY + timedelta(minutes=3),
    )
    register = look.receipts_register(library.db, POINT, TODAY, TODAY)
    assert [one.receipt for one in register] == [paid["receipt"], form["receipt"]]
    assert register[1].payer == "Dominggus Tanu"
    assert look.receipt(library.db, "00000000-0000-7000-8000-000000000000") is None
