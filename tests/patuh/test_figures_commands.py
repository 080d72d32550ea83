"""`patuh refresh`, `patuh check`, `patuh export mart`: what a person types, reads and gets."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import openpyxl
import pytest

import warehouse.catalogue
from patuh.cli import main
from tests.landing import at, Landing, uid
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.marts.registry import SERVED
from warehouse.settings import Settings

VISIT = {"visitor_type": "guest", "occurred_at": at("2026-03-02 08:00+08:00"), "purpose": "=1+1"}


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("PATUH_HOME", str(tmp_path / "home"))
    settings = Settings.load()
    settings.make_home()
    return settings


@pytest.fixture
def served(settings: Settings) -> Settings:
    Landing(settings.landing).publish({"visits": [VISIT]})
    with open_warehouse(settings) as connection:
        refresh(connection, settings, "run")
    return settings


def patuh(*words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(words))
    return int(left.value.code or 0)


def test_refresh_says_what_each_step_wrote(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    Landing(settings.landing).publish({"visits": [VISIT]})
    assert patuh("refresh") == 0
    said = capsys.readouterr().out
    assert "ingest" in said
    assert "rpt_sop_step_compliance" in said
    assert "Angka sudah mutakhir" in said
    assert patuh("refresh") == 0
    assert "Tidak ada yang baru" in capsys.readouterr().out


def test_refresh_fails_with_one_sentence(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    Landing(settings.landing).publish({"visits": [VISIT | {"visit_id": uid("twice")}] * 2})
    assert patuh("refresh") == 1
    said = capsys.readouterr().err
    assert "visit_id" in said
    assert "Traceback" not in said


def test_refresh_names_a_batch_in_quarantine_and_says_how_it_is_fed_again(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Landing(settings.landing).publish({"visits": [VISIT | {"visitor_type": "ghost"}]})
    assert patuh("refresh") == 0
    said = capsys.readouterr().out
    assert f"! pusat/{wrong.name}: content" in said
    assert "karantina" in said
    assert str(settings.landing) in said


def test_check_passes_and_fails_by_its_exit_code(served: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert patuh("check", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["passed"]
    assert {"raw.visits", "marts.rpt_visitors", "marts.meta_refresh"} <= {table["table"] for table in answer["tables"]}
    with open_warehouse(served) as connection:
        connection.execute("UPDATE marts.rpt_visitors SET visits = visits + 1 WHERE grain = 'day'")
    assert patuh("check") == 1
    assert "✗ marts.rpt_visitors" in capsys.readouterr().out


def test_check_and_export_without_figures_say_so(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert patuh("check") == 1
    assert "patuh refresh" in capsys.readouterr().err
    assert patuh("export", "mart", "rpt_visitors", str(settings.home / "x.csv")) == 1
    assert "patuh refresh" in capsys.readouterr().err


def test_a_mart_as_csv_parquet_and_workbook_has_the_same_rows(served: Settings, tmp_path: Path) -> None:
    for ending in ("csv", "parquet", "xlsx"):
        assert patuh("export", "mart", "rpt_visitors", str(tmp_path / f"visitors.{ending}")) == 0
    with (tmp_path / "visitors.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["visits"] for row in rows] == ["1", "1", "1"]
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT sum(visits) FROM '{tmp_path / 'visitors.parquet'}'").fetchone()
    assert found == (3,)
    sheet = openpyxl.load_workbook(tmp_path / "visitors.xlsx")["rpt_visitors"]
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert table[0] == list(rows[0])
    assert [row[table[0].index("purpose")] for row in table[1:]] == ["=1+1"] * 3  # text, not a formula
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_an_export_that_fails_leaves_what_was_there(
    served: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "steps.XLSX"
    kept.write_text("before")
    monkeypatch.setattr("warehouse.lake.export.XLSX_ROWS_MAX", 100)
    assert patuh("export", "mart", "rpt_sop_steps", str(kept)) == 1
    assert "rpt_sop_steps" in capsys.readouterr().err
    assert kept.read_text() == "before"
    for ending in ("csv", "parquet", "xlsx"):
        (tmp_path / f"taken.{ending}").mkdir()
        assert patuh("export", "mart", "rpt_visitors", str(tmp_path / f"taken.{ending}")) == 1
        said = capsys.readouterr().err
        assert f"taken.{ending}" in said
        assert "Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["steps.XLSX"]


def test_every_mart_is_exported_with_its_types(served: Settings, tmp_path: Path) -> None:
    for mart in SERVED:
        if mart.is_confidential:
            assert patuh("export", "mart", mart.name, str(tmp_path / "x.csv")) == 1
            continue
        for ending in ("csv", "parquet", "xlsx"):
            assert patuh("export", "mart", mart.name, str(tmp_path / f"{mart.name}.{ending}")) == 0, mart.name
        with duckdb.connect(str(served.serving_db), read_only=True) as connection:
            ours, copied = (
                connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
                for source in (f"marts.{mart.name}", f"'{tmp_path / mart.name}.parquet'")
            )
        assert [row[:2] for row in copied] == [row[:2] for row in ours], mart.name


def test_the_steps_of_the_sops_are_all_exported(served: Settings, tmp_path: Path) -> None:
    assert patuh("export", "mart", "rpt_sop_steps", str(tmp_path / "steps.csv")) == 0
    with (tmp_path / "steps.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 174
    assert len({row["sop_code"] for row in rows}) == 16


@pytest.mark.parametrize(
    ("mart", "file", "sentence"),
    [
        ("rpt_nothing", "x.csv", "rpt_visitors"),  # names those there are
        ("rpt_visitors", "x.txt", ".xlsx"),
        ("rpt_visitors", "no/such/folder/x.csv", "Folder"),
        ('rpt_visitors"; DROP TABLE x; --', "x.csv", "Tidak ada mart"),
    ],
)
def test_what_cannot_be_exported_is_said_in_one_sentence(
    served: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], mart: str, file: str, sentence: str
) -> None:
    assert patuh("export", "mart", mart, str(tmp_path / file)) == 1
    assert sentence in capsys.readouterr().err


def test_an_event_log_goes_out_and_is_measured(
    served: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Landing(served.landing, "laptop").publish(
        {
            "cases": [{"case_id": uid("a"), "sop_code": "loan", "occurred_at": at("2026-03-02 08:00+08:00")}],
            "step_events": [
                {
                    "case_id": uid("a"), "sop_code": "loan", "unit_position": 6, "role": "circulation_staff",
                    "started_at": at("2026-03-02 08:00+08:00"), "finished_at": at("2026-03-02 08:06+08:00"),
                }
            ],
        }
    )  # fmt: skip
    with open_warehouse(served) as connection:
        refresh(connection, served, "again")
    log = tmp_path / "loan.xes"
    assert patuh("export", "events", "--sop", "loan", "--from", "2026-03-01", "--to", "2026-03-31", str(log)) == 0
    assert "1 berkas layanan dengan 1 catatan langkah" in capsys.readouterr().out
    sop = Path(warehouse.catalogue.__file__).parent / "sops" / "loan.yaml"
    words = ("import", "events", str(log), "--sop", str(sop), "--out", str(tmp_path / "steps.csv"))
    assert patuh(*words) == 0
    said = capsys.readouterr().out
    assert "0:06:00" in said
    assert "1 berkas layanan, 0 di antaranya patuh" in said
    assert (tmp_path / "steps.cases.csv").exists()
    (tmp_path / "steps.csv").unlink()
    assert patuh(*words, "--dry-run") == 0
    assert not (tmp_path / "steps.csv").exists()
    (tmp_path / "bad.csv").write_text("case_id,activity,complete\na,Pengambilan barang penitipan (jika ada),soon\n")
    assert patuh("import", "events", str(tmp_path / "bad.csv"), "--sop", str(sop)) == 1
    assert "baris 2, complete" in capsys.readouterr().err
    assert "soon" in (tmp_path / "bad.csv.refused.csv").read_text()
