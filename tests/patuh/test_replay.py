"""`patuh replay`: recorded commands, one a line; what is refused is told by line and rule, the rest goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MONDAY, LATER = "2026-10-05T09:00:00+08:00", "2026-10-19T09:00:00+08:00"


def command(word: str, key: str, at: str = MONDAY, **fields: Any) -> str:
    envelope = {"command": word, "key": key, "occurred_at": at, "actor": "system", "service_point": "NTT-GEDUNG"}
    return json.dumps(envelope | fields)


LINES = [
    command("register_member", "m", member_no="A1", name="Maria Bria"),
    command("add_title", "t", title="Tenun Ikat", ddc="746"),
    command("add_copy", "c", copy_no="C1", title_id={"$of": "t.title_id"}),
    command("lend", "l", member_no="A1", copy_nos=["C1"]),
    "",
    "this is no JSON",
    command("lend", "l2", member_no="A1", copy_nos=["C9"]),
    command("take_back", "b", LATER, copy_no="C1"),
    command("receive_payment", "p", LATER, charge_id={"$of": "b.charge_id"}),
    command("close_case", "x", LATER, case_id={"$of": "nobody.case_id"}),
    command("close_case", "y", LATER, case_id={"$of": "b.case_id"}),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def patuh(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATUH_HOME": str(home), "PATUH_LANGUAGE": "en"}
    return subprocess.run(
        [sys.executable, "-m", "patuh", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_a_history_is_replayed_once_and_refusals_name_line_and_rule(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    file.write_text("\n".join(LINES))
    first = patuh(home, "replay", str(file))
    assert first.returncode == 1
    told = [line.split(":")[0] + line.split("(")[1].split(")")[0] for line in first.stderr.splitlines()]
    assert told == [
        f"{word} {number}{rule}"
        for word, number, rule in zip(
            [first.stderr.split()[0]] * 3,
            (6, 7, 10),
            ("line_is_json", "copy_is_known", "reference_is_known"),
            strict=True,
        )
    ]
    assert first.stdout.split()[0] == "7"
    again = patuh(home, "replay", str(file))
    assert again.stdout.split()[0] == "0"
    assert "7" in again.stdout.split()
    assert patuh(home, "verify").returncode == 0


def test_the_schema_names_every_command(home: Path) -> None:
    from warehouse.records.registry import COMMANDS

    schema = json.loads(patuh(home, "replay", "--schema").stdout)
    assert set(schema["discriminator"]["mapping"]) == set(COMMANDS)


def test_a_file_that_is_not_there_is_one_sentence(home: Path) -> None:
    refused = patuh(home, "replay", "nowhere.jsonl")
    assert refused.returncode == 1
    assert len(refused.stderr.strip().splitlines()) == 1
