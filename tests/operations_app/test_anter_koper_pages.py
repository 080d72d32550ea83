"""The pages of ANTER KOPER as Streamlit runs them: who sees what, what the forms do, what they refuse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.operations_app.anter_koper import furnish_road, HEAD_PIN, PIN, Road
from tests.operations_app.library import Library
from tests.operations_app.test_pages import again, MAIN, page, said

SignIn = Callable[[str], None]

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


@pytest.fixture
def road(library: Library) -> Road:
    furnish_road(library)
    return Road(library)


def opened(case_id: str) -> AppTest:
    script = AppTest.from_file(MAIN, default_timeout=60)
    script._page_hash = calc_hash("anter-koper")
    script.query_params["permohonan"] = case_id
    return again(script)


def fill(script: AppTest, kind: str, prefix: str, value: object) -> None:
    next(one for one in getattr(script, kind) if (one.key or "").startswith(prefix)).set_value(value)


def press(script: AppTest, label: str) -> str:
    buttons = [button for button in script.button if button.label.startswith(label)]
    assert buttons, [button.label for button in script.button]
    buttons[0].click()
    return said(again(script))


def view(script: AppTest, name: str) -> AppTest:
    script.button_group(key="anter_koper_view").set_value(name)
    return again(script)


def test_the_board_shows_each_request_in_its_stage(sign_in: SignIn, road: Road) -> None:
    road.requested("S1")
    road.ready("S2")
    sign_in("teknis")
    words = said(page("anter-koper"))
    for expected in ("SDN Oesapa", "SMPN 3 Kupang", "Keputusan", "Putuskan", "Jadwalkan"):
        assert expected in words
    sign_in("kios")
    assert "ANTER KOPER" not in said(page("anter-koper"))


def test_one_tap_on_a_card_leads_to_its_next_act(sign_in: SignIn, road: Road) -> None:
    road.ready("S2")
    sign_in("teknis")
    script = page("anter-koper")
    press(script, "Jadwalkan")
    chosen = next(one for one in script.multiselect if (one.key or "").startswith("sites:schedule"))
    assert chosen.value == ["S2"]
    road.requested("S1")
    sign_in("kabid")
    script = page("anter-koper")
    assert "Berikutnya: Putuskan" in press(script, "Putuskan")


def test_the_head_decides_with_the_own_pin(sign_in: SignIn, road: Road) -> None:
    case_id = road.requested("S1")
    sign_in("teknis")
    assert "menunggu keputusan Kepala Bidang" in said(opened(case_id))
    sign_in("kabid")
    script = opened(case_id)
    fill(script, "text_input", "pin:approve", "111111")
    assert "bukan PIN Anda" in press(script, "Setujui")
    fill(script, "text_input", "pin:approve", HEAD_PIN)
    assert "Disetujui" in press(script, "Setujui")
    assert road.case(case_id).next_act == "survey"


@pytest.mark.parametrize("reason", ["", "x", "a\nb"])
def test_a_refusal_without_a_reason_is_not_taken(sign_in: SignIn, road: Road, reason: str) -> None:
    case_id = road.requested("S1")
    sign_in("kabid")
    script = opened(case_id)
    fill(script, "text_input", "reason:decline", reason)
    press(script, "Tolak")
    assert script.error
    assert road.case(case_id).is_open


def test_survey_then_schedule_then_calendar(sign_in: SignIn, road: Road) -> None:
    case_id = road.requested("S1")
    sign_in("kabid")
    script = opened(case_id)
    fill(script, "text_input", "pin:approve", HEAD_PIN)
    press(script, "Setujui")
    sign_in("teknis")
    script = opened(case_id)
    fill(script, "text_input", "findings:survey", "Halaman luas, jalan baik")
    fill(script, "text_input", "pin:survey", PIN)
    assert "Hasil survei tercatat" in press(script, "Simpan hasil survei")
    script = view(page("anter-koper"), "schedule")
    press(script, "Buat jadwal")
    fill(script, "multiselect", "sites:schedule", ["S1"])
    assert "Perjalanan sudah ada di jadwal" in press(script, "Jadwalkan")
    assert "SDN Oesapa" in said(script)
    fill(script, "text_input", "pin:publish", PIN)
    assert "Jadwal sudah terbit" in press(script, "Terbitkan jadwal")
    assert road.case(case_id).next_act == "equipment"


def test_the_way_from_equipment_to_report(sign_in: SignIn, road: Road) -> None:
    case_id = road.ready()
    road.scheduled()
    sign_in("teknis")
    script = opened(case_id)
    press(script, "Mulai sekarang")
    road.library.clock.forward(minutes=10)
    assert "Perlengkapan siap." in press(script, "Perlengkapan siap")
    road.desk.turn_to(road.case(case_id).trip_id, None)
    road.scan("C1a")
    script = opened(case_id)
    press(script, "Koleksi siap (1 buku)")
    press(script, "Berangkat sekarang")
    road.library.clock.forward(minutes=50)
    assert "Sudah tiba" in press(script, "Tiba di lokasi")
    assert "Pindai buku yang ditinggal" in press(script, "Serahkan 0 buku")
    one = road.case(case_id)
    road.desk.turn_to(one.trip_id, one.site_id)
    assert one.next_act == "hand_over"


def test_staff_type_in_a_letter_for_a_new_site(sign_in: SignIn, road: Road) -> None:
    sign_in("teknis")
    script = view(page("anter-koper"), "request")
    fill(script, "text_input", "find:anter_koper_request", "SMA Negeri 9 Kupang")
    again(script)
    press(script, "Terima permohonan")
    assert "nomor surat" in script.error[0].value
    fill(script, "text_input", "no:anter_koper_request", "421.3/88/2026")
    press(script, "Terima permohonan")
    row = road.library.db.row("SELECT site_no, kind, services FROM state_sites WHERE name = 'SMA Negeri 9 Kupang'")
    assert row is not None
    assert row["services"] == ["anter_koper"]
    assert "SMA Negeri 9 Kupang" in said(again(script))


def test_a_known_site_is_found_by_a_part_of_its_name(sign_in: SignIn, road: Road) -> None:
    sign_in("teknis")
    script = view(page("anter-koper"), "request")
    fill(script, "text_input", "find:anter_koper_request", "oesapa")
    again(script)
    fill(script, "text_input", "no:anter_koper_request", "421.3/89/2026")
    press(script, "Terima permohonan")
    assert road.library.db.row("SELECT count(*) AS n FROM service_requests") == {"n": 1}
    script = view(page("anter-koper"), "request")
    fill(script, "text_input", "find:anter_koper_request", "oesapa")
    again(script)
    fill(script, "text_input", "no:anter_koper_request", "421.3/90/2026")
    press(script, "Terima permohonan")
    assert "sudah menunggu" in script.error[0].value or script.error


@pytest.mark.parametrize("case_id", ["nonsense", "'; DROP TABLE cases", "01234567-0123-7123-8123-0123456789ab", "😀"])
def test_an_address_that_names_no_request_shows_the_board(sign_in: SignIn, road: Road, case_id: str) -> None:
    sign_in("teknis")
    assert "Jadwal" in said(opened(case_id))
