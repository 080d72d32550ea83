"""The warehouse itself cannot be opened: the administrator is told all the same, once a day, beside the history of alerts.

All there is of it is a small file in the home with the day; it goes when the warehouse can be opened again.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from pipelines.alerts.channels import send
from warehouse.alerts.due import Draft
from warehouse.alerts.finding import FALLBACK_ROLE, Finding
from warehouse.alerts.lifecycle import Alert
from warehouse.alerts.message import compose, Surroundings
from warehouse.clock import Clock, local_day
from warehouse.i18n import in_language
from warehouse.ids import new_id
from warehouse.settings import Settings


def tell_without_record(settings: Settings, finding: Finding, zone: str, clock: Clock) -> bool:
    """Send the finding straight to the administrator, unless that was done today. True: some channel took it."""
    now = clock()
    today = local_day(now, zone)
    if _told_on(settings) == today:
        return False
    base = settings.alerts.dashboards_url.rstrip("/") or f"http://127.0.0.1:{settings.dashboards_port}"
    with in_language(settings.language):
        message_id = new_id()
        draft = Draft("new", FALLBACK_ROLE, None, today, (Alert(message_id, finding, now),))
        text = compose(draft, message_id, Surroundings(base, zone, str, settings.is_demo))
        answers = [send(channel, text, critical=True) for channel in settings.alerts.channels_of(FALLBACK_ROLE, None)]
    accepted = any(answer.accepted for answer in answers)
    if accepted:
        draft_file = _marker(settings).with_suffix(f".{os.getpid()}")
        draft_file.write_text(today.isoformat(), encoding="ascii")
        draft_file.replace(_marker(settings))
    return accepted


def forget(settings: Settings) -> None:
    """The warehouse can be opened: its own history goes on."""
    _marker(settings).unlink(missing_ok=True)


def _marker(settings: Settings) -> Path:
    return settings.home / "alerts-told-without-record"


def _told_on(settings: Settings) -> date | None:
    try:
        return date.fromisoformat(_marker(settings).read_text("ascii").strip())
    except (OSError, ValueError):
        return None
