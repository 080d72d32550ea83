"""Who is in the building: the visit a member's service belongs to."""

from __future__ import annotations

from datetime import timedelta

from warehouse.operations.transaction import Tx


def present_visit(tx: Tx, member_key: str, *, within: timedelta | None = None) -> str | None:
    """The member's last visit here today (at most `within` ago), None when the guest book has none."""
    last = tx.state("state_last_visits").get(member_key)
    if last is None or last["service_point"] != tx.service_point.code or last["visited_at"] > tx.at:
        return None
    if within is not None and tx.at - last["visited_at"] > within:
        return None
    is_today = last["visited_at"].astimezone(tx.agency.zone).date() == tx.today
    return str(last["visit_id"]) if is_today else None
