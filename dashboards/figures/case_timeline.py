"""One case: each unit from its start to its finish on the agency's clock, its standard as an outline behind it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.row_labels import row_notes
from dashboards.figures.rows import records
from dashboards.figures.template import FAINT, INK, MUTED, ORANGE, STATUS_COLOURS, styled
from dashboards.wording import duration, is_nothing, shortened, STATUSES, wrapped
from warehouse.clock import local
from warehouse.i18n import local_time, translator

_ = translator("dashboards")

SHOWN = ("on_time", "late", "recorded", "untimed")


def case_timeline(steps: pd.DataFrame, zone: str) -> go.Figure:
    """`steps`: unit_label, activity, started_at, finished_at (aware), duration_s, standard_s, status; in SOP order."""
    rows = records(steps)
    moments = [m for row in rows for m in (row["started_at"], row["finished_at"]) if not is_nothing(m)]
    figure = go.Figure()
    if moments:
        first, last = min(moments), max(moments)
        least_s = max((last - first).total_seconds() * 0.012, 1.0)
        outlines = [outline for place, row in enumerate(rows) for outline in _outline(place, row, zone)]
        figure.update_layout(shapes=outlines)
        for status in SHOWN:
            _bars(
                figure,
                [(place, row) for place, row in enumerate(rows) if row["status"] == status],
                status,
                zone,
                least_s,
            )
        _clock_axis(figure, local(first, zone), local(last, zone))
    notes = [
        note
        for place, row in enumerate(rows)
        for note in row_notes(place, row["unit_label"], shortened(row["activity"], 36), _verdict(row), shift=21)
    ]
    figure.update_yaxes(
        tickvals=list(range(len(rows))), showticklabels=False, range=[len(rows) - 0.6, -0.8], showgrid=True
    )
    figure.update_layout(barmode="overlay", bargap=0.3, annotations=notes)
    return styled(figure, 56 * max(len(rows), 1) + 84)


def _outline(place: int, row: dict[str, Any], zone: str) -> list[dict[str, Any]]:
    """The standard of one unit, where it has one and began."""
    if is_nothing(row["started_at"]) or is_nothing(row["standard_s"]):
        return []
    start = _wall(row["started_at"], zone)
    end = start + timedelta(seconds=float(row["standard_s"]))
    return [
        {
            "type": "rect", "x0": start, "x1": end, "y0": place - 0.22, "y1": place + 0.22, "layer": "above",
            "line": {"color": FAINT, "width": 1, "dash": "dot"}, "fillcolor": "rgba(0,0,0,0)",
        }
    ]  # fmt: skip


def _bars(figure: go.Figure, chosen: list[tuple[int, dict[str, Any]]], status: str, zone: str, least_s: float) -> None:
    """Bars of one status; a unit with one moment only is a thin mark there."""
    seen = [(place, row) for place, row in chosen if not is_nothing(row["finished_at"])]
    if not seen:
        return
    lengths_s = [
        max(float(row["duration_s"]), least_s) if not is_nothing(row["duration_s"]) else least_s for _p, row in seen
    ]
    figure.add_trace(
        go.Bar(
            name=_(STATUSES[status]), orientation="h", width=0.32, y=[place for place, _row in seen],
            base=[_wall(row["finished_at"] if is_nothing(row["started_at"]) else row["started_at"], zone)
                  for _place, row in seen],
            x=[length * 1000 for length in lengths_s],
            marker={"color": STATUS_COLOURS[status], "cornerradius": 2},
            hovertext=[_hover(row, zone) for _place, row in seen], hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip


def _verdict(row: dict[str, Any]) -> str:
    """What the row came to, at its right edge."""
    if row["status"] == "missing":
        absent = _("not recorded")
        return f"<span style='color:{MUTED}'>{absent}</span>"
    colour = ORANGE if row["status"] == "late" else INK
    return f"<span style='color:{colour}'>{duration(row['duration_s'])}</span>"


def _clock_axis(figure: go.Figure, first: datetime, last: datetime) -> None:
    room = max((last - first) * 0.04, timedelta(seconds=20))
    days = (last - first).days
    figure.update_xaxes(
        type="date", range=[(first - room).replace(tzinfo=None), (last + room).replace(tzinfo=None)], side="bottom",
        tickformat="%d/%m %H.%M" if days else "%H.%M" if last - first > timedelta(minutes=5) else "%H.%M.%S", nticks=7,
    )  # fmt: skip


def _wall(moment: datetime, zone: str) -> datetime:
    """The wall clock of `zone` without its offset: the axis shows what the clock at the desk showed."""
    return local(pd.Timestamp(moment).to_pydatetime(), zone).replace(tzinfo=None)


def _hover(row: dict[str, Any], zone: str) -> str:
    begun = "…" if is_nothing(row["started_at"]) else local_time(row["started_at"], zone)
    lines = [
        f"<b>{row['unit_label']}</b> {wrapped(row['activity'], 50)}",
        f"{begun}–{local_time(row['finished_at'], zone)} · {_(STATUSES[row['status']])}",
        _("{taken}, standard {standard}", taken=duration(row["duration_s"]), standard=duration(row["standard_s"])),
    ]
    if row["captured"] == "backfilled":
        lines.append(_("Entered later"))
    return "<br>".join(lines)
