"""A finding: what was looked at, how it stands, and one sentence about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "wrong"]


@dataclass(frozen=True)
class Finding:
    """`state` is "ok", "note" (worth knowing) or "wrong" (the command then ends with 1)."""

    topic: str
    state: State
    sentence: str
