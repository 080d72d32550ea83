"""Logs are JSON lines that say what happened and never to whom."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from warehouse import logs
from warehouse.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield Settings.load(home=tmp_path)
    for handler in root.handlers[:]:
        root.removeHandler(handler)
        handler.close()
    root.handlers, root.level = before, level
    structlog.reset_defaults()


def written(settings: Settings) -> list[dict[str, object]]:
    return [json.loads(line) for line in logs.log_file(settings, "operations").read_text("utf-8").splitlines()]


def test_a_line_is_json_with_time_level_and_where(settings: Settings) -> None:
    logs.configure(settings, "operations")
    logs.logger("warehouse.operations.publish").info("batch_published", txid=17, rows=40)
    [line] = written(settings)
    assert {"event": "batch_published", "txid": 17, "rows": 40, "level": "info"}.items() <= line.items()
    assert line["logger"] == "warehouse.operations.publish"
    assert str(line["timestamp"]).endswith("Z")


@pytest.mark.parametrize("key", sorted(logs.PERSONAL_KEYS))
def test_personal_data_is_dropped_at_any_depth(settings: Settings, key: str) -> None:
    logs.configure(settings, "operations")
    logs.logger("x").warning(
        "lent", **{key: "Maria Contoh", "found": {key: "Maria Contoh", "rows": [{key: "Maria Contoh"}]}}
    )
    text = logs.log_file(settings, "operations").read_text("utf-8")
    assert "Maria" not in text
    assert '"rows": [{}]' in text


def test_in_strict_mode_personal_data_raises(settings: Settings) -> None:
    logs.configure(settings, "operations", strict=True)
    with pytest.raises(logs.PersonalDataInLog, match="member_no"):
        logs.logger("x").info("lent", member_no="NTT-000123")


def test_lines_of_libraries_are_json_too(settings: Settings) -> None:
    logs.configure(settings, "operations")
    logging.getLogger("a.library").warning("Shutting down after %d s", 3)
    [line] = written(settings)
    assert line["event"] == "Shutting down after 3 s"
    assert line["logger"] == "a.library"


def test_an_unexpected_error_leaves_its_traceback_in_the_log(settings: Settings) -> None:
    path = logs.log_file(settings, "operations")
    try:
        raise ZeroDivisionError("1/0")
    except ZeroDivisionError as error:
        logs.write_traceback(path, error)
    [line] = written(settings)
    assert line["event"] == "unexpected_error"
    assert "ZeroDivisionError: 1/0" in str(line["exception"])


def test_a_command_of_the_terminal_shows_warnings_only_and_no_person(tmp_path: Path) -> None:
    program = (
        "from warehouse.logs import logger\n"
        "logger('x').info('batch_published', txid=17)\n"
        "logger('x').warning('batch_refused', node='kapal', name='Maria Contoh')\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == ""
    assert json.loads(ran.stderr) == {"event": "batch_refused", "level": "warning", "node": "kapal"}
