"""Measurement weeks: who sets them when, which cases they mark, and how the steps of a span are recorded in them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.warehouse.conftest import Library, MONDAY
from warehouse.operations.verify import verify

DAY = 60 * 24
TUESDAY, SUNDAY = "2026-10-06", "2026-10-11"


def at(minute: float) -> str:
    return (MONDAY + timedelta(minutes=minute)).isoformat()


def tap(position: int, minute: float) -> dict[str, Any]:
    return {"step_position": position, "finished_at": at(minute)}


@pytest.fixture(autouse=True)
def _whole(library: Library) -> Any:
    yield
    list(verify(library.db.reader(), library.db.settings.landing))


@pytest.fixture
def week(library: Library) -> str:
    made: str = library.do(
        "set_measurement_week", actor="kasie", sop_codes=["loan", "locker", "return", "general_collection"],
        from_on=TUESDAY, until_on=SUNDAY,
    )["week_id"]  # fmt: skip
    return made


def steps(library: Library) -> list[tuple[int, float | None]]:
    """(step, seconds) of everything tapped alone."""
    rows = library.db.rows("SELECT * FROM measured_steps ORDER BY txid, step_position")
    return [
        (row["step_position"], (row["finished_at"] - row["started_at"]).total_seconds() if row["started_at"] else None)
        for row in rows
    ]


def marked(library: Library) -> set[str]:
    return {
        row["sop_code"]
        for row in library.db.rows("SELECT sop_code FROM cases SEMI JOIN measured_cases USING (case_id)")
    }


def test_only_a_head_sets_a_week(library: Library) -> None:
    fields: dict[str, Any] = {"sop_codes": ["loan"], "from_on": TUESDAY, "until_on": SUNDAY}
    assert library.refusal("set_measurement_week", actor="sirkulasi", **fields) == "role_may_act"


def test_weeks_that_cannot_be(library: Library, week: str) -> None:
    def refused(**changed: Any) -> str:
        fields = {"sop_codes": ["return"], "from_on": "2026-10-20", "until_on": "2026-10-24"} | changed
        return library.refusal("set_measurement_week", actor="kasie", **fields)

    assert refused(from_on="2026-10-05", until_on="2026-10-06") == "week_begins_tomorrow"
    assert refused(until_on="2026-10-19") == "week_ends_after_it_begins"
    assert refused(until_on="2026-11-03") == "week_is_short"
    assert refused(sop_codes=["nothing"]) == "sop_is_known"
    assert refused(from_on="2026-10-11", until_on="2026-10-12") == "weeks_do_not_overlap"
    assert refused(week_id=week) == "week_is_new"
    library.do("set_measurement_week", actor="kasie", sop_codes=["card"], from_on=TUESDAY, until_on=SUNDAY)


def test_cases_opened_in_the_week_are_marked(library: Library, week: str) -> None:
    library.do("lend", minute=5, member_no="A1", copy_nos=["C1"])
    assert marked(library) == set()
    library.do("take_back", minute=DAY, copy_no="C1")
    library.do("deposit_bag", minute=DAY, locker_no="1", member_no="A1")
    library.do("start_case", minute=DAY, sop_code="mobile_library")  # a SOP that is not measured
    assert marked(library) == {"return", "locker"}


def test_the_steps_of_a_span_are_tapped_one_by_one(library: Library, week: str) -> None:
    library.do(
        "lend", minute=DAY + 5, started_at=at(DAY + 1), member_no="A1", copy_nos=["C1"],
        step_moments=[tap(6, DAY + 2), tap(7, DAY + 4)],
    )  # fmt: skip
    assert steps(library) == [(6, 60), (7, 120), (8, 60)]
    [span] = library.db.rows("SELECT * FROM step_events WHERE sop_code = 'loan'")
    assert (span["unit_position"], span["finished_at"] - span["started_at"]) == (6, timedelta(minutes=4))


def test_a_step_begins_where_the_one_before_was_seen_to_end(library: Library, week: str) -> None:
    library.do("lend", minute=DAY + 5, member_no="A1", copy_nos=["C1"], step_moments=[tap(7, DAY + 4)])
    assert steps(library) == [(7, None), (8, 60)]


def test_without_taps_the_span_stands_alone(library: Library, week: str) -> None:
    library.do("lend", minute=DAY + 5, started_at=at(DAY + 1), member_no="A1", copy_nos=["C1"])
    assert steps(library) == []


def test_taps_follow_each_other(library: Library, week: str) -> None:
    fields: dict[str, Any] = {"minute": DAY + 5, "started_at": at(DAY + 1), "member_no": "A1", "copy_nos": ["C1"]}
    for wrong in ([tap(6, DAY + 3), tap(7, DAY + 2)], [tap(6, DAY)], [tap(7, DAY + 6)]):
        assert library.refusal("lend", **fields, step_moments=wrong) == "taps_follow_each_other"


def test_outside_a_week_taps_leave_no_trace(library: Library, week: str) -> None:
    library.do("lend", minute=5, started_at=at(1), member_no="A1", copy_nos=["C1"], step_moments=[tap(6, 2)])
    assert steps(library) == []


def test_steps_tapped_in_an_open_case_before_its_transaction(library: Library, week: str) -> None:
    library.do("lend", minute=-DAY * 20, member_no="A1", copy_nos=["C1"])
    back = library.do("take_back", minute=DAY, copy_no="C1")
    case = back["case_id"]
    told = library.do("record_step", minute=DAY + 3, case_id=case, step_position=6, started_at=at(DAY + 1))
    library.do("record_step", minute=DAY + 4, case_id=case, step_position=7, started_at=at(DAY + 3))
    library.do("receive_payment", minute=DAY + 5, charge_id=back["charge_id"])
    assert told["unit_position"] == 6
    assert steps(library) == [(6, 120), (7, 60), (8, 60)]


def test_the_last_tap_of_a_tapped_span_ends_the_span(library: Library, week: str) -> None:
    case = library.do("start_case", minute=DAY, sop_code="general_collection")["case_id"]
    for position, began, ended in ((4, 1, 2), (5, 2, 3), (6, 3, 6)):
        library.do("record_step", minute=DAY + ended, case_id=case, step_position=position, started_at=at(DAY + began))
    assert steps(library) == [(4, 60), (5, 60), (6, 180)]
    [span] = library.db.rows("SELECT * FROM step_events WHERE case_id = ? AND unit_position = 4", case)
    assert span["finished_at"] - span["started_at"] == timedelta(minutes=5)


def test_an_exception_names_the_step_itself(library: Library, week: str) -> None:
    lent = library.do("lend", minute=DAY + 5, member_no="A1", copy_nos=["C1"])
    library.do(
        "accept_exception", minute=DAY + 9, actor="kasie", case_id=lent["case_id"], step_position=7, deviation="late",
        reason="printer rusak",
    )  # fmt: skip
    [row] = library.db.rows("SELECT unit_position FROM case_exceptions")
    assert row["unit_position"] == 7


def test_a_week_ends_with_the_day_on_which_it_is_ended(library: Library, week: str) -> None:
    assert library.do("end_measurement_week", minute=DAY, actor="kasie", week_id=week)["last_on"] == TUESDAY
    library.do("deposit_bag", minute=DAY + 1, locker_no="1", member_no="A1")
    assert marked(library) == {"locker"}
    library.do("lend", minute=2 * DAY, member_no="A1", copy_nos=["C1"])
    assert marked(library) == {"locker"}
    assert library.refusal("end_measurement_week", minute=DAY, actor="kasie", week_id=week) == "week_goes_on"


def test_a_week_is_called_off_before_it_begins(library: Library, week: str) -> None:
    library.do("end_measurement_week", minute=10, actor="kasie", week_id=week)
    assert not library.db.rows("SELECT * FROM state_measurement_weeks")
    library.do("lend", minute=DAY, member_no="A1", copy_nos=["C1"])
    assert marked(library) == set()
