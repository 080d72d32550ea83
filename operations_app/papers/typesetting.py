"""Sets the papers of the desks: the templates beside this file, in the agency's common setting."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from warehouse.typesetting import setting
from warehouse.typesetting.setting import as_text, Drawing

__all__ = ["Drawing", "as_text", "preview", "typeset", "typeset_text"]

TEMPLATES = Path(__file__).parent / "templates"


def typeset(template: str, data: dict[str, Any], at: datetime) -> bytes:
    """The PDF of `templates/<template>.typ` with `data` (which has a "title"); `at` is written into it as its date."""
    return setting.typeset(_file(template), data, at)


def typeset_text(template: str, data: str, at: datetime) -> bytes:
    """The same for data that was made ready by `as_text`, possibly in another process."""
    return setting.typeset_text(_file(template), data, at)


def preview(template: str, data: dict[str, Any], at: datetime, ppi: float = 144) -> list[bytes]:
    """The pages as PNG, for looking at them."""
    return setting.preview(_file(template), data, at, ppi)


def _file(template: str) -> Path:
    return TEMPLATES / f"{template}.typ"
