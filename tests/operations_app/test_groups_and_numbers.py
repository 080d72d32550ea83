"""Groups by class, visitor numbers, a card that comes again: at the staffed guest book and at the kiosk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from operations_app.components.guest_fields import group_fields
from operations_app.desk.guest_book import GuestBookDesk, Registered
from tests.operations_app.library import Library, POINT, Scanner
from tests.operations_app.test_case_pages import press
from tests.operations_app.test_pages import again, page, said

SignIn = Callable[[str], None]

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


@pytest.fixture
def scan(library: Library) -> Scanner:
    return Scanner(library, GuestBookDesk("tamu", POINT))


def counts(library: Library) -> list[tuple[str, str, int]]:
    rows = library.db.rows("SELECT dimension, value, heads FROM group_counts ORDER BY txid, dimension, value")
    return [(row["dimension"], row["value"], row["heads"]) for row in rows]


# groups ---------------------------------------------------------------------------------------------------------------
def test_a_group_is_counted_by_the_agencys_classes(library: Library, scan: Scanner) -> None:
    saved = scan.entry(
        "group", name="SD Contoh", head_count="30",
        **{"sex|L": "12", "sex|P": "18", "age_class|6–12": "28", "occupation|Pelajar": "28", "education|SD": "0"},
    )  # fmt: skip
    assert saved.is_saved
    assert counts(library) == [
        ("age_class", "6–12", 28), ("occupation", "Pelajar", 28), ("sex", "L", 12), ("sex", "P", 18),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sex|L": "20", "sex|P": "11"}, "31"),
        ({"sex|L": "-3"}, "angka"),
        ({"sex|L": "3.5"}, "angka"),
        ({"sex|X": "3"}, "X"),
        ({"occupation|Astronot": "3"}, "Astronot"),
        ({"age_class|😀": "3"}, "😀"),
        ({"sex|L": "9" * 2000}, "angka"),
    ],
)
def test_a_breakdown_that_cannot_be_is_refused_with_a_sentence(
    library: Library, scan: Scanner, fields: dict[str, str], words: str
) -> None:
    before = library.db.last_txid
    refused = scan.entry("group", name="SD Contoh", head_count="30", **fields)
    assert (refused.tone, refused.is_saved) == ("refused", False)
    assert words in refused.sentence
    assert library.db.last_txid == before


@pytest.mark.parametrize("head_count", ["0", "-30", "1", "30000", "tiga puluh", "😀", "9" * 500, "3\n0"])
def test_a_head_count_that_cannot_be_is_refused(library: Library, scan: Scanner, head_count: str) -> None:
    before = library.db.last_txid
    assert list(scan.entry("group", name="SD Contoh", head_count=head_count).field_errors) == ["head_count"]
    assert library.db.last_txid == before


def test_the_form_offers_the_lists_of_the_agency(library: Library) -> None:
    agency = library.db.catalogue.agency("NTT")
    fields = {field.name: field for field in group_fields(agency)}
    assert [value for value, _label in fields["education"].options] == list(agency.lists.education)
    assert [value for value, _label in fields["sex"].options] == ["L", "P"]
    assert all(fields[name].sum_of == "head_count" for name in ("sex", "age_class", "occupation", "education"))
    posted = sum(len(field.options) for field in fields.values() if field.kind == "counts") + 4
    assert posted <= 40  # what one entry may hold (operations_app.api.desk)


# numbers --------------------------------------------------------------------------------------------------------------
def test_every_registration_has_the_next_number(scan: Scanner) -> None:
    desk = scan.desk
    assert isinstance(desk, GuestBookDesk)
    scan("A1")
    assert desk.registered
    assert (desk.registered.visit_no, desk.registered.slip_code) == (1, "V261005-001")
    scan.entry("guest", name="Bapak Anton", sex="L")
    assert (desk.registered.visit_no, desk.registered.name) == (2, "Bapak Anton")
    scan.entry("group", name="SD Contoh", head_count="25")
    assert desk.registered.visit_no == 3


def test_the_number_stands_large_with_its_slip(sign_in: SignIn, library: Library, running: Any) -> None:
    sign_in("tamu")
    script = page("buku-tamu")
    desk = running.desks.find(script.session_state[f"desk:GuestBookDesk:{POINT}"], "tamu")
    Scanner(library, desk)("A1")
    words = said(again(script))
    assert '<div class="no">1</div>' in words
    assert f"/kertas/nomor/{desk.registered.visit_id}.pdf" in words


# coming again ---------------------------------------------------------------------------------------------------------
def test_one_tap_says_that_the_visitor_has_come_again(sign_in: SignIn, library: Library, running: Any) -> None:
    sign_in("tamu")
    script = page("buku-tamu")
    scan = Scanner(library, running.desks.find(script.session_state[f"desk:GuestBookDesk:{POINT}"], "tamu"))
    scan("A1"), scan("A1")
    assert "Catat kunjungan baru" in said(again(script))
    press(script, "Catat kunjungan baru")
    assert len(library.db.rows("SELECT 1 FROM visits")) == 2
    assert "Catat kunjungan baru" not in said(script)


def test_the_same_visit_is_not_registered_again(sign_in: SignIn, library: Library, running: Any) -> None:
    sign_in("tamu")
    script = page("buku-tamu")
    scan = Scanner(library, running.desks.find(script.session_state[f"desk:GuestBookDesk:{POINT}"], "tamu"))
    scan("A1"), scan("A1")
    press(again(script), "Masih kunjungan yang sama")
    assert len(library.db.rows("SELECT 1 FROM visits")) == 1
    assert scan("A1").rule == "visit_is_not_a_repeat"


def test_the_answer_belongs_to_the_stretch_that_the_first_scan_began(library: Library, scan: Scanner) -> None:
    scan("A1")
    scan("A1", typing_s=2)
    begun_at = library.clock()
    scan("A1", after_s=20)
    event = library.db.rows("SELECT started_at FROM step_events ORDER BY txid DESC LIMIT 1")[0]
    assert (begun_at - event["started_at"]).total_seconds() == 2


def test_after_the_agencys_minutes_nobody_is_asked(library: Library, scan: Scanner) -> None:
    minutes = library.db.catalogue.agency("NTT").desk_on(library.clock().date()).repeat_visit_minutes
    scan("A1")
    assert scan("A1", after_s=60 * minutes).tone == "done"


# the kiosk ------------------------------------------------------------------------------------------------------------
def kiosk(library: Library, running: Any) -> tuple[AppTest, Scanner]:
    script = page()
    desk = running.desks.find(script.session_state[f"desk:kiosk:{POINT}"], "kios")
    return script, Scanner(library, desk)


def test_the_kiosk_asks_in_a_friendly_way_and_registers_on_yes(sign_in: SignIn, library: Library, running: Any) -> None:
    sign_in("kios")
    script, scan = kiosk(library, running)
    scan("A1"), scan("A1")
    words = said(again(script))
    assert "Apakah Anda datang lagi?" in words
    assert "Maria" not in words
    words = press(script, "Ya, daftarkan lagi")
    assert len(library.db.rows("SELECT 1 FROM visits WHERE channel = 'kiosk'")) == 2
    assert "Selamat datang, Maria" in words
    assert '<div class="no">2</div>' in words
    assert "Silakan mendaftar" in press(script, "Selesai")


def test_the_kiosk_registers_nothing_on_no(sign_in: SignIn, library: Library, running: Any) -> None:
    sign_in("kios")
    script, scan = kiosk(library, running)
    scan("A1"), scan("A1")
    again(script)
    assert "Silakan mendaftar" in press(script, "Tidak, terima kasih")
    assert len(library.db.rows("SELECT 1 FROM visits")) == 1


def test_the_kiosk_forgets_the_question_by_itself(sign_in: SignIn, library: Library, running: Any) -> None:
    sign_in("kios")
    script, scan = kiosk(library, running)
    scan("A1"), scan("A1")
    library.clock.forward(seconds=29)
    assert "Apakah Anda datang lagi?" in said(again(script))
    library.clock.forward(seconds=2)
    assert "Silakan mendaftar" in said(again(script))


def test_the_welcome_ends_by_itself(sign_in: SignIn, library: Library, running: Any) -> None:
    sign_in("kios")
    script, _scan = kiosk(library, running)
    script.session_state["kiosk_welcomed"] = (library.clock(), Registered("0", 7, "V261005-007", "Maria"))
    assert '<div class="no">7</div>' in said(again(script))
    library.clock.forward(seconds=9)
    assert "Silakan mendaftar" in said(again(script))


def test_the_purpose_chosen_at_the_kiosk_goes_with_the_card(sign_in: SignIn, library: Library, running: Any) -> None:
    sign_in("kios")
    script, scan = kiosk(library, running)
    script.button_group(key="kiosk_purpose").set_value("Membaca")
    again(script)
    scan("A1")
    assert library.db.rows("SELECT purpose FROM visits") == [{"purpose": "Membaca"}]


# wrong input ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "fields",
    [
        {"name": "X" * 2000}, {"name": "Bapak\nAnton"}, {"name": "Bapak\x00Anton"}, {"name": "   "},
        {"sex": "😀"}, {"age_class": "'; DROP TABLE visits; --"}, {"purpose": "X" * 2000}, {"locker_no": "-4"},
        {"locker_no": "999999999999"}, {"locker_no": "7"}, {"education": "S9"},
    ],
)  # fmt: skip
def test_a_guest_form_that_cannot_be_is_refused_with_a_sentence(
    library: Library, scan: Scanner, fields: dict[str, str]
) -> None:
    before = library.db.last_txid
    refused = scan.entry("guest", **{"name": "Bapak Anton", "sex": "L", **fields})
    assert (refused.tone, refused.is_saved) == ("refused", False)
    assert refused.sentence.endswith((".", ")"))
    assert library.db.last_txid == before


def test_a_name_is_kept_as_it_was_written(library: Library, scan: Scanner) -> None:
    name = "Robert'); DROP TABLE visits;-- 😀"
    assert scan.entry("guest", name=name, sex="L").is_saved
    assert library.db.rows("SELECT name FROM visit_identities")[-1]["name"] == name
