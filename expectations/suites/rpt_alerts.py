"""Alerts: nothing is resolved before it was seen, nobody is told before there is something to tell."""

from __future__ import annotations

from expectations.library import holds, not_null, one_of, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_alerts",
    unique("alert_id", table="marts.rpt_alerts"),
    not_null("subject"),
    not_null("role"),
    one_of("kind", "document", "check", "batch", "run", "silence"),
    one_of("severity", "critical", "warning"),
    holds(
        "one_alert_stands_per_finding",
        N_("one alert at a time stands for a finding"),
        "s.resolved_at IS NULL AND (SELECT count(*) FROM marts.rpt_alerts AS o"
        " WHERE o.alert_key = s.alert_key AND o.resolved_at IS NULL) > 1",
    ),
    holds(
        "escalated_alerts_say_to_whom",
        N_("an escalated alert says to whom and when"),
        "(s.escalated_to IS NULL) <> (s.escalated_at IS NULL)",
    ),
)
