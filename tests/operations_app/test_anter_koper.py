"""ANTER KOPER at the desk: the stages a request goes through, the times of its steps, its papers, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from operations_app.desk import anter_koper_acts as acts
from operations_app.desk.anter_koper import board, by_stage, working_time
from operations_app.desk.anter_koper_month import officers, schedule_carrier, trips_of_month, vehicles, weeks
from operations_app.desk.anter_koper_papers import copies_aboard, copies_at_site, missing_papers, papers_of
from operations_app.desk.cases import case_of
from tests.operations_app.anter_koper import furnish_road, HEAD_PIN, PIN, POINT, Road, SCAN
from tests.operations_app.library import Library, MONDAY
from warehouse.errors import Refused
from warehouse.operations.verify import verify


@pytest.fixture
def road(library: Library) -> Road:
    furnish_road(library)
    return Road(library)


def units(road: Road, case_id: str) -> dict[int, timedelta | None]:
    """Step → its duration; None when it was recorded without a beginning."""
    case = case_of(road.library.db, POINT, case_id)
    assert case is not None
    return {one.unit.position: one.elapsed for one in case.units if one.is_recorded}


def rule_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.rule


def test_every_step_row_is_reached_and_nothing_is_owed(road: Road) -> None:
    library = road.library
    case_id = road.ready()
    road.scheduled()
    carrier = schedule_carrier(library.db, POINT, MONDAY.date())
    assert carrier is not None
    assert (carrier.case_id, carrier.document_id) == (case_id, None)
    acts.publish_schedule(road.hand(), case_id, PIN)
    library.clock.forward(days=1)
    road.left(case_id, "C1a", "C2a")
    assert [copy for copy, _title in copies_aboard(library.db, str(road.case(case_id).trip_id))] == ["C1a", "C2a"]
    road.served(case_id, "C1a")
    assert [copy for copy, _title in copies_at_site(library.db, road.case(case_id).site_id)] == ["C1a"]
    trip_id = str(road.case(case_id).trip_id)
    road.reported(case_id)
    acts.unload(road.hand(), trip_id)

    assert units(road, case_id) == {
        1: None, 2: timedelta(hours=1), 3: timedelta(hours=3), 4: timedelta(minutes=20), 5: timedelta(minutes=15),
        6: timedelta(minutes=25, seconds=20), 7: timedelta(minutes=70), 8: timedelta(minutes=12, seconds=10),
        9: timedelta(minutes=18),
    }  # fmt: skip
    sop = library.db.catalogue.version_for("anter_koper", "NTT", MONDAY.date())
    assert set(units(road, case_id)) == {step.unit for step in sop.steps if step.unit}
    one = road.case(case_id)
    assert (one.outcome, missing_papers(library.db, POINT, one)) == ("done", [])
    papers = {paper.kind: paper for paper in papers_of(library.db, case_id)}
    assert set(papers) == {
        "request_letter", "approval", "survey", "schedule", "loan_evidence", "photos", "activity_report",
    }  # fmt: skip
    owed = {kind: paper.unsigned for kind, paper in papers.items() if paper.unsigned}
    assert owed == {"loan_evidence": ("recipient",)}
    acts.sign_outside(road.hand(), papers["loan_evidence"].document_id, "recipient", "Ibu Kepala", "Kepala SDN", SCAN)
    assert not any(paper.unsigned for paper in papers_of(library.db, case_id))
    list(verify(library.db.reader(), library.db.settings.landing))


def test_stages_follow_the_facts(road: Road) -> None:
    db, clock = road.library.db, road.library.clock
    case_id = road.requested()

    def stage() -> tuple[str, str]:
        found = [(name, one) for name, listed in by_stage(board(db, POINT, clock())).items() for one in listed]
        assert len(found) == 1
        return found[0][0], found[0][1].next_act

    assert stage() == ("decision", "decide")
    assert missing_papers(db, POINT, road.case(case_id)) == ["request_letter"]
    clock.forward(minutes=1)
    acts.keep_letter(road.hand(), road.case(case_id), SCAN)
    assert missing_papers(db, POINT, road.case(case_id)) == []
    acts.approve(road.hand("kabid"), case_id, HEAD_PIN)
    assert stage() == ("survey", "survey")
    clock.forward(hours=30)
    waiting = road.case(case_id)
    assert waiting.elapsed is not None
    assert waiting.standard_s is not None
    assert waiting.elapsed.total_seconds() > waiting.standard_s == 86400
    acts.survey(road.hand(), case_id, is_suitable=False, findings="Jembatan putus")
    assert stage() == ("survey", "survey")
    acts.survey(road.hand(), case_id, is_suitable=True, findings="Jembatan selesai", pin=PIN)
    assert stage() == ("schedule", "schedule")
    road.scheduled()
    assert stage() == ("preparation", "equipment")
    assert road.case(case_id).since is None
    acts.equipment_begins(road.hand(), road.case(case_id))
    clock.forward(minutes=40)
    late = road.case(case_id)
    assert (late.elapsed, late.standard_s) == (timedelta(minutes=40), 1800)


def test_a_trip_with_two_stops_prepares_once_and_waits_for_the_second(road: Road) -> None:
    clock = road.library.clock
    first, second = road.ready("S1"), road.ready("S2")
    road.scheduled("S1", "S2")
    road.left(first, "C1a", "C2a")
    assert road.case(second).next_act == "arrive"
    road.served(first, "C1a")
    assert road.case(first).next_act == "wait"
    clock.forward(minutes=5)
    road.served(second, "C2a")
    assert units(road, second)[7] == timedelta(
        minutes=75
    )  # from the counting at the first stop, not from the departure
    assert (road.case(first).next_act, road.case(second).next_act) == ("back", "back")
    road.reported(first)
    acts.recheck_begins(road.hand(), road.case(second))
    clock.forward(minutes=4)
    acts.report(road.hand(), road.case(second), "Selesai.", PIN)
    assert not [one for one in board(road.library.db, POINT, clock()) if one.is_open]


def test_copies_come_back_on_the_next_visit(road: Road) -> None:
    case_id = road.ready()
    road.scheduled()
    road.left(case_id, "C1a")
    road.served(case_id, "C1a")
    road.reported(case_id)
    road.library.clock.forward(days=30)
    again = road.ready()
    road.scheduled()
    road.left(again)
    road.library.clock.forward(minutes=30)
    acts.arrive(road.hand(), road.case(again))
    one = road.case(again)
    road.desk.turn_to(one.trip_id, one.site_id)
    assert road.scan("C1a").sentence.endswith("kembali.")
    assert road.scan("C1a").tone == "info"
    assert (list(road.desk.out), list(road.desk.back)) == ([], ["C1a"])
    acts.count_and_hand_over(road.hand(), one, [], ["C1a"], [], PIN)
    assert 8 in units(road, again)
    assert copies_at_site(road.library.db, one.site_id) == []


def test_a_refusal_ends_the_case_with_its_reason(road: Road) -> None:
    case_id = road.requested()
    with pytest.raises(Refused) as no_pin:
        acts.approve(road.hand("kabid"), case_id, "")
    assert rule_of(no_pin) == "pin_is_right"
    with pytest.raises(Refused) as not_the_head:
        acts.decline(road.hand(), case_id, "Jadwal penuh")
    assert rule_of(not_the_head) == "role_may_act"
    acts.decline(road.hand("kabid"), case_id, "Jadwal penuh sampai akhir tahun")
    assert road.case(case_id).outcome == "declined"
    assert missing_papers(road.library.db, POINT, road.case(case_id)) == ["request_letter"]


def test_a_wrong_pin_keeps_the_survey_and_says_that_it_is_unsigned(road: Road) -> None:
    case_id = road.requested()
    acts.approve(road.hand("kabid"), case_id, HEAD_PIN)
    done = acts.survey(road.hand(), case_id, is_suitable=True, findings="Halaman luas", pin="000000")
    assert "PIN" in done.unsigned_because
    (paper,) = [one for one in papers_of(road.library.db, case_id) if one.kind == "survey"]
    assert paper.unsigned == ("sender",)
    acts.sign(road.hand(), paper.document_id, "sender", PIN)
    assert not any(one.unsigned for one in papers_of(road.library.db, case_id))


def test_twice_in_a_month_needs_a_reason(road: Road) -> None:
    road.ready()
    road.scheduled()
    case_id = str(board(road.library.db, POINT, road.library.clock())[0].case_id)
    road.left(case_id, "C1a")
    road.served(case_id, "C1a")
    road.reported(case_id)
    road.ready()
    road.library.clock.forward(days=1)
    with pytest.raises(Refused) as twice:
        road.scheduled()
    assert rule_of(twice) == "site_once_a_month"
    road.scheduled(overrule="Permintaan gubernur")


@pytest.mark.parametrize("code", ["x" * 10_000, "😀", "'; DROP TABLE copies", "C1a\nC2a", "tidak-ada", ""])
def test_what_is_no_copy_gets_a_sentence(road: Road, code: str) -> None:
    case_id = road.ready()
    road.desk.turn_to(road.scheduled(), None)
    before = road.library.db.last_txid
    answer = road.scan(code)
    assert answer.sentence
    assert answer.tone in ("refused", "info")
    assert road.library.db.last_txid == before
    assert road.case(case_id).next_act == "equipment"


def test_a_copy_that_is_elsewhere_is_laid_aside(road: Road) -> None:
    case_id = road.ready()
    road.scheduled()
    road.left(case_id, "C1a")
    acts.arrive(road.hand(), road.case(case_id))
    one = road.case(case_id)
    road.desk.turn_to(one.trip_id, one.site_id)
    assert road.scan("C2b").rule == "copy_is_here"
    with pytest.raises(Refused) as nothing:
        acts.count_and_hand_over(road.hand(), one, [], [], [], PIN)
    assert rule_of(nothing) == "copies_are_counted"


def test_the_month_lists_trips_people_and_vehicles(road: Road) -> None:
    road.ready()
    road.scheduled()
    (trip,) = trips_of_month(road.library.db, POINT, MONDAY.date())
    assert (trip.vehicle_no, trip.crew, [stop.site_name for stop in trip.stops]) == ("DH-1", "Teknis", ["SDN Oesapa"])
    assert trips_of_month(road.library.db, POINT, date(2026, 11, 3)) == []
    assert vehicles(road.library.db, POINT) == ["DH-1"]
    assert [(one.login, one.licence_until is not None) for one in officers(road.library.db, POINT)] == [
        ("teknis", True)
    ]
    assert weeks(date(2026, 10, 9))[0][0] == date(2026, 9, 28)
    assert weeks(date(2026, 10, 9))[-1][-1] == date(2026, 11, 1)


def test_days_off_do_not_count_towards_a_standard_in_days(road: Road) -> None:
    agency = road.library.db.catalogue.agency_of(POINT)
    friday = MONDAY + timedelta(days=4)
    assert working_time(agency, friday, friday + timedelta(days=3)) == timedelta(hours=24)
