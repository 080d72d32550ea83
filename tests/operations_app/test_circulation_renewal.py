"""Renewing, losing and damaging at the circulation desk (SOP loan renewal, steps 5–7; SOP return, steps 5–6)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from operations_app.desk.circulation_desk import CirculationDesk
from operations_app.desk.circulation_losses import expect_damaged, leaving, report_lost
from operations_app.desk.circulation_renewal import renew_at_a_click, set_mode
from tests.operations_app.library import Library, POINT, Scanner
from warehouse.errors import Refused
from warehouse.ids import new_id


@pytest.fixture
def desk() -> CirculationDesk:
    return CirculationDesk("sirkulasi", POINT)


@pytest.fixture
def scan(library: Library, desk: CirculationDesk) -> Scanner:
    return Scanner(library, desk)


@pytest.fixture
def lent(library: Library) -> Library:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a", "C2a"])
    return library


def renew_mode(library: Library, desk: CirculationDesk) -> None:
    set_mode(library.db, desk, "renew", library.clock(), new_id())


def click(library: Library, desk: CirculationDesk, *copies: str, click_id: str | None = None) -> None:
    renew_at_a_click(library.db, desk, list(copies), library.clock(), click_id or new_id())


def renewals(library: Library) -> int:
    return len(library.db.rows("SELECT 1 FROM loan_renewals"))


def events(library: Library, sop: str) -> list[dict[str, Any]]:
    return library.db.rows(
        "SELECT unit_position, started_at, finished_at FROM step_events WHERE sop_code = ? ORDER BY txid", sop
    )


# by scanning ----------------------------------------------------------------------------------------------------------
def test_scanned_copies_are_renewed_by_enter_in_one_transaction(
    lent: Library, scan: Scanner, desk: CirculationDesk
) -> None:
    renew_mode(lent, desk)
    before = lent.db.last_txid
    scan("C1a", typing_s=2)
    begun = lent.clock() - timedelta(seconds=2)
    assert desk.member_no == "A1"
    assert desk.last_answer
    assert desk.last_answer.clock
    assert desk.last_answer.clock.standard_s == 360  # steps 5–7: 2 min each
    scan("C2a")
    done = scan("", after_s=30)
    assert (done.tone, done.sentence) == ("done", "Diperpanjang untuk Maria Bria: 2 eksemplar")
    assert (lent.db.last_txid, renewals(lent)) == (before + 1, 2)
    assert events(lent, "loan_renewal") == [{"unit_position": 5, "started_at": begun, "finished_at": lent.clock()}]
    assert len(lent.db.rows("SELECT 1 FROM loans")) == 2, "a renewal is not a loan"
    assert desk.slip
    assert len(desk.slip.printed) == 1


def test_after_a_renewal_the_next_member_finds_the_desk_lending(
    lent: Library, scan: Scanner, desk: CirculationDesk
) -> None:
    renew_mode(lent, desk)
    scan("C1a"), scan("")
    assert desk.mode == "lend"
    assert scan("C2a").sentence == "Dikembalikan: Tenun Ikat"


def test_the_mode_chosen_before_the_card_holds_for_that_member(
    lent: Library, scan: Scanner, desk: CirculationDesk
) -> None:
    renew_mode(lent, desk)
    scan("A1")
    scan("C1a")
    assert not lent.db.rows("SELECT 1 FROM loan_returns")
    scan("A1")
    assert renewals(lent) == 1


def test_one_visit_may_renew_borrow_and_return(lent: Library, scan: Scanner, desk: CirculationDesk) -> None:
    scan("C1a")
    renew_mode(lent, desk)
    scan("C2a"), scan("C4a")
    assert scan("").tone == "done"
    assert renewals(lent) == 1
    assert len(lent.db.rows("SELECT 1 FROM loans")) == 3
    assert len(lent.db.rows("SELECT 1 FROM loan_returns")) == 1
    assert desk.slip
    assert len(desk.slip.printed) == 2
    assert not lent.db.rows("SELECT 1 FROM state_open_cases")


def test_another_members_card_renews_what_waits(lent: Library, scan: Scanner, desk: CirculationDesk) -> None:
    renew_mode(lent, desk)
    scan("C1a")
    assert "Diperpanjang untuk Maria Bria: 1 eksemplar." in scan("A2").detail
    assert renewals(lent) == 1


def test_the_same_copy_twice_and_a_strangers_copy_wait(lent: Library, scan: Scanner, desk: CirculationDesk) -> None:
    lent.do("lend", days_ago=2, member_no="A2", copy_nos=["C4a"])
    renew_mode(lent, desk)
    scan("C1a")
    assert scan("C1a").rule == "copy_is_scanned_once"
    assert scan("C4a").rule == "one_member_at_a_time"
    assert [one.copy_no for one in desk.renewing] == ["C1a"]


@pytest.mark.parametrize(
    ("setting", "rule"),
    [
        ({"renewed": 9}, "renewals_are_left"),
        ({"days_ago": 30}, "copy_is_not_overdue"),
        ({"blocked": True}, "card_is_not_blocked"),
        ({"unpaid": True}, "nothing_is_unpaid"),
    ],
)
def test_a_rule_says_no_at_the_scan_and_is_counted(
    library: Library, scan: Scanner, desk: CirculationDesk, setting: dict[str, Any], rule: str
) -> None:
    if setting.get("unpaid"):
        library.do("lend", days_ago=11, member_no="A1", copy_nos=["C1a", "C4a"])
        library.do("renew_loan", days_ago=6, member_no="A1", copy_nos=["C1a"])
        library.do("take_back", copy_no="C4a")
    else:
        library.do("lend", days_ago=setting.get("days_ago", 2), member_no="A1", copy_nos=["C1a"])
    if setting.get("renewed"):
        allowed = library.db.catalogue.agency("NTT").terms_on(library.clock().date()).renewals
        for _ in range(allowed):
            library.do("renew_loan", days_ago=1, member_no="A1", copy_nos=["C1a"])
    if setting.get("blocked"):
        library.do("block_member", member_no="A1", is_blocked=True, reason="kartu dilaporkan hilang")
    renew_mode(library, desk)
    before = library.db.last_txid
    assert scan("C1a").rule == rule
    click(library, desk, "C1a")
    assert desk.last_answer
    assert desk.last_answer.rule == rule
    assert library.db.last_txid == before
    counted = library.db.rows("SELECT command, role FROM refusals WHERE rule = ?", rule)
    assert counted == [{"command": "renew_loan", "role": "circulation_staff"}] * 2


def test_an_expired_card_renews_nothing(library: Library, scan: Scanner, desk: CirculationDesk) -> None:
    library.do("register_member", days_ago=80, member_no="A9", name="Lama Sekali", expires_on="2026-10-04")
    library.do("lend", days_ago=3, member_no="A9", copy_nos=["C1a"])
    scan("A9")
    click(library, desk, "C1a")
    assert desk.last_answer
    assert desk.last_answer.rule == "card_is_valid"


# at a click -----------------------------------------------------------------------------------------------------------
def test_a_card_and_a_click_renew_everything(lent: Library, scan: Scanner, desk: CirculationDesk) -> None:
    scan("A1", typing_s=2)
    begun = lent.clock() - timedelta(seconds=2)
    lent.clock.forward(seconds=20)
    click(lent, desk, "C1a", "C2a")
    assert renewals(lent) == 2
    assert events(lent, "loan_renewal")[0]["started_at"] == begun
    assert desk.member_no == "A1"
    assert scan("").sentence == "Selesai: Maria Bria"


def test_what_cannot_be_renewed_is_named_beside_what_was(
    library: Library, scan: Scanner, desk: CirculationDesk
) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    library.db.catalogue.agency("NTT")
    scan("A1")
    click(library, desk, "C1a", "C9z")
    assert desk.last_answer
    assert desk.last_answer.rule == "copy_is_not_overdue"
    assert renewals(library) == 0


def test_a_double_click_renews_once(lent: Library, scan: Scanner, desk: CirculationDesk) -> None:
    scan("A1")
    click(lent, desk, "C1a", click_id="x")
    click(lent, desk, "C1a", click_id="x")
    assert renewals(lent) == 1


def test_a_second_renewal_is_measured_from_the_slip_before_it(
    lent: Library, scan: Scanner, desk: CirculationDesk
) -> None:
    scan("A1")
    click(lent, desk, "C1a")
    slip_at = lent.clock()
    lent.clock.forward(seconds=15)
    click(lent, desk, "C2a")
    assert events(lent, "loan_renewal")[1]["started_at"] == slip_at


# two desks ------------------------------------------------------------------------------------------------------------
def test_two_desks_lend_the_same_copy_one_gets_a_sentence(library: Library) -> None:
    one, two = CirculationDesk("sirkulasi", POINT), CirculationDesk("serba", POINT)
    first, second = Scanner(library, one), Scanner(library, two)
    first("A1"), first("C1a")
    second("A2"), second("C1a"), second("C2a")
    assert first("").tone == "done"
    refused = second("")
    assert (refused.tone, refused.rule) == ("refused", "copy_is_here")
    assert [copy.copy_no for copy in two.basket] == ["C2a"], "the rest can be lent"
    assert second("").tone == "done"
    assert len(library.db.rows("SELECT 1 FROM loans")) == 2


def test_a_copy_taken_back_elsewhere_is_not_renewed(lent: Library, scan: Scanner, desk: CirculationDesk) -> None:
    renew_mode(lent, desk)
    scan("C1a")
    lent.do("take_back", copy_no="C1a")
    answer = scan("")
    assert (answer.tone, answer.rule) == ("refused", "copy_is_lent_to_this_member")
    assert renewals(lent) == 0


# damaged and lost -----------------------------------------------------------------------------------------------------
def test_only_the_next_copy_comes_back_damaged(lent: Library, scan: Scanner, desk: CirculationDesk) -> None:
    expect_damaged(desk, True)
    assert "rusak" in scan("C1a").detail
    scan("C2a")
    rows = lent.db.rows("SELECT condition FROM loan_returns ORDER BY txid")
    assert [row["condition"] for row in rows] == ["damaged", "good"]


def test_a_lost_copy_ends_the_loan_and_is_fined_when_late(
    library: Library, scan: Scanner, desk: CirculationDesk
) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    scan("A1")
    report_lost(library.db, desk, "C1a", library.clock(), "x")
    report_lost(library.db, desk, "C1a", library.clock(), "x")
    assert desk.last_answer
    assert desk.last_answer.tone == "done"
    assert "Rp" in desk.last_answer.sentence
    assert not library.db.rows("SELECT 1 FROM state_open_loans")
    assert len(library.db.rows("SELECT 1 FROM state_open_charges")) == 1
    assert scan("C1a").rule == "code_is_known"


def test_a_lost_copy_in_time_costs_nothing(lent: Library, scan: Scanner, desk: CirculationDesk) -> None:
    scan("A1")
    report_lost(lent.db, desk, "C1a", lent.clock(), "x")
    assert not lent.db.rows("SELECT 1 FROM state_open_charges")


def test_what_leaves_is_shown_first(lent: Library) -> None:
    at = lent.clock()
    here, out = leaving(lent.db, "C1b", POINT, at), leaving(lent.db, " C1a ", POINT, at)
    assert not isinstance(here, Refused)
    assert here
    assert (here.title, here.borrower_name) == ("Sejarah Timor", None)
    assert not isinstance(out, Refused)
    assert out
    assert out.borrower_name == "Maria Bria"
    assert leaving(lent.db, "C9z", POINT, at) is None


@pytest.mark.parametrize("junk", ["X" * 10_000, "😀", "satu\ndua", "'; DROP TABLE loans; --", " "])
def test_junk_is_no_copy_number(lent: Library, junk: str) -> None:
    answer = leaving(lent.db, junk, POINT, lent.clock())
    assert isinstance(answer, Refused)
    assert answer.sentence()


@pytest.mark.parametrize("junk", ["X" * 10_000, "😀", "satu\ndua", "'; DROP TABLE loans; --", "A 1"])
def test_junk_in_the_renewal_mode_changes_nothing(
    lent: Library, scan: Scanner, desk: CirculationDesk, junk: str
) -> None:
    renew_mode(lent, desk)
    before = lent.db.last_txid
    answer = scan(junk)
    assert answer.tone == "refused"
    assert answer.sentence
    assert lent.db.last_txid == before
