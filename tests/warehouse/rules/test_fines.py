"""SOP return, step 6: late fines by the dated tariff and the agency's calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from warehouse.catalogue.load import load_catalogue
from warehouse.rules.fines import days_late, due_on, late_fine_idr

NTT = load_catalogue().agency("NTT")
FRIDAY = date(2026, 10, 2)
TARIFF = replace(NTT.tariff_on(FRIDAY), late_fine_per_day_idr=500, fine_counts="open_days", fine_max_idr=None)


def fine(due: date, back: date, **changes: object) -> int:
    return late_fine_idr(due, back, replace(TARIFF, **changes), NTT.calendar)  # type: ignore[arg-type]


def test_on_the_due_date_itself_nothing_is_owed() -> None:
    assert fine(FRIDAY, FRIDAY) == 0
    assert fine(FRIDAY, FRIDAY - timedelta(days=3)) == 0


def test_closed_days_do_not_count_when_the_tariff_says_open_days() -> None:
    monday = FRIDAY + timedelta(days=3)  # Saturday is open, Sunday is not
    assert NTT.calendar.open_days_between(FRIDAY, monday) == 2
    assert fine(FRIDAY, monday) == 1000
    assert fine(FRIDAY, monday, fine_counts="calendar_days") == 1500


def test_a_cap_is_a_cap() -> None:
    assert fine(FRIDAY, FRIDAY + timedelta(days=60), fine_max_idr=7000) == 7000


def test_a_due_date_on_a_closed_day_moves_to_the_next_open_day() -> None:
    sunday = date(2026, 10, 11)
    assert due_on(sunday - timedelta(days=7), 7, NTT.calendar) == sunday + timedelta(days=1)


@given(late=st.integers(0, 400), more=st.integers(0, 100))
def test_a_fine_never_falls_with_time_and_never_exceeds_the_calendar(late: int, more: int) -> None:
    due = FRIDAY
    first, later = due + timedelta(days=late), due + timedelta(days=late + more)
    assert fine(due, first) <= fine(due, later)
    assert fine(due, first) <= days_late(due, first) * 500
