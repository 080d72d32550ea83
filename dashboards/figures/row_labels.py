"""Labels of horizontal rows, written above each row inside the plot: they keep their room on a narrow screen."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboards.figures.template import INK, MUTED


def label_row(figure: go.Figure, place: float, head: str, detail: str = "", right: str = "", *, shift: int) -> None:
    """`head` in bold with `detail` behind it at the left, `right` at the right, `shift` pixels above the row's middle."""
    parts = (f"<b>{head}</b>" if head else "", f"<span style='color:{MUTED}'>{detail}</span>" if detail else "")
    left = "  ".join(part for part in parts if part)
    for x, anchor, text in ((0, "left", left), (1, "right", right)):
        if text:
            figure.add_annotation(
                x=x, xref="paper", y=place, yshift=shift, xanchor=anchor, text=text, showarrow=False,
                font={"size": 13, "color": INK}, align=anchor,
            )  # fmt: skip
