"""The board of lockers: free, taken, left behind, card lost; a tap begins, completes, or records at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, UTC
from typing import Any

import pytest

from operations_app.components.locker_match import plain
from operations_app.desk.locker import LockerDesk
from operations_app.desk.locker_board import Board, board
from tests.operations_app.library import Library, POINT, Scanner
from tests.operations_app.test_pages import again, page, said

SignIn = Callable[[str], None]
CLOSING = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)  # 16:00 in Kupang, when the building closes on Mondays

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


def seen(library: Library, at: datetime | None = None) -> Board:
    return board(library.db, POINT, at or library.clock())


def test_lockers_are_counted_as_people_see_them(library: Library) -> None:
    library.do("deposit_bag", locker_no="4", name="Bapak Anton")
    library.do("deposit_bag", locker_no="5", member_no="A1")
    library.do("report_lost_locker_card", locker_no="5", confirmed_name="maria  bria".replace("  ", " "))
    assert seen(library).counts() == {"all": 40, "free": 38, "used": 2, "left": 0, "lost": 1}


def test_a_bag_is_left_behind_from_closing_time_on(library: Library) -> None:
    library.do("deposit_bag", locker_no="4", name="Bapak Anton")
    before = seen(library, CLOSING.replace(hour=7, minute=59))
    assert (before.left_behind, before.closes_soon) == ([], True)
    after = seen(library, CLOSING)
    assert [bag.locker_no for bag in after.left_behind] == ["4"]
    assert not after.closes_soon


def test_a_bag_of_an_earlier_day_is_left_behind_all_day(library: Library) -> None:
    library.do("deposit_bag", days_ago=1, locker_no="4", name="Bapak Anton")
    library.do("deposit_bag", locker_no="5", name="Ibu Rosa")
    left = seen(library).left_behind
    assert [(bag.locker_no, bag.is_of_earlier_day) for bag in left] == [("4", True)]


def test_a_bag_taken_in_after_closing_is_not_left_behind_yet(library: Library) -> None:
    library.clock.now = CLOSING
    library.do("deposit_bag", locker_no="4", name="Bapak Anton")
    assert not seen(library).left_behind


def test_a_locker_in_use_beyond_the_count_stays_on_the_board(library: Library) -> None:
    library.do("deposit_bag", locker_no="40", name="Bapak Anton")
    assert [one.number for one in seen(library).lockers][-1] == "40"


def test_one_tap_records_an_inspection_without_a_duration(library: Library) -> None:
    library.do("deposit_bag", locker_no="4", name="Bapak Anton")
    tap = Scanner(library, LockerDesk("pemeriksa", POINT, mode="inspection", one_tap=True))
    assert tap("4", typing_s=0).sentence == "Sudah diperiksa saat masuk: loker 4"
    assert tap("4", typing_s=0).sentence == "Sudah diperiksa saat keluar: loker 4"
    assert tap("4", typing_s=0).tone == "warn"
    events = library.db.rows("SELECT unit_position, started_at FROM step_events WHERE unit_position IN (4, 5)")
    assert events == [{"unit_position": 4, "started_at": None}, {"unit_position": 5, "started_at": None}]
    bag = seen(library).bag("4")
    assert bag
    assert bag.inspected_in
    assert bag.inspected_out


def test_two_taps_time_an_inspection(library: Library) -> None:
    library.do("deposit_bag", locker_no="4", name="Bapak Anton")
    tap = Scanner(library, LockerDesk("pemeriksa", POINT, mode="inspection"))
    begun_at = library.clock.forward(seconds=0)
    tap("4", typing_s=0)
    assert tap("4", after_s=40).tone == "done"
    event = library.db.rows("SELECT started_at, finished_at FROM step_events WHERE unit_position = 4")[0]
    assert (event["finished_at"] - event["started_at"]).total_seconds() == 40
    assert event["started_at"] > begun_at


def test_after_the_loss_of_a_card_enter_hands_the_bag_over(library: Library) -> None:
    library.do("deposit_bag", locker_no="4", name="Bapak Anton")
    scan = Scanner(library, LockerDesk("loket", POINT))
    refused = scan.entry("lost_card", locker_no="4", confirmed_name="Orang Lain")
    assert (refused.tone, refused.rule) == ("refused", "name_matches_the_bag")
    told = scan.entry("lost_card", locker_no="04", confirmed_name="  bapak   ANTON ")
    assert told.sentence == "Kehilangan dicatat: loker 4, Bapak Anton"
    assert scan("").tone == "done"
    assert library.db.rows("SELECT lost_card FROM bag_returns") == [{"lost_card": True}]
    events = library.db.rows("SELECT unit_position, started_at FROM step_events ORDER BY txid")
    assert [event["unit_position"] for event in events] == [1, 9, 7]
    assert events[1]["started_at"] == events[2]["started_at"]


def test_a_name_inside_a_sentence_is_no_markdown() -> None:
    assert plain("*Anton* [x](y)") == "\\*Anton\\* \\[x\\]\\(y\\)"


def test_the_page_names_whose_bags_are_left_and_filters(sign_in: SignIn, library: Library, running: Any) -> None:
    library.do("deposit_bag", days_ago=1, locker_no="7", name="Bapak Anton")
    sign_in("loket")
    script = page("loker")
    assert "Tertinggal: 1 barang" in script.error[0].value
    assert "**7** Bapak Anton" in script.error[0].value
    assert "dari hari sebelumnya" in said(script)
    script.button_group(key="locker_filter").set_value("lost")
    assert "Tidak ada loker seperti itu." in said(again(script))


def test_the_name_is_shown_large_before_the_bag_goes_out(sign_in: SignIn, library: Library, running: Any) -> None:
    library.do("deposit_bag", locker_no="7", name="<b>Anton</b>")
    sign_in("loket")
    script = page("loker")
    desk = running.desks.find(script.session_state[f"desk:LockerDesk:{POINT}"], "loket")
    Scanner(library, desk)("7")
    words = said(again(script))
    assert '<div class="who">&lt;b&gt;Anton&lt;/b&gt;</div>' in words
    next(one for one in script.button if one.label == "Kartu nomornya hilang").click()
    again(script)
    assert script.session_state["locker_card_lost"] == "7"
    next(one for one in script.button if one.label == "Ulangi").click()
    assert 'class="who"' not in said(again(script))


def test_the_inspection_officer_takes_no_bags(sign_in: SignIn, library: Library) -> None:
    sign_in("pemeriksa")
    script = page("loker")
    assert not [one for one in script.button_group if one.key == "locker_mode"]
    assert script.toggle
    assert not [one for one in script.expander if one.label == "Kartu nomor hilang"]


@pytest.mark.parametrize("locker_no", ["", "999", "-1", "0", "😀", "4; DROP TABLE bag_deposits", "X" * 2000, "4\n5"])
def test_a_lost_card_of_no_locker_is_refused_with_a_sentence(library: Library, locker_no: str) -> None:
    library.do("deposit_bag", locker_no="4", name="Bapak Anton")
    before = library.db.last_txid
    refused = Scanner(library, LockerDesk("loket", POINT)).entry(
        "lost_card", locker_no=locker_no, confirmed_name="Bapak Anton"
    )
    assert (refused.tone, refused.is_saved) == ("refused", False)
    assert list(refused.field_errors) == ["locker_no"] or refused.sentence.endswith(".")
    assert library.db.last_txid == before
