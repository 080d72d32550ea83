"""Bars through time and by class, days to deposit, names of codes: the numbers of their frames, in plain words."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from dashboards.code_names import COLLECTIONS, ddc_name, named, place_in_order, SEXES
from dashboards.figures.bucket_bars import bucket_bars, Part
from dashboards.figures.class_bars import class_bars
from dashboards.figures.wait_bars import wait_bars, wait_label
from dashboards.filters.period import Period
from dashboards.readings.buckets import course, every_bucket, fitting_bucket
from dashboards.readings.receipts import days_to_deposit, receipt_name
from dashboards.wording import short_rupiah, times
from warehouse.i18n import in_language, rupiah

PARTS = [Part("a", "Satu", "#111111"), Part("b", "Dua", "#222222")]


def _days(*days: int) -> pd.DataFrame:
    return pd.DataFrame({"bucket": pd.to_datetime([f"2026-11-{day:02d}" for day in days]), "a": days, "b": days})


def test_a_day_without_a_record_is_a_gap_that_one_sees() -> None:
    full = every_bucket(_days(2, 5), "day")
    assert full["a"].tolist() == [2, 0, 0, 5]
    assert every_bucket(_days(2, 16), "week")["a"].tolist() == [2, 0, 16]
    assert every_bucket(_days(), "day").empty


def test_a_course_without_a_movement_is_not_drawn() -> None:
    assert course(pd.DataFrame({"a": [0, 0]}), "a") == []
    assert course(pd.DataFrame({"a": [0, 2]}), "a") == [0.0, 2.0]


@pytest.mark.parametrize(
    ("last", "bucket"), [(date(2026, 1, 31), "day"), (date(2026, 2, 1), "week"), (date(2026, 12, 31), "month")]
)
def test_a_longer_period_is_drawn_in_larger_steps(last: date, bucket: str) -> None:
    assert fitting_bucket(Period(date(2026, 1, 1), last)) == bucket


def test_bars_say_their_day_and_their_value() -> None:
    first, second = bucket_bars(_days(2, 3), "day", PARTS).data
    assert (list(first.y), list(second.y)) == ([2, 3], [2, 3])
    assert first.hovertext[0] == "<b>2 Nov</b><br>Satu: 2"


@pytest.mark.parametrize("most", [900, 9_500, 83_250, 715_000, 12_000_000])
def test_an_axis_of_money_has_few_labels_and_reaches_the_highest_bar(most: int) -> None:
    frame = pd.DataFrame({"bucket": pd.to_datetime(["2026-11-02"]), "a": [most - 1], "b": [1]})
    axis = bucket_bars(frame, "day", PARTS, said=rupiah).layout.yaxis
    assert 3 <= len(axis.tickvals) <= 6
    assert max(axis.tickvals) >= most
    assert all(text.startswith("Rp") for text in axis.ticktext)


def test_a_class_carries_its_name_and_value_above_its_bar() -> None:
    figure = class_bars(_days(2, 3), PARTS, names=["Pelajar", "Guru"], values=["2 · 40%", "3 · 60%"])
    assert [list(bar.x) for bar in figure.data] == [[2, 3], [2, 3]]
    written = " ".join(note.text for note in figure.layout.annotations)
    assert "Pelajar" in written
    assert "<b>3 · 60%</b>" in written


def test_days_to_deposit_leave_out_what_came_to_nothing() -> None:
    found = pd.DataFrame(
        {
            "days_to_deposit": pd.array([0, 1, 1, 5, 30, None, 2], dtype="Int64"),
            "amount_idr": [100, 200, 300, 400, 500, 600, 700],
            "state": ["deposited"] * 5 + ["waiting", "reversed"],
        }
    )
    waits = days_to_deposit(found)
    assert waits["receipts"].tolist() == [1, 2, 0, 0, 1, 0, 1]
    assert waits["amount_idr"].sum() == 1_500
    assert list(wait_bars(waits).data[0].y) == waits["receipts"].tolist()


@pytest.mark.parametrize(
    ("first", "last", "said"), [(1, 1, "1"), (4, 5, "4–5"), (11, None, "> 10"), (11, float("nan"), "> 10")]
)
def test_a_number_of_days(first: int, last: float | None, said: str) -> None:
    assert wait_label(first, last) == said


def test_codes_have_names_and_an_unknown_code_is_its_own() -> None:
    assert named(SEXES, "P") == "Perempuan"
    assert named(SEXES, None) == named(SEXES, "") == "Tidak disebutkan"
    assert named(COLLECTIONS, "maps") == "maps"
    assert (ddc_name("300"), ddc_name("")) == ("300 Ilmu sosial", "Tanpa kelas")
    assert receipt_name("pusat", 2026, 12) == "pusat/2026/000012"


def test_ages_and_schools_have_an_order() -> None:
    ages = ["61+", "13–15", "6–12", None]
    assert sorted(ages, key=lambda age: place_in_order("age_class", age)) == ["6–12", "13–15", "61+", None]
    schools = ["S1", "SD", "lain", "D3"]
    assert sorted(schools, key=lambda school: place_in_order("education", school)) == ["SD", "D3", "S1", "lain"]


def test_amounts_on_an_axis_and_how_often() -> None:
    assert [short_rupiah(amount) for amount in (500, 1_500, 2_500_000)] == ["Rp500", "Rp1,5 rb", "Rp2,5 jt"]
    assert (times(0.2), times(None)) == ("0,20", "–")
    with in_language("en"):
        assert (short_rupiah(2_500_000), times(1234.5)) == ("Rp2.5 m", "1,234.50")
