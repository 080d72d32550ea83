"""The payments desk: in part, all at once, by another method, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from operations_app.desk.revenue import owed_by_member
from tests.operations_app.library import Library
from tests.operations_app.test_case_pages import field, press
from tests.operations_app.test_pages import again, page, said
from tests.operations_app.test_treasury import fined, fined_twice
from warehouse.records.lookups import open_charges

SignIn = Callable[[str], None]

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


def payments(library: Library) -> list[dict[str, Any]]:
    return library.db.rows("SELECT amount_idr, method FROM payments ORDER BY txid")


def pay_part(script: AppTest, amount_idr: int | None) -> str:
    field(script, "number_input", "amount:").set_value(amount_idr)
    return press(script, "Terima sebagian")


def test_charges_stand_together_by_member_the_newest_first(library: Library) -> None:
    fined(library, "A2", "C2a", days_ago=1)
    fined_twice(library, "A1", "C1a", "C4a")
    listed = owed_by_member(open_charges(library.db, agency="NTT"))
    assert [(one.member_no, len(one.charges)) for one in listed] == [("A1", 2), ("A2", 1)]
    assert [one.member_no for one in owed_by_member(open_charges(library.db, agency="NTT"), " YOSEF ")] == ["A2"]
    assert [one.member_no for one in owed_by_member(open_charges(library.db, agency="NTT"), "a1")] == ["A1"]


def test_a_part_is_received_then_the_rest(sign_in: SignIn, library: Library) -> None:
    owed_idr = fined(library, "A1", "C1a")["fine_idr"]
    sign_in("bendahara")
    script = page("pembayaran")
    words = pay_part(script, 2000)
    assert "Masih terutang" in words
    assert "/kertas/kuitansi/" in words
    library.clock.forward(seconds=5)
    press(script, next(one.label for one in script.button if one.label.startswith("Terima Rp")))
    assert [one["amount_idr"] for one in payments(library)] == [2000, owed_idr - 2000]
    assert "Tidak ada tagihan." in said(script)


@pytest.mark.parametrize("amount_idr", [-500, 0, 9_000_000, 99_999_999_999_999])
def test_an_amount_that_cannot_be_is_refused_with_a_sentence(
    sign_in: SignIn, library: Library, amount_idr: int
) -> None:
    fined(library, "A1", "C1a")
    before = library.db.last_txid
    sign_in("bendahara")
    script = page("pembayaran")
    pay_part(script, amount_idr)
    assert script.error[0].value.endswith(".")
    assert library.db.last_txid == before


def test_no_amount_asks_how_much(sign_in: SignIn, library: Library) -> None:
    fined(library, "A1", "C1a")
    sign_in("bendahara")
    script = page("pembayaran")
    pay_part(script, None)
    assert script.error[0].value == "Berapa yang dibayar?"
    assert not payments(library)


def test_all_charges_of_a_member_at_once_each_with_its_receipt(sign_in: SignIn, library: Library) -> None:
    fined_twice(library, "A1", "C1a", "C2a")
    fined(library, "A2", "C4a")
    sign_in("bendahara")
    script = page("pembayaran")
    field(script, "selectbox", "method:A1").set_value("qris")
    words = press(script, next(one.label for one in script.button if one.label.startswith("Terima semua")))
    assert "2 kuitansi" in words
    assert [one["method"] for one in payments(library)] == ["qris", "qris"]
    assert words.count("/kertas/kuitansi/") == 4  # in the panel, and in the list of the day
    assert "Yosef Lalu" in words


@pytest.mark.parametrize("wanted", ["X" * 60, "😀", "'; DROP TABLE charges; --", "\n"])
def test_a_search_for_nonsense_finds_nobody(sign_in: SignIn, library: Library, wanted: str) -> None:
    fined(library, "A1", "C1a")
    sign_in("bendahara")
    script = page("pembayaran")
    script.text_input(key="find_charge").set_value(wanted)
    words = said(again(script))
    assert ("Maria Bria" in words) == (not wanted.strip())


@pytest.mark.parametrize(("login", "may"), [("bendahara", True), ("kasie", False), ("pustakawan", False)])
def test_who_does_not_take_fines_is_not_offered_to(sign_in: SignIn, library: Library, login: str, may: bool) -> None:
    fined(library, "A1", "C1a")
    sign_in(login)
    offered = [one for one in page("pembayaran").button if one.label.startswith(("Terima Rp", "Terima sebagian"))]
    assert bool(offered) == may
