"""Whatever the order of charging, paying, waiving, reversing and depositing: the served figures are those of a plain ledger
kept beside, the identities hold on every day, and refreshing on the way gives what rebuilding gives.

The commands are the desk's own, in both agencies and their time zones; what is refused moves nothing.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import hypothesis.strategies as st
from hypothesis import given, HealthCheck
from hypothesis import settings as hypothesis_settings

from expectations.scopes import whole
from expectations.suites import MARTS, RAW
from expectations.validate import validate
from tests.warehouse.conftest import MONDAY
from tests.warehouse.marts.test_incremental import differences, run
from warehouse.clock import local_day
from warehouse.errors import PatuhError
from warehouse.lake.attach import open_warehouse
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.settings import Settings

POINTS = (("NTT", "NTT-GEDUNG", "Asia/Makassar"), ("JATENG", "JTG-GEDUNG", "Asia/Jakarta"))
MONEY = ("charges", "payments", "payment_reversals", "waivers", "deposits", "deposit_lines")
AMOUNT = st.one_of(st.none(), st.integers(1, 12_000))
ACTION = st.one_of(
    st.tuples(st.just("form")),
    st.tuples(st.just("card")),
    st.tuples(st.just("copies"), st.integers(1, 30)),
    st.tuples(st.just("pay"), st.integers(0, 9), AMOUNT),
    st.tuples(st.just("waive"), st.integers(0, 9), AMOUNT),
    st.tuples(st.just("reverse"), st.integers(0, 9)),
    st.tuples(st.just("deposit"), st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.just("wait"), st.integers(1, 60 * 24 * 5)),
)
STEP = st.tuples(st.sampled_from(POINTS), ACTION)


class Ledger:
    """The desk, and beside it what each successful command moved: (agency, kind, local day, column) → rupiah."""

    def __init__(self, settings: Settings, db: OperationsDatabase) -> None:
        self.settings, self.db, self.publisher = settings, db, Publisher(db)
        self.at, self.number = MONDAY, 0
        self.moved: Counter[tuple[str, str, date, str]] = Counter()
        self.charges: list[tuple[str, str, str]] = []  # agency, id, kind
        self.payments: list[tuple[str, str, str, int]] = []  # agency, id, kind, amount
        self.undeposited: list[tuple[str, str, date, int]] = []  # agency, kind, day, amount
        for agency, point, _zone in POINTS:
            self.run(point, "register_member", member_no=agency, name=f"Anggota {agency}")

    def refresh(self) -> None:
        self.publisher.flush()
        run(self.settings, f"run {self.number}")

    def run(self, point: str, command: str, **fields: Any) -> dict[str, Any] | None:
        """The answer; None when a rule said no."""
        self.number += 1
        payload = {
            "command": command, "key": str(self.number), "occurred_at": self.at, "actor": "system", "service_point": point,
        }  # fmt: skip
        try:
            return self.db.execute(payload | fields, trusted=True, recorded_at=self.at).data
        except PatuhError:
            return None

    def move(self, agency: str, kind: str, day: date, **amounts: int) -> None:
        for column, amount in amounts.items():
            self.moved[agency, kind, day, column] += amount
        if amounts.get("received"):
            self.undeposited.append((agency, kind, day, amounts["received"]))

    def take(self, place: tuple[str, str, str], action: tuple[Any, ...]) -> None:
        (agency, point, zone), (name, *given) = place, action
        day = local_day(self.at, zone)
        if name == "wait":
            self.at += timedelta(minutes=given[0])
        elif name == "form":
            self._paid(agency, "form", day, self.run(point, "sell_form", name="Calon"))
        elif name == "copies":
            case = self.run(point, "start_photocopy", place="inside")
            assert case
            answer = self.run(point, "finish_photocopy", case_id=case["case_id"], pages=given[0])
            self._paid(agency, "photocopy", day, answer)
        elif name == "card":
            answer = self.run(point, "renew_card", member_no=agency)
            if answer:
                self.charges.append((agency, answer["charge_id"], "card_fee"))
                self.move(agency, "card_fee", day, charged=answer["fee_idr"])
        elif name == "deposit":
            self._deposit(agency, point, day, *given)
        else:
            self._settle(name, agency, point, day, *given)

    def _paid(self, agency: str, kind: str, day: date, answer: dict[str, Any] | None) -> None:
        """Charged and paid at once; refused on a day whose cash was counted."""
        if answer:
            self.payments.append((agency, answer["payment_id"], kind, answer["amount_idr"]))
            self.move(agency, kind, day, charged=answer["amount_idr"], received=answer["amount_idr"])

    def _settle(self, name: str, agency: str, point: str, day: date, which: int, amount_idr: int | None = None) -> None:
        known: list[Any] = [row for row in (self.payments if name == "reverse" else self.charges) if row[0] == agency]
        if not known:
            return
        chosen = known[which % len(known)]
        if name == "reverse":
            answer = self.run(point, "reverse_payment", payment_id=chosen[1], reason="salah catat")
            if answer:
                self.move(agency, chosen[2], day, received=-chosen[3])
                self.charges.append((agency, answer["charge_id"], chosen[2]))
        elif name == "pay":
            answer = self.run(point, "receive_payment", charge_id=chosen[1], amount_idr=amount_idr)
            if answer:
                self.payments.append((agency, answer["payment_id"], chosen[2], answer["amount_idr"]))
                self.move(agency, chosen[2], day, received=answer["amount_idr"])
        else:
            answer = self.run(point, "waive_charge", charge_id=chosen[1], amount_idr=amount_idr, reason="bencana")
            if answer:
                self.move(agency, chosen[2], day, waived=answer["amount_idr"])

    def _deposit(self, agency: str, point: str, day: date, days_back: int, dated_back: int) -> None:
        until, dated = day - timedelta(days=days_back), day - timedelta(days=dated_back)
        answer = self.run(
            point, "deposit_revenue", slip_no=f"STS-{self.number}", deposited_on=dated.isoformat(),
            received_until=until.isoformat(),
        )  # fmt: skip
        if answer:
            taken = [entry for entry in self.undeposited if entry[0] == agency and entry[2] <= until]
            assert answer["amount_idr"] == sum(entry[3] for entry in taken)
            self.undeposited = [entry for entry in self.undeposited if entry not in taken]
            for _agency, kind, _day, amount in taken:
                self.moved[agency, kind, dated, "deposited"] += amount


@given(steps=st.lists(STEP, min_size=45, max_size=70), cuts=st.sets(st.integers(10, 44), max_size=2))
@hypothesis_settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_figures_are_those_of_a_plain_ledger(steps: list[Any], cuts: set[int]) -> None:
    with tempfile.TemporaryDirectory(prefix="patuh-money-") as folder:
        settings = Settings.load(home=Path(folder) / "home")
        with OperationsDatabase.open(settings) as db:
            ledger = Ledger(settings, db)
            for number, (place, action) in enumerate(steps):
                if number in cuts:
                    ledger.refresh()
                ledger.take(place, action)
            ledger.refresh()
        _compare(settings, ledger)
        grown = Path(folder) / "grown.duckdb"
        grown.write_bytes(settings.serving_db.read_bytes())
        run(settings, "full", full=True)
        assert differences(grown, settings.serving_db, ["rpt_revenue", "rpt_receipts", "rpt_visitors"]) == {}
        with open_warehouse(settings) as connection:
            suites = [MARTS["rpt_revenue"], MARTS["rpt_receipts"], *(RAW[table] for table in MONEY)]
            verdicts = validate(connection, suites, whole)
        assert [(v.table, f.expectation.name) for v in verdicts for f in v.findings] == []


def _compare(settings: Settings, ledger: Ledger) -> None:
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        days = serving.execute(
            "SELECT agency, revenue_kind, period_start, charged_idr, received_idr, waived_idr, deposited_idr,"
            " outstanding_idr, undeposited_idr FROM marts.rpt_revenue WHERE grain = 'day' ORDER BY ALL"
        ).fetchall()
        receipts = serving.execute(
            "SELECT agency, revenue_kind, amount_idr FROM marts.rpt_receipts ORDER BY receipt_no"
        ).fetchall()
    columns = ("charged", "received", "waived", "deposited")
    flows = Counter(
        {(row[0], row[1], row[2], name): value for row in days for name, value in zip(columns, row[3:7], strict=True)}
    )
    assert {key: value for key, value in flows.items() if value} == {k: v for k, v in ledger.moved.items() if v}
    assert receipts == [(agency, kind, amount) for agency, _id, kind, amount in ledger.payments]
    owed: Counter[tuple[str, str]] = Counter()
    kept: Counter[tuple[str, str]] = Counter()
    for agency, kind, _day, charged, received, waived, deposited, outstanding, undeposited in days:
        owed[agency, kind] += charged - received - waived
        kept[agency, kind] += received - deposited
        assert (outstanding, undeposited) == (owed[agency, kind], kept[agency, kind])
    left = Counter[str]()
    for agency, _kind, _day, amount in ledger.undeposited:
        left[agency] += amount
    assert {a: sum(v for (agency, _k), v in kept.items() if agency == a) for a in left} == dict(left)
