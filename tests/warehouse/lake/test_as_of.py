"""The marts built again from a state are, row for row, the marts that were served then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboards.reports.kinds import KINDS
from tests.landing import Landing
from tests.warehouse.marts.history import History
from warehouse.errors import HomeError
from warehouse.lake.as_of import AsOf, parse, resolve
from warehouse.lake.as_of_rebuild import rebuild, scratch_warehouse
from warehouse.lake.attach import attached_records, open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.settings import Settings

MARTS = sorted({mart for kind in KINDS.values() for mart in kind.marts})


def rows_of(connection: duckdb.DuckDBPyConnection, catalogue: str, mart: str, agency: str) -> list[tuple[object, ...]]:
    text = f"SELECT * FROM {catalogue}.marts.{mart}"
    columns = [column[0] for column in connection.execute(text).description or ()]
    if "agency" in columns:
        text += f" WHERE agency = '{agency}'"
    if "grain" in columns:
        text += " AND year(period_start) = 2025"
    return sorted(tuple(map(str, row)) for row in connection.execute(text).fetchall())


def test_marts_of_an_earlier_state_are_those_that_were_served(settings: Settings, tmp_path: Path) -> None:
    landings: dict[str, Landing] = {}
    served = tmp_path / "served.duckdb"
    batches = History(6, months=4).batches(4)
    for number, (node, rows, written_at) in enumerate(batches):
        landings.setdefault(node, Landing(settings.landing, node)).publish(rows, recorded_at=written_at)
        if number == 5:
            with open_warehouse(settings) as connection:
                refresh(connection, settings, "then")
            served.write_bytes(settings.serving_db.read_bytes())
            state = ",".join(f"{name}={landing.last_txid}" for name, landing in landings.items())
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "now")
    differing = 0
    for agency in ("NTT", "JATENG"):
        with scratch_warehouse(settings) as scratch:
            with attached_records(scratch, settings):
                as_of = resolve(scratch, settings, state, lambda _state: None)
                rebuild(scratch, settings, as_of, MARTS, agency=agency, days=[date(2025, 3, 1)])
            scratch.execute(f"ATTACH '{served}' AS was (READ_ONLY)")
            scratch.execute(f"ATTACH '{settings.serving_db}' AS now_served (READ_ONLY)")
            for mart in MARTS:
                then = rows_of(scratch, "was", mart, agency)
                assert rows_of(scratch, "memory", mart, agency) == then, (agency, mart)
                differing += rows_of(scratch, "now_served", mart, agency) != then
    assert differing > 10


def test_the_warehouse_is_read_and_not_changed(settings: Settings) -> None:
    nothing_yet = pytest.raises(HomeError, match="no figures yet")
    with scratch_warehouse(settings) as scratch, nothing_yet, attached_records(scratch, settings):
        pass
    node, rows, written_at = History(2, months=2).batches(1)[0]
    Landing(settings.landing, node).publish(rows, recorded_at=written_at)
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "run")
    before = settings.warehouse_db.read_bytes()
    with scratch_warehouse(settings) as scratch, attached_records(scratch, settings):
        as_of = resolve(scratch, settings, f"{node}=20", lambda _state: None)
        rebuild(scratch, settings, as_of, ["rpt_visitors"], agency="NTT", days=[date(2025, 1, 1)])
        is_held = pytest.raises(HomeError, match="being refreshed by another process")
        with is_held, attached_records(scratch, settings, wait_s=0.1):
            pass
    assert settings.warehouse_db.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "txids", "catalogue"),
    [
        ("12", {"pusat": 12}, None),
        (" b=2, a=11 ", {"a": 11, "b": 2}, None),
        ("a=11,b=2@0123abc", {"a": 11, "b": 2}, "0123abc"),
        ("pusat=15\u200b660@53\u200b7b8d841b8b", {"pusat": 15660}, "537b8d841b8b"),
        ("a=0,b=3", {"b": 3}, None),
    ],
)
def test_states_are_read_as_they_are_printed(text: str, txids: dict[str, int], catalogue: str | None) -> None:
    state, _is_bare = parse(text, "pusat")
    assert state == AsOf.of(txids, catalogue)
    assert parse(str(state), "pusat")[0] == state
