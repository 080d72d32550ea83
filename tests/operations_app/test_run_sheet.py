"""The run sheet without a browser: which step is next, since when it runs, what a tap and a scan do, what they refuse."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from operations_app.components.run_sheet_next import next_tap, put_off_tap
from operations_app.desk import carry_out
from operations_app.desk.answer import Answer
from operations_app.desk.run_sheet import Next, Progress, Recorded, run_sheet, Sheet
from operations_app.desk.run_sheet_desk import Mode, RunSheetDesk
from operations_app.desk.run_sheet_lookups import services_of, sheet_of, trip_of, trips_to_do, TripSeen
from operations_app.desk.run_sheet_papers import papers_of
from tests.operations_app.library import Library, MONDAY, POINT
from tests.operations_app.road import go_out, PIN, planned, SERVICES
from warehouse.ids import new_id

TODAY = date(2026, 10, 5)


class Phone:
    """One officer with the sheet of one trip: taps what the sheet shows next, scans, types."""

    def __init__(self, library: Library, service: str, stops: int = 2) -> None:
        self.library, self.service = library, service
        self.login = SERVICES[service][0]
        self.trip_id = planned(library, service, stops)
        self.desk = RunSheetDesk(self.login, POINT, trip_id=self.trip_id)

    @property
    def trip(self) -> TripSeen:
        actor = self.library.db.actor(self.login)
        assert actor
        found = trip_of(self.library.db, "NTT", services_of(actor.roles), self.trip_id)
        assert found
        return found

    @property
    def sheet(self) -> Sheet:
        return sheet_of(self.library.db, self.trip, self.desk.put_off, self.library.clock())

    @property
    def next(self) -> Next:
        assert self.sheet.next
        return self.sheet.next

    def shown(self) -> Any:
        """The big button as the page draws it."""
        papers = papers_of(self.library.db, self.trip.case_id) if self.trip.case_id else []
        return next_tap(self.trip, self.sheet, self.next, papers, self.library.clock())

    def tap(self, after_s: float = 60, entry_id: str | None = None, **typed: str) -> Answer:
        now = self.library.clock.forward(seconds=after_s)
        tap = self.shown()
        return carry_out.entry(
            self.library.db, self.desk, tap.entry_kind, {**tap.values, **typed}, None, now, entry_id or tap.tap_id
        )

    def in_order(self, **more: str) -> Answer:
        return self.tap(**{name: "1" for name, _label in self.shown().checks}, **more)  # type: ignore[arg-type]

    def entry(self, kind: str, entry_id: str | None = None, **values: str) -> Answer:
        now = self.library.clock.forward(seconds=30)
        return carry_out.entry(self.library.db, self.desk, kind, values, None, now, entry_id or new_id())

    def scan(self, *codes: str, mode: Mode | None = None, site: str | None = None) -> Answer:
        self.desk.mode = mode or self.desk.mode
        self.desk.site_no = site or self.desk.site_no
        answer = Answer("idle", "")
        for code in codes:
            now = self.library.clock.forward(seconds=5)
            answer = carry_out.scan(self.library.db, self.desk, code, now - timedelta(seconds=1), now, new_id())
        return answer

    def leave(self, *copies: str) -> None:
        """Everything from the attendance to the arrival at the first stop."""
        for _step in range(4):
            assert self.tap().is_saved
        assert self.in_order().is_saved
        if copies:
            assert self.scan(*copies, mode="load").tone == "done"
        assert self.tap().is_saved
        assert self.tap(odometer_km="1000").is_saved
        assert self.tap(after_s=1800).is_saved

    def events(self) -> dict[int, tuple[Any, Any, str]]:
        rows = self.library.db.rows(
            "SELECT unit_position, started_at, finished_at, captured FROM step_events WHERE case_id = ? ORDER BY txid",
            self.trip.case_id,
        )
        return {row["unit_position"]: (row["started_at"], row["finished_at"], row["captured"]) for row in rows}


@pytest.fixture
def road(library: Library) -> Library:
    go_out(library)
    return library


# the sheet itself -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("service", list(SERVICES))
def test_every_sheet_has_its_checks_once_and_leads_through_all_its_steps(library: Library, service: str) -> None:
    sop = library.db.catalogue.version_for(service, "NTT", TODAY)
    sheet = run_sheet(sop, Progress())
    assert [step.position for step in sheet.steps] == [unit.position for unit in sop.units]
    assert sheet.next == Next("open", None, None)
    helps = [step.help for step in sheet.steps]
    assert [helps.count(one) for one in ("condition", "load", "recheck")] == [1, 1, 1]
    recorded: dict[int, Recorded] = {}
    led_to, moment = [], MONDAY
    for _step in sop.units:
        sheet = run_sheet(sop, Progress("c", MONDAY, False, MONDAY, None, moment, recorded))
        if sheet.next is None or sheet.next.step is None:
            break
        assert sheet.next.began_at == moment
        moment += timedelta(minutes=1)
        led_to.append(sheet.next.step.position)
        recorded[sheet.next.step.position] = Recorded(None, moment, "tap")
    optional = {step.position for step in sheet.steps if step.is_optional}
    assert set(led_to) == {unit.position for unit in sop.units} - optional
    assert led_to == sorted(led_to)
    assert run_sheet(sop, Progress("c", MONDAY, False, MONDAY, None, moment, recorded)).next is None


def test_nobody_arrives_before_leaving(library: Library) -> None:
    sop = library.db.catalogue.version_for("mobile_library", "NTT", TODAY)
    five = {place: Recorded(None, MONDAY, "tap") for place in range(1, 6)}
    at_home = run_sheet(sop, Progress("c", MONDAY, False, None, None, MONDAY, five))
    assert at_home.next
    assert at_home.next.act == "depart"
    away = run_sheet(sop, Progress("c", MONDAY, False, MONDAY, None, MONDAY, five))
    assert away.next
    assert (away.next.act, away.phase) == ("tap", "out")


def test_a_step_put_off_waits_and_a_closed_case_claims_no_beginning(library: Library) -> None:
    sop = library.db.catalogue.version_for("school_drop", "NTT", TODAY)
    put_off = run_sheet(sop, Progress("c", MONDAY, False, None, None, None, {}, {1, 2})).next
    assert put_off
    assert put_off.step
    assert put_off.step.position == 3
    closed = run_sheet(sop, Progress("c", MONDAY, True, MONDAY, MONDAY, None, {})).next
    assert closed
    assert closed.began_at is None


# a whole day ----------------------------------------------------------------------------------------------------------
def test_a_day_of_the_mobile_library(road: Library) -> None:
    phone = Phone(road, "mobile_library", 1)
    phone.leave("C1a", "C2a")
    site = phone.trip.stops[0].site_no
    assert phone.entry("visitors", site_no=site, **{"L|6–12": "3", "P|6–12": "4"}).sentence.startswith("7")
    assert phone.scan("A1", mode="lend", site=site).tone == "info"
    assert phone.scan("C1a").tone == "done"
    assert phone.scan("C1a").sentence.startswith("Diterima kembali")
    assert phone.entry("use", books_read="12").is_saved
    for _step in (7, 8, 9):
        assert phone.tap(after_s=600).is_saved
    assert phone.next.act == "sign"
    assert phone.tap().is_saved, "the report is made"
    assert phone.shown().fields[0].name == "pin"
    assert phone.tap(pin="000000").tone == "refused"
    assert phone.tap(pin=PIN).is_saved
    assert phone.tap(odometer_km="999").field_errors["odometer_km"]
    assert phone.tap(odometer_km="1042").is_saved
    assert phone.tap().is_saved, "parked"
    assert phone.scan("C1a", mode="recheck").tone == "ok"
    assert phone.tap().is_saved
    assert phone.tap().is_saved, "stock record"
    assert phone.tap().is_saved, "key"
    assert phone.entry("unload", all="0").is_saved
    assert phone.trip.aboard == 1, "the one that was not found stays on the vehicle by the record"
    assert phone.tap().is_saved, "travel report"
    assert phone.sheet.next is None
    events = phone.events()
    assert sorted(events) == list(range(1, 17))
    assert all(started and started < finished for started, finished, _how in events.values())
    assert events[1][0] == phone.trip.opened_at
    assert events[2][0] == events[1][1]
    assert events[6][0] == phone.trip.left_at
    listed = road.db.rows("SELECT count(*) AS copies FROM document_copies")[0]["copies"]
    assert listed == 1, "the stock record lists what was found"


def test_a_drop_with_rolling(road: Library) -> None:
    road.do("load_copies", trip_id=(first := planned(road, "school_drop")), copy_nos=["C4a"])
    road.do("open_trip", trip_id=first)
    road.do("start_trip", trip_id=first)
    road.do("hand_over", trip_id=first, site_no="MOB-1-S1", copy_nos=["C4a"])
    road.do("finish_trip", trip_id=first)
    phone = Phone(road, "school_drop")
    phone.leave("C1a", "C1b", "C2a")
    one, two = (stop.site_no for stop in phone.trip.stops)
    assert phone.scan("C1a", "C1b", mode="hand_over", site=one).detail.startswith("2")
    assert phone.entry("basket", entry_id=phone.desk.basket_id()).is_saved
    assert phone.entry("site_paper", document_kind="handover_ba", site_no=one).is_saved
    assert phone.scan("C4a", mode="roll_over", site=one).tone == "ok"
    phone.desk.to_site_no = two
    assert phone.scan("", mode="roll_over").tone == "done"
    phone.desk.condition = "damaged"
    assert phone.scan("C1a", mode="take_back", site=one).tone == "warn"
    phone.desk.condition = "lost"
    assert phone.scan("C1b").tone == "warn"
    assert phone.scan("").detail, "the lost one is named"
    assert phone.next.act == "return"
    events = phone.events()
    assert {6, 7, 8, 9} <= set(events)
    assert events[7][0] == events[6][1], "handing over began when the officer arrived"
    places = road.db.rows("SELECT move, condition FROM copy_moves WHERE trip_id = ? ORDER BY txid", phone.trip_id)
    assert [row["move"] for row in places if row["move"] != "load"] == [
        "hand_over", "hand_over", "roll_over", "take_back", "lost",
    ]  # fmt: skip


# taps -----------------------------------------------------------------------------------------------------------------
def test_a_double_tap_changes_nothing(road: Library) -> None:
    phone = Phone(road, "household_drop")
    tap = phone.shown()
    other = RunSheetDesk(phone.login, POINT, trip_id=phone.trip_id)
    now = road.clock.forward(seconds=3)
    for desk in (phone.desk, phone.desk, other):
        assert carry_out.entry(road.db, desk, tap.entry_kind, dict(tap.values), None, now, tap.tap_id).is_saved
    assert len(road.db.rows("SELECT 1 FROM trip_cases")) == 1
    first, again = phone.shown(), phone.shown()
    assert first.tap_id == again.tap_id
    phone.tap()
    assert carry_out.entry(road.db, other, "next", dict(first.values), None, now, first.tap_id).is_saved
    assert len(road.db.rows("SELECT 1 FROM step_events")) == 1


def test_a_tap_that_the_network_kept_is_dated_to_the_tap(road: Library) -> None:
    phone = Phone(road, "school_drop")
    phone.tap()
    tapped_at = road.clock.forward(minutes=4)
    arrived_at = road.clock.forward(minutes=30)
    tap = phone.shown()
    carry_out.entry(road.db, phone.desk, "next", dict(tap.values), tapped_at, arrived_at, tap.tap_id)
    assert phone.events()[1][1] == tapped_at


def test_what_is_not_in_order_is_noted(road: Library) -> None:
    phone = Phone(road, "smart_motorcycle")
    for _step in range(4):
        phone.tap()
    assert [name for name, _label in phone.shown().checks][:3] == ["tyres", "oil", "chain"]
    refused = phone.tap(tyres="1")
    assert refused.tone == "refused"
    assert "note" in refused.field_errors
    assert phone.tap(tyres="1", note="lampu kanan mati").is_saved
    note = road.db.rows("SELECT about, note FROM case_notes")[0]
    assert note["note"].endswith("lampu kanan mati")
    assert note["about"] == "record_step"


@pytest.mark.parametrize("kilometres", ["", "abc", "-5", "9" * 10_000, "🚐", "'; DROP TABLE trips", "1e9"])
def test_kilometres_that_are_none(road: Library, kilometres: str) -> None:
    phone = Phone(road, "mobile_library")
    for _step in range(4):
        phone.tap()
    phone.in_order()
    phone.tap()
    assert phone.next.act == "depart"
    answer = phone.tap(odometer_km=kilometres)
    assert answer.tone == "refused"
    assert "odometer_km" in answer.field_errors
    assert not road.db.rows("SELECT 1 FROM trip_starts")


def test_a_step_is_put_off_taken_up_and_put_off_again(road: Library) -> None:
    phone = Phone(road, "school_drop")
    phone.tap()
    for _time in range(2):
        assert phone.next.step
        assert phone.next.step.position == 1
        seq = phone.desk.last_answer.seq if phone.desk.last_answer else 0
        later = put_off_tap(phone.trip, phone.next, seq)
        assert later
        assert phone.entry(later.entry_kind, later.tap_id, **later.values).is_saved
        assert phone.entry(later.entry_kind, later.tap_id, **later.values).is_saved, "the same tap twice is one"
        assert phone.next.step.position == 2
        phone.desk.put_off.discard(1)


# scans ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", ["XX-9", "9" * 10_000, "a\nb", "🚐", "'; DROP TABLE copies"])
@pytest.mark.parametrize("mode", ["load", "lend", "hand_over", "take_back", "roll_over", "recheck"])
def test_what_no_scanner_sends_changes_nothing(road: Library, code: str, mode: Mode) -> None:
    phone = Phone(road, "school_drop")
    before = road.db.last_txid
    assert phone.scan(code, mode=mode, site="MOB-1-S1").tone == "refused"
    assert road.db.last_txid == before
    assert not phone.desk.basket


def test_copies_that_cannot_be_meant(road: Library) -> None:
    road.do("lend", member_no="A2", copy_nos=["C1b"])
    phone = Phone(road, "school_drop")
    assert phone.scan("C1b", mode="load").rule == "copy_is_on_its_shelf"
    assert phone.scan("C3a").rule == "copy_is_lendable"
    assert phone.scan("C1a").tone == "done"
    assert phone.scan("C1a").tone == "info", "scanned twice onto the same vehicle"
    phone.leave()
    site = phone.trip.stops[0].site_no
    assert phone.scan("A1", mode="hand_over", site=site).rule == "copies_are_scanned_here"
    assert phone.scan("C1b").rule == "copy_is_not_a_members"
    assert phone.scan("C2a").rule == "copy_is_on_the_vehicle"
    assert phone.scan("C1a", "C1a").rule == "copy_is_scanned_once"
    assert phone.scan("C1a", mode="take_back").rule == "copy_is_at_the_site"
    assert phone.scan("", mode="roll_over").rule == "something_is_scanned"
    assert phone.desk.baskets["hand_over", site][0].copy_no == "C1a", "what was scanned waits for its own act"


def test_lending_on_the_road_asks_for_the_card_first(road: Library) -> None:
    phone = Phone(road, "mobile_library", 1)
    phone.leave("C1a")
    assert phone.scan("C1a", mode="lend").rule == "card_comes_first"
    phone.scan("A1")
    assert phone.scan("C2a").rule == "copy_is_on_the_vehicle"
    assert phone.scan("").tone == "idle"
    assert phone.desk.member_no is None


# afterwards -----------------------------------------------------------------------------------------------------------
def test_a_whole_trip_entered_afterwards(road: Library) -> None:
    phone = Phone(road, "school_drop")
    road.clock.forward(hours=8)
    why = {"day": TODAY.isoformat(), "reason": "tanpa sinyal seharian"}

    def late(what: str, started: str, finished: str, **more: str) -> Answer:
        return phone.entry("afterwards", what=what, started=started, finished=finished, **why, **more)

    assert late("1", "", "07:00").rule == "trip_is_opened"
    assert late("open", "", "07:00").is_saved
    steps = {1: "07.00-07.05", 2: "07.05-07.20", 3: "07.20-07.30", 4: "07.30-07.34", 5: "07.34-07.50"}
    for position, times in steps.items():
        started, finished = times.split("-")
        assert late(str(position), started, finished).is_saved, position
    assert late("scans", "07:34", "07:49").tone == "warn"
    assert phone.scan("C1a", mode="load").tone == "done"
    phone.desk.afterwards = None
    assert late("depart", "", "07:55", odometer_km="100").is_saved
    assert late("6", "07:55", "08:40").is_saved
    assert late("scans", "08:40", "09:30").tone == "warn"
    phone.scan("C1a", mode="hand_over", site="MOB-1-S1")
    assert phone.scan("").tone == "done"
    phone.desk.afterwards = None
    assert late("10", "09:30", "10:10", odometer_km="150").is_saved
    events = phone.events()
    assert sorted(events) == [1, 2, 3, 4, 5, 6, 7, 10]
    assert {captured for _started, _finished, captured in events.values()} == {"backfilled"}
    assert (events[7][1] - events[7][0]).total_seconds() == 50 * 60
    assert phone.trip.left_at == MONDAY.replace(hour=23, minute=55) - timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"finished": "25:00"}, "finished"), ({"finished": "23:59"}, "finished"), ({"started": "08:59"}, "started"),
        ({"reason": ""}, "reason"), ({"reason": "a"}, "reason"), ({"day": "kemarin"}, "day"), ({"what": "999"}, "what"),
        ({"what": "'; DROP TABLE"}, "what"),
    ],
)  # fmt: skip
def test_what_cannot_be_entered_afterwards(road: Library, change: dict[str, str], field: str) -> None:
    phone = Phone(road, "school_drop")
    phone.tap()
    before = road.db.last_txid
    values = {"what": "1", "day": TODAY.isoformat(), "started": "08:00", "finished": "08:30", "reason": "lupa mengetuk"}
    answer = phone.entry("afterwards", **{**values, **change})
    assert answer.tone == "refused"
    assert field in answer.field_errors
    assert road.db.last_txid == before


def test_a_correction_of_a_tap_is_marked_and_counts_as_repeated(road: Library) -> None:
    phone = Phone(road, "school_drop")
    phone.tap()
    phone.tap()
    answer = phone.entry(
        "afterwards", what="1", day=TODAY.isoformat(), started="08:55", finished="09:00", reason="terlalu cepat diketuk"
    )
    assert answer.is_saved
    step = phone.sheet.step(1)
    assert step
    assert step.recorded
    assert (step.recorded.captured, step.recorded.times) == ("backfilled", 2)


def test_who_sees_which_trips(road: Library) -> None:
    trip = planned(road, "school_drop")
    assert [one.trip_id for one in trips_to_do(road.db, "NTT", services_of({"school_drop_officer"}), TODAY)] == [trip]
    assert not trips_to_do(road.db, "NTT", services_of({"motorcycle_officer"}), TODAY)
    assert len(services_of({"section_head"})) == 5
    assert services_of({"planner"}) == []
    assert len(services_of({"planner"}, planning=True)) == 5
    road.do("cancel_trip", trip_id=trip, reason_code="weather", reason="ombak tinggi")
    assert not trips_to_do(road.db, "NTT", services_of({"school_drop_officer"}), TODAY)


@pytest.mark.parametrize(
    "counted",
    [
        {}, {"L|6–12": "0"}, {"L|6–12": "-1"}, {"L|6–12": "x"}, {"L|6–12": "9" * 1000}, {"Z|6–12": "1"},
        {"L|Tua": "1"}, {"L|'; DROP TABLE": "1"}, {"🚐|": "1"},
    ],
)  # fmt: skip
def test_visitors_that_cannot_be_counted(road: Library, counted: dict[str, str]) -> None:
    phone = Phone(road, "mobile_library", 1)
    phone.leave()
    before = road.db.last_txid
    assert phone.entry("visitors", site_no="MPK-1-S1", **counted).tone == "refused"
    assert phone.entry("use", books_read="1.5").tone == "refused"
    assert phone.entry("use").tone == "refused"
    assert phone.entry("nonsense").tone == "refused"
    assert road.db.last_txid == before


def test_the_sheet_of_another_service_takes_nothing(road: Library) -> None:
    phone = Phone(road, "school_drop")
    stranger = RunSheetDesk("motor", POINT, trip_id=phone.trip_id)
    before = road.db.last_txid
    for kind, values in (("next", {"act": "open", "position": "0"}), ("afterwards", {"what": "open"})):
        answer = carry_out.entry(road.db, stranger, kind, dict(values), None, road.clock(), new_id())
        assert answer.rule == "trip_is_planned"
    assert road.db.last_txid == before
