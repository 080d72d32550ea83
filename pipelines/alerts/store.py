"""The history of alerts in the warehouse, schema `alerts`: what stands, what happened, what was written to whom.

An intent is written before a message is sent and its outcome after it, each durable at once: a process killed in between
leaves an intent without outcome, and the message is sent again. That window is the only one in which it can arrive twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import orjson

from warehouse.alerts.due import Draft, Told
from warehouse.alerts.finding import Finding
from warehouse.alerts.lifecycle import Alert, Changes
from warehouse.alerts.message import Text
from warehouse.alerts.wording import subject
from warehouse.ids import new_id
from warehouse.sql import read

_PACKAGE = "pipelines.alerts"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that one channel has not accepted yet. `stands`: some alert that it tells of still does."""

    message_id: str
    channel: str
    purpose: str
    role: str
    agency: str | None
    local_day: date
    severity: str
    text: Text
    stands: bool
    failures: int
    last_tried_at: datetime | None


class Store:
    """On one connection, whose owner holds the warehouse."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def standing(self) -> list[Alert]:
        rows = self._connection.execute(read(_PACKAGE, "queries/standing")).fetchall()
        return [
            Alert(row[0], Finding(row[1], row[2], row[3], row[4], row[5], row[6], orjson.loads(row[7])), *row[8:])
            for row in rows
        ]

    def apply(self, changes: Changes, judged: Iterable[str], now: datetime) -> None:
        """Open, change and resolve; whatever of the judged kinds still stands was seen now."""
        opened = [(new_id(), finding) for finding in changes.opened]
        happened: list[tuple[str, str, str | None]] = [
            (alert_id, "opened", finding.role) for alert_id, finding in opened
        ]
        happened += [(alert_id, "changed", finding.role) for alert_id, finding in changes.changed]
        happened += [(alert_id, "resolved", None) for alert_id in changes.resolved]
        with self._transaction():
            self._insert(
                "alerts",
                [
                    _as_row(alert_id, finding) | {"first_seen_at": now, "last_seen_at": now}
                    for alert_id, finding in opened
                ],
            )
            for alert_id, finding in changes.changed:
                self._connection.execute(
                    "UPDATE alerts.alerts SET severity = $severity, role = $role, agency = $agency,"
                    " service_point = $service_point, details = $details, subject = $subject WHERE alert_id = $alert_id",
                    {k: v for k, v in _as_row(alert_id, finding).items() if k not in ("alert_key", "kind")},
                )
            self._connection.execute(
                "UPDATE alerts.alerts SET resolved_at = ? WHERE alert_id IN (SELECT unnest(?::UUID[]))",
                [now, list(changes.resolved)],
            )
            self._connection.execute(
                "UPDATE alerts.alerts SET last_seen_at = ? WHERE resolved_at IS NULL AND list_contains(?, kind)",
                [now, list(judged)],
            )
            self._happened(happened, now, None)

    def told(self) -> Told:
        """What waits for a channel, and which digests were written."""
        waiting = self._connection.execute(read(_PACKAGE, "queries/told")).fetchall()
        digests = self._connection.execute(
            "SELECT DISTINCT role, agency, local_day FROM alerts.messages WHERE purpose = 'digest'"
        ).fetchall()
        return Told(frozenset(waiting), frozenset(digests))

    def intend(self, draft: Draft, message_id: str, text: Text, channels: Sequence[str], now: datetime) -> None:
        """Write down what is going to be sent, and where."""
        told_as = {"new": "new", "escalation": "escalation", "digest": "reminder"}[draft.purpose]
        alerts = [(alert, told_as) for alert in draft.alerts] + [(alert, "escalated") for alert in draft.escalated]
        severity = "critical" if any(alert.finding.severity == "critical" for alert, _as in alerts) else "warning"
        with self._transaction():
            self._connection.execute(
                "INSERT INTO alerts.messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [message_id, draft.purpose, draft.role, draft.agency, draft.day, now, text.title, text.body, severity],
            )
            self._insert(
                "message_alerts",
                [{"message_id": message_id, "alert_id": alert.alert_id, "told_as": how} for alert, how in alerts],
            )
            self._insert(
                "intents",
                [{"message_id": message_id, "channel": channel, "planned_at": now} for channel in channels],
            )

    def waiting(self) -> list[Waiting]:
        """Oldest first."""
        rows = self._connection.execute(read(_PACKAGE, "queries/waiting")).fetchall()
        return [
            Waiting(message, channel, purpose, role, agency, day, severity, Text(title, body), *rest)
            for message, channel, purpose, role, agency, day, severity, title, body, *rest in rows
        ]

    def failed(self, waiting: Waiting, reason: str, now: datetime) -> None:
        self._outcome(waiting, "failed", reason, now)

    def withdrawn(self, waiting: Waiting, reason: str, now: datetime) -> None:
        self._outcome(waiting, "withdrawn", reason, now)

    def accepted(self, waiting: Waiting, now: datetime) -> None:
        """The channel has it: the alerts it told of were sent, reminded of or escalated, if no other channel was first."""
        with self._transaction():
            self._outcome(waiting, "accepted", None, now)
            for told_as, event in (("new", "sent"), ("reminder", "reminded"), ("escalation", "escalated")):
                self._reached(waiting, told_as, event, now)

    def _reached(self, waiting: Waiting, told_as: str, event: str, now: datetime) -> None:
        column = {"sent": "sent_at", "reminded": "reminded_at"}.get(event, f"{waiting.role}_at")
        reached = self._connection.execute(
            "SELECT DISTINCT alert_id::VARCHAR FROM alerts.message_alerts WHERE message_id = ? AND told_as = ?",
            [waiting.message_id, told_as],
        ).fetchall()
        if not reached:
            return
        before = self._connection.execute(
            "SELECT DISTINCT alert_id::VARCHAR FROM alerts.events WHERE message_id = ? AND event = ?",
            [waiting.message_id, event],
        ).fetchall()
        fresh = [alert_id for (alert_id,) in reached if (alert_id,) not in before]
        self._connection.execute(_reached_statement(column), [now, fresh])
        self._happened([(alert_id, event, waiting.role) for alert_id in fresh], now, waiting.message_id)

    def _outcome(self, waiting: Waiting, outcome: str, reason: str | None, now: datetime) -> None:
        self._connection.execute(
            "INSERT INTO alerts.outcomes VALUES (?, ?, ?, ?, ?)",
            [waiting.message_id, waiting.channel, now, outcome, reason],
        )

    def _happened(self, events: Sequence[tuple[str, str, str | None]], now: datetime, message_id: str | None) -> None:
        self._insert(
            "events",
            [
                {"event_id": new_id(), "alert_id": alert_id, "happened_at": now, "event": event, "role": role,
                 "message_id": message_id}
                for alert_id, event, role in events
            ],
        )  # fmt: skip

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Any number of rows in one statement, typed by the table they go into."""
        if not rows:
            return
        described = self._connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'alerts'"
            " AND table_name = ? AND list_contains(?, column_name)",
            [table, list(rows[0])],
        ).fetchall()
        shape = orjson.dumps([dict(described)]).decode()
        self._connection.execute(_INSERT[table], [orjson.dumps(rows).decode(), shape])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise


_INSERT = {
    table: f"INSERT INTO alerts.{table} BY NAME SELECT unnest(from_json(?::JSON, ?), recursive := true)"
    for table in ("alerts", "events", "message_alerts", "intents")
}
_MOMENTS = ("sent_at", "reminded_at", "section_head_at", "division_head_at")


def _reached_statement(column: str) -> str:
    """The first channel's moment counts; a reminder's is the latest."""
    if column not in _MOMENTS:
        raise ValueError(f"no moment of an alert: {column}")
    value = "?" if column == "reminded_at" else f"coalesce({column}, ?)"
    return f"UPDATE alerts.alerts SET {column} = {value} WHERE alert_id IN (SELECT unnest(?::UUID[]))"


def _as_row(alert_id: str, finding: Finding) -> dict[str, Any]:
    return {
        "alert_id": alert_id, "alert_key": finding.key, "kind": finding.kind, "severity": finding.severity,
        "role": finding.role, "agency": finding.agency, "service_point": finding.service_point,
        "details": orjson.dumps(dict(finding.details), option=orjson.OPT_SORT_KEYS).decode(),
        "subject": subject(finding),
    }  # fmt: skip
