"""The suites: one per table, every condition runs on a real warehouse, and wrong rows are found."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.library import at_least, holds, not_null, suite, unique, warn
from expectations.scopes import new_rows, touched_rows, whole
from expectations.suites import LAKE, MARTS, RAW
from expectations.validate import validate, Verdict
from pipelines.assets.raw import PARTS
from tests.landing import at, Landing, Rows, uid
from tests.warehouse.marts.history import History
from warehouse.catalogue.load import load_catalogue
from warehouse.lake.attach import open_warehouse
from warehouse.lake.columns import published_tables
from warehouse.lake.refresh import Refresh
from warehouse.lake.terms import load_terms
from warehouse.marts.registry import MARTS as REGISTRY
from warehouse.settings import Settings

EVERY = [*RAW.values(), *LAKE.values(), *MARTS.values()]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.load(home=tmp_path / "home")
    settings.make_home()
    return settings


def test_every_raw_table_and_every_mart_has_its_suite() -> None:
    assert set(RAW) == set(published_tables())
    assert set(MARTS) == {mart.name for mart in REGISTRY} | {"meta_refresh"}
    assert sorted(table for tables in PARTS.values() for table in tables) == sorted(published_tables())


def test_every_expectation_runs_on_a_grown_warehouse_in_every_scope_and_none_is_wrongly_found(
    settings: Settings,
) -> None:
    landings: dict[str, Landing] = {}
    for node, rows, written_at in History(3, months=3).batches(2):
        landings.setdefault(node, Landing(settings.landing, node)).publish(rows, recorded_at=written_at)
    with open_warehouse(settings) as connection:
        run = Refresh(connection, settings, "run")
        run.ingest()
        load_terms(connection, load_catalogue(settings.catalogue_dir))
        assert [v.table for v in validate(connection, RAW.values(), new_rows) if not v.passed] == []
        run.swap()
        touched = [MARTS[mart.name] for mart in REGISTRY]
        verdicts = validate(connection, touched, touched_rows) + validate(connection, EVERY, whole)
        assert [(v.table, [f.expectation.name for f in v.critical]) for v in verdicts if not v.passed] == []
        assert sum(v.rows_checked > 0 for v in verdicts) > 30
        assert [v.rows_checked for v in validate(connection, RAW.values(), new_rows)] == [0] * len(RAW)


MONDAY = at("2026-03-02 08:00+08:00")
VISIT = {"visit_id": uid("v"), "visitor_type": "guest", "occurred_at": MONDAY}
NEXT_HOUR = at("2026-03-02 09:00+08:00")
LOADED = {
    "move": "load", "copy_id": uid("m"), "from_place": "shelf", "to_place": "trip", "trip_id": uid("t"),
    "occurred_at": MONDAY,
}  # fmt: skip
YESTERDAY = at("2026-03-01 08:00+08:00")
LOAN = {
    "loan_id": uid("l"), "case_id": uid("c"), "visit_id": uid("v"), "member_key": uid("m"), "copy_id": uid("k"),
    "title_id": uid("t"), "due_on": date(2026, 3, 9), "occurred_at": NEXT_HOUR - timedelta(minutes=5),
}  # fmt: skip
CAME = {"visit_id": uid("v"), "visitor_type": "member", "member_key": uid("m"), "occurred_at": MONDAY}
CARD = {"member_key": uid("m"), "occurred_at": YESTERDAY, "expires_on": date(2026, 3, 2)}
BACK = {
    "loan_id": uid("l"), "copy_id": uid("k"), "due_on": date(2026, 3, 9), "days_late": 2,
    "occurred_at": at("2026-03-11 09:00+08:00"),
}  # fmt: skip
FINE = {
    "charge_id": uid("f"), "loan_id": uid("l"), "revenue_kind": "late_fine", "amount_idr": 1000,
    "occurred_at": at("2026-03-11 09:00+08:00"),
}  # fmt: skip
PAID = {
    "payment_id": uid("p"), "charge_id": uid("f"), "revenue_kind": "late_fine", "amount_idr": 1000, "node": "pusat",
    "receipt_year": 2026, "receipt_no": 1,
}  # fmt: skip
CASE = {"case_id": uid("c"), "sop_code": "loan", "visit_id": uid("v"), "occurred_at": MONDAY}
WRONG: list[tuple[str, str, Rows]] = [
    ("visits", "unique_visit_id", {"visits": [VISIT, VISIT]}),
    ("visits", "visitor_type_known", {"visits": [VISIT | {"visitor_type": "ghost"}]}),
    ("visits", "head_count_at_least_1", {"visits": [VISIT | {"head_count": 0}]}),
    ("visits", "member_has_key", {"visits": [VISIT | {"visitor_type": "member"}]}),
    ("visits", "place_in_catalogue", {"visits": [VISIT | {"service_point": "NOWHERE"}]}),
    ("step_events", "captured_known", {"step_events": [{"captured": "guessed", "visit_id": uid("v")}]}),
    ("step_events", "belongs_somewhere", {"step_events": [{}]}),
    (
        "step_events",
        "unit_in_catalogue",
        {"step_events": [{"case_id": uid("c"), "sop_code": "loan", "unit_position": 99}]},
    ),
    ("cases", "sop_in_force", {"cases": [{"sop_code": "no_such_sop"}]}),
    (
        "copies",
        "not_lent_collections",
        {"copies": [{"ddc_class": "800", "collection": "reference", "is_lendable": True}]},
    ),
    ("loans", "due_after_lending", {"loans": [{"occurred_at": MONDAY}]}),
    ("loans", "every_loan_has_a_visit", {"loans": [LOAN | {"visit_id": uid("nobody came")}]}),
    (
        "loans",
        "every_loan_has_a_visit",
        {"loans": [LOAN], "visits": [CAME], "visit_cancellations": [{"visit_id": uid("v")}]},
    ),
    ("loans", "every_loan_has_a_visit", {"loans": [LOAN], "visits": [CAME | {"member_key": uid("somebody else")}]}),
    ("loans", "every_loan_has_a_visit", {"loans": [LOAN], "visits": [CAME | {"occurred_at": YESTERDAY}]}),
    ("loans", "card_is_valid_that_day", {"loans": [LOAN], "members": [CARD | {"expires_on": date(2026, 3, 1)}]}),
    ("loans", "card_is_valid_that_day", {"loans": [LOAN], "members": [CARD | {"is_blocked": True}]}),
    ("loans", "card_is_valid_that_day", {"loans": [LOAN], "members": [CARD | {"occurred_at": NEXT_HOUR}]}),
    ("loans", "card_is_valid_that_day", {"loans": [LOAN]}),
    (
        "loans",
        "within_the_limit",
        {"loans": [LOAN | {"loan_id": uid(f"l{n}"), "copy_id": uid(f"k{n}")} for n in range(3)]},
    ),
    ("loans", "copy_was_in", {"loans": [LOAN, LOAN | {"loan_id": uid("again"), "occurred_at": NEXT_HOUR}]}),
    (
        "loan_returns",
        "comes_back_after_it_was_lent",
        {"loans": [LOAN], "loan_returns": [BACK | {"occurred_at": YESTERDAY}]},
    ),
    (
        "loan_returns",
        "comes_back_after_it_was_lent",
        {"loans": [LOAN], "loan_returns": [BACK | {"copy_id": uid("other")}]},
    ),
    (
        "charges",
        "as_the_tariff_says",
        {"charges": [FINE | {"amount_idr": 1001}], "loan_returns": [BACK], "cases": [CASE]},
    ),
    ("charges", "as_the_tariff_says", {"charges": [{"revenue_kind": "form", "amount_idr": 1, "occurred_at": MONDAY}]}),
    (
        "charges",
        "as_the_tariff_says",
        {
            "charges": [{"revenue_kind": "photocopy", "amount_idr": 301, "case_id": uid("c"), "occurred_at": MONDAY}],
            "photocopies": [{"case_id": uid("c"), "pages": 1, "amount_idr": 300, "place": "inside"}],
        },
    ),
    (
        "payments",
        "within_the_charge",
        {"charges": [FINE], "payments": [PAID, PAID | {"payment_id": uid("p2"), "receipt_no": 2}]},
    ),
    ("payments", "unique_node_receipt_year_receipt_no", {"payments": [PAID, PAID | {"payment_id": uid("p2")}]}),
    (
        "waivers",
        "within_the_charge",
        {"charges": [FINE], "payments": [PAID], "waivers": [{"charge_id": uid("f"), "amount_idr": 1}]},
    ),
    (
        "payment_reversals",
        "the_whole_payment",
        {"payments": [PAID], "payment_reversals": [{"payment_id": uid("p"), "amount_idr": 5}]},
    ),
    ("visits", "demographics_filled", {"visits": [VISIT | {"sex": "P", "age_class": "19-24"}]}),
    ("members", "demographics_filled", {"members": [CARD]}),
    ("payments", "revenue_kind_known", {"payments": [{"revenue_kind": "gift"}]}),
    ("deposits", "amount_is_the_sum_of_its_lines", {"deposits": [{"amount_idr": 500}]}),
    ("group_counts", "dimension_known", {"group_counts": [{"dimension": "shoe size"}]}),
    ("copy_moves", "move_known", {"copy_moves": [{"move": "fly"}]}),
    ("copy_moves", "site_is_named", {"copy_moves": [{"move": "hand_over", "from_place": "trip", "to_place": "site"}]}),
    ("copy_moves", "begins_where_the_last_ended", {"copy_moves": [LOADED, LOADED | {"occurred_at": NEXT_HOUR}]}),
    (
        "copy_moves",
        "begins_where_the_last_ended",
        {"copy_moves": [LOADED | {"from_place": "trip", "to_place": "shelf"}]},
    ),
    ("documents", "numbers_without_gap", {"documents": [{"serial": 1}, {"serial": 3}]}),
    ("documents", "unique_node_document_kind_document_year_serial", {"documents": [{"serial": 1}, {"serial": 1}]}),
    ("documents", "successor_of_a_void", {"documents": [{"successor_of": uid("standing")}]}),
    (
        "step_events",
        "trip_ends_with_its_last_paper",
        {
            "trip_cases": [{"case_id": uid("c")}],
            "case_closings": [{"case_id": uid("c"), "occurred_at": MONDAY}],
            "step_events": [{"case_id": uid("c"), "finished_at": NEXT_HOUR}],
        },
    ),
]


@pytest.mark.parametrize(("table", "name", "rows"), WRONG, ids=[f"{table}-{name}" for table, name, _rows in WRONG])
def test_wrong_raw_rows_are_found(settings: Settings, table: str, name: str, rows: Rows) -> None:
    Landing(settings.landing).publish(rows)
    with open_warehouse(settings) as connection:
        Refresh(connection, settings, "run").ingest()
        load_terms(connection, load_catalogue(settings.catalogue_dir))
        [verdict] = validate(connection, [RAW[table]], new_rows)
    assert name in {finding.expectation.name for finding in verdict.findings}


RIGHT: Rows = {
    "visits": [CAME | dict.fromkeys(("age_class", "occupation", "education", "purpose"), "x") | {"sex": "P"}],
    "members": [CARD | {"sex": "P", "birth_year": 1990, "occupation": "x", "education": "x"}],
    "cases": [CASE],
    "titles": [{"title_id": uid("t")}],
    "copies": [
        {"title_id": uid("t"), "copy_id": uid("k"), "collection": "general", "ddc_class": "800", "is_lendable": True}
    ],
    "loans": [LOAN],
    "loan_returns": [BACK],
    "charges": [FINE],
    "payments": [PAID],
}


def test_a_loan_as_it_should_be_breaks_nothing(settings: Settings) -> None:
    """Two open days late at 500 rupiah a day; the card's last day counts."""
    Landing(settings.landing).publish(RIGHT, recorded_at=at("2026-03-12 09:00+08:00"))
    with open_warehouse(settings) as connection:
        Refresh(connection, settings, "run").ingest()
        load_terms(connection, load_catalogue(settings.catalogue_dir))
        verdicts = validate(connection, [RAW[table] for table in RIGHT], whole)
        expected = connection.execute("SELECT expected_idr FROM checks.tariff_amounts").fetchall()
    assert expected == [(1000,)]
    assert [(v.table, f.expectation.name) for v in verdicts for f in v.findings] == []


