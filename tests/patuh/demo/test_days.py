"""The demo's days keep the agency's calendar and hours, and bring the visitors that were asked for."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from patuh.demo.days import open_days, school_factor
from patuh.demo.pace import Pace, standards, TREASURER_AWAY_WEEKS
from patuh.demo.people import Officer
from warehouse.catalogue.load import load_catalogue

CATALOGUE = load_catalogue(None)
SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize("code", ["NTT", "JATENG"])
def test_visits_a_day_are_met_on_average(code: str) -> None:
    days = open_days(CATALOGUE.agency(code), SEPTEMBER, 90, 50, Random(1))
    assert sum(len(day.arrivals) for day in days) / len(days) == pytest.approx(50, rel=0.04)


@pytest.mark.parametrize("code", ["NTT", "JATENG"])
def test_nobody_comes_on_a_closed_day_or_out_of_hours(code: str) -> None:
    agency = CATALOGUE.agency(code)
    days = open_days(agency, date(2026, 7, 25), 60, 30, Random(2))
    assert date(2026, 8, 17) not in {day.day for day in days}, "Independence Day is a holiday"
    for day in days:
        hours = agency.calendar.hours_on(day.day)
        assert hours == (day.opens_at.time(), day.closes_at.time())
        assert all(day.opens_at <= arrival < day.closes_at for arrival in day.arrivals)


def test_saturdays_are_shorter_and_quieter_than_mondays() -> None:
    days = open_days(CATALOGUE.agency("NTT"), SEPTEMBER, 90, 50, Random(3))
    by_weekday = {n: [len(day.arrivals) for day in days if day.day.weekday() == n] for n in (0, 5)}
    assert sum(by_weekday[5]) / len(by_weekday[5]) < 0.85 * sum(by_weekday[0]) / len(by_weekday[0])


def test_exams_bring_more_and_school_holidays_fewer() -> None:
    assert school_factor(date(2026, 12, 24)) < school_factor(date(2026, 9, 9)) < school_factor(date(2026, 11, 25))


def test_a_crowd_slows_the_desk() -> None:
    day = open_days(CATALOGUE.agency("NTT"), SEPTEMBER, 1, 60, Random(4))[0]
    rushes = [day.rush(arrival) for arrival in day.arrivals]
    assert min(rushes) >= 0.88
    assert max(rushes) > 1.05


def test_most_steps_keep_their_standard_and_the_stand_in_treasurer_does_not() -> None:
    agency = CATALOGUE.agency("NTT")
    pace = Pace("NTT", standards(CATALOGUE, agency, SEPTEMBER))
    officer = Officer("x", "X", ("treasurer",), "NTT")
    at = open_days(agency, SEPTEMBER, 1, 10, Random(5))[0].opens_at

    def share_on_time(week: int) -> float:
        draw = Random(6)
        took = [pace.draw("receive_payment", officer, at, 1.0, week, draw).total_seconds() for _ in range(2000)]
        return sum(one <= pace.standard_s["receive_payment"] for one in took) / len(took)

    assert share_on_time(1) > 0.85
    assert share_on_time(TREASURER_AWAY_WEEKS[0]) < 0.70
