"""What an import did, row by row, and the file of what was refused."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.errors import HomeError
from warehouse.i18n import N_

LINE, COLUMN, REASON = "_line", "_column", "_reason"
"""Columns that a refused row carries in front; a file fed again may keep them: they are not read."""


@dataclass(frozen=True)
class RowRefused:
    line: int
    column: str
    reason: str
    row: dict[str, str]


@dataclass
class Outcome:
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[RowRefused] = field(default_factory=list)

    def refuse(self, line: int, column: str, reason: str, row: dict[str, str]) -> None:
        self.refused.append(RowRefused(line, column, reason, row))


def refused_file(source: Path) -> Path:
    return source.with_name(source.name + ".refused.csv")


def write_refused(source: Path, outcome: Outcome) -> Path | None:
    """FILE.refused.csv with the rows as they were read; an old one of the same source goes away."""
    target = refused_file(source)
    if not outcome.refused:
        target.unlink(missing_ok=True)
        return None
    columns = list(dict.fromkeys(name for one in outcome.refused for name in one.row))
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([*columns, LINE, COLUMN, REASON])
            for one in outcome.refused:
                writer.writerow([*(one.row.get(name, "") for name in columns), one.line, one.column, one.reason])
    except OSError as wrong:
        raise HomeError(
            N_("The file {file} cannot be written: {reason}"), file=str(target), reason=wrong.strerror or str(wrong)
        ) from None
    return target


def write_whole(target: Path, content: bytes) -> None:
    """`content` under that name, at once or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    with draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(target)
