"""What a mart's SQL says of itself: the comment on top is its documentation, read here for Dagster and docs/marts.md.

The first line says the grain. An indented line goes on with the line before it, as does one after an unfinished sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

_GRAIN = "grain: "


@dataclass(frozen=True, slots=True)
class Header:
    """`grain`: what one row stands for; `definitions`: one paragraph each, with column names in backticks."""

    grain: str
    definitions: tuple[str, ...]


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
