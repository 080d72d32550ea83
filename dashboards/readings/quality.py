"""What the checks say of records and figures: what is broken now, since when, whose it is, and its course by day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.readings.reader import Reader
from warehouse.clock import local_day
from warehouse.i18n import language

MARTS = ("rpt_checks", "rpt_check_findings", "rpt_check_history")


@dataclass(frozen=True)
class Quality:
    """`verdicts`: every expectation that was judged; `broken`: those that do not hold, the gravest and oldest first."""

    verdicts: pd.DataFrame
    broken: pd.DataFrame

    @property
    def judged(self) -> int:
        return len(self.verdicts)

    @property
    def holds(self) -> int:
        return self.judged - len(self.broken)

    @property
    def critical(self) -> int:
        return int((self.broken["severity"] == "critical").sum())

    @property
    def warnings(self) -> int:
        return len(self.broken) - self.critical

    @property
    def violations(self) -> int:
        return int(self.broken["violations"].sum())

    @property
    def checked_at(self) -> datetime | None:
        """When something was looked at last."""
        moment = self.verdicts["checked_at"].max()
        return None if pd.isna(moment) else moment.to_pydatetime()

    @property
    def is_empty(self) -> bool:
        return self.verdicts.empty


def is_there(reader: Reader) -> bool:
    return all(reader.has(mart) for mart in MARTS)


def quality(reader: Reader, selection: Selection, zone: str, now: datetime) -> Quality:
    found = reader.frame("quality_verdicts", selection, language=language())
    found["check"] = found["table_name"] + ":" + found["expectation"]
    verdicts = found[found["status"] != "not_judged"].reset_index(drop=True)
    broken = verdicts[verdicts["status"] == "broken"].copy()
    today = local_day(now, zone)
    broken["age_days"] = [(today - local_day(since.to_pydatetime(), zone)).days for since in broken["since_at"]]
    broken = broken.sort_values(["severity", "since_at", "check"], kind="stable", ignore_index=True)
    return Quality(verdicts, broken)


def looked_over(selection: Selection, records_end: date, today: date) -> Selection:
    """The days of looking: a period that reaches to the last record reaches to today, since checks look after that."""
    period = selection.period
    return selection if period.last < records_end else selection.over(replace(period, last=max(period.last, today)))


def by_day(reader: Reader, selection: Selection) -> pd.DataFrame:
    """Broken expectations by severity and rows that broke one, on the days of the period on which checks ran."""
    return reader.frame("quality_by_day", selection)


def course(reader: Reader, selection: Selection, check: str) -> pd.DataFrame:
    """Rows that broke one expectation (`table:expectation`), day by day."""
    table_name, _colon, expectation = check.partition(":")
    return reader.frame("quality_course", selection, table_name=table_name, expectation=expectation)
