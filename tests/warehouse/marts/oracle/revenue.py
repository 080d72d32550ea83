"""Regional own-source revenue, a second time: DOMAIN.md, "Figures", as a plain ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from tests.warehouse.marts.oracle.agreement import Figures
from tests.warehouse.marts.oracle.facts import day_of, Facts, last_day_of, periods_between, periods_of, Row

FLOWS = ("charged_idr", "received_idr", "waived_idr", "deposited_idr")
BALANCES = ("outstanding_idr", "undeposited_idr")
Account = tuple[str, str, str]  # agency, service point, kind of revenue


def entries(facts: Facts) -> list[tuple[Account, date, str, int]]:
    """(account, local day, flow, rupiah): revenue is what was received, on the day it was received."""
    found = []

    def enter(row: Row, day: date, flow: str, sign: int = 1) -> None:
        found.append(((row["agency"], row["service_point"], row["revenue_kind"]), day, flow, sign * row["amount_idr"]))

    for row in facts.of("charges"):
        enter(row, day_of(row), "charged_idr")
    for row in facts.of("payments"):
        enter(row, day_of(row), "received_idr")
    for row in facts.of("payment_reversals"):  # on the day it is cancelled, never a change of the old day
        enter(row, day_of(row), "received_idr", -1)
    for row in facts.of("waivers"):
        enter(row, day_of(row), "waived_idr")
    slips = {row["deposit_id"]: row for row in facts.of("deposits")}
    for row in facts.of("deposit_lines"):
        enter(row, slips[row["deposit_id"]]["deposited_on"], "deposited_idr")
    return found


def flows(facts: Facts) -> Figures:
    """(agency, point, kind, grain, period) → what flowed in the period, where it happened."""
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(FLOWS, 0))
    for account, day, flow, amount in entries(facts):
        for period in periods_of(day):
            counts[*account, *period][flow] += amount
    return dict(counts)


def balances(facts: Facts) -> Figures:
    """(agency, kind, grain, period) → balances at the period's end, from the first entry to the last period of all."""
    changes: dict[tuple[str, str], Counter[tuple[date, str]]] = defaultdict(Counter)
    for (agency, _point, kind), day, flow, amount in entries(facts):
        changes[agency, kind][day, flow] += amount
    last = max(facts.last_day(), *(day for moved in changes.values() for day, _flow in moved))
    found: Figures = {}
    for (agency, kind), moved in changes.items():
        for period in periods_between(min(day for day, _flow in moved), last):
            total: Counter[str] = Counter()
            for (day, flow), amount in moved.items():
                if day <= last_day_of(period):
                    total[flow] += amount
            found[agency, kind, *period] = {
                "outstanding_idr": total["charged_idr"] - total["received_idr"] - total["waived_idr"],
                "undeposited_idr": total["received_idr"] - total["deposited_idr"],
            }
    return found


def receipts(facts: Facts) -> Figures:
    """(node, year, number) → amount, whether it was reversed, its slip, the day on the slip and the days to it."""
    reversed_payments = {row["payment_id"] for row in facts.of("payment_reversals")}
    slips = {row["deposit_id"]: row for row in facts.of("deposits")}
    slip_of = {
        row["payment_id"]: slips[row["deposit_id"]]
        for row in facts.of("deposit_lines")
        if row.get("reversal_id") is None
    }
    found: Figures = {}
    for row in facts.of("payments"):
        slip = slip_of.get(row["payment_id"])
        deposited_on = slip["deposited_on"] if slip else None
        found[row["node"], row["receipt_year"], row["receipt_no"]] = {
            "amount_idr": row["amount_idr"],
            "reversed": row["payment_id"] in reversed_payments,
            "deposit_slip": slip["slip_no"] if slip else None,
            "deposited_on": deposited_on,
            "days_to_deposit": (deposited_on - day_of(row)) // timedelta(days=1) if deposited_on else None,
        }
    return found
