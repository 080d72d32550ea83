"""SOP × step: the tiles of the compliance map, the units of one SOP, what got worse. Frames in, frames out."""

from __future__ import annotations

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings.rates import SMALL_N, with_intervals, with_rates
from dashboards.readings.reader import Reader
from dashboards.wording import short_title, step_label, titled

COUNTS = ["expected", "recorded", "backfilled", "timed", "on_time", "lost_minutes"]
VERSION = ["sop_code", "sop_version"]


def steps_of_sops(reader: Reader, places: Places) -> pd.DataFrame:
    """Every step of every SOP version as printed, in book order, with the name of its row and the label of its unit.

    `row_title` names the version only where an SOP has several. `tile` is the unit, or the step itself when it is
    in none.
    """
    return reader.derived(("steps_of_sops", places.sop_codes), lambda: _steps_of_sops(reader, places))


def _steps_of_sops(reader: Reader, places: Places) -> pd.DataFrame:
    steps = reader.frame("sop_steps")
    steps["title"] = [titled(title) for title in steps["title"].fillna(steps["sop_code"])]
    versions = steps.groupby("sop_code")["sop_version"].transform("nunique")
    short = pd.Series([short_title(title) for title in steps["title"]], index=steps.index, dtype="str")
    steps["row_title"] = short.where(versions == 1, short + " · v" + steps["sop_version"].astype(str))
    steps["tile"] = steps["unit_position"].fillna(steps["step_position"]).astype(int)
    grouped = steps.groupby([*VERSION, "tile"])["printed_no"]
    steps["unit_label"] = grouped.transform(lambda numbers: step_label([str(no) for no in numbers]))
    steps["book_order"] = [places.sop_order(code)[0] for code in steps["sop_code"]]
    return steps.sort_values(["book_order", "sop_code", "sop_version", "step_position"], ignore_index=True)


def cells(reader: Reader, selection: Selection, steps: pd.DataFrame) -> pd.DataFrame:
    """One row per SOP version and step of the SOPs that had cases; steps of a span all carry their unit's figures.

    `kind`: rate, no_standard, not_observed, no_cases (a unit that no case of the period expected).
    """
    question = ("cells", selection, tuple(steps["sop_code"].unique()))  # the codes: in the order of their books
    return reader.derived(question, lambda: _cells(reader, selection, steps))


def _cells(reader: Reader, selection: Selection, steps: pd.DataFrame) -> pd.DataFrame:
    units = with_intervals(with_rates(reader.frame("compliance_by_unit", selection)))
    units = units.rename(columns={"unit_position": "tile", "standard_s": "unit_standard_s"})
    wanted = [*VERSION, "tile", "unit_standard_s", *COUNTS, "compliance_rate", "recording_rate", "on_time_rate"]
    wanted += ["low", "high"]
    with_cases = units.loc[units["expected"] > 0, VERSION].drop_duplicates()
    shown = steps.merge(with_cases, on=VERSION).merge(units[wanted], on=[*VERSION, "tile"], how="left")
    shown[COUNTS] = shown[COUNTS].fillna(0)
    shown["kind"] = "rate"
    shown.loc[shown["unit_standard_s"].isna(), "kind"] = "no_standard"
    shown.loc[shown["expected"] == 0, "kind"] = "no_cases"
    shown.loc[shown["observed"] == "no", "kind"] = "not_observed"
    shown["is_small"] = shown["expected"] < SMALL_N
    return shown.sort_values(["book_order", "sop_code", "sop_version", "step_position"], ignore_index=True)


def without_cases(steps: pd.DataFrame, shown: pd.DataFrame) -> list[str]:
    """Titles of the SOPs that had no case in the period."""
    seen = set(shown["sop_code"])
    return list(dict.fromkeys(steps.loc[~steps["sop_code"].isin(seen), "title"]))


def declines(reader: Reader, selection: Selection, steps: pd.DataFrame, limit: int = 5) -> pd.DataFrame:
    """The units whose compliance rate fell most against the period before, worst first; few cases prove nothing."""
    columns = [*VERSION, "unit_position", "activity", "expected", "on_time", "compliance_rate"]
    now = with_rates(reader.frame("compliance_by_unit", selection))[columns]
    then = with_rates(reader.frame("compliance_by_unit", selection.previous))[columns]
    both = now.merge(then.drop(columns="activity"), on=[*VERSION, "unit_position"], suffixes=("", "_before"))
    both = both.rename(columns={"compliance_rate": "rate", "compliance_rate_before": "rate_before"})
    both["change"] = both["rate"] - both["rate_before"]
    enough = (both["expected"] >= SMALL_N) & (both["expected_before"] >= SMALL_N)
    worse = both[enough & (both["change"] < 0)].nsmallest(limit, "change")
    heads = steps.loc[steps["step_position"] == steps["tile"], [*VERSION, "tile", "row_title", "unit_label"]]
    named = worse.merge(heads, left_on=[*VERSION, "unit_position"], right_on=[*VERSION, "tile"], how="left")
    return named.sort_values("change", ignore_index=True)


def units_of(
    reader: Reader, selection: Selection, steps: pd.DataFrame, sop_code: str, sop_version: int
) -> pd.DataFrame:
    """The units of one SOP version with their sums, rates, median and p90, in the order of the paper."""
    question = ("units_of", selection, sop_code, sop_version)
    return reader.derived(question, lambda: _units_of(reader, selection, steps, sop_code, sop_version))


def _units_of(
    reader: Reader, selection: Selection, steps: pd.DataFrame, sop_code: str, sop_version: int
) -> pd.DataFrame:
    sums = with_rates(reader.frame("compliance_by_unit", selection))
    sums = sums[(sums["sop_code"] == sop_code) & (sums["sop_version"] == sop_version)]
    lasting = reader.frame("unit_durations", selection, sop_code=sop_code)
    lasting = lasting[lasting["sop_version"] == sop_version].drop(columns="sop_version")
    heads = steps[(steps["sop_code"] == sop_code) & (steps["sop_version"] == sop_version)]
    heads = heads.loc[heads["step_position"] == heads["tile"], ["tile", "unit_label"]]
    units = sums.merge(lasting, on="unit_position", how="left").merge(heads, left_on="unit_position", right_on="tile")
    units["durations"] = units["durations"].fillna(0).astype(int)
    units["is_small"] = units["expected"] < SMALL_N
    units = with_intervals(units)
    return units[units["expected"] > 0].sort_values("unit_position", ignore_index=True)
