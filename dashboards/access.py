"""Who may look at what: pages by role, and the figures beneath them, which are closed even to a page that asks. Pure.

Figures about the service are open to whoever works there. Money, plans and reports are for the roles that answer for them;
of the alerts, a person sees those of the own roles, a head sees all. The agency of an account bounds everything (filters).
Figures of single officers have a rule of their own (dashboards.readings.officers).
"""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.identity.sessions import Session

HEADS = frozenset({"section_head", "division_head", "head_of_agency"})
MONEY = HEADS | {"treasurer"}
PLANS = HEADS | {"planner"}

PAGES: Mapping[str, frozenset[str]] = {
    "pendapatan": MONEY,
    "rencana": PLANS,
    "laporan": MONEY,
}
"""Address of a page → the roles that see it; a page that is not named is open to every reader."""

MARTS: Mapping[str, frozenset[str]] = {
    "rpt_revenue": MONEY,
    "rpt_receipts": MONEY,
    "rpt_next_locations": PLANS,
}
"""Mart → the roles that read it; one that is not named is open to every reader."""

ALL_ALERTS = HEADS | {"administrator"}


def may_see(who: Session | None, page: str) -> bool:
    """Whether `page` is in the menu of `who`, and answers to its address. Nobody signed in: only what asks to sign in."""
    return who is None or page not in PAGES or who.has_any(*PAGES[page])


def closed_marts(who: Session) -> frozenset[str]:
    """The marts that `who` may not read."""
    return frozenset(mart for mart, roles in MARTS.items() if not who.has_any(*roles))


def alert_roles(who: Session | None) -> list[str] | None:
    """Whose alerts `who` sees: None for everybody's."""
    if who is None:
        return []
    return None if who.has_any(*ALL_ALERTS) else sorted(who.roles)
