"""The cases of one SOP, and one case with its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.readings.rates import with_intervals, with_rates
from dashboards.readings.reader import Reader


@dataclass(frozen=True)
class OneCase:
    case: dict[str, Any]
    steps: pd.DataFrame


def trend(
    reader: Reader, selection: Selection, sop_code: str, sop_version: int, bucket: str, unit_position: int | None
) -> pd.DataFrame:
    """Rates by day, week or month; of one unit when one is picked."""
    frame = reader.frame(
        "sop_trend", selection, sop_code=sop_code, sop_version=sop_version, bucket=bucket, unit_position=unit_position
    )
    return with_intervals(with_rates(frame))


def totals(
    reader: Reader, selection: Selection, sop_code: str, sop_version: int, unit_position: int | None = None
) -> dict[str, int]:
    """How many cases, how many compliant, how many of each deviation; of one unit, those it was late or missing in."""
    found = (
        reader.row("case_totals", selection, sop_code=sop_code, sop_version=sop_version, unit_position=unit_position)
        or {}
    )
    return {name: int(count) for name, count in found.items()}


def cases(
    reader: Reader, selection: Selection, sop_code: str, sop_version: int, deviation: str, unit_position: int | None
) -> pd.DataFrame:
    """Latest first."""
    return reader.frame(
        "cases", selection, sop_code=sop_code, sop_version=sop_version, deviation=deviation, unit_position=unit_position
    )


def one_case(reader: Reader, selection: Selection, steps: pd.DataFrame, case_id: str) -> OneCase | None:
    """None when there is no such case, or it is of an agency that one may not look at."""
    case = reader.row("one_case", selection, case_id=case_id)
    if case is None:
        return None
    done = reader.frame("case_steps", selection, case_id=case_id)
    same = (steps["sop_code"] == case["sop_code"]) & (steps["sop_version"] == case["sop_version"])
    paper = steps.loc[same, ["step_position", "tile", "unit_label", "printed_no"]]
    named = done.merge(paper, left_on="unit_position", right_on="step_position", how="left")
    alone = set(named.loc[named["step_position"] != named["tile"], "tile"])  # spans judged step by step
    named["unit_label"] = named["unit_label"].where(~named["tile"].isin(alone), named["printed_no"])
    named["unit_label"] = named["unit_label"].fillna(named["unit_position"].astype(str))
    named = named.drop(columns=["step_position", "tile", "printed_no"])
    named["paused_s"] = named["unit_position"].map(_pauses(reader, selection, case_id)).fillna(0.0)
    return OneCase(case, named)


def _pauses(reader: Reader, selection: Selection, case_id: str) -> dict[int, float]:
    """Unit → seconds it waited; none in a file of figures from before there were pauses."""
    if not reader.has("rpt_sop_measured_steps"):
        return {}
    paused = reader.frame("case_pauses", selection, case_id=case_id)
    return dict(zip(paused["unit_position"], paused["paused_s"], strict=True))