def test_a_visit_entered_afterwards_is_the_visit_of_that_days_loan(settings: Settings) -> None:
    """What the advice of every_loan_has_a_visit asks for is enough; the loan itself is never changed."""
    late = CAME | {"visit_id": uid("entered later")}
    Landing(settings.landing).publish({"loans": [LOAN | {"visit_id": None}], "visits": [late], "cases": [CASE]})
    with open_warehouse(settings) as connection:
        Refresh(connection, settings, "run").ingest()
        load_terms(connection, load_catalogue(settings.catalogue_dir))
        [verdict] = validate(connection, [RAW["loans"]], whole)
    assert "every_loan_has_a_visit" not in {finding.expectation.name for finding in verdict.findings}


def test_a_row_from_the_future_is_found(settings: Settings) -> None:
    Landing(settings.landing).publish({"visits": [VISIT]}, recorded_at=at("2026-03-02 07:00+08:00"))
    with open_warehouse(settings) as connection:
        Refresh(connection, settings, "run").ingest()
        [verdict] = validate(connection, [RAW["visits"]], whole)
    assert [(f.expectation.name, f.violations) for f in verdict.findings if f.expectation.name == "not_in_future"] == [
        ("not_in_future", 1)
    ]
    assert verdict.passed  # a warning does not stop the figures


