"""A sparkline: one series without axes, as an SVG picture for a card."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from dashboards.figures.template import TEAL
from dashboards.theme import DARK_OF

WIDTH, HEIGHT, PAD = 132, 34, 3


def sparkline(values: Sequence[float | None], colour: str = TEAL) -> str:
    """An SVG text of the known values in their order; gaps stay gaps, fewer than two values draw nothing."""
    known = [value for value in values if value is not None and value == value]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    reach = (high - low) or 1.0
    step = (WIDTH - 2 * PAD) / (len(values) - 1)
    strokes: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(values):
        if value is None or value != value:
            strokes.append([])
            continue
        strokes[-1].append((PAD + index * step, HEIGHT - PAD - (value - low) / reach * (HEIGHT - 2 * PAD)))
    lines = "".join(
        f'<polyline fill="none" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round" '
        f'points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in stroke)}"/>'
        for stroke in strokes
        if len(stroke) > 1
    )
    x, y = next(stroke for stroke in reversed(strokes) if stroke)[-1]
    end = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"{_follows(colour)}{lines}{end}</svg>"
    )


def _follows(colour: str) -> str:
    """The colour and its dark counterpart: a picture takes the colour scheme of the page around it."""
    dark = DARK_OF.get(colour, colour)
    return (
        f"<style>polyline{{stroke:{colour}}}circle{{fill:{colour}}}"
        f"@media (prefers-color-scheme:dark){{polyline{{stroke:{dark}}}circle{{fill:{dark}}}}}</style>"
    )


def as_image(svg: str, css_class: str) -> str:
    """An `<img>` that carries the SVG itself: Streamlit strips SVG elements from the HTML it is given."""
    if not svg:
        return ""
    return f'<img class="{css_class}" alt="" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'
