"""One round of alerts: look, compare, write down what is due, send what waits. Whoever calls holds the warehouse.

Called after every refresh, when one has failed, and between refreshes when something is due. Twice in a row changes nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import duckdb

from pipelines.alerts import found
from pipelines.alerts.channels import Answer, send
from pipelines.alerts.store import Store, Waiting
from warehouse.alerts.due import Draft, drafts, Terms
from warehouse.alerts.finding import Finding
from warehouse.alerts.lifecycle import compare
from warehouse.alerts.message import compose, Surroundings
from warehouse.alerts.settings import Channel
from warehouse.catalogue.model import Catalogue
from warehouse.clock import Clock, local_day, utc_now
from warehouse.i18n import in_language
from warehouse.ids import new_id
from warehouse.logs import logger
from warehouse.settings import Settings

RETRY_AFTER, RETRY_AFTER_MAX = timedelta(minutes=5), timedelta(hours=1)
SENDING_S_MAX = 60.0
"""A round that has sent for so long leaves the rest to the next one."""
_log = logger(__name__)


@dataclass
class Done:
    """What a round did. `changed`: what stands, or what was told of it, is not as it was."""

    opened: int = 0
    resolved: int = 0
    standing: int = 0
    accepted: int = 0
    failed: int = 0
    withdrawn: int = 0
    waiting: int = 0
    changed: bool = False
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Circumstances:
    """What the round knows of the refresh before it: `figures_hold`: the marts are those that are served; `failure`: the
    refresh that just failed; `refreshed`: one just got through.
    """

    figures_hold: bool
    refreshed: bool = False
    failure: Finding | None = None


class Round:
    """On one connection, with the clock and the catalogue of the home."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        settings: Settings,
        catalogue: Catalogue,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._connection, self._settings, self._catalogue, self._clock = connection, settings, catalogue, clock
        self._store = Store(connection)

    def carry_out(self, how: Circumstances) -> Done:
        with in_language(self._settings.language):
            done = Done()
            self._look(how, done)
            self._withdraw(done)
            self._write(done)
            self._send(done)
        done.changed = done.changed or bool(done.accepted)
        _log.info("alerts_round", opened=done.opened, resolved=done.resolved, standing=done.standing,
                  accepted=done.accepted, failed=done.failed, waiting=done.waiting)  # fmt: skip
        return done

    def _look(self, how: Circumstances, done: Done) -> None:
        now = self._clock()
        judged = ["check", "batch", "silence"]
        seen = found.checks(self._connection) + found.batches(self._connection)
        seen += found.silence(self._connection, self._settings.alerts, now)
        if how.figures_hold:
            judged.append("document")
            seen += found.papers(self._connection)
        if how.refreshed or how.failure:
            judged.append("run")
            seen += [how.failure] if how.failure else []
        standing = self._store.standing()
        changes = compare(standing, seen, judged)
        self._store.apply(changes, judged, now)
        done.opened, done.resolved, done.changed = len(changes.opened), len(changes.resolved), changes.any
        done.standing = len(standing) + done.opened - done.resolved

    def _withdraw(self, done: Done) -> None:
        """Messages that nobody needs any more: all resolved, a digest of a day gone by, a channel taken out."""
        now = self._clock()
        for waiting in self._store.waiting():
            today = local_day(now, self._terms(waiting.agency).zone)
            reason = None
            if not waiting.stands:
                reason = "resolved before it was sent"
            elif waiting.purpose == "digest" and waiting.local_day < today:
                reason = "followed by a later digest"
            elif waiting.channel not in self._channels(waiting.role, waiting.agency):
                reason = "the channel is no longer set"
            if reason:
                self._store.withdrawn(waiting, reason, now)
                done.withdrawn += 1

    def is_due(self) -> bool:
        """Whether a round between two refreshes would have something to send now."""
        if not self._settings.alerts.has_channels:
            return False
        now = self._clock()
        if self._due(now):
            return True
        for waiting in self._store.waiting():
            channels = self._channels(waiting.role, waiting.agency)
            if channels and (waiting.channel not in channels or _is_over(waiting, now)):
                return True  # one whose channel was replaced goes to the new one at once
        return False

    def _due(self, now: datetime) -> list[Draft]:
        return drafts(
            self._store.standing(),
            now,
            self._terms,
            self._store.told(),
            lambda role, agency: bool(self._channels(role, agency)),
        )

    def _write(self, done: Done) -> None:
        now = self._clock()
        for draft in self._due(now):
            message_id = new_id()
            text = compose(draft, message_id, self._surroundings(draft.agency))
            self._store.intend(draft, message_id, text, list(self._channels(draft.role, draft.agency)), now)

    def _send(self, done: Done) -> None:
        """A channel that fails once is left alone for the rest of the round."""
        down: set[str] = set()
        until = time.monotonic() + SENDING_S_MAX
        for waiting in self._store.waiting():
            if waiting.channel in down or time.monotonic() > until:
                done.waiting += 1
                continue
            channel = self._channels(waiting.role, waiting.agency)[waiting.channel]
            answer = send(channel, waiting.text, critical=waiting.severity == "critical")
            if answer.accepted:
                self._store.accepted(waiting, self._clock())
                done.accepted += 1
                continue
            self._store.failed(waiting, answer.reason, self._clock())
            self._note_failure(waiting, answer, done)
            down.add(waiting.channel)

    def _note_failure(self, waiting: Waiting, answer: Answer, done: Done) -> None:
        done.failed += 1
        done.waiting += 1
        done.faults.append(f"{waiting.channel}: {answer.reason}")
        _log.warning("alert_not_sent", channel=waiting.channel, role=waiting.role, reason=answer.reason)

    def _channels(self, role: str, agency: str | None) -> dict[str, Channel]:
        return {channel.name: channel for channel in self._settings.alerts.channels_of(role, agency)}

    def _terms(self, agency: str | None) -> Terms:
        """Of no agency, and of one that the catalogue does not know: those of the settings, on the first one's clock."""
        alerts = self._settings.alerts
        known = self._catalogue.agencies.get(agency or "")
        first = next(iter(self._catalogue.agencies.values()), None)
        zone = known.timezone if known else first.timezone if first else "Asia/Jakarta"
        own = known.alert_terms_on(self._today(zone)) if known else None
        return Terms(
            zone,
            alerts.digest_hour,
            alerts.remind_after_days,
            own.section_head_days if own else alerts.escalate_section_head_days,
            own.division_head_days if own else alerts.escalate_division_head_days,
        )

    def _today(self, zone: str) -> date:
        return local_day(self._clock(), zone)

    def _surroundings(self, agency: str | None) -> Surroundings:
        points = self._catalogue.service_points
        base = self._settings.alerts.dashboards_url.rstrip("/")
        return Surroundings(
            base or f"http://{_reachable(self._settings.host)}:{self._settings.dashboards_port}",
            self._terms(agency).zone,
            lambda code: points[code].name if code in points else code,
            self._settings.is_demo,
        )


def _is_over(waiting: Waiting, now: datetime) -> bool:
    """The pause after a failure: twice as long each time, an hour at most. A refresh does not wait for it."""
    pause = min(RETRY_AFTER * 2 ** min(waiting.failures - 1, 10), RETRY_AFTER_MAX)
    return waiting.last_tried_at is None or not timedelta(0) <= now - waiting.last_tried_at < pause


def _reachable(host: str) -> str:
    """An address that listens everywhere is reached as this machine; others need `dashboards_url`."""
    return "127.0.0.1" if host in ("0.0.0.0", "::", "") else host
