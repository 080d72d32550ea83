"""Pauses of a running step: one at a time, between two observed moments, never hiding a step's end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.warehouse.conftest import Library, MONDAY
from warehouse.operations.verify import verify


def at(minute: float) -> Any:
    return MONDAY + timedelta(minutes=minute)


@pytest.fixture(autouse=True)
def _whole(library: Library) -> Any:
    yield
    list(verify(library.db.reader(), library.db.settings.landing))


@pytest.fixture
def case(library: Library) -> str:
    """An open case of a trip's SOP: steps that are tapped."""
    made: str = library.do("start_case", minute=0, sop_code="mobile_library")["case_id"]
    return made


def pauses(library: Library) -> list[tuple[Any, ...]]:
    """(unit, reason, minutes) of every pause; minutes None while it lasts."""
    rows = library.db.rows(
        "SELECT p.unit_position, p.reason_code, p.occurred_at AS began, r.occurred_at AS ended"
        " FROM step_pauses p LEFT JOIN step_resumptions r USING (pause_id) ORDER BY p.txid"
    )
    return [
        (r["unit_position"], r["reason_code"], (r["ended"] - r["began"]).total_seconds() / 60 if r["ended"] else None)
        for r in rows
    ]


def test_a_step_waits_for_an_authority_and_goes_on(library: Library, case: str) -> None:
    library.do("pause_step", minute=5, case_id=case, step_position=2, reason_code="authority")
    assert library.refusal("pause_step", minute=6, case_id=case, reason_code="patron") == "case_is_paused_once"
    assert library.refusal("record_step", minute=7, case_id=case, step_position=2) == "step_is_running"
    assert library.refusal("resume_step", minute=4, case_id=case) == "resumption_follows_pause"
    library.do("resume_step", minute=15, case_id=case)
    assert library.refusal("resume_step", minute=16, case_id=case) == "case_is_paused"
    library.do("record_step", minute=20, case_id=case, step_position=2, started_at=at(1))
    assert pauses(library) == [(2, "authority", 10)]


def test_another_step_may_go_on_while_one_waits(library: Library, case: str) -> None:
    library.do("pause_step", minute=5, case_id=case, step_position=2, reason_code="patron")
    library.do("record_step", minute=7, case_id=case, step_position=3, started_at=at(6))


def test_a_pause_of_the_whole_case_stops_every_step(library: Library, case: str) -> None:
    library.do("pause_step", minute=5, case_id=case, reason_code="other")
    assert library.refusal("record_step", minute=7, case_id=case, step_position=3) == "step_is_running"
    library.do(
        "record_step", minute=8, case_id=case, step_position=3, started_at=at(6), finished_at=at(7), backfilled=True,
        reason="listrik padam",
    )  # fmt: skip


def test_the_first_keystroke_of_the_transaction_that_ends_the_step_ends_its_pause(library: Library) -> None:
    library.do("lend", minute=-60 * 24 * 20, member_no="A1", copy_nos=["C1"])
    back = library.do("take_back", minute=0, copy_no="C1")
    library.do("pause_step", minute=1, case_id=back["case_id"], step_position=6, reason_code="patron")
    library.do("receive_payment", minute=9, started_at=at(8), charge_id=back["charge_id"])
    assert pauses(library) == [(6, "patron", 7)]
    assert not library.db.rows("SELECT * FROM state_open_pauses")


def test_without_an_observed_beginning_the_pause_stays_open_until_the_case_is_closed(library: Library) -> None:
    library.do("lend", minute=-60 * 24 * 20, member_no="A1", copy_nos=["C1"])
    back = library.do("take_back", minute=0, copy_no="C1")
    library.do("pause_step", minute=1, case_id=back["case_id"], step_position=6, reason_code="patron")
    library.do("receive_payment", minute=9, charge_id=back["charge_id"])
    assert pauses(library) == [(6, "patron", None)]
    library.do("close_case", minute=10, case_id=back["case_id"])
    assert not library.db.rows("SELECT * FROM state_open_pauses")
    assert library.refusal("resume_step", minute=11, case_id=back["case_id"]) == "case_is_open"


def test_what_cannot_be_paused(library: Library, case: str) -> None:
    assert library.refusal("pause_step", minute=-1, case_id=case, reason_code="patron") == "pause_follows_open"
    assert library.refusal("pause_step", minute=1, case_id=case, step_position=99, reason_code="patron") == (
        "step_is_observable"
    )
    library.do("close_case", minute=2, case_id=case, outcome="abandoned")
    assert library.refusal("pause_step", minute=3, case_id=case, reason_code="patron") == "case_is_open"
