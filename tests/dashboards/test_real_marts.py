"""The pages' answers on marts that the pipelines' own SQL made of facts, against figures counted by hand.

The other tests here read a file whose columns were written down by hand; this one would notice when a mart changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboards.filters.period import Period
from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings import receipts
from dashboards.readings.circulation import circulation
from dashboards.readings.reader import Reader
from dashboards.readings.revenue import revenue
from dashboards.readings.visitors import by_point, group_classes, visitors
from tests.dashboards.test_queries import QUERIES, VALUES
from tests.landing import at, Landing, Rows, uid
from warehouse.catalogue.load import load_catalogue
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.lake.serving import Serving
from warehouse.settings import Settings

MARCH = Selection(("NTT",), None, Period(date(2026, 3, 1), date(2026, 3, 31)))
BUILDING, OTHER = "NTT-GEDUNG", "NTT-KELILING"


class Facts:
    """Rows by table; a moment is local time of the building: "03-02 08:00" of 2026."""

    def __init__(self) -> None:
        self.rows: Rows = {}

    def add(self, table: str, when: str, point: str = BUILDING, **values: Any) -> None:
        place = {"agency": "NTT", "service_point": point, "occurred_at": at(f"2026-{when}+08:00")}
        self.rows.setdefault(table, []).append(place | values)

    def visit(self, name: str, when: str, member: str | None, point: str = BUILDING, heads: int = 1) -> None:
        kind = "group" if heads > 1 else "member" if member else "guest"
        key = uid(member) if member else None
        self.add(
            "visits", when, point, visit_id=uid(name), visitor_type=kind, member_key=key, head_count=heads, sex=None,
            age_class=None, occupation=None, education=None, purpose="Membaca",
        )  # fmt: skip


def _facts() -> Rows:
    facts = Facts()
    facts.visit("a1", "03-02 08:00", "Ana")
    facts.visit("a2", "03-04 09:00", "Ana")
    facts.visit("a3", "03-05 09:00", "Ana", OTHER)
    facts.visit("b1", "03-04 10:00", "Beni")
    facts.visit("g", "03-04 10:30", None)
    facts.visit("school", "03-03 09:00", None, heads=10)
    facts.visit("mistake", "03-03 11:00", "Citra")
    facts.add("visit_cancellations", "03-03 11:01", visit_id=uid("mistake"))
    for value, heads in (("L", 4), ("P", 5)):
        facts.add("group_counts", "03-03 09:00", visit_id=uid("school"), dimension="sex", value=value, heads=heads)
    facts.add("room_visits", "03-04 09:30", visit_id=uid("a2"), visitor_type="member", room="reference")

    for copy in ("one", "two", "three"):
        facts.add(
            "copies", "03-01 07:00", copy_id=uid(copy), title_id=uid("title"), collection="general", ddc_class="300",
            is_lendable=True, acquired_on=None,
        )  # fmt: skip
    lent = {"copy_id": uid("one"), "collection": "general", "ddc_class": "300"}
    facts.add("loans", "03-02 08:10", loan_id=uid("loan"), **lent)
    facts.add("loan_renewals", "03-04 09:10", loan_id=uid("loan"))
    facts.add("in_house_uses", "03-04 15:00", copy_id=uid("two"), collection="general", ddc_class="300")

    facts.add("charges", "03-02 08:20", charge_id=uid("card"), revenue_kind="card_fee", amount_idr=10_000)
    facts.add("charges", "03-03 08:20", charge_id=uid("fine"), revenue_kind="late_fine", amount_idr=3_000)
    facts.add("payments", "03-02 08:21", payment_id=uid("p1"), charge_id=uid("card"), revenue_kind="card_fee",
              amount_idr=10_000, node="pusat", receipt_year=2026, receipt_no=1)  # fmt: skip
    facts.add("payments", "03-04 09:00", OTHER, payment_id=uid("p2"), charge_id=uid("fine"), revenue_kind="late_fine",
              amount_idr=2_000, node="pusat", receipt_year=2026, receipt_no=2)  # fmt: skip
    facts.add("waivers", "03-04 09:05", charge_id=uid("fine"), revenue_kind="late_fine", amount_idr=500)
    facts.add("deposits", "03-04 14:00", deposit_id=uid("slip"), slip_no="STS-1", deposited_on=date(2026, 3, 4),
              amount_idr=10_000)  # fmt: skip
    facts.add("deposit_lines", "03-04 14:00", deposit_id=uid("slip"), payment_id=uid("p1"), reversal_id=None,
              revenue_kind="card_fee", amount_idr=10_000)  # fmt: skip
    return facts.rows


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    settings = Settings.load(home=tmp_path_factory.mktemp("facts") / "home")
    settings.make_home()
    landing = Landing(settings.landing)
    late = Facts()
    late.visit("a0", "02-27 09:00", "Ana")  # arrives after the visits that follow it
    for run, rows in enumerate((_facts(), late.rows)):
        landing.publish(rows)
        with open_warehouse(settings) as connection:
            refresh(connection, settings, f"run {run}", full=False)
    with Serving(settings.serving_db).reading() as cursor:
        yield Reader(cursor)


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_knows_the_marts_columns(reader: Reader, query: str) -> None:
    reader.frame(query, MARCH, **VALUES)


@pytest.mark.parametrize(
    ("point", "first", "last", "members"),
    [
        (None, date(2026, 3, 2), date(2026, 3, 5), 2),
        (None, date(2026, 3, 5), date(2026, 3, 5), 1),
        (None, date(2026, 2, 1), date(2026, 3, 3), 1),
        (None, date(2026, 3, 3), date(2026, 3, 3), 0),  # Citra's registration was a mistake
        (BUILDING, date(2026, 3, 1), date(2026, 3, 31), 2),
        (OTHER, date(2026, 3, 1), date(2026, 3, 31), 1),
    ],
)
def test_who_comes_often_is_one_member(
    reader: Reader, point: str | None, first: date, last: date, members: int
) -> None:
    found = visitors(reader, Selection(("NTT",), point, Period(first, last)))
    assert found.unique_members.value == members


def test_visits_groups_and_rooms_are_three_counts(reader: Reader) -> None:
    found = visitors(reader, MARCH)
    assert (found.visits.value, found.group_heads.value, found.room_visits.value) == (15, 10, 1)
    assert found.per_day.value == 15 / 4
    assert found.visits.previous == 1
    points = by_point(reader, MARCH, Places(load_catalogue())).set_index("service_point")
    assert points["visits"].to_dict() == {BUILDING: 14, OTHER: 1}
    assert points["unique_members"].to_dict() == {BUILDING: 2, OTHER: 1}
    classes = group_classes(reader, MARCH)
    assert classes is not None
    assert dict(zip(classes["value"], classes["heads"], strict=True)) == {"P": 5, "L": 4}


def test_a_renewal_and_a_use_in_the_building_are_no_loans(reader: Reader) -> None:
    found = circulation(reader, MARCH)
    assert (found.loans.value, found.renewals.value, found.in_house_uses.value) == (1, 1, 1)
    assert (found.use.lendable_copies, found.use.unused_copies) == (3, 2)
    assert found.use.turnover == 1 / 3


def test_money_is_owed_where_it_was_charged_and_waits_where_it_was_received(reader: Reader) -> None:
    found = revenue(reader, MARCH)
    flows = (found.charged.value, found.received.value, found.waived.value, found.deposited.value)
    assert flows == (13_000, 12_000, 500, 10_000)
    assert (found.outstanding.value, found.undeposited.value) == (500, 2_000)
    assert (found.identities.owed_gap_idr, found.identities.held_gap_idr) == (0, 0)
    other = revenue(reader, Selection(("NTT",), OTHER, MARCH.period))
    assert (other.received.value, other.outstanding.value, other.undeposited.value) == (2_000, 0, 2_000)
    assert other.identities.owed_gap_idr == -2_000  # paid here, owed at the building
    from_the_fourth = revenue(reader, Selection(("NTT",), None, Period(date(2026, 3, 4), date(2026, 3, 5))))
    assert from_the_fourth.identities.owed_before_idr == 3_000
    assert from_the_fourth.identities.held_before_idr == 10_000
    assert from_the_fourth.identities.owed_gap_idr == 0


def test_receipts_know_their_slip_and_their_term(reader: Reader) -> None:
    places, today = Places(load_catalogue()), {"NTT": date(2026, 3, 5)}
    found = receipts.receipts(reader, MARCH, places, today).set_index("receipt")
    deposited, waiting = found.loc["pusat/2026/000001"], found.loc["pusat/2026/000002"]
    assert (deposited["state"], deposited["deposit_slip"], deposited["days_to_deposit"]) == ("deposited", "STS-1", 2)
    assert (waiting["state"], waiting["due_on"].date()) == ("waiting", date(2026, 3, 5))
    a_day_later = receipts.waiting(reader, MARCH, places, {"NTT": date(2026, 3, 6)})
    assert a_day_later.overdue["receipt"].tolist() == ["pusat/2026/000002"]
    assert a_day_later.overdue_idr == 2_000


def test_the_file_made_by_hand_has_no_column_that_the_marts_lack(reader: Reader, serving_file: Path) -> None:
    with Serving(serving_file).reading() as cursor:
        by_hand = Reader(cursor)
        columns = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'marts'"
        known = set(reader._cursor.execute(columns).fetchall())
        assert set(by_hand._cursor.execute(columns).fetchall()) <= known
