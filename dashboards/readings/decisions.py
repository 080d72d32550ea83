"""What waits for a decision or an act now: critical alerts, requests to approve, money past its deadline, papers owed.

It is the state at the last record, whatever period is picked; only what waits is listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from dashboards.access import alert_roles
from dashboards.filters.selection import Selection
from dashboards.readings import alerts, documents, receipts
from dashboards.readings.reader import Reader
from dashboards.view import View
from warehouse.clock import local_day


@dataclass(frozen=True)
class Waits:
    """`kind`: alert, request, money or paper; `count` of them, the oldest for `oldest_days`, `amount_idr` of money."""

    kind: str
    count: int
    oldest_days: int
    amount_idr: int = 0


def decisions(view: View, now: datetime) -> list[Waits]:
    """The most pressing first."""
    reader, selection = view.reader, view.selection
    found = [
        _alerts(view, now),
        _requests(view),
        _money(view),
        _papers(reader, selection),
    ]
    return [waits for waits in found if waits is not None and waits.count]


def _alerts(view: View, now: datetime) -> Waits | None:
    if not view.reader.has(alerts.MART):
        return None
    row = view.reader.row("alerts_critical", view.selection, roles=alert_roles(view.who)) or {"alerts": 0}
    if not row["alerts"] or pd.isna(row["oldest_at"]):
        return None
    days = (local_day(now, view.zone) - local_day(row["oldest_at"].to_pydatetime(), view.zone)).days
    return Waits("alert", int(row["alerts"]), max(0, days))


def _requests(view: View) -> Waits:
    found = view.reader.sums("approvals_waiting", view.selection, at=max(view.today.values()))
    return Waits("request", found["requests"], max(0, found["oldest_days"]))


def _money(view: View) -> Waits | None:
    if not view.reader.has(receipts.MART):
        return None
    today = view.selection.over(view.selection.period.until(max(view.today.values())))
    waiting = receipts.waiting(view.reader, today, view.places, view.today)
    if waiting.overdue.empty:
        return None
    return Waits("money", len(waiting.overdue), int(waiting.overdue["days_over"].max()), waiting.overdue_idr)


def _papers(reader: Reader, selection: Selection) -> Waits | None:
    if not reader.has(documents.MART):
        return None
    owed = documents.owed_now(reader, selection)
    return Waits("paper", int(owed.value or 0), owed.part or 0)
