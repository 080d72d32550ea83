"""Columns stored as numbers of words: new words come at any time, and whoever reads a mart sees words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk
from tests.warehouse.marts.test_incremental import differences
from warehouse.marts.registry import MARTS, SERVED
from warehouse.settings import Settings

CODED = {mart.name: set(mart.codes) for mart in MARTS if mart.codes}
PHOTOCOPIED = 2


def enums(path: Path) -> dict[str, set[str]]:
    """Mart → its columns that are not plain."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found: dict[str, set[str]] = {}
        for table, column in connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'marts' AND data_type LIKE 'ENUM%'"
        ).fetchall():
            found.setdefault(table, set()).add(column)
        return found


def a_photocopy(desk: Desk, name: str, day: str, **values: Any) -> None:
    desk.case(name, "photocopy", f"{day} 09:00")
    desk.step(name, "photocopy", PHOTOCOPIED, f"{day} 09:00", f"{day} 09:02", **values)


def test_a_word_that_was_never_there_comes_with_a_later_day(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    a_photocopy(desk, "first", "2026-01-12", role="circulation_officer", captured="transaction")
    desk.refresh()
    desk.case("second", "return", "2026-03-02 09:00")
    moments = ("2026-03-02 09:00", "2026-03-02 09:01")
    desk.step("second", "return", 2, *moments, role="l'officier", captured="backfilled")
    desk.refresh()
    assert {row["role"] for row in desk.steps_of("second").values()} == {"l'officier", None}
    assert desk.steps_of("first")[PHOTOCOPIED]["role"] == "circulation_officer"
    grown = tmp_path / "grown.duckdb"
    grown.write_bytes(settings.serving_db.read_bytes())
    desk.refresh(full=True)
    assert differences(grown, settings.serving_db, [mart.name for mart in SERVED]) == {}


def test_only_the_coded_columns_are_codes_and_no_reader_of_a_report_meets_one(desk: Desk, settings: Settings) -> None:
    a_photocopy(desk, "first", "2026-01-12", role="circulation_officer")
    desk.refresh()
    assert enums(settings.warehouse_db) == CODED
    assert enums(settings.serving_db) == CODED
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        serving.execute("SET TimeZone = 'UTC'")
        frame = serving.execute("SELECT * FROM marts.rpt_sop_case_steps").df()
    assert not [name for name, kind in frame.dtypes.items() if kind == "category"]
    assert set(frame["sop_code"]) == {"photocopy"}
    assert frame["activity"].notna().all()


def test_no_officer_is_known_by_the_served_facts(desk: Desk) -> None:
    a_photocopy(desk, "first", "2026-01-12", role="circulation_officer", staff_key=uid("an officer"))
    desk.refresh()
    [*_, row] = desk.read("SELECT * FROM marts.fct_case_units")
    assert not {name for name in row if "staff" in name}
    assert uid("an officer") not in row.values()
