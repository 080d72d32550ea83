"""The four flows at the desk: what they record of their steps, and what they refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.warehouse.conftest import Library, MONDAY
from warehouse.catalogue.vocabulary import COMMANDS as WORDS
from warehouse.records.registry import COMMANDS

DAY = 60 * 24


def start(minute: float) -> object:
    return MONDAY + timedelta(minutes=minute)


def events(library: Library) -> list[tuple[object, ...]]:
    rows = library.db.rows("SELECT * FROM step_events ORDER BY txid")
    return [
        (row["sop_code"], row["unit_position"], row["act"], row["captured"],
         (row["finished_at"] - row["started_at"]).total_seconds() if row["started_at"] else None)
        for row in rows
    ]  # fmt: skip


def test_a_whole_visit_leaves_the_events_its_sops_ask_for(library: Library) -> None:
    library.do("deposit_bag", minute=2, started_at=start(1), locker_no="7", member_no="A1")
    library.do("register_visit", minute=4, started_at=start(3.5), member_no="A1")
    library.do("inspect_visitor", minute=5, started_at=start(4.5), locker_no="7", direction="in")
    library.do("lend", minute=20, started_at=start(18), member_no="A1", copy_nos=["C1", "C2"])
    library.do("inspect_visitor", minute=29, locker_no="7", direction="out")
    library.do("return_bag", minute=31, started_at=start(30), locker_no="07")
    assert events(library) == [
        ("locker", 1, "bag_deposit", "transaction", 60),
        (None, None, "guest_book", "transaction", 30),
        ("locker", 4, None, "tap", 30),
        ("loan", 6, None, "transaction", 120),
        ("locker", 5, None, "tap", None),
        ("locker", 7, "bag_return", "transaction", 60),
    ]
    visit = library.db.rows("SELECT visit_id, bag_case_id FROM visits")[0]
    loans = library.db.rows("SELECT DISTINCT visit_id FROM loans")
    assert loans == [{"visit_id": visit["visit_id"]}]
    assert visit["bag_case_id"] == library.db.rows("SELECT case_id FROM bag_deposits")[0]["case_id"]


def test_a_late_return_is_fined_paid_receipted_and_closed(library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1"])
    back = library.do("take_back", minute=12 * DAY, started_at=start(12 * DAY - 1), copy_no="C1")
    assert back["days_late"] == 5
    assert back["fine_idr"] > 0
    assert library.refusal("lend", minute=12 * DAY, member_no="A1", copy_nos=["C2"]) == "nothing_is_unpaid"
    paid = library.do("receive_payment", minute=12 * DAY + 2, charge_id=back["charge_id"])
    assert paid["receipt"] == "pusat/2026/000001"
    library.do("close_case", minute=12 * DAY + 2.1, case_id=back["case_id"])
    assert events(library)[-3:] == [
        ("return", 5, None, "transaction", 60),
        ("return", 6, None, "transaction", 120),
        ("return", 9, None, "transaction", 6),
    ]
    assert library.refusal("receive_payment", minute=12 * DAY + 3, charge_id=back["charge_id"]) == "charge_is_open"


def test_a_fine_paid_on_a_later_day_is_not_timed_from_the_day_it_was_charged(library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1"])
    back = library.do("take_back", minute=12 * DAY, copy_no="C1")
    library.do("receive_payment", minute=14 * DAY, started_at=start(14 * DAY - 1), charge_id=back["charge_id"])
    assert events(library)[-1] == ("return", 6, None, "transaction", 60)


def test_without_a_first_keystroke_a_step_is_recorded_and_not_timed(library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1"])
    assert events(library)[-1] == ("loan", 6, None, "transaction", None)


def test_a_backfilled_step_says_so_and_keeps_its_reason_at_the_desk(library: Library) -> None:
    back_case = library.do("start_case", sop_code="return", member_no="A1")["case_id"]
    library.do(
        "record_step", minute=60, case_id=back_case, step_position=7, backfilled=True, reason="listrik padam",
        started_at=start(10), finished_at=start(11),
    )  # fmt: skip
    assert events(library)[-1] == ("return", 6, None, "backfilled", 60)
    assert library.db.rows("SELECT note FROM case_notes")[0]["note"] == "listrik padam"


def test_a_second_copy_joins_the_open_return_of_its_member(library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1", "C2"])
    first = library.do("take_back", minute=30, copy_no="C1")
    second = library.do("take_back", minute=31, copy_no="C2", case_id=first["case_id"])
    assert second["case_id"] == first["case_id"]
    assert [event[:2] for event in events(library)].count(("return", 5)) == 1


def test_a_lost_number_card_is_confirmed_by_name_first(library: Library) -> None:
    library.do("deposit_bag", locker_no="9", name="Rambu Ana")
    assert (
        library.refusal("report_lost_locker_card", locker_no="9", confirmed_name="Orang Lain") == "name_matches_the_bag"
    )
    library.do("report_lost_locker_card", minute=5, started_at=start(4), locker_no="9", confirmed_name="rambu ana")
    assert (
        library.refusal("report_lost_locker_card", locker_no="9", confirmed_name="Rambu Ana")
        == "card_loss_is_reported_once"
    )
    assert library.do("return_bag", minute=6, started_at=start(5.5), locker_no="9")["lost_card"] is True
    assert events(library)[-2:] == [
        ("locker", 9, None, "transaction", 60),
        ("locker", 7, "bag_return", "transaction", 120),  # the matching began when the loss was told
    ]


@pytest.mark.parametrize(
    ("command", "fields", "rule"),
    [
        ("deposit_bag", {"locker_no": "41", "name": "X Y"}, "locker_exists"),
        ("deposit_bag", {"locker_no": "0", "name": "X Y"}, "locker_exists"),
        ("deposit_bag", {"locker_no": "1"}, "bag_has_a_name"),
        ("return_bag", {"locker_no": "1"}, "locker_is_in_use"),
        ("register_visit", {}, "member_shows_a_card"),
        ("register_visit", {"member_no": "Z9"}, "card_is_known"),
        ("register_visit", {"visitor_type": "guest"}, "guest_states_a_name"),
        ("register_visit", {"member_no": "A1", "purpose": "Tidur"}, "value_is_in_the_list"),
        ("register_visit", {"member_no": "A1", "locker_no": "3"}, "locker_is_in_use"),
        ("lend", {"member_no": "A1", "copy_nos": ["C3"]}, "copy_is_lendable"),
        ("lend", {"member_no": "A1", "copy_nos": ["C1", "C2", "C4"]}, "limit_leaves_room"),
        ("lend", {"member_no": "A1", "copy_nos": ["X"]}, "copy_is_known"),
        ("take_back", {"copy_no": "C1"}, "copy_is_lent"),
        ("receive_payment", {"charge_id": "01890000-0000-7000-8000-000000000000"}, "charge_is_open"),
        ("close_case", {"case_id": "01890000-0000-7000-8000-000000000000"}, "case_is_open"),
        ("start_case", {"sop_code": "nothing"}, "sop_is_known"),
        ("start_case", {"sop_code": "locker"}, "case_opens_with_its_act"),
        ("start_case", {"sop_code": "return", "conditions": ["rain"]}, "condition_is_known"),
        ("register_member", {"member_no": "A1", "name": "Dua"}, "card_number_is_free"),
        ("register_member", {"member_no": "A7", "name": "Dua", "birth_date": "2199-01-01"}, "birth_date_is_possible"),
        ("add_staff", {"login": "kasie", "name": "Dua", "roles": ["treasurer"]}, "login_is_free"),
        ("add_staff", {"login": "baru", "name": "Dua", "roles": ["king"]}, "role_is_known"),
        ("set_role", {"login": "admin", "roles": ["treasurer"]}, "one_administrator_stays"),
    ],
)
def test_every_refusal_names_its_rule(library: Library, command: str, fields: dict[str, object], rule: str) -> None:
    assert library.refusal(command, **fields) == rule


def test_a_member_registered_just_now_is_asked_about_not_doubled(library: Library) -> None:
    library.do("register_visit", member_no="A1")
    assert library.refusal("register_visit", minute=10, member_no="A1") == "visit_is_not_a_repeat"
    library.do("register_visit", minute=11, member_no="A1", repeat_confirmed=True)
    library.do("register_visit", minute=42, member_no="A1")


def test_every_command_of_the_registry_may_stand_in_the_catalogue() -> None:
    assert set(COMMANDS) - WORDS <= {"cancel_visit", "block_member"}