SPOILT: list[tuple[str, str, str]] = [
    ("rpt_revenue", "outstanding_identity", "UPDATE marts.rpt_revenue SET outstanding_idr = outstanding_idr + 1"),
    ("rpt_revenue", "undeposited_identity", "UPDATE marts.rpt_revenue SET deposited_idr = deposited_idr + 1"),
    ("rpt_revenue", "outstanding_carried", "UPDATE marts.rpt_revenue SET waived_idr = waived_idr + 1"),
    (
        "rpt_revenue",
        "undeposited_carried",
        "UPDATE marts.rpt_revenue SET undeposited_idr = 0 WHERE period_start ="
        " (SELECT min(period_start) FROM marts.rpt_revenue WHERE undeposited_idr <> 0 AND grain = 'month')",
    ),
    ("rpt_revenue", "charged_idr_as_recorded", "UPDATE marts.rpt_revenue SET charged_idr = charged_idr + 1"),
    ("rpt_revenue", "received_idr_as_recorded", "DELETE FROM raw.payments WHERE receipt_no = 1"),
    (
        "rpt_revenue",
        "every_kind_to_the_last_period",
        "DELETE FROM marts.rpt_revenue WHERE agency = 'NTT' AND period_start > DATE '2025-03-01'",
    ),
    ("rpt_receipts", "unique_node_year_receipt_no", "UPDATE marts.rpt_receipts SET receipt_no = 1"),
    ("rpt_receipts", "receipts_without_gap", "DELETE FROM raw.payments WHERE receipt_no = 1"),
    ("rpt_receipts", "same_money_as_rpt_revenue", "UPDATE marts.rpt_receipts SET amount_idr = amount_idr + 1"),
    ("rpt_group_visitors", "within_the_groups", "UPDATE marts.rpt_group_visitors SET heads = heads + 500"),
    ("rpt_visitors", "as_many_as_in_the_room_books", "DELETE FROM raw.room_visits"),
    ("rpt_loan_turnover", "as_many_as_found_on_tables", "DELETE FROM raw.in_house_uses"),
    ("rpt_visitors", "as_many_as_at_the_stops", "DELETE FROM raw.outreach_visits"),
    ("rpt_site_stock", "copies_conserved", "UPDATE marts.rpt_site_stock SET copies_out = copies_out + 1"),
    ("rpt_site_stock", "as_many_as_moved", "DELETE FROM raw.copy_moves WHERE move = 'hand_over'"),
    ("rpt_site_stock", "copies_outstanding_at_least_0", "UPDATE marts.rpt_site_stock SET copies_outstanding = -1"),
    (
        "rpt_outreach_coverage",
        "copies_conserved",
        "UPDATE marts.rpt_outreach_coverage SET copies_lost = copies_lost + 1",
    ),
    ("rpt_outreach_coverage", "site_coverage_is_ratio", "UPDATE marts.rpt_outreach_coverage SET sites_registered = 9"),
    ("rpt_documents", "berita_acara_present", "SELECT 1"),
    ("rpt_documents", "berita_acara_signed", "SELECT 1"),
    ("rpt_documents", "berita_acara_consistent", "SELECT 1"),
    ("rpt_documents", "a_finding_has_an_age", "UPDATE marts.rpt_documents SET age_days = NULL"),
]


