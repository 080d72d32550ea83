"""One SOP as a flow: its steps in the order of the paper, and the moves of its cases from one to the next.

Frames in, frames out. Volumes of steps are those of the compliance figures; moves are counted in the cases themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboards.filters.period import Period
from dashboards.filters.selection import Selection
from dashboards.readings import compliance, compliance_apart
from dashboards.readings.reader import Reader

END = 0
"""The opening of a case as what a move starts from, its closing as what a move leads to."""
LAST = 1_000_000
"""Sorts the closing behind every step."""
_COUNTS = ["expected", "recorded", "backfilled", "timed", "on_time", "late", "missing", "untimed", "out_of_order"]
_COUNTS += ["repeated", "accepted"]
_NODE_MEASURES = ["median_s", "p90_s", "compliance_rate", "recording_rate", "wait_s"]


@dataclass(frozen=True)
class Flow:
    """`nodes`: a row per unit and per step that cannot be observed, in the order of the paper. `moves`: a row per from,
    to and kind. `times`: cases, compliant, closed, service_s, waiting_s."""

    nodes: pd.DataFrame
    moves: pd.DataFrame
    times: dict[str, Any]

    @property
    def cases(self) -> int:
        return int(self.times["cases"])


def flow(reader: Reader, selection: Selection, steps: pd.DataFrame, sop_code: str, sop_version: int) -> Flow:
    one: dict[str, Any] = {"sop_code": sop_code, "sop_version": sop_version}
    moves = reader.frame("process_moves", selection, **one)
    question = (selection, sop_code, sop_version)
    nodes = reader.derived(("nodes", *question), lambda: _nodes(reader, selection, steps, moves, sop_code, sop_version))
    between = reader.derived(("moves", *question), lambda: _named(moves[moves["kind"].notna()], nodes))
    return Flow(nodes, between, reader.row("process_times", selection, **one) or {})


def _nodes(
    reader: Reader, selection: Selection, steps: pd.DataFrame, moves: pd.DataFrame, sop_code: str, sop_version: int
) -> pd.DataFrame:
    into = moves[moves["kind"].isna()].rename(columns={"to_position": "tile", "cases": "passed"})
    units = compliance.units_of(reader, selection, steps, sop_code, sop_version)
    counted = compliance_apart.deviations(reader, selection, sop_code, sop_version, units)
    nodes = _paper(steps, sop_code, sop_version)
    nodes = nodes.merge(
        counted.drop(columns=["activity", "unit_label", "tile", "printed_no", "sop_code", "sop_version"]),
        left_on="tile", right_on="unit_position", how="left",
    )  # fmt: skip
    nodes = nodes.merge(into[["tile", "passed", "wait_s"]], on="tile", how="left")
    nodes[[*_COUNTS, "passed"]] = nodes[[*_COUNTS, "passed"]].fillna(0).astype(int)
    nodes.loc[~nodes["is_observed"], ["passed", "wait_s"]] = [0, None]
    return nodes


def _paper(steps: pd.DataFrame, sop_code: str, sop_version: int) -> pd.DataFrame:
    """A row per unit, with the activity of its first step, and per step in none."""
    paper = steps[(steps["sop_code"] == sop_code) & (steps["sop_version"] == sop_version)]
    rows = paper.loc[
        paper["step_position"] == paper["tile"], ["tile", "unit_label", "activity", "condition", "observed"]
    ]
    rows = rows.assign(is_observed=rows["observed"] != "no", is_conditional=rows["condition"].notna())
    return rows.drop(columns="observed").sort_values("tile", ignore_index=True)


def _named(moves: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    """`moves` with the labels of both steps, in the order of the paper; the opening and the closing have none."""
    labels = dict(zip(nodes["tile"], nodes["unit_label"], strict=True))
    moves = moves.reset_index(drop=True)
    moves["from_label"] = [labels.get(position, "") for position in moves["from_position"]]
    moves["to_label"] = [labels.get(position, "") for position in moves["to_position"]]
    moves["to_order"] = moves["to_position"].where(moves["to_position"] != END, LAST)
    return moves.sort_values(["from_position", "to_order", "kind"], ignore_index=True)


def compared(now: Flow, then: Flow) -> pd.DataFrame:
    """The nodes of `now` with the measures of `then` beside them (`…_then`)."""
    other = then.nodes[["tile", "expected", *_NODE_MEASURES]]
    return now.nodes.merge(other, on="tile", how="left", suffixes=("", "_then"))


def a_year_before(selection: Selection) -> Selection:
    """The same days of the year before; of a leap day the 28th."""

    def back(day: Any) -> Any:
        return (pd.Timestamp(day) - pd.DateOffset(years=1)).date()

    return selection.over(Period(back(selection.period.first), back(selection.period.last)))


def at_place(selection: Selection, agency: str, service_point: str | None) -> Selection:
    """The same days at another place; only ever of an agency that may be looked at, which the caller has bounded."""
    return replace(selection, agencies=(agency,), service_point=service_point)


def longest_wait(nodes: pd.DataFrame) -> dict[str, Any] | None:
    """The step that cases waited longest for, and whether what lies between can be observed at all."""
    reached = nodes[nodes["is_observed"] & (nodes["wait_s"] > 0)].nlargest(1, "wait_s")
    if reached.empty:
        return None
    longest: dict[str, Any] = {str(name): value for name, value in reached.iloc[0].items()}
    return longest | {"is_seen": not unseen_before(nodes, int(longest["tile"]))}


def unseen_before(nodes: pd.DataFrame, tile: int) -> list[str]:
    """Labels of the steps directly before `tile` that nobody can observe: their time is in the wait before it."""
    labels: list[str] = []
    before = nodes[nodes["tile"] < tile]
    for is_observed, label in zip(before["is_observed"], before["unit_label"], strict=True):
        labels = [] if is_observed else [*labels, str(label)]
    return labels
