"""What the second implementation found in the first, as small as it goes."""

from __future__ import annotations

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk

DAY = "2026-03-02"


def test_the_book_of_one_room_is_not_that_of_another(desk: Desk) -> None:
    """The event carries the visit too, but it is a step of its own room's case."""
    desk.visit("visit", f"{DAY} 08:03")
    rooms = {"reference_collection": 5, "deposit_collection": 4}
    for number, (sop, unit) in enumerate(rooms.items()):
        minute = 10 + 20 * number
        desk.case(sop, sop, f"{DAY} 08:{minute}", visit_id=uid("visit"))
        began, ended = f"{DAY} 08:{minute}:00", f"{DAY} 08:{minute}:30"
        desk.step(sop, sop, unit, began, ended, act="room_book", visit_id=uid("visit"))
    desk.case("third", "reference_collection", f"{DAY} 09:10", visit_id=uid("visit"))
    desk.refresh()
    assert [desk.one_case(sop)["repeated_steps"] for sop in rooms] == [0, 0]
    assert desk.steps_of("deposit_collection")[4]["started_at"] == desk.moment(f"{DAY} 08:30")
    assert desk.steps_of("third")[5]["status"] == "missing"


def test_the_time_of_steps_that_ran_at_once_counts_once(desk: Desk) -> None:
    """Half an hour from opening to closing; from 8:15 to 8:25 something was done, with a pause of one of the two."""
    desk.case("copies", "photocopy", f"{DAY} 08:10")
    desk.add("case_conditions", f"{DAY} 08:10", case_id=uid("copies"), condition="copy_inside")
    desk.step("copies", "photocopy", 2, f"{DAY} 08:15", f"{DAY} 08:21")
    desk.step("copies", "photocopy", 4, f"{DAY} 08:19", f"{DAY} 08:25")
    desk.add(
        "step_pauses", f"{DAY} 08:20", pause_id=uid("p"), case_id=uid("copies"), sop_code="photocopy", unit_position=4
    )
    desk.add("step_resumptions", f"{DAY} 08:23", pause_id=uid("p"), case_id=uid("copies"))
    desk.add("case_closings", f"{DAY} 08:40", case_id=uid("copies"))
    desk.refresh()
    case = desk.one_case("copies")
    assert case["service_s"] == (6 + 3) * 60
    assert case["waiting_s"] == (30 - 8) * 60  # worked on 8:15–8:21 and 8:23–8:25


def test_an_exception_for_the_document_of_one_step_excuses_no_other(desk: Desk) -> None:
    """A drop without stock berita acara (13) and travel report (15); the head accepts that the report is not there."""
    desk.case("drop", "school_drop", f"{DAY} 08:00")
    for unit in (13, 15):
        desk.step("drop", "school_drop", unit, f"{DAY} 09:{unit}:00", f"{DAY} 09:{unit}:30")
    desk.visit("later", "2026-03-06 08:00")
    desk.add("case_exceptions", f"{DAY} 10:00", case_id=uid("drop"), deviation="document", unit_position=15)
    desk.refresh()
    rows = desk.read("SELECT document_kind, status, is_accepted FROM marts.rpt_documents ORDER BY document_kind")
    assert [tuple(row.values()) for row in rows] == [("stock_ba", "missing", False), ("travel_report", "missing", True)]
    assert desk.one_case("drop")["missing_documents"] == 1
