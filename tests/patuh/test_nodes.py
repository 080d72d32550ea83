"""`patuh nodes`: prepared beside the running app, packed on the laptop, taken in at home, listed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operations_app.served import free_port, operations_app
from warehouse.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def patuh(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATUH_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "patuh", *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )


def member(home: Path, no: str) -> None:
    line = {
        "command": "register_member", "key": f"m{no}", "occurred_at": "2026-10-05T09:00:00+08:00", "actor": "system",
        "service_point": "NTT-GEDUNG", "member_no": no, "name": "Maria Bria",
    }  # fmt: skip
    file = home.parent / f"{no}.jsonl"
    file.write_text(json.dumps(line), "utf-8")
    assert patuh(home, "replay", str(file)).returncode == 0


@pytest.mark.timeout(240)
def test_a_laptop_goes_out_and_comes_home(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home", operations_port=free_port())
    laptop, file = tmp_path / "laptop-1", str(tmp_path / "pack.zip")
    with operations_app(settings):
        member(settings.home, "A1")
        made = patuh(settings.home, "nodes", "prepare", str(laptop), "--node", "laptop-1")
        assert (made.returncode, made.stderr) == (0, "")
        again = patuh(settings.home, "nodes", "prepare", str(tmp_path / "other"), "--node", "laptop-1")
        assert again.returncode == 1
        assert "sudah ada" in again.stderr
        member(laptop, "A2")
        assert patuh(laptop, "nodes", "pack", file).returncode == 0
        assert "2 bagian diterima, 0 sudah ada" in patuh(settings.home, "nodes", "take", file).stdout
        assert "0 bagian diterima, 2 sudah ada" in patuh(settings.home, "nodes", "take", file).stdout
        listed = patuh(settings.home, "nodes", "list").stdout
        assert [line.split()[0] for line in listed.splitlines()] == ["pusat", "laptop-1"]
    assert patuh(laptop, "verify").returncode == 0
    assert patuh(settings.home, "verify").returncode == 0
    wrong = patuh(laptop, "nodes", "take", file)
    assert wrong.returncode == 1
    assert wrong.stderr.count("\n") == 1
