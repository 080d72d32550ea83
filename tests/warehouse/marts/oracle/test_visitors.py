"""Visitors: the marts and the second implementation agree on any history of guest books."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from tests.landing import uid
from tests.warehouse.marts.oracle import visitors as oracle
from tests.warehouse.marts.oracle.agreement import assert_agree, figures, summed
from tests.warehouse.marts.oracle.draws import agencies, few, maybe, wall_clocks
from tests.warehouse.marts.oracle.examples import few_examples
from tests.warehouse.marts.oracle.facts import Facts, POINTS
from tests.warehouse.marts.oracle.measured import measured

PLACE = ("agency", "service_point", "grain", "period_start")
MARTS = ("rpt_visitors", "rpt_visits_by_hour", "rpt_group_visitors")

CLASSES = st.fixed_dictionaries(
    {
        "sex": maybe("L", "P"),
        "age_class": maybe("16–18"),
        "occupation": maybe("Pelajar"),
        "education": maybe("SMA"),
        "purpose": maybe("Membaca", "Penelitian"),
    }
)
VISIT = st.fixed_dictionaries(
    {
        "agency": agencies,
        "point": st.integers(0, 1),
        "when": wall_clocks(),
        "classes": CLASSES,
        "kind": st.sampled_from(["member", "member", "guest", "group"]),
        "member": few,
        "heads": st.integers(1, 40),
        "cancelled": st.sampled_from([False, False, False, True]),
        "room": st.booleans(),
        "girls": st.integers(0, 40),
    }
)
STOP = st.tuples(agencies, wall_clocks(), CLASSES, st.integers(1, 50))


def history(visits: list[dict[str, Any]], stops: list[tuple[str, datetime, dict[str, Any], int]]) -> Facts:
    facts = Facts()
    for drawn in visits:
        agency, when, kind, visit = drawn["agency"], drawn["when"], drawn["kind"], facts.id("visit")
        place = {"service_point": POINTS[agency][drawn["point"]]}
        member = uid(f"{agency} {drawn['member']}") if kind == "member" else None
        who = {"visitor_type": kind, "member_key": member} | place | drawn["classes"]
        facts.add("visits", agency, when, visit_id=visit, head_count=drawn["heads"] if kind == "group" else 1, **who)
        if drawn["room"]:
            facts.add("room_visits", agency, when, visit_id=visit, room="reference", **who)
        if kind == "group" and drawn["girls"]:
            counted = {"dimension": "sex", "value": "P", "heads": min(drawn["girls"], drawn["heads"])}
            facts.add("group_counts", agency, when, visit_id=visit, **place, **counted)
        if drawn["cancelled"]:
            facts.add("visit_cancellations", agency, when, visit_id=visit, **place)
    for agency, when, classes, heads in stops:
        people = {name: value for name, value in classes.items() if name != "purpose"}
        facts.add("outreach_visits", agency, when, heads=heads, **people)
    return facts


def check(
    visits: list[dict[str, Any]], stops: list[tuple[str, datetime, dict[str, Any], int]], batches: int = 1
) -> None:
    facts = history(visits, stops)
    marts = measured(facts, MARTS, batches=batches)
    classes = ("visitor_type", *oracle.CLASSES, "purpose")
    rows = marts["rpt_visitors"]
    counted = ("visits", "unique_members", "group_heads")
    assert_agree(figures(rows, (*PLACE, *classes), counted), oracle.visits(facts), "visits")
    assert_agree(summed(rows, (*PLACE, *classes), ["room_visits"]), oracle.room_visits(facts), "room visits")
    found = summed(rows, (*PLACE, *oracle.CLASSES), ["outreach_visitors"])
    assert_agree(found, oracle.outreach_visitors(facts), "outreach visitors")
    hours = figures(
        marts["rpt_visits_by_hour"], ("agency", "service_point", "period_start", "weekday", "hour"), ["visits"]
    )
    assert_agree(hours, oracle.by_hour(facts), "visits by hour")
    groups = figures(marts["rpt_group_visitors"], (*PLACE, "dimension", "value"), ["heads"])
    assert_agree(groups, oracle.group_visitors(facts), "groups by class")


VISITS, STOPS = st.lists(VISIT, min_size=8, max_size=40), st.lists(STOP, max_size=6)


@given(VISITS, STOPS)
@few_examples
def test_visitors(visits: list[Any], stops: list[Any]) -> None:
    check(visits, stops)
