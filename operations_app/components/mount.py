"""Components of our own: each a folder with its markup, its style and its script, which begins with what all share."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import streamlit as st

_COMPONENTS = files("operations_app.components")


def component(name: str) -> Any:
    """The function that shows the component `name`: `name/name.html`, `.css` and `.js`, the script after `desk.js`."""
    folder = _COMPONENTS.joinpath(name)
    shared = _COMPONENTS.joinpath("desk.js").read_text("utf-8")
    return st.components.v2.component(
        f"patuh_{name}",
        html=folder.joinpath(f"{name}.html").read_text("utf-8"),
        css=folder.joinpath(f"{name}.css").read_text("utf-8"),
        js=shared + folder.joinpath(f"{name}.js").read_text("utf-8"),
    )
