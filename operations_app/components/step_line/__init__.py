"""The line of a case's steps: done, running with its clock, to come. The clock runs in the browser.

Not a fragment that is drawn every second: a desk that is being filled in would be drawn again under the officer's hands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Literal

import streamlit as st

_FILES = files("operations_app.components.step_line")

_mount = st.components.v2.component(
    "patuh_step_line",
    html=_FILES.joinpath("step_line.html").read_text("utf-8"),
    css=_FILES.joinpath("step_line.css").read_text("utf-8"),
    js=_FILES.joinpath("step_line.js").read_text("utf-8"),
)


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
