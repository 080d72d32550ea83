"""How the rows of each SOP are observed: a lying bar a SOP, its parts alone, in a span, not at all."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.bucket_bars import Part
from dashboards.figures.class_bars import class_bars
from dashboards.figures.template import SKY, TEAL
from warehouse.i18n import number, translator

_ = translator("dashboards")

UNSEEN = "#d5dee2"


def observed_rows(found: pd.DataFrame) -> go.Figure:
    """`found`: title, alone, span, unseen, steps; in the order to draw."""
    parts = [
        Part("alone", _("Alone"), TEAL), Part("span", _("In a span"), SKY), Part("unseen", _("Not observable"), UNSEEN),
    ]  # fmt: skip
    values = [_("{seen} of {steps} rows", seen=number(seen), steps=number(steps))
              for seen, steps in zip(found["alone"] + found["span"], found["steps"], strict=True)]  # fmt: skip
    return class_bars(found, parts, names=[str(title) for title in found["title"]], values=values)
