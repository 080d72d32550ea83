"""`patuh import`: what it prints, where it leaves refused rows, and that it works beside the running app."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operations_app.served import free_port, operations_app
from warehouse.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SITES = "site_no,kind,name,region_code,services\nS1,school,SDN Oesapa,53.71.01,school_drop\n"


def patuh(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATUH_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "patuh", *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )


def test_what_is_told_and_what_is_kept(tmp_path: Path) -> None:
    source = tmp_path / "sites.csv"
    source.write_text(SITES + "S2,school,,53.71.01,\n", "utf-8")
    tried = patuh(tmp_path / "home", "import", "sites", str(source), "--dry-run")
    assert tried.returncode == 1
    assert "Uji coba" in tried.stdout
    assert "1 baru, 0 diperbarui, 0 tetap, 1 ditolak" in tried.stdout
    assert "baris 3, name" in tried.stderr
    assert "S2,school" in (tmp_path / "sites.csv.refused.csv").read_text("utf-8")
    source.write_text(SITES, "utf-8")
    done = patuh(tmp_path / "home", "import", "sites", str(source))
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "sites.csv.refused.csv").exists()
    assert "0 baru, 0 diperbarui, 1 tetap" in patuh(tmp_path / "home", "import", "sites", str(source)).stdout
    missing = patuh(tmp_path / "home", "import", "regions", str(tmp_path / "nowhere.csv"))
    assert missing.returncode == 1
    assert "tidak dapat dibaca" in missing.stderr


@pytest.mark.timeout(180)
def test_beside_the_running_app(tmp_path: Path) -> None:
    source = tmp_path / "sites.csv"
    source.write_text(SITES, "utf-8")
    settings = Settings.load(home=tmp_path / "home", operations_port=free_port())
    with operations_app(settings):
        done = patuh(settings.home, "import", "sites", str(source))
        assert (done.returncode, done.stdout.strip()) == (0, "1 baru, 0 diperbarui, 0 tetap, 0 ditolak")
        again = patuh(settings.home, "import", "sites", str(source))
        assert again.stdout.strip() == "0 baru, 0 diperbarui, 1 tetap, 0 ditolak"
