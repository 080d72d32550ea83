"""Light and dark: what each colour of the light page becomes on the dark one. Pure; figures know only the light ones.

A chart is made once, in the light colours. The browser exchanges them by the rules made here, where the page's
`color-scheme` is dark: a switch of the theme redraws nothing, and paper and pictures are always light.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DARK_OF: Mapping[str, str] = {
    # ink, quiet ink, lines, grounds
    "#17293d": "#e4ebf0", "#5b6b7a": "#a5b4bf", "#93a1ad": "#7b8b98", "#c4d0d6": "#44545f", "#e4eaed": "#26333d",
    "#ffffff": "#10181f", "#eef2f4": "#1d2a33", "#cfd9de": "#3a4954", "#b9c8ce": "#3a4954", "#d5dee2": "#33414b",
    "#dfe6ea": "#2a3742", "#35485a": "#c3ced6",
    # the house colours and those beside them
    "#0b6e73": "#4fb7b3", "#c9701b": "#e8954a", "#1f5f99": "#5b9bd8", "#7fb0d6": "#a9d0ee", "#a2507e": "#d489b0",
    "#6f7d1f": "#b3c25a", "#8aa4b8": "#6f8ca3", "#b9c4cb": "#5a6a76",
    # bands of a rate, from brown to teal
    "#8c4a0f": "#e39a54", "#d59a52": "#8a571e", "#f3e1bf": "#4a3a20", "#a8d5d0": "#1f5450",
    # from few to many
    "#f1f6f6": "#17232b", "#d3e8e5": "#1b353a", "#c5dedd": "#1d3f44", "#93c7c5": "#24585b", "#86bdbd": "#20595d",
    "#47989b": "#2f8385", "#2f7f82": "#3fa09f", "#0b5a5f": "#5cc2be", "#e3b877": "#8a6630",
}  # fmt: skip
"""Light → dark, in small letters. What is dark on light becomes light on dark, in the same hue."""

STREAMLIT: Mapping[str, Any] = {
    "dark.primaryColor": "#4fb7b3",
    "dark.backgroundColor": "#10181f",
    "dark.secondaryBackgroundColor": "#1a252e",
    "dark.textColor": "#e4ebf0",
    "dark.linkColor": "#7cc4e8",
    "dark.borderColor": "#34434e",
    "dark.dataframeBorderColor": "#2c3a45",
    "dark.dataframeHeaderBackgroundColor": "#1a252e",
    "dark.redColor": "#f0837a",
    "dark.orangeColor": "#e8954a",
    "dark.yellowColor": "#e2c35b",
    "dark.greenColor": "#6fc795",
    "dark.blueColor": "#5b9bd8",
    "dark.violetColor": "#b197dd",
    "dark.grayColor": "#a5b4bf",
}
"""Streamlit's own settings beside `.streamlit/config.toml`, which both apps read: the desk stays light."""


def both(light: str) -> str:
    """A colour of the light page with its dark counterpart, as CSS takes it."""
    return f"light-dark({light}, {DARK_OF[light]})"


def chart_rules() -> str:
    """The exchange of colours in the charts, as CSS: Plotly writes them as rgb(), those in texts as they were given."""
    return "\n".join(
        f"{', '.join(_selectors(what, light))} {{ {what}: {both(light)} !important; }}"
        for light in DARK_OF
        for what in ("fill", "stroke")
    )


def _selectors(what: str, light: str) -> list[str]:
    spelled = f"rgb({int(light[1:3], 16)}, {int(light[3:5], 16)}, {int(light[5:7], 16)})"
    given = [f"{what}:{light}", f"{what}: {light}"] if what == "fill" else []
    return [f'.js-plotly-plot [style*="{said}"]' for said in (f"{what}: {spelled}", *given)]
