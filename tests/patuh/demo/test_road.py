"""Outreach in the demo: every copy in one place, papers as the simulation meant them, something planned for every crew."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from patuh.demo.drawings import letter, photo, signature
from patuh.demo.ledger import Intended
from patuh.demo.regions import FILE, hours_to, is_overseas, regions
from patuh.demo.run import Plan
from patuh.demo.schedule import Ticket
from tests.patuh.demo.filled import Demo
from warehouse import documents
from warehouse.operations.verify import verify
from warehouse.rules.outreach import OFFICERS, PAPERS

pytestmark = pytest.mark.xdist_group("demo_road")
PLAN = Plan(days=37, visits=1, seed=3, last_day=date(2026, 10, 30))
SETTLED = PLAN.last_day - timedelta(days=6)  # papers of trips before it are all written, or never will be
COMPARED = {
    "handover_ba": ("to_site_id", "hand_over"),
    "loan_evidence": ("to_site_id", "hand_over"),
    "return_ba": ("from_site_id", "take_back"),
}


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    made = Demo(tmp_path_factory.mktemp("road") / "home", PLAN)
    yield made
    made.connection.close()


def test_the_records_of_the_road_are_whole(road: Demo) -> None:
    found = {finding.check: finding.count for finding in verify(road.connection, road.settings.landing)}
    assert found["journal"] == road.tally.total


def test_every_mobile_copy_is_in_one_place_and_none_has_vanished(road: Demo) -> None:
    """Following the moves from the shelf, each begins where the one before ended; the last agrees with the state."""
    moves = road.rows("SELECT copy_id, move, from_place, to_place FROM copy_moves ORDER BY txid")
    place: dict[Any, str] = {}
    for copy_id, move, source, target in moves:
        assert place.get(copy_id, "shelf") == source, move
        place[copy_id] = target
    state = dict(road.rows("SELECT copy_id, place FROM state_copy_places"))
    assert {copy: where for copy, where in place.items() if where in ("trip", "site")} == state
    mobile = dict(road.rows("SELECT copy_id, 1 FROM copies WHERE copy_no LIKE '_K%'"))
    assert place.keys() <= mobile.keys(), "the building's copies stay in the building"
    lost = {copy for copy, where in place.items() if where == "lost"}
    left = {copy for (copy,) in road.rows("SELECT copy_id FROM copy_withdrawals")} & mobile.keys()
    assert lost == left
    assert lost
    held = road.rows("SELECT copy_id FROM state_open_loans")
    held = [(copy,) for (copy,) in held if copy in mobile]
    assert {copy for (copy,) in held} == {copy for copy, where in place.items() if where == "member"}
    assert Counter(move for _, move, _, _ in moves).keys() == {
        "load", "unload", "hand_over", "take_back", "roll_over", "lend", "return", "lost",
    }  # fmt: skip


def test_loads_go_back_on_the_shelf_when_the_trip_is_over(road: Demo) -> None:
    aboard = road.rows(
        "SELECT count(*), count(f.trip_id) FROM state_copy_places p LEFT JOIN trip_finishes f USING (trip_id)"
        " WHERE p.place = 'trip' AND coalesce(f.occurred_at, now()) < ?", SETTLED,
    )  # fmt: skip
    assert aboard == [(0, 0)]


def status(road: Demo, paper: Intended) -> str:
    """What the records say of a paper: on file, signed by all it must bear, and listing what was scanned."""
    standing = road.rows(
        "SELECT d.document_id, d.trip_id, d.site_id FROM documents d LEFT JOIN sites s USING (site_id)"
        " WHERE d.case_id = ? AND d.document_kind = ? AND (? IS NULL OR s.site_no = ?)"
        " AND d.document_id NOT IN (SELECT document_id FROM document_voids) GROUP BY ALL",
        paper.case_id, paper.document_kind, paper.site_no, paper.site_no,
    )  # fmt: skip
    if not standing:
        return "missing"
    ((document_id, trip_id, site_id),) = standing
    if paper.document_kind in COMPARED:
        side, move = COMPARED[paper.document_kind]
        scanned = road.rows(SCANNED[side], trip_id, site_id, move)
        if set(road.rows("SELECT copy_id FROM document_copies WHERE document_id = ?", document_id)) != set(scanned):
            return "inconsistent"
    signed = {one for (one,) in road.rows("SELECT party FROM document_signatures WHERE document_id = ?", document_id)}
    return "complete" if PAPERS[paper.document_kind].parties <= signed else "unsigned"


SCANNED = {
    "to_site_id": "SELECT DISTINCT copy_id FROM copy_moves WHERE trip_id = ? AND to_site_id = ?"
    " AND move IN (?, 'roll_over')",
    "from_site_id": "SELECT DISTINCT copy_id FROM copy_moves WHERE trip_id = ? AND from_site_id = ?"
    " AND move IN (?, 'roll_over')",
}


def test_papers_are_as_the_simulation_meant_them(road: Demo) -> None:
    meant = [paper for paper in road.tally.papers if paper.on < SETTLED]
    wrong = [(paper, found) for paper in meant if (found := status(road, paper)) != paper.status]
    assert wrong == []
    fates = Counter(paper.fate for paper in road.tally.papers)
    assert fates.keys() == {"complete", "missing", "unsigned", "inconsistent", "void"}
    assert fates["complete"] > 0.75 * fates.total()


def test_a_void_paper_has_a_successor(road: Demo) -> None:
    void = road.one("SELECT count(*) FROM document_voids")
    assert void
    assert road.one("SELECT count(*) FROM documents d JOIN document_voids v ON v.document_id = d.successor_of") == void


def test_every_crew_has_a_trip_on_the_day_after_the_last(road: Demo) -> None:
    planned = road.rows("SELECT service FROM state_trips WHERE planned_on = ?", PLAN.last_day + timedelta(days=1))
    assert {service for (service,) in planned} == OFFICERS.keys()
    assert road.rows("SELECT 1 FROM state_trips WHERE started_at IS NOT NULL AND finished_at IS NULL"), (
        "one is still out"
    )


def test_trips_are_called_off_and_requests_are_declined_or_wait(road: Demo) -> None:
    assert road.one("SELECT count(*) FROM trip_cancellations") >= 2
    assert {decision for (decision,) in road.rows("SELECT decision FROM request_decisions")} == {"approved", "declined"}
    refused = road.tally.refused
    for rule in ("pin_is_right", "copy_is_on_the_vehicle"):
        assert refused[rule], refused


def test_accounts_that_sign_name_their_pin_in_the_marker_and_nobody_elses(road: Demo) -> None:
    accounts = json.loads(road.settings.demo_marker.read_text("utf-8"))
    named = {account["login"] for account in accounts if "pin" in account}
    set_by = road.rows("SELECT DISTINCT login FROM staff_pins JOIN staff_accounts USING (staff_key)")
    assert named <= {login for (login,) in set_by}
    assert {a["role"] for a in accounts if "pin" in a} == {*OFFICERS.values(), "section_head", "division_head"}


def test_pictures_on_papers_are_stored(road: Demo) -> None:
    seen = road.rows("SELECT DISTINCT picture_sha256 FROM signature_identities WHERE picture_sha256 IS NOT NULL")
    assert len(seen) > 5
    assert all(documents.read(road.settings, sha256) for (sha256,) in seen)


def test_sites_lie_in_regions_of_the_reference_file(road: Demo) -> None:
    reference = road.settings.home / "reference" / "regions.csv"
    with reference.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    codes = {row["code"] for row in rows}
    assert list(rows[0]) == ["code", "name", "level", "parent_code", "population", "latitude", "longitude"]
    assert {row["parent_code"] for row in rows if row["level"] == "district"} <= codes
    assert {code for (code,) in road.rows("SELECT DISTINCT region_code FROM sites")} <= codes
    assert road.one("SELECT count(DISTINCT site_no) FROM sites WHERE closed_on IS NOT NULL") >= 3
    kinds = {kind for (kind,) in road.rows("SELECT DISTINCT kind FROM sites")}
    assert {"school", "university", "institution", "orphanage", "worship", "household", "village"} <= kinds


def test_regions_across_the_sea_are_far() -> None:
    known = regions()
    assert reference_rows() == len(known)
    rote, kupang, dieng = known["53.14.03"], known["53.71.04"], known["33.07.13"]
    assert is_overseas(rote)
    assert not is_overseas(kupang)
    assert hours_to("NTT", rote.latitude, rote.longitude, True) > 4
    assert hours_to("NTT", kupang.latitude, kupang.longitude, False) < 1
    assert not is_overseas(dieng)


def reference_rows() -> int:
    return len(FILE.read_text("utf-8").splitlines()) - 1


def test_drawings_are_the_same_every_time() -> None:
    for drawn in (signature, letter, photo):
        assert drawn(2) == drawn(2)
        assert drawn(2) != drawn(3)
        assert drawn(2).startswith(b"\x89PNG")


def test_a_paper_made_anew_is_complete_in_the_end() -> None:
    case = Ticket(frozenset(), answered=True, data={"case_id": "x"})
    assert Intended(case, "stock_ba", None, "void", PLAN.last_day).status == "complete"
    assert Intended(case, "stock_ba", None, "unsigned", PLAN.last_day).status == "unsigned"
