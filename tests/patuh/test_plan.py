"""`patuh plan`: the month of a served home as CSV and JSON; team orienteering files; what cannot be used gets a sentence."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from patuh.cli import main
from tests.dashboards.served import build, Served
from warehouse.settings import Settings

SQUARE = "n 6\nm 1\ntmax 9\n0 0 0\n1 0 5\n2 0 5\n2 1 7\n50 50 900\n0 1 0\n"


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(words))
    return int(left.value.code or 0)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATUH_HOME", str(tmp_path / "home"))
    settings = Settings.load()
    settings.make_home()
    return settings.home


def test_a_month_is_planned_from_the_served_figures(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(Settings.load().serving_db, Served())
    words = ("--agency", "NTT", "--month", "2026-12", "--service", "school_drop", "--vehicles", "2", "--days", "3")
    assert run("plan", str(home / "plan.json"), *words, "--seconds", "20") == 0
    said = capsys.readouterr().out
    assert "kebutuhan" in said
    assert "Urutan terlama tidak dilayani menjangkau" in said
    made = json.loads((home / "plan.json").read_text("utf-8"))
    assert made["longest_unserved_first"] <= made["reached"] <= made["bound"] <= made["whole"]
    chosen = [one for one in made["sites"] if one["chosen"]]
    assert {one["vehicle"] for one in chosen} <= {"MOBIL-1", "1"}, "the one in service and one more"
    days = {vehicle: {one["planned_on"] for one in chosen if one["vehicle"] == vehicle} for vehicle in ("MOBIL-1", "1")}
    assert all(len(on) <= 3 for on in days.values())
    assert not days["MOBIL-1"] & days["1"], "one crew can take both"
    barred = chosen[0]["site"]
    assert run("plan", str(home / "plan.csv"), *words, "--must-not", barred, "--seconds", "20") == 0
    with (home / "plan.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["chosen"] for row in rows if row["site"] == barred] == ["False"]
    assert len(rows) == len(made["sites"])
    assert all(row["reason"] for row in rows)


def test_measured_travel_times_take_the_place_of_the_map(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(Settings.load().serving_db, Served())
    (home / "times.csv").write_text("from,to,minutes\noffice,nowhere,10\n", "utf-8")
    words = (
        "--agency",
        "NTT",
        "--month",
        "2026-12",
        "--service",
        "school_drop",
        "--travel-times",
        str(home / "times.csv"),
    )
    assert run("plan", str(home / "plan.csv"), *words) == 0
    assert "0 kunjungan" in capsys.readouterr().out  # no way is known to any site: nothing can be reached
    (home / "times.csv").write_text("from,to,minutes\noffice,x,soon\n", "utf-8")
    assert run("plan", str(home / "plan.csv"), *words) == 1
    assert "Baris 2" in capsys.readouterr().err


def test_a_team_orienteering_file_goes_through_the_same_solver(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "small.txt").write_text(SQUARE, "utf-8")
    assert run("plan", "--instance", str(tmp_path / "small.txt")) == 0
    route, score = capsys.readouterr().out.splitlines()
    assert sorted(route.split()) == ["2", "3", "4"]
    assert score.startswith("nilai 17,")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan",), "--agency"),
        (("plan", "a.pdf", "--agency", "NTT", "--month", "2026-12"), "--agency"),
        (("plan", "a.csv", "--agency", "NTT", "--month", "2026-12"), "patuh refresh"),
        (("plan", "a.csv", "--agency", "XYZ", "--month", "2026-12"), "XYZ"),
        (("plan", "a.csv", "--agency", "NTT", "--month", "2026-12", "--service", "bus"), "bus"),
        (("plan", "--instance", "nowhere.txt"), "nowhere.txt"),
    ],
    ids=["nothing", "pdf", "no figures", "agency", "service", "no file"],
)
def test_what_cannot_be_planned_is_said(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert run(*words) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["", "n 2\nm 1\ntmax 5\n0 0\n0 1 0\n", SQUARE.replace("n 6", "n 7"), "\x00\xff", "n\nm\ntmax"]
)
def test_a_broken_instance_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (tmp_path / "broken.txt").write_text(text, "utf-8")
    assert run("plan", "--instance", str(tmp_path / "broken.txt")) == 1
    assert "x y nilai" in capsys.readouterr().err
