"""The circulation page: lendings with renewals and uses in the building beside them, and how far the collection is used.

The mart knows agencies, not service points. Turnover and the unused share stand on the copies that could be lent at the
end of the month in which the period ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.readings.buckets import course, every_bucket, fitting_bucket
from dashboards.readings.headline import Figure
from dashboards.readings.rates import ratio
from dashboards.readings.reader import Reader

FLOWS = ["loans", "renewals", "returns", "overdue_returns", "in_house_uses"]
HELD = ["lendable_copies", "unused_copies"]


@dataclass(frozen=True)
class CollectionUse:
    """How far the copies that may be lent were lent; `held_in` is the month whose end counts, None without holdings."""

    loans: int
    lendable_copies: int
    unused_copies: int
    held_in: date | None

    @property
    def turnover(self) -> float | None:
        return ratio(self.loans, self.lendable_copies)

    @property
    def unused_share(self) -> float | None:
        return ratio(self.unused_copies, self.lendable_copies)


@dataclass(frozen=True)
class Circulation:
    loans: Figure
    returns: Figure
    overdue_share: Figure
    renewals: Figure
    in_house_uses: Figure
    use: CollectionUse
    use_before: CollectionUse

    @property
    def is_empty(self) -> bool:
        flows = (self.loans, self.returns, self.renewals, self.in_house_uses)
        return not any(figure.value for figure in flows) and not self.use.lendable_copies


def circulation(reader: Reader, selection: Selection) -> Circulation:
    now, then = reader.sums("loans", selection), reader.sums("loans", selection.previous)
    drawn = by_time(reader, selection, "day" if fitting_bucket(selection.period) == "day" else "week")

    def count(name: str) -> Figure:
        return Figure(name, now[name], then[name], None, None, course(drawn, name))

    return Circulation(
        loans=count("loans"),
        returns=count("returns"),
        overdue_share=Figure(
            "overdue_share",
            ratio(now["overdue_returns"], now["returns"]),
            ratio(then["overdue_returns"], then["returns"]),
            now["overdue_returns"],
            now["returns"],
            [],
        ),
        renewals=count("renewals"),
        in_house_uses=count("in_house_uses"),
        use=_use(reader, selection, now["loans"]),
        use_before=_use(reader, selection.previous, then["loans"]),
    )


def _use(reader: Reader, selection: Selection, loans: int) -> CollectionUse:
    held = reader.frame("holdings", selection)
    held_in = pd.to_datetime(held["held_in"]).max().date() if len(held) else None
    return CollectionUse(loans, int(held["lendable_copies"].sum()), int(held["unused_copies"].sum()), held_in)


def by_time(reader: Reader, selection: Selection, bucket: str) -> pd.DataFrame:
    return every_bucket(reader.frame("circulation_by_bucket", selection, bucket=bucket), bucket)


def by_class(reader: Reader, selection: Selection, *columns: str) -> pd.DataFrame:
    """Flows and holdings by `columns` (collection, ddc_class or both), classes without a loan included."""
    cell = ["agency", "collection", "ddc_class"]
    flows = reader.frame("circulation_by_class", selection)
    held = reader.frame("holdings", selection).drop(columns="held_in")
    cells = flows.merge(held, on=cell, how="outer")
    counts = [*FLOWS, *HELD]
    cells[counts] = cells[counts].fillna(0).astype(int)
    sums = cells.groupby(list(columns), as_index=False, dropna=False)[counts].sum()
    lendable = sums["lendable_copies"].astype(float).replace(0.0, np.nan)
    sums["collection_turnover"] = sums["loans"] / lendable
    sums["unused_share"] = sums["unused_copies"] / lendable
    return sums.sort_values(list(columns), ignore_index=True)
