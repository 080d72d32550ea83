"""The papers that cases must have: how many are complete, what is owed now and how old that is.

Counts are of cases opened in the period, as every figure of a case is; what is owed is owed now, whenever it began.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings.buckets import course, every_bucket, fitting_bucket
from dashboards.readings.headline import Figure
from dashboards.readings.rates import ratio
from dashboards.readings.reader import Reader
from warehouse.clock import local_day

MART = "rpt_documents"
FINDINGS = ("missing", "unsigned", "inconsistent")
STATES = ("complete", *FINDINGS, "excepted", "not_due")
"""Of a paper that is required: exactly one of them."""
AGES: tuple[tuple[int, int | None], ...] = ((0, 1), (2, 3), (4, 7), (8, 14), (15, 30), (31, None))
"""Days that a finding is old, as they are drawn: first and last day of a bar."""


@dataclass(frozen=True)
class Documents:
    required: Figure
    complete: Figure
    missing: Figure
    unsigned: Figure
    inconsistent: Figure
    excepted: int
    not_due: int

    @property
    def is_empty(self) -> bool:
        return not self.required.value


def documents(reader: Reader, selection: Selection) -> Documents:
    now, then = _totals(reader, selection), _totals(reader, selection.previous)
    drawn = by_time(reader, selection, "day" if fitting_bucket(selection.period) == "day" else "week", None)

    def count(name: str) -> Figure:
        return Figure(name, now[name], then[name], None, None, course(drawn, name))

    rates = [ratio(done, asked) for done, asked in zip(drawn["complete"], drawn["required"], strict=True)]
    complete = Figure(
        "complete_rate", ratio(now["complete"], now["required"]), ratio(then["complete"], then["required"]),
        now["complete"], now["required"], rates if any(rate is not None for rate in rates) else [],
    )  # fmt: skip
    return Documents(
        count("required"), complete, count("missing"), count("unsigned"), count("inconsistent"), now["excepted"],
        now["not_due"],
    )  # fmt: skip


def _totals(reader: Reader, selection: Selection) -> dict[str, int]:
    found = by_kind(reader, selection)
    return {name: int(found[name].sum()) for name in ("required", *STATES)}


def by_kind(reader: Reader, selection: Selection) -> pd.DataFrame:
    """SOP × document kind; with `complete_rate`, NaN where nothing was required."""
    found = reader.frame("documents_by_kind", selection)
    found["complete_rate"] = found["complete"] / found["required"].where(found["required"] > 0)
    return found


def by_time(reader: Reader, selection: Selection, bucket: str, sop_code: str | None) -> pd.DataFrame:
    """The same counts by the day, week or month in which the case opened."""
    return every_bucket(reader.frame("documents_by_bucket", selection, bucket=bucket, sop_code=sop_code), bucket)


def owed(reader: Reader, selection: Selection, places: Places, sites: dict[str, str]) -> pd.DataFrame:
    """What is owed now, oldest first. `sites`: site id → name, for papers that are owed by one site."""
    question = ("owed", selection, places, tuple(sites.items()))
    return reader.derived(question, lambda: _owed(reader.frame("documents_owed", selection), places, sites))


def _owed(found: pd.DataFrame, places: Places, sites: dict[str, str]) -> pd.DataFrame:
    found["due_on"] = [
        pd.NaT if pd.isna(due_at) else last_day_for(due_at.to_pydatetime(), places.zone(agency))
        for due_at, agency in zip(found["due_at"], found["agency"], strict=True)
    ]
    found["point_name"] = [places.point_name(code) for code in found["service_point"]]
    found["site_name"] = [sites.get(str(site), "") for site in found["site_id"]]
    found["paper"] = found["case_id"] + ":" + found["document_kind"]
    return found


def last_day_for(due_at: datetime, zone: str) -> date:
    """A deadline is the moment at which a day ends; people name the day, on the agency's own clock."""
    return local_day(due_at - timedelta(microseconds=1), zone)


def owed_now(reader: Reader, selection: Selection) -> Figure:
    """How many papers are owed: `part` is the age of the oldest in days. It has no period before: it is now."""
    found = reader.sums("documents_owed_sum", selection)
    return Figure("papers_owed", found["papers"], None, found["oldest_days"], None, [])


def picked(found: pd.DataFrame, sop_code: str | None, finding: str | None) -> pd.DataFrame:
    """Those of one SOP, and of one finding; None: of all."""
    kept = found
    if sop_code is not None:
        kept = kept[kept["sop_code"] == sop_code]
    if finding is not None:
        kept = kept[kept["status"] == finding]
    return kept.reset_index(drop=True)


def ages(found: pd.DataFrame) -> pd.DataFrame:
    """How many papers are owed for how many days: a row for each class, a column for each finding."""
    rows = []
    for first, last in AGES:
        inside = found["age_days"] >= first
        if last is not None:
            inside &= found["age_days"] <= last
        counts = found.loc[inside, "status"].value_counts()
        rows.append((first, last, int(inside.sum()), *(int(counts.get(finding, 0)) for finding in FINDINGS)))
    return pd.DataFrame(rows, columns=["first", "last", "papers", *FINDINGS])
