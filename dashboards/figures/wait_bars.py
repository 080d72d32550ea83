"""Days from the receipt to the deposit slip: a bar for each number of days."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.template import INK, styled, TEAL
from warehouse.i18n import number, rupiah, translator

_ = translator("dashboards")


def wait_bars(waits: pd.DataFrame) -> go.Figure:
    """`waits`: first, last (null: and more), receipts, amount_idr."""
    names = [wait_label(first, last) for first, last in zip(waits["first"], waits["last"], strict=True)]
    hover = [
        f"<b>{name}</b><br>" + _("{count} receipts, {amount}", count=number(count), amount=rupiah(int(amount)))
        for name, count, amount in zip(names, waits["receipts"], waits["amount_idr"], strict=True)
    ]
    figure = go.Figure(
        go.Bar(
            x=list(range(len(waits))), y=waits["receipts"].tolist(), marker={"color": TEAL, "cornerradius": 3},
            text=[number(count) if count else "" for count in waits["receipts"]], textposition="outside",
            textfont={"color": INK}, cliponaxis=False, hovertext=hover, hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    figure.update_xaxes(tickvals=list(range(len(waits))), ticktext=names, tickangle=0, showgrid=False)
    figure.update_yaxes(showticklabels=False, showgrid=False, rangemode="tozero", showline=False)
    figure.update_layout(bargap=0.3, margin={"t": 24}, showlegend=False)
    return styled(figure, 260)


def wait_label(first: int, last: float | None) -> str:
    """ "4–5", "> 10": numbers of days."""
    if last is None or last != last:
        return f"> {first - 1}"
    return str(first) if last == first else f"{first}–{int(last)}"
