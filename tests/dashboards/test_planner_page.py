"""The page on next locations, run as a script: its numbers are those of the plan, the plan's those of the served sites."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboards import runtime, sending
from dashboards.plan_paper.sheet import plan_data, plan_pdf
from dashboards.readings import plan as readings
from tests.dashboards.looking import cards_of, run, text_of, value_of
from warehouse.catalogue.load import load_catalogue
from warehouse.catalogue.read_planning import planning_terms
from warehouse.i18n import in_language, number, percent
from warehouse.lake.plan_inputs import fingerprint, month_of, Wish
from warehouse.planning.listing import as_csv, COLUMNS
from warehouse.planning.model import Plan
from warehouse.planning.month import Month, plan
from warehouse.settings import Settings

SignIn = Callable[..., str]
PLANNER = calc_hash("rencana")
DECEMBER = date(2026, 12, 1)
TODAY = date(2026, 11, 22)


def month(home: Settings, agency: str = "JATENG", service: str = "anter_koper", **wish: Any) -> Month:
    terms = planning_terms(agency)
    assert terms
    with duckdb.connect(str(home.serving_db), read_only=True) as connection:
        asked = Wish(agency, service, DECEMBER, not_before=TODAY, **wish)
        return month_of(connection.cursor(), load_catalogue(None), terms, asked)


def page(home: Settings, sign_in: SignIn, role: str = "planner", agency: str = "JATENG", **query: str) -> AppTest:
    """The page as soon as its routes are known."""
    cookie = sign_in(agency, role)
    script = run(cookie, PLANNER, **query)
    for asked in list(runtime.planner()._asked.values()):
        asked.future.result(timeout=60)
    script.run()
    assert not script.exception
    return script


def table_of(script: AppTest, key: str) -> Any:
    """What waits stands before what is chosen; both have the same columns."""
    column = {"plan-sides": "way", "plan-what-if": "change"}.get(key, "reason")
    found = [table.value for table in script.dataframe if column in table.value]
    return found[-1 if key == "plan-chosen" else 0]


def made(home: Settings, **wish: Any) -> Plan:
    return plan(month(home, **wish))


def test_the_cards_and_tables_are_the_plan(home: Settings, sign_in: SignIn) -> None:
    script, expected = page(home, sign_in), made(home)
    cards = cards_of(script)
    assert cards["Kebutuhan terjangkau"] == percent(expected.reached / expected.whole, 1)
    assert cards["Kunjungan"] == number(len(expected.stops))
    assert cards["Orang di lokasi ini"] == number(sum(stop.site.people for stop in expected.stops))
    assert cards["Hari jalan"] == number(len(expected.outings))
    sides = table_of(script, "plan-sides")
    assert list(sides["points"]) == [expected.reached, expected.rival]
    assert sides["points"][0] >= sides["points"][1]
    chosen = table_of(script, "plan-chosen")
    assert list(chosen["site"]) == [stop.site.name for stop in expected.stops]
    assert chosen["score"].sum() == expected.reached
    said = text_of(script)
    for outing in expected.outings:
        for stop in outing.stops:
            assert stop.site.name in said


def test_the_candidates_are_the_served_sites(home: Settings) -> None:
    sites = value_of(home, "SELECT count(*) FROM rpt_site_stock WHERE agency = 'JATENG' AND services = 'anter_koper'")
    people = value_of(home, "SELECT sum(people_served) FROM rpt_site_stock WHERE agency = 'JATENG'")
    found = month(home)
    assert len(found.sites) == sites
    assert sum(one.people for one in found.sites) == people
    assert {one.vehicle_no for one in found.vehicles} == {"KOPER-1"}


def test_each_service_has_the_minutes_of_its_own_sop(home: Settings) -> None:
    koper, mpk, ltps = (
        month(home, agency, service).day
        for agency, service in (("JATENG", "anter_koper"), ("NTT", "mobile_library"), ("NTT", "school_drop"))
    )
    assert (koper.preparation_min, koper.visit_min, koper.closing_min) == (30 + 50, 30 + 30, 0)
    assert (mpk.preparation_min, mpk.visit_min, mpk.closing_min) == (5 + 10 + 10 + 10 + 20, 120 + 120 + 5, 72)
    assert (ltps.preparation_min, ltps.visit_min, ltps.closing_min) == (5 + 20 + 10 + 5 + 20, 120 + 60, 67)


def test_a_day_on_which_the_vehicle_is_out_already_is_not_planned(home: Settings) -> None:
    [mpk] = month(home, "NTT", "mobile_library", days=23).vehicles
    assert mpk.vehicle_no == "MPK-1"
    assert date(2026, 12, 1) not in mpk.days
    assert date(2026, 12, 2) in mpk.days


def test_vehicles_take_turns_as_long_as_the_month_has_room(home: Settings) -> None:
    one, other = month(home, vehicles=2, days=6).vehicles
    assert not set(one.days) & set(other.days)
    one, other = month(home, vehicles=2, days=18).vehicles
    assert len(one.days) == len(other.days) == 18


def test_locks_in_the_address_hold(home: Settings, sign_in: SignIn) -> None:
    plain = made(home)
    barred = plain.stops[0].site
    script = page(home, sign_in, mustnot=barred.site_no)
    assert barred.name in set(table_of(script, "plan-waiting")["site"])
    assert script.multiselect(key="mustnot_sites").value == [barred.site_no]
    reasons = table_of(script, "plan-waiting").set_index("site")["reason"]
    assert "perencana" in reasons[barred.name]


def test_what_if_is_worked_out_on_request_only(home: Settings, sign_in: SignIn) -> None:
    assert not [table for table in page(home, sign_in).dataframe if "change" in table.value]
    rows = table_of(page(home, sign_in, whatif="yes"), "plan-what-if")
    less = made(home, vehicles=1, days=len(month(home).vehicles[0].days) - 1)
    share = dict(zip(rows["name"], rows["share"], strict=True))
    assert share["satu hari kurang"] == pytest.approx(less.reached / less.whole)
    assert share["satu kendaraan lebih"] >= share["Rencana ini"] >= share["satu hari kurang"]


def test_who_may_not_send_sees_no_button(home: Settings, sign_in: SignIn) -> None:
    assert "send-plan" in {one.key for one in page(home, sign_in).button}
    assert "send-plan" not in {one.key for one in page(home, sign_in, role="head_of_agency").button}
    assert "send-plan" not in {
        one.key for one in page(home, sign_in, vehicles="2").button
    }  # the second is not registered


def test_without_the_operations_app_nothing_is_sent_and_it_is_said(home: Settings, sign_in: SignIn) -> None:
    script = page(home, sign_in)
    script.button(key="send-plan").click().run()
    assert "Tidak ada yang terkirim" in script.error[0].value


def test_the_same_plan_is_the_same_proposal(home: Settings) -> None:
    wish, zone = Wish("JATENG", "anter_koper", DECEMBER), ZoneInfo("Asia/Jakarta")
    first, again = (sending.proposal_of(wish, made(home).outings, zone) for _ in range(2))
    assert first == again
    other = sending.proposal_of(wish, made(home, days=2).outings, zone)
    assert other["plan_id"] != first["plan_id"]
    assert first["trips"][0]["stops"][0]["arrive_at"].endswith("+07:00")


def test_the_pdf_says_what_the_page_says(home: Settings) -> None:
    asked, terms = month(home), planning_terms("JATENG")
    assert terms
    found = readings.ask(asked).future.result(timeout=60)
    agency = load_catalogue(None).agency("JATENG")
    moment = value_of(home, "SELECT max(refreshed_at) FROM meta_refresh").to_pydatetime()
    paper = [plan_pdf(asked, found, agency, terms, "anter_koper", DECEMBER, moment, is_demo=True) for _ in range(2)]
    assert paper[0] == paper[1]
    assert paper[0].startswith(b"%PDF")
    with in_language("id"):
        expected = made(home)
        data = plan_data(expected, asked, agency, terms, "anter_koper", DECEMBER, moment, is_demo=True)
    assert [len(one["stops"]) for one in data["outings"]] == [len(one.stops) for one in expected.outings]
    assert len(data["waiting"]) == len(expected.left_out)


def test_the_csv_is_that_of_the_command_line(home: Settings) -> None:
    lines = as_csv(made(home)).splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == 1 + len(month(home).sites)


def test_the_same_question_has_the_same_key(home: Settings) -> None:
    assert fingerprint(month(home)) == fingerprint(month(home))
    assert fingerprint(month(home)) != fingerprint(month(home, days=2))


def test_an_agency_without_such_services_is_told_so(home: Settings, sign_in: SignIn) -> None:
    beside = home.home / "beside.duckdb"
    beside.write_bytes(home.serving_db.read_bytes())
    with duckdb.connect(str(beside)) as connection:
        connection.execute("UPDATE marts.rpt_site_stock SET services = 'household_drop'")
    beside.replace(home.serving_db)
    assert "tidak mempunyai lokasi ANTER KOPER" in text_of(run(sign_in("JATENG"), PLANNER))


def test_a_file_from_before_the_vehicles_plans_with_one(home: Settings) -> None:
    beside = home.home / "beside.duckdb"
    beside.write_bytes(home.serving_db.read_bytes())
    with duckdb.connect(str(beside)) as connection:
        connection.execute("DROP TABLE marts.rpt_vehicles")
    beside.replace(home.serving_db)
    assert [one.vehicle_no for one in month(home).vehicles] == ["1"]
    assert json.dumps([one.isoformat() for one in month(home).vehicles[0].days])
