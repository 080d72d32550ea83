"""The satisfaction survey (SKM): index, grade, the nine elements, and how many of the visitors answered.

An index over several places or periods is that of their forms together, never the mean of indexes. Answers of fewer than
FEW people are counted and not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from dashboards.code_names import place_in_order
from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings.buckets import every_bucket
from dashboards.readings.rates import ratio
from dashboards.readings.reader import Reader
from warehouse.rules.satisfaction import ELEMENTS, FEW, grade, ikm, sample_needed

MART = "rpt_satisfaction"
SCORES = (1, 2, 3, 4)
DIMENSIONS = ("sex", "age_class", "education", "occupation", "channel")


@dataclass(frozen=True)
class Satisfaction:
    """`elements`: one row each, in the regulation's order, with `nrr`; `previous_ikm` None: nobody or few answered then."""

    elements: pd.DataFrame
    respondents: int
    visits: int
    ikm: float | None
    previous_ikm: float | None
    previous_respondents: int

    @property
    def is_empty(self) -> bool:
        return not self.respondents

    @property
    def is_few(self) -> bool:
        return 0 < self.respondents < FEW

    @property
    def grade(self) -> str | None:
        return grade_of(self.ikm)

    @property
    def needed(self) -> int:
        """How many should answer (Krejcie–Morgan), when the visits of the period are the population."""
        return sample_needed(self.visits)

    @property
    def is_sample_met(self) -> bool:
        return 0 < self.needed <= self.respondents

    @property
    def weakest(self) -> pd.Series:
        return self.elements.sort_values("nrr", kind="stable").iloc[0]

    @property
    def strongest(self) -> pd.Series:
        return self.elements.sort_values("nrr", ascending=False, kind="stable").iloc[0]


def satisfaction(reader: Reader, selection: Selection) -> Satisfaction:
    elements, before = _elements(reader, selection), _elements(reader, selection.previous)
    respondents, then = _respondents(elements), _respondents(before)
    visits = reader.sums("visitor_totals", selection)["visits"]
    return Satisfaction(
        elements, respondents, visits, shown_ikm(int(elements["score_sum"].sum()), respondents),
        shown_ikm(int(before["score_sum"].sum()), then), then,
    )  # fmt: skip


def shown_ikm(score_sum: int, respondents: int) -> float | None:
    """None when nobody answered, or so few that they could be recognised."""
    return float(ikm(score_sum, respondents)) if respondents >= FEW else None


def grade_of(index: float | None) -> str | None:
    return None if index is None or index != index else grade(Decimal(str(index)))


def by_time(reader: Reader, selection: Selection, bucket: str) -> pd.DataFrame:
    """Respondents and index by day, week or month; no index where few answered."""
    return _with_index(every_bucket(reader.frame("satisfaction_by_bucket", selection, bucket=bucket), bucket))


def by_point(reader: Reader, selection: Selection, places: Places) -> pd.DataFrame:
    """Respondents, the sample its visits ask for, index and grade of each service point with visits or answers."""
    found = reader.frame("satisfaction_by_point", selection)
    visits = reader.frame("visitors_by_point", selection)[["agency", "service_point", "visits"]]
    both = found.merge(visits[visits["visits"] > 0], on=["agency", "service_point"], how="outer")
    for name in ("respondents", "score_sum", "visits"):
        both[name] = both[name].fillna(0).astype(int)
    both["needed"] = [sample_needed(visits) for visits in both["visits"]]
    both["name"] = [places.point_name(code) for code in both["service_point"]]
    both["agency_name"] = [places.agency_name(code) for code in both["agency"]]
    return _with_index(both.sort_values(["agency", "service_point"], ignore_index=True))


def by_class(reader: Reader, selection: Selection, dimension: str) -> pd.DataFrame:
    """Respondents by what they said of themselves; what nobody said stands last."""
    found = reader.frame("survey_respondents", selection, dimension=dimension)
    whole = int(found["respondents"].sum())
    found["share"] = [ratio(count, whole) for count in found["respondents"]]
    ordered = dimension in ("age_class", "education")
    found["place"] = [place_in_order(dimension, value) if ordered else (0, "") for value in found["value"]]
    found["is_stated"] = found["value"].notna()
    return found.sort_values(
        ["is_stated", "place", "respondents"], ascending=[False, True, False], kind="stable", ignore_index=True
    ).drop(columns="place")


def _elements(reader: Reader, selection: Selection) -> pd.DataFrame:
    found = reader.frame("satisfaction_elements", selection)
    found["nrr"] = found["score_sum"] / found["respondents"]
    return found


def _respondents(elements: pd.DataFrame) -> int:
    """Every form scores all nine, so each row has them all."""
    return int(elements["respondents"].max()) if len(elements) == ELEMENTS else 0


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    pairs = zip(frame["score_sum"], frame["respondents"], strict=True)
    index = [shown_ikm(int(scores), int(respondents)) for scores, respondents in pairs]
    return frame.assign(
        ikm=pd.Series(index, index=frame.index, dtype=float), grade=[grade_of(value) or "" for value in index]
    )
