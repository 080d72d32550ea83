"""One late row at a time: it touches every slice that it changes, and the result is what a full build gives.

The history is of January; each late row arrives in September, so that nothing else touches January's slices.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.landing import uid
from tests.warehouse.marts.conftest import Desk
from tests.warehouse.marts.test_incremental import differences, run
from warehouse.marts.registry import SERVED
from warehouse.settings import Settings

DAY, LATER = "2026-01-12", "2026-09-15"
MARTS = [mart.name for mart in SERVED]
CASES = {"rpt_sop_cases", "rpt_sop_step_compliance"}


def january(desk: Desk) -> None:
    for copy in ("lent", "kept"):
        desk.add(
            "copies", f"{DAY} 07:00", copy_id=uid(copy), title_id=uid("title"), collection="general", ddc_class="800",
            is_lendable=True,
        )  # fmt: skip
    desk.visit("visit", f"{DAY} 08:03")
    desk.visit("bare", f"{DAY} 08:03")
    desk.act("visit", "guest_book", f"{DAY} 08:02", f"{DAY} 08:03")
    desk.case("bag", "locker", f"{DAY} 08:00")
    desk.step("bag", "locker", 1, f"{DAY} 08:00:00", f"{DAY} 08:01:00", act="bag_deposit")
    for case in ("loan", "other"):
        desk.case(case, "loan", f"{DAY} 08:10", visit_id=uid("visit"))
    desk.step("loan", "loan", 6, f"{DAY} 08:10:00", f"{DAY} 08:16:00")
    desk.case("paused", "loan", f"{DAY} 08:00")
    desk.step("paused", "loan", 6, f"{DAY} 08:01", f"{DAY} 08:20")
    desk.add(
        "step_pauses", f"{DAY} 08:02", pause_id=uid("pause"), case_id=uid("paused"), sop_code="loan", unit_position=6,
        reason_code="patron",
    )  # fmt: skip
    desk.case("measured", "loan", f"{DAY} 08:10")
    desk.add("measured_cases", f"{DAY} 08:10", case_id=uid("measured"), week_id=uid("week"))
    desk.step("measured", "loan", 6, f"{DAY} 08:10", f"{DAY} 08:14")
    desk.case("return", "return", f"{DAY} 09:00")
    desk.case("paid", "return", f"{DAY} 09:00")
    desk.add("case_conditions", f"{DAY} 09:01", case_id=uid("paid"), condition="fine")
    desk.step("paid", "return", 6, f"{DAY} 09:01", f"{DAY} 09:02")
    money = {"revenue_kind": "late_fine", "charge_id": uid("charge"), "amount_idr": 500}
    desk.add("charges", f"{DAY} 09:01", case_id=uid("paid"), **money)
    desk.add("payments", f"{DAY} 09:02", payment_id=uid("payment"), **money)
    desk.case("owing", "return", f"{DAY} 09:00")
    desk.add("case_conditions", f"{DAY} 09:01", case_id=uid("owing"), condition="fine")
    desk.step("owing", "return", 6, f"{DAY} 09:01", f"{DAY} 09:02")
    desk.add("charges", f"{DAY} 09:01", **OPEN)
    desk.add("payments", f"{DAY} 09:20", payment_id=uid("unowned"), receipt_no=2, **MONEY, charge_id=uid("unpublished"))
    desk.add("loan_returns", f"{DAY} 10:00", loan_id=uid("elsewhere"), copy_id=uid("kept"), case_id=uid("return"))
    road(desk)
    desk.visit("last", f"{LATER} 08:00")  # the span of data, and as-of, already reach September
    desk.visit("bare again", f"{LATER} 09:00", member_key=uid("member of bare"))
    desk.case("last", "reference_collection", f"{LATER} 08:00")


def road(desk: Desk) -> None:
    """A drop of January: one copy handed over at a school, its berita acara signed by one of the two."""
    site = {
        "kind": "school",
        "people_served": 90,
        "services": ["school_drop"],
        "registered_on": DAY,
        "region_code": "53.01",
    }
    desk.add("sites", f"{DAY} 07:00", site_id=uid("school"), **site)
    desk.add("vehicles", f"{DAY} 07:00", vehicle_id=uid("car"), kind="car")
    for trip in ("drop", "planned"):
        desk.add(
            "trips", f"{DAY} 07:00", trip_id=uid(trip), service="school_drop", planned_on=DAY, vehicle_id=uid("car")
        )
        desk.add("trip_stops", f"{DAY} 07:00", trip_id=uid(trip), site_id=uid("school"), visit_order=1)
    desk.case("drop case", "school_drop", f"{DAY} 08:00")
    desk.add("trip_cases", f"{DAY} 08:00", case_id=uid("drop case"), trip_id=uid("drop"))
    desk.add("trip_starts", f"{DAY} 08:00", trip_id=uid("drop"))
    desk.add("copy_moves", f"{DAY} 08:01", move="load", from_place="shelf", to_place="trip", **ABOARD)
    desk.add("copy_moves", f"{DAY} 09:00", move="hand_over", from_place="trip", to_place="site", **ABOARD | THERE)
    desk.step("drop case", "school_drop", 7, f"{DAY} 08:30", f"{DAY} 09:00")
    desk.add("documents", f"{DAY} 09:01", **PAPER)
    desk.add("document_copies", f"{DAY} 09:01", document_id=PAPER["document_id"], copy_id=uid("kept"))
    desk.add("document_signatures", f"{DAY} 09:02", document_id=PAPER["document_id"], party="sender", way="pin")


ABOARD = {"copy_id": uid("kept"), "title_id": uid("title"), "trip_id": uid("drop")}
THERE = {"to_site_id": uid("school")}
PAPER = {
    "document_id": uid("berita acara"), "case_id": uid("drop case"), "document_kind": "handover_ba", "node": "pusat",
    "document_year": 2026, "serial": 1, "trip_id": uid("drop"), "site_id": uid("school"), "dated_on": DAY,
}  # fmt: skip
STOCK_BA = PAPER | {"document_id": uid("stock"), "document_kind": "stock_ba", "site_id": None}
ROAD = {"rpt_outreach_coverage", "rpt_site_stock"}
MONEY = {"revenue_kind": "photocopy", "amount_idr": 500}
OPEN = MONEY | {"charge_id": uid("open")}


@pytest.fixture(scope="module")
def january_home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings.load(home=tmp_path_factory.mktemp("january") / "home")
    settings.make_home()
    desk = Desk(settings)
    january(desk)
    desk.refresh()
    return settings


LOAN = {"collection": "general", "ddc_class": "800", "case_id": uid("loan"), "member_key": uid("m")}
CHARGE = {"revenue_kind": "late_fine", "charge_id": uid("owed"), "amount_idr": 500, "case_id": uid("owing")}
EVENT = {"captured": "backfilled"}

# what arrives late: (table, when it happened, its values, the marts it must change)
LATE: dict[str, tuple[str, str, dict[str, Any], set[str]]] = {
    "a step of a case": (
        "step_events", LATER, EVENT | {"case_id": uid("other"), "sop_code": "loan", "unit_position": 6}, CASES,
    ),
    "an act of a visit": ("step_events", LATER, EVENT | {"visit_id": uid("visit"), "act": "guest_book"}, {"rpt_sop_cases"}),
    "a bag's deposit that names its visit": ("bag_deposits", DAY, {"case_id": uid("bag"), "visit_id": uid("visit")}, CASES),
    "a visit that names its bag": (
        "visits", DAY, {"visit_id": uid("visit"), "visitor_type": "guest", "bag_case_id": uid("bag")}, CASES,
    ),
    "a case of the visit": ("cases", DAY, {"case_id": uid("third"), "sop_code": "loan", "visit_id": uid("visit")}, CASES),
    "a closing": ("case_closings", LATER, {"case_id": uid("loan")}, {"rpt_sop_cases"}),
    "a condition": ("case_conditions", LATER, {"case_id": uid("return"), "condition": "fine"}, CASES),
    "an exception": (
        "case_exceptions", LATER, {"case_id": uid("loan"), "unit_position": 6, "deviation": "late"}, CASES,
    ),
    "a reversal": (
        "payment_reversals", LATER, {"payment_id": uid("payment"), "revenue_kind": "late_fine", "amount_idr": 500},
        {"rpt_sop_cases", "rpt_revenue", "rpt_receipts"},
    ),
    "a charge of that month": ("charges", DAY, MONEY, {"rpt_revenue"}),
    "the charge of a payment, made at another desk": (
        "charges", DAY, MONEY | {"charge_id": uid("unpublished"), "service_point": "NTT-CABANG"}, {"rpt_revenue"},
    ),
    "a payment of that month": (
        "payments", DAY, OPEN | {"payment_id": uid("late"), "receipt_no": 3}, {"rpt_revenue", "rpt_receipts"},
    ),
    "a waiver of that month": ("waivers", DAY, OPEN, {"rpt_revenue"}),
    "a room visit": (
        "room_visits", DAY, {"room": "reference", "visit_id": uid("visit"), "visitor_type": "member"}, {"rpt_visitors"},
    ),
    "a group's classes": (
        "group_counts", DAY, {"visit_id": uid("last"), "dimension": "sex", "value": "P", "heads": 4}, {"rpt_group_visitors"},
    ),
    "a copy on a table": (
        "in_house_uses", DAY, {"room": "general", "copy_id": uid("kept"), "collection": "general", "ddc_class": "800"},
        {"rpt_loan_turnover"},
    ),
    "a visit of that month": ("visits", DAY, {"visitor_type": "guest"}, {"rpt_visitors", "rpt_visits_by_hour"}),
    "a cancellation": (
        "visit_cancellations", LATER, {"visit_id": uid("bare")},
        {"rpt_visitors", "rpt_visits_by_hour", "rpt_member_returns"},
    ),
    "a visit before the member's next one": (
        "visits", "2026-03-05", {"visitor_type": "member", "member_key": uid("member of last")}, {"rpt_member_returns"},
    ),
    "a loan that counts as use for a year": ("loans", DAY, LOAN | {"copy_id": uid("lent")}, {"rpt_loan_turnover"}),
    "the loan of a return": ("loans", "2024-11-01", LOAN | {"loan_id": uid("elsewhere")}, {"rpt_loan_turnover"}),
    "a copy acquired long ago": (
        "copies", LATER,
        {"copy_id": uid("new"), "collection": "general", "ddc_class": "900", "is_lendable": True,
         "acquired_on": "2026-02-03"},
        {"rpt_loan_turnover"},
    ),
    "a copy's correction": (
        "copies", "2026-03-03", {"copy_id": uid("kept"), "collection": "children", "ddc_class": "800", "is_lendable": True},
        {"rpt_loan_turnover"},
    ),
    "a copy taken back from a site": (
        "copy_moves", "2026-03-03",
        ABOARD | {"move": "take_back", "from_place": "site", "to_place": "trip", "from_site_id": uid("school")},
        ROAD,
    ),
    "a second copy handed over": (
        "copy_moves", DAY,
        ABOARD | THERE | {"move": "hand_over", "from_place": "trip", "to_place": "site", "copy_id": uid("lent")},
        ROAD | {"rpt_documents"},
    ),
    "a trip's end": ("trip_finishes", DAY, {"trip_id": uid("drop")}, {"rpt_outreach_coverage", "rpt_documents"}),
    "a trip called off": ("trip_cancellations", DAY, {"trip_id": uid("planned")}, {"rpt_outreach_coverage"}),
    "a trip of that month": (
        "trips", DAY, {"trip_id": uid("third"), "service": "school_drop", "planned_on": DAY, "vehicle_id": uid("car")},
        {"rpt_outreach_coverage"},
    ),
    "a site closed": (
        "sites", LATER,
        {"site_id": uid("school"), "kind": "school", "people_served": 90, "services": ["school_drop"],
         "registered_on": DAY, "closed_on": "2026-02-10"},
        ROAD,
    ),
    "visitors at a stop": (
        "outreach_visits", DAY, {"trip_id": uid("drop"), "site_id": uid("school"), "heads": 9},
        {"rpt_visitors", "rpt_outreach_coverage"},
    ),
    "books read at a stop": (
        "outreach_uses", DAY, {"trip_id": uid("drop"), "site_id": uid("school"), "books_read": 9},
        {"rpt_outreach_coverage"},
    ),
    "a signature": (
        "document_signatures", LATER, {"document_id": PAPER["document_id"], "party": "recipient", "way": "drawn"},
        {"rpt_documents", "rpt_sop_cases"},
    ),
    "a line of a copy list": (
        "document_copies", LATER, {"document_id": PAPER["document_id"], "copy_id": uid("lent")}, {"rpt_documents"},
    ),
    "a void": ("document_voids", LATER, {"document_id": PAPER["document_id"]}, {"rpt_documents", "rpt_sop_cases"}),
    "a paper": ("documents", DAY, STOCK_BA, {"rpt_documents"}),
    "a pause": (
        "step_pauses", DAY,
        {"pause_id": uid("open pause"), "case_id": uid("loan"), "sop_code": "loan", "unit_position": 6,
         "reason_code": "patron"},
        CASES | {"rpt_sop_hours", "rpt_sop_roles"},
    ),
    "the end of a pause": (
        "step_resumptions", f"{DAY}", {"pause_id": uid("pause"), "case_id": uid("paused")}, CASES | {"rpt_sop_hours"},
    ),
    "a measured case": (
        "measured_cases", DAY, {"case_id": uid("loan"), "week_id": uid("week")}, CASES | {"rpt_sop_measured_steps"},
    ),
    "a step tapped in a measurement week": (
        "measured_steps", DAY,
        {"case_id": uid("measured"), "sop_code": "loan", "step_position": 7, "measured_step_id": uid("tap"),
         "started_at": "2026-01-12 00:11:00+00:00", "finished_at": "2026-01-12 00:12:00+00:00", "captured": "tap"},
        {"rpt_sop_cases", "rpt_sop_measured_steps"},
    ),
    "a withdrawal": ("copy_withdrawals", "2026-03-03", {"copy_id": uid("kept")}, {"rpt_loan_turnover"}),
}  # fmt: skip


@pytest.mark.parametrize("name", LATE)
def test_a_late_row_touches_all_it_changes(january_home: Settings, tmp_path: Path, name: str) -> None:
    table, day, values, changed = LATE[name]
    settings = Settings.load(home=tmp_path / "home")
    shutil.copytree(january_home.home, settings.home)
    desk = Desk(settings, node="van-1")
    times = {"started_at": desk.moment(f"{DAY} 08:01"), "finished_at": desk.moment(f"{DAY} 08:04")}
    desk.add(table, f"{day} 08:04", **(times if table == "step_events" else {}), **values)
    desk.publish()
    run(settings, "late")
    before, grown = january_home.serving_db, tmp_path / "grown.duckdb"
    shutil.copy(settings.serving_db, grown)
    run(settings, "full", full=True)
    assert differences(grown, settings.serving_db, MARTS) == {}
    assert changed <= set(differences(before, grown, MARTS))


def test_a_late_slip_changes_the_receipts_of_an_older_month_and_every_balance_since(
    january_home: Settings, tmp_path: Path
) -> None:
    settings = Settings.load(home=tmp_path / "home")
    shutil.copytree(january_home.home, settings.home)
    desk = Desk(settings, node="van-1")
    desk.add(
        "deposits", f"{LATER} 09:00", deposit_id=uid("slip"), slip_no="S1", deposited_on="2026-03-02", amount_idr=500
    )
    line = {"payment_id": uid("payment"), "revenue_kind": "late_fine", "amount_idr": 500}
    desk.add("deposit_lines", f"{LATER} 09:00", deposit_id=uid("slip"), **line)
    desk.publish()
    run(settings, "slip")
    grown = tmp_path / "grown.duckdb"
    shutil.copy(settings.serving_db, grown)
    [receipt] = desk.read("SELECT * FROM marts.rpt_receipts WHERE payment_id = ?", [uid("payment")])
    assert (receipt["deposit_slip"], receipt["days_to_deposit"]) == ("S1", 49)  # 12 January → 2 March: 19 + 28 + 2
    months = desk.read(
        "SELECT month(period_start) AS month, undeposited_idr FROM marts.rpt_revenue"
        " WHERE grain = 'month' AND revenue_kind = 'late_fine' ORDER BY 1"
    )
    assert [(row["month"], row["undeposited_idr"]) for row in months] == [
        (1, 500), (2, 500), *((month, 0) for month in range(3, 10)),
    ]  # fmt: skip
    run(settings, "full", full=True)
    assert differences(grown, settings.serving_db, MARTS) == {}


def test_balances_are_carried_on_to_a_new_day_on_which_no_money_moves(january_home: Settings, tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home")
    shutil.copytree(january_home.home, settings.home)
    desk = Desk(settings, node="van-1")
    desk.visit("november", "2026-11-03 08:00")
    desk.publish()
    run(settings, "november")
    [last] = desk.read(
        "SELECT max(period_start)::VARCHAR AS day, count(*) AS days,"
        " arg_max(undeposited_idr, period_start) AS undeposited_idr FROM marts.rpt_revenue"
        " WHERE grain = 'day' AND revenue_kind = 'late_fine'"
    )
    assert last == {"day": "2026-11-03", "days": 296, "undeposited_idr": 500}  # 12 January … 3 November
    grown = tmp_path / "grown.duckdb"
    shutil.copy(settings.serving_db, grown)
    run(settings, "full", full=True)
    assert differences(grown, settings.serving_db, MARTS) == {}


def test_a_late_payment_touches_the_month_of_its_case(january_home: Settings, tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home")
    shutil.copytree(january_home.home, settings.home)
    desk = Desk(settings, node="van-1")
    assert desk.one_case("owing")["missing_documents"] == 1
    desk.add("charges", f"{DAY} 09:01", **CHARGE)
    desk.publish()
    run(settings, "charged")
    desk.add("payments", f"{LATER} 09:01", **{name: value for name, value in CHARGE.items() if name != "case_id"})
    desk.publish()
    run(settings, "paid")
    assert desk.one_case("owing")["missing_documents"] == 0
