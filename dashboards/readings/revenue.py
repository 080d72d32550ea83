"""The revenue page: flows of the period, balances at its end, and the two identities that join them.

charged − received − waived = owed; received − deposited = not yet deposited. Over a period both begin with the balance
of the day before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings.buckets import course, every_bucket, fitting_bucket
from dashboards.readings.headline import Figure
from dashboards.readings.reader import Reader

MART = "rpt_revenue"
FLOWS = ["charged_idr", "received_idr", "waived_idr", "deposited_idr"]
BALANCES = ["outstanding_idr", "undeposited_idr"]
CELL = ["agency", "service_point", "revenue_kind"]


@dataclass(frozen=True)
class Identities:
    """The sums of the period with the balances before and after it."""

    owed_before_idr: int
    charged_idr: int
    received_idr: int
    waived_idr: int
    outstanding_idr: int
    held_before_idr: int
    deposited_idr: int
    undeposited_idr: int

    @property
    def owed_gap_idr(self) -> int:
        """Zero, or how far the balance owed is from what the flows say.

        What is owed belongs to the desk that charged it, so at one service point this is what was settled between desks.
        """
        return self.owed_before_idr + self.charged_idr - self.received_idr - self.waived_idr - self.outstanding_idr

    @property
    def held_gap_idr(self) -> int:
        return self.held_before_idr + self.received_idr - self.deposited_idr - self.undeposited_idr


@dataclass(frozen=True)
class Revenue:
    charged: Figure
    received: Figure
    waived: Figure
    deposited: Figure
    outstanding: Figure
    undeposited: Figure
    identities: Identities

    @property
    def is_empty(self) -> bool:
        return not any(
            figure.value
            for figure in (
                self.charged, self.received, self.waived, self.deposited, self.outstanding, self.undeposited
            )
        )  # fmt: skip


def revenue(reader: Reader, selection: Selection) -> Revenue:
    cells, cells_before = table(reader, selection), table(reader, selection.previous)
    now = {name: int(cells[name].sum()) for name in [*FLOWS, *BALANCES, "owed_before_idr", "held_before_idr"]}
    then = {name: int(cells_before[name].sum()) for name in [*FLOWS, *BALANCES]}
    bucket = "day" if fitting_bucket(selection.period) == "day" else "week"
    drawn = by_time(reader, selection, bucket)

    def sum_of(name: str) -> Figure:
        return Figure(name, now[name], then[name], None, None, course(drawn, name))

    return Revenue(
        charged=sum_of("charged_idr"),
        received=sum_of("received_idr"),
        waived=sum_of("waived_idr"),
        deposited=sum_of("deposited_idr"),
        outstanding=sum_of("outstanding_idr"),
        undeposited=sum_of("undeposited_idr"),
        identities=Identities(**now),
    )


def table(reader: Reader, selection: Selection) -> pd.DataFrame:
    """One row per agency, service point and kind: flows of the period, balances before and after it."""
    flows = reader.frame("revenue_flows", selection)
    after = reader.frame("revenue_balances", selection, at=selection.period.last)
    before = reader.frame("revenue_balances", selection, at=selection.period.first - timedelta(days=1))
    before = before.rename(columns={"outstanding_idr": "owed_before_idr", "undeposited_idr": "held_before_idr"})
    cells = flows.merge(after, on=CELL, how="outer").merge(before, on=CELL, how="outer")
    sums = [*FLOWS, *BALANCES, "owed_before_idr", "held_before_idr"]
    cells[sums] = cells[sums].fillna(0).astype("int64")
    return cells


def by_kind(reader: Reader, selection: Selection) -> pd.DataFrame:
    """Kinds of revenue, the largest received first."""
    cells = table(reader, selection).drop(columns=["agency", "service_point"])
    kinds = cells.groupby("revenue_kind", as_index=False).sum()
    return kinds.sort_values(["received_idr", "revenue_kind"], ascending=[False, True], ignore_index=True)


def by_point(reader: Reader, selection: Selection, places: Places) -> pd.DataFrame:
    """Service points: charged, received, waived and deposited where it happened."""
    cells = table(reader, selection).drop(columns="revenue_kind")
    points = cells.groupby(["agency", "service_point"], as_index=False).sum()
    points["agency_name"] = [places.agency_name(code) for code in points["agency"]]
    points["name"] = [places.point_name(code) for code in points["service_point"]]
    return points


def by_time(reader: Reader, selection: Selection, bucket: str) -> pd.DataFrame:
    """Flows by day, week or month, over all kinds."""
    found = reader.frame("revenue_by_bucket", selection, bucket=bucket)
    return every_bucket(found.groupby("bucket", as_index=False)[FLOWS].sum(), bucket)


def received_by_time(reader: Reader, selection: Selection, bucket: str, kinds: list[str]) -> pd.DataFrame:
    """What was received by day, week or month: a column for each of `kinds`, and `received_idr` for them together."""
    found = reader.frame("revenue_by_bucket", selection, bucket=bucket)
    wide = found.pivot_table(index="bucket", columns="revenue_kind", values="received_idr", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=kinds, fill_value=0).astype("int64")
    wide["received_idr"] = wide.sum(axis=1)
    return every_bucket(wide.reset_index(), bucket)
