"""What a page is given: who looks, at what, read from one state of the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from dashboards.filters.period import months_touched
from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings.reader import Reader
from dashboards.wording import short_title
from warehouse.clock import local_day
from warehouse.identity.sessions import Session
from warehouse.settings import Settings

STALE_AFTER = timedelta(hours=26)
"""The nightly refresh runs in every agency's zone even when nothing happened; two hours are for a slow night."""


@dataclass(frozen=True)
class Freshness:
    """How far the figures reach: `as_of_at` is the last record of all nodes, `refreshed_at` when they were made."""

    refreshed_at: datetime
    as_of_at: datetime
    is_demo: bool

    def is_stale(self, now: datetime) -> bool:
        return now - self.refreshed_at > STALE_AFTER


@dataclass(frozen=True)
class View:
    settings: Settings
    reader: Reader
    places: Places
    selection: Selection
    steps: pd.DataFrame
    freshness: Freshness
    who: Session | None = None

    @property
    def zone(self) -> str:
        """The clock that is shown: of the agency picked, else of the first one."""
        return self.places.zone(self.selection.agencies[0])

    @property
    def sop_titles(self) -> dict[str, str]:
        """SOP code → its title, in book order."""
        latest = self.steps.drop_duplicates("sop_code", keep="last").sort_values("book_order", kind="stable")
        return {code: short_title(title) for code, title in zip(latest["sop_code"], latest["title"], strict=True)}

    @property
    def months(self) -> Selection:
        """The whole months that the period touches: what the marts keep by month only covers them."""
        return self.selection.over(months_touched(self.selection.period))

    @property
    def agencies(self) -> Selection:
        """The agencies picked, whole: what is the agency's is not cut to one of its service points."""
        return Selection(self.selection.agencies, None, self.selection.period)

    @property
    def today(self) -> dict[str, date]:
        """The local day of each agency on which its records end."""
        return {
            agency: local_day(self.freshness.as_of_at, self.places.zone(agency)) for agency in self.selection.agencies
        }


def freshness(reader: Reader) -> Freshness | None:
    """None before the first refresh."""
    row = reader.row("freshness")
    if row is None or pd.isna(row["refreshed_at"]):
        return None
    refreshed_at = row["refreshed_at"].to_pydatetime()
    reached = refreshed_at if pd.isna(row["as_of_at"]) else row["as_of_at"].to_pydatetime()
    return Freshness(refreshed_at, reached, bool(row["is_demo"]))
