"""The demo shows every desk of the building at work: each SOP, each way a step is recorded, each kind of trouble."""

from __future__ import annotations

import pytest

from tests.patuh.demo.filled import Demo
from warehouse.rules.outreach import OFFICERS

pytestmark = pytest.mark.xdist_group("demo")


def test_every_command_of_the_building_is_carried_out(demo: Demo) -> None:
    done = {command for (command,) in demo.rows("SELECT DISTINCT command FROM journal")}
    assert done >= {
        "add_staff", "add_title", "add_copy", "register_member", "register_visit", "register_group_visit", "cancel_visit",
        "deposit_bag", "inspect_visitor", "return_bag", "sell_form", "set_member_photo", "print_card", "renew_card",
        "update_member", "register_room_visit", "count_in_house_use", "reshelve", "start_case", "record_step", "close_case",
        "start_photocopy", "finish_photocopy", "hold_identity", "release_identity", "lend", "renew_loan", "take_back",
        "withdraw_copy", "receive_payment", "reverse_payment", "waive_charge", "close_day", "deposit_revenue",
        "accept_exception",
    }  # fmt: skip


@pytest.mark.parametrize("agency", ["NTT", "JATENG"])
def test_every_sop_of_the_building_has_cases_in_both_agencies(demo: Demo, agency: str) -> None:
    found = {sop for (sop,) in demo.rows("SELECT DISTINCT sop_code FROM cases WHERE agency = ?", agency)}
    road = {"anter_koper"} if agency == "JATENG" else OFFICERS.keys() - {"anter_koper"}
    assert found & OFFICERS.keys() == road
    assert found - OFFICERS.keys() == {
        "locker", "card", "card_renewal", "general_collection", "reference_collection", "deposit_collection", "loan",
        "loan_renewal", "return", "photocopy",
    }  # fmt: skip


def test_steps_are_seen_tapped_and_entered_afterwards(demo: Demo) -> None:
    assert demo.one("SELECT list(DISTINCT captured ORDER BY captured) FROM step_events") == [
        "backfilled", "tap", "transaction",
    ]  # fmt: skip


def test_only_the_role_of_a_desk_works_there(demo: Demo) -> None:
    found = dict(
        demo.rows("SELECT sop_code || unit_position, list(DISTINCT role) FROM step_events WHERE captured <> 'backfilled'"
                  " AND sop_code IN ('card', 'photocopy', 'deposit_collection') GROUP BY ALL")
    )  # fmt: skip
    assert found["card4"] == found["card7"] == found["card10"] == ["membership_officer"]
    assert found["photocopy2"] == found["photocopy8"] == ["reading_room_staff"]
    assert (found["photocopy4"], found["photocopy5"]) == (["photocopy_staff"], ["circulation_staff"])
    assert (found["deposit_collection3"], found["deposit_collection5"]) == (["catalogue_staff"], ["deposit_room_staff"])


def test_a_card_is_printed_for_stamped_forms_and_some_never_come_back(demo: Demo) -> None:
    validated = demo.one("SELECT count(*) FROM case_notes WHERE about = 'validated_by'")
    assert 0 < validated < demo.one("SELECT count(*) FROM cases WHERE sop_code = 'card'")


def test_visitors_answer_the_satisfaction_survey_at_the_kiosk_and_with_their_own_telephones(demo: Demo) -> None:
    found = demo.rows("SELECT agency, list(DISTINCT channel ORDER BY channel), count(*) FROM survey_answers GROUP BY ALL")
    assert {agency: channels for agency, channels, _forms in found} == {
        "NTT": ["kiosk", "link"], "JATENG": ["kiosk", "link"],
    }  # fmt: skip
    visits = dict(demo.rows("SELECT agency, count(*) FROM visits GROUP BY ALL"))
    assert all(0 < forms < visits[agency] for agency, _channels, forms in found)
    assert demo.one("SELECT count(*) FROM survey_answers WHERE sex IS NULL") > 0


def test_groups_are_counted_by_class(demo: Demo) -> None:
    heads = demo.rows(
        "SELECT v.head_count, sum(g.heads) FROM visits v JOIN group_counts g USING (visit_id)"
        " GROUP BY v.visit_id, v.head_count, g.dimension"
    )
    assert heads
    assert all(counted == head_count for head_count, counted in heads)


def test_tables_are_counted_with_and_without_a_visitor_in_every_room(demo: Demo) -> None:
    rooms = {tuple(row) for row in demo.rows("SELECT DISTINCT room, case_id IS NULL FROM in_house_uses")}
    assert rooms == {(room, alone) for room in ("general", "reference", "deposit") for alone in (True, False)}


def test_rules_said_no_and_the_records_counted_each_time(demo: Demo) -> None:
    assert demo.tally.refused.total() == demo.one("SELECT count(*) FROM refusals")
    assert len(demo.tally.refused) >= 6
    assert demo.one("SELECT count(*) FROM refusals WHERE message IS NULL OR agency IS NULL") == 0


def test_something_is_still_going_on_after_the_last_day(demo: Demo) -> None:
    assert demo.one("SELECT count(*) FROM state_open_cases WHERE sop_code = 'card'") > 0
    assert demo.one("SELECT count(*) FROM state_open_loans") > 0
    assert 1 <= demo.one("SELECT count(*) FROM state_identity_holds") <= 6
    assert demo.one("SELECT sum(amount_idr) FROM state_undeposited") > 0
