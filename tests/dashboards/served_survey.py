"""The answers of a serving file made by hand: single forms drawn with a fixed seed, and the marts summed from them.

The forms themselves stay in the file (`main.forms`), outside the marts, so that tests can count them without the queries
under test. NTT-KELILING has so few that no index may be shown of it.
"""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from tests.dashboards.served_visitors import CLASSES

SCHEMA = """
CREATE TABLE rpt_satisfaction (agency VARCHAR, service_point VARCHAR, grain VARCHAR, period_start DATE, element INTEGER,
    respondents BIGINT, answers_1 BIGINT, answers_2 BIGINT, answers_3 BIGINT, answers_4 BIGINT, score_sum BIGINT,
    nrr DOUBLE, ikm DOUBLE, grade VARCHAR);
CREATE TABLE rpt_survey_respondents (agency VARCHAR, service_point VARCHAR, grain VARCHAR, period_start DATE,
    dimension VARCHAR, value VARCHAR, respondents BIGINT);
"""
_SATISFACTION = """
INSERT INTO rpt_satisfaction
SELECT agency, service_point, grain, date_trunc(grain, day)::DATE, element, count(*), count_if(score = 1),
    count_if(score = 2), count_if(score = 3), count_if(score = 4), sum(score), avg(score), NULL, NULL
FROM main.forms, (SELECT unnest([1, 2, 3, 4, 5, 6, 7, 8, 9]) AS element) AS e,
    (VALUES ('day'), ('month'), ('year')) AS g (grain), LATERAL (SELECT scores[element] AS score)
GROUP BY ALL ORDER BY ALL
"""
_RESPONDENTS = """
INSERT INTO rpt_survey_respondents
SELECT agency, service_point, grain, date_trunc(grain, day)::DATE, d.dimension,
    CASE d.dimension WHEN 'sex' THEN sex WHEN 'age_class' THEN age_class WHEN 'occupation' THEN occupation
        WHEN 'education' THEN education ELSE channel END, count(*)
FROM main.forms, (VALUES ('day'), ('month'), ('year')) AS g (grain),
    (VALUES ('sex'), ('age_class'), ('occupation'), ('education'), ('channel')) AS d (dimension)
GROUP BY ALL ORDER BY ALL
"""
_PER_DAY = {"NTT-GEDUNG": 1.7, "NTT-KELILING": 0.05, "JTG-GEDUNG": 2.4}
_WEIGHTS = {8: (2, 6, 9, 3), 9: (3, 8, 8, 2)}  # complaints and facilities please least


def fill(connection: duckdb.DuckDBPyConnection, points: dict[str, list[str]], days: list[date], seed: int) -> None:
    """`points`: agency → service points; forms on each of `days` but the last."""
    dice = random.Random(seed + 5000)
    forms: list[dict[str, Any]] = []
    for day in days[:-1]:
        for agency, point in ((agency, point) for agency, several in points.items() for point in several):
            rate = _PER_DAY[point]
            for _form in range(int(rate) + (dice.random() < rate % 1)):
                forms.append({"agency": agency, "service_point": point, "day": day, **_form_of(dice)})
    drawn = pd.DataFrame(forms)  # noqa: F841  read by DuckDB by its name
    typed = "SELECT * REPLACE (day::DATE AS day, scores::INTEGER[] AS scores) FROM drawn"
    connection.execute(f"CREATE TABLE main.forms AS {typed}")
    connection.execute(_SATISFACTION)
    connection.execute(_RESPONDENTS)


def _form_of(dice: random.Random) -> dict[str, Any]:
    sex, age_class, occupation, education = dice.choice(CLASSES)
    scores = [dice.choices((1, 2, 3, 4), _WEIGHTS.get(element, (1, 2, 10, 7)))[0] for element in range(1, 10)]
    return {
        "channel": dice.choices(("kiosk", "link", "paper"), (6, 3, 1))[0], "sex": sex, "age_class": age_class,
        "occupation": occupation if dice.random() < 0.8 else None, "education": education, "scores": scores,
    }  # fmt: skip
