"""Sets a template with data: Typst, offline, with the typeface that is bundled here.

A template is a file of one of our packages; it may import `/warehouse/typesetting/look.typ`, what all of them share.

Data goes in as JSON beside the template, never into its source: a title like `#import "x"` or `*bold*` prints as it is.
PDFs are tagged and archivable (PDF/A-2a, PDF/UA-1) unless a text holds a character that no bundled typeface can show.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from warehouse.logs import logger

ROOT = Path(__file__).parents[2]  # where our packages lie side by side
FONTS = Path(__file__).parent / "fonts"
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
LONGEST_WORD = 28
BREAK_EVERY = 14
ZERO_WIDTH_SPACE = "\u200b"

log = logger(__name__)


class Verbatim(str):
    """A text passed on as it is: no line is broken in it."""

    __slots__ = ()


class Drawing(Verbatim):
    """An SVG."""

    __slots__ = ()


def typeset(template: Path, data: dict[str, Any], at: datetime) -> bytes:
    """The PDF of `template` with `data` (which has a "title"); `at` is written into it as its date."""
    return typeset_text(template, as_text(data), at)


def typeset_text(template: Path, data: str, at: datetime) -> bytes:
    """The same for data that was made ready by `as_text`, possibly in another process."""
    try:
        return _compiled(template, data, at, STANDARDS)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        log.warning("paper_has_unknown_character", template=template.stem)
        return _compiled(template, data, at, [])


def preview(template: Path, data: dict[str, Any], at: datetime, ppi: float = 144) -> list[bytes]:
    """The pages as PNG, for looking at them."""
    pages: Any = typst.compile(
        template, root=ROOT, font_paths=_fonts(), sys_inputs={"data": as_text(data)}, format="png",
        ppi=ppi, timestamp=_moment(at),
    )  # fmt: skip
    return pages if isinstance(pages, list) else [pages]


def _compiled(template: Path, data: str, at: datetime, standards: list[typst.PDFStandard]) -> bytes:
    return typst.compile(
        template, root=ROOT, font_paths=_fonts(), sys_inputs={"data": data},
        pdf_standards=standards, timestamp=_moment(at),
    )  # fmt: skip


def _moment(at: datetime) -> int:
    return int(at.timestamp())


@cache
def _fonts() -> typst.Fonts:
    """Ours and those inside the typst wheel; never the machine's, so that papers look the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def as_text(data: dict[str, Any]) -> str:
    """The JSON that a template reads."""
    return json.dumps(_printable(data), ensure_ascii=False)


def _printable(value: Any) -> Any:
    """Without control characters; words too long for any line may be broken."""
    if isinstance(value, Verbatim) or not isinstance(value, str | dict | list | tuple):
        return value
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    text = "".join(character if character.isprintable() else " " for character in value)
    return " ".join(_breakable(word) for word in text.split(" "))


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return ZERO_WIDTH_SPACE.join(word[start : start + BREAK_EVERY] for start in range(0, len(word), BREAK_EVERY))
