"""The history of the checks: what stands now, since when, and that a verdict is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, UTC

import duckdb
import pytest

from warehouse.lake.check_history import Broken, Judgement, open_expectations, record, Wording
from warehouse.lake.raw import ensure_schemas

FIRST = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
WORDING = Wording("raw.visits", "sex_known", "warning", "guest_book_staff", "Satu", "Periksa", "One", "Look")


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        ensure_schemas(connection)
        yield connection


def judgement(**violations: int) -> Judgement:
    counts: dict[str | None, int] = {**violations}  # type: ignore[dict-item]
    broken = (Broken(WORDING, counts),) if violations else ()
    return Judgement("raw.visits", "new", 5, ("sex_known", "unique_visit_id"), broken)


def standing(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, datetime]]:
    return connection.execute(
        "SELECT agency, violations, since_at FROM checks.open_findings ORDER BY agency"
    ).fetchall()


def test_a_finding_stands_since_it_first_failed_until_it_holds_again(connection: duckdb.DuckDBPyConnection) -> None:
    days = [FIRST + timedelta(days=day) for day in range(5)]
    assert record(connection, "one", days[0], [judgement(NTT=3)])
    assert record(connection, "two", days[1], [judgement(NTT=4, JATENG=1)])
    assert not record(connection, "three", days[2], [judgement(NTT=4, JATENG=1)])
    assert standing(connection) == [("JATENG", 1, days[1]), ("NTT", 4, days[0])]
    assert open_expectations(connection) == {"raw.visits": frozenset({"sex_known"})}
    assert record(connection, "four", days[3], [judgement()])
    assert (standing(connection), open_expectations(connection)) == ([], {})
    assert record(connection, "five", days[4], [judgement(NTT=1)])
    assert standing(connection) == [("NTT", 1, days[4])]


def test_every_run_table_and_expectation_has_its_verdict(connection: duckdb.DuckDBPyConnection) -> None:
    record(connection, "one", FIRST, [judgement(NTT=3, JATENG=2)])
    record(connection, "two", FIRST + timedelta(hours=1), [judgement()])
    verdicts = connection.execute(
        "SELECT run_id, expectation, rows_checked, violations FROM checks.verdicts ORDER BY ALL"
    ).fetchall()
    assert verdicts == [
        ("one", "sex_known", 5, 5),
        ("one", "unique_visit_id", 5, 0),
        ("two", "sex_known", 5, 0),
        ("two", "unique_visit_id", 5, 0),
    ]


def test_nothing_judged_leaves_no_trace(connection: duckdb.DuckDBPyConnection) -> None:
    assert not record(connection, "one", FIRST, [])
    assert connection.execute("SELECT count(*) FROM checks.judgements").fetchone() == (0,)
