"""The line of a case's steps: done, running with its clock, to come. The clock runs in the browser.

Not a fragment that is drawn every second: a desk that is being filled in would be drawn again under the officer's hands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from operations_app.components.mount import component

_mount = component("step_line")


@dataclass(frozen=True)
class LineStep:
    """`elapsed_ms` of the running step, when its beginning was observed; `note` stands under the name."""

    name: str
    state: Literal["done", "now", "next"]
    note: str
    standard_s: int | None = None
    elapsed_ms: int | None = None


def step_line(steps: Sequence[LineStep], key: str) -> None:
    _mount(key=key, data={"steps": [asdict(step) for step in steps]})
