"""The state of a desk: one per browser tab, in this process, bound to the account that opened it.

A desk keeps what is not yet a record (whose session is open, what lies in the basket). Nothing here needs to survive a
restart: what was acknowledged is in the database, and an unknown desk simply starts afresh.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TYPE_CHECKING, TypeVar

from operations_app.desk.answer import Answer
from warehouse.ids import new_id

if TYPE_CHECKING:
    from warehouse.operations.database import OperationsDatabase

IDLE = timedelta(hours=10)
ANSWERS_KEPT = 50
CODE_LENGTH_MAX = 40


@dataclass(frozen=True)
class Attempt:
    """Taps that went with a scan or an entry, as long as nobody knows whether it will be refused."""

    entry_id: str
    command: str
    taps: dict[int, datetime]


@dataclass
class Desk:
    """What every desk has. Hold `lock` while a scan or an entry is carried out: one after the other."""

    login: str
    service_point: str
    desk_id: str = field(default_factory=new_id)
    used_at: datetime | None = None
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    answers: OrderedDict[str, Answer] = field(default_factory=OrderedDict, repr=False)
    last_answer: Answer | None = None
    taps: dict[int, datetime] = field(default_factory=dict)
    tapped_for: str | None = None
    attempt: Attempt | None = None
    are_taps_old: bool = False

    def tap(self, command: str, position: int, at: datetime) -> None:
        """In a measurement week: a step of the span that `command` will complete is done. An earlier step begins anew."""
        if self.tapped_for != command:
            self.taps, self.are_taps_old = {}, False
        self.tapped_for = command
        self.taps = {place: moment for place, moment in self.taps.items() if place < position} | {position: at}

    def _step_moments(
        self, command: str, entry_id: str, began: datetime | None, at: datetime
    ) -> list[dict[str, Any]] | None:
        """The taps that fit between beginning and end; they are used up, so that the next visitor starts without any."""
        if self.tapped_for != command:
            return None
        self.attempt = Attempt(entry_id, command, self.taps)
        is_theirs = began is not None or not self.are_taps_old
        fitting = {p: m for p, m in sorted(self.taps.items()) if m <= at and is_theirs and (began is None or m >= began)}
        self.forget_taps()
        return [{"step_position": position, "finished_at": moment} for position, moment in fitting.items()] or None

    def forget_taps(self) -> None:
        self.taps, self.tapped_for, self.are_taps_old = {}, None, False

    def was_refused(self, entry_id: str) -> None:
        """Nothing of the attempt was recorded: its taps stand for the next one, if the same visitor is still there then."""
        if self.attempt and self.attempt.entry_id == entry_id and not self.taps:
            self.taps, self.tapped_for, self.are_taps_old = self.attempt.taps, self.attempt.command, True
        self.attempt = None

    def keep(self, scan_id: str, answer: Answer) -> Answer:
        """Number the answer and remember it, so that the same scan sent again gets the same answer."""
        seq = (self.last_answer.seq if self.last_answer else 0) + 1
        numbered = replace(answer, seq=seq)
        self.answers[scan_id] = numbered
        while len(self.answers) > ANSWERS_KEPT:
            self.answers.popitem(last=False)
        self.last_answer = numbered
        if answer.tone == "refused" and answer.rule != "taps_follow_each_other":
            self.was_refused(scan_id)
        elif answer.tone == "idle":  # what was begun is given up
            self.forget_taps()
        return numbered

    def command(
        self, name: str, scan_id: str, at: datetime, first_key_at: datetime | None, /, **fields: Any
    ) -> dict[str, Any]:
        """The envelope of a command of this desk; its key comes from the scan, so that one scan makes one transaction."""
        began = first_key_at if first_key_at and first_key_at < at else None
        fields["step_moments"] = self._step_moments(name, scan_id, began, at)
        return {
            "command": name,
            "key": f"desk:{scan_id}:{name}",
            "occurred_at": at,
            "actor": self.login,
            "service_point": self.service_point,
            "started_at": began,
            **{key: value for key, value in fields.items() if value is not None},
        }


D = TypeVar("D", bound=Desk)


class Desks:
    """All open desks of this process."""

    def __init__(self) -> None:
        self._desks: dict[str, Desk] = {}
        self._lock = threading.Lock()

    def open(self, desk: D, at: datetime) -> D:
        """Take `desk` in, and forget those nobody used for a long while."""
        desk.used_at = at
        with self._lock:
            self._desks = {key: one for key, one in self._desks.items() if one.used_at and at - one.used_at < IDLE}
            self._desks[desk.desk_id] = desk
        return desk

    def find(self, desk_id: str, login: str) -> Desk | None:
        """The desk, when there is one and it belongs to `login`."""
        desk = self._desks.get(desk_id)
        return desk if desk and desk.login == login else None


def today_of(db: OperationsDatabase, service_point: str, at: datetime) -> Any:
    """The local day of the service point's agency."""
    return at.astimezone(db.catalogue.agency_of(service_point).zone).date()


def standard_s(db: OperationsDatabase, desk: Desk, sop_code: str, command: str, at: datetime) -> int | None:
    """The standard of what `command` completes in the SOP in force here today; None when none is fixed."""
    agency = db.catalogue.agency_of(desk.service_point)
    sop = db.catalogue.version_for(sop_code, agency.code, today_of(db, desk.service_point, at))
    units = sop.units_completed_by(command)
    return units[0].standard_s if units else None
