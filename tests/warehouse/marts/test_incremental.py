"""Only touched slices are computed, and the result is the same to the bit as computing everything."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.landing import Landing
from tests.warehouse.marts.history import History
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh
from warehouse.marts.registry import BY_NAME, MARTS, SERVED
from warehouse.settings import Settings


def run(settings: Settings, name: str, *, full: bool = False) -> Refresh:
    with open_warehouse(settings) as connection:
        refreshed = Refresh(connection, settings, name, full=full)
        refreshed.ingest()
        refreshed.swap()
    return refreshed


def differences(one: Path, other: Path, marts: list[str]) -> dict[str, int]:
    """Mart → number of rows that stand in only one of two serving files."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{one}' AS one (READ_ONLY)")
        connection.execute(f"ATTACH '{other}' AS other (READ_ONLY)")
        found = {}
        for mart in marts:
            a, b = f"SELECT * FROM one.marts.{mart}", f"SELECT * FROM other.marts.{mart}"
            row = connection.execute(
                f"SELECT count(*) FROM (({a} EXCEPT ALL {b}) UNION ALL ({b} EXCEPT ALL {a}))"
            ).fetchone()
            if row and row[0]:
                found[mart] = row[0]
        return found


def with_regions(settings: Settings) -> None:
    folder = settings.home / "reference"
    folder.mkdir()
    rows = ["53.01,Kupang,regency,53,,,", "53.01.01,Satu,district,53.01,,,", "53.01.02,Dua,district,53.01,,,"]
    (folder / "regions.csv").write_text("\n".join(["code,name,level,parent_code,population,latitude,longitude", *rows]))


@pytest.mark.parametrize("seed", [1, 2])
def test_refreshing_batch_by_batch_gives_the_same_figures_as_rebuilding_all(tmp_path: Path, seed: int) -> None:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    with_regions(settings)
    landings: dict[str, Landing] = {}
    for number, (node, rows, written_at) in enumerate(History(seed, months=15).batches(8)):
        landing = landings.setdefault(node, Landing(settings.landing, node))
        landing.publish(rows, recorded_at=written_at)
        run(settings, f"run {number}")
    grown = tmp_path / "grown.duckdb"
    grown.write_bytes(settings.serving_db.read_bytes())
    refreshed = run(settings, "full", full=True)
    assert refreshed.swapped
    assert refreshed.swapped.from_scratch
    assert differences(grown, settings.serving_db, [mart.name for mart in SERVED]) == {}


def test_the_history_of_the_test_reaches_every_mart(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    with_regions(settings)
    landings: dict[str, Landing] = {}
    for node, rows, written_at in History(1, months=15).batches(3):
        landings.setdefault(node, Landing(settings.landing, node)).publish(rows, recorded_at=written_at)
    run(settings, "full", full=True)
    with open_warehouse(settings) as connection:
        for mart in MARTS:
            if any(name.startswith(("alerts.", "checks.", "plans.")) for name in mart.inputs):
                continue  # what was sent and judged, not what happened
            row = connection.execute(f"SELECT count(*) FROM marts.{mart.name}").fetchone()
            assert row
            assert row[0] > 0, mart.name
        found = connection.execute(
            "SELECT sum(missing_documents) > 0, sum(late_steps) > 0, sum(out_of_order_steps) > 0, bool_or(compliant)"
            " FROM marts.rpt_sop_cases"
        ).fetchone()
        statuses = connection.execute("SELECT DISTINCT status FROM marts.rpt_documents ORDER BY 1").fetchall()
        road = connection.execute(
            "SELECT max(copies_out) > 1, max(copies_lost) > 0, max(trips_cancelled) > 0,"
            " min(site_coverage) < max(site_coverage)"
            " FROM marts.rpt_outreach_coverage WHERE grain = 'year'"
        ).fetchone()
    assert found == (True, True, True, True)
    assert {status for (status,) in statuses} >= {"complete", "missing", "unsigned", "inconsistent"}
    assert road == (True, True, True, True)


def test_a_refresh_twice_in_a_row_changes_nothing(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    node, rows, written_at = History(4, months=2).batches(1)[0]
    Landing(settings.landing, node).publish(rows, recorded_at=written_at)
    run(settings, "first")
    before, stamp = settings.serving_db.read_bytes(), settings.serving_db.stat()
    refreshed = run(settings, "second")
    assert refreshed.swapped is not None
    assert not refreshed.swapped.swapped
    assert settings.serving_db.read_bytes() == before
    assert settings.serving_db.stat().st_ino == stamp.st_ino


def test_one_new_day_touches_its_month_only(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    landing = Landing(settings.landing)
    node_rows = [rows for node, rows, _at in History(5, months=10).batches(1) if node == "pusat"]
    landing.publish(node_rows[0])
    run(settings, "history")
    last = max(row["occurred_at"] for row in node_rows[0]["visits"])
    landing.publish({"visits": [{"visitor_type": "guest", "occurred_at": last}]})
    with open_warehouse(settings) as connection:
        refreshed = Refresh(connection, settings, "day")
        refreshed.ingest()
        refreshed.touch()
        kinds = connection.execute("SELECT kind, count(*) FROM touched_months GROUP BY kind").fetchall()
        assert kinds == [("visits", 1)]
        built = refreshed.build("rpt_loan_turnover")
        assert built
        assert built.rows_written == 0
        assert BY_NAME["rpt_loan_turnover"].kind == "loans"
