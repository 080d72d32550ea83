"""One SOP cut apart: by deviation, service point, role, hour, and its measurement weeks. Frames in, frames out.

What a file of figures from before has no mart for is None, not empty: the page says nothing of it.
"""

from __future__ import annotations

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.readings.rates import ratio, with_intervals, with_rates
from dashboards.readings.reader import Reader

_DEVIATIONS = ["late", "missing", "untimed", "out_of_order", "repeated", "accepted"]


def deviations(
    reader: Reader, selection: Selection, sop_code: str, sop_version: int, units: pd.DataFrame
) -> pd.DataFrame:
    """The units of one SOP version (dashboards.readings.compliance.units_of) with how often each deviation happened."""
    counted = reader.frame("unit_deviations", selection, sop_code=sop_code, sop_version=sop_version)
    found = units.merge(counted, on="unit_position", how="left")
    found[_DEVIATIONS] = found[_DEVIATIONS].fillna(0).astype(int)
    return found


def by_place(
    reader: Reader, selection: Selection, sop_code: str, sop_version: int, unit_position: int | None
) -> pd.DataFrame:
    """Rates with their intervals, and the median service and waiting time of the cases, per service point."""
    one = {"sop_code": sop_code, "sop_version": sop_version}
    rated = with_intervals(with_rates(reader.frame("sop_by_place", selection, unit_position=unit_position, **one)))
    times = reader.frame("sop_times_by_place", selection, **one)
    return rated.merge(times, on=["agency", "service_point"], how="left")


def by_hour(
    reader: Reader, months: Selection, sop_code: str, sop_version: int, unit_position: int | None
) -> pd.DataFrame | None:
    """Rates with their intervals per local hour in which the case opened."""
    if not reader.has("rpt_sop_hours"):
        return None
    return with_intervals(
        with_rates(
            reader.frame("sop_by_hour", months, sop_code=sop_code, sop_version=sop_version, unit_position=unit_position)
        )
    )


def by_role(
    reader: Reader, months: Selection, sop_code: str, sop_version: int, unit_position: int | None
) -> pd.DataFrame | None:
    """What each role recorded. `judged_rate` = on time ÷ recorded with a fixed standard, with its interval."""
    if not reader.has("rpt_sop_roles"):
        return None
    frame = reader.frame("sop_by_role", months, sop_code=sop_code, sop_version=sop_version, unit_position=unit_position)
    return with_judged_rate(frame)


def measured(reader: Reader, selection: Selection, sop_code: str, sop_version: int) -> pd.DataFrame | None:
    """Steps of spans judged one by one in measurement weeks; None when there was no such week."""
    if not reader.has("rpt_sop_measured_steps"):
        return None
    frame = with_intervals(
        with_rates(reader.frame("measured_steps", selection, sop_code=sop_code, sop_version=sop_version))
    )
    return None if frame.empty else frame


def with_judged_rate(frame: pd.DataFrame) -> pd.DataFrame:
    """For figures that have no `expected`: the share on time of what was recorded and has a fixed standard."""
    rated = frame.copy()
    rated["on_time_rate"] = [ratio(n, d) for n, d in zip(rated["on_time"], rated["timed"], strict=True)]
    rated["judged_rate"] = [ratio(n, d) for n, d in zip(rated["on_time"], rated["judged"], strict=True)]
    return with_intervals(rated, denominator="judged")