def test_spoilt_figures_are_found(settings: Settings) -> None:
    landings: dict[str, Landing] = {}
    for node, rows, written_at in History(6, months=5, visits_per_day=0.6).batches(1):
        landings.setdefault(node, Landing(settings.landing, node)).publish(rows, recorded_at=written_at)
    missed = []
    with open_warehouse(settings) as connection:
        run = Refresh(connection, settings, "run")
        run.ingest()
        run.swap()
        for mart, name, spoil in SPOILT:
            connection.execute("BEGIN")
            connection.execute(spoil)
            [verdict] = validate(connection, [MARTS[mart]], whole)
            connection.execute("ROLLBACK")
            if name not in {finding.expectation.name for finding in verdict.findings}:
                missed.append(name)
    assert missed == []


def judged(*expectations: Any, rows: str) -> Verdict:
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA raw")
        connection.execute(f"CREATE TABLE raw.things AS {rows}")
        [verdict] = validate(connection, [suite("raw.things", *expectations)], whole)
    return verdict


def test_a_verdict_counts_violations_and_shows_some_of_the_rows() -> None:
    verdict = judged(at_least("size", 5), not_null("size"), rows="SELECT i AS size FROM range(100) r(i)")
    assert (verdict.rows_checked, verdict.passed) == (100, False)
    [finding] = verdict.findings
    assert finding.violations == 5
    assert [row["size"] for row in finding.sample] == [0, 1, 2, 3, 4]


