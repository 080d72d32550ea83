"""Revenue: the marts and the plain ledger agree on any history of charges, payments, waivers, reversals and slips."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from tests.warehouse.marts.oracle import revenue as oracle
from tests.warehouse.marts.oracle.agreement import assert_agree, figures, summed
from tests.warehouse.marts.oracle.draws import agencies, wall_clocks
from tests.warehouse.marts.oracle.examples import few_examples
from tests.warehouse.marts.oracle.facts import day_of, Facts, moment, POINTS, Row
from tests.warehouse.marts.oracle.measured import measured

KINDS = st.sampled_from(["late_fine", "card_fee", "form", "photocopy"])
LATER = st.sampled_from([0, 1, 60, 24 * 60, 40 * 24 * 60])  # minutes
CHARGE = st.fixed_dictionaries(
    {
        "agency": agencies,
        "when": wall_clocks(),
        "kind": KINDS,
        "amount": st.integers(1, 30),
        "point": st.integers(0, 1),
        "payments": st.lists(st.tuples(LATER, st.integers(0, 1), st.booleans(), LATER), max_size=2),
        "waived": st.booleans(),
        "waived_later": LATER,
    }
)
SLIP = st.tuples(agencies, st.integers(0, 1), wall_clocks(), st.sampled_from([0, 1, 3]))
"""Agency, desk, written down when, dated how many days before."""


def history(charges: list[dict[str, Any]], slips: list[tuple[str, int, datetime, int]]) -> Facts:
    facts = Facts()
    for drawn in charges:
        _charge(facts, drawn)
    payments = sorted(facts.of("payments"), key=lambda row: row["occurred_at"])
    for number, row in enumerate(payments, 1):
        row["receipt_no"] = number
    taken: set[str] = set()
    for number, (agency, point, when, days_back) in enumerate(sorted(slips, key=lambda slip: slip[2])):
        place = POINTS[agency][point]
        _slip(facts, agency, place, when, (when - timedelta(days=days_back)).date(), f"STS-{number}", taken)
    return facts


def _charge(facts: Facts, drawn: dict[str, Any]) -> None:
    agency, charge, left = drawn["agency"], facts.id("charge"), drawn["amount"] * 100
    money = {"charge_id": charge, "revenue_kind": drawn["kind"]}
    desk = POINTS[agency][drawn["point"]]
    facts.add("charges", agency, drawn["when"], service_point=desk, amount_idr=left, **money)
    for after, point, is_reversed, reversed_after in drawn["payments"]:
        amount = max(left // 2, 1)
        if left <= 0:
            break
        paid_at, payment, place = drawn["when"] + timedelta(minutes=after), facts.id("payment"), POINTS[agency][point]
        facts.add(
            "payments", agency, paid_at, payment_id=payment, amount_idr=amount, service_point=place, node="pusat",
            receipt_year=2026, receipt_no=0, **money,
        )  # fmt: skip
        if is_reversed:
            facts.add(
                "payment_reversals", agency, paid_at + timedelta(minutes=reversed_after), payment_id=payment,
                reversal_id=facts.id("reversal"), amount_idr=amount, service_point=place, **money,
            )  # fmt: skip
        else:
            left -= amount
    if drawn["waived"] and left:
        when = drawn["when"] + timedelta(minutes=drawn["waived_later"])
        facts.add("waivers", agency, when, amount_idr=max(left // 3, 1), service_point=desk, **money)


def _slip(facts: Facts, agency: str, place: str, when: datetime, dated: date, slip_no: str, taken: set[str]) -> None:
    """A slip takes what its desk has received up to its date and no slip took before; a reversal is a negative line."""

    def waiting(table: str, key: str) -> list[Row]:
        return [
            row for row in facts.of(table)
            if row["service_point"] == place and row[key] not in taken and day_of(row) <= dated
            and row["occurred_at"] <= moment(agency, when)
        ]  # fmt: skip

    lines: list[tuple[Row, str | None, int]] = [
        (row, None, row["amount_idr"]) for row in waiting("payments", "payment_id")
    ]
    lines += [(row, row["reversal_id"], -row["amount_idr"]) for row in waiting("payment_reversals", "reversal_id")]
    if not lines:
        return
    deposit, total = facts.id("deposit"), sum(amount for _row, _reversal, amount in lines)
    facts.add(
        "deposits", agency, when, service_point=place, deposit_id=deposit, slip_no=slip_no, deposited_on=dated,
        amount_idr=total,
    )  # fmt: skip
    for row, reversal, amount in lines:
        taken.add(reversal or row["payment_id"])
        facts.add(
            "deposit_lines", agency, when, service_point=place, deposit_id=deposit, payment_id=row["payment_id"],
            reversal_id=reversal, revenue_kind=row["revenue_kind"], amount_idr=amount,
        )  # fmt: skip


def check(charges: list[dict[str, Any]], slips: list[tuple[str, int, datetime, int]], batches: int = 1) -> None:
    facts = history(charges, slips)
    marts = measured(facts, ("rpt_revenue", "rpt_receipts"), batches=batches)
    rows = marts["rpt_revenue"]
    account = ("agency", "service_point", "revenue_kind", "grain", "period_start")
    assert_agree(figures(rows, account, oracle.FLOWS), oracle.flows(facts), "flows")
    balances, expected = (
        summed(rows, ("agency", "revenue_kind", "grain", "period_start"), oracle.BALANCES),
        oracle.balances(facts),
    )
    assert balances.keys() == expected.keys()  # every period up to the last has its balances, also those of zero
    assert_agree(balances, expected, "balances")
    columns = ("amount_idr", "reversed", "deposit_slip", "deposited_on", "days_to_deposit")
    found = figures(marts["rpt_receipts"], ("node", "year", "receipt_no"), columns)
    assert found == oracle.receipts(facts)


CHARGES, SLIPS = st.lists(CHARGE, min_size=6, max_size=25), st.lists(SLIP, max_size=8)


@given(CHARGES, SLIPS)
@few_examples
def test_revenue(charges: list[Any], slips: list[Any]) -> None:
    check(charges, slips)
