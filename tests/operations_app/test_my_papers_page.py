"""My papers: what is owed stands there with its age, is written, signed with the own PIN, made void and replaced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from operations_app.components.paper_form import OPEN
from operations_app.components.signature_pad import picture_of
from tests.operations_app.library import Library
from tests.operations_app.papers.official_examples import drawn_signature, photo
from tests.operations_app.road_papers import PINS, Road
from tests.operations_app.test_case_pages import field, press
from tests.operations_app.test_pages import again, page, said

SignIn = Callable[[str], None]

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


@pytest.fixture
def road(library: Library) -> Road:
    return Road(library).furnish()


def opened(key: str) -> AppTest:
    script = page("dokumen-saya")
    script.query_params[OPEN] = key
    return again(script)


def press_containing(script: AppTest, words: str) -> str:
    return press(script, next(one.label for one in script.button if words in one.label))


def test_the_page_is_for_who_signs(sign_in: SignIn, road: Road) -> None:
    for login, sees in {"petugas": True, "kabid": True, "kasie": True, "sirkulasi": False}.items():
        sign_in(login)
        title = page("dokumen-saya").title[0].value
        assert (title == "Dokumen saya") == sees, login


def test_an_owed_paper_is_written_and_signed(sign_in: SignIn, road: Road) -> None:
    trip, _case = road.leave()
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a", "C2a"])
    sign_in("petugas")
    script = page("dokumen-saya")
    words = said(script)
    assert "Berita acara serah terima" in words
    assert "SD Negeri Oesapa Kecil 2" in words
    assert "perlu dibuat" in words
    press(script, "Buat")
    words = press_containing(script, "Buat: Berita acara")
    assert "/001/BA-S/" in words
    (paper,) = road.db.rows("SELECT document_id, place FROM document_texts")
    assert paper["place"] == "SD Negeri Oesapa Kecil 2"
    assert script.query_params[OPEN] == str(paper["document_id"])
    field(script, "text_input", "pin:").set_value(PINS["petugas"])
    words = press(script, "Tanda tangani dengan PIN")
    assert "dengan PIN" in words
    signed = road.db.rows("SELECT party, way FROM document_signatures")
    assert signed == [{"party": "sender", "way": "pin"}]
    assert PINS["petugas"] not in "".join(row["payload"] for row in road.db.rows("SELECT payload FROM journal"))


@pytest.mark.parametrize("pin", ["", "12345", "abcdef", "000001", "١٢٣٤٥٦", "'; DRO"])
def test_a_wrong_pin_signs_nothing(sign_in: SignIn, road: Road, pin: str) -> None:
    _trip, _case, paper = road.handed_over()
    before = road.db.last_txid
    sign_in("petugas")
    script = opened(paper)
    field(script, "text_input", "pin:").set_value(pin)
    press(script, "Tanda tangani dengan PIN")
    assert script.error[0].value.endswith(".")
    assert road.db.last_txid == before


def test_a_colleague_without_a_pin_is_asked_to_set_one(sign_in: SignIn, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    sign_in("rekan")
    script = opened(paper)
    field(script, "text_input", "first:").set_value("246813")
    field(script, "text_input", "second:").set_value("246814")
    press(script, "Simpan PIN")
    assert "berbeda" in script.error[0].value
    field(script, "text_input", "first:").set_value("246813")
    field(script, "text_input", "second:").set_value("246813")
    press(script, "Simpan PIN")
    pins = road.db.row(
        "SELECT count(*) AS count FROM staff_pins JOIN state_accounts USING (staff_key) WHERE login = 'rekan'"
    )
    assert pins == {"count": 1}
    assert any(one.label == "Tanda tangani dengan PIN" for one in script.button)


def test_an_easy_pin_is_refused(sign_in: SignIn, road: Road) -> None:
    sign_in("rekan")
    script = page("dokumen-saya")
    script.segmented_control(key="papers_part").set_value("pin")
    again(script)
    for name in ("first:", "second:"):
        field(script, "text_input", name).set_value("111111")
    press(script, "Simpan PIN")
    assert script.error[0].value.endswith(".")


def test_another_services_officer_sees_nothing_and_signs_nothing(sign_in: SignIn, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    sign_in("motor")
    script = opened(paper)
    assert "Dokumen ini tidak ada." in said(script)
    assert not any("PIN" in one.label for one in script.button)


def test_a_head_acknowledges_with_the_own_pin(sign_in: SignIn, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    sign_in("kabid")
    script = opened(paper)
    field(script, "text_input", "pin:").set_value(PINS["kabid"])
    press(script, "Tanda tangani dengan PIN")
    row = road.db.row("SELECT i.office FROM document_signatures s JOIN signature_identities i USING (signature_id)")
    assert row is not None
    assert row["office"].startswith("Kepala Bidang")


def test_a_paper_is_made_void_with_a_reason_and_replaced(sign_in: SignIn, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    sign_in("petugas")
    script = opened(paper)
    press(script, "Batalkan")
    assert script.error
    assert not road.db.rows("SELECT * FROM document_voids")
    field(script, "text_input", "reason:").set_value("salah daftar buku")
    words = press(script, "Batalkan")
    assert "dibatalkan" in " ".join([words, *(one.value for one in script.success)])
    words = press_containing(script, "Buat: Berita acara")
    assert "/002/BA-S/" in words
    (successor,) = road.db.rows("SELECT document_id FROM documents WHERE successor_of IS NOT NULL")
    assert script.query_params[OPEN] == str(successor["document_id"])
    assert any("/002/BA-S/" in one.value for one in opened(paper).info)


def test_a_void_approval_is_given_anew_by_who_gave_it(sign_in: SignIn, road: Road) -> None:
    case = road.do("request_service", site_no="S1", letter_no="421/7", letter_on="2026-10-01")["case_id"]
    paper = road.do("approve_request", case_id=case, actor="kabid", pin=PINS["kabid"])["document_id"]
    sign_in("petugas")
    assert "Batalkan" not in [one.label for one in opened(paper).button]
    sign_in("kabid")
    script = opened(paper)
    field(script, "text_input", "reason:").set_value("salah nama kepala sekolah")
    press(script, "Batalkan")
    field(script, "text_input", "pin:approval").set_value(PINS["kabid"])
    assert "/002/PS" in press(script, "Berikan persetujuan baru")
    (successor,) = road.db.rows("SELECT document_id FROM documents WHERE successor_of IS NOT NULL")
    assert script.query_params[OPEN] == str(successor["document_id"])
    assert any("/002/PS" in one.value for one in opened(paper).info)
    sign_in("petugas")
    assert not [one for one in opened(paper).text_input if (one.key or "").startswith("pin:approval")]


def test_a_list_that_differs_is_named(sign_in: SignIn, road: Road) -> None:
    trip, _case = road.leave()
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a", "C2a"])
    sign_in("petugas")
    script = page("dokumen-saya")
    press(script, "Buat")
    field(script, "text_area", "copies:").set_value("C1a\nC4a")
    press_containing(script, "Buat: Berita acara")
    (warning,) = script.warning
    assert "tidak dipindai: C4a." in warning.value
    assert "tidak ada pada dokumen: C2a." in warning.value


def test_unknown_copy_numbers_write_nothing(sign_in: SignIn, road: Road) -> None:
    trip, _case = road.leave()
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a"])
    sign_in("petugas")
    script = page("dokumen-saya")
    press(script, "Buat")
    for wrong in ("TIDAK-ADA", "'; DROP TABLE documents; --", "😀", "x" * 10_000):
        field(script, "text_area", "copies:").set_value(wrong)
        press_containing(script, "Buat: Berita acara")
        assert script.error, wrong
    assert not road.db.rows("SELECT * FROM documents")


@pytest.mark.parametrize("asked", ["tidak-ada", "'; DROP TABLE documents", "😀", "x" * 3000])
def test_an_address_that_is_none_says_so(sign_in: SignIn, road: Road, asked: str) -> None:
    sign_in("petugas")
    assert "Dokumen ini tidak ada." in said(opened(asked))


def test_what_was_written_is_listed_with_its_papers(sign_in: SignIn, road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    sign_in("petugas")
    script = page("dokumen-saya")
    script.segmented_control(key="papers_part").set_value("written")
    words = said(again(script))
    assert f"/kertas/dokumen/{paper}.pdf" in words
    assert "belum ditandatangani" in words


def test_the_letter_is_filed_as_a_scan(sign_in: SignIn, road: Road) -> None:
    road.do("request_service", site_no="S1", letter_no="421/7", letter_on="2026-10-01")
    sign_in("petugas")
    script = page("dokumen-saya")
    press(script, "Buat")
    make = next(one for one in script.button if one.label.startswith("Buat: "))
    assert make.disabled
    script.file_uploader[0].set_value(("../../etc/surat.pdf", photo(), "application/pdf"))
    again(script)
    press_containing(script, "Buat: ")
    (row,) = road.db.rows("SELECT scan_sha256 FROM document_texts")
    assert len(row["scan_sha256"]) == 64


def test_a_renamed_program_is_not_filed(sign_in: SignIn, road: Road) -> None:
    road.do("request_service", site_no="S1", letter_no="421/7", letter_on="2026-10-01")
    sign_in("petugas")
    script = page("dokumen-saya")
    press(script, "Buat")
    script.file_uploader[0].set_value(("surat.pdf", b"MZ\x90\x00" + bytes(400), "application/pdf"))
    again(script)
    press_containing(script, "Buat: ")
    assert "bukan PDF, JPEG, atau PNG" in script.error[0].value
    assert not road.db.rows("SELECT * FROM documents")


def test_the_pads_picture_is_read_once_and_only_of_its_own_turn() -> None:
    import base64

    sent: dict[str, Any] = {
        "png": "data:image/png;base64," + base64.b64encode(drawn_signature()).decode(),
        "turn": "t:0",
    }
    assert picture_of(sent, "t:0") == drawn_signature()
    assert picture_of(sent, "t:1") is None
    assert picture_of(None, "t:0") is None
    for wrong in ("", "data:text/html,<b>", "data:image/png;base64,!!!", 7, "data:image/png;base64," + "A" * 500_000):
        assert picture_of({**sent, "png": wrong}, "t:0") == b""
