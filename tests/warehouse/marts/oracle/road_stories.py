"""Made-up trips: cases of the road with their steps, copies that move at sites, and papers right, wrong or forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import hypothesis.strategies as st

from tests.landing import uid
from tests.warehouse.marts.oracle.documents import SIGNED_BY
from tests.warehouse.marts.oracle.draws import agencies, wall_clocks
from tests.warehouse.marts.oracle.facts import Facts
from tests.warehouse.marts.oracle.stories import EVENT, Teller
from tests.warehouse.marts.oracle.trips import Trips

SERVICES = (
    "school_drop",
    "worship_drop",
    "household_drop",
    "mobile_library",
    "smart_motorcycle",
    "anter_koper",
    "anter_koper",
)
DROPS = ("school_drop", "worship_drop", "household_drop")
OF_SITES = ("handover_ba", "return_ba", "loan_evidence")
MOVES = ("hand_over", "hand_over", "take_back", "take_back", "roll_over", "lost")

MOVE = st.tuples(st.integers(0, 1), st.sampled_from(MOVES), st.integers(-30, 60))
PAPER = st.fixed_dictionaries(
    {
        "which": st.integers(0, 6), "site": st.integers(0, 2), "after": st.sampled_from([30, 200, 700, 3000]),
        "listed": st.sampled_from(["right", "right", "right", "short", "extra"]),
        "unsigned": st.sampled_from([0, 0, 0, 1, 2]), "void": st.sampled_from([False, False, False, True]),
    }
)  # fmt: skip
TRIP = st.fixed_dictionaries(
    {
        "agency": agencies, "when": wall_clocks(), "service": st.sampled_from(SERVICES), "sites": st.integers(1, 2),
        "moves": st.lists(MOVE, max_size=6), "events": st.lists(EVENT, min_size=16, max_size=16),
        "papers": st.lists(PAPER, max_size=8), "conditions": st.integers(0, 7),
        "finished": st.sampled_from([None, 240, 240, 2000]),
        "cancelled": st.sampled_from([None, None, None, None, "before", "on the way"]),
        "excused": st.sampled_from([None, None, None, "all", 0, 1, 2]), "last_seen_days": st.sampled_from([0, 0, 1, 2, 5]),
        "closed": st.booleans(),
    }
)  # fmt: skip


def drive(teller: Teller, drawn: dict[str, Any]) -> None:
    """One trip of one service, written down as facts."""
    facts, agency, when, service = teller.facts, drawn["agency"], drawn["when"], drawn["service"]
    case, trip, asked = facts.id("case"), facts.id("trip"), service == "anter_koper"
    sites = [facts.id("site") for _ in range(1 if asked else drawn["sites"])]
    facts.add("trips", agency, when, trip_id=trip, service=service, planned_on=when.date())
    facts.add("cases", agency, when, case_id=case, sop_code=service, visit_id=None)
    for order, site in enumerate(sites, 1):
        facts.add(
            "trip_stops", agency, when, trip_id=trip, site_id=site, visit_order=order, case_id=case if asked else None
        )
    if not asked:
        facts.add("trip_cases", agency, when, case_id=case, trip_id=trip)
    if drawn["cancelled"] != "before":
        facts.add("trip_starts", agency, when, trip_id=trip)
    if drawn["cancelled"]:
        facts.add("trip_cancellations", agency, when, trip_id=trip)
    holding = _conditions(teller, drawn, case)
    teller.steps(agency, case, service, when, drawn["events"])
    if drawn["cancelled"] != "before":
        _carry(facts, drawn, trip, case, sites, holding)
        if drawn["finished"] is not None:
            facts.add("trip_finishes", agency, when + timedelta(minutes=drawn["finished"]), trip_id=trip)
    for number, paper in enumerate(drawn["papers"]):
        _paper(teller, drawn, paper, trip, case, sites, number)
    if drawn["excused"] is not None:
        units = [step.unit for step in teller.catalogue.versions_of(service)[0].documents]
        unit = None if drawn["excused"] == "all" else units[drawn["excused"] % len(units)]
        facts.add("case_exceptions", agency, when, case_id=case, deviation="document", unit_position=unit)
    if drawn["closed"]:
        facts.add("case_closings", agency, when + timedelta(minutes=900), case_id=case, outcome="done")
    facts.add(
        "visits",
        agency,
        when + drawn.get("last_seen", timedelta(days=drawn["last_seen_days"])),
        visit_id=facts.id("visit"),
        head_count=1,
    )


def _conditions(teller: Teller, drawn: dict[str, Any], case: str) -> set[str]:
    """Most conditions hold by what happened; some are drawn."""
    sop = teller.catalogue.versions_of(drawn["service"])[0]
    named = sorted({unit.condition for unit in sop.units if unit.condition})
    moves = {move for _site, move, _after in drawn["moves"]}
    holding = {name for number, name in enumerate(named) if drawn["conditions"] >> number & 1}
    if drawn["service"] in DROPS:
        holding |= {"taken_back"} if moves & {"take_back", "lost"} else set()
    for name in sorted(holding):
        teller.facts.add("case_conditions", drawn["agency"], drawn["when"], case_id=case, condition=name)
    return holding


def _carry(facts: Facts, drawn: dict[str, Any], trip: str, case: str, sites: list[str], holding: set[str]) -> None:
    """Copies are loaded, then moved at the sites in the order of time; a copy keeps one place at a time."""
    agency, when = drawn["agency"], drawn["when"]
    aboard = [facts.id("copy") for _ in range(3)]
    lying = {site: [facts.id("copy") for _ in range(3)] for site in sites}

    def move(kind: str, copy: str, at: datetime, places: tuple[str, str], ends: tuple[str | None, str | None]) -> None:
        facts.add(
            "copy_moves", agency, at, move=kind, copy_id=copy, title_id=uid("title"), from_place=places[0],
            to_place=places[1], trip_id=trip, from_site_id=ends[0], to_site_id=ends[1], case_id=case,
        )  # fmt: skip

    for copy in aboard:
        move("load", copy, when - timedelta(minutes=40), ("shelf", "trip"), (None, None))
    ordered = sorted(enumerate(drawn["moves"]), key=lambda pair: pair[1][2])
    for number, (which, kind, after) in ordered:
        site, at = sites[which % len(sites)], when + timedelta(minutes=after, seconds=number)
        other = next((name for name in sites if name != site), None)
        if kind == "hand_over" and aboard:
            copy = aboard.pop()
            lying[site].append(copy)
            move(kind, copy, at, ("trip", "site"), (None, site))
        elif kind == "take_back" and lying[site]:
            copy = lying[site].pop(0)
            aboard.insert(0, copy)
            move(kind, copy, at, ("site", "trip"), (site, None))
        elif kind == "lost" and lying[site]:
            move(kind, lying[site].pop(0), at, ("site", "lost"), (site, None))
        elif kind == "roll_over" and lying[site] and other:
            copy = lying[site].pop(0)
            lying[other].append(copy)
            move(kind, copy, at, ("site", "site"), (site, other))


def _paper(
    teller: Teller, drawn: dict[str, Any], paper: dict[str, Any], trip: str, case: str, sites: list[str], number: int
) -> None:
    facts, agency = teller.facts, drawn["agency"]
    kinds = [step.required_document for step in teller.catalogue.versions_of(drawn["service"])[0].documents]
    kind, document = kinds[paper["which"] % len(kinds)], facts.id("document")
    at = drawn["when"] + timedelta(minutes=paper["after"], seconds=number)
    about = [*sites, None][paper["site"] % (len(sites) + 1)] if kind in OF_SITES else None
    facts.add(
        "documents", agency, at, document_id=document, case_id=case, document_kind=kind, node="pusat",
        document_year=at.year, serial=number + 1, trip_id=trip, site_id=about, dated_on=at.date(),
    )  # fmt: skip
    listed = _scanned(facts, case, kind, about, trip) if kind in (*OF_SITES, "stock_ba") else []
    listed = {"short": listed[1:], "extra": [*listed, facts.id("copy")]}.get(paper["listed"], listed)
    for copy in listed:
        facts.add("document_copies", agency, at, document_id=document, copy_id=copy)
    parties = sorted(SIGNED_BY.get(str(kind), set()))
    for party in parties[paper["unsigned"] :]:
        facts.add("document_signatures", agency, at, document_id=document, party=party, way="pin")
    if paper["void"]:
        facts.add("document_voids", agency, at + timedelta(minutes=5), document_id=document)


def _scanned(facts: Facts, case: str, kind: str, site: str | None, trip: str) -> list[str]:
    """About what a right list holds: what moved at the site, or is aboard after all moves."""
    moves = Trips(facts).moved(case)
    if kind == "stock_ba":
        place = {m.copy: m.to_place for m in moves}
        return [copy for copy, at in place.items() if at == "trip"]
    if kind == "return_ba":
        return list({m.copy: 0 for m in moves if m.move in ("take_back", "roll_over") and site in (None, m.from_site)})
    return list({m.copy: 0 for m in moves if m.move in ("hand_over", "roll_over") and site in (None, m.to_site)})
