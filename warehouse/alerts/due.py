"""Who is to be told what now: new alerts at once, heads after agency-set days, reminders in one morning digest. Pure.

Days are local calendar days of the agency. A clock that was set back never makes a message a second time, since a digest is
remembered by its day; one that was set forward and back reminds again rather than never.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from warehouse.alerts.lifecycle import Alert
from warehouse.clock import local, local_day

Purpose = Literal["new", "escalation", "digest"]
HEADS = ("section_head", "division_head")
"""To whom a standing alert goes up, in this order."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is in force for one agency."""

    zone: str
    digest_hour: int
    remind_after_days: int
    section_head_days: int
    division_head_days: int

    def head_days(self, role: str) -> int:
        return self.section_head_days if role == "section_head" else self.division_head_days


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be written: to one role of one agency (None: alerts that belong to no agency).

    `alerts` is what it is about; of a digest these are the reminders, and `escalated` what the heads were told before.
    """

    purpose: Purpose
    role: str
    agency: str | None
    day: date
    alerts: tuple[Alert, ...]
    escalated: tuple[Alert, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is already under way or done: (alert, purpose, role) waiting for a channel, and digests by day."""

    waiting: Collection[tuple[str, str, str]] = frozenset()
    digests: Collection[tuple[str, str | None, date]] = frozenset()


def drafts(
    alerts: Iterable[Alert],
    now: datetime,
    terms_of: Callable[[str | None], Terms],
    told: Told,
    is_reachable: Callable[[str, str | None], bool],
) -> list[Draft]:
    """The messages that are due. Roles that cannot be reached are left out: their alerts wait until they can be."""
    by_agency: dict[str | None, list[Alert]] = {}
    for alert in alerts:
        by_agency.setdefault(alert.finding.agency, []).append(alert)
    found: list[Draft] = []
    for agency, theirs in sorted(by_agency.items(), key=lambda pair: pair[0] or ""):
        terms = terms_of(agency)
        theirs.sort(key=lambda alert: (alert.first_seen_at, alert.alert_id))
        found += _news(agency, theirs, now, terms, told)
        if local(now, terms.zone).hour >= terms.digest_hour:
            found += _escalations(agency, theirs, now, terms, told)
            found += _digests(agency, theirs, now, terms, told)
    return [draft for draft in found if is_reachable(draft.role, draft.agency)]


def _news(agency: str | None, alerts: list[Alert], now: datetime, terms: Terms, told: Told) -> list[Draft]:
    """One message per role, whatever number of alerts is new."""
    by_role: dict[str, list[Alert]] = {}
    for alert in alerts:
        if alert.sent_at is None and (alert.alert_id, "new", alert.finding.role) not in told.waiting:
            by_role.setdefault(alert.finding.role, []).append(alert)
    day = local_day(now, terms.zone)
    return [Draft("new", role, agency, day, tuple(theirs)) for role, theirs in by_role.items()]


def _escalations(agency: str | None, alerts: list[Alert], now: datetime, terms: Terms, told: Told) -> list[Draft]:
    """Counted from the day it was first seen, also when its own officer could not be reached."""
    day, found = local_day(now, terms.zone), []
    for head in HEADS:
        due = [
            alert
            for alert in alerts
            if head in _heads_above(alert.finding.role)
            and alert.escalated_at(head) is None
            and (alert.alert_id, "escalation", head) not in told.waiting
            and (day - local_day(alert.first_seen_at, terms.zone)).days >= terms.head_days(head)
        ]
        if due:
            found.append(Draft("escalation", head, agency, day, tuple(due)))
    return found


def _heads_above(role: str) -> tuple[str, ...]:
    if role == "head_of_agency":
        return ()
    return HEADS[HEADS.index(role) + 1 :] if role in HEADS else HEADS


def _digests(agency: str | None, alerts: list[Alert], now: datetime, terms: Terms, told: Told) -> list[Draft]:
    """One message per role and day, with what was told before and still stands."""
    day, found = local_day(now, terms.zone), []
    roles = dict.fromkeys([*(alert.finding.role for alert in alerts), *HEADS])
    for role in roles:
        if (role, agency, day) in told.digests:
            continue
        reminders = tuple(a for a in alerts if a.finding.role == role and _wants_reminder(a, day, terms))
        escalated = tuple(a for a in alerts if (at := a.escalated_at(role)) and local_day(at, terms.zone) != day)
        if reminders or escalated:
            found.append(Draft("digest", role, agency, day, reminders, escalated))
    return found


def _wants_reminder(alert: Alert, day: date, terms: Terms) -> bool:
    last = alert.reminded_at or alert.sent_at
    if last is None:
        return False
    days = (day - local_day(last, terms.zone)).days
    return days >= terms.remind_after_days or days < -1  # told in the future: the clock was wrong then
