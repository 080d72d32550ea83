"""One SOP as a line with its steps as stations: volumes as widths, medians against standards, waits, and what strayed.

Rows are pixels, so that texts and stations keep their distance at every width; only the bars stretch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures import process_tracks as tracks
from dashboards.figures.process_tracks import Row
from dashboards.figures.rows import records
from dashboards.figures.template import band, BLANK, FAINT, GRID, INK, MUTED, ORANGE, PAPER, styled, TEAL
from dashboards.wording import duration, is_nothing, share, shortened, wrapped
from warehouse.i18n import N_, number, translator

_ = translator("dashboards")

SPINE, BRANCH, TEXT = 0.17, 0.235, 0.3
"""Where the line, its branch and the words begin, as shares of the width."""
WIDEST_PX, NARROWEST_PX = 15.0, 1.5
FURTHEST = 2.0
"""A bar ends at twice the standard, its text says how long it really took."""
MOST_ARCS = 8
FLOW, STRAY = "#93c7c5", {"skipped": ORANGE, "out_of_order": "#a2507e"}
STATIONS, ARCS, THEN = "stations", "arcs", "then"
STRAYS = (
    ("late", N_("late {count}")),
    ("missing", N_("not recorded {count}")),
    ("out_of_order", N_("out of order {count}")),
    ("repeated", N_("repeated {count}")),
)
"""The deviations of a step, by their columns."""


@dataclass(frozen=True)
class Drawing:
    """What is gathered and set all at once: Plotly checks every shape and note again at each one that is added."""

    figure: go.Figure
    rows: list[Row]
    most: int
    shapes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    then: list[tuple[float, float]] = field(default_factory=list)

    def width(self, cases: int) -> float:
        return max(NARROWEST_PX, WIDEST_PX * cases / max(self.most, 1))


def process_flow(nodes: pd.DataFrame, moves: pd.DataFrame, *, is_compared: bool = False) -> go.Figure:
    """`nodes` and `moves` as dashboards.readings.process has them; with `is_compared` the nodes carry `median_s_then`."""
    rows = tracks.rows_of(nodes)
    as_written = moves[moves["kind"] == "as_written"]
    carried = tracks.loads(rows, as_written)
    drawing = Drawing(go.Figure(), rows, max([1, *carried.values()]))
    for (gap, track), cases in carried.items():
        _stretch(drawing, gap, track, cases)
    _arcs(drawing, strays(moves))
    _ends(drawing, moves)
    for row, node in zip(rows[1:-1], records(nodes), strict=True):
        if node["is_observed"]:
            _words(drawing, row, node, is_compared=is_compared)
        else:
            _tick(drawing, row, node)
    _diamonds(drawing)
    _stations(drawing, nodes)
    height = tracks.height_of(nodes)
    drawing.figure.update_xaxes(range=[0, 1], visible=False)
    drawing.figure.update_yaxes(range=[height, 0], visible=False)
    drawing.figure.update_layout(
        showlegend=False, margin={"l": 0, "r": 0, "t": 0, "b": 0}, shapes=drawing.shapes, annotations=drawing.notes
    )
    return styled(drawing.figure, height)


def strays(moves: pd.DataFrame) -> pd.DataFrame:
    """The moves off the line that are drawn: the most frequent ones; the table has the others."""
    return moves[moves["kind"].isin(list(STRAY))].nlargest(MOST_ARCS, "cases")


def _x(row: Row) -> float:
    return BRANCH if row.is_branch else SPINE


def _stretch(drawing: Drawing, gap: int, track: tracks.Track, cases: int) -> None:
    above, below = drawing.rows[gap], drawing.rows[gap + 1]
    from_x = BRANCH if track in ("lane", "back") else SPINE
    to_x = BRANCH if track in ("lane", "out") else SPINE
    middle = (above.y + below.y) / 2
    path = f"M {from_x} {above.y} C {from_x} {middle} {to_x} {middle} {to_x} {below.y}"
    line = {"color": FLOW, "width": drawing.width(cases)}
    drawing.shapes.append({"type": "path", "path": path, "line": line, "layer": "below", "fillcolor": "rgba(0,0,0,0)"})


def _arcs(drawing: Drawing, strayed: pd.DataFrame) -> None:
    """Moves off the line, at its left: dashed over steps that were not recorded, dotted where the order was left."""
    places: list[tuple[float, float, str, str, str]] = []
    for place, move in enumerate(sorted(records(strayed), key=_reach)):
        first = drawing.rows[tracks.place_of(drawing.rows, int(move["from_position"]), is_end=False)]
        last = drawing.rows[tracks.place_of(drawing.rows, int(move["to_position"]), is_end=True)]
        apex = SPINE - 0.035 - 0.1 * (place + 1) / max(len(strayed), 1)
        bend = apex - (SPINE - apex) / 3  # of a cubic curve whose middle is the apex
        colour, is_back = STRAY[move["kind"]], last.y < first.y
        line = {
            "color": colour, "width": max(1.5, drawing.width(int(move["cases"])) * 0.7),
            "dash": "dot" if move["kind"] == "out_of_order" else "dash",
        }  # fmt: skip
        path = f"M {_x(first)} {first.y} C {bend} {first.y} {bend} {last.y} {_x(last)} {last.y}"
        drawing.shapes.append(
            {"type": "path", "path": path, "line": line, "layer": "below", "fillcolor": "rgba(0,0,0,0)"}
        )
        arrow = "▲" if is_back else "▼"
        taken = [(one[0], one[1]) for one in places] + [(_x(row), row.y) for row in drawing.rows]
        x, y = _free_spot(first, last, bend, taken)
        places.append((x, y, f"{arrow} {number(move['cases'])}", colour, move_said(move)))
    for x, y, text, colour, _said in places:
        drawing.notes.append(
            {"x": x, "y": y, "text": f"<b>{text}</b>", "showarrow": False, "font": {"size": 11, "color": colour},
             "bgcolor": PAPER, "borderpad": 1}
        )  # fmt: skip
    drawing.figure.add_trace(
        go.Scatter(
            name=ARCS, x=[one[0] for one in places], y=[one[1] for one in places], mode="markers",
            marker={"size": 22, "color": "rgba(0,0,0,0)"}, hovertext=[one[4] for one in places],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip


def _free_spot(first: Row, last: Row, bend: float, taken: list[tuple[float, float]]) -> tuple[float, float]:
    """A point of the arc where its number covers no other: the middle if it can be."""
    spots = []
    for share_of_way in (0.5, 0.4, 0.6, 0.32, 0.68):
        t, u = share_of_way, 1 - share_of_way
        x = u**3 * _x(first) + 3 * u * t * bend + t**3 * _x(last)  # both control points lie at `bend`
        spots.append((x, (u**3 + 3 * u**2 * t) * first.y + (3 * u * t**2 + t**3) * last.y))
    free = [spot for spot in spots if all(abs(spot[0] - x) > 0.07 or abs(spot[1] - y) > 15 for x, y in taken)]
    return (free or spots)[0]


def _reach(move: dict[str, Any]) -> int:
    """How far an arc goes: short ones stay near the line."""
    last = 10_000 if move["to_position"] == 0 else int(move["to_position"])
    return abs(last - int(move["from_position"]))


def move_said(move: dict[str, Any]) -> str:
    """One move off the line in words."""
    first, last = move["from_label"] or _("the opening"), move["to_label"] or _("the closing")
    told = (
        _("{cases} cases went from {first} to {last}: a step between was not recorded")
        if move["kind"] == "skipped"
        else _("{cases} cases went from {first} to {last}: not in the order of the SOP")
    )
    told = told.format(cases=number(move["cases"]), first=first, last=last)
    return wrapped(told, 46, 3) + "<br>" + _("Wait in between: median {wait}", wait=duration(move["wait_s"]))


def _ends(drawing: Drawing, moves: pd.DataFrame) -> None:
    opened = int(moves.loc[moves["from_position"] == 0, "cases"].sum())
    into_end = moves[moves["to_position"] == 0]
    still_open = int(into_end.loc[into_end["kind"] == "open", "cases"].sum())
    closed = int(into_end["cases"].sum()) - still_open
    first, last = drawing.rows[0], drawing.rows[-1]
    _text(drawing, first.y, _("<b>{cases}</b> cases opened", cases=number(opened)), size=14)
    told = _("<b>{cases}</b> cases closed", cases=number(closed))
    if still_open:
        told += f"<span style='color:{MUTED}'> · " + _("{cases} still open", cases=number(still_open)) + "</span>"
    _text(drawing, last.y, told, size=14)
    drawing.figure.add_trace(
        go.Scatter(
            x=[SPINE, SPINE], y=[first.y, last.y], mode="markers", hoverinfo="skip",
            marker={"size": [16, 16], "color": [PAPER, INK], "line": {"width": 3, "color": INK}},
        )
    )  # fmt: skip


def _words(drawing: Drawing, row: Row, node: dict[str, Any], *, is_compared: bool) -> None:
    """Above the station how many reach it and how long they waited, beside it what and how long, below what strayed."""
    reached = _("{cases} cases", cases=number(node["passed"]))
    if not is_nothing(node["wait_s"]) and round(node["wait_s"]) > 0:
        reached += " · " + _("wait {wait}", wait=duration(node["wait_s"]))
    _text(drawing, row.y - 41, f"<span style='color:{MUTED}'>{reached}</span>", size=12)
    _text(drawing, row.y - 19, f"<b>{shortened(node['activity'], 35)}</b>", size=13)
    _text(drawing, row.y + 1, lasted(node), size=13)
    _bar(drawing, row.y + 17, node, is_compared=is_compared)
    _text(drawing, row.y + 33, _strayed(node), size=12)


def lasted(node: dict[str, Any]) -> str:
    """ "3 min of 5 min", or why there is nothing to compare."""
    if not node["recorded"]:
        return f"<span style='color:{MUTED}'>" + _("not recorded in this period") + "</span>"
    if is_nothing(node["standard_s"]):
        took = duration(node["median_s"])
        return _("Median <b>{median}</b>, no fixed standard", median=took)
    return _(
        "Median <b>{median}</b> of {standard}", median=duration(node["median_s"]), standard=duration(node["standard_s"])
    )


def _strayed(node: dict[str, Any]) -> str:
    """The deviations of one step, those that happened."""
    told = [_(text, count=number(node[name])) for name, text in STRAYS if node[name]]
    if told:
        return f"<span style='color:{ORANGE}'>{' · '.join(told)}</span>"
    return f"<span style='color:{MUTED}'>" + _("no deviation") + "</span>" if node["expected"] else ""


def _bar(drawing: Drawing, y: float, node: dict[str, Any], *, is_compared: bool) -> None:
    """The median on a track whose middle is the standard; a diamond is the median compared with."""
    if is_nothing(node["standard_s"]) or is_nothing(node["median_s"]):
        return
    ratio = min(node["median_s"] / node["standard_s"], FURTHEST)
    room = 0.98 - TEXT
    at = [TEXT + room * ratio / FURTHEST, TEXT + room / FURTHEST]
    _rect(drawing, TEXT, 0.98, y, 7, GRID)
    _rect(drawing, TEXT, at[0], y, 7, ORANGE if ratio > 1 else TEAL)
    _line(drawing, (at[1], at[1]), (y - 8, y + 8), INK)
    then_s = node.get("median_s_then") if is_compared else None
    if not is_nothing(then_s):
        x = TEXT + room * min(float(then_s or 0) / node["standard_s"], FURTHEST) / FURTHEST
        drawing.then.append((x, y))


def _diamonds(drawing: Drawing) -> None:
    """The medians compared with."""
    drawing.figure.add_trace(
        go.Scatter(
            name=THEN, x=[x for x, _y in drawing.then], y=[y for _x, y in drawing.then], mode="markers", hoverinfo="skip",
            marker={"symbol": "diamond", "size": 11, "color": PAPER, "line": {"width": 2, "color": INK}},
        )
    )  # fmt: skip


def _line(drawing: Drawing, x: tuple[float, float], y: tuple[float, float], colour: str) -> None:
    drawing.shapes.append(
        {"type": "line", "x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1], "line": {"color": colour, "width": 2}}
    )


def _rect(drawing: Drawing, x0: float, x1: float, y: float, height: float, colour: str) -> None:
    drawing.shapes.append(
        {"type": "rect", "x0": x0, "x1": max(x1, x0 + 0.004), "y0": y - height / 2, "y1": y + height / 2,
         "line": {"width": 0}, "fillcolor": colour, "layer": "below"}
    )  # fmt: skip


def _tick(drawing: Drawing, row: Row, node: dict[str, Any]) -> None:
    """A step that nobody can observe: on the paper, without a figure."""
    _line(drawing, (SPINE - 0.013, SPINE + 0.013), (row.y, row.y), FAINT)
    told = f"{node['unit_label']} {shortened(node['activity'], 24)}"
    _text(drawing, row.y, f"<i>{told} · " + _("not observable") + "</i>", size=12, colour=FAINT)


def _stations(drawing: Drawing, nodes: pd.DataFrame) -> None:
    """A circle a step in the colour of its compliance rate, its number inside; clicked, it is looked into."""
    shown = [(row, node) for row, node in zip(drawing.rows[1:-1], records(nodes), strict=True) if node["is_observed"]]
    colours = [
        (BLANK, INK) if is_nothing(node["compliance_rate"]) else band(node["compliance_rate"]) for _r, node in shown
    ]
    drawing.figure.add_trace(
        go.Scatter(
            name=STATIONS, x=[_x(row) for row, _node in shown], y=[row.y for row, _node in shown], mode="markers+text",
            text=[f"<b>{node['unit_label']}</b>" for _row, node in shown],
            textfont={"size": 12, "color": [text for _fill, text in colours]},
            marker={"size": [36 if len(node["unit_label"]) > 2 else 30 for _row, node in shown],
                    "color": [fill for fill, _text in colours], "opacity": 1,
                    "line": {"width": 2, "color": [ORANGE if row.is_branch else INK for row, _node in shown]}},
            customdata=[[int(node["tile"])] for _row, node in shown],
            hovertext=[_hover(node) for _row, node in shown], hovertemplate="%{hovertext}<extra></extra>",
            selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
        )
    )  # fmt: skip


def _hover(node: dict[str, Any]) -> str:
    lines = [
        f"<b>{node['unit_label']}</b> {wrapped(node['activity'], 50)}",
        lasted(node) + " · " + _("p90 {p90}", p90=duration(node["p90_s"])),
        _("{on_time} on time of {expected} expected ({rate})",
          on_time=number(node["on_time"]), expected=number(node["expected"]), rate=share(node["compliance_rate"], 1)),
    ]  # fmt: skip
    if not is_nothing(node["wait_s"]):
        lines.append(_("Median wait before it {wait}", wait=duration(node["wait_s"])))
    return "<br>".join(lines)


def _text(drawing: Drawing, y: float, text: str, *, size: int, colour: str = INK) -> None:
    if text:
        drawing.notes.append(
            {"x": TEXT, "y": y, "text": text, "showarrow": False, "xanchor": "left", "align": "left",
             "font": {"size": size, "color": colour}}
        )  # fmt: skip
