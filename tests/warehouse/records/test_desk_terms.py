"""Visitor numbers, groups by class, photos, refusals: what the desks add to the SOPs' own acts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.warehouse.conftest import Library, MONDAY, POINT
from warehouse import documents
from warehouse.errors import BadInput, Refused
from warehouse.i18n import in_language
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.verify import verify
from warehouse.records.refusal_counts import refusals_by_rule
from warehouse.records.visitors import present_visitor, slip_code, slip_number
from warehouse.settings import Settings

DAY = 60 * 24
TODAY = date(2026, 10, 5)


def test_visitors_are_numbered_by_place_and_day(library: Library) -> None:
    first = library.do("register_visit", member_no="A1")
    group = library.do("register_group_visit", minute=1, name="SDN 3", head_count=12)
    tomorrow = library.do("register_visit", minute=DAY, member_no="A1")
    assert [one["slip_code"] for one in (first, group, tomorrow)] == ["V261005-001", "V261005-002", "V261006-001"]
    library.do("cancel_visit", minute=DAY + 1, visit_id=tomorrow["visit_id"])
    again = library.do("register_visit", minute=DAY + 2, member_no="A1")
    assert again["visit_no"] == 2, "a number given out is not given again"
    list(verify(library.db.reader(), library.db.settings.landing))


def test_numbers_go_on_after_a_restart(library: Library) -> None:
    library.do("register_visit", member_no="A1")
    library.db.close()
    with OperationsDatabase.open(library.db.settings) as opened:
        again = Library(opened)
        again._keys = 500
        assert again.do("register_visit", minute=1, member_no="A2")["visit_no"] == 2


def test_a_visitor_is_found_by_card_slip_and_locker(library: Library) -> None:
    library.do("deposit_bag", locker_no="7", name="Yuliana")
    guest = library.do("register_visit", minute=1, visitor_type="guest", name="Yuliana", sex="P", locker_no="7")
    member = library.do("register_visit", minute=2, member_no="A1")
    at = MONDAY + timedelta(minutes=5)
    for code in ("7", "007", guest["slip_code"], guest["slip_code"].lower()):
        found = present_visitor(library.db, code, POINT, at)
        assert (found.visit_id, found.name, found.slip_code) == (guest["visit_id"], "Yuliana", guest["slip_code"])
    by_card = present_visitor(library.db, "A1", POINT, at)
    assert (by_card.visit_id, by_card.member_no, by_card.name) == (member["visit_id"], "A1", "Maria Bria")
    for code, when in (("A2", at), ("V261005-099", at), ("A1", at + timedelta(days=1)), ("8", at), ("V269999-001", at)):
        with pytest.raises(Refused) as refusal:
            present_visitor(library.db, code, POINT, when)
        assert refusal.value.rule == "guest_book_comes_first"
    library.do("cancel_visit", minute=6, visit_id=guest["visit_id"])
    with pytest.raises(Refused):
        present_visitor(library.db, guest["slip_code"], POINT, at)


@pytest.mark.parametrize("number", [1, 42, 999, 12345])
def test_a_slip_code_is_read_back(number: int) -> None:
    assert slip_number(slip_code(TODAY, number)) == (TODAY, number)


def test_a_group_is_counted_by_class(library: Library) -> None:
    group = library.do(
        "register_group_visit", name="SMA 1", head_count=30,
        breakdown={"sex": {"L": 12, "P": 18}, "education": {"SMA": 28}, "age_class": {"16–18": 28, "41–60": 0}},
    )  # fmt: skip
    rows = library.db.rows("SELECT dimension, value, heads FROM group_counts ORDER BY ALL")
    assert [tuple(row.values()) for row in rows] == [
        ("age_class", "16–18", 28), ("education", "SMA", 28), ("sex", "L", 12), ("sex", "P", 18),
    ]  # fmt: skip
    assert group["head_count"] == 30
    refused = [
        ({"sex": {"L": 20, "P": 18}}, "breakdown_fits_the_group"),
        ({"sex": {"X": 1}}, "value_is_in_the_list"),
        ({"education": {"TK": 1}}, "value_is_in_the_list"),
        ({"age_class": {"99": 1}}, "value_is_in_the_list"),
        ({"sex": {"L": -1}}, "field_is_usable"),
        ({"religion": {"x": 1}}, "field_is_usable"),
    ]  # fmt: skip
    for breakdown, rule in refused:
        assert library.refusal("register_group_visit", name="SMA 1", head_count=30, breakdown=breakdown) == rule


def test_a_photo_is_kept_under_its_hash(library: Library, settings: Settings) -> None:
    sha256 = documents.store(settings, b"picture")
    assert documents.store(settings, b"picture") == sha256
    library.do("set_member_photo", member_no="A1", sha256=sha256)
    assert library.db.rows("SELECT sha256 FROM member_photos") == [{"sha256": sha256}]
    assert documents.read(settings, sha256) == b"picture"
    assert documents.read(settings, "../../secret.key") is None
    assert library.refusal("set_member_photo", member_no="A1", sha256="../../etc/passwd") == "field_is_usable"
    documents.path_of(settings, sha256).write_bytes(b"another")
    assert documents.read(settings, sha256) is None, "what was changed on disk is not shown"


def test_the_same_service_is_open_once_for_a_visit(library: Library) -> None:
    visit = library.do("register_visit", member_no="A1")["visit_id"]
    case = library.do("start_case", minute=1, sop_code="deposit_collection", visit_id=visit)["case_id"]
    assert (
        library.refusal("start_case", minute=2, sop_code="deposit_collection", visit_id=visit) == "one_case_per_visit"
    )
    joined = library.do("register_room_visit", minute=3, room="deposit", member_no="A1")
    assert joined["case_id"] == case, "the room joins the case that was opened at the OPAC"


def test_a_lost_copy_that_is_overdue_is_fined(library: Library) -> None:
    library.do("lend", minute=-30 * DAY, member_no="A1", copy_nos=["C1"])
    lost = library.do("withdraw_copy", copy_no="C1", reason_code="lost")
    assert lost["fine_idr"] > 0
    paid = library.do("receive_payment", minute=1, charge_id=lost["charge_id"])
    assert paid["amount_idr"] == lost["fine_idr"]
    assert library.refusal("lend", minute=2, member_no="A2", copy_nos=["C1"]) == "copy_is_known"


def test_refusals_are_counted_by_rule_without_persons(library: Library) -> None:
    for _ in range(2):
        assert library.refusal("deposit_bag", locker_no="99", name="Yuliana") == "locker_exists"
    assert library.refusal("deposit_bag", locker_no="9", name="x" * 500) == "field_is_usable"
    library.db.note_refusal(
        Refused("card_is_valid", "The card has expired."), command="lend", service_point=POINT, login="sirkulasi"
    )
    today = library.db.clock().date()
    counted = refusals_by_rule(library.db, "NTT", date(2026, 1, 1), today + timedelta(1))
    assert (counted[0].rule, counted[0].command, counted[0].role, counted[0].count) == (
        "locker_exists",
        "deposit_bag",
        None,
        2,
    )
    assert {(one.rule, one.role) for one in counted} >= {
        ("card_is_valid", "circulation_staff"),
        ("field_is_usable", None),
    }
    assert counted[0].message == "There is no locker {no} here; the numbers go from 1 to {count}."
    assert refusals_by_rule(library.db, "JATENG", date(2026, 1, 1), today + timedelta(1)) == []


def test_a_wrong_field_is_called_what_people_call_it(library: Library) -> None:
    payload = library.payload("register_member", member_no="A7")
    with pytest.raises(BadInput) as refusal:
        library.execute(payload)
    assert refusal.value.sentence() == "Nama belum diisi. Isilah."
    assert refusal.value.field == "name"
    with in_language("en"):
        assert refusal.value.sentence() == "The name is missing. Fill it in."
