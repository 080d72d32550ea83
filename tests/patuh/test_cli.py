"""The command line: quick to answer, one sentence for every error, exit codes one can rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ["streamlit", "dagster", "great_expectations", "plotly", "pandas", "duckdb", "pyarrow", "uvicorn"]


def patuh(*words: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "patuh", *words],
        cwd=ROOT,
        env={**os.environ, "PATUH_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_lists_the_commands_and_imports_nothing_heavy(tmp_path: Path) -> None:
    program = (
        "import sys, contextlib\n"
        "from patuh.cli import main\n"
        "with contextlib.suppress(SystemExit):\n"
        "    main(['--help'])\n"
        f"print('heavy:', [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "heavy: []" in ran.stdout
    for command in ("doctor", "serve"):
        assert command in ran.stdout


def test_an_unknown_command_is_a_wrong_call(tmp_path: Path) -> None:
    ran = patuh("nonsense", home=tmp_path)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


def test_a_wrong_setting_is_one_sentence_in_either_language(tmp_path: Path) -> None:
    for language, word in (("id", "Setelan operations_port"), ("en", "The setting operations_port")):
        ran = patuh("doctor", home=tmp_path, PATUH_OPERATIONS_PORT="99999", PATUH_LANGUAGE=language)
        assert ran.returncode == 1
        assert ran.stdout == ""
        assert ran.stderr.startswith(word)
        assert len(ran.stderr.strip().splitlines()) == 1


def test_an_unforeseen_error_is_one_sentence_and_its_traceback_is_in_the_log(tmp_path: Path) -> None:
    tmp_path.joinpath("operations.duckdb").mkdir()  # nobody foresaw a folder here
    program = (
        "import patuh.commands.doctor as command\n"
        "from patuh.doctor import records\n"
        "def look(settings): raise ZeroDivisionError('1/0')\n"
        "records.look = look\n"
        "from patuh.cli import main\n"
        "main(['doctor'])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "PATUH_HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert len(ran.stderr.strip().splitlines()) == 1
    assert "ZeroDivisionError" in ran.stderr
    log = tmp_path / "logs" / "patuh.jsonl"
    assert str(log) in ran.stderr
    assert "Traceback" in log.read_text("utf-8")


def test_doctor_is_content_with_an_empty_home(tmp_path: Path) -> None:
    ran = patuh("doctor", "--json", home=tmp_path / "home")
    answer = json.loads(ran.stdout)
    assert ran.returncode == 0
    assert answer["ok"] is True
    assert answer["settings"]["home"] == str(tmp_path / "home")


def test_doctor_names_what_is_wrong_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("k\n")
    (tmp_path / "secret.key").chmod(0o644)
    (tmp_path / "operations.duckdb").write_bytes(b"this is no database" * 1000)
    ran = patuh("doctor", home=tmp_path, PATUH_LANGUAGE="en")
    assert ran.returncode == 1
    assert "chmod 600" in ran.stdout
    assert "cannot be read" in ran.stdout
    assert "Traceback" not in ran.stderr + ran.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    ran = patuh("serve", home=tmp_path / "home")
    assert ran.returncode == 1
    assert len(ran.stderr.strip().splitlines()) == 1
