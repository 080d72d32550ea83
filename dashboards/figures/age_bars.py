"""How long papers are owed: a bar for each class of days, its parts the findings."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.bucket_bars import Part
from dashboards.figures.template import INK, styled
from dashboards.figures.wait_bars import wait_label
from warehouse.i18n import number, translator

_ = translator("dashboards")


def age_bars(ages: pd.DataFrame, parts: list[Part]) -> go.Figure:
    """`ages`: first, last (null: and more), papers, and the columns of `parts`."""
    names = [wait_label(first, last) for first, last in zip(ages["first"], ages["last"], strict=True)]
    places = list(range(len(ages)))
    figure = go.Figure()
    for part in parts:
        figure.add_trace(
            go.Bar(
                name=part.name, x=places, y=ages[part.column].tolist(), marker={"color": part.colour},
                hovertext=[
                    "<b>" + _("{days} days", days=name) + f"</b><br>{part.name}: {number(count)}"
                    for name, count in zip(names, ages[part.column], strict=True)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )  # fmt: skip
    notes = [
        {"x": place, "y": int(count), "yshift": 11, "text": f"<b>{number(count)}</b>", "showarrow": False,
         "font": {"size": 13, "color": INK}}
        for place, count in zip(places, ages["papers"], strict=True)
        if count
    ]  # fmt: skip
    figure.update_xaxes(tickvals=places, ticktext=names, tickangle=0, showgrid=False)
    figure.update_yaxes(showticklabels=False, showgrid=False, showline=False, zeroline=False,
                        range=[0, max(int(ages["papers"].max()), 1) * 1.14])  # fmt: skip
    figure.update_layout(barmode="stack", bargap=0.3, showlegend=len(parts) > 1, annotations=notes)
    return styled(figure, 300)
