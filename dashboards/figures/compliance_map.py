"""SOP × step: one tile a unit, as wide as the steps it judges together, coloured by its compliance rate.

Blank tiles say what they are: a step nobody can observe, a step without a fixed standard, no case in the period.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.rows import records
from dashboards.figures.template import band, BLANK, FAINT, INK, MUTED, PAPER, styled
from dashboards.wording import duration, share, shortened, wrapped
from warehouse.i18n import number, translator

_ = translator("dashboards")

ROW_PX, GAP, HALF = 40, 0.045, 0.44
CELLS = "cells"
"""Name of the invisible trace that answers hovering and clicking: one point a step, customdata (SOP, version, unit)."""


def compliance_map(cells: pd.DataFrame) -> go.Figure:
    """`cells`: one row per SOP version and step (see readings.compliance.cells), rows in the order to draw."""
    rows = list(dict.fromkeys(zip(cells["sop_code"], cells["sop_version"], strict=True)))
    row_of = {key: index for index, key in enumerate(rows)}
    titles = {key: part["row_title"].iloc[0] for key, part in cells.groupby(["sop_code", "sop_version"], sort=False)}
    figure = go.Figure()
    labels: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    for (code, version, _tile), tile in cells.groupby(["sop_code", "sop_version", "tile"], sort=False):
        y = row_of[code, version]
        first, last = int(tile["step_position"].min()), int(tile["step_position"].max())
        fill, ink, text, line = _look(tile.iloc[0])
        shapes.append(
            {
                "type": "rect", "x0": first - 0.5 + GAP, "x1": last + 0.5 - GAP, "y0": y - HALF, "y1": y + HALF,
                "fillcolor": fill, "line": {"width": 1 if line else 0, "color": line or fill}, "layer": "below",
            }
        )  # fmt: skip
        labels.append({"x": (first + last) / 2, "y": y, "text": text, "ink": ink})
    figure.add_trace(
        go.Scatter(
            x=[label["x"] for label in labels], y=[label["y"] for label in labels], mode="text", hoverinfo="skip",
            text=[label["text"] for label in labels], showlegend=False,
            textfont={"size": 13, "color": [label["ink"] for label in labels]},
        )
    )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            name=CELLS, x=cells["step_position"], mode="markers", showlegend=False,
            y=[row_of[key] for key in zip(cells["sop_code"], cells["sop_version"], strict=True)],
            marker={"symbol": "square", "size": 26, "color": PAPER, "opacity": 0},
            selected={"marker": {"opacity": 0}}, unselected={"marker": {"opacity": 0}},
            customdata=cells[["sop_code", "sop_version", "tile"]].astype(object).values.tolist(),
            hovertext=[_hover(cell) for cell in records(cells)], hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    widest = int(cells["step_position"].max()) if len(cells) else 1
    figure.update_layout(shapes=shapes, hoverdistance=30, clickmode="event+select")
    figure.update_xaxes(
        range=[0.45, widest + 0.55], tickvals=list(range(1, widest + 1)), side="top", showgrid=False, zeroline=False,
        title={"text": _("Step of the SOP"), "font": {"size": 13, "color": MUTED}, "standoff": 4}, showline=False,
    )  # fmt: skip
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5], tickvals=list(range(len(rows))), showgrid=False, zeroline=False, showline=False,
        ticktext=[wrapped(titles[key], 26) for key in rows], tickfont={"color": INK, "size": 13}, ticklabelstandoff=8,
    )  # fmt: skip
    return styled(figure, ROW_PX * max(len(rows), 1) + 60)


def _look(cell: pd.Series) -> tuple[str, str, str, str | None]:
    """Fill, text colour, text and outline of a tile."""
    match cell["kind"]:
        case "rate":
            fill, ink = band(cell["compliance_rate"])
            text = str(round(cell["compliance_rate"] * 100))
            return fill, ink, f"({text})" if cell["is_small"] else text, None
        case "no_standard":
            return PAPER, MUTED, "–", "#cfd9de"
        case "not_observed":
            return BLANK, FAINT, "·", None
        case _:
            return PAPER, FAINT, "", "#e4eaed"


def _hover(cell: dict[str, Any]) -> str:
    head = f"<b>{cell['row_title']}</b><br>" + _(
        "Step {no}: {activity}", no=cell["printed_no"], activity=shortened(cell["activity"], 70)
    )
    lines = [head]
    if cell["unit_label"] != cell["printed_no"] and cell["kind"] != "not_observed":
        lines.append(_("Judged together with steps {steps}", steps=cell["unit_label"]))
    match cell["kind"]:
        case "rate":
            lines += [
                _(
                    "Compliant {rate}: {on_time} on time of {expected} expected",
                    rate=share(cell["compliance_rate"], 1),
                    on_time=number(cell["on_time"]),
                    expected=number(cell["expected"]),
                ),
                _(
                    "Recorded {recorded}, timed {timed}; standard {standard}",
                    recorded=number(cell["recorded"]),
                    timed=number(cell["timed"]),
                    standard=duration(cell["unit_standard_s"]),
                ),
            ]
            if cell["is_small"]:
                lines.append(_("Few cases: read with care"))
        case "no_standard":
            lines.append(
                _(
                    "No fixed standard; recorded {recorded} of {expected}",
                    recorded=number(cell["recorded"]),
                    expected=number(cell["expected"]),
                )
            )
        case "not_observed":
            lines.append(_("Not measured: the library cannot observe this step"))
        case _:
            lines.append(_("No case in this period"))
    return "<br>".join(lines)
