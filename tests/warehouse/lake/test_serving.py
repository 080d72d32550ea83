"""The reader of the served figures: follows the swap, keeps what it began with, never blocks or is blocked."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import duckdb
import pytest

from warehouse.lake.serving import NotServed, open_serving, Serving
from warehouse.settings import Settings


def _serve(path: Path, value: int) -> None:
    """Built beside and swapped, as the pipelines do."""
    beside = path.with_suffix(".next")
    beside.unlink(missing_ok=True)
    with duckdb.connect(str(beside)) as made:
        made.execute("CREATE SCHEMA marts")
        made.execute("CREATE TABLE marts.figures AS SELECT ?::INTEGER AS value", [value])
        made.execute("CREATE TABLE marts.moments AS SELECT TIMESTAMPTZ '2026-11-22 10:00:00+08:00' AS moment")
    os.replace(beside, path)  # noqa: PTH105  the very call


def _value(serving: Serving) -> int:
    with serving.reading() as cursor:
        found = cursor.execute("SELECT value FROM figures").fetchone()
    assert found is not None
    return int(found[0])


def test_a_swapped_file_is_seen_at_the_next_reading(tmp_path: Path) -> None:
    path = tmp_path / "serving.duckdb"
    _serve(path, 1)
    serving = Serving(path)
    assert _value(serving) == 1
    for value in (2, 3):
        _serve(path, value)
        assert _value(serving) == value


def test_a_reading_keeps_the_figures_it_began_with(tmp_path: Path) -> None:
    path = tmp_path / "serving.duckdb"
    _serve(path, 1)
    serving = Serving(path)
    with serving.reading() as cursor:
        _serve(path, 2)
        assert _value(serving) == 2
        assert cursor.execute("SELECT value FROM figures").fetchone() == (1,)


def test_nothing_served_yet_is_said_so_and_ends_by_itself(tmp_path: Path) -> None:
    serving = Serving(tmp_path / "serving.duckdb")
    with pytest.raises(NotServed) as wrong:
        serving.cursor()
    assert wrong.value.reason == "missing"
    _serve(serving.path, 5)
    assert _value(serving) == 5


@pytest.mark.parametrize("content", [b"", b"half a fi", b"x" * 20_000])
def test_half_a_file_is_unreadable_and_ends_by_itself(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "serving.duckdb"
    path.write_bytes(content)
    serving = Serving(path)
    with pytest.raises(NotServed) as wrong:
        serving.cursor()
    assert wrong.value.reason == "unreadable"
    _serve(path, 5)
    assert _value(serving) == 5


def test_a_file_without_the_marts_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "serving.duckdb"
    duckdb.connect(str(path)).close()
    with pytest.raises(NotServed):
        Serving(path).cursor()


def test_readers_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "serving.duckdb"
    _serve(path, 1)
    with Serving(path).reading() as cursor, pytest.raises(duckdb.Error, match="read-only"):
        cursor.execute("UPDATE figures SET value = 9")


def test_moments_come_back_in_utc_whatever_the_machine_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    path = tmp_path / "serving.duckdb"
    _serve(path, 1)
    with Serving(path).reading() as cursor:
        found = cursor.execute("SELECT moment FROM moments").fetchone()
        assert cursor.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)
    assert found is not None
    assert found[0].isoformat() == "2026-11-22T02:00:00+00:00"


def test_a_path_with_a_quote_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "it's here" / "serving.duckdb"
    path.parent.mkdir()
    _serve(path, 4)
    assert _value(Serving(path)) == 4


def test_many_threads_read_while_files_are_swapped(tmp_path: Path) -> None:
    path = tmp_path / "serving.duckdb"
    _serve(path, 0)
    serving, seen, wrong, stop = Serving(path), set(), [], threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.add(_value(serving))
            except Exception as error:  # noqa: BLE001  whatever it is, the test must hear of it
                wrong.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for value in range(1, 5):
        _serve(path, value)
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert _value(serving) == 4
    assert seen <= set(range(5))


def test_a_home_has_one_reader_per_process(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert open_serving(settings) is open_serving(settings)
