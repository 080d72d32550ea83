"""The treasurer's day: counting, the slip's number, what must agree to the rupiah; and the page around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from operations_app.desk import treasury
from operations_app.desk.treasury import Count, counted_idr, next_slip_no, reconciliation
from tests.operations_app.library import Library, POINT
from tests.operations_app.test_case_pages import field, press
from tests.operations_app.test_pages import again, page, said
from warehouse.records.treasury_lookups import undeposited

SignIn = Callable[[str], None]
TODAY = date(2026, 10, 5)

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


def fined(library: Library, member: str, copy: str, *, days_ago: float = 0) -> dict[str, Any]:
    """A late return: its charge waits for the treasurer."""
    library.do("lend", days_ago=days_ago + 30, member_no=member, copy_nos=[copy])
    return library.do("take_back", days_ago=days_ago, copy_no=copy)


def fined_twice(library: Library, member: str, *copies: str) -> None:
    """Two copies late: two charges of one member."""
    library.do("lend", days_ago=30, member_no=member, copy_nos=list(copies))
    for copy in copies:
        library.do("take_back", copy_no=copy)


def paid(library: Library, member: str, copy: str, *, days_ago: float = 0, method: str = "cash") -> dict[str, Any]:
    charge = fined(library, member, copy, days_ago=days_ago)
    return library.do("receive_payment", days_ago=days_ago, charge_id=charge["charge_id"], method=method)


# counting -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pieces", "sum_idr"),
    [({}, None), ({100_000: None}, None), ({100_000: 0}, 0), ({50_000: 2, 500: 3, 100: None}, 101_500)],
)
def test_notes_and_coins_add_up(pieces: dict[int, int | None], sum_idr: int | None) -> None:
    assert counted_idr(pieces) == sum_idr


def test_nothing_counted_is_no_difference_of_everything() -> None:
    assert Count(5000, None).difference_idr is None
    assert Count(5000, 0).difference_idr == -5000


@pytest.mark.parametrize(
    ("last", "following"),
    [("STS/2026/0012", "STS/2026/0013"), ("012/STS/2026", "013/STS/2026"), ("9", "10"), ("A", "A-2")],
)
def test_a_slip_number_counts_on_as_the_last_one_did(library: Library, last: str, following: str) -> None:
    paid(library, "A1", "C1a")
    assert next_slip_no(library.db, POINT, library.clock()) == "STS/2026/0001"
    library.do("deposit_revenue", slip_no=last, deposited_on=TODAY)
    assert next_slip_no(library.db, POINT, library.clock()) == following


def test_a_taken_number_is_not_suggested(library: Library) -> None:
    for member, copy, slip in (("A1", "C1a", "STS/2026/0002"), ("A2", "C2a", "STS/2026/0001")):
        paid(library, member, copy)
        library.do("deposit_revenue", slip_no=slip, deposited_on=TODAY)
    assert next_slip_no(library.db, POINT, library.clock()) == "STS/2026/0003"


def test_a_receipt_is_overdue_the_day_after_its_last_day(library: Library) -> None:
    paid(library, "A1", "C1a")
    waiting = undeposited(library.db, POINT)
    assert waiting.due_on is not None
    assert not treasury.is_overdue(waiting, waiting.due_on)
    assert treasury.is_overdue(waiting, waiting.due_on + timedelta(days=1))


# what must agree ------------------------------------------------------------------------------------------------------
def test_a_day_reconciles_to_the_rupiah_from_the_charge_to_the_slip(library: Library) -> None:
    """charged − waived − outstanding = received = deposited after the slip."""
    whole = fined(library, "A1", "C1a")["charge_id"]
    part = fined(library, "A2", "C2a")["charge_id"]
    waived = fined(library, "A3", "C4a")["charge_id"]
    library.do("receive_payment", charge_id=whole)
    library.do("receive_payment", charge_id=part, amount_idr=3000, method="qris")
    library.do("waive_charge", charge_id=waived, amount_idr=2500, reason="rumahnya kebanjiran")
    wrong = library.do("receive_payment", charge_id=waived, amount_idr=1000)
    library.do("reverse_payment", payment_id=wrong["payment_id"], reason="salah terima")
    library.do("sell_form", name="Ibu Rosa")
    before = {one.revenue_kind: one for one in reconciliation(library.db, "NTT")}
    assert all(one.agrees for one in before.values())
    assert before["late_fine"].waived_idr == 2500
    assert before["late_fine"].deposited_idr == 0
    library.do("deposit_revenue", slip_no="STS/2026/0001", deposited_on=TODAY)
    for one in reconciliation(library.db, "NTT"):
        assert one.agrees
        assert one.charged_idr - one.waived_idr - one.outstanding_idr == one.received_idr == one.deposited_idr
        assert one.undeposited_idr == 0
    slip = library.db.rows("SELECT amount_idr FROM deposits")[0]["amount_idr"]
    assert slip == sum(one.received_idr for one in reconciliation(library.db, "NTT"))


# the page -------------------------------------------------------------------------------------------------------------
def kas(sign_in: SignIn, login: str, part: str = "") -> AppTest:
    sign_in(login)
    script = page("kas-harian")
    if part:
        script.button_group(key="treasury_part").set_value(part)
        again(script)
    return script


def test_days_not_closed_yet_come_first(sign_in: SignIn, library: Library) -> None:
    paid(library, "A1", "C1a", days_ago=3)
    paid(library, "A2", "C2a", method="qris")
    script = kas(sign_in, "bendahara")
    assert "Belum ditutup (1): Jumat, 02 Oktober 2026" in script.warning[0].value
    assert script.date_input[0].value == date(2026, 10, 2)
    assert "Maria Bria" in said(script)


def test_a_day_that_agrees_is_closed_by_its_notes(sign_in: SignIn, library: Library) -> None:
    receipt = paid(library, "A1", "C1a")
    amount_idr = receipt["amount_idr"]
    script = kas(sign_in, "bendahara")
    field(script, "number_input", "piece:500:").set_value(amount_idr // 500)
    again(script)
    assert "cocok" in said(script)
    press(script, "Tutup kas 5 Oktober 2026")
    assert "sudah ditutup" in said(script)
    closing = library.db.rows("SELECT closed_on, expected_idr, counted_idr FROM day_closings")[0]
    assert closing == {"closed_on": TODAY, "expected_idr": amount_idr, "counted_idr": amount_idr}
    assert not [button for button in script.button if button.label.startswith("Tutup kas")]


def test_a_difference_is_explained_before_the_day_is_closed(sign_in: SignIn, library: Library) -> None:
    amount_idr = paid(library, "A1", "C1a")["amount_idr"]
    script = kas(sign_in, "bendahara")
    script.button_group(
        key=next(one.key for one in script.button_group if (one.key or "").startswith("way:"))
    ).set_value("total")
    again(script)
    field(script, "number_input", "total:").set_value(amount_idr - 500)
    again(script)
    assert "kurang Rp500" in said(script)
    press(script, "Tutup kas 5 Oktober 2026")
    assert "Rp500" in script.error[0].value
    assert not library.db.rows("SELECT 1 FROM day_closings")
    field(script, "text_input", "why:").set_value("salah memberi kembalian")
    press(script, "Tutup kas 5 Oktober 2026")
    assert library.db.rows("SELECT difference_idr FROM day_closings") == [{"difference_idr": -500}]
    assert "salah memberi kembalian" in said(script)


@pytest.mark.parametrize("counted", [None, -1, 99_999_999_999_999])
def test_a_count_that_cannot_be_is_refused_with_a_sentence(
    sign_in: SignIn, library: Library, counted: int | None
) -> None:
    paid(library, "A1", "C1a")
    before = library.db.last_txid
    script = kas(sign_in, "bendahara")
    script.button_group(
        key=next(one.key for one in script.button_group if (one.key or "").startswith("way:"))
    ).set_value("total")
    again(script)
    field(script, "number_input", "total:").set_value(counted)
    again(script)
    press(script, "Tutup kas 5 Oktober 2026")
    assert script.error
    assert library.db.last_txid == before


def test_qris_lies_in_no_drawer(sign_in: SignIn, library: Library) -> None:
    paid(library, "A1", "C1a", method="qris")
    words = said(kas(sign_in, "bendahara"))
    assert 'Seharusnya di laci<small></small></span><span class="tail">Rp0</span>' in words


def test_what_waits_goes_on_a_slip_with_its_paper(sign_in: SignIn, library: Library) -> None:
    amount_idr = paid(library, "A1", "C1a", days_ago=10)["amount_idr"]
    script = kas(sign_in, "bendahara", "deposit")
    assert "Terlambat sejak" in script.error[0].value
    assert field(script, "text_input", "slip:").value == "STS/2026/0001"
    press(script, "Setorkan")
    deposit = library.db.rows("SELECT deposit_id, slip_no, amount_idr, deposited_on FROM deposits")[0]
    assert (deposit["slip_no"], deposit["amount_idr"], deposit["deposited_on"]) == ("STS/2026/0001", amount_idr, TODAY)
    words = said(script)
    assert f"/kertas/sts/{deposit['deposit_id']}.pdf" in words
    assert "sudah disetor" in words


@pytest.mark.parametrize(
    ("slip_no", "deposited_on"),
    [
        ("", TODAY),
        ("😀", TODAY),
        ("'; DROP TABLE deposits; --", TODAY),
        ("X" * 60, TODAY),
        ("STS/1", TODAY + timedelta(days=1)),
        ("STS/1", TODAY - timedelta(days=30)),
    ],
)
def test_a_slip_that_cannot_be_is_refused_with_a_sentence(
    sign_in: SignIn, library: Library, slip_no: str, deposited_on: date
) -> None:
    paid(library, "A1", "C1a")
    before = library.db.last_txid
    script = kas(sign_in, "bendahara", "deposit")
    field(script, "text_input", "slip:").set_value(slip_no)
    field(script, "date_input", "on:").set_value(deposited_on)
    press(script, "Setorkan")
    assert script.error[-1].value.endswith(".")
    assert library.db.last_txid == before


def test_the_books_of_a_period_can_be_printed(sign_in: SignIn, library: Library) -> None:
    paid(library, "A1", "C1a", days_ago=3)
    script = kas(sign_in, "bendahara", "books")
    words = said(script)
    for name in ("bku.pdf", "bku.xlsx", "register-kuitansi.pdf", "register-kuitansi.xlsx"):
        assert f"/kertas/{name}?from=2026-10-01&amp;to=2026-10-05&amp;point={POINT}" in words
    assert "Diterima: Denda keterlambatan" in words
    assert "cocok" in words


@pytest.mark.parametrize("part", ["", "deposit", "books"])
def test_a_head_looks_and_changes_nothing(sign_in: SignIn, library: Library, part: str) -> None:
    paid(library, "A1", "C1a", days_ago=3)
    script = kas(sign_in, "kasie", part)
    assert script.title[0].value == "Kas harian"
    assert not [one for one in script.button if one.label.startswith(("Tutup kas", "Setorkan"))]
    assert not script.number_input


def test_who_is_neither_treasurer_nor_head_has_no_such_page(sign_in: SignIn) -> None:
    assert kas(sign_in, "sirkulasi").title[0].value == "Hari ini"


@pytest.mark.parametrize(
    ("login", "money", "bags"),
    [("bendahara", True, False), ("kasie", True, True), ("loket", False, True), ("sirkulasi", False, False)],
)
def test_today_tells_what_was_left_undone_to_those_whose_work_it_is(
    sign_in: SignIn, library: Library, login: str, money: bool, bags: bool
) -> None:
    paid(library, "A1", "C1a", days_ago=10)
    library.do("deposit_bag", days_ago=1, locker_no="7", name="Bapak Anton")
    sign_in(login)
    words = said(page())
    assert ("Kas belum dihitung untuk 1 hari" in words) == money
    assert ("seharusnya sudah disetor" in words) == money
    assert ("Barang tertinggal di loker: 1" in words) == bags
