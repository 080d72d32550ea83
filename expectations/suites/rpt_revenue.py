"""Revenue (PAD): flows and balances, and the identities between them."""

from __future__ import annotations

from expectations import advice
from expectations.library import at_least, by, Expectation, holds, not_null, one_of, Suite, suite, unique, warn
from warehouse.i18n import N_

_MART = "marts.rpt_revenue"
_LATEST = f"s.period_start = (SELECT max(o.period_start) FROM {_MART} AS o WHERE o.grain = s.grain)"
_SAME_CELL = "o.agency = s.agency AND o.revenue_kind = s.revenue_kind"


def _identity(name: str, sentence: str, flows: str, balance: str) -> Expectation:
    """Over all time, per agency and kind: the flows add up to the balance of the latest period, in every grain."""
    everything = f"(SELECT sum({flows}) FROM {_MART} AS o WHERE o.grain = s.grain AND {_SAME_CELL})"
    latest = (
        f"(SELECT sum(o.{balance}) FROM {_MART} AS o WHERE o.grain = s.grain AND o.period_start = s.period_start"
        f" AND {_SAME_CELL})"
    )
    return holds(name, sentence, f"{_LATEST} AND {everything} <> {latest}")


def _carried(name: str, sentence: str, flows: str, balance: str) -> Expectation:
    """The balance of a month is that of the month before and what moved since."""
    before = (
        f"coalesce((SELECT sum(o.{balance}) FROM {_MART} AS o WHERE o.grain = 'month' AND {_SAME_CELL}"
        " AND o.period_start + INTERVAL 1 MONTH = s.period_start), 0)"
    )
    moved, after = (
        f"(SELECT sum({what}) FROM {_MART} AS o WHERE o.grain = 'month' AND {_SAME_CELL}"
        " AND o.period_start = s.period_start)"
        for what in (flows, f"o.{balance}")
    )
    return holds(name, sentence, f"s.grain = 'month' AND {before} + {moved} <> {after}")


def _recorded(column: str, sentence: str, *parts: tuple[str, str, str]) -> Expectation:
    """A month's flow is that of the raw rows: (sign, table, column of its day)."""
    same = "r.agency = s.agency AND r.service_point = s.service_point AND r.revenue_kind = s.revenue_kind"
    raw = " ".join(
        f"{sign} coalesce((SELECT sum(r.amount_idr) FROM {table} AS r WHERE {same}"
        f" AND date_trunc('month', r.{day}) = s.period_start), 0)"
        for sign, table, day in parts
    )
    return holds(f"{column}_as_recorded", sentence, f"s.grain = 'month' AND s.{column} <> {raw}")


_OWED, _KEPT = "o.charged_idr - o.received_idr - o.waived_idr", "o.received_idr - o.deposited_idr"
_SLIP_LINES = (
    "(SELECT l.*, d.deposited_on FROM raw.deposit_lines AS l JOIN raw.deposits AS d ON d.deposit_id = l.deposit_id)"
)

SUITE: Suite = suite(
    _MART,
    unique("agency", "service_point", "grain", "period_start", "revenue_kind", table=_MART),
    one_of("grain", "day", "month", "year"),
    one_of("revenue_kind", "late_fine", "card_fee", "form", "photocopy"),
    at_least("charged_idr", 0),
    at_least("waived_idr", 0),
    not_null("outstanding_idr"),
    not_null("undeposited_idr"),
    by("treasurer", advice.OWED_BELOW_ZERO, warn(at_least("outstanding_idr", 0))),
    _identity(
        "outstanding_identity", N_("Σ charged − Σ received − Σ waived = outstanding, per agency and kind"),
        _OWED, "outstanding_idr",
    ),
    _identity(
        "undeposited_identity", N_("Σ received − Σ deposited = undeposited, per agency and kind"), _KEPT, "undeposited_idr",
    ),
    _carried(
        "outstanding_carried", N_("what is outstanding is carried on from month to month, per agency and kind"),
        _OWED, "outstanding_idr",
    ),
    _carried(
        "undeposited_carried", N_("what is undeposited is carried on from month to month, per agency and kind"),
        _KEPT, "undeposited_idr",
    ),
    _recorded("charged_idr", N_("a month's charged money is that of its charges"), ("+", "raw.charges", "local_day")),
    _recorded(
        "received_idr", N_("a month's received money is that of its payments less its reversals"),
        ("+", "raw.payments", "local_day"), ("-", "raw.payment_reversals", "local_day"),
    ),
    _recorded("waived_idr", N_("a month's waived money is that of its waivers"), ("+", "raw.waivers", "local_day")),
    _recorded(
        "deposited_idr", N_("a month's deposited money is that of the lines of its slips"),
        ("+", _SLIP_LINES, "deposited_on"),
    ),
    holds(
        "every_kind_to_the_last_period",
        N_("every agency and kind has its balance in the latest period"),
        f"NOT EXISTS (SELECT 1 FROM {_MART} AS o WHERE o.grain = s.grain AND {_SAME_CELL}"
        f" AND o.period_start = (SELECT max(l.period_start) FROM {_MART} AS l WHERE l.grain = s.grain))",
    ),
)  # fmt: skip
