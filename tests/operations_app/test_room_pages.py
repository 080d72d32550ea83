"""The pages of circulation (renewal, lost, damaged) and of the reading rooms, run as Streamlit runs them."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from operations_app import shell
from operations_app.desk import carry_out
from operations_app.first_page import first_address
from operations_app.navigation import PAGES
from tests.operations_app.library import Library, POINT
from tests.operations_app.test_pages import again, page, said, SignIn
from warehouse.ids import new_id

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


def scan_in(script: AppTest, running: Any, slot: str, *codes: str) -> None:
    """What the scan box does through the API, on the desk that this page has opened."""
    desk = running.desks.find(script.session_state[f"desk:{slot}:{POINT}"], running.session_of(None, None).login)
    for code in codes:
        now = running.clock.forward(seconds=5)
        carry_out.scan(running.db, desk, code, now, now, new_id())


def click(script: AppTest, label: str) -> AppTest:
    found = [button for button in script.button if button.label == label]
    assert found, f"{label!r} is not among {[button.label for button in script.button]}"
    found[0].click()
    return again(script)


@pytest.fixture
def visited(library: Library) -> Library:
    for card in ("A1", "A2"):
        library.do("register_visit", member_no=card)
    return library


# circulation ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def at_the_desk(sign_in: SignIn, library: Library, running: Any) -> AppTest:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a", "C2a"])
    sign_in("sirkulasi")
    script = page("sirkulasi")
    scan_in(script, running, "CirculationDesk", "A1")
    return again(script)


def test_one_click_renews_all_and_offers_the_slip(at_the_desk: AppTest, library: Library) -> None:
    words = said(click(at_the_desk, "Perpanjang semua (2)"))
    assert len(library.db.rows("SELECT 1 FROM loan_renewals")) == 2
    assert "diperpanjang s.d." in words
    case_id = library.db.rows("SELECT case_id FROM loan_renewals LIMIT 1")[0]["case_id"]
    links = [element.proto.url for element in at_the_desk.get("link_button")]
    assert links == [f"/kertas/slip-kembali/{case_id}.pdf"]
    assert not [button for button in at_the_desk.button if button.label.startswith("Perpanjang")]


def test_one_loan_is_renewed_beside_it(at_the_desk: AppTest, library: Library) -> None:
    click(at_the_desk, "Perpanjang")
    assert len(library.db.rows("SELECT 1 FROM loan_renewals")) == 1


def test_what_keeps_a_loan_from_being_renewed_stands_below_it(sign_in: SignIn, library: Library, running: Any) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    sign_in("sirkulasi")
    script = page("sirkulasi")
    scan_in(script, running, "CirculationDesk", "A1")
    assert "terlambat" in said(again(script)).lower()
    assert not [button for button in script.button if button.label.startswith("Perpanjang")]
    assert not library.db.rows("SELECT 1 FROM refusals"), "nobody was refused by looking"


def test_the_mode_of_the_desk_follows_the_choice(at_the_desk: AppTest, library: Library, running: Any) -> None:
    at_the_desk.button_group(key="circulation_mode").set_value("renew")
    again(at_the_desk)
    scan_in(at_the_desk, running, "CirculationDesk", "C1a", "")
    again(at_the_desk)
    assert len(library.db.rows("SELECT 1 FROM loan_renewals")) == 1
    assert at_the_desk.button_group(key="circulation_mode").value == "lend"


def test_a_loan_is_reported_lost_after_a_second_question(at_the_desk: AppTest, library: Library) -> None:
    click(at_the_desk, "Catat hilang")
    assert len(library.db.rows("SELECT 1 FROM state_open_loans")) == 1
    assert library.db.rows("SELECT reason_code FROM copy_withdrawals") == [{"reason_code": "lost"}]


def test_the_next_copy_comes_back_damaged(at_the_desk: AppTest, library: Library, running: Any) -> None:
    at_the_desk.toggle(key="next_is_damaged").set_value(True)
    again(at_the_desk)
    assert at_the_desk.warning
    scan_in(at_the_desk, running, "CirculationDesk", "C1a")
    assert not again(at_the_desk).warning
    assert library.db.rows("SELECT condition FROM loan_returns") == [{"condition": "damaged"}]


def test_a_copy_leaves_the_collection_after_its_title_was_shown(
    sign_in: SignIn, library: Library, running: Any
) -> None:
    sign_in("sirkulasi")
    script = page("sirkulasi")
    box = next(one for one in script.text_input if one.label == "Nomor eksemplar")
    for wrong in ("C9z", "'; DROP TABLE copies; --", "😀"):
        box.set_value(wrong)
        assert again(script).error
        box = next(one for one in script.text_input if one.label == "Nomor eksemplar")
    box.set_value("C4b")
    again(script)
    assert [one.value for one in script.markdown if "Padi Gogo" in one.value]
    click(script, "Tarik eksemplar ini")
    assert not library.db.rows("SELECT 1 FROM state_copies WHERE copy_no = 'C4b'")


def test_catalogue_staff_take_a_copy_out_on_the_page_of_the_collection(sign_in: SignIn, library: Library) -> None:
    sign_in("katalog")
    script = page("koleksi")
    next(one for one in script.text_input if one.label == "Nomor eksemplar").set_value("C4b")
    again(script)
    assert "Eksemplar C4b sudah ditarik dari koleksi." in said(click(script, "Tarik eksemplar ini"))
    sign_in("pustakawan")
    assert "Tarik dari koleksi" not in [tab.label for tab in page("koleksi").tabs]


def test_a_lent_copy_is_not_weeded(sign_in: SignIn, library: Library) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    sign_in("katalog")
    script = page("koleksi")
    next(one for one in script.text_input if one.label == "Nomor eksemplar").set_value("C1a")
    again(script)
    assert "Maria Bria" in said(script)
    click(script, "Tarik eksemplar ini")
    assert script.error
    assert len(library.db.rows("SELECT 1 FROM state_open_loans")) == 1


def test_a_photo_is_shown_when_there_is_one(at_the_desk: AppTest, library: Library) -> None:
    assert "/foto/" not in said(at_the_desk)
    library.do("set_member_photo", member_no="A1", sha256="a" * 64)
    assert "/foto/A1.jpg" in said(again(at_the_desk))


# rooms ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("login", ["baca", "umum", "referensi", "deposit", "katalog"])
def test_room_staff_and_catalogue_staff_see_the_rooms(sign_in: SignIn, login: str) -> None:
    sign_in(login)
    who = shell.visitor()
    assert "ruang-baca" in {spec.url_path for spec in PAGES if spec.is_for(who)}
    assert page("ruang-baca").title[0].value == "Ruang baca"


@pytest.mark.parametrize("login", ["sirkulasi", "bendahara", "loket", "kasie", "admin", "fotokopi"])
def test_others_do_not(sign_in: SignIn, login: str) -> None:
    sign_in(login)
    who = shell.visitor()
    assert "ruang-baca" not in {spec.url_path for spec in PAGES if spec.is_for(who)}


def test_each_role_has_its_own_rooms(sign_in: SignIn, running: Any) -> None:
    sign_in("baca")
    assert page("ruang-baca").button_group(key="room_place").options
    for login in ("umum", "referensi", "deposit", "katalog"):
        sign_in(login)
        assert not [one for one in page("ruang-baca").get("button_group") if one.key == "room_place"], login


def test_room_staff_arrive_at_their_room() -> None:
    assert first_address(frozenset({"deposit_room_staff"})) == "/ruang-baca"


def test_the_general_room_from_coming_in_to_the_books_back(sign_in: SignIn, visited: Library, running: Any) -> None:
    sign_in("umum")
    script = page("ruang-baca")
    assert "Belum ada yang masuk ruang ini" in said(script)
    scan_in(script, running, "RoomsDesk:general", "A1", "A2")
    assert "Di ruang sekarang: 2" in said(again(script))
    click(script, "Langkah 4–6 selesai untuk semua (2)")
    scan_in(script, running, "RoomsDesk:general", "A1", "C1a")
    words = said(again(script))
    assert "Di meja baca: 1 buku" in words
    assert "dibaca oleh Maria Bria" in words
    scan_in(script, running, "RoomsDesk:general", "", "A1")
    again(script)
    click(script, "Mulai")
    running.clock.forward(seconds=30)
    click(script, "Mulai")  # step 7: the visitor's books
    running.clock.forward(seconds=60)
    click(script, "Selesai")
    click(script, "Sudah di rak")
    units = visited.db.rows(
        "SELECT unit_position, started_at IS NOT NULL AS timed FROM step_events"
        " WHERE sop_code = 'general_collection' ORDER BY txid"
    )
    assert [(one["unit_position"], one["timed"]) for one in units] == [(4, False), (4, False), (3, True), (7, True)]
    assert "Di ruang sekarang: 1" in said(script)


def test_a_click_on_choose_shows_the_steps(sign_in: SignIn, visited: Library, running: Any) -> None:
    sign_in("deposit")
    script = page("ruang-baca")
    scan_in(script, running, "RoomsDesk:deposit", "A1")
    again(script)
    click(script, "Pilih")
    words = said(script)
    assert "5. Mencari buku yang dibutuhkan" in words
    assert "6. Koleksi khusus" not in words
    click(script, "Lepas pilihan")
    assert "5. Mencari" not in said(script)


def test_the_special_collection_is_asked_for_by_a_toggle(sign_in: SignIn, visited: Library, running: Any) -> None:
    sign_in("deposit")
    script = page("ruang-baca")
    script.toggle(key="room_special").set_value(True)
    again(script)
    scan_in(script, running, "RoomsDesk:deposit", "A1", "A1")
    again(script)
    assert "6. Koleksi khusus" in said(script)
    assert script.toggle(key="room_special").value is False


def test_a_scanned_copy_is_removed_from_the_list(sign_in: SignIn, library: Library, running: Any) -> None:
    sign_in("umum")
    script = page("ruang-baca")
    scan_in(script, running, "RoomsDesk:general", "C1a", "C2a")
    again(script)
    click(script, "Hapus")
    scan_in(script, running, "RoomsDesk:general", "")
    rows = library.db.rows("SELECT copy_no FROM in_house_uses u JOIN state_copies c ON c.copy_id = u.copy_id")
    assert rows == [{"copy_no": "C1a"}], "the last scanned stands first"


def test_the_trolley_counts_and_empties(sign_in: SignIn, library: Library, running: Any) -> None:
    sign_in("referensi")
    script = page("ruang-baca")
    scan_in(script, running, "RoomsDesk:reference", "C3a", "C3b", "")
    again(script)
    assert script.number_input[0].value == 2
    click(script, "Sudah di rak")
    assert library.db.rows("SELECT room, copies, case_id FROM reshelvings") == [
        {"room": "reference", "copies": 2, "case_id": None}
    ]
    assert script.number_input[0].value == 0


@pytest.mark.parametrize(("label", "outcome"), [("Selesai", "done"), ("Tidak diselesaikan", "abandoned")])
def test_the_end_of_the_day_closes_all(
    sign_in: SignIn, visited: Library, running: Any, label: str, outcome: str
) -> None:
    sign_in("umum")
    script = page("ruang-baca")
    scan_in(script, running, "RoomsDesk:general", "A1", "A2")
    again(script)
    script.toggle(key="end_of_day:general").set_value(True)
    again(script)
    click(script, label)
    assert [row["outcome"] for row in visited.db.rows("SELECT outcome FROM case_closings")] == [outcome] * 2
    assert "Di ruang sekarang: 0" in said(script)


def test_what_was_left_open_yesterday_is_shown_at_once(sign_in: SignIn, visited: Library, running: Any) -> None:
    sign_in("umum")
    script = page("ruang-baca")
    scan_in(script, running, "RoomsDesk:general", "A1")
    running.clock.forward(days=1)
    script = page("ruang-baca")
    words = said(script)
    assert "Di ruang sekarang: 0" in words
    assert "Maria Bria" in words


def test_catalogue_staff_help_and_finish_at_a_click(sign_in: SignIn, visited: Library, running: Any) -> None:
    sign_in("katalog")
    script = page("ruang-baca")
    script.button_group(key="room_sent_to").set_value("deposit")
    again(script)
    scan_in(script, running, "RoomsDesk:opac", "A1")
    again(script)
    running.clock.forward(seconds=30)
    click(script, "Sudah diarahkan")
    assert visited.db.rows(
        "SELECT sop_code, unit_position FROM step_events WHERE sop_code IS NOT NULL AND act IS NULL"
    ) == [{"sop_code": "deposit_collection", "unit_position": 3}]
