"""The membership desk without a browser: SOP card from the form to the card, SOP card renewal, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from operations_app.desk import membership
from operations_app.desk.answer import Answer
from operations_app.desk.card_cases import card_case, card_cases, cards_to_print, progress
from operations_app.desk.member_data import member_data
from operations_app.desk.member_numbers import next_member_no
from operations_app.desk.members import find_members
from operations_app.desk.membership_desk import form_of, MembershipDesk
from tests.operations_app.library import Library, MONDAY, POINT, Scanner
from warehouse.ids import new_id

JUNK = ("'; DROP TABLE members; --", "😀", "X" * 10_000, "A1\nA2", "tidak-ada", "-1", "\x00")


@pytest.fixture
def scan(library: Library) -> Scanner:
    return Scanner(library, MembershipDesk("pustakawan", POINT))


def desk_of(scan: Scanner) -> MembershipDesk:
    assert isinstance(scan.desk, MembershipDesk)
    return scan.desk


def apply(scan: Scanner, **values: Any) -> Answer:
    filled: dict[str, Any] = {"member_no": "B1", "name": "Rina Asa", "validated_by": "Kepala SMAN 1 Kupang", **values}
    return scan.entry(form_of("apply", desk_of(scan).case_id or ""), **filled)


def sold_form(library: Library, name: str = "Rina Asa", days_ago: float = 3) -> str:
    case_id: str = library.do("sell_form", days_ago=days_ago, name=name)["case_id"]
    return case_id


def units_of(library: Library, case_id: str) -> dict[int, float | None]:
    """Seconds of each recorded unit; None when it has no beginning."""
    rows = library.db.rows(
        "SELECT unit_position AS unit, epoch(finished_at - started_at) AS took_s FROM step_events WHERE case_id = ?"
        " ORDER BY txid", case_id,
    )  # fmt: skip
    return {row["unit"]: row["took_s"] for row in rows}


# SOP card -------------------------------------------------------------------------------------------------------------
def test_from_the_form_to_the_card(library: Library, scan: Scanner) -> None:
    sold = scan.entry("sell_form", name="Rina Asa")
    assert sold.is_saved
    assert "kuitansi pusat/2026/000001" in sold.sentence
    assert desk_of(scan).receipt
    waiting = card_cases(library.db, POINT)[0]
    assert (waiting.name, waiting.step, waiting.begun_at) == ("Rina Asa", "data", None)

    library.clock.forward(days=2)  # the authority signs; nobody is late for it
    membership.take_up(library.db, desk_of(scan), waiting.case_id)
    assert apply(scan).is_saved
    case = card_case(library.db, POINT, waiting.case_id)
    assert case
    assert (case.step, case.outstanding_idr, case.member_no) == ("pay", 10_000, "B1")

    assert scan("").rule == "card_fee_is_paid"
    library.do("receive_payment", charge_id=case.charge_id)
    case = card_case(library.db, POINT, case.case_id)
    assert case
    assert case.step == "print"
    handed = scan("", after_s=200)
    assert "diserahkan" in handed.sentence
    assert handed.clock
    assert card_case(library.db, POINT, case.case_id) is None
    took_s = units_of(library, case.case_id)
    assert {unit: round(seconds or 0) for unit, seconds in took_s.items()} == {4: 20, 7: 20, 9: 10, 10: 200}
    assert library.db.rows("SELECT note FROM case_notes WHERE about = 'validated_by'") == [
        {"note": "Kepala SMAN 1 Kupang"}
    ]


def test_a_slip_names_the_candidate_and_enter_sells_the_form(library: Library, scan: Scanner) -> None:
    visit = library.do("register_visit", visitor_type="guest", name="Bapak Anton", sex="L")
    asked = scan.entry("sell_form", visitor=visit["slip_code"])
    assert (asked.is_saved, asked.sentence) == (False, "Bapak Anton: terima Rp2.000, lalu tekan Enter.")
    assert desk_of(scan).candidate == "Bapak Anton"
    assert scan.entry("sell_form", visitor=visit["slip_code"], name="Bapak Anton").is_saved
    opened = library.db.rows("SELECT visit_id::VARCHAR AS visit_id FROM cases WHERE sop_code = 'card'")
    assert opened == [{"visit_id": visit["visit_id"]}]


def test_a_member_needs_no_form(library: Library, scan: Scanner) -> None:
    library.do("register_visit", member_no="A1")
    assert scan.entry("sell_form", visitor="A1").rule == "candidate_has_no_card"


@pytest.mark.parametrize("visitor", [*JUNK, "V261005-999", "V991399-001", "39"])
def test_a_wrong_slip_sells_nothing(library: Library, scan: Scanner, visitor: str) -> None:
    before = library.db.last_txid
    answer = scan.entry("sell_form", visitor=visitor, name="Rina")
    assert (answer.tone, answer.is_saved) == ("refused", False)
    assert library.db.last_txid == before


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"validated_by": ""}, "validated_by"),
        ({"name": ""}, "name"),
        ({"member_no": ""}, "member_no"),
        ({"member_no": "'; DROP TABLE members"}, "member_no"),
        ({"name": "R" * 10_000}, "name"),
        ({"name": "Rina\nAsa"}, "name"),
        ({"birth_date": "2999-01-01"}, "birth_date"),
        ({"birth_date": "kemarin"}, "birth_date"),
        ({"identity_no": "😀"}, "identity_no"),
    ],
)
def test_a_wrong_field_is_marked_and_changes_nothing(
    library: Library, scan: Scanner, values: dict[str, str], field: str
) -> None:
    membership.take_up(library.db, desk_of(scan), sold_form(library))
    before = library.db.last_txid
    assert list(apply(scan, **values).field_errors) == [field]
    assert library.db.last_txid == before


def test_who_may_be_a_member_already_is_shown_before_saving(library: Library, scan: Scanner) -> None:
    membership.take_up(library.db, desk_of(scan), sold_form(library, "maria bria"))
    before = library.db.last_txid
    found = apply(scan, name="MARIA BRIA", birth_date="2001-04-05")
    assert (found.tone, found.rule, found.is_saved) == ("warn", "member_is_new", False)
    assert [one.member_no for one in desk_of(scan).likely] == ["A1"]
    assert library.db.last_txid == before
    assert apply(scan, name="MARIA BRIA", birth_date="2001-04-05", other_person="yes").is_saved
    assert desk_of(scan).likely == ()


@pytest.mark.parametrize(
    ("values", "is_alike"),
    [
        ({"name": "Maria Bria"}, True),
        ({"name": "Maria Bria", "birth_date": "1990-01-01"}, False),
        ({"name": "Orang Lain", "identity_no": "5301"}, True),
        ({"name": "Orang Lain", "identity_no": "5302"}, False),
    ],
)
def test_alike_is_the_same_identity_number_or_name_and_birth_date(
    library: Library, scan: Scanner, values: dict[str, Any], is_alike: bool
) -> None:
    library.do("update_member", member_no="A2", identity_no="5301")
    answer = scan.entry("member", member_no="B9", **values)
    assert (answer.rule == "member_is_new") is is_alike


def test_two_desks_entering_the_same_form_one_gets_a_sentence(library: Library, scan: Scanner) -> None:
    case_id = sold_form(library)
    beside = Scanner(library, MembershipDesk("pustakawan", POINT))
    for one in (scan, beside):
        membership.take_up(library.db, desk_of(one), case_id)
    assert apply(scan).is_saved
    late = apply(beside, member_no="B2", name="Rina A.")
    assert (late.rule, late.sentence) == ("form_is_entered_once", "Formulir ini sudah dicatat, mungkin di meja lain.")
    assert find_members(library.db, "NTT", "b2") == []


def test_two_desks_handing_over_the_same_card_one_gets_a_sentence(library: Library, scan: Scanner) -> None:
    charge_id = library.do("renew_card", member_no="A1")["charge_id"]
    library.do("receive_payment", charge_id=charge_id)
    beside = Scanner(library, MembershipDesk("pustakawan", POINT))
    scan("A1")
    beside("A1")
    assert scan("").tone == "done"
    assert beside("").tone == "idle"
    assert len(library.db.rows("SELECT 1 FROM card_prints")) == 1


def test_the_suggested_number_is_given_anew_when_the_desk_beside_took_it(library: Library, scan: Scanner) -> None:
    desk_of(scan).suggested_no = "A4"
    library.do("register_member", member_no="A4", name="Dari meja sebelah")
    assert scan.entry("member", member_no="A4", name="Rina").is_saved
    assert [one.member_no for one in find_members(library.db, "NTT", "rina")] == ["A5"]
    assert scan.entry("member", member_no="A5", name="Tono").rule == "card_number_is_free"


@pytest.mark.parametrize(
    ("last", "following"),
    [("NTT-26-00040", "NTT-26-00041"), ("NTT-25-00040", "NTT-26-00001"), ("999", "1000"), ("KUPANG", "NTT-26-00001")],
)
def test_the_next_number_follows_the_agencys_pattern(library: Library, last: str, following: str) -> None:
    library.do("register_member", member_no=last, name="Terakhir")
    assert next_member_no(library.db, "NTT", MONDAY.date()) == following


def test_a_form_of_another_card_is_not_sent_for_this_one(library: Library, scan: Scanner) -> None:
    scan("A1")
    stale = form_of("renew", "A1")
    scan("A2")
    assert scan.entry(stale, name="Maria Baru").rule == "form_is_of_this_card"
    assert find_members(library.db, "NTT", "maria baru") == []


# SOP card renewal -----------------------------------------------------------------------------------------------------
def test_a_card_is_renewed_paid_and_handed_over(library: Library, scan: Scanner) -> None:
    until = member_data(library.db, "A1")
    assert until
    first = scan("A1")
    assert first.sentence == "Maria Bria"
    assert first.clock
    assert first.clock.standard_s == 180
    done = scan("", after_s=60)
    assert (done.tone, desk_of(scan).member_no) == ("ok", None)
    case = card_case(library.db, POINT, desk_of(scan).case_id)
    assert case
    assert case.step == "pay"
    assert case.expires_on
    assert case.expires_on > until.values["expires_on"]
    library.clock.forward(seconds=30)
    library.do("receive_payment", charge_id=case.charge_id)
    assert "diserahkan" in scan("", after_s=90).sentence
    took_s = units_of(library, case.case_id)
    assert {unit: round(seconds or 0) for unit, seconds in took_s.items()} == {4: 61, 5: 30, 6: 90}


def test_what_changed_is_corrected_in_the_same_step(library: Library, scan: Scanner) -> None:
    scan("A1")
    answer = scan.entry(form_of("renew", "A1"), name="Maria Bria", phone="0812", address="Oebobo")
    assert answer.is_saved
    known = member_data(library.db, "A1")
    assert known
    assert (known.values["phone"], known.values["address"]) == ("0812", "Oebobo")
    assert [change.command for change in known.history] == ["renew_card", "update_member", "register_member"]
    assert {name for name, _old, _new in known.history[1].fields} == {"phone", "address"}
    assert known.history[1].who == "Pustakawan"


def test_an_unchanged_form_only_renews(library: Library, scan: Scanner) -> None:
    scan("A1")
    assert scan.entry(form_of("renew", "A1"), name="Maria Bria", sex="P", birth_date="2001-04-05").is_saved
    assert len(library.db.rows("SELECT 1 FROM journal WHERE command = 'update_member'")) == 0


def test_a_blocked_card_is_not_renewed(library: Library, scan: Scanner) -> None:
    library.do("block_member", member_no="A1", is_blocked=True, reason="kartu hilang")
    before = library.db.last_txid
    answer = scan("A1")
    assert (answer.rule, answer.tone) == ("card_is_not_blocked", "refused")
    assert scan("").tone == "idle"
    assert library.db.last_txid == before


def test_an_unpaid_renewal_comes_back_to_its_payment(library: Library, scan: Scanner) -> None:
    case_id = library.do("renew_card", member_no="A1")["case_id"]
    assert "terima Rp10.000" in scan("A1").detail
    assert desk_of(scan).case_id == case_id
    library.do("close_case", case_id=case_id, outcome="abandoned")
    assert scan("A1").rule == "renewal_is_paid_first"


def test_the_second_enter_of_a_scanner_means_nothing(library: Library, scan: Scanner) -> None:
    scan("A1")
    assert scan("", after_s=0.1).sentence == "Maria Bria"
    assert not card_cases(library.db, POINT)


def test_the_same_scan_sent_twice_renews_once(library: Library, scan: Scanner) -> None:
    scan("A1")
    for _time in range(2):
        scan("", scan_id="a" * 32)
    assert len(card_cases(library.db, POINT)) == 1


@pytest.mark.parametrize("code", JUNK)
def test_a_wrong_scan_gets_a_sentence(library: Library, scan: Scanner, code: str) -> None:
    before = library.db.last_txid
    answer = scan(code)
    assert answer.tone in ("refused", "idle")
    assert answer.sentence
    assert library.db.last_txid == before


def test_what_the_desk_says_before_a_command_is_counted(library: Library, scan: Scanner) -> None:
    library.do("block_member", member_no="A1", is_blocked=True, reason="kartu hilang")
    scan("A1")
    scan("tidak-ada")
    scan.entry("sell_form", visitor="V261005-999", name="Rina")
    scan.entry("member", member_no="B9", name="Maria Bria")
    counted = {(row["command"], row["rule"]) for row in library.db.rows("SELECT command, rule FROM refusals")}
    assert counted == {
        ("renew_card", "card_is_not_blocked"),
        ("renew_card", "card_is_known"),
        ("sell_form", "guest_book_comes_first"),
        ("register_member", "member_is_new"),
    }


def test_a_card_of_another_agency_is_refused(library: Library, scan: Scanner) -> None:
    library.do("register_member", point="JTG-GEDUNG", member_no="J1", name="Siti")
    assert scan("J1").rule == "same_agency"


def test_only_a_membership_officer_renews(library: Library) -> None:
    other = Scanner(library, MembershipDesk("loket", POINT))
    other("A1")
    assert other("").rule == "role_may_act"


# data and lists -------------------------------------------------------------------------------------------------------
def test_a_correction_keeps_the_data_before_it(library: Library, scan: Scanner) -> None:
    desk_of(scan).shown_no = "A1"
    form = form_of("correct", "A1")
    assert scan.entry(form, name="Maria Bria").rule == "something_is_corrected"
    assert scan.entry(form, name="Maria Bria Seran", sex="P").is_saved
    known = member_data(library.db, "A1")
    assert known
    assert known.history[0].fields == (("name", "Maria Bria", "Maria Bria Seran"),)
    assert known.history[0].who == "Pustakawan"
    assert known.history[-1].fields == ()


def test_a_block_stands_in_the_history_with_its_reason(library: Library) -> None:
    library.do("block_member", member_no="A1", is_blocked=True, reason="kartu hilang")
    known = member_data(library.db, "A1")
    assert known
    assert (known.history[0].fields, known.history[0].reason) == ((("is_blocked", False, True),), "kartu hilang")


def test_a_member_is_found_by_the_identity_number_that_holds(library: Library) -> None:
    library.do("update_member", member_no="A1", identity_no="5301")
    library.do("update_member", member_no="A1", identity_no="5302")
    assert [one.member_no for one in find_members(library.db, "NTT", "5302")] == ["A1"]
    assert find_members(library.db, "NTT", "5301") == []


def test_cards_that_wait_to_be_printed(library: Library, scan: Scanner) -> None:
    now = library.clock()
    assert cards_to_print(library.db, POINT, now) == []
    scan.entry("member", member_no="B1", name="Rina")
    renewal = library.do("renew_card", member_no="A1")
    assert [one.member_no for one in cards_to_print(library.db, POINT, library.clock())] == ["B1"]
    library.do("receive_payment", charge_id=renewal["charge_id"])
    waiting = cards_to_print(library.db, POINT, library.clock())
    assert [(one.member_no, one.case_id) for one in waiting] == [("A1", renewal["case_id"]), ("B1", None)]
    for one in waiting:
        library.do("print_card", member_no=one.member_no, case_id=one.case_id)
    assert cards_to_print(library.db, POINT, library.clock() + timedelta(seconds=1)) == []


def test_the_line_of_steps_with_the_papers_standards(library: Library, scan: Scanner) -> None:
    case = card_case(library.db, POINT, sold_form(library))
    assert case
    steps = progress(library.db, POINT, case)
    assert [(one.step, one.state, one.standard_s) for one in steps] == [
        ("form", "done", 240), ("signature", "done", None), ("data", "now", 180), ("pay", "next", 120),
        ("print", "next", 300),
    ]  # fmt: skip


def test_a_refused_form_is_sent_again_corrected_under_the_same_id(library: Library, scan: Scanner) -> None:
    assert scan.entry("member", member_no="A1", name="Rambu", entry_id="e").rule == "card_number_is_free"
    for _time in range(2):
        assert scan.entry("member", member_no="B1", name="Rambu", entry_id="e").is_saved
    assert [one.member_no for one in find_members(library.db, "NTT", "rambu")] == ["B1"]
    assert find_members(library.db, "JATENG", "rambu") == []


def test_an_unknown_form_is_refused(scan: Scanner) -> None:
    assert scan.entry("sesuatu").rule == "entry_is_known"
    assert scan.entry(f"apply:{new_id()[:8]}", name="X").rule == "form_is_of_this_card"
