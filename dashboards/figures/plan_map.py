"""The plan on a map: every candidate where it lies, chosen or not, and each vehicle's ways in its own colour.

Drawn on plain axes with the agency's own outlines (or region points), so that nothing is fetched. A site is told apart by
shape as well as by colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.rows import records
from dashboards.figures.template import BLANK, BLUE, FAINT, INK, MUTED, ORANGE, PAPER, styled, TEAL
from dashboards.geography import Outline, Point
from warehouse.i18n import local_date, number, translator
from warehouse.planning.model import Outing

_ = translator("dashboards")

COLOURS = (TEAL, ORANGE, BLUE, "#a2507e", "#6f7d1f", "#5b6b7a")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
LEAST_ROOM = 0.04


def plan_map(
    listed: pd.DataFrame, outings: Sequence[Outing], office: Point, shapes: Mapping[str, Outline],
    points: Mapping[str, tuple[str, Point]], height: int,
) -> go.Figure:  # fmt: skip
    """`listed`: readings.plan.listed; `points`: region code → its name and point, for orientation."""
    figure = go.Figure()
    _outlines(figure, shapes)
    placed = listed[listed["latitude"].notna()]
    vehicles = sorted({one.vehicle_no for one in outings})
    near = extent(listed, office)
    _orientation(figure, points, near)
    for place, vehicle in enumerate(vehicles):
        _ways(figure, vehicle, [one for one in outings if one.vehicle_no == vehicle], office, place)
    _left_out(figure, placed[~placed["chosen"].astype(bool)])
    for place, vehicle in enumerate(vehicles):
        _stops(figure, placed[placed["chosen"].astype(bool) & (placed["vehicle"] == vehicle)], vehicle, place)
    figure.add_trace(
        go.Scatter(
            x=[office[0]], y=[office[1]], mode="markers", name=_("Office"), hoverinfo="text", hovertext=_("Office"),
            marker={"symbol": "square", "size": 13, "color": INK, "line": {"color": PAPER, "width": 1.5}},
        )
    )  # fmt: skip
    _axes(figure, near)
    return styled(figure, height)


def _outlines(figure: go.Figure, shapes: Mapping[str, Outline]) -> None:
    across: list[float | None] = []
    up: list[float | None] = []
    for ring in (ring for shape in shapes.values() for ring in shape.rings):
        across += [*(spot[0] for spot in ring), None]
        up += [*(spot[1] for spot in ring), None]
    if across:
        figure.add_trace(
            go.Scatter(
                x=across, y=up, mode="lines", fill="toself", fillcolor=BLANK, hoverinfo="skip", showlegend=False,
                line={"color": FAINT, "width": 0.7, "simplify": False},
            )
        )  # fmt: skip


def _orientation(
    figure: go.Figure, points: Mapping[str, tuple[str, Point]], near: tuple[list[float], list[float]]
) -> None:
    """Names of the regencies around, faint; one that would be written over another is left out."""
    inside: list[tuple[str, Point]] = []
    wide, high = near[0][1] - near[0][0], near[1][1] - near[1][0]
    for name, spot in points.values():
        if not (near[0][0] <= spot[0] <= near[0][1] and near[1][0] <= spot[1] <= near[1][1]):
            continue
        if all(abs(spot[0] - x) > wide * 0.2 or abs(spot[1] - y) > high * 0.045 for _name, (x, y) in inside):
            inside.append((name.removeprefix("Kabupaten "), spot))
    if inside:
        figure.add_trace(
            go.Scatter(
                x=[spot[0] for _name, spot in inside], y=[spot[1] for _name, spot in inside], mode="text",
                text=[name for name, _spot in inside], textfont={"size": 11, "color": MUTED}, hoverinfo="skip",
                showlegend=False,
            )
        )  # fmt: skip


def _ways(figure: go.Figure, vehicle: str, outings: Sequence[Outing], office: Point, place: int) -> None:
    across: list[float | None] = []
    up: list[float | None] = []
    for one in outings:
        spots = [office, *((stop.site.longitude, stop.site.latitude) for stop in one.stops), office]
        across += [*(spot[0] for spot in spots), None]
        up += [*(spot[1] for spot in spots), None]
    figure.add_trace(
        go.Scatter(
            x=across, y=up, mode="lines", hoverinfo="skip", showlegend=False, opacity=0.75,
            line={"color": _colour(place), "width": 1.8, "dash": DASHES[place % len(DASHES)]},
        )
    )  # fmt: skip


def _stops(figure: go.Figure, rows: pd.DataFrame, vehicle: str, place: int) -> None:
    figure.add_trace(
        go.Scatter(
            x=rows["longitude"], y=rows["latitude"], mode="markers+text", name=vehicle,
            marker={"size": 20, "color": _colour(place), "line": {"color": PAPER, "width": 1.5}},
            text=[str(int(day[-2:])) for day in rows["planned_on"]], textfont={"size": 10.5, "color": PAPER},
            hovertext=[told(row) for row in records(rows)], hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip


def _left_out(figure: go.Figure, rows: pd.DataFrame) -> None:
    figure.add_trace(
        go.Scatter(
            x=rows["longitude"], y=rows["latitude"], mode="markers", name=_("Not this month"),
            marker={"symbol": "circle-open", "size": 11, "color": MUTED, "line": {"width": 1.8}},
            hovertext=[told(row) for row in records(rows)], hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip


def told(row: Mapping[str, object]) -> str:
    """What is said of one candidate."""
    if row["chosen"]:
        day = local_date(pd.Timestamp(str(row["planned_on"])).date(), "EEEE d MMMM")
        when = f"{day}, {row['arrive_at']}–{row['leave_at']} · {row['vehicle']}"
    else:
        when = _("Not this month")
    words = str(row["reason"])
    need = _("Need: {points} points", points=number(int(str(row["score"]))))
    lines = [f"<b>{row['site']}</b>", when, *_wrapped(words), need]
    return "<br>".join(lines)


def _wrapped(words: str, width: int = 62) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def extent(listed: pd.DataFrame, office: Point) -> tuple[list[float], list[float]]:
    """What the map shows: the office and what is visited, with room around; all candidates when nothing is."""
    shown = listed[listed["chosen"].astype(bool)] if listed["chosen"].any() else listed
    shown = shown[shown["latitude"].notna()]
    ranges = []
    for values in ((office[0], *shown["longitude"]), (office[1], *shown["latitude"])):
        low, high = min(values), max(values)
        room = max((high - low) * 0.16, LEAST_ROOM)
        ranges.append([low - room, high + room])
    return ranges[0], ranges[1]


def outside(listed: pd.DataFrame, office: Point) -> int:
    """How many candidates lie beyond the map."""
    (west, east), (south, north) = extent(listed, office)
    placed = listed[listed["latitude"].notna()]
    return int((~(placed["longitude"].between(west, east) & placed["latitude"].between(south, north))).sum())


def _axes(figure: go.Figure, near: tuple[list[float], list[float]]) -> None:
    """A degree of longitude as long as it is at this latitude; no ticks, no grid: it is a map."""
    plain = {"showgrid": False, "zeroline": False, "showline": False, "showticklabels": False}
    figure.update_xaxes(range=near[0], constrain="range", **plain)
    figure.update_yaxes(
        range=near[1], scaleanchor="x", scaleratio=1 / cos(radians(sum(near[1]) / 2)), constrain="range", **plain
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
