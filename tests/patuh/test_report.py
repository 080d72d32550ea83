"""`patuh report …`: what a person types, reads and gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from patuh.cli import main
from tests.landing import at, Landing
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.settings import Settings

VISIT = {"visitor_type": "guest", "occurred_at": at("2026-03-02 08:00+08:00"), "purpose": "Membaca"}
MARCH = ("report", "monthly", "--agency", "NTT", "--month", "2026-03")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("PATUH_HOME", str(tmp_path / "home"))
    settings = Settings.load()
    settings.make_home()
    return settings


def serve(settings: Settings, run: str) -> None:
    with open_warehouse(settings) as connection:
        refresh(connection, settings, run)


def patuh(*words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(words))
    return int(left.value.code or 0)


def test_a_report_is_issued_made_again_and_checked(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    landing = Landing(settings.landing)
    landing.publish({"visits": [VISIT]})
    serve(settings, "run 1")
    signed, again, now = (tmp_path / name for name in ("signed.pdf", "again.pdf", "now.pdf"))
    assert patuh(*MARCH, str(signed)) == 0
    assert "Laporan 1 ditulis" in capsys.readouterr().out
    landing.publish({"visits": [VISIT, VISIT]})
    serve(settings, "run 2")
    assert patuh(*MARCH, str(again), "--as-of", "1") == 0
    assert "sama persis dengan laporan 1" in capsys.readouterr().out
    assert again.read_bytes() == signed.read_bytes()
    assert patuh(*MARCH, str(now)) == 0
    assert "Laporan 2 ditulis" in capsys.readouterr().out
    assert now.read_bytes() != signed.read_bytes()
    assert patuh("report", "check", str(signed), "--again") == 0
    said = capsys.readouterr().out
    assert "Ini laporan 1: monthly, NTT, 2026-03" in said
    assert "masih menghasilkan isi yang sama persis" in said
    signed.write_bytes(signed.read_bytes() + b"\n")
    assert patuh("report", "check", str(signed)) == 1
    assert "menyebut dirinya: patuh:monthly:pusat=1@" in capsys.readouterr().out
    assert patuh("report", "list") == 0
    assert capsys.readouterr().out.count("monthly") == 2


def test_every_kind_is_issued_under_its_own_name(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Landing(settings.landing).publish({"visits": [VISIT]})
    serve(settings, "run 1")
    file, month = str(tmp_path / "r.xlsx"), ("--agency", "NTT", "--month", "2026-03")
    assert patuh("report", "visitors", *month, file) == 0
    assert patuh("report", "visitors", *month, "--form", "data", file) == 0
    assert patuh("report", "visitors", "--agency", "NTT", "--year", "2026", file) == 0
    assert patuh("report", "indicators", "--agency", "NTT", "--year", "2026", file) == 0
    capsys.readouterr()
    assert patuh("report", "list") == 0
    listed = capsys.readouterr().out
    assert listed.count("visitors") == 3
    assert listed.count("indicators") == 1
    assert patuh("report", "check", file, "--again") == 0
    for words in ((), ("--month", "2026-03", "--year", "2026")):
        assert patuh("report", "revenue", "--agency", "NTT", *words, file) == 1
        assert "--month atau --year" in capsys.readouterr().err
    for words, said in (
        (("sop", "--sop", "terbang"), "Tidak ada terbang"), (("visitors", "--form", "nama"), "Tidak ada nama"),
        (("sop", "--sop", "loan"), "Tidak ada catatan NTT pada 2026-03"),
        (("revenue",), "Tidak ada catatan NTT pada 2026-03"), (("outreach",), "Tidak ada catatan NTT pada 2026-03"),
    ):  # fmt: skip
        assert patuh("report", *words, *month, file) == 1
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*MARCH, "report.doc"), "harus berakhiran .pdf atau .xlsx"),
        ((*MARCH, "nowhere/report.pdf"), "Folder nowhere tidak ada"),
        (("report", "monthly", "--agency", "DIY", "--month", "2026-03", "r.pdf"), "Tidak ada instansi DIY"),
        (("report", "monthly", "--agency", "NTT", "--month", "2019-03", "r.pdf"), "Tidak ada catatan NTT pada 2019-03"),
        ((*MARCH, "r.pdf", "--as-of", "99"), "sampai transaksi 1, bukan 99"),
        (("report", "check", "nothing.pdf"), "nothing.pdf tidak dapat dibaca"),
    ],
)
def test_refusals_are_one_sentence(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...], said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Landing(settings.landing).publish({"visits": [VISIT]})
    serve(settings, "run 1")
    assert patuh(*words) == 1
    told = capsys.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) == 1
    assert not list(tmp_path.glob("*.pdf"))


def test_before_the_first_refresh_there_is_nothing_to_report(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert patuh(*MARCH, str(tmp_path / "r.pdf")) == 1
    assert "Jalankan `patuh refresh`" in capsys.readouterr().err
    assert patuh(*MARCH, str(tmp_path / "r.pdf"), "--as-of", "1") == 1
    assert "Jalankan `patuh refresh`" in capsys.readouterr().err
    assert patuh("report", "list") == 0
    assert "Belum ada laporan" in capsys.readouterr().out
