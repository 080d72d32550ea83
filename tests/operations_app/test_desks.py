"""Desks are bound to the account that opened them, and forgotten when nobody uses them."""

from __future__ import annotations

from datetime import timedelta

from operations_app.desk.answer import Answer, Clock, duration
from operations_app.desk.circulation_desk import CirculationDesk
from operations_app.desk.desk import ANSWERS_KEPT, Desks, IDLE
from operations_app.desk.guest_book import GuestBookDesk
from tests.operations_app.library import MONDAY, POINT


def test_a_desk_is_found_only_by_its_own_account() -> None:
    desks = Desks()
    desk = desks.open(CirculationDesk("sirkulasi", POINT), MONDAY)
    assert desks.find(desk.desk_id, "sirkulasi") is desk
    assert desks.find(desk.desk_id, "tamu") is None
    assert desks.find("tidak-ada", "sirkulasi") is None


def test_a_desk_nobody_uses_is_forgotten() -> None:
    desks = Desks()
    old = desks.open(CirculationDesk("sirkulasi", POINT), MONDAY)
    desks.open(GuestBookDesk("tamu", POINT), MONDAY + IDLE + timedelta(seconds=1))
    assert desks.find(old.desk_id, "sirkulasi") is None


def test_only_the_last_answers_are_kept() -> None:
    desk = CirculationDesk("sirkulasi", POINT)
    for number in range(ANSWERS_KEPT + 5):
        desk.keep(str(number), Answer("ok", "x"))
    assert len(desk.answers) == ANSWERS_KEPT
    assert desk.last_answer
    assert desk.last_answer.seq == ANSWERS_KEPT + 5


def test_a_clock_says_its_time_and_its_standard() -> None:
    data = Clock("Peminjaman", MONDAY, 300).as_data(MONDAY + timedelta(seconds=61))
    assert (data["elapsed_ms"], data["standard_label"], data["is_stopped"]) == (61_000, "mutu baku 5 mnt", False)
    stopped = Clock("Peminjaman", MONDAY, None, stopped_at=MONDAY + timedelta(seconds=5)).as_data(
        MONDAY + timedelta(hours=1)
    )
    assert (stopped["elapsed_ms"], stopped["standard_label"], stopped["is_stopped"]) == (
        5_000,
        "tanpa mutu baku tetap",
        True,
    )


def test_durations_read_as_people_say_them() -> None:
    assert [duration(s) for s in (0, 59, 60, 75, 3_600, 7_260, 200_000)] == [
        "0 dtk", "59 dtk", "1 mnt", "1 mnt 15 dtk", "1 jam 0 mnt", "2 jam 1 mnt", "2 hari 7 jam",
    ]  # fmt: skip
