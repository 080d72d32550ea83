"""Ends of pauses."""

from __future__ import annotations

from expectations.library import holds, known_place, not_null, refers_to, Suite, suite, unique, warn
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.step_resumptions",
    unique("resumption_id", table="raw.step_resumptions"),
    not_null("local_day"),
    known_place(),
    warn(unique("pause_id", table="raw.step_resumptions")),
    warn(refers_to("pause_id", "raw.step_pauses", "pause_id")),
    warn(
        holds(
            "ends_after_it_began",
            N_("a pause ends after it began"),
            "EXISTS (SELECT 1 FROM raw.step_pauses AS p WHERE p.pause_id = s.pause_id AND p.occurred_at > s.occurred_at)",
        )
    ),
)
