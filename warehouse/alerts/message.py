"""A draft as the text that is sent: a title, and a body in plain text that reads well in a mail and on a phone. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.alerts import wording
from warehouse.alerts.due import Draft
from warehouse.alerts.lifecycle import Alert
from warehouse.clock import local_day
from warehouse.i18n import local_date, number, translator

_ = translator("warehouse")
WHOLE_MAX = 4
"""So many alerts are told in full."""
LISTED_MAX = 15
"""So many in one line each; the page has the rest."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a text needs to know beside the alerts. `place_name`: service point code → its name."""

    dashboards_url: str
    zone: str
    place_name: Callable[[str], str]
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    body: str


def compose(draft: Draft, message_id: str, around: Surroundings) -> Text:
    """The message of `draft`. Its number stands at the end, so that one that arrives twice is known as one."""
    parts = [_opening(draft)]
    if draft.purpose == "digest":
        if draft.alerts:
            parts.append(_listed(_("Still open:"), draft.alerts, draft.day, around))
        if draft.escalated:
            parts.append(_listed(_("Escalated to you and still open:"), draft.escalated, draft.day, around))
    elif len(draft.alerts) <= WHOLE_MAX:
        parts += [_whole(alert, draft.day, around) for alert in draft.alerts]
    else:
        parts.append(_listed("", draft.alerts, draft.day, around))
    parts.append(_("All alerts: {url}", url=f"{around.dashboards_url}/peringatan"))
    parts.append(_("Message {number}.", number=message_id))
    marked = _("[Demo data]") + " " if around.is_demo else ""
    return Text(f"{marked}Patuh: {_title(draft)}", "\n\n".join(part for part in parts if part) + "\n")


def _title(draft: Draft) -> str:
    alerts = draft.alerts or draft.escalated
    if draft.purpose == "digest":
        return _("{count} alerts still open, {day}", count=number(len(draft.alerts) + len(draft.escalated)),
                 day=local_date(draft.day))  # fmt: skip
    said = (
        wording.subject(alerts[0].finding) if len(alerts) == 1 else _("{count} new alerts", count=number(len(alerts)))
    )
    if draft.purpose == "escalation":
        if len(alerts) > 1:
            said = _("{count} alerts", count=number(len(alerts)))
        return _("escalated to you: {what}", what=said)
    return said


def _opening(draft: Draft) -> str:
    role = wording.role_word(draft.role)
    if draft.purpose == "escalation":
        return _("To the {role}: this has stood too long without being mended.", role=role)
    if draft.purpose == "digest":
        return _("To the {role}: the morning's reminder of {day}.", role=role, day=local_date(draft.day))
    return _("To the {role}: this needs your attention.", role=role)


def _whole(alert: Alert, day: date, around: Surroundings) -> str:
    finding = alert.finding
    place = around.place_name(finding.service_point) if finding.service_point else None
    lines = [wording.subject(finding)]
    lines += [f"{label}: {value}" for label, value in wording.facts(finding, place)]
    age = _age(alert, day, around.zone)
    if age:
        lines.append(age)
    lines.append(_("What to do: {advice}", advice=wording.advice(finding)))
    lines.append(_("See: {url}", url=around.dashboards_url + wording.path_of(finding, alert.alert_id)))
    return "\n".join(lines)


def _listed(head: str, alerts: Sequence[Alert], day: date, around: Surroundings) -> str:
    lines = [head] if head else []
    for number_, alert in enumerate(alerts[:LISTED_MAX], 1):
        age = _age(alert, day, around.zone)
        lines.append(f"{number_}. {wording.subject(alert.finding)}" + (f" {age}" if age else ""))
    if len(alerts) > LISTED_MAX:
        lines.append(_("… and {count} more.", count=number(len(alerts) - LISTED_MAX)))
    return "\n".join(lines)


def _age(alert: Alert, day: date, zone: str) -> str:
    """Since when it is known here; nothing on the first day."""
    seen_on = local_day(alert.first_seen_at, zone)
    days = (day - seen_on).days
    return _("Alerted since {day} ({days} days).", day=local_date(seen_on), days=number(days)) if days > 0 else ""
