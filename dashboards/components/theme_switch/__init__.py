"""The switch between light and dark: until it is pressed, the page follows the machine."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import streamlit as st

from warehouse.i18n import translator

_ = translator("dashboards")

_CSS = """
button { border: 1px solid var(--st-border-color); border-radius: .4rem; background: none; color: var(--st-text-color);
  font: inherit; font-size: 1rem; line-height: 1; width: 2rem; height: 2rem; padding: 0; cursor: pointer; }
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""

_mount = st.components.v2.component(
    "patuh_theme_switch",
    html='<button type="button"></button>',
    css=_CSS,
    js=files("dashboards.components.theme_switch").joinpath("theme_switch.js").read_text("utf-8"),
)


def theme_switch(paths: Sequence[str]) -> None:
    """`paths`: the addresses of all pages."""
    told = {"toDark": _("Dark display"), "toLight": _("Light display"), "paths": ["/", *(f"/{path}" for path in paths)]}
    _mount(key="theme_switch", data=told, width="content", height="content")
