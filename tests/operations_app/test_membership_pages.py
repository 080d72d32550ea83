"""The pages of membership and photocopies as Streamlit runs them: who sees what, and what their buttons do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from operations_app.desk import carry_out
from operations_app.desk.membership_desk import form_of
from tests.operations_app.library import Library, POINT
from tests.operations_app.test_case_pages import press
from tests.operations_app.test_pages import again, page, said
from warehouse.ids import new_id

SignIn = Callable[[str], None]

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


def links(script: AppTest) -> list[str]:
    return [str(element.proto.url) for element in script.get("link_button")]


def choose(script: AppTest, key: str, option: str) -> AppTest:
    script.segmented_control(key=key).set_value(option)
    return again(script)


def desk_of(script: AppTest, running: Any, kind: str) -> Any:
    desk_id = script.session_state[f"desk:{kind}:{POINT}"]
    return running.desks.find(desk_id, running.session_of(running.settings, None).login)


def entered(script: AppTest, running: Any, desk_kind: str, form: str, **values: str) -> str:
    """What a form of ours sends, at the desk of this page; then the page follows."""
    now = running.clock.forward(seconds=20)
    carry_out.entry(running.db, desk_of(script, running, desk_kind), form, values, now, now, new_id())
    return said(again(script))


def scanned(script: AppTest, running: Any, desk_kind: str, *codes: str) -> str:
    for code in codes:
        now = running.clock.forward(seconds=5)
        carry_out.scan(running.db, desk_of(script, running, desk_kind), code, now, now, new_id())
    return said(again(script))


@pytest.mark.parametrize(
    ("login", "sees"),
    [
        ("pustakawan", ["Kartu baru", "Perpanjangan", "Cetak kartu", "Tanpa formulir"]),
        ("sirkulasi", None),
        ("kasie", None),
    ],
)
def test_who_sees_the_membership_desk(sign_in: SignIn, login: str, sees: list[str] | None) -> None:
    sign_in(login)
    script = page("keanggotaan")
    if sees is None:
        assert script.title[0].value == "Hari ini"
    else:
        assert script.title[0].value == "Keanggotaan"
        assert list(script.segmented_control(key="membership_task").options) == sees


@pytest.mark.parametrize(
    ("login", "sees"),
    [
        ("baca", ["Mulai", "Buku kembali"]),
        ("fotokopi", ["Di sini", "Mulai"]),
        ("sirkulasi", ["Beri nota", "Nota kembali"]),
        ("bendahara", None),
    ],
)
def test_who_sees_which_part_of_the_photocopy_page(sign_in: SignIn, login: str, sees: list[str] | None) -> None:
    sign_in(login)
    script = page("fotokopi")
    if sees is None:
        assert script.title[0].value == "Hari ini"
    else:
        assert list(script.segmented_control(key="photocopy_task").options) == sees


def test_from_the_form_to_the_card(sign_in: SignIn, running: Any, library: Library) -> None:
    sign_in("pustakawan")
    script = page("keanggotaan")
    assert "Tidak ada yang menunggu." in said(script)
    words = entered(script, running, "MembershipDesk", "sell_form", name="Rina Asa")
    assert "pusat/2026/000001" in words
    assert "/kertas/kuitansi/" in words
    assert "menunggu pengesahan, di luar hitungan waktu" in words
    words = press(script, "Lanjutkan")
    case_id = desk_of(script, running, "MembershipDesk").case_id
    words = entered(
        script,
        running,
        "MembershipDesk",
        form_of("apply", case_id),
        member_no="B1",
        name="Rina Asa",
        validated_by="Lurah",
    )
    assert "Terima Rp10.000" in words
    words = press(script, "Terima Rp10.000")
    assert "pusat/2026/000002" in words
    assert "/kertas/kartu/B1.pdf" in links(script)
    words = press(script, "Kartu diserahkan")
    assert "Kartu B1 milik Rina Asa sudah diserahkan." in "\n".join(one.value for one in script.success)
    assert "Tidak ada yang menunggu." in words
    assert library.db.rows("SELECT outcome FROM case_closings") == [{"outcome": "done"}]


def test_a_lookalike_is_shown_beside_the_form(sign_in: SignIn, running: Any, library: Library) -> None:
    sign_in("pustakawan")
    script = choose(page("keanggotaan"), "membership_task", "direct")
    words = entered(
        script, running, "MembershipDesk", "member", member_no="B1", name="Maria Bria", birth_date="2001-04-05"
    )
    assert "Mungkin orang yang sama" in words
    assert "A1" in words
    entered(
        script,
        running,
        "MembershipDesk",
        "member",
        member_no="B1",
        name="Maria Bria",
        birth_date="2001-04-05",
        other_person="yes",
    )
    assert "Mungkin orang yang sama" not in said(script)
    assert "/kertas/kartu/B1.pdf" in links(script)


def test_a_card_is_renewed(sign_in: SignIn, running: Any, library: Library) -> None:
    sign_in("pustakawan")
    script = choose(page("keanggotaan"), "membership_task", "renewal")
    assert "Perbaiki yang berubah" in scanned(script, running, "MembershipDesk", "A1")
    assert "Terima Rp10.000" in scanned(script, running, "MembershipDesk", "")
    press(script, "Terima Rp10.000")
    press(script, "Kartu diserahkan")
    assert library.db.rows("SELECT count(*) AS n FROM card_prints") == [{"n": 1}]


def test_a_payment_the_desk_beside_received_gets_a_sentence(sign_in: SignIn, running: Any, library: Library) -> None:
    sign_in("pustakawan")
    script = choose(page("keanggotaan"), "membership_task", "renewal")
    scanned(script, running, "MembershipDesk", "A1", "")
    charge_id = library.db.rows("SELECT charge_id::VARCHAR AS c FROM state_open_charges")[0]["c"]
    button = next(one for one in script.button if one.label == "Terima Rp10.000")
    library.do("receive_payment", charge_id=charge_id)
    button.click()
    again(script)
    assert len(library.db.rows("SELECT 1 FROM payments")) == 1
    assert "Kartu diserahkan" in said(script)


def test_cards_are_printed_together_and_handed_over_one_by_one(sign_in: SignIn, library: Library) -> None:
    for number in ("B1", "B2"):
        library.do("register_member", member_no=number, name=f"Anggota {number}")
    sign_in("pustakawan")
    script = choose(page("keanggotaan"), "membership_task", "print")
    assert "Kartu yang menunggu dicetak dan diserahkan: 2" in said(script)
    assert links(script) == ["/kertas/kartu.pdf?no=B1&no=B2&sheet=a4"]
    script.checkbox(key="tick:B1").uncheck()
    again(script)
    assert links(script) == ["/kertas/kartu.pdf?no=B2&sheet=a4"]
    press(script, "Kartu diserahkan")
    assert "Kartu yang menunggu dicetak dan diserahkan: 1" in said(script)
    assert len(library.db.rows("SELECT 1 FROM card_prints")) == 1


def test_a_members_page_with_its_history(sign_in: SignIn, running: Any, library: Library) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    library.do("update_member", member_no="A1", phone="0812345")
    sign_in("pustakawan")
    script = page("anggota")
    script.text_input(key="find_member").set_value("maria")
    again(script)
    words = press(script, "Buka")
    for part in ("Maria Bria", "Sejarah Timor", "0812345", "Data diperbaiki", "Didaftarkan"):
        assert part in words
    desk_id = script.session_state[f"desk:correction:{POINT}"]
    desk = running.desks.find(desk_id, "pustakawan")
    now = running.clock()
    saved = carry_out.entry(running.db, desk, form_of("correct", "A1"), {"name": "Maria B."}, now, now, new_id())
    assert saved.is_saved
    assert "Maria B." in said(again(script))
    press(script, "Kartu diserahkan")
    assert library.db.rows("SELECT case_id FROM card_prints") == [{"case_id": None}]
    press(script, "Kembali ke pencarian")
    assert script.text_input(key="find_member").value == "maria"


def test_who_only_blocks_sees_no_correction(sign_in: SignIn) -> None:
    sign_in("kasie")
    script = page("anggota")
    script.text_input(key="find_member").set_value("a1")
    again(script)
    press(script, "Buka")
    assert [tab.label for tab in script.tabs] == ["Riwayat", "Blokir atau buka"]
    assert links(script) == []


def test_a_photocopy_is_begun_by_one_tap(sign_in: SignIn, running: Any, library: Library) -> None:
    sign_in("baca")
    script = page("fotokopi")
    scanned(script, running, "PhotocopyDesk", "C1a")
    words = press(script, "Di luar")
    assert library.db.rows("SELECT condition FROM case_conditions") == [{"condition": "copy_outside"}]
    press(script, "Di sini")
    assert "Sedang difotokopi di sini: 0" in words
    assert len(library.db.rows("SELECT 1 FROM cases")) == 1  # the second click of a double click begins nothing


def test_the_copied_pages_are_paid_and_the_book_goes_back(sign_in: SignIn, running: Any, library: Library) -> None:
    case_id = library.do("start_photocopy", place="inside", copy_no="C3a")["case_id"]
    sign_in("fotokopi")
    script = choose(page("fotokopi"), "photocopy_task", "inside")
    words = entered(script, running, "PhotocopyDesk", "finish", case_id=case_id, pages="4")
    assert "Rp1.200" in words
    assert "/kertas/kuitansi/" in words
    sign_in("baca")
    script = choose(page("fotokopi"), "photocopy_task", "reshelve")
    assert "Buku belum kembali ke ruang baca: 1" in said(script)
    assert "Buku sudah kembali ke ruangnya" in press(script, "Buku sudah kembali")
    assert library.db.rows("SELECT room FROM reshelvings") == [{"room": "reference"}]
    assert library.db.rows("SELECT outcome FROM case_closings") == [{"outcome": "done"}]


def test_a_photocopy_begun_elsewhere_is_offered(sign_in: SignIn, library: Library) -> None:
    sign_in("fotokopi")
    script = page("fotokopi")
    assert "Tidak ada fotokopi yang berjalan" in said(script)
    library.do("start_photocopy", place="inside", copy_no="C3a")
    words = said(again(script))
    assert "Tidak ada fotokopi yang berjalan" not in words
    assert "Kamus Dawan" in words


def test_notes_out_with_the_overdue_on_top(sign_in: SignIn, running: Any, library: Library) -> None:
    for number, hours in (("1", 9), ("2", 1)):
        case_id = library.do("start_photocopy", place="outside")["case_id"]
        due_at = library.clock().replace(minute=30, hour=library.clock().hour + hours)
        library.do("hold_identity", case_id=case_id, note_no=number, name=f"Tamu {number}", due_at=due_at)
    running.clock.forward(hours=3)
    sign_in("sirkulasi")
    words = said(choose(page("fotokopi"), "photocopy_task", "release"))
    assert words.index("Tamu 2") < words.index("Tamu 1")
    assert "Seharusnya kembali sebelum pukul" in words
    assert f"/kertas/nota-fotokopi/{case_id}.pdf" in words


def test_a_document_is_kept_against_a_note(sign_in: SignIn, running: Any, library: Library) -> None:
    case_id = library.do("start_photocopy", place="outside", copy_no="C1a")["case_id"]
    sign_in("sirkulasi")
    script = page("fotokopi")
    entered(script, running, "PhotocopyDesk", "hold", case_id=case_id, note_no="1", name="Rina", document_kind="ktp")
    assert links(script) == [f"/kertas/nota-fotokopi/{case_id}.pdf"]
    choose(script, "photocopy_task", "release")
    scanned(script, running, "PhotocopyDesk", "1", "")
    assert "Tidak ada tanda pengenal yang dititipkan." in said(script)