def test_both_sides_of_unique_and_holds() -> None:
    things = "SELECT * FROM (VALUES (1, 'a'), (2, 'a'), (3, NULL), (4, NULL)) t(id, word)"
    assert judged(unique("id", table="raw.things"), rows=things).passed
    assert judged(unique("word", table="raw.things"), rows=things).findings[0].violations == 4
    assert judged(holds("small", "ids are below 4", "s.id >= 4"), rows=things).findings[0].violations == 1
    assert judged(warn(holds("small", "ids are below 4", "s.id >= 4")), rows=things).passed


def test_an_expectation_stands_once_in_a_suite() -> None:
    with pytest.raises(ValueError, match="twice"):
        suite("raw.things", not_null("size"), not_null("size"))


def test_a_large_table_is_counted_as_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    things = "SELECT CASE WHEN i = 7 THEN 8 ELSE i END AS id, i % 3 AS size, 'NTT' AS agency FROM range(100) r(i)"
    asked = (unique("id", table="raw.things"), unique("id", "size", table="raw.things"), at_least("size", 1))
    small = judged(*asked, rows=things)
    monkeypatch.setattr("expectations.counting.LARGE_ROWS", 10)
    assert judged(*asked, rows=things) == small
    assert {f.expectation.name: f.violations for f in small.findings} == {"unique_id": 2, "size_at_least_1": 34}
    assert small.standing["unique_id"] == {"NTT": 2}
