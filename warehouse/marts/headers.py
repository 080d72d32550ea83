"""What a mart's SQL says of itself: the comment on top is its documentation, read here for Dagster and docs/marts.md.

The first line says the grain. An indented line goes on with the line before it, as does one after an unfinished sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_GRAIN = "grain: "
_NAME = re.compile(r"`([a-z0-9_]+)`")
_DEFINED = re.compile(  # names, then a phrase up to a semicolon, a full stop or the next definition
    r"((?:`[a-z0-9_]+`(?:, (?:and )?)?)+)(?: \([^)]*\))?(?:: | = )"
    r"((?:\([^)]*\)|(?!, (?:and )?`[a-z0-9_]+` = )[^;.(]|\.(?=\w))+)"
)


@dataclass(frozen=True, slots=True)
class Header:
    """`grain`: what one row stands for; `definitions`: one paragraph each, with column names in backticks."""

    grain: str
    definitions: tuple[str, ...]

    @property
    def columns(self) -> dict[str, str]:
        """Column → the phrase that defines it (`name`: phrase; or `name` = phrase), for those that have one."""
        found: dict[str, str] = {}
        for paragraph in self.definitions:
            for names, phrase in _DEFINED.findall(paragraph):
                for name in _NAME.findall(names):
                    found.setdefault(name, phrase.strip())
        return found


def header_of(text: str) -> Header:
    """The header of an SQL text; ValueError when its first line is not a grain."""
    paragraphs: list[str] = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        said = line[2:]
        goes_on = said.startswith("  ") or (len(paragraphs) > 1 and not paragraphs[-1].endswith((".", ":")))
        if paragraphs and goes_on:
            paragraphs[-1] += " " + said.strip()
        else:
            paragraphs.append(said.strip())
    if not paragraphs or not paragraphs[0].startswith(_GRAIN):
        raise ValueError("the first line does not say the grain")
    return Header(paragraphs[0].removeprefix(_GRAIN), tuple(paragraphs[1:]))
