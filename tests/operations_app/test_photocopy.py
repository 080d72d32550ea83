"""The photocopy desks without a browser: SOP photocopy inside and outside, and what is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from operations_app.desk.photocopy import back_by, begin, PhotocopyDesk, price_idr, set_mode
from operations_app.desk.photocopy_cases import at_stage, next_note_no, note_of, notes_out, photocopy_cases
from tests.operations_app.library import Library, OTHER_POINT, POINT, Scanner

JUNK = ("'; DROP TABLE cases; --", "😀", "X" * 10_000, "C1a\nC1b", "tidak-ada", "\x00", "-5")


def desk_at(library: Library, login: str, mode: Any = "begin") -> Scanner:
    desk = PhotocopyDesk(login, POINT)
    set_mode(desk, mode)
    return Scanner(library, desk)


@pytest.fixture
def room(library: Library) -> Scanner:
    return desk_at(library, "baca")


@pytest.fixture
def machine(library: Library) -> Scanner:
    return desk_at(library, "fotokopi")


@pytest.fixture
def counter(library: Library) -> Scanner:
    return desk_at(library, "sirkulasi", "release")


def begun(library: Library, place: str, **fields: Any) -> str:
    case_id: str = library.do("start_photocopy", place=place, **fields)["case_id"]
    return case_id


def took_s(library: Library, case_id: str) -> dict[int, int | None]:
    rows = library.db.rows(
        "SELECT unit_position AS unit, epoch(finished_at - started_at) AS took_s FROM step_events WHERE case_id = ?",
        case_id,
    )
    return {row["unit"]: None if row["took_s"] is None else round(row["took_s"]) for row in rows}


# inside ---------------------------------------------------------------------------------------------------------------
def test_inside_from_the_book_to_its_shelf(library: Library, room: Scanner, machine: Scanner) -> None:
    visit = library.do("register_visit", visitor_type="guest", name="Bapak Anton", sex="L")
    assert room("C3a").sentence == "Kamus Dawan"
    assert room(visit["slip_code"]).sentence == "Kamus Dawan · Bapak Anton"
    started = room("", after_s=20)
    assert started.tone == "done"
    assert "Kamus Dawan" in started.sentence
    case = photocopy_cases(library.db, POINT)[0]
    assert (case.stage, case.title, case.visitor_name, case.room) == (
        "copying",
        "Kamus Dawan",
        "Bapak Anton",
        "reference",
    )

    paid = machine.entry("finish", case_id=case.case_id, pages="12", machine="M1", after_s=600)
    assert paid.is_saved
    assert paid.sentence == "12 halaman, Rp3.600: kuitansi pusat/2026/000001"
    case = photocopy_cases(library.db, POINT)[0]
    assert case.stage == "to_reshelve"
    library.clock.forward(seconds=100)
    library.do("reshelve", case_id=case.case_id, room=case.room)
    assert photocopy_cases(library.db, POINT) == []
    assert took_s(library, case.case_id) == {2: 31, 4: 600, 8: 100}
    assert library.db.rows("SELECT visit_id::VARCHAR AS v FROM cases WHERE sop_code = 'photocopy'") == [
        {"v": visit["visit_id"]}
    ]


def test_nothing_need_be_scanned(library: Library, room: Scanner) -> None:
    assert isinstance(room.desk, PhotocopyDesk)
    assert begin(library.db, room.desk, "inside", library.clock(), "k1").tone == "done"
    case_id = photocopy_cases(library.db, POINT)[0].case_id
    assert took_s(library, case_id) == {2: None}  # one moment is recorded, not timed


def test_a_double_click_begins_one(library: Library, room: Scanner) -> None:
    assert isinstance(room.desk, PhotocopyDesk)
    room("C3a")
    for key in ("k1", "k2"):
        room.desk.keep(key, begin(library.db, room.desk, "inside", library.clock(), key))
    assert len(photocopy_cases(library.db, POINT)) == 1


def test_enter_alone_begins_nothing(library: Library, room: Scanner) -> None:
    assert room("").tone == "idle"
    assert photocopy_cases(library.db, POINT) == []


def test_a_member_who_is_not_in_the_guest_book_may_copy(library: Library, room: Scanner) -> None:
    assert room("A1").sentence == "Maria Bria"
    room("")
    assert photocopy_cases(library.db, POINT)[0].member_no == "A1"


@pytest.mark.parametrize("code", [*JUNK, "V261005-999", "39"])
def test_a_wrong_scan_gets_a_sentence(library: Library, room: Scanner, code: str) -> None:
    before = library.db.last_txid
    answer = room(code)
    assert (answer.tone, bool(answer.sentence)) == ("refused", True) if code.strip("\x00") else answer.sentence
    assert library.db.last_txid == before


def test_a_copy_of_another_agency_is_refused(library: Library, room: Scanner) -> None:
    title_id = library.do("add_title", point=OTHER_POINT, title="Wayang")["title_id"]
    library.do("add_copy", point=OTHER_POINT, copy_no="J1", title_id=title_id)
    assert room("J1").rule == "same_agency"


@pytest.mark.parametrize("pages", ["", "-5", "0", "2001", "99999999999999", "dua belas", "😀", "1.5", "'; DROP TABLE"])
def test_pages_that_cannot_be(library: Library, machine: Scanner, pages: str) -> None:
    case_id = begun(library, "inside")
    before = library.db.last_txid
    answer = machine.entry("finish", case_id=case_id, pages=pages)
    assert (answer.is_saved, list(answer.field_errors)) == (False, ["pages"])
    assert library.db.last_txid == before


def test_a_photocopy_is_chosen(machine: Scanner) -> None:
    assert list(machine.entry("finish", pages="3").field_errors) == ["case_id"]
    assert machine.entry("sesuatu", case_id="0" * 8).rule == "entry_is_known"


def test_two_machines_finishing_the_same_one_one_gets_a_sentence(library: Library, machine: Scanner) -> None:
    case_id = begun(library, "inside")
    assert machine.entry("finish", case_id=case_id, pages="3").is_saved
    late = desk_at(library, "fotokopi").entry("finish", case_id=case_id, pages="3")
    assert (late.rule, late.is_saved) == ("photocopy_is_finished_once", False)
    assert len(library.db.rows("SELECT 1 FROM payments")) == 1


def test_the_price_is_the_tariff_of_the_day(library: Library) -> None:
    assert price_idr(library.db, POINT, library.clock()) == 300


# outside --------------------------------------------------------------------------------------------------------------
def hold(counter: Scanner, case_id: str, **values: Any) -> Any:
    filled: dict[str, Any] = {"case_id": case_id, "note_no": "1", "name": "Rina Asa", "document_kind": "ktp", **values}
    return counter.entry("hold", **filled)


def test_outside_from_the_note_to_the_document(library: Library, room: Scanner, counter: Scanner) -> None:
    assert isinstance(room.desk, PhotocopyDesk)
    room("C1a")
    begin(library.db, room.desk, "outside", library.clock.forward(seconds=9), "k")
    case_id = photocopy_cases(library.db, POINT)[0].case_id
    assert at_stage(photocopy_cases(library.db, POINT), "to_hold")
    kept = hold(counter, case_id, valuables="jam tangan")
    assert "Nota 1 untuk Rina Asa" in kept.sentence
    assert library.db.rows("SELECT copy_id IS NOT NULL AS has_copy FROM identity_holds") == [{"has_copy": True}]
    assert next_note_no(library.db, POINT) == "2"

    shown = counter("1", after_s=1800)
    assert (shown.tone, shown.sentence) == ("info", "Nota 1: Rina Asa")
    assert "jam tangan" in shown.detail
    assert note_of(library.db, POINT, "1")  # not handed back by the scan alone
    assert counter("", after_s=30).sentence == "Tanda pengenal dikembalikan: Rina Asa"
    assert note_of(library.db, POINT, "1") is None
    assert at_stage(photocopy_cases(library.db, POINT), "to_reshelve")
    assert took_s(library, case_id) == {2: 10, 5: 20, 7: 31}


def test_an_overdue_note_is_on_top_and_said_at_its_return(library: Library, counter: Scanner) -> None:
    for number, due in (("1", "12:00"), ("2", "09:30")):
        assert hold(counter, begun(library, "outside"), note_no=number, due_at=due).is_saved
    now = library.clock.forward(hours=2)
    notes = notes_out(photocopy_cases(library.db, POINT), now)
    assert [(one.note_no, bool(one.overdue(now))) for one in notes] == [("2", True), ("1", False)]
    answer = counter("2")
    assert answer.tone == "warn"
    assert "terlambat 1 j" in answer.detail
    assert counter("").tone == "done"


def test_the_time_to_be_back_is_the_agencys(library: Library, counter: Scanner) -> None:
    case_id = begun(library, "outside")
    hold(counter, case_id)
    due_at = photocopy_cases(library.db, POINT)[0].due_at
    assert isinstance(due_at, datetime)
    assert due_at == back_by(library.db, POINT, library.clock())
    assert timedelta(0) < due_at - library.clock() <= timedelta(hours=12)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"), ({"note_no": ""}, "note_no"), ({"note_no": "'; DROP TABLE"}, "note_no"),
        ({"due_at": "06:00"}, "due_at"), ({"due_at": "nanti"}, "due_at"), ({"due_at": "25:00"}, "due_at"),
        ({"name": "R" * 10_000}, "name"), ({"valuables": "jam\ntangan"}, "valuables"),
        ({"document_kind": "kartu"}, "document_kind"),
    ],
)  # fmt: skip
def test_a_wrong_field_of_the_note_is_marked(
    library: Library, counter: Scanner, values: dict[str, str], field: str
) -> None:
    case_id = begun(library, "outside")
    before = library.db.last_txid
    assert list(hold(counter, case_id, **values).field_errors) == [field]
    assert library.db.last_txid == before


def test_two_desks_giving_the_same_note_one_gets_a_sentence(library: Library, counter: Scanner) -> None:
    first, second = begun(library, "outside"), begun(library, "outside")
    assert hold(counter, first).is_saved
    assert hold(desk_at(library, "sirkulasi"), second).rule == "note_is_free"


def test_two_desks_taking_the_same_note_back_one_gets_a_sentence(library: Library, counter: Scanner) -> None:
    hold(counter, begun(library, "outside"))
    beside = desk_at(library, "sirkulasi", "release")
    counter("1")
    beside("1")
    assert counter("").tone == "done"
    late = beside("")
    assert (late.tone, late.rule) == ("refused", "note_is_in_use")
    assert beside("").tone == "idle"


@pytest.mark.parametrize("code", [*JUNK, "99"])
def test_a_note_nobody_has_gets_a_sentence(library: Library, counter: Scanner, code: str) -> None:
    before = library.db.last_txid
    answer = counter(code)
    assert answer.sentence
    assert answer.tone == "refused"
    assert library.db.last_txid == before


def test_an_inside_photocopy_takes_no_note(library: Library, counter: Scanner) -> None:
    assert hold(counter, begun(library, "inside")).rule == "photocopy_takes_its_branch"


def test_roles(library: Library, room: Scanner, machine: Scanner, counter: Scanner) -> None:
    inside, outside = begun(library, "inside"), begun(library, "outside")
    assert room.entry("finish", case_id=inside, pages="1").rule == "role_may_act"
    assert machine.entry("hold", case_id=outside, note_no="1", name="R").rule == "role_may_act"
    assert isinstance(counter.desk, PhotocopyDesk)
    set_mode(counter.desk, "begin")
    counter("C1a")
    assert counter("").rule == "role_may_act"
