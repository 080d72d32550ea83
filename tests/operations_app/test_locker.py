"""The locker desk as a function of what is scanned (SOP locker, steps 1–9)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from operations_app.desk import locker
from operations_app.desk.locker import LockerDesk
from tests.operations_app.library import Library, POINT, Scanner


@pytest.fixture
def desk() -> LockerDesk:
    return LockerDesk("loket", POINT)


@pytest.fixture
def scan(library: Library, desk: LockerDesk) -> Scanner:
    return Scanner(library, desk)


def events(library: Library) -> list[dict[str, Any]]:
    return library.db.rows(
        "SELECT unit_position, started_at, finished_at FROM step_events WHERE sop_code = 'locker' ORDER BY txid"
    )


def used(library: Library) -> list[str]:
    return [row["locker_no"] for row in library.db.rows("SELECT locker_no FROM state_lockers ORDER BY locker_no")]


def test_card_then_number_leaves_the_bag_timed_from_the_first_key(library: Library, scan: Scanner) -> None:
    assert scan("A1", typing_s=2).sentence == "Maria Bria"
    begun = library.clock() - timedelta(seconds=2)
    done = scan("12", after_s=30)
    assert (done.tone, done.detail) == ("done", "Berikan kartu nomor 12 kepada Maria Bria.")
    assert events(library) == [{"unit_position": 1, "started_at": begun, "finished_at": library.clock()}]
    assert done.clock
    assert done.clock.standard_s == 420


def test_number_then_card_leaves_the_bag_too(library: Library, scan: Scanner) -> None:
    assert scan("007").sentence == "Loker 7 kosong"
    assert scan("A1").tone == "done"
    assert used(library) == ["7"]


def test_a_guest_is_written_down_by_name_and_enter_takes_the_lowest_free_number(
    library: Library, scan: Scanner
) -> None:
    scan("A1"), scan("1")
    scan("Bapak Anton Lele")
    assert scan("").sentence == "Barang di loker 2"
    assert library.db.rows("SELECT name FROM state_lockers WHERE locker_no = '2'")[0]["name"] == "Bapak Anton Lele"


def test_a_number_in_use_is_refused_while_a_bag_is_taken_in(library: Library, scan: Scanner, desk: LockerDesk) -> None:
    scan("A1"), scan("1")
    scan("A2")
    answer = scan("1")
    assert (answer.tone, answer.rule) == ("refused", "locker_is_free")
    assert scan("2").tone == "done"


def test_a_number_that_does_not_exist_is_refused(library: Library, scan: Scanner) -> None:
    scan("A1")
    assert scan("41").rule == "locker_exists"
    assert scan("3").tone == "done"


def test_number_then_enter_hands_the_bag_over_timed(library: Library, scan: Scanner) -> None:
    scan("A1"), scan("5")
    asked = scan("5", typing_s=1)
    begun = library.clock() - timedelta(seconds=1)
    assert (asked.tone, asked.sentence) == ("info", "Loker 5: Maria Bria")
    assert used(library) == ["5"]
    done = scan("", after_s=45)
    assert done.tone == "done"
    assert used(library) == []
    assert events(library)[-1] == {"unit_position": 7, "started_at": begun, "finished_at": library.clock()}


def test_the_same_number_again_hands_the_bag_over(library: Library, scan: Scanner) -> None:
    scan("A1"), scan("5"), scan("5")
    assert scan("5").tone == "done"
    assert used(library) == []


def test_the_members_card_finds_the_bag(library: Library, scan: Scanner) -> None:
    scan("A1"), scan("5")
    assert scan("A1").sentence == "Loker 5: Maria Bria"
    assert scan("").tone == "done"


def test_inspection_is_in_first_and_out_afterwards(library: Library, scan: Scanner) -> None:
    scan("A1"), scan("5")
    inspection = Scanner(library, LockerDesk("pemeriksa", POINT, mode="inspection"))
    assert "Pemeriksaan masuk" in inspection("5").sentence
    assert inspection("", after_s=20).tone == "done"
    assert "Pemeriksaan keluar" in inspection("A1").sentence
    assert inspection("", after_s=20).tone == "done"
    assert [event["unit_position"] for event in events(library)] == [1, 4, 5]
    assert inspection("5").rule == "inspected_once"
    assert inspection("6").rule == "locker_is_in_use"
    assert inspection("A2").rule == "locker_is_in_use"


def test_a_lost_number_card_needs_the_name_and_then_the_bag_goes_out(library: Library, scan: Scanner) -> None:
    scan("A1"), scan("5")
    wrong = scan.entry("lost_card", locker_no="5", confirmed_name="Orang Lain", entry_id="e1")
    assert (wrong.tone, wrong.rule) == ("refused", "name_matches_the_bag")
    right = scan.entry("lost_card", locker_no="5", confirmed_name="maria bria", entry_id="e1")
    assert right.is_saved
    scan("5"), scan("")
    assert library.db.rows("SELECT lost_card FROM bag_returns")[0]["lost_card"] is True


def test_all_lockers_full_is_said(library: Library, scan: Scanner) -> None:
    for number in range(1, 41):
        library.do("deposit_bag", locker_no=str(number), name=f"Tamu {number}")
    answer = scan("A1")
    assert answer.detail == "Semua loker terpakai."
    assert scan("").rule == "locker_is_free"


@pytest.mark.parametrize("junk", ["X9" * 5000, "12ab!", "😀7", "'; DROP TABLE bags; --1", "1234"])
def test_junk_is_no_name_and_no_number(library: Library, scan: Scanner, junk: str) -> None:
    before = library.db.last_txid
    assert scan(junk).tone == "refused"
    assert library.db.last_txid == before


def test_changing_what_is_done_here_starts_over(scan: Scanner, desk: LockerDesk) -> None:
    scan("A1")
    locker.set_mode(desk, "inspection")
    assert desk.step == ""
    assert scan("").tone == "idle"


def test_a_desk_without_the_role_is_refused(library: Library) -> None:
    scan = Scanner(library, LockerDesk("sirkulasi", POINT))
    scan("A1")
    assert scan("5").rule == "role_may_act"
