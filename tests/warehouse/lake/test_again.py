"""One whole mart is served again without a refresh: the rest of the file, and what it says of itself, stay as they are."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.lake.again import serve_again
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.lake.serving import Serving
from warehouse.lake.swap import is_current
from warehouse.settings import Settings

ALERT = (
    "INSERT INTO alerts.alerts (alert_id, alert_key, kind, severity, role, details, subject, first_seen_at, last_seen_at)"
    " VALUES (uuid(), 'run:refresh', 'run', 'critical', 'administrator', '{}', 'Gagal', now(), now())"
)


def rows(path: Path, text: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as serving:
        return serving.execute(text).fetchall()


def test_a_mart_is_served_again_and_a_reader_keeps_what_it_began_with(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "run 1")
        meta = rows(settings.serving_db, "SELECT * FROM marts.meta_refresh")
        steps = rows(settings.serving_db, "SELECT count(*) FROM marts.rpt_sop_steps")
        connection.execute(ALERT)
        with Serving(settings.serving_db).reading() as before:
            assert serve_again(connection, settings, ["rpt_alerts"])
            assert before.execute("SELECT count(*) FROM rpt_alerts").fetchone() == (0,)
        assert rows(settings.serving_db, "SELECT kind, role FROM marts.rpt_alerts") == [("run", "administrator")]
        assert rows(settings.serving_db, "SELECT * FROM marts.meta_refresh") == meta
        assert rows(settings.serving_db, "SELECT count(*) FROM marts.rpt_sop_steps") == steps
        assert is_current(connection, settings), "no refresh is asked for"
        with pytest.raises(ValueError, match="whole"):
            serve_again(connection, settings, ["rpt_visitors"])
    assert not list(settings.home.glob("serving.building*"))


def test_a_served_file_of_another_warehouse_is_left_alone(tmp_path: Path) -> None:
    settings, other = Settings.load(home=tmp_path / "home"), Settings.load(home=tmp_path / "other")
    for one in (settings, other):
        one.make_home()
        with open_warehouse(one) as connection:
            refresh(connection, one, f"run of {one.home.name}")
    settings.serving_db.write_bytes(other.serving_db.read_bytes())
    before = settings.serving_db.read_bytes()
    with open_warehouse(settings) as connection:
        assert not serve_again(connection, settings, ["rpt_alerts"])
    assert settings.serving_db.read_bytes() == before
