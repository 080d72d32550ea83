"""Batches → raw tables: whole or not at all, once, in order, and only when they are what they claim to be."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pytest

from tests.landing import at, Landing, Rows
from warehouse.lake.attach import open_warehouse
from warehouse.lake.ingest import Ingested
from warehouse.lake.refresh import Refresh
from warehouse.settings import Settings

MORNING = at("2026-03-02 08:00+08:00")


def visit(**values: Any) -> Rows:
    return {"visits": [{"visitor_type": "guest", "occurred_at": MORNING} | values]}


def take_in(settings: Settings) -> Ingested:
    with open_warehouse(settings) as connection:
        return Refresh(connection, settings, "run").ingest()


def rows(settings: Settings, text: str) -> list[tuple[Any, ...]]:
    with open_warehouse(settings) as connection:
        return connection.execute(text).fetchall()


def rewrite_manifest(folder: Path, **changes: Any) -> None:
    manifest = orjson.loads((folder / "manifest.json").read_bytes()) | changes
    (folder / "manifest.json").write_bytes(orjson.dumps(manifest))


def test_a_batch_goes_in_with_its_node_batch_and_local_day(settings: Settings) -> None:
    landing = Landing(settings.landing)
    landing.publish(
        {
            "visits": [
                {"visitor_type": "guest", "occurred_at": at("2026-03-31 16:30+00:00")},
                {
                    "visitor_type": "guest", "occurred_at": at("2026-03-31 16:30+00:00"), "agency": "JATENG",
                    "service_point": "JTG-GEDUNG",
                },
            ],
            "staff": [{"agency": None, "roles": ["administrator", "treasurer"]}],
        }
    )  # fmt: skip
    done = take_in(settings)
    assert (done.batches, done.faults) == (1, [])
    assert done.rows_by_table == {"journal": 3, "staff": 1, "visits": 2}
    found = rows(
        settings, "SELECT agency, node, batch, local_day::VARCHAR, local_month::VARCHAR FROM raw.visits ORDER BY 1"
    )
    assert found == [
        ("JATENG", "pusat", "000000000001-000000000003", "2026-03-31", "2026-03-01"),
        ("NTT", "pusat", "000000000001-000000000003", "2026-04-01", "2026-04-01"),
    ]
    assert rows(settings, "SELECT roles FROM raw.staff") == [(["administrator", "treasurer"],)]


def test_taking_a_batch_in_twice_changes_nothing(settings: Settings) -> None:
    Landing(settings.landing).publish(visit())
    assert take_in(settings).rows == 2
    assert take_in(settings).rows == 0
    assert rows(settings, "SELECT count(*) FROM raw.visits") == [(1,)]


def test_a_folder_without_a_manifest_is_not_there_yet(settings: Settings) -> None:
    folder = Landing(settings.landing).publish(visit())
    (folder / "manifest.json").rename(folder / "later")
    assert take_in(settings).batches == 0
    (folder / "later").rename(folder / "manifest.json")
    assert take_in(settings).batches == 1


def test_a_folder_that_is_still_being_written_is_not_there_yet(settings: Settings) -> None:
    folder = Landing(settings.landing).publish({"visits": [{"visitor_type": "guest"}]})
    draft = folder.with_name(f".{folder.name}.part")
    folder.rename(draft)
    done = take_in(settings)
    assert (done.batches, done.faults) == (0, [])
    draft.rename(folder)
    assert take_in(settings).batches == 1


def test_many_batches_of_a_node_go_in_together_and_each_is_on_record(settings: Settings) -> None:
    landing = Landing(settings.landing)
    for _ in range(5):
        landing.publish(visit())
    assert take_in(settings).batches == 5
    assert rows(settings, "SELECT count(*), sum(rows) FROM raw.batches") == [(5, 10)]
    assert rows(settings, "SELECT count(DISTINCT batch) FROM raw.visits") == [(5,)]


def broken_checksum(folder: Path) -> None:
    with (folder / "visits.parquet").open("ab") as stream:
        stream.write(b"x")


def missing_file(folder: Path) -> None:
    (folder / "visits.parquet").unlink()


def other_columns(folder: Path) -> None:
    _replace_visits(folder, "SELECT * EXCLUDE (purpose) FROM visits")


def surplus_columns(folder: Path) -> None:
    _replace_visits(folder, "SELECT *, 'Siti' AS name FROM visits")


def null_where_none_may_be(folder: Path) -> None:
    _replace_visits(folder, "SELECT * REPLACE (NULL::VARCHAR AS visitor_type) FROM visits")


def text_for_a_number(folder: Path) -> None:
    _replace_visits(folder, "SELECT * REPLACE ('many' AS head_count) FROM visits")


def foreign_transactions(folder: Path) -> None:
    _replace_visits(folder, "SELECT * REPLACE (999 AS txid) FROM visits")


def fewer_rows(folder: Path) -> None:
    _replace_visits(folder, "SELECT * FROM visits WHERE false", rows=1)


def not_parquet(folder: Path) -> None:
    (folder / "visits.parquet").write_bytes(b"PAR1 nothing of the sort PAR1")
    _restate(folder, rows=1)


def unknown_table(folder: Path) -> None:
    shutil.copy(folder / "visits.parquet", folder / "visit_identities.parquet")
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    tables = manifest["tables"] | {
        "visit_identities": manifest["tables"]["visits"] | {"file": "visit_identities.parquet"}
    }
    rewrite_manifest(folder, tables=tables)


def file_outside_the_batch(folder: Path) -> None:
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    rewrite_manifest(
        folder, tables=manifest["tables"] | {"visits": manifest["tables"]["visits"] | {"file": "../../x.parquet"}}
    )


def no_json(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"node": "pusat", "tables": [', "utf-8")


def other_node(folder: Path) -> None:
    rewrite_manifest(folder, node="elsewhere")


def newer_schema(folder: Path) -> None:
    rewrite_manifest(folder, schema_version=9_999)


def _replace_visits(folder: Path, query: str, rows: int | None = None) -> None:
    path = folder / "visits.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"CREATE TABLE visits AS SELECT * FROM '{path}'")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    _restate(folder, rows=rows)


def _restate(folder: Path, rows: int | None) -> None:
    """Make the manifest agree with the changed file, so that only what is inside is wrong."""
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    entry = manifest["tables"]["visits"]
    entry["sha256"] = hashlib.sha256((folder / "visits.parquet").read_bytes()).hexdigest()
    if rows is not None:
        entry["rows"] = rows
    rewrite_manifest(folder, tables=manifest["tables"])


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (broken_checksum, "checksum"),
        (missing_file, "file"),
        (other_columns, "columns"),
        (surplus_columns, "columns"),
        (null_where_none_may_be, "content"),
        (text_for_a_number, "content"),
        (foreign_transactions, "content"),
        (fewer_rows, "rows"),
        (not_parquet, "file"),
        (unknown_table, "table"),
        (file_outside_the_batch, "file"),
        (no_json, "manifest"),
        (other_node, "manifest"),
        (newer_schema, "schema"),
    ],
)
def test_a_wrong_batch_is_quarantined_whole_its_node_waits_and_other_nodes_go_on(
    settings: Settings, spoil: Any, reason: str
) -> None:
    here, there = Landing(settings.landing), Landing(settings.landing, "van-1")
    here.publish(visit())
    wrong = here.publish(visit() | {"copies": [{"ddc_class": "800"}]})
    here.publish(visit())
    there.publish(visit())
    spoil(wrong)
    done = take_in(settings)
    assert [(fault.node, fault.batch, fault.reason) for fault in done.faults] == [("pusat", wrong.name, reason)]
    assert rows(settings, "SELECT node, count(*) FROM raw.visits GROUP BY node ORDER BY node") == [
        ("pusat", 1),
        ("van-1", 1),
    ]
    assert rows(settings, "SELECT count(*) FROM raw.copies") == [(0,)]
    assert rows(settings, "SELECT node, batch, reason FROM raw.quarantine") == [("pusat", wrong.name, reason)]
    take_in(settings)
    assert rows(settings, "SELECT count(*) FROM raw.quarantine") == [(1,)]


def test_a_quarantined_batch_that_is_put_right_goes_in_with_those_behind_it(settings: Settings) -> None:
    landing = Landing(settings.landing)
    wrong = landing.publish(visit())
    landing.publish(visit())
    whole = (wrong / "visits.parquet").read_bytes()
    broken_checksum(wrong)
    assert take_in(settings).batches == 0
    (wrong / "visits.parquet").write_bytes(whole)
    assert take_in(settings).batches == 2
    assert rows(settings, "SELECT count(*) FROM raw.quarantine") == [(0,)]


def test_a_gap_in_the_transactions_of_a_node_waits_for_what_is_missing(settings: Settings, tmp_path: Path) -> None:
    landing = Landing(settings.landing)
    first = landing.publish(visit())
    landing.publish(visit())
    shutil.move(first, tmp_path / first.name)
    done = take_in(settings)
    assert (done.batches, [fault.reason for fault in done.faults]) == (0, ["order"])
    shutil.move(tmp_path / first.name, first)
    assert take_in(settings).batches == 2
    assert rows(settings, "SELECT count(*) FROM raw.quarantine") == [(0,)]


def test_a_column_added_to_the_operations_schema_appears_in_raw(settings: Settings) -> None:
    Landing(settings.landing).publish(visit(purpose="Membaca"))
    take_in(settings)
    with open_warehouse(settings) as connection:
        connection.execute("ALTER TABLE raw.visits DROP COLUMN purpose")
    take_in(settings)
    assert rows(settings, "SELECT purpose FROM raw.visits") == [(None,)]


def test_rows_of_an_agency_that_the_catalogue_learns_later_move_to_their_local_day(settings: Settings) -> None:
    evening = at("2026-03-31 16:30+00:00")
    Landing(settings.landing).publish(visit(agency="PAPUA", service_point="PAPUA-1", occurred_at=evening))
    take_in(settings)
    assert rows(settings, "SELECT local_day::VARCHAR FROM raw.visits") == [("2026-03-31",)]
    shipped = Path(__file__).parents[3] / "warehouse/catalogue/agencies/ntt.yaml"
    text = shipped.read_text("utf-8").replace("code: NTT-", "code: PAPUA-").replace("code: NTT", "code: PAPUA")
    folder = settings.catalogue_dir / "agencies"
    folder.mkdir(parents=True)
    (folder / "papua.yaml").write_text(text.replace("Asia/Makassar", "Asia/Jayapura"), "utf-8")
    take_in(settings)
    assert rows(settings, "SELECT local_day::VARCHAR FROM raw.visits") == [("2026-04-01",)]
