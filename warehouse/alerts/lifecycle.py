"""An alert opens when its finding is first seen, stands while it is seen, and is resolved when it is gone. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from warehouse.alerts.finding import Finding


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert that stands. The moments say when a channel accepted what was told: at first, again, to the heads."""

    alert_id: str
    finding: Finding
    first_seen_at: datetime
    sent_at: datetime | None = None
    reminded_at: datetime | None = None
    section_head_at: datetime | None = None
    division_head_at: datetime | None = None

    def escalated_at(self, role: str) -> datetime | None:
        return {"section_head": self.section_head_at, "division_head": self.division_head_at}.get(role)


@dataclass(frozen=True, slots=True)
class Changes:
    """What this look changes: `changed` stand as before, with other details (a count, a severity)."""

    opened: tuple[Finding, ...]
    changed: tuple[tuple[str, Finding], ...]
    resolved: tuple[str, ...]

    @property
    def any(self) -> bool:
        return bool(self.opened or self.changed or self.resolved)


def compare(standing: Iterable[Alert], found: Iterable[Finding], judged: Collection[str]) -> Changes:
    """Hold what stands against what was found. Kinds that were not `judged` stay as they are.

    A finding that comes back after it was resolved is a new alert: somebody has to be told again.
    """
    known = {alert.finding.key: alert for alert in standing if alert.finding.kind in judged}
    seen = {finding.key: finding for finding in found if finding.kind in judged}
    return Changes(
        opened=tuple(finding for key, finding in seen.items() if key not in known),
        changed=tuple(
            (known[key].alert_id, finding)
            for key, finding in seen.items()
            if key in known and known[key].finding != finding
        ),
        resolved=tuple(alert.alert_id for key, alert in known.items() if key not in seen),
    )
