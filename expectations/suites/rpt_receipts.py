"""Receipts: numbered without gap or double, and their way to the treasury."""

from __future__ import annotations

from expectations import advice
from expectations.library import at_least, holds, one_of, Suite, suite, unique, warn
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_receipts",
    unique("node", "year", "receipt_no", table="marts.rpt_receipts"),
    one_of("revenue_kind", "late_fine", "card_fee", "form", "photocopy"),
    at_least("receipt_no", 1),
    at_least("amount_idr", 1),
    warn(at_least("days_to_deposit", 0)),
    warn(
        holds(
            "receipts_without_gap",
            N_("the receipt before this one, of the same node and year, is there"),
            "s.receipt_no > 1 AND NOT EXISTS (SELECT 1 FROM raw.payments AS p WHERE p.node = s.node"
            " AND p.receipt_year = s.year AND p.receipt_no = s.receipt_no - 1)",
            owner="treasurer",
            advice=advice.RECEIPT_GAP,
        )
    ),
    holds(
        "deposited_with_its_slip",
        N_("a receipt has the slip, the day on it and the days to it, or none of the three"),
        "(s.deposit_slip IS NULL) <> (s.deposited_on IS NULL) OR (s.deposited_on IS NULL) <> (s.days_to_deposit IS NULL)",
    ),
    holds(
        "same_money_as_rpt_revenue",
        N_("a month's receipts, less what was reversed in it, are what rpt_revenue says was received"),
        "(SELECT sum(o.amount_idr) FROM marts.rpt_receipts AS o WHERE o.agency = s.agency"
        " AND o.service_point = s.service_point AND o.revenue_kind = s.revenue_kind"
        " AND date_trunc('month', o.received_on) = date_trunc('month', s.received_on))"
        " - coalesce((SELECT sum(r.amount_idr) FROM raw.payment_reversals AS r WHERE r.agency = s.agency"
        " AND r.service_point = s.service_point AND r.revenue_kind = s.revenue_kind"
        " AND r.local_month = date_trunc('month', s.received_on)), 0)"
        " <> (SELECT m.received_idr FROM marts.rpt_revenue AS m WHERE m.grain = 'month' AND m.agency = s.agency"
        " AND m.service_point = s.service_point AND m.revenue_kind = s.revenue_kind"
        " AND m.period_start = date_trunc('month', s.received_on))",
    ),
)
