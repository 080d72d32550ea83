"""To the rupiah, from the charge to the deposit slip: over the whole demo, and for every single day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from tests.patuh.demo.filled import Demo, PLAN
from warehouse.catalogue.load import load_catalogue

pytestmark = pytest.mark.xdist_group("demo")
CATALOGUE = load_catalogue(None)
AGENCIES = ("NTT", "JATENG")
Ledger = Counter[date]
"""Rupiah by local day."""


def flow(demo: Demo, agency: str, table: str, amount: str = "amount_idr", day: str = "", where: str = "true") -> Ledger:
    """Σ amount of a fact table by local day; `table` may be a join."""
    zone = CATALOGUE.agency(agency).timezone
    on = day or f"timezone('{zone}', f.occurred_at)::DATE"
    statement = f"SELECT {on} AS day, sum(f.{amount}) FROM {table} WHERE f.agency = ? AND {where} GROUP BY day"
    return Counter({day: int(idr) for day, idr in demo.rows(statement, agency)})


def balance(demo: Demo, agency: str, table: str, amount: str) -> int:
    return int(demo.one(f"SELECT coalesce(sum({amount}), 0) FROM {table} WHERE agency = ?", agency))


@pytest.mark.parametrize("agency", AGENCIES)
def test_the_whole_demo_reconciles(demo: Demo, agency: str) -> None:
    charged, waived = flow(demo, agency, "charges f").total(), flow(demo, agency, "waivers f").total()
    received = flow(demo, agency, "payments f").total() - flow(demo, agency, "payment_reversals f").total()
    deposited = flow(demo, agency, "deposits f").total()
    outstanding = balance(demo, agency, "state_open_charges", "outstanding_idr")
    undeposited = balance(demo, agency, "state_undeposited", "amount_idr")
    assert charged - waived - outstanding == received
    assert received == deposited + undeposited
    assert min(charged, received, deposited, undeposited) > 0


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_kind_of_revenue_reconciles(demo: Demo, agency: str) -> None:
    kinds = [kind for (kind,) in demo.rows("SELECT DISTINCT revenue_kind FROM charges ORDER BY 1")]
    assert kinds == ["card_fee", "form", "late_fine", "photocopy"]
    for kind in kinds:
        of = f"f.revenue_kind = '{kind}'"
        received = flow(demo, agency, "payments f", where=of).total()
        received -= flow(demo, agency, "payment_reversals f", where=of).total()
        owed = demo.one(
            "SELECT coalesce(sum(outstanding_idr), 0) FROM state_open_charges WHERE agency = ? AND revenue_kind = ?",
            agency, kind,
        )  # fmt: skip
        kept = demo.one(
            "SELECT coalesce(sum(amount_idr), 0) FROM state_undeposited WHERE agency = ? AND revenue_kind = ?",
            agency,
            kind,
        )
        charged = flow(demo, agency, "charges f", where=of).total()
        assert charged - flow(demo, agency, "waivers f", where=of).total() - owed == received
        lines = demo.one(
            "SELECT coalesce(sum(l.amount_idr), 0) FROM deposit_lines l JOIN deposits d USING (deposit_id)"
            " WHERE d.agency = ? AND l.revenue_kind = ?",
            agency, kind,
        )  # fmt: skip
        assert received == lines + kept


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_single_day_reconciles(demo: Demo, agency: str) -> None:
    """Each day's balances follow from those of the day before and the day's flows, down to what state says at the end."""
    charged, waived = flow(demo, agency, "charges f"), flow(demo, agency, "waivers f")
    paid, returned = flow(demo, agency, "payments f"), flow(demo, agency, "payment_reversals f")
    deposited = flow(demo, agency, "deposits f", day="f.deposited_on")
    cash = flow(demo, agency, "payments f", where="method = 'cash'")
    cash_back = flow(demo, agency, "payment_reversals f JOIN payments p USING (payment_id)", where="p.method = 'cash'")
    closings = {
        day: (expected, counted, difference, explained)
        for day, expected, counted, difference, explained in demo.rows(
            "SELECT closed_on, expected_idr, counted_idr, difference_idr, explanation IS NOT NULL"
            " FROM day_closings LEFT JOIN closing_explanations USING (closing_id) WHERE agency = ?",
            agency,
        )
    }
    outstanding = undeposited = 0
    for number in range(PLAN.days):
        day = PLAN.first_day + timedelta(days=number)
        received = paid[day] - returned[day]
        outstanding += charged[day] - waived[day] - received
        undeposited += received - deposited[day]
        assert undeposited >= 0
        assert (day in closings) == CATALOGUE.agency(agency).calendar.is_open_day(day), (
            "every open day is counted, once"
        )
        if day in closings:
            expected, counted, difference, explained = closings[day]
            assert expected == cash[day] - cash_back[day]
            assert counted - expected == difference
            assert explained == (difference != 0)
    assert outstanding == balance(demo, agency, "state_open_charges", "outstanding_idr")
    assert undeposited == balance(demo, agency, "state_undeposited", "amount_idr")


@pytest.mark.parametrize("agency", AGENCIES)
def test_a_slip_takes_what_came_in_before_its_day_and_the_last_day_waits(demo: Demo, agency: str) -> None:
    zone = CATALOGUE.agency(agency).timezone
    lines = demo.rows(
        "SELECT d.deposited_on, timezone(?, p.occurred_at)::DATE FROM deposit_lines l JOIN deposits d USING (deposit_id)"
        " JOIN payments p USING (payment_id) WHERE d.agency = ?",
        zone, agency,
    )  # fmt: skip
    assert lines
    assert all(received_on < deposited_on for deposited_on, received_on in lines)
    assert max(received_on for _, received_on in lines) < PLAN.last_day


def test_money_comes_in_every_way(demo: Demo) -> None:
    assert {"cash", "qris"} <= {method for (method,) in demo.rows("SELECT DISTINCT method FROM payments")}
    assert demo.one("SELECT count(*) FROM payment_reversals") > 0
    heads = {role for (role,) in demo.rows("SELECT DISTINCT unnest(roles) FROM waivers JOIN staff USING (staff_key)")}
    assert heads <= {"section_head", "division_head"}
    assert heads
