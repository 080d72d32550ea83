"""Visitors, a second time: DOMAIN.md, "Figures", in plain Python."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.warehouse.marts.oracle.agreement import Figures
from tests.warehouse.marts.oracle.facts import day_of, Facts, periods_of, Row, wall_clock

CLASSES = ("sex", "age_class", "occupation", "education")


def standing_visits(facts: Facts) -> list[Row]:
    """Registrations less those made by mistake."""
    cancelled = {row["visit_id"] for row in facts.of("visit_cancellations")}
    return [row for row in facts.of("visits") if row["visit_id"] not in cancelled]


def heads(visit: Row) -> int:
    """A group is one registration and as many visits as it has heads."""
    return int(visit["head_count"]) if visit["visitor_type"] == "group" else 1


def visits(facts: Facts) -> Figures:
    """(agency, point, grain, period, visitor type, classes…, purpose) → visits, unique_members, group_heads."""
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: {"visits": 0, "unique_members": 0, "group_heads": 0})
    members: dict[Any, set[str]] = defaultdict(set)
    for row in standing_visits(facts):
        classes = (row["visitor_type"], *(row.get(name) for name in CLASSES), row.get("purpose"))
        for grain, first in periods_of(day_of(row)):
            at = (row["agency"], row["service_point"], grain, first, *classes)
            counts[at]["visits"] += heads(row)
            if row["visitor_type"] == "group":
                counts[at]["group_heads"] += heads(row)
            if row.get("member_key"):
                members[at].add(row["member_key"])
                counts[at]["unique_members"] = len(members[at])
    return dict(counts)


def room_visits(facts: Facts) -> Figures:
    """(agency, point, grain, period, visitor type, classes…, purpose) → room_visits, never added to visits."""
    standing = {row["visit_id"] for row in standing_visits(facts)}
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: {"room_visits": 0})
    for row in facts.of("room_visits"):
        if row.get("visit_id") is None or row["visit_id"] in standing:
            classes = (row["visitor_type"], *(row.get(name) for name in CLASSES), row.get("purpose"))
            for grain, first in periods_of(day_of(row)):
                counts[row["agency"], row["service_point"], grain, first, *classes]["room_visits"] += 1
    return dict(counts)


def outreach_visitors(facts: Facts) -> Figures:
    """(agency, point, grain, period, classes…) → outreach_visitors: heads of the visitors' books of the stops."""
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: {"outreach_visitors": 0})
    for row in facts.of("outreach_visits"):
        classes = tuple(row.get(name) for name in CLASSES)
        for grain, first in periods_of(day_of(row)):
            counts[row["agency"], row["service_point"], grain, first, *classes]["outreach_visitors"] += row["heads"]
    return dict(counts)


def by_hour(facts: Facts) -> Figures:
    """(agency, point, month, weekday from Monday = 1, hour) → visits."""
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: {"visits": 0})
    for row in standing_visits(facts):
        local = wall_clock(row["agency"], row["occurred_at"])
        month = local.date().replace(day=1)
        at = (row["agency"], row["service_point"], month, local.isoweekday(), local.hour)
        counts[at]["visits"] += heads(row)
    return dict(counts)


def group_visitors(facts: Facts) -> Figures:
    """(agency, point, grain, period, dimension, value) → heads."""
    standing = {row["visit_id"]: row for row in standing_visits(facts)}
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: {"heads": 0})
    for row in facts.of("group_counts"):
        if row["visit_id"] in standing:
            for grain, first in periods_of(day_of(row)):
                at = (row["agency"], row["service_point"], grain, first, row["dimension"], row["value"])
                counts[at]["heads"] += row["heads"]
    return dict(counts)
