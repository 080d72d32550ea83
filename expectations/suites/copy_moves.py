"""Copies on the move: every move begins where the one before ended."""

from __future__ import annotations

from expectations.library import holds, known_place, not_in_future, not_null, one_of, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.copy_moves",
    unique("move_id", table="raw.copy_moves"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("move", "load", "unload", "hand_over", "take_back", "roll_over", "lend", "return", "lost"),
    refers_to("copy_id", "raw.copies", "copy_id"),
    holds(
        "site_is_named",
        "a copy that goes to or comes from a site names it",
        "(s.to_place = 'site' AND s.to_site_id IS NULL) OR (s.from_place = 'site' AND s.from_site_id IS NULL)",
    ),
)
