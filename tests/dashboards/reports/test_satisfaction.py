"""The survey's section: the index is that of all forms together, few answers are counted and not shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from dashboards.reports.model import KeyFigure, Section
from dashboards.reports.rows import SpanRows
from dashboards.reports.section_satisfaction import satisfaction
from dashboards.reports.span import Span
from warehouse.rules.satisfaction import ikm

MARCH = Span("month", date(2025, 3, 1))


@pytest.fixture
def served() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE rpt_satisfaction (agency VARCHAR, service_point VARCHAR, grain VARCHAR, period_start DATE,"
            " element INTEGER, respondents BIGINT, answers_1 BIGINT, answers_2 BIGINT, answers_3 BIGINT, answers_4 BIGINT,"
            " score_sum BIGINT)"
        )
        yield connection


def answered(
    served: duckdb.DuckDBPyConnection, point: str, forms: list[tuple[int, int]], month: date = MARCH.first
) -> int:
    """`forms`: how many gave what score to every element, the fourth one point less. The sum of all scores."""
    total = 0
    for element in range(1, 10):
        given = [0, 0, 0, 0]
        for count, score in forms:
            given[score - 1 - (element == 4)] += count
        scores = sum(count * place for place, count in enumerate(given, 1))
        total += scores
        served.execute(
            "INSERT INTO rpt_satisfaction VALUES ('NTT', ?, 'month', ?, ?, ?, ?, ?, ?, ?, ?)",
            [point, month, element, sum(given), *given, scores],
        )
    return total


def told(served: duckdb.DuckDBPyConnection) -> tuple[Section, KeyFigure] | None:
    rows = SpanRows(served, "NTT", MARCH)
    return satisfaction(rows, rows.before)


def test_the_index_is_that_of_all_forms_and_the_weakest_element_is_named(served: duckdb.DuckDBPyConnection) -> None:
    total = answered(served, "A", [(6, 4)]) + answered(served, "B", [(3, 3), (2, 2)])
    before = answered(served, "A", [(5, 3)], date(2025, 2, 1))
    found = told(served)
    assert found is not None
    section, figure = found
    assert figure.now == pytest.approx(float(ikm(total, 11)))
    assert figure.before == pytest.approx(float(ikm(before, 5)))
    assert "dari 11 responden. Unsur terendah: U4 Biaya" in section.sentences[0]
    [table] = section.tables
    assert [row[5] for row in table.rows] == [11] * 9
    assert sum(int(str(row[6])) for row in table.rows) == total
    assert table.value(table.rows[3], 7) == pytest.approx((6 * 3 + 3 * 2 + 2 * 1) / 11)


def test_few_answers_are_counted_and_not_shown(served: duckdb.DuckDBPyConnection) -> None:
    answered(served, "A", [(4, 1)])
    found = told(served)
    assert found is not None
    section, figure = found
    assert (section.tables, figure.now) == ((), None)
    assert section.sentences == ("4 orang menjawab: kurang dari 5, terlalu sedikit untuk ditampilkan.",)


def test_without_answers_or_without_the_mart_there_is_no_section(served: duckdb.DuckDBPyConnection) -> None:
    assert told(served) is None
    with duckdb.connect() as older:
        assert told(older) is None
