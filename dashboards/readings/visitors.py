"""The visitors page: guest-book registrations by time, class and place; what is counted apart stays apart."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboards.code_names import place_in_order
from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings.buckets import course, every_bucket, fitting_bucket
from dashboards.readings.headline import Figure
from dashboards.readings.rates import ratio
from dashboards.readings.reader import Reader

MEMBER_MART, GROUP_MART = "rpt_member_returns", "rpt_group_visitors"
ORDERED = ("age_class", "education")


@dataclass(frozen=True)
class Visitors:
    """`unique_members` has no value when this serving file cannot tell."""

    visits: Figure
    unique_members: Figure
    group_heads: Figure
    per_day: Figure
    room_visits: Figure
    outreach_visitors: int
    member_visits: int

    @property
    def is_empty(self) -> bool:
        return not self.visits.value and not self.room_visits.value and not self.outreach_visitors


def visitors(reader: Reader, selection: Selection) -> Visitors:
    now, then = reader.sums("visitor_totals", selection), reader.sums("visitor_totals", selection.previous)
    drawn = every_bucket(by_time(reader, selection, "day"), "day")
    drawn = drawn if fitting_bucket(selection.period) == "day" else by_time(reader, selection, "week")
    days = len(_days_with_visits(reader, selection))
    days_before = len(_days_with_visits(reader, selection.previous))

    def count(name: str) -> Figure:
        return Figure(name, now[name], then[name], None, None, course(drawn, name))

    return Visitors(
        visits=count("visits"),
        unique_members=Figure(
            "unique_members", _members(reader, selection), _members(reader, selection.previous), None, None, []
        ),
        group_heads=count("group_heads"),
        per_day=Figure(
            "per_day", ratio(now["visits"], days), ratio(then["visits"], days_before), now["visits"], days, []
        ),
        room_visits=count("room_visits"),
        outreach_visitors=now["outreach_visitors"],
        member_visits=now["member_visits"],
    )


def _members(reader: Reader, selection: Selection) -> int | None:
    return reader.sums("unique_members", selection)["unique_members"] if reader.has(MEMBER_MART) else None


def _days_with_visits(reader: Reader, selection: Selection) -> pd.DataFrame:
    days = reader.frame("visitors_by_bucket", selection, bucket="day")
    return days[days["visits"] > 0]


def by_time(reader: Reader, selection: Selection, bucket: str) -> pd.DataFrame:
    """Visits by day, week or month: members, guests and people in groups add up to them."""
    return every_bucket(reader.frame("visitors_by_bucket", selection, bucket=bucket), bucket)


def by_class(reader: Reader, selection: Selection, dimension: str) -> pd.DataFrame:
    """Visits by the values of one dimension, with each one's share; what nobody stated stands last."""
    found = reader.frame("visitors_by_class", selection, dimension=dimension)
    found["is_stated"] = found["value"].notna()
    found["place"] = [place_in_order(dimension, value) if dimension in ORDERED else (0, "") for value in found["value"]]
    found = found.sort_values(
        ["is_stated", "place", "visits"], ascending=[False, True, False], kind="stable", ignore_index=True
    )
    whole = int(found["visits"].sum())
    found["share"] = [ratio(visits, whole) for visits in found["visits"]]
    return found.drop(columns="place")


def by_point(reader: Reader, selection: Selection, places: Places) -> pd.DataFrame:
    found = reader.frame("visitors_by_point", selection)
    if reader.has(MEMBER_MART):
        members = reader.frame("unique_members_by_point", selection)
        found = found.merge(members, on=["agency", "service_point"], how="left")
        found["unique_members"] = found["unique_members"].fillna(0).astype(int)
    else:
        found["unique_members"] = None
    found["agency_name"] = [places.agency_name(code) for code in found["agency"]]
    found["name"] = [places.point_name(code) for code in found["service_point"]]
    return found


def group_classes(reader: Reader, selection: Selection) -> pd.DataFrame | None:
    """People in groups by what was counted of them; None when this serving file does not have it."""
    if not reader.has(GROUP_MART):
        return None
    found = reader.frame("group_classes", selection)
    order = {name: place for place, name in enumerate(("sex", "age_class", "occupation", "education"))}
    found["place"] = [
        (order.get(dimension, 9), *place_in_order(dimension, value))
        if dimension in ORDERED
        else (order.get(dimension, 9),)
        for dimension, value in zip(found["dimension"], found["value"], strict=True)
    ]
    return found.sort_values(["place"], kind="stable", ignore_index=True).drop(columns="place")


def data(reader: Reader, selection: Selection, bucket: str, places: Places) -> pd.DataFrame:
    """Every class of every bucket, latest first: the table that a statistician asks for."""
    found = reader.frame("visitor_data", selection, bucket=bucket)
    found["name"] = [places.point_name(code) for code in found["service_point"]]
    return found
