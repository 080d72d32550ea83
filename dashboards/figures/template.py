"""The one chart template: colours told apart with every common colour vision, quiet axes, the page's own font."""

from __future__ import annotations

import plotly.graph_objects as go

from warehouse.i18n import language

INK, MUTED, FAINT, GRID, PAPER = "#17293d", "#5b6b7a", "#93a1ad", "#e4eaed", "#ffffff"
TEAL, ORANGE, BLUE, SKY = "#0b6e73", "#c9701b", "#1f5f99", "#7fb0d6"
BLANK = "#eef2f4"

# Brown to teal (ColorBrewer BrBG, darkened at the ends): survives red-green blindness and a grey print.
BANDS: tuple[tuple[float, str, str], ...] = (
    (0.0, "#8c4a0f", PAPER),
    (0.5, "#d59a52", INK),
    (0.7, "#f3e1bf", INK),
    (0.8, "#a8d5d0", INK),
    (0.9, "#0b6e73", PAPER),
)
"""From which rate on, with which fill and which text colour."""

STATUS_COLOURS = {"on_time": TEAL, "late": ORANGE, "recorded": "#8aa4b8", "untimed": "#8aa4b8", "missing": "#b9c4cb"}

FONT = '"Source Sans", "Source Sans Pro", sans-serif'

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 14, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": [TEAL, ORANGE, BLUE, "#a2507e", "#6f7d1f", MUTED],
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": "#c4d0d6",
            "font": {"family": FONT, "size": 13, "color": INK},
            "align": "left",
        },
        "xaxis": {
            "ticks": "",
            "gridcolor": GRID,
            "linecolor": GRID,
            "zerolinecolor": GRID,
            "tickfont": {"color": MUTED},
            "automargin": True,
            "fixedrange": True,
        },
        "yaxis": {
            "ticks": "",
            "gridcolor": GRID,
            "linecolor": GRID,
            "zerolinecolor": GRID,
            "tickfont": {"color": MUTED},
            "automargin": True,
            "fixedrange": True,
        },
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": MUTED}},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": MUTED, "activecolor": INK},
        "hovermode": "closest",
        "dragmode": False,
    }
)


def styled(figure: go.Figure, height: int) -> go.Figure:
    """`figure` in the house style, with the separators of the language in use."""
    figure.update_layout(template=TEMPLATE, height=height, separators=",." if language() == "id" else ".,")
    return figure


def band(rate: float) -> tuple[str, str]:
    """The fill and the text colour of a rate."""
    fill, text = BANDS[0][1:]
    for least, band_fill, band_text in BANDS:
        if rate >= least:
            fill, text = band_fill, band_text
    return fill, text
