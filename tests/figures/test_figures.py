"""The hand-computed history (README.md): commands at the desk → the rows of the marts, row for row.

The commands go through the operations database as the desk's do, are published as batches on the way and refreshed batch by
batch; then everything is rebuilt and compared again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pytest

from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.operations.references import with_answers
from warehouse.settings import Settings

HERE = Path(__file__).parent
EXPECTED = sorted(path.stem for path in (HERE / "expected").glob("*.csv"))
PUBLISH_EVERY = 9


def commands() -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (HERE / "history.jsonl").read_bytes().splitlines()]


@pytest.fixture(scope="module", params=["batch by batch", "rebuilt"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    settings = Settings.load(home=tmp_path_factory.mktemp("figures") / "home")
    settings.make_home()
    answers: dict[str, dict[str, Any]] = {}
    with OperationsDatabase.open(settings) as db:
        publisher = Publisher(db)
        for number, command in enumerate(commands(), 1):
            answers[command["key"]] = db.execute(with_answers(command, answers), trusted=True).data
            if number % PUBLISH_EVERY == 0:
                publisher.flush()
                if request.param == "batch by batch":
                    with open_warehouse(settings) as connection:
                        refresh(connection, settings, f"run {number}")
        publisher.flush()
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "last", full=request.param == "rebuilt")
    with duckdb.connect(str(settings.serving_db), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


@pytest.mark.parametrize("mart", EXPECTED)
def test_the_mart_holds_the_rows_computed_by_hand(served: duckdb.DuckDBPyConnection, mart: str) -> None:
    with (HERE / "expected" / f"{mart}.csv").open(encoding="utf-8") as stream:
        expected = list(csv.DictReader(stream))
    columns = list(expected[0])
    grains = sorted({row["grain"] for row in expected}) if "grain" in columns else []
    where = " WHERE list_contains(?, grain)" if grains else ""
    cursor = served.execute(f"SELECT {', '.join(columns)} FROM marts.{mart}{where}", [grains] if grains else [])
    found = [dict(zip(columns, map(as_written, row), strict=True)) for row in cursor.fetchall()]
    assert in_order(found) == in_order([{name: as_computed(cell) for name, cell in row.items()} for row in expected])


def as_written(value: Any) -> Any:
    """A value of the mart as the CSV writes it; numbers rounded to where hand and machine agree."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return round(float(value), 9)
    if hasattr(value, "isoformat"):
        return value.isoformat().replace("+00:00", "Z")
    return as_computed(str(value))


def as_computed(cell: str) -> Any:
    try:
        return round(float(cell), 9)
    except ValueError:
        return cell


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


def test_days_show_the_cases_opened_on_them(served: duckdb.DuckDBPyConnection) -> None:
    """Lending, day by day: 5 March on time, 9 March one second late, 10 March (Jawa Tengah) not timed, 7 May on time."""
    found = served.execute(
        "SELECT agency, period_start::VARCHAR, expected, recorded, timed, on_time FROM marts.rpt_sop_step_compliance"
        " WHERE grain = 'day' AND sop_code = 'loan' AND step_position = 6 ORDER BY period_start"
    ).fetchall()
    assert found == [
        ("NTT", "2026-03-05", 1, 1, 1, 1),
        ("NTT", "2026-03-09", 1, 1, 1, 0),
        ("JATENG", "2026-03-10", 1, 1, 0, 0),
        ("NTT", "2026-05-07", 1, 1, 1, 1),
    ]


def test_the_year_holds_what_its_months_hold(served: duckdb.DuckDBPyConnection) -> None:
    """Cases of one SOP opened in one month, so the year's compliance is that month's; only lending in NTT has two months."""
    same = (
        "agency, sop_code, step_position, expected, recorded, backfilled, timed, on_time, median_s, p90_s, lost_minutes"
    )
    month, year = (
        served.execute(
            f"SELECT {same} FROM marts.rpt_sop_step_compliance"
            " WHERE grain = ? AND NOT (agency = 'NTT' AND sop_code = 'loan') ORDER BY ALL",
            [grain],
        ).fetchall()
        for grain in ("month", "year")
    )
    assert month == year
    assert month


def test_the_year_of_lending_takes_both_months_together(served: duckdb.DuckDBPyConnection) -> None:
    """Guest book 30, 60 and 60 s; lending 300, 301 and 100 s: the median is the middle one, not a mean of medians."""
    found = served.execute(
        "SELECT step_position, expected, recorded, timed, on_time, median_s, p90_s FROM marts.rpt_sop_step_compliance"
        " WHERE grain = 'year' AND agency = 'NTT' AND sop_code = 'loan' AND step_position IN (2, 6) ORDER BY step_position"
    ).fetchall()
    assert found == [(2, 3, 3, 3, 3, 60, 60), (6, 3, 3, 3, 2, 300, pytest.approx(300.8))]


def test_days_on_which_money_moved(served: duckdb.DuckDBPyConnection) -> None:
    """Flows on the day they happened, the deposit on the day of its slip, balances as each day ended."""
    found = served.execute(
        "SELECT period_start::VARCHAR, agency, revenue_kind, charged_idr, received_idr, waived_idr, outstanding_idr,"
        " deposited_idr, undeposited_idr FROM marts.rpt_revenue WHERE grain = 'day'"
        " AND (charged_idr, received_idr, waived_idr, deposited_idr) <> (0, 0, 0, 0) ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("2026-03-13", "NTT", "late_fine", 500, 500, 0, 0, 0, 500),
        ("2026-03-25", "NTT", "late_fine", 1000, 0, 0, 1000, 0, 500),
        ("2026-05-04", "NTT", "form", 2000, 2000, 0, 0, 2000, 0),
        ("2026-05-04", "NTT", "late_fine", 0, 0, 0, 1000, 500, 0),
        ("2026-05-05", "NTT", "card_fee", 10000, 10000, 0, 0, 0, 10000),
        ("2026-05-05", "NTT", "late_fine", 0, 0, 400, 600, 0, 0),
        ("2026-05-06", "NTT", "photocopy", 2100, 2100, 0, 0, 0, 2100),
        ("2026-05-07", "NTT", "card_fee", 0, 0, 0, 0, 10000, 0),
        ("2026-05-07", "NTT", "photocopy", 0, 0, 0, 0, 2100, 0),
        ("2026-05-08", "NTT", "photocopy", 0, -300, 300, 0, 0, -300),
        ("2026-05-31", "JATENG", "form", 2000, 2000, 0, 0, 0, 2000),
    ]


def test_balances_are_carried_on_to_the_last_day(served: duckdb.DuckDBPyConnection) -> None:
    """From each kind's first day to 31 May: 80 days of fines (19 + 30 + 31), 28 of forms, 27 of cards, 26 of copies, 1."""
    found = served.execute(
        "SELECT agency, revenue_kind, count(*), max(period_start)::VARCHAR, arg_max(outstanding_idr, period_start)"
        " FROM marts.rpt_revenue WHERE grain = 'day' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("JATENG", "form", 1, "2026-05-31", 0),
        ("NTT", "card_fee", 27, "2026-05-31", 0),
        ("NTT", "form", 28, "2026-05-31", 0),
        ("NTT", "late_fine", 80, "2026-05-31", 600),
        ("NTT", "photocopy", 26, "2026-05-31", 0),
    ]
