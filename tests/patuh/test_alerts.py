"""`patuh alerts` lists what stands and tries a role's channels for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from patuh.cli import main
from tests.pipelines.alerts.servers import free_port, Webhook


def run(home: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setenv("PATUH_HOME", str(home))
    with pytest.raises(SystemExit) as left:
        main(["alerts", *words])
    return int(left.value.code or 0)


def configure(home: Path, address: str) -> None:
    home.mkdir()
    (home / "config.toml").write_text(f'[alerts.channels]\ntreasurer = ["{address}"]\n', encoding="utf-8")


def test_a_role_that_is_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Webhook() as hook:
        configure(tmp_path / "home", hook.address())
        assert run(tmp_path / "home", monkeypatch, "--try", "treasurer") == 0
    assert hook.received[0]["title"] == "Patuh: pesan percobaan"


def test_a_role_that_is_not_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(tmp_path / "home", f"json://127.0.0.1:{free_port()}/secretpath")
    assert run(tmp_path / "home", monkeypatch, "--try", "treasurer") == 1
    assert "secretpath" not in capsys.readouterr().out
    assert run(tmp_path / "home", monkeypatch, "--try", "section_head") == 1
    assert "Belum ada saluran untuk section_head" in capsys.readouterr().err


def test_without_figures_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(tmp_path / "home", "json://127.0.0.1")
    assert run(tmp_path / "home", monkeypatch) == 1
    assert capsys.readouterr().err
