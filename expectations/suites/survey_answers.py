"""Forms of the satisfaction survey, as they were sent."""

from __future__ import annotations

from expectations.library import (
    between,
    by,
    holds,
    known_place,
    not_in_future,
    not_null,
    one_of,
    Suite,
    suite,
    unique,
    warn,
)
from warehouse.i18n import N_

_LOOK_AT_THE_KIOSK = N_(
    "Look at the kiosk of that hour: children playing with it, or a machine filling in the form. Move it where staff see it;"
    " the answers stay on record."
)

SUITE: Suite = suite(
    "raw.survey_answers",
    unique("answer_id", table="raw.survey_answers"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("channel", "kiosk", "link", "paper"),
    *(between(f"u{element}", 1, 4) for element in range(1, 10)),
    warn(
        by(
            "section_head",
            _LOOK_AT_THE_KIOSK,
            holds(
                "no_run_of_the_same_form",
                N_("no more than twenty forms with the same scores come from one service point in an hour"),
                "(SELECT count(*) FROM raw.survey_answers AS o WHERE o.service_point = s.service_point"
                " AND date_trunc('hour', o.occurred_at) = date_trunc('hour', s.occurred_at)"
                " AND (o.u1, o.u2, o.u3, o.u4, o.u5, o.u6, o.u7, o.u8, o.u9)"
                " = (s.u1, s.u2, s.u3, s.u4, s.u5, s.u6, s.u7, s.u8, s.u9)) > 20",
            ),
        )
    ),
)
