"""Each page run as Streamlit runs it: who sees it, what it shows, what its buttons do. Typing into components is for e2e."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from operations_app import shell
from operations_app.desk import carry_out
from operations_app.desk.accounts import list_accounts
from operations_app.first_page import first_address
from operations_app.navigation import PAGES
from tests.operations_app.library import Library, OTHER_POINT, POINT
from warehouse.identity import tokens
from warehouse.ids import new_id

MAIN = str(Path(__file__).resolve().parents[2] / "operations_app" / "entry" / "main.py")
SignIn = Callable[[str], None]

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


def page(url_path: str = "") -> AppTest:
    script = AppTest.from_file(MAIN, default_timeout=60)
    if url_path:
        script._page_hash = calc_hash(url_path)
    return again(script)


def again(script: AppTest) -> AppTest:
    script.run()
    assert not script.exception, script.exception
    return script


def said(script: AppTest) -> str:
    """Every word on the page that is not in a component of ours."""
    html = [str(element.proto.body) for element in script.get("html")]
    words = [
        element.value
        for kind in (script.title, script.header, script.caption, script.error, script.success)
        for element in kind
    ]
    return "\n".join([*html, *words, *(button.label for button in script.button)])


def test_nobody_sees_anything_without_signing_in(running: Any) -> None:
    script = page()
    assert script.title[0].value == "Anda sudah keluar"
    assert "/masuk" in said(script)


@pytest.mark.parametrize(
    ("login", "pages"),
    [
        ("sirkulasi", {"hari-ini", "pencarian", "sirkulasi", "fotokopi", "berkas", "sop"}),
        ("bendahara", {"hari-ini", "pencarian", "pembayaran", "kas-harian", "berkas", "sop"}),
        ("loket", {"hari-ini", "pencarian", "loker", "berkas", "sop"}),
        ("pemeriksa", {"hari-ini", "pencarian", "loker", "berkas", "sop"}),
        ("tamu", {"hari-ini", "pencarian", "buku-tamu", "kepuasan", "berkas", "sop"}),
        ("pustakawan", {"hari-ini", "pencarian", "pembayaran", "keanggotaan", "berkas", "anggota", "koleksi", "sop"}),
        (
            "kasie",
            {
                "hari-ini", "pencarian", "pembayaran", "kas-harian", "berkas", "anggota", "sop", "aturan-penghenti",
                "dokumen-saya", "lembar-jalan", "perjalanan", "lokasi-layanan", "kendaraan", "anter-koper", "node",
                "pekan-pengukuran", "kepuasan", "usulan-jadwal",
            },
        ),
        ("baca", {"hari-ini", "pencarian", "ruang-baca", "fotokopi", "berkas", "sop"}),
        ("admin", {"hari-ini", "pencarian", "petugas", "kendaraan", "node", "sop"}),
    ],
)
def test_a_role_sees_its_own_pages(sign_in: SignIn, login: str, pages: set[str]) -> None:
    sign_in(login)
    who = shell.visitor()
    assert {spec.url_path for spec in PAGES if spec.is_for(who)} == pages


@pytest.mark.parametrize("login", ["sirkulasi", "bendahara", "kasie", "admin"])
def test_the_bare_address_is_today(sign_in: SignIn, login: str) -> None:
    sign_in(login)
    assert page().title[0].value == "Hari ini"


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("circulation_staff", "/sirkulasi"),
        ("treasurer", "/pembayaran"),
        ("inspection_officer", "/loker"),
        ("planner", "/"),
        ("kiosk", "/"),
    ],
)
def test_a_role_arrives_at_its_own_desk(role: str, address: str) -> None:
    assert first_address(frozenset({role})) == address


def test_a_page_of_another_role_is_not_there(sign_in: SignIn) -> None:
    sign_in("sirkulasi")
    assert page("petugas").title[0].value == "Hari ini"


def test_a_demo_home_says_so_on_every_page(sign_in: SignIn, library: Library) -> None:
    sign_in("serba")
    assert "Data contoh" not in said(page())
    library.db.settings.demo_marker.write_text(json.dumps([]))
    for url_path in ("", "sirkulasi", "loker", "buku-tamu", "pembayaran", "sop", "kios"):
        assert "Data contoh" in said(page(url_path)), url_path


def test_today_counts_and_shows_what_is_open_with_its_standard(sign_in: SignIn, library: Library) -> None:
    library.do("register_visit", member_no="A1")
    library.do("register_group_visit", name="SD Contoh", head_count=20)
    library.do("deposit_bag", locker_no="4", name="Tamu")
    library.do("lend", days_ago=30, member_no="A2", copy_nos=["C1a"])
    library.do("take_back", copy_no="C1a")
    library.clock.forward(seconds=170)
    sign_in("kasie")
    words = said(page())
    assert '<div class="figure">21</div>' in words
    assert "Denda dan kuitansi" in words
    assert "Yosef Lalu" in words
    assert 'p-pace amber"><i></i>2 mnt 50 dtk' in words  # 170 s of 195 s
    assert "Barang di loker: 1" in words


def test_circulation_shows_the_member_the_basket_and_the_loans(sign_in: SignIn, library: Library, running: Any) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    sign_in("sirkulasi")
    script = page("sirkulasi")
    assert "Belum ada anggota di meja" in said(script)
    scan_at_the_tabs_desk(script, running, "A1", "C2a")
    words = said(again(script))
    for expected in ("Maria Bria", "Akan dipinjam", "Tenun Ikat", "Sedang dipinjam", "Sejarah Timor"):
        assert expected in words
    script.button(key="give_up").click()
    assert "Belum ada anggota di meja" in said(again(script))
    assert len(library.db.rows("SELECT 1 FROM loans")) == 1


def test_without_the_treasurers_role_a_fine_is_sent_on(sign_in: SignIn, library: Library, running: Any) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    sign_in("sirkulasi")
    script = page("sirkulasi")
    scan_at_the_tabs_desk(script, running, "C1a")
    words = said(again(script))
    assert "bendahara penerima" in words
    assert not [button for button in script.button if button.label.startswith("Terima")]
    assert "Pengembalian yang belum selesai" in words


def test_with_the_treasurers_role_a_fine_is_paid_at_the_desk(sign_in: SignIn, library: Library, running: Any) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    sign_in("serba")
    script = page("sirkulasi")
    scan_at_the_tabs_desk(script, running, "C1a")
    again(script)
    next(button for button in script.button if button.label.startswith("Terima Rp")).click()
    assert "pusat/2026/000001" in said(again(script))
    assert not library.db.rows("SELECT 1 FROM state_open_charges")


def test_a_payment_gives_a_receipt_and_leaves_the_list(sign_in: SignIn, library: Library) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    library.do("take_back", copy_no="C1a")
    sign_in("bendahara")
    script = page("pembayaran")
    assert "Maria Bria" in said(script)
    next(button for button in script.button if button.label.startswith("Terima Rp")).click()
    words = said(again(script))
    assert "pusat/2026/000001" in words
    assert "Tidak ada tagihan." in words
    assert library.db.rows("SELECT actor FROM journal ORDER BY txid DESC LIMIT 1")[0]["actor"] == "bendahara"


def test_a_double_click_does_not_pay_for_the_next_member(sign_in: SignIn, library: Library) -> None:
    for member, copy in (("A1", "C1a"), ("A2", "C2a")):
        library.do("lend", days_ago=30, member_no=member, copy_nos=[copy])
        library.do("take_back", copy_no=copy)
    sign_in("bendahara")
    script = page("pembayaran")

    def click() -> None:
        next(button for button in script.button if button.label.startswith("Terima Rp")).click()
        again(script)

    click()
    library.clock.forward(seconds=1)
    click()
    assert len(library.db.rows("SELECT 1 FROM payments")) == 1
    library.clock.forward(seconds=5)
    click()
    assert len(library.db.rows("SELECT 1 FROM payments")) == 2


def test_a_receipt_given_by_mistake_is_reversed_with_a_reason(sign_in: SignIn, library: Library) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    charge = library.do("take_back", copy_no="C1a")["charge_id"]
    library.do("receive_payment", charge_id=charge)
    sign_in("bendahara")
    script = page("pembayaran")
    cancel = next(button for button in script.button if button.label == "Batalkan kuitansi")
    cancel.click()
    assert again(script).error
    script.text_input[-1].set_value("salah terima")
    next(button for button in script.button if button.label == "Batalkan kuitansi").click()
    words = said(again(script))
    assert "dibatalkan" in words
    assert "Terima Rp" in words


def test_a_charge_is_found_by_name(sign_in: SignIn, library: Library) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    library.do("lend", days_ago=30, member_no="A2", copy_nos=["C2a"])
    library.do("take_back", copy_no="C1a")
    library.do("take_back", copy_no="C2a")
    sign_in("bendahara")
    script = page("pembayaran")
    script.text_input(key="find_charge").set_value("yosef")
    words = said(again(script))
    assert "Yosef Lalu" in words
    assert "Maria Bria" not in words


def test_lockers_are_a_picture_of_their_numbers(sign_in: SignIn, library: Library) -> None:
    library.do("deposit_bag", locker_no="4", name="Bapak Anton")
    sign_in("loket")
    script = page("loker")
    assert script.header[0].value == "1 dari 40 loker terpakai"
    assert "Bapak Anton" in said(script)


def test_the_guest_book_shows_who_registered_last(sign_in: SignIn, library: Library) -> None:
    library.do("register_visit", visitor_type="guest", name="Bapak Anton", sex="L", institution="SMA Contoh")
    sign_in("tamu")
    words = said(page("buku-tamu"))
    assert "Bapak Anton" in words
    assert "SMA Contoh" in words


def test_the_kiosk_has_no_way_to_other_pages(sign_in: SignIn) -> None:
    sign_in("kios")
    for url_path in ("", "hari-ini", "sirkulasi", "petugas"):
        script = page(url_path)
        assert "Selamat datang. Silakan mendaftar." in said(script)
        assert not script.sidebar.children
        assert not script.title


def test_members_and_titles_are_found(sign_in: SignIn, library: Library) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    sign_in("pustakawan")
    script = page("anggota")
    script.text_input(key="find_member").set_value("maria")
    assert "Maria Bria" in said(again(script))
    script = page("koleksi")
    script.text_input(key="find_title").set_value("timor")
    words = said(again(script))
    assert "C1b" in words
    assert "dipinjam" in words


def test_an_account_gets_other_roles_and_its_sessions_end(sign_in: SignIn, library: Library) -> None:
    sign_in("admin")
    script = page("petugas")
    script.selectbox(key="account").set_value(next(one for one in list_accounts(library.db) if one.login == "tamu"))
    again(script)
    script.multiselect[0].set_value(["guest_book_staff", "locker_staff"])
    next(button for button in script.button if button.label == "Simpan peran").click()
    assert "Tersimpan" in said(again(script))
    actor = library.db.actor("tamu")
    assert actor
    assert actor.roles == {"guest_book_staff", "locker_staff"}


def test_a_token_is_shown_once_and_can_be_revoked(sign_in: SignIn, library: Library) -> None:
    sign_in("admin")
    script = page("petugas")
    script.text_input[-1].set_value("mesin absensi")
    next(button for button in script.button if button.label == "Buat token").click()
    again(script)
    shown = script.code[0].value
    assert tokens.actor_of(library.db, shown)
    again(script)
    assert not script.code
    next(button for button in script.button if button.label == "Cabut").click()
    again(script)
    assert tokens.actor_of(library.db, shown) is None


def test_an_administrator_chooses_the_service_point(sign_in: SignIn) -> None:
    sign_in("admin")
    script = page()
    assert "Gedung Layanan Perpustakaan Jawa Tengah" in said(script) or script.sidebar.selectbox
    script.sidebar.selectbox[0].set_value(OTHER_POINT)
    assert "Gedung Layanan Perpustakaan Jawa Tengah" in said(again(script))


@pytest.mark.parametrize("code", ["locker", "loan", "return", "mobile_library", "anter_koper"])
def test_an_sop_is_shown_whole(sign_in: SignIn, library: Library, code: str) -> None:
    sign_in("kasie")
    script = AppTest.from_file(MAIN, default_timeout=60)
    script._page_hash = calc_hash("sop")
    script.query_params["sop"] = code
    words = said(again(script)).replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
    sop = library.db.catalogue.versions_of(code)[-1]
    for step in sop.steps:
        assert step.activity.split("\n")[0] in words
    for part in (sop.title, *sop.legal_basis, *sop.equipment, *sop.actors):
        assert part in words
    assert words.count('class="mark"') == len(sop.steps) * len(sop.actors)


def scan_at_the_tabs_desk(script: AppTest, running: Any, *codes: str) -> None:
    """What the scan box does through the API, on the desk that this page has opened."""
    desk_id = script.session_state[f"desk:CirculationDesk:{POINT}"]
    desk = running.desks.find(desk_id, running.session_of(running.settings, None).login)
    for code in codes:
        now = running.clock.forward(seconds=5)
        carry_out.scan(running.db, desk, code, now, now, new_id())
