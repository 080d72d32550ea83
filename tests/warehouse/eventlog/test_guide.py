"""The example of docs/event-logs.md is what the page says it is."""

from __future__ import annotations

import re
from pathlib import Path

from tests.warehouse.eventlog.conftest import Measuring
from warehouse.imports.columns import BUILT_IN

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "event-logs.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    assert found, kind
    return found[1]


def test_the_example_is_measured(measuring: Measuring) -> None:
    measuring.sop.write_text(block("yaml"), encoding="utf-8")
    found = measuring.csv(*block("csv").splitlines())
    assert found.unknown == {}
    assert found.refused == []
    assert [found.step(n)["compliance_rate"] for n in (1, 2, 3)] == ["1.0", "0.0", "0.5"]


def test_the_mapping_of_the_example_is_read(measuring: Measuring) -> None:
    measuring.sop.write_text(block("yaml"), encoding="utf-8")
    (measuring.settings.home / "mappings").mkdir(parents=True)
    (measuring.settings.home / "mappings" / "own.toml").write_text(block("toml"), encoding="utf-8")
    found = measuring.csv("No;Apa;Kapan", "1;cap basah;05/03/2026 08.15", mapping="own")
    assert found.step(3)["recorded"] == "1"


def test_the_page_lists_every_name_of_a_column() -> None:
    for ours, names in BUILT_IN["events"]["patuh"].columns.items():
        if ours not in ("step", "captured"):
            assert [name for name in names if f"`{name}`" not in PAGE] == []
