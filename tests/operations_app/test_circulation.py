"""The circulation desk as a function of the code scanned (SOP loan, steps 5–8; SOP return, steps 5–9)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from operations_app.desk import circulation
from operations_app.desk.circulation_desk import CirculationDesk
from tests.operations_app.library import Library, OTHER_POINT, POINT, Scanner


@pytest.fixture
def desk() -> CirculationDesk:
    return CirculationDesk("sirkulasi", POINT)


@pytest.fixture
def scan(library: Library, desk: CirculationDesk) -> Scanner:
    return Scanner(library, desk)


def units(library: Library, sop: str) -> list[dict[str, Any]]:
    return library.db.rows(
        "SELECT unit_position, started_at, finished_at FROM step_events WHERE sop_code = ? ORDER BY txid", sop
    )


def test_card_copies_and_the_card_again_lend_in_one_transaction(library: Library, scan: Scanner) -> None:
    before = library.db.last_txid
    assert scan("A1").sentence == "Maria Bria"
    assert scan("C1a").tone == "ok"
    assert scan("C2a").tone == "ok"
    done = scan("A1")
    assert (done.tone, done.sentence) == ("done", "Dipinjamkan kepada Maria Bria: 2 eksemplar")
    assert library.db.last_txid == before + 1
    assert len(library.db.rows("SELECT 1 FROM state_open_loans")) == 2


def test_an_empty_enter_lends_too(library: Library, scan: Scanner) -> None:
    scan("A1"), scan("C1a")
    assert scan("").tone == "done"
    assert len(library.db.rows("SELECT 1 FROM loans")) == 1


def test_a_loan_is_measured_from_its_first_key_to_the_slip(
    library: Library, scan: Scanner, desk: CirculationDesk
) -> None:
    first = scan("A1", typing_s=2)
    begun = library.clock() - timedelta(seconds=2)
    assert first.clock
    assert (first.clock.begun_at, first.clock.standard_s) == (begun, 300)
    scan("C1a", after_s=40)
    done = scan("", after_s=50)
    assert units(library, "loan") == [{"unit_position": 6, "started_at": begun, "finished_at": library.clock()}]
    assert done.clock
    assert done.clock.stopped_at == library.clock()
    assert desk.slip
    assert desk.slip.took_s == 92


def test_a_copy_before_any_card_is_explained(scan: Scanner, library: Library) -> None:
    answer = scan("C1a")
    assert (answer.tone, answer.rule) == ("refused", "card_before_copy")
    assert "Sejarah Timor" in answer.sentence


@pytest.mark.parametrize(
    ("copies", "rule"),
    [
        (["C3a"], "copy_is_lendable"),
        (["C1a", "C1a"], "copy_is_scanned_once"),
        (["C1a", "C2a", "C4a"], "limit_leaves_room"),
        (["C9z"], "code_is_known"),
    ],
)
def test_a_rule_says_no_at_the_copy_and_the_basket_stays(
    scan: Scanner, desk: CirculationDesk, copies: list[str], rule: str
) -> None:
    scan("A1")
    *kept, last = copies
    for code in kept:
        assert scan(code).tone == "ok"
    answer = scan(last)
    assert (answer.tone, answer.rule) == ("refused", rule)
    assert [one.copy_no for one in desk.basket] == kept


def test_an_expired_card_is_said_at_once_and_refused_at_the_copy(library: Library, scan: Scanner) -> None:
    library.do("register_member", days_ago=80, member_no="A9", name="Lama Sekali", expires_on="2026-10-04")
    assert scan("A9").tone == "warn"
    assert scan("C1a").rule == "card_is_valid"


def test_a_blocked_card_does_not_borrow(library: Library, scan: Scanner) -> None:
    library.do("block_member", member_no="A1", is_blocked=True, reason="kartu dilaporkan hilang")
    assert scan("A1").tone == "warn"
    assert scan("C1a").rule == "card_is_not_blocked"


def test_who_owes_a_fine_does_not_borrow(library: Library, scan: Scanner) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    library.do("take_back", copy_no="C1a", days_ago=1)
    assert "belum dibayar" in scan("A1").detail
    assert scan("C2a").rule == "nothing_is_unpaid"


def test_who_has_an_overdue_copy_does_not_borrow(library: Library, scan: Scanner) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    scan("A1")
    assert scan("C2a").rule == "nothing_is_overdue"


def test_a_card_of_another_agency_opens_nothing(library: Library, scan: Scanner, desk: CirculationDesk) -> None:
    library.do("register_member", point=OTHER_POINT, member_no="J1", name="Tamu Jauh")
    assert scan("J1").rule == "same_agency"
    assert desk.member_no is None


@pytest.mark.parametrize(
    "junk", ["X" * 10_000, "😀", "satu\ndua", "'; DROP TABLE loans; --", "\x00", "A 1", "../../etc"]
)
def test_junk_is_refused_with_a_sentence_and_changes_nothing(library: Library, scan: Scanner, junk: str) -> None:
    before = library.db.last_txid
    answer = scan(junk)
    assert (answer.tone, answer.rule) in (("refused", "code_is_readable"), ("refused", "code_is_known"))
    assert answer.sentence
    assert library.db.last_txid == before
    assert library.db.rows("SELECT count(*) AS n FROM loans")[0]["n"] == 0


def test_enter_with_nothing_open_does_nothing(library: Library, scan: Scanner) -> None:
    before = library.db.last_txid
    assert scan("").tone == "idle"
    assert library.db.last_txid == before


def test_the_same_scan_sent_twice_makes_one_transaction(library: Library, scan: Scanner) -> None:
    scan("A1"), scan("C1a")
    once = scan("", scan_id="abc")
    again = scan("", scan_id="abc")
    assert once == again
    assert len(library.db.rows("SELECT 1 FROM loans")) == 1


def test_the_same_scan_after_a_restart_makes_one_transaction(library: Library) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    first = Scanner(library, CirculationDesk("sirkulasi", POINT))("C1a", scan_id="abc")
    second = Scanner(library, CirculationDesk("sirkulasi", POINT))("C1a", scan_id="abc")
    assert first.tone == "ok"
    assert second.rule == "card_before_copy"
    assert len(library.db.rows("SELECT 1 FROM loan_returns")) == 1


def test_another_members_card_finishes_the_first_basket(library: Library, scan: Scanner, desk: CirculationDesk) -> None:
    scan("A1"), scan("C1a")
    answer = scan("A2")
    assert "Dipinjamkan kepada Maria Bria: 1 eksemplar." in answer.detail
    assert desk.member_name == "Yosef Lalu"
    assert len(library.db.rows("SELECT 1 FROM loans")) == 1


def test_giving_up_lends_nothing(library: Library, scan: Scanner, desk: CirculationDesk) -> None:
    scan("A1"), scan("C1a")
    circulation.give_up(desk)
    assert desk.last_answer
    assert (desk.last_answer.tone, desk.last_answer.clock, desk.last_answer.seq) == ("idle", None, 3)
    assert scan("").tone == "idle"
    assert not library.db.rows("SELECT 1 FROM loans")


# returning ------------------------------------------------------------------------------------------------------------
def test_a_copy_that_is_out_is_taken_back_without_a_card(
    library: Library, scan: Scanner, desk: CirculationDesk
) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    answer = scan("C1a")
    assert (answer.tone, answer.sentence) == ("ok", "Dikembalikan: Sejarah Timor")
    assert desk.member_no == "A1"
    assert not library.db.rows("SELECT 1 FROM state_open_loans")


def test_two_copies_of_one_member_are_one_case(library: Library, scan: Scanner) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a", "C2a"])
    scan("C1a"), scan("C2a")
    assert len(library.db.rows("SELECT DISTINCT case_id FROM loan_returns")) == 1


def test_a_return_is_closed_by_enter_and_step_9_runs_from_the_saved_scan(library: Library, scan: Scanner) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    scan("C1a")
    saved_at = library.clock()
    assert scan("", after_s=8).tone == "done"
    step_9 = units(library, "return")[-1]
    assert step_9 == {"unit_position": 9, "started_at": saved_at, "finished_at": saved_at + timedelta(seconds=8)}


def test_the_clock_of_a_late_return_is_the_payments(library: Library, scan: Scanner) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    answer = scan("C1a")
    assert answer.tone == "warn"
    assert "denda Rp" in answer.sentence
    assert answer.clock
    assert answer.clock.standard_s == 195  # steps 6–8: 2 min + 1 min + 15 s


def test_an_unpaid_return_asks_before_it_is_left(library: Library, scan: Scanner) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    scan("C1a")
    asked = scan("")
    assert (asked.tone, asked.rule) == ("warn", "fine_is_paid")
    assert scan("").tone == "done"
    assert library.db.rows("SELECT outcome FROM case_closings ORDER BY txid DESC LIMIT 1")[0]["outcome"] == "unpaid"


def test_a_scan_in_between_takes_the_question_back(library: Library, scan: Scanner) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    scan("C1a"), scan("")
    scan("C3a")
    assert scan("").rule == "fine_is_paid"


def test_a_paid_return_is_closed_as_done(library: Library, scan: Scanner) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    scan("C1a")
    charge = library.db.rows("SELECT charge_id FROM state_open_charges")[0]["charge_id"]
    library.clock.forward(seconds=60)
    library.do("receive_payment", charge_id=str(charge))
    paid_at = library.clock()
    answer = scan("", after_s=9)
    assert answer.tone == "done"
    assert units(library, "return")[-1]["started_at"] == paid_at
    assert library.db.rows("SELECT outcome FROM case_closings ORDER BY txid DESC LIMIT 1")[0]["outcome"] == "done"


def test_who_comes_back_from_the_treasurer_continues_the_open_case(library: Library, scan: Scanner) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    scan("C1a")
    answer = scan("A2")
    assert "Maria Bria tetap terbuka sampai denda dibayar." in answer.detail
    charge = library.db.rows("SELECT charge_id FROM state_open_charges")[0]["charge_id"]
    library.do("receive_payment", charge_id=str(charge))
    scan("A1")
    assert scan("").sentence == "Selesai: Maria Bria"
    assert not library.db.rows("SELECT 1 FROM state_open_cases")


def test_a_strangers_copy_waits_until_the_basket_is_lent(
    library: Library, scan: Scanner, desk: CirculationDesk
) -> None:
    library.do("lend", days_ago=2, member_no="A2", copy_nos=["C2a"])
    scan("A1"), scan("C1a")
    assert scan("C2a").rule == "one_member_at_a_time"
    scan("")
    assert scan("C2a").tone == "ok"
    assert desk.member_no == "A2"


def test_a_loan_after_a_return_is_measured_from_its_own_first_key(library: Library, scan: Scanner) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    scan("C1a")
    scan("C2a", after_s=200, typing_s=3)
    begun = library.clock() - timedelta(seconds=3)
    scan("", after_s=20)
    assert units(library, "loan")[-1]["started_at"] == begun


def test_a_case_closed_elsewhere_is_closed_here_too(library: Library, scan: Scanner, desk: CirculationDesk) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    scan("C1a")
    library.do("close_case", case_id=desk.return_case)
    assert scan("").tone == "done"


def test_a_desk_without_the_role_is_refused(library: Library) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    answer = Scanner(library, CirculationDesk("tamu", POINT))("C1a")
    assert (answer.tone, answer.rule) == ("refused", "role_may_act")
