"""The survey's figures counted by hand: NRR of nine elements, index and grade, periods, late forms, who answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk
from warehouse.rules.satisfaction import grade, ikm
from warehouse.settings import Settings


def form(desk: Desk, name: str, when: str, scores: list[int], **values: Any) -> None:
    told = {f"u{element}": score for element, score in enumerate(scores, 1)}
    desk.add("survey_answers", when, answer_id=uid(name), **({"channel": "kiosk"} | told | values))


def elements(desk: Desk, grain: str, start: str, point: str = "NTT-GEDUNG") -> dict[int, dict[str, Any]]:
    rows = desk.read(
        "SELECT * FROM marts.rpt_satisfaction WHERE grain = ? AND period_start = ? AND service_point = ?",
        [grain, date.fromisoformat(start), point],
    )
    return {row["element"]: row for row in rows}


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Only looked at."""
    settings = Settings.load(home=tmp_path_factory.mktemp("answered") / "home")
    settings.make_home()
    return january_and_february(Desk(settings))


def january_and_february(desk: Desk) -> Desk:
    form(desk, "first", "2026-01-05 10:00", [4, 4, 4, 4, 4, 4, 4, 4, 4], sex="P", education="SMA")
    form(desk, "second", "2026-01-05 23:30", [3, 3, 3, 3, 3, 3, 3, 3, 2], sex="P")
    form(desk, "third", "2026-02-01 00:10", [1, 2, 3, 4, 1, 2, 3, 4, 1], sex="L", channel="link")
    desk.refresh()
    return desk


def test_a_months_elements_have_their_counts_means_index_and_grade(answered: Desk) -> None:
    january = elements(answered, "month", "2026-01-01")
    assert sorted(january) == list(range(1, 10))
    assert {row["respondents"] for row in january.values()} == {2}
    facilities = january[9]
    assert [facilities[f"answers_{score}"] for score in range(1, 5)] == [0, 1, 0, 1]
    assert (facilities["score_sum"], facilities["nrr"]) == (6, 3.0)
    assert january[1]["nrr"] == 3.5
    # 25 × (8 × 3.5 + 3.0) ÷ 9 = 86.111…
    assert {(row["ikm"], row["grade"]) for row in january.values()} == {(86.11, "B")}


def test_a_form_belongs_to_the_local_day_and_month(answered: Desk) -> None:
    assert elements(answered, "day", "2026-01-05")[1]["respondents"] == 2
    assert elements(answered, "month", "2026-02-01")[1]["respondents"] == 1
    assert elements(answered, "year", "2026-01-01")[1]["respondents"] == 3


def test_the_years_index_is_that_of_its_forms_not_the_mean_of_its_months(answered: Desk) -> None:
    assert elements(answered, "year", "2026-01-01")[1]["ikm"] == float(ikm(36 + 26 + 21, 3))


def test_a_form_of_a_laptop_that_comes_home_late_changes_its_own_month(desk: Desk) -> None:
    january_and_february(desk)
    form(desk, "late", "2026-01-20 09:00", [2] * 9)
    desk.refresh()
    assert elements(desk, "month", "2026-01-01")[1]["respondents"] == 3
    assert elements(desk, "year", "2026-01-01")[1]["respondents"] == 4
    assert elements(desk, "month", "2026-02-01")[1]["respondents"] == 1


def test_who_answered_adds_up_in_each_dimension(answered: Desk) -> None:
    rows = answered.read(
        "SELECT dimension, value, respondents FROM marts.rpt_survey_respondents WHERE grain = 'year' ORDER BY ALL NULLS LAST"
    )
    told = {(row["dimension"], row["value"]): row["respondents"] for row in rows}
    assert (told[("sex", "P")], told[("sex", "L")]) == (2, 1)
    assert (told[("education", "SMA")], told[("education", None)], told[("occupation", None)]) == (1, 2, 3)
    assert (told[("channel", "kiosk")], told[("channel", "link")]) == (2, 1)


def test_the_rule_and_the_mart_agree_on_many_draws(desk: Desk) -> None:
    draw, expected = Random(14), {}
    for day in range(1, 26):
        forms = [[draw.choice((1, 2, 3, 3, 4, 4)) for _element in range(9)] for _form in range(draw.randrange(1, 9))]
        for number, scores in enumerate(forms):
            form(desk, f"{day} {number}", f"2026-03-{day:02d} 09:00", scores)
        index = ikm(sum(map(sum, forms)), len(forms))
        expected[date(2026, 3, day)] = (index, grade(index))
    desk.refresh()
    rows = desk.read("SELECT DISTINCT period_start, ikm, grade FROM marts.rpt_satisfaction WHERE grain = 'day'")
    assert {row["period_start"]: (Decimal(str(row["ikm"])), row["grade"]) for row in rows} == expected
