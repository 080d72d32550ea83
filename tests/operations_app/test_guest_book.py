"""The guest book, staffed and at the kiosk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from operations_app.desk.guest_book import GuestBookDesk
from tests.operations_app.library import Library, POINT, Scanner


@pytest.fixture
def scan(library: Library) -> Scanner:
    return Scanner(library, GuestBookDesk("tamu", POINT))


@pytest.fixture
def kiosk(library: Library) -> Scanner:
    return Scanner(library, GuestBookDesk("kios", POINT, is_kiosk=True))


def visits(library: Library) -> list[dict[str, object]]:
    return library.db.rows(
        "SELECT visitor_type, channel, purpose, head_count, sex, age_class FROM visits ORDER BY txid"
    )


def test_a_card_is_a_visit_at_once(library: Library, scan: Scanner) -> None:
    answer = scan("A1", typing_s=1)
    assert (answer.tone, answer.sentence) == ("done", "Selamat datang, Maria Bria")
    assert len(visits(library)) == 1
    event = library.db.rows("SELECT act, started_at FROM step_events")[0]
    assert event == {"act": "guest_book", "started_at": library.clock() - timedelta(seconds=1)}


def test_the_purpose_chosen_on_the_page_goes_with_the_card(library: Library, scan: Scanner) -> None:
    assert isinstance(scan.desk, GuestBookDesk)
    scan.desk.purpose = "Membaca"
    scan("A1")
    assert visits(library)[0]["purpose"] == "Membaca"


def test_a_second_card_soon_after_asks_and_the_third_registers(library: Library, scan: Scanner) -> None:
    scan("A1")
    asked = scan("A1")
    assert (asked.tone, asked.rule) == ("warn", "visit_is_not_a_repeat")
    assert len(visits(library)) == 1
    assert scan("A1").tone == "done"
    assert len(visits(library)) == 2


def test_another_card_in_between_takes_the_question_back(library: Library, scan: Scanner) -> None:
    scan("A1"), scan("A1"), scan("A2")
    assert scan("A1").rule == "visit_is_not_a_repeat"


def test_a_bag_left_before_is_joined(library: Library, scan: Scanner) -> None:
    library.do("deposit_bag", locker_no="3", member_no="A1")
    assert scan("A1").detail == "Ada barang di loker."


@pytest.mark.parametrize("junk", ["X" * 10_000, "😀", "'; DROP TABLE visits; --", "tidak ada"])
def test_an_unknown_card_is_refused(library: Library, scan: Scanner, junk: str) -> None:
    assert scan(junk).tone == "refused"
    assert not visits(library)


def test_an_empty_enter_does_nothing(library: Library, scan: Scanner) -> None:
    assert scan("").tone == "idle"


def test_a_guest_states_name_and_sex(library: Library, scan: Scanner) -> None:
    refused = scan.entry("guest", name=" ", entry_id="e")
    assert set(refused.field_errors) == {"name", "sex"}
    saved = scan.entry("guest", name="Bapak Anton", sex="L", age_class="26–40", purpose="Membaca", entry_id="e")
    assert saved.is_saved
    again = scan.entry("guest", name="Bapak Anton", sex="L", entry_id="e")
    assert again == saved
    assert visits(library) == [
        {
            "visitor_type": "guest",
            "channel": "desk",
            "purpose": "Membaca",
            "head_count": 1,
            "sex": "L",
            "age_class": "26–40",
        }
    ]


def test_a_value_outside_the_agencys_list_is_marked_at_its_field(scan: Scanner) -> None:
    answer = scan.entry("guest", name="Bapak Anton", sex="L", occupation="Astronot")
    assert list(answer.field_errors) == ["occupation"]


def test_a_group_is_one_registration_with_its_heads(library: Library, scan: Scanner) -> None:
    assert list(scan.entry("group", name="SD Contoh", head_count="banyak").field_errors) == ["head_count"]
    assert scan.entry("group", name="SD Contoh", head_count="25").is_saved
    assert visits(library)[0]["head_count"] == 25


def test_the_kiosk_shows_only_the_first_name(library: Library, kiosk: Scanner) -> None:
    assert kiosk("A1").sentence == "Selamat datang, Maria"
    assert visits(library)[0]["channel"] == "kiosk"


def test_the_kiosk_registers_guests_but_no_groups(library: Library, kiosk: Scanner) -> None:
    assert kiosk.entry("guest", name="Ibu Rosa", sex="P").is_saved
    assert kiosk.entry("group", name="SD Contoh", head_count="25").rule == "role_may_act"
