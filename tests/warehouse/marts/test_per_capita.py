"""Visits, loans and copies per person served and per member, counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk

PEOPLE = 5_700_772  # of the catalogue


def member(desk: Desk, name: str, when: str, **values: Any) -> None:
    dated = {"registered_on": date.fromisoformat(when[:10]), "member_type": "general"}
    desk.add("members", when, **({"member_key": uid(name)} | dated | values))


@pytest.fixture
def months(desk: Desk) -> Desk:
    """January and February: three visits, two loans, and members who come, expire and renew."""
    member(desk, "whole year", "2026-01-05 09:00", expires_on=date(2026, 12, 31))
    member(desk, "until January's last day", "2026-01-06 09:00", expires_on=date(2026, 1, 31))
    member(desk, "renewed", "2026-01-07 09:00", expires_on=date(2026, 1, 20))
    member(desk, "renewed", "2026-02-10 09:00", registered_on=date(2026, 1, 7), expires_on=date(2026, 3, 31))
    member(desk, "entered late", "2026-02-11 09:00", registered_on=date(2026, 1, 2), expires_on=date(2026, 6, 30))
    for day in ("2026-01-08", "2026-01-09", "2026-02-09"):
        desk.visit(f"on {day}", f"{day} 08:00")
    copy = {"title_id": uid("title"), "collection": "general", "ddc_class": "800", "is_lendable": True}
    for number in range(4):
        desk.add("copies", "2026-01-02 08:00", copy_id=uid(f"copy {number}"), acquired_on=date(2026, 1, 2), **copy)
    for number, day in enumerate(("2026-01-08", "2026-02-09")):
        desk.add(
            "loans", f"{day} 08:30", loan_id=uid(f"loan {number}"), copy_id=uid(f"copy {number}"), collection="general",
            ddc_class="800", due_on=date(2026, 3, 1),
        )  # fmt: skip
    desk.refresh()
    return desk


def per_capita(desk: Desk, grain: str) -> list[dict[str, Any]]:
    return desk.read("SELECT * FROM marts.rpt_per_capita WHERE grain = ? ORDER BY period_start", [grain])


def test_numerators_and_denominators_stand_beside_the_ratios(months: Desk) -> None:
    january, february = per_capita(months, "month")
    assert (january["visits"], january["loans"], january["lendable_copies"], january["members"]) == (2, 1, 4, 3)
    assert (february["visits"], february["loans"], february["lendable_copies"], february["members"]) == (1, 1, 4, 3)
    assert january["people_served"] == PEOPLE
    assert january["visits_per_capita"] == 2 / PEOPLE
    assert january["loans_per_capita"] == 1 / PEOPLE
    assert january["loans_per_member"] == 1 / 3
    assert january["copies_per_capita"] == 4 / PEOPLE


def test_a_year_is_the_sum_of_its_months_and_its_members_are_those_of_its_last_day(months: Desk) -> None:
    [year] = per_capita(months, "year")
    assert (year["visits"], year["loans"], year["members"]) == (3, 2, 1)
    assert year["loans_per_member"] == 2.0


def test_nothing_is_divided_by_no_members(desk: Desk) -> None:
    desk.visit("alone", "2026-01-08 08:00")
    desk.refresh()
    [month] = per_capita(desk, "month")
    assert (month["members"], month["loans_per_member"]) == (0, None)
