"""Labels of horizontal rows, written above each row inside the plot: they keep their room on a narrow screen.

They are handed back to be set all at once: Plotly checks every annotation again at each one that is added.
"""

from __future__ import annotations

from typing import Any

from dashboards.figures.template import INK, MUTED


def row_notes(place: float, head: str, detail: str = "", right: str = "", *, shift: int) -> list[dict[str, Any]]:
    """`head` in bold with `detail` behind it at the left, `right` at the right, `shift` pixels above the row's middle."""
    parts = (f"<b>{head}</b>" if head else "", f"<span style='color:{MUTED}'>{detail}</span>" if detail else "")
    left = "  ".join(part for part in parts if part)
    return [
        {
            "x": x, "xref": "paper", "y": place, "yshift": shift, "xanchor": anchor, "text": text, "showarrow": False,
            "font": {"size": 13, "color": INK}, "align": anchor,
        }
        for x, anchor, text in ((0, "left", left), (1, "right", right))
        if text
    ]  # fmt: skip
