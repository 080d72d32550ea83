"""Steps of a span tapped one by one in a measurement week."""

from __future__ import annotations

from expectations.library import (
    at_most,
    holds,
    known_place,
    not_in_future,
    not_null,
    one_of,
    refers_to,
    Suite,
    suite,
    unique,
    warn,
)
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.measured_steps",
    unique("measured_step_id", table="raw.measured_steps"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("captured", "transaction", "tap", "backfilled"),
    warn(at_most("started_at", "finished_at")),
    warn(refers_to("case_id", "raw.measured_cases", "case_id")),
    warn(
        holds(
            "step_in_catalogue",
            N_("the step exists in some version of the SOP; other steps enter no figure"),
            "NOT EXISTS (SELECT 1 FROM ref.sop_steps AS o"
            " WHERE o.sop_code = s.sop_code AND o.step_position = s.step_position)",
        )
    ),
)
