"""Compliance by hour, role and officer: the same units, cut another way; nothing of a person leaves the house."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk
from warehouse.errors import Refused
from warehouse.lake.export import export_mart

DAY = "2026-03-02"


@pytest.fixture
def day(desk: Desk) -> Desk:
    """Three loans at 8 and 10 o'clock in Kupang: one on time, one 60 s late, one not recorded; two officers, two roles."""
    for name, opened, began, ended, officer, role in (
        ("quick", "08:10", "08:10:00", "08:12:00", "ana", "circulation_staff"),
        ("slow", "08:50", "08:59:00", "09:05:00", "budi", "circulation_staff"),
        ("untimed", "10:10", None, "10:12:00", "ana", "section_head"),
    ):
        desk.case(name, "loan", f"{DAY} {opened}")
        desk.step(
            name, "loan", 6, f"{DAY} {began}" if began else None, f"{DAY} {ended}", staff_key=uid(officer), role=role
        )
    desk.case("missing", "loan", f"{DAY} 10:20")
    desk.refresh()
    return desk


def test_a_unit_stands_under_the_hour_in_which_its_case_opened(day: Desk) -> None:
    rows = day.read("SELECT * FROM marts.rpt_sop_hours WHERE unit_position = 6 ORDER BY hour")
    assert [(r["hour"], r["expected"], r["recorded"], r["timed"], r["on_time"], r["lost_minutes"]) for r in rows] == [
        (8, 2, 2, 2, 1, 1), (10, 2, 1, 0, 0, 0),
    ]  # fmt: skip
    assert [(r["compliance_rate"], r["on_time_rate"], r["service_minutes"]) for r in rows] == [
        (0.5, 0.5, 8),
        (0, None, 0),
    ]


def test_a_role_answers_for_what_was_recorded_in_it(day: Desk) -> None:
    rows = day.read("SELECT * FROM marts.rpt_sop_roles WHERE unit_position = 6 ORDER BY role")
    assert [(r["role"], r["recorded"], r["judged"], r["timed"], r["on_time"]) for r in rows] == [
        ("circulation_staff", 2, 2, 2, 1), ("section_head", 1, 1, 0, 0),
    ]  # fmt: skip
    assert [(r["on_time_rate"], r["judged_rate"], r["median_s"]) for r in rows] == [(0.5, 0.5, 240), (None, 0, None)]


def test_officers_stand_under_their_pseudonym(day: Desk) -> None:
    rows = day.read("SELECT * FROM marts.rpt_sop_officers WHERE unit_position = 6")
    found = {str(r["staff_key"]): (r["recorded"], r["timed"], r["on_time"]) for r in rows}
    assert found == {uid("ana"): (2, 1, 1), uid("budi"): (1, 1, 0)}


def test_figures_of_officers_are_not_exported(day: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        export_mart(day.settings, "rpt_sop_officers", tmp_path / "officers.csv")
    assert refused.value.rule == "confidential_marts_stay"
    assert not (tmp_path / "officers.csv").exists()
    assert export_mart(day.settings, "rpt_sop_roles", tmp_path / "roles.csv") == 2
