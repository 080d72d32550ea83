"""Cards, renewals, rooms, photocopies and the treasurer's day: what they record of their SOPs, and what they refuse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.warehouse.conftest import Library, MONDAY
from warehouse.operations.verify import verify

DAY = 60 * 24


def at(minute: float) -> Any:
    return MONDAY + timedelta(minutes=minute)


def units(library: Library, sop_code: str) -> list[tuple[int, float | None]]:
    """(unit, seconds) of the events of one SOP, in the order they were recorded."""
    rows = library.db.rows("SELECT * FROM step_events WHERE sop_code = ? ORDER BY txid", sop_code)
    return [
        (row["unit_position"], (row["finished_at"] - row["started_at"]).total_seconds() if row["started_at"] else None)
        for row in rows
    ]


@pytest.fixture(autouse=True)
def _whole(library: Library) -> Any:
    """Whatever a test did: the records are whole afterwards."""
    yield
    list(verify(library.db.reader(), library.db.settings.landing))


def test_a_card_from_the_form_to_the_printer(library: Library) -> None:
    sold = library.do("sell_form", minute=3, started_at=at(1), name="Dominggus Tanu")
    joined = library.do(
        "register_member", minute=DAY + 4, started_at=at(DAY + 1), member_no="A9", name="Dominggus Tanu",
        birth_date="2004-02-29", identity_no="5371010101040001", case_id=sold["case_id"], validated_by="Lurah Oesapa",
    )  # fmt: skip
    assert library.refusal("print_card", minute=DAY + 5, member_no="A9", case_id=sold["case_id"]) == "card_fee_is_paid"
    paid = library.do("receive_payment", minute=DAY + 6, charge_id=joined["charge_id"])
    library.do("print_card", minute=DAY + 10, member_no="A9", case_id=sold["case_id"])
    assert library.refusal("print_card", minute=11, member_no="A9", case_id=sold["case_id"]) == "case_is_open"
    assert (sold["receipt"], paid["receipt"]) == ("pusat/2026/000001", "pusat/2026/000002")
    assert units(library, "card") == [(4, 120), (7, 180), (9, 120), (10, 240)]
    assert not library.db.rows("SELECT * FROM state_open_cases")


def test_the_same_person_is_not_registered_twice_unawares(library: Library) -> None:
    twin = {"name": "maria bria", "birth_date": "2001-04-05"}
    assert library.refusal("register_member", member_no="A9", **twin) == "member_is_new"
    library.do("register_member", member_no="A9", duplicate_confirmed=True, **twin)


def test_a_card_is_renewed_paid_and_printed(library: Library) -> None:
    library.do("register_visit", member_no="A1")
    before = library.db.row("SELECT expires_on FROM state_members WHERE member_no = 'A1'")
    renewed = library.do("renew_card", minute=4, started_at=at(2), member_no="A1")
    assert library.refusal("renew_card", minute=5, member_no="A1") == "renewal_is_paid_first"
    assert library.refusal("lend", minute=5, member_no="A1", copy_nos=["C1"]) == "nothing_is_unpaid"
    library.do("receive_payment", minute=6, charge_id=renewed["charge_id"])
    other = library.refusal("print_card", minute=8, member_no="A2", case_id=renewed["case_id"])
    assert other == "case_is_the_members"
    library.do("print_card", minute=9, member_no="A1", case_id=renewed["case_id"])
    assert units(library, "card_renewal") == [(4, 120), (5, 120), (6, 180)]
    after = library.db.row("SELECT expires_on FROM state_members WHERE member_no = 'A1'")
    assert before
    assert after
    assert after["expires_on"] > before["expires_on"]


def test_a_correction_keeps_the_history(library: Library) -> None:
    library.do("update_member", member_no="A1", name="Maria Bria Seran", sex="P", education="S1")
    assert library.refusal("update_member", member_no="A1") == "something_is_corrected"
    names = [
        row["name"]
        for row in library.db.rows("SELECT name FROM member_identities ORDER BY txid")
        if "Maria" in row["name"]
    ]
    assert names == ["Maria Bria", "Maria Bria Seran"]
    state = library.db.row("SELECT name, education FROM state_members WHERE member_no = 'A1'")
    assert state == {"name": "Maria Bria Seran", "education": "S1"}


def test_a_loan_is_renewed_once_and_not_when_overdue(library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1"])
    assert library.refusal("renew_loan", member_no="A2", copy_nos=["C1"]) == "copy_is_lent_to_this_member"
    library.do("renew_loan", minute=3 * DAY, started_at=at(3 * DAY - 1), member_no="A1", copy_nos=["C1"])
    assert units(library, "loan_renewal") == [(5, 60)]
    assert library.refusal("renew_loan", minute=4 * DAY, member_no="A1", copy_nos=["C1"]) == "renewals_are_left"
    assert library.refusal("renew_loan", minute=30 * DAY, member_no="A1", copy_nos=["C1"]) == "copy_is_not_overdue"
    assert len(library.db.rows("SELECT * FROM loans")) == 1


def test_a_lost_copy_ends_its_loan_and_leaves_the_collection(library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1"])
    assert library.refusal("withdraw_copy", copy_no="C1", reason_code="weeded") == "copy_is_here"
    library.do("withdraw_copy", minute=5, copy_no="C1", reason_code="lost")
    assert library.refusal("lend", minute=6, member_no="A2", copy_nos=["C1"]) == "copy_is_known"
    assert not library.db.rows("SELECT * FROM state_open_loans")


def test_a_reader_in_the_reference_room(library: Library) -> None:
    assert library.refusal("register_room_visit", room="reference", member_no="A1") == "guest_book_comes_first"
    library.do("register_visit", minute=1, member_no="A1")
    case_id = library.do("register_room_visit", minute=3, started_at=at(2.5), room="reference", member_no="A1")[
        "case_id"
    ]
    library.do("count_in_house_use", minute=50, room="reference", copy_nos=["C3", "C1", "C3"])
    library.do("reshelve", minute=55, started_at=at(54), room="reference", copies=2, case_id=case_id)
    assert units(library, "reference_collection") == [(5, 30), (8, 60)]
    assert len(library.db.rows("SELECT * FROM in_house_uses")) == 2
    assert library.db.rows("SELECT sex, visitor_type FROM room_visits") == [{"sex": "P", "visitor_type": "member"}]


def test_a_lent_copy_cannot_lie_on_a_table(library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1"])
    assert library.refusal("count_in_house_use", room="general", copy_nos=["C1"]) == "copy_on_the_table_is_not_lent"


def test_photocopying_inside_is_paid_by_the_page(library: Library) -> None:
    case_id = library.do("start_photocopy", minute=2, started_at=at(1), place="inside", copy_no="C3")["case_id"]
    done = library.do("finish_photocopy", minute=10, case_id=case_id, pages=12, machine="FC-1")
    tariff = library.db.catalogue.agency("NTT").tariff_on(MONDAY.date())
    assert done["amount_idr"] == 12 * tariff.photocopy_per_page_idr
    assert library.refusal("finish_photocopy", minute=11, case_id=case_id, pages=1) == "photocopy_is_finished_once"
    library.do("reshelve", minute=12, room="reference", case_id=case_id)
    assert units(library, "photocopy") == [(2, 60), (4, 480), (8, 120)]


def test_photocopying_outside_holds_an_identity_card_against_a_note(library: Library) -> None:
    first = library.do("start_photocopy", place="outside", member_no="A1")["case_id"]
    assert library.refusal("finish_photocopy", case_id=first, pages=3) == "photocopy_takes_its_branch"
    library.do(
        "hold_identity", minute=3, started_at=at(2), case_id=first, note_no="17", name="Maria Bria", copy_no="C3"
    )
    second = library.do("start_photocopy", minute=4, place="outside")["case_id"]
    assert library.refusal("hold_identity", minute=4, case_id=second, note_no="17", name="Lain") == "note_is_free"
    assert library.refusal("release_identity", minute=5, note_no="99") == "note_is_in_use"
    assert library.do("release_identity", minute=200, started_at=at(199), note_no="17")["was_late"] is True
    assert units(library, "photocopy")[1:] == [(5, 60), (2, None), (7, 60)]


def test_the_treasurers_day_from_charge_to_slip(library: Library) -> None:
    form = library.do("sell_form", minute=0, name="Calon Satu")["amount_idr"]
    wrong = library.do("sell_form", minute=1, name="Calon Dua")
    library.do("reverse_payment", minute=2, payment_id=wrong["payment_id"], reason="salah orang")
    assert (
        library.refusal("close_day", minute=400, closed_on="2026-10-05", counted_idr=form + 500)
        == "difference_is_explained"
    )
    closed = library.do(
        "close_day", minute=401, closed_on="2026-10-05", counted_idr=form + 500, explanation="kembalian lebih"
    )
    assert closed["difference_idr"] == 500
    assert library.refusal("close_day", minute=402, closed_on="2026-10-05", counted_idr=0) == "day_is_closed_once"
    assert library.refusal("sell_form", minute=403, name="Calon Tiga") == "day_is_open"
    slip = library.do("deposit_revenue", minute=DAY, slip_no="STS-1", deposited_on="2026-10-06")
    assert slip["amount_idr"] == form
    assert (
        library.refusal("deposit_revenue", minute=DAY, slip_no="STS-1", deposited_on="2026-10-06")
        == "slip_number_is_free"
    )
    assert (
        library.refusal("deposit_revenue", minute=DAY, slip_no="STS-2", deposited_on="2026-10-06")
        == "something_is_to_be_deposited"
    )


def test_a_receipt_reversed_after_its_deposit_is_netted_by_the_next_slip(library: Library) -> None:
    first = library.do("sell_form", minute=0, name="Calon Satu")
    fee = first["amount_idr"]
    library.do("deposit_revenue", minute=10, slip_no="STS-1", deposited_on="2026-10-05")
    library.do("reverse_payment", minute=20, payment_id=first["payment_id"], reason="batal daftar")
    for number in range(3):
        library.do("sell_form", minute=30 + number, name="Calon Lain")
    assert library.do("deposit_revenue", minute=60, slip_no="STS-2", deposited_on="2026-10-05")["amount_idr"] == 2 * fee


def test_who_charges_may_not_waive_and_each_desk_takes_its_own_money(library: Library) -> None:
    library.do(
        "add_staff",
        login="rangkap",
        name="Rangkap",
        roles=["circulation_staff", "section_head"],
        home_service_point="NTT-GEDUNG",
    )
    library.do("add_staff", login="pustakawan", name="P", roles=["membership_officer"], home_service_point="NTT-GEDUNG")
    library.do("lend", member_no="A1", copy_nos=["C1"])
    back = library.do("take_back", minute=12 * DAY, actor="rangkap", copy_no="C1")
    waive = {"minute": 12 * DAY + 1, "charge_id": back["charge_id"], "reason": "bencana alam"}
    assert library.refusal("waive_charge", actor="rangkap", **waive) == "who_charges_may_not_waive"
    pay = {"minute": 12 * DAY + 1, "charge_id": back["charge_id"]}
    assert library.refusal("receive_payment", actor="pustakawan", **pay) == "cashier_may_take_this_kind"
    library.do("waive_charge", actor="kasie", **waive)


def test_refusals_are_counted_by_rule_and_role_without_persons(library: Library) -> None:
    library.refusal("lend", actor="sirkulasi", member_no="A1", copy_nos=["C3"])
    library.do("lend", actor="sirkulasi", member_no="A1", copy_nos=["C1"])
    rows = library.db.rows("SELECT command, rule, role, service_point FROM refusals")
    assert rows == [
        {"command": "lend", "rule": "copy_is_lendable", "role": "circulation_staff", "service_point": "NTT-GEDUNG"}
    ]
