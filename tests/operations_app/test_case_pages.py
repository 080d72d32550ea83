"""The pages that put records right: what each form does, what it refuses, and who does not see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, UTC

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.operations_app.library import Library
from tests.operations_app.test_pages import again, MAIN, page, said

SignIn = Callable[[str], None]

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


def opened(case_id: str) -> AppTest:
    script = AppTest.from_file(MAIN, default_timeout=60)
    script._page_hash = calc_hash("berkas")
    script.query_params["berkas"] = case_id
    return again(script)


def field(script: AppTest, kind: str, prefix: str) -> AppTest:
    """The one input whose key begins so."""
    return next(one for one in getattr(script, kind) if (one.key or "").startswith(prefix))


def press(script: AppTest, label: str) -> str:
    next(button for button in script.button if button.label == label).click()
    return said(again(script))


def backfill(script: AppTest, start: str, finish: str, reason: str) -> str:
    field(script, "text_input", "start:backfill").set_value(start)
    field(script, "text_input", "finish:backfill").set_value(finish)
    field(script, "text_input", "reason:backfill").set_value(reason)
    return press(script, "Catat langkah")


@pytest.fixture
def late_return(library: Library) -> dict[str, str]:
    """A return with a fine, open at the desk."""
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    return library.do("take_back", copy_no="C1a")


def test_a_case_is_listed_and_opens_to_its_steps(sign_in: SignIn, late_return: dict[str, str]) -> None:
    sign_in("sirkulasi")
    script = page("berkas")
    words = said(script)
    assert script.header[0].value == "1 berkas, 1 terbuka"
    assert "Maria Bria" in words
    assert "terbuka" in words
    words = press(script, "Buka")
    assert "Pengembalian kartu anggota" in words
    assert "belum tercatat" in words
    assert "Maria Bria" in press(script, "Semua berkas hari itu")


def test_a_step_is_entered_afterwards_in_the_agencys_time(
    sign_in: SignIn, library: Library, late_return: dict[str, str]
) -> None:
    sign_in("sirkulasi")
    words = backfill(opened(late_return["case_id"]), "08:58", "08.59", "komputer buku tamu mati")
    assert "Langkah tercatat, bertanda susulan." in words
    assert "susulan" in words
    event = library.db.rows("SELECT * FROM step_events ORDER BY txid DESC LIMIT 1")[0]
    assert (event["captured"], event["unit_position"]) == ("backfilled", 2)
    assert event["started_at"] == datetime(2026, 10, 5, 0, 58, tzinfo=UTC)
    assert event["finished_at"] == datetime(2026, 10, 5, 0, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "finish", "reason", "sentence"),
    [
        ("", "23:00", "lupa", "masa depan"),
        ("08:59", "08:58", "lupa", "Periksa kedua"),
        ("", "08:58", "", "perlu alasan"),
        ("", "", "lupa", "jam dan menit"),
    ],
)
def test_a_refused_step_says_why_and_keeps_what_was_typed(
    sign_in: SignIn, library: Library, late_return: dict[str, str], start: str, finish: str, reason: str, sentence: str
) -> None:
    sign_in("sirkulasi")
    before = library.db.last_txid
    script = opened(late_return["case_id"])
    backfill(script, start, finish, reason)
    assert sentence in script.error[0].value
    assert field(script, "text_input", "finish:backfill").value == finish
    assert library.db.last_txid == before


def test_a_step_without_a_transaction_is_tapped_with_its_beginning(sign_in: SignIn, library: Library) -> None:
    case_id = library.do("start_case", sop_code="general_collection", member_no="A1")["case_id"]
    sign_in("sirkulasi")
    script = opened(case_id)
    press(script, "Mulai sekarang")
    began_at = library.clock()
    library.clock.forward(minutes=4)
    assert "Langkah tercatat." in press(script, "Selesai sekarang")
    event = library.db.rows("SELECT * FROM step_events ORDER BY txid DESC LIMIT 1")[0]
    assert (event["captured"], event["started_at"]) == ("tap", began_at)
    assert event["finished_at"] == library.clock()


def test_a_head_accepts_a_deviation(sign_in: SignIn, library: Library, late_return: dict[str, str]) -> None:
    sign_in("kasie")
    script = opened(late_return["case_id"])
    press(script, "Terima penyimpangan ini")
    assert script.error
    field(script, "text_input", "reason:accept").set_value("buku tamu rusak")
    words = press(script, "Terima penyimpangan ini")
    assert "tidak tercatat: diterima" in words
    exception = library.db.rows("SELECT deviation, unit_position FROM case_exceptions")[0]
    assert exception == {"deviation": "missing", "unit_position": 2}


def test_only_a_head_is_offered_to_accept(sign_in: SignIn, late_return: dict[str, str]) -> None:
    sign_in("sirkulasi")
    labels = [button.label for button in opened(late_return["case_id"]).button]
    assert "Catat langkah" in labels
    assert "Terima penyimpangan ini" not in labels


def test_who_records_no_steps_has_no_such_page(sign_in: SignIn, late_return: dict[str, str]) -> None:
    sign_in("admin")
    assert opened(late_return["case_id"]).title[0].value == "Hari ini"


def test_a_case_left_open_is_closed(sign_in: SignIn, library: Library) -> None:
    library.do("lend", days_ago=3, member_no="A1", copy_nos=["C1a"])
    case_id = library.do("take_back", days_ago=1, copy_no="C1a")["case_id"]
    sign_in("sirkulasi")
    script = opened(case_id)
    assert field(script, "selectbox", "outcome:").value == "abandoned"
    words = press(script, "Tutup berkas")
    assert "Berkas ditutup." in words
    assert "Tutup berkas" not in words
    assert library.db.rows("SELECT outcome FROM case_closings ORDER BY txid DESC LIMIT 1") == [{"outcome": "abandoned"}]


@pytest.mark.parametrize("asked", ["x" * 36, "0" * 36, "tidak ada", "00000000-0000-0000-0000-000000000000"])
def test_an_address_with_no_case_shows_the_list(sign_in: SignIn, asked: str) -> None:
    sign_in("sirkulasi")
    assert opened(asked).title[0].value == "Berkas layanan"


def test_a_visit_registered_by_mistake_is_cancelled(sign_in: SignIn, library: Library) -> None:
    library.do("register_visit", visitor_type="guest", name="Bapak Anton", sex="L")
    sign_in("tamu")
    script = page("buku-tamu")
    press(script, "Batalkan pendaftaran")
    assert script.error
    field(script, "selectbox", "visit:cancel").select_index(0)
    field(script, "selectbox", "reason:cancel").set_value("patron_request")
    words = press(script, "Batalkan pendaftaran")
    assert "Dibatalkan:" in words
    assert "Belum ada yang mendaftar hari ini." in words
    assert library.db.rows("SELECT reason_code FROM visit_cancellations") == [{"reason_code": "patron_request"}]


def test_a_head_waives_a_charge_but_receives_no_money(
    sign_in: SignIn, library: Library, late_return: dict[str, str]
) -> None:
    sign_in("kasie")
    script = page("pembayaran")
    assert "Terima Rp" not in said(script)
    field(script, "selectbox", "charge:waive").select_index(0)
    press(script, "Hapuskan")
    assert script.error  # no reason
    field(script, "text_input", "reason:waive").set_value("rumahnya kebanjiran")
    words = press(script, "Hapuskan")
    assert "Dihapuskan:" in words
    assert "Tidak ada tagihan." in words
    assert library.db.rows("SELECT charge_id::VARCHAR AS charge_id FROM waivers") == [
        {"charge_id": late_return["charge_id"]}
    ]


def test_more_than_is_owed_is_not_waived(sign_in: SignIn, library: Library, late_return: dict[str, str]) -> None:
    sign_in("kasie")
    script = page("pembayaran")
    field(script, "selectbox", "charge:waive").select_index(0)
    script.number_input[0].set_value(9_000_000)
    field(script, "text_input", "reason:waive").set_value("rumahnya kebanjiran")
    press(script, "Hapuskan")
    assert "Rp" in script.error[0].value
    assert not library.db.rows("SELECT 1 FROM waivers")


def test_who_receives_money_is_not_offered_to_waive(sign_in: SignIn, late_return: dict[str, str]) -> None:
    sign_in("bendahara")
    assert "Hapuskan" not in [button.label for button in page("pembayaran").button]


def test_a_card_is_blocked_and_opened_again(sign_in: SignIn, library: Library) -> None:
    sign_in("kasie")
    script = page("anggota")
    script.text_input(key="find_member").set_value("maria")
    again(script)
    press(script, "Buka")
    press(script, "Blokir kartu")
    assert script.error  # no reason
    for label, sentence in (
        ("Blokir kartu", "Kartu A1 diblokir."),
        ("Buka blokir kartu", "Blokir kartu A1 sudah dibuka."),
    ):
        field(script, "text_input", "reason:block").set_value("kartu dilaporkan hilang")
        assert sentence in press(script, label)
    blocked = library.db.rows("SELECT is_blocked FROM members ORDER BY txid DESC LIMIT 2")
    assert [row["is_blocked"] for row in blocked] == [False, True]
