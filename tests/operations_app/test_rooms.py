"""The reading rooms as functions of what is scanned and tapped (SOP general, reference and deposit collection)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from operations_app.desk import rooms_taps
from operations_app.desk.rooms_desk import Place, places_of, RoomsDesk
from operations_app.desk.rooms_lookups import InRoom, trolley_of_day, visitors_in_room
from operations_app.desk.rooms_opac import helped_at_a_click, send_to
from tests.operations_app.library import Library, POINT, Scanner

LOGIN = {"general": "umum", "reference": "referensi", "deposit": "deposit", "opac": "katalog"}
JUNK = ["X" * 10_000, "😀", "satu\ndua", "'; DROP TABLE loans; --", "\x00", "A 1", "tidak-ada", "999", "V991399-001"]


def desk_of(place: Place, login: str = "") -> RoomsDesk:
    return RoomsDesk(login or LOGIN[place], POINT, place=place)


@pytest.fixture
def visited(library: Library) -> Library:
    """Maria has registered with her card, Anton as a guest; the clock stands a minute later."""
    library.do("register_visit", member_no="A1")
    library.do("register_visit", visitor_type="guest", name="Bapak Anton", sex="L")
    library.clock.forward(seconds=60)
    return library


def slip(library: Library, name: str) -> str:
    row = library.db.rows(
        "SELECT v.visited_on, v.visit_no FROM visits v JOIN visit_identities i USING (visit_id) WHERE i.name = ?", name
    )[0]
    return f"V{row['visited_on']:%y%m%d}-{row['visit_no']:03d}"


def events(library: Library, sop: str) -> list[dict[str, Any]]:
    return library.db.rows(
        "SELECT unit_position, started_at, finished_at, captured FROM step_events WHERE sop_code = ? ORDER BY txid", sop
    )


def here(library: Library, desk: RoomsDesk) -> list[InRoom]:
    return visitors_in_room(library.db, desk.sop_code, POINT, library.clock())


def closings(library: Library) -> list[str]:
    return [row["outcome"] for row in library.db.rows("SELECT outcome FROM case_closings ORDER BY txid")]


# coming in ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("place", "sop", "step"), [("reference", "reference_collection", 5), ("deposit", "deposit_collection", 4)]
)
def test_a_card_fills_in_the_guest_book_of_the_room(visited: Library, place: Place, sop: str, step: int) -> None:
    scan = Scanner(visited, desk_of(place))
    answer = scan("A1", typing_s=2)
    assert (answer.tone, answer.sentence) == ("done", "Masuk buku tamu ruang: Maria Bria")
    assert answer.clock
    assert answer.clock.standard_s == 60
    assert [(one["unit_position"], one["captured"]) for one in events(visited, sop)] == [(step, "transaction")]
    assert visited.db.rows("SELECT room, visitor_type FROM room_visits") == [{"room": place, "visitor_type": "member"}]


def test_a_guest_comes_in_by_number_slip(visited: Library) -> None:
    assert Scanner(visited, desk_of("reference"))(slip(visited, "Bapak Anton")).sentence.endswith("Bapak Anton")


def test_a_visitor_comes_in_by_locker_number(library: Library) -> None:
    library.do("deposit_bag", locker_no="7", member_no="A1")
    library.do("register_visit", member_no="A1")
    assert "Maria Bria" in Scanner(library, desk_of("deposit"))("7").sentence


@pytest.mark.parametrize("place", ["general", "reference", "deposit", "opac"])
def test_the_guest_book_of_the_building_comes_first(library: Library, place: Place) -> None:
    before = library.db.last_txid
    answer = Scanner(library, desk_of(place))("A1")
    assert (answer.tone, answer.rule) == ("refused", "guest_book_comes_first")
    assert library.db.last_txid == before
    assert library.db.rows("SELECT rule FROM refusals") == [{"rule": "guest_book_comes_first"}]


def test_the_general_room_opens_a_case_without_a_book_of_its_own(visited: Library) -> None:
    desk = desk_of("general")
    assert Scanner(visited, desk)("A1").sentence == "Masuk ruang: Maria Bria"
    assert [one.name for one in here(visited, desk)] == ["Maria Bria"]
    assert not visited.db.rows("SELECT 1 FROM room_visits")


@pytest.mark.parametrize("place", ["general", "reference", "deposit"])
def test_a_second_scan_chooses_and_registers_nothing(visited: Library, place: Place) -> None:
    desk = desk_of(place)
    scan = Scanner(visited, desk)
    scan("A1")
    before = visited.db.last_txid
    assert (scan("A1").tone, desk.chosen_name) == ("info", "Maria Bria")
    assert visited.db.last_txid == before
    assert scan("").tone == "idle"
    assert desk.chosen is None


@pytest.mark.parametrize("place", ["general", "reference", "deposit"])
def test_two_desks_take_the_same_visitor_in_once(visited: Library, place: Place) -> None:
    one, two = Scanner(visited, desk_of(place)), Scanner(visited, desk_of(place, "baca"))
    assert one("A1").tone == "done"
    assert two("A1").tone == "info"
    assert len(visited.db.rows("SELECT 1 FROM state_open_cases")) == 1


def test_only_the_next_visitor_uses_the_special_collection(visited: Library) -> None:
    desk = desk_of("deposit")
    desk.next_is_special = True
    scan = Scanner(visited, desk)
    scan("A1"), scan(slip(visited, "Bapak Anton"))
    waiting = {one.name: [unit.position for unit in one.to_do] for one in here(visited, desk)}
    assert 6 in waiting["Maria Bria"]
    assert 6 not in waiting["Bapak Anton"]


@pytest.mark.parametrize("place", ["general", "reference", "deposit", "opac"])
@pytest.mark.parametrize("junk", JUNK)
def test_junk_gets_a_sentence_and_changes_nothing(visited: Library, place: Place, junk: str) -> None:
    before = visited.db.last_txid
    answer = Scanner(visited, desk_of(place))(junk)
    assert answer.tone == "refused"
    assert answer.sentence
    assert visited.db.last_txid == before


def test_a_desk_without_the_role_is_refused(visited: Library) -> None:
    assert Scanner(visited, desk_of("reference", "sirkulasi"))("A1").rule == "role_may_act"


# at the catalogue -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("room", "sop"), [("general", "general_collection"), ("deposit", "deposit_collection")])
def test_a_visitor_is_shown_the_way_between_scan_and_enter(visited: Library, room: Any, sop: str) -> None:
    desk = desk_of("opac")
    send_to(desk, room)
    scan = Scanner(visited, desk)
    assert scan("A1", typing_s=2).tone == "info"
    begun = visited.clock() - timedelta(seconds=2)
    assert scan("", after_s=40).tone == "done"
    assert events(visited, sop) == [
        {"unit_position": 3, "started_at": begun, "finished_at": visited.clock(), "captured": "tap"}
    ]


def test_a_visitor_is_shown_the_way_once(visited: Library) -> None:
    scan = Scanner(visited, desk_of("opac"))
    scan("A1"), scan("A1")
    assert scan("A1").rule == "step_is_done_once"
    assert len(events(visited, "general_collection")) == 1


def test_the_room_goes_on_with_the_case_of_the_catalogue(visited: Library) -> None:
    opac, room = desk_of("opac"), desk_of("deposit")
    send_to(opac, "deposit")
    scan = Scanner(visited, opac)
    scan("A1"), scan("")
    assert Scanner(visited, room)("A1").tone == "done"
    assert [one["unit_position"] for one in events(visited, "deposit_collection")] == [3, 4]
    assert len(visited.db.rows("SELECT 1 FROM state_open_cases")) == 1


def test_several_are_helped_at_once(visited: Library) -> None:
    desk = desk_of("opac")
    scan = Scanner(visited, desk)
    scan("A1")
    first = desk.chosen
    scan(slip(visited, "Bapak Anton"))
    send_to(desk, "deposit")
    assert first
    helped_at_a_click(visited.db, desk, first, visited.clock.forward(seconds=5))
    assert desk.last_answer
    assert desk.last_answer.sentence == "Sudah diarahkan: Maria Bria"
    assert scan("").sentence == "Sudah diarahkan: Bapak Anton"
    assert not desk.begun


# what lies on the tables ----------------------------------------------------------------------------------------------
def test_copies_are_scanned_and_enter_counts_them(library: Library) -> None:
    desk = desk_of("general")
    scan = Scanner(library, desk)
    before = library.db.last_txid
    scan("C1a"), scan("C2a")
    answer = scan("")
    assert (answer.tone, answer.sentence) == ("done", "Dihitung dibaca di tempat: 2 buku")
    assert library.db.last_txid == before + 1
    rows = library.db.rows("SELECT room, case_id FROM in_house_uses")
    assert rows == [{"room": "general", "case_id": None}] * 2
    assert (desk.basket, trolley_of_day(library.db, "general", POINT, library.clock()).waiting) == ([], 2)


def test_a_copy_scanned_twice_is_told_and_counted_once(library: Library) -> None:
    scan = Scanner(library, desk_of("general"))
    scan("C1a")
    assert scan("C1a").rule == "copy_is_scanned_once"
    scan("")
    assert len(library.db.rows("SELECT 1 FROM in_house_uses")) == 1


def test_a_lent_copy_cannot_lie_on_a_table(library: Library) -> None:
    library.do("lend", days_ago=1, member_no="A1", copy_nos=["C1a"])
    answer = Scanner(library, desk_of("general"))("C1a")
    assert (answer.tone, answer.rule) == ("refused", "copy_on_the_table_is_not_lent")
    assert library.db.rows("SELECT command FROM refusals") == [{"command": "count_in_house_use"}]


def test_a_copy_lent_at_another_desk_meanwhile_leaves_the_list(library: Library) -> None:
    desk = desk_of("general")
    scan = Scanner(library, desk)
    scan("C1a"), scan("C2a")
    library.do("lend", member_no="A1", copy_nos=["C1a"])
    assert scan("").rule == "copy_on_the_table_is_not_lent"
    assert [one.copy_no for one in desk.basket] == ["C2a"]
    assert scan("").tone == "done"


def test_a_book_of_another_room_is_pointed_out(library: Library) -> None:
    answer = Scanner(library, desk_of("general"))("C3a")
    assert (answer.tone, "ruang lain" in answer.detail) == ("warn", True)


def test_what_a_chosen_visitor_read_completes_step_7_of_the_deposit_sop(visited: Library) -> None:
    desk = desk_of("deposit")
    scan = Scanner(visited, desk)
    scan("A1"), scan("A1")
    scan("C1a", typing_s=1)
    begun = visited.clock() - timedelta(seconds=1)
    answer = scan("")
    assert "Maria Bria" in answer.detail
    assert events(visited, "deposit_collection")[-1] == {
        "unit_position": 7, "started_at": begun, "finished_at": visited.clock(), "captured": "transaction"
    }  # fmt: skip
    assert desk.chosen is None, "the next books lie on the tables of others"


def test_the_same_enter_sent_twice_counts_once(library: Library) -> None:
    scan = Scanner(library, desk_of("general"))
    scan("C1a")
    assert scan("", scan_id="abc") == scan("", scan_id="abc")
    assert len(library.db.rows("SELECT 1 FROM in_house_uses")) == 1


# taps -----------------------------------------------------------------------------------------------------------------
def test_a_step_is_timed_between_two_taps(visited: Library) -> None:
    desk = desk_of("general")
    Scanner(visited, desk)("A1")
    case = here(visited, desk)[0]
    begun = visited.clock()
    rooms_taps.begin_step(desk, case.case_id, 4, begun)
    visited.clock.forward(seconds=90)
    rooms_taps.finish_step(visited.db, desk, case, 4, visited.clock(), "x")
    rooms_taps.finish_step(visited.db, desk, case, 4, visited.clock(), "x")
    assert events(visited, "general_collection") == [
        {"unit_position": 4, "started_at": begun, "finished_at": visited.clock(), "captured": "tap"}
    ]


def test_a_beginning_tapped_too_early_is_taken_back(visited: Library) -> None:
    desk = desk_of("general")
    Scanner(visited, desk)("A1")
    case = here(visited, desk)[0]
    rooms_taps.begin_step(desk, case.case_id, 4, visited.clock())
    rooms_taps.not_begun(desk, case.case_id, 4)
    visited.clock.forward(seconds=90)
    rooms_taps.finish_step(visited.db, desk, case, 4, visited.clock(), "x")
    assert events(visited, "general_collection")[0]["started_at"] is None


def test_one_tap_records_a_step_for_the_whole_room(visited: Library) -> None:
    desk = desk_of("general")
    scan = Scanner(visited, desk)
    scan("A1"), scan(slip(visited, "Bapak Anton"))
    rooms_taps.finish_for_all(visited.db, desk, here(visited, desk), 4, visited.clock(), "x")
    assert [one["unit_position"] for one in events(visited, "general_collection")] == [4, 4]
    assert all(not one.waits_for(4) for one in here(visited, desk))


@pytest.mark.parametrize(
    ("place", "step", "standard_s"), [("general", 7, 1800), ("reference", 8, 120), ("deposit", 8, 120)]
)
def test_putting_a_visitors_books_back_ends_the_case(
    visited: Library, place: Place, step: int, standard_s: int
) -> None:
    desk = desk_of(place)
    Scanner(visited, desk)("A1")
    case = here(visited, desk)[0]
    begun = visited.clock()
    rooms_taps.begin_shelving(desk, case.case_id, step, begun)
    visited.clock.forward(seconds=45)
    rooms_taps.reshelved(visited.db, desk, 3, case, step, visited.clock(), "x")
    last = events(visited, desk.sop_code)[-1]
    assert (last["unit_position"], last["started_at"], last["finished_at"]) == (step, begun, visited.clock())
    assert closings(visited) == ["done"]
    assert not here(visited, desk)
    assert visited.db.rows("SELECT copies, room FROM reshelvings") == [{"copies": 3, "room": place}]


def test_the_trolley_goes_back_without_a_visitor(library: Library) -> None:
    desk = desk_of("general")
    scan = Scanner(library, desk)
    scan("C1a"), scan("C2a"), scan("")
    rooms_taps.begin_shelving(desk, None, None, library.clock())
    library.clock.forward(seconds=300)
    rooms_taps.reshelved(library.db, desk, 2, None, None, library.clock(), "x")
    books = trolley_of_day(library.db, "general", POINT, library.clock())
    assert (books.counted, books.reshelved, books.waiting) == (2, 2, 0)
    assert desk.shelving_since is None


@pytest.mark.parametrize("copies", [None, 0, -3, 5001])
def test_an_impossible_number_of_books_is_refused(library: Library, copies: int | None) -> None:
    desk = desk_of("general")
    before = library.db.last_txid
    rooms_taps.reshelved(library.db, desk, copies, None, None, library.clock(), "x")
    assert desk.last_answer
    assert (desk.last_answer.tone, desk.last_answer.rule) == ("refused", "copies_are_counted")
    assert library.db.last_txid == before


def test_two_desks_end_the_same_case_one_gets_a_sentence(visited: Library) -> None:
    one, two = desk_of("reference"), desk_of("reference", "baca")
    Scanner(visited, one)("A1")
    case = here(visited, one)[0]
    rooms_taps.reshelved(visited.db, one, 1, case, 8, visited.clock(), "x")
    rooms_taps.reshelved(visited.db, two, 1, case, 8, visited.clock(), "y")
    assert two.last_answer
    assert (two.last_answer.tone, two.last_answer.rule) == ("refused", "case_is_open")
    assert len(visited.db.rows("SELECT 1 FROM reshelvings")) == 1


@pytest.mark.parametrize("outcome", rooms_taps.OUTCOMES)
def test_what_is_left_open_is_ended_all_at_once(visited: Library, outcome: str) -> None:
    desk = desk_of("general")
    scan = Scanner(visited, desk)
    scan("A1"), scan(slip(visited, "Bapak Anton"))
    rooms_taps.end_cases(visited.db, desk, here(visited, desk), outcome, visited.clock.forward(hours=20), "x")
    assert closings(visited) == [outcome] * 2
    assert not here(visited, desk)


def test_a_case_left_open_yesterday_is_told_apart(visited: Library) -> None:
    desk = desk_of("general")
    Scanner(visited, desk)("A1")
    visited.clock.forward(days=1)
    assert [one.opened_today for one in here(visited, desk)] == [False]


@pytest.mark.parametrize(
    ("roles", "places"),
    [
        ({"reading_room_staff"}, ["general", "reference", "deposit"]),
        ({"deposit_room_staff", "reference_room_staff"}, ["reference", "deposit"]),
        ({"catalogue_staff"}, ["opac"]),
        ({"treasurer"}, []),
    ],
)
def test_an_account_works_in_the_rooms_of_its_roles(roles: set[str], places: list[str]) -> None:
    assert places_of(frozenset(roles)) == places
