"""A sparkline: one series without axes, as SVG for a card."""

from __future__ import annotations

from collections.abc import Sequence

from dashboards.figures.template import TEAL

WIDTH, HEIGHT, PAD = 132, 34, 3


def sparkline(values: Sequence[float | None], colour: str = TEAL) -> str:
    """An `<svg>` of the known values in their order; gaps stay gaps, fewer than two values draw nothing."""
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
        f'<polyline fill="none" stroke="{colour}" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round" '
        f'points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in stroke)}"/>'
        for stroke in strokes
        if len(stroke) > 1
    )
    x, y = next(stroke for stroke in reversed(strokes) if stroke)[-1]
    end = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{colour}"/>'
    return (
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'preserveAspectRatio="none" aria-hidden="true">{lines}{end}</svg>'
    )
