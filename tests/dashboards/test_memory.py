"""What was read once is not read again: until the swap, whoever asks, however many ask at once; never more than its room."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pandas as pd

from dashboards import runtime, warm
from dashboards.readings.memory import Memory, memory_of
from dashboards.readings.reader import Reader
from tests.dashboards.conftest import EVERYWHERE
from tests.dashboards.served import build, Served
from warehouse.lake.serving import Serving
from warehouse.settings import Settings


def _frame(rows: int = 3) -> pd.DataFrame:
    return pd.DataFrame({"value": range(rows)})


def test_what_one_asker_changes_nobody_else_sees() -> None:
    memory = Memory()
    first = memory.frame("q", _frame)
    first["more"] = 1
    first.loc[0, "value"] = 99
    first.drop(index=1, inplace=True)
    assert memory.frame("q", _frame).equals(_frame())


def test_many_askers_at_once_are_one_reading() -> None:
    memory, readings = Memory(), []

    def read() -> pd.DataFrame:
        readings.append(1)
        time.sleep(0.1)
        return _frame()

    asking = [threading.Thread(target=lambda: memory.frame("q", read)) for _ in range(20)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len(readings) == 1


def test_a_reading_that_failed_is_tried_again() -> None:
    memory = Memory()

    def fail() -> pd.DataFrame:
        raise ValueError

    for _ in range(2):
        try:
            memory.frame("q", fail)
        except ValueError:
            continue
        raise AssertionError
    assert len(memory.frame("q", _frame)) == 3


def test_the_oldest_answers_make_room_and_a_giant_is_not_kept() -> None:
    memory, read = Memory(most_bytes=20_000), list[str]()

    def reading(name: str, rows: int) -> None:
        def made() -> pd.DataFrame:
            read.append(name)
            return _frame(rows)

        memory.frame(name, made)

    for name in ("a", "b", "a", "c", "a", "b"):
        reading(name, 1000)
    assert read == ["a", "b", "c", "b"]
    reading("giant", 100_000)
    reading("giant", 100_000)
    assert read[-2:] == ["giant", "giant"]
    reading("a", 1000)
    assert read[-1] == "giant"


def test_another_file_is_another_memory(tmp_path: Path) -> None:
    path = build(tmp_path / "serving.duckdb", Served(days=12))
    serving = Serving(path)

    def cases() -> int:
        with serving.reading_state() as (cursor, state):
            found = Reader(cursor, memory=memory_of(state)).frame("compliance_by_place", EVERYWHERE)
            return int(found["expected"].sum())

    with serving.reading_state() as (_cursor, state):
        first = state
    before = cases()
    assert cases() == before > 0
    build(tmp_path / "beside.duckdb", Served(days=9, sops=("loan",))).replace(path)
    with serving.reading_state() as (_cursor, state):
        assert state != first
    assert cases() != before


def test_what_was_asked_of_one_file_is_asked_of_the_next_beforehand(home: Settings) -> None:
    def asked(cursor: Any, state: Any) -> int:
        return len(Reader(cursor, memory=memory_of(state)).frame("compliance_by_place", EVERYWHERE))

    with runtime.serving().reading_state() as (cursor, state):
        assert asked(cursor, state) > 0
        Reader(cursor, memory=memory_of(state)).derived("of it", _frame)
    warm.ask_again()  # nothing was swapped
    build(home.home / "beside.duckdb", Served(days=9, sops=("loan",))).replace(home.serving_db)
    warm.ask_again()
    with runtime.serving().reading_state() as (cursor, state):
        known = memory_of(state).questions()
    assert [question[0] for question in known] == ["compliance_by_place"]  # type: ignore[index]
    assert asked(None, state) > 0  # no cursor is needed for it


def test_a_text_is_made_once() -> None:
    memory, made = Memory(), list[str]()

    def make() -> str:
        made.append("once")
        return "text"

    assert [memory.text("q", make), memory.text("q", make)] == ["text", "text"]
    assert made == ["once"]


def test_the_same_question_with_other_bounds_is_another_question(reader: Reader) -> None:
    everywhere = reader.frame("compliance_by_place", EVERYWHERE)
    with_one = reader.frame("compliance_by_place", EVERYWHERE.__class__(("NTT",), None, EVERYWHERE.period))
    assert set(everywhere["agency"]) == {"NTT", "JATENG"}
    assert set(with_one["agency"]) == {"NTT"}
