"""Copies on the move: every move begins where the one before ended."""

from __future__ import annotations

from expectations import advice
from expectations.library import (
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


def _place(place: str, site: str, move: str) -> str:
    """The place of a move's side as one text; the desk lends and takes back without a move, so shelf and member are one."""
    return (
        f"CASE {move}.{place} WHEN 'site' THEN {move}.{site}::VARCHAR WHEN 'trip' THEN {move}.trip_id::VARCHAR"
        f" WHEN 'lost' THEN 'lost' ELSE 'desk' END"
    )


_BEFORE = "(o.occurred_at, o.node, o.txid) < (s.occurred_at, s.node, s.txid)"
_LAST = (
    f"(SELECT arg_max({_place('to_place', 'to_site_id', 'o')}, (o.occurred_at, o.node, o.txid))"
    f" FROM raw.copy_moves AS o WHERE o.copy_id = s.copy_id AND {_BEFORE})"
)

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
        N_("a copy that goes to or comes from a site names it"),
        "(s.to_place = 'site' AND s.to_site_id IS NULL) OR (s.from_place = 'site' AND s.from_site_id IS NULL)",
    ),
    warn(  # moves of a node that has not published yet may be in between
        holds(
            "begins_where_the_last_ended",
            N_("a copy leaves the place to which its last move brought it"),
            f"{_place('from_place', 'from_site_id', 's')} <> coalesce({_LAST}, 'desk')",
            owner="section_head",
            advice=advice.MOVES,
        )
    ),
)
