"""The survey page, run as a script: every number shown is counted again from the forms beneath it."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import duckdb
import pytest

from dashboards.wording import times
from tests.dashboards.looking import bars_of, cards_of, LAST_30, rows_of, run, SURVEY, table_of, text_of, value_of
from warehouse.i18n import number, percent
from warehouse.rules.satisfaction import grade, ikm, sample_needed
from warehouse.settings import Settings

SignIn = Callable[..., str]
FORMS = f"FROM main.forms WHERE day {LAST_30}"


def test_the_cards_are_the_forms(home: Settings, sign_in: SignIn) -> None:
    cards = cards_of(run(sign_in(), SURVEY))
    scores, forms = (int(value) for value in rows_of(home, f"SELECT sum(list_sum(scores)), count(*) {FORMS}").iloc[0])
    means = [value_of(home, f"SELECT avg(scores[{element}]) {FORMS}") for element in range(1, 10)]
    visits = value_of(home, f"SELECT sum(heads) FROM main.came WHERE day {LAST_30}")
    assert cards == {
        "Indeks (IKM)": times(float(ikm(scores, forms))),
        "Responden": number(forms),
        "Pengisian per kunjungan": percent(forms / visits, 1),
        "Unsur terlemah": times(min(means)),
        "Unsur terkuat": times(max(means)),
    }


def test_the_opening_sentence_says_index_grade_weakest_and_whether_they_are_enough(home: Settings, sign_in: SignIn) -> None:
    told = text_of(run(sign_in(), SURVEY))
    scores, forms = (int(value) for value in rows_of(home, f"SELECT sum(list_sum(scores)), count(*) {FORMS}").iloc[0])
    visits = int(value_of(home, f"SELECT sum(heads) FROM main.came WHERE day {LAST_30}"))
    index = ikm(scores, forms)
    assert f"Indeks kepuasan masyarakat (IKM) {times(float(index))}, mutu {grade(index)} (" in told
    assert f"{number(forms)} orang mengisi, kurang dari {number(sample_needed(visits))}" in told
    assert "Unsur terlemah dari sembilan adalah U" in told


def test_the_elements_are_drawn_as_their_table(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), SURVEY)
    table, bars = table_of(script, "elements-table"), bars_of(script, 0)
    assert table["element"].tolist() == list(range(1, 10))
    for score in range(1, 5):
        assert bars[f"Nilai {score}"] == table[f"answers_{score}"].tolist()
        wanted = [
            value_of(home, f"SELECT count(*) {FORMS} AND scores[{element}] = {score}") for element in range(1, 10)
        ]
        assert table[f"answers_{score}"].tolist() == wanted
    means = [value_of(home, f"SELECT avg(scores[{element}]) {FORMS}") for element in range(1, 10)]
    assert table["nrr"].tolist() == pytest.approx(means)


def test_the_index_through_time_is_drawn_as_its_table_and_hides_few(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), SURVEY, bucket="week", agency="NTT")
    table = table_of(script, "index-table")
    wanted = rows_of(
        home,
        f"SELECT date_trunc('week', day) AS week, count(*) AS forms, sum(list_sum(scores)) AS scores {FORMS}"
        " AND agency = 'NTT' GROUP BY ALL ORDER BY ALL",
    )
    assert table["respondents"].tolist() == wanted["forms"].tolist()
    for shown, forms, scores in zip(table["ikm"], wanted["forms"], wanted["scores"], strict=True):
        assert (shown != shown) if forms < 5 else shown == float(ikm(int(scores), int(forms)))
    assert (wanted["forms"] < 5).any()
    assert (wanted["forms"] >= 5).any()


def test_a_service_point_with_few_answers_shows_how_many_and_no_index(home: Settings, sign_in: SignIn) -> None:
    table = table_of(run(sign_in(), SURVEY), "survey-points-table").set_index("name")
    few = value_of(home, f"SELECT count(*) {FORMS} AND service_point = 'NTT-KELILING'")
    assert 0 < few < 5
    points = table[table["respondents"] == few]
    assert points["ikm"].isna().all()
    assert points["grade"].tolist() == ["–"]
    assert table["respondents"].sum() == value_of(home, f"SELECT count(*) {FORMS}")
    told = text_of(run(sign_in(), SURVEY, agency="NTT", point="NTT-KELILING"))
    assert f"Hanya {few} orang yang mengisi" in told
    assert "Indeks (IKM)" not in told


@pytest.mark.parametrize("dimension", ["occupation", "channel"])
def test_respondents_by_class_add_up_and_are_drawn_as_their_table(
    home: Settings, sign_in: SignIn, dimension: str
) -> None:
    script = run(sign_in(), SURVEY, answered_by=dimension)
    table = table_of(script, "respondents-table")
    wanted = rows_of(home, f"SELECT {dimension} AS value, count(*) AS forms {FORMS} GROUP BY ALL ORDER BY forms")
    assert sorted(table["respondents"]) == wanted["forms"].tolist()
    assert bars_of(script, 2) == {"Responden": table["respondents"].tolist()}
    assert table["share"].sum() == pytest.approx(1)


def test_a_period_in_which_nobody_answered_says_where_one_can(home: Settings, sign_in: SignIn) -> None:
    told = text_of(run(sign_in(), SURVEY, period="custom", dates="2020-01-01..2020-01-31"))
    assert "Belum ada yang mengisi" in told


def test_a_file_from_before_the_upgrade_says_that_figures_are_being_prepared(home: Settings, sign_in: SignIn) -> None:
    other = home.home / "older.duckdb"
    shutil.copyfile(home.serving_db, other)
    with duckdb.connect(str(other)) as connection:
        connection.execute("DROP TABLE marts.rpt_satisfaction")
    other.replace(home.serving_db)
    assert "Angka sedang disiapkan" in text_of(run(sign_in(), SURVEY))


def test_english(home: Settings, sign_in: SignIn) -> None:
    assert "The satisfaction index (IKM) is" in text_of(run(sign_in(), SURVEY, lang="en"))
