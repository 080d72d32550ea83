"""The writer thread: takes the commands that wait, carries them out in one transaction, answers when it is durable.

A refused command changes nothing and leaves the others of its group alone. When a group fails in any other way it is undone
and its commands are carried out one by one, so that each gets its own answer.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import orjson

from warehouse.catalogue.model import Catalogue
from warehouse.errors import HomeError, PatuhError, Refused
from warehouse.i18n import in_language, N_
from warehouse.logs import logger
from warehouse.operations.actors import Actors
from warehouse.operations.admission import admit
from warehouse.operations.journal import canonical, chain, CHAINED, GENESIS
from warehouse.operations.refusals import refusal_row
from warehouse.operations.rows import fetch, Row
from warehouse.operations.state import State
from warehouse.operations.transaction import Group, StateCache, Tx
from warehouse.records.fleet import pin_tries, WRONG_PIN
from warehouse.records.models import Command, SECRET_FIELDS
from warehouse.records.registry import COMMANDS

log = logger(__name__)
CHANGE_ACCOUNTS = frozenset({"add_staff", "set_role", "reset_password"})
GROUP_SIZE = 128
GATHER_S = 0.001
"""While several desks are at work: time for those just answered to come again, so that they share the next commit.
Without it eight desks fall into two groups that take turns (measured: twice the commits, a quarter more processor time)."""


@dataclass(frozen=True)
class Result:
    """The answer to a command. `replayed`: the key had been seen before, nothing was done now."""

    txid: int
    key: str
    command: str
    data: dict[str, Any]
    replayed: bool = False


@dataclass
class Job:
    """A command on its way to the writer."""

    command: Command
    trusted: bool
    recorded_at: datetime
    language: str
    answer: Future[Result]


class _GroupBroken(Exception):
    """A command failed after it had changed state: the group is undone and its commands are carried out one by one."""


class Writer:
    """The only thread that writes records. `committed` is told the commands of each group once they are durable."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        columns: Mapping[str, Mapping[str, str]],
        catalogue: Catalogue,
        node: str,
        actors: Actors,
        committed: Callable[[list[Command]], None],
    ) -> None:
        self._cursor, self._columns, self._catalogue, self._node = cursor, columns, catalogue, node
        self._actors, self._committed = actors, committed
        self._cache, self._state = StateCache(), State(cursor, columns)
        self._jobs: queue.Queue[list[Job] | None] = queue.Queue()
        last = fetch(cursor, "SELECT txid, sha256 FROM journal ORDER BY txid DESC LIMIT 1", [])
        self.last_txid: int = last[0]["txid"] if last else 0
        self._last_sha256: str = last[0]["sha256"] if last else GENESIS
        self._closing = False
        self._handing_in = threading.Lock()
        self._thread = threading.Thread(target=self._write_forever, name="operations-writer", daemon=True)
        self._thread.start()

    def hand_in(self, jobs: list[Job]) -> None:
        """Give the writer commands that may share a transaction. HomeError when it has been stopped."""
        with self._handing_in:
            if self._closing or not self._thread.is_alive():
                raise HomeError(N_("The operations database is closed."))
            self._jobs.put(jobs)

    def stop(self) -> bool:
        """Finish what waits and end; False when it had been stopped before."""
        with self._handing_in:
            if self._closing:
                return False
            self._closing = True
            self._jobs.put(None)
        self._thread.join()
        return True

    def _write_forever(self) -> None:
        stopping = False
        while not stopping:
            jobs: list[Job] = []
            desks = 0
            handed_in = self._jobs.get()
            while handed_in is not None:
                jobs, desks = jobs + handed_in, desks + 1
                if len(jobs) >= GROUP_SIZE or self._jobs.empty():
                    break
                handed_in = self._jobs.get_nowait()
            stopping = handed_in is None
            if not jobs:
                continue
            try:
                self._commit_group(jobs)
            except Exception:  # noqa: BLE001  (whatever it was, each command gets its own answer below)
                for job in jobs:
                    self._commit_alone(job)
            if desks > 1 and not stopping:
                time.sleep(GATHER_S)

    def _commit_alone(self, job: Job) -> None:
        try:
            self._commit_group([job])
        except duckdb.Error as error:
            log.exception("not_written", command=job.command.command)
            reason = str(error).splitlines()[0]
            job.answer.set_exception(
                HomeError(N_("This could not be written to disk, and nothing was saved: {reason}"), reason=reason)
            )
        except Exception as error:  # noqa: BLE001
            if not job.answer.done():
                job.answer.set_exception(error)

    def _commit_group(self, jobs: list[Job]) -> None:
        """Carry out `jobs` in one transaction. Raises (after undoing everything) when one fails other than by refusing."""
        cursor = self._cursor
        group = Group(cursor, self._columns, self._cache, self._state)
        outcomes: list[tuple[Job, Result | PatuhError]] = []
        last_txid, last_sha256 = self.last_txid, self._last_sha256
        cursor.execute("BEGIN")
        try:
            seen = self._seen_keys(cursor, [job.command.key for job in jobs])
            for job in jobs:
                earlier = seen.get(job.command.key)
                if earlier:
                    outcomes.append((job, earlier))
                    continue
                try:
                    marks = self._state.marks()
                    result, sha256 = self._carry_out(group, job, last_txid + 1, last_sha256)
                except PatuhError as refusal:
                    self._state.undo_to(marks)
                    outcomes.append((job, refusal))
                    if isinstance(refusal, Refused):
                        group.add("refusals", [self._refusal_row(job, refusal)])
                        if refusal.rule == WRONG_PIN:
                            tried = {"login": pin_tries(job.command.actor), "attempted_at": job.recorded_at}
                            group.add("sign_in_attempts", [{**tried, "succeeded": False}])
                    continue
                last_txid, last_sha256 = result.txid, sha256
                seen[result.key] = Result(result.txid, result.key, result.command, result.data, replayed=True)
                outcomes.append((job, result))
            group.flush()
            for table in self._state.tables():
                table.flush(cursor)
            cursor.execute("COMMIT")
        except BaseException:
            self._actors.forget()
            self._cache.clear()
            for table in self._state.tables():
                table.rolled_back()
            cursor.execute("ROLLBACK")
            raise
        for table in self._state.tables():
            table.committed()
        self.last_txid, self._last_sha256 = last_txid, last_sha256
        self._committed(
            [job.command for job, outcome in outcomes if isinstance(outcome, Result) and not outcome.replayed]
        )
        for job, outcome in outcomes:
            if isinstance(outcome, Result):
                job.answer.set_result(outcome)
            else:
                job.answer.set_exception(outcome)

    def _carry_out(self, group: Group, job: Job, txid: int, previous: str) -> tuple[Result, str]:
        command, spec = job.command, COMMANDS[job.command.command]
        with in_language(job.language):
            actor = self._actors.acting(group.cursor, command.actor, trusted=job.trusted)
            admit(command, spec, actor, self._catalogue, job.recorded_at)
            role = next(iter(sorted(spec.roles & actor.roles)), None)
            tx = Tx(group, txid, command, actor, role, self._catalogue, self._node, job.recorded_at)
            try:
                data = spec.handler(tx, command)
            except Refused as refusal:
                if tx.changed_state:
                    raise _GroupBroken from refusal
                raise
        facts_sha256 = tx.finish()
        if command.command in CHANGE_ACCOUNTS:
            self._actors.forget()  # for the rest of the group; once more when it is committed
        payload = command.model_dump(mode="json", exclude_none=True, exclude=set(SECRET_FIELDS))
        row: Row = {
            "txid": txid,
            "key": command.key,
            "command": command.command,
            "actor": command.actor,
            "occurred_at": command.occurred_at,
            "recorded_at": job.recorded_at,
            "agency": tx.agency.code if command.service_point else None,
            "service_point": command.service_point,
            "payload": canonical(payload).decode(),
            "result": canonical(data).decode(),
            "facts_sha256": facts_sha256,
        }
        row["sha256"] = chain(previous, {name: row[name] for name in CHAINED})
        group.add("journal", [row])
        return Result(txid, command.key, command.command, data), row["sha256"]

    def _refusal_row(self, job: Job, refusal: Refused) -> Row:
        command = job.command
        actor = self._actors.find(self._cursor, command.actor)
        return refusal_row(
            refusal,
            command.command,
            command.service_point,
            actor,
            command.occurred_at,
            job.recorded_at,
            self._catalogue,
        )

    def _seen_keys(self, cursor: duckdb.DuckDBPyConnection, keys: list[str]) -> dict[str, Result]:
        marks = ",".join("?" * len(keys))
        statement = f"SELECT txid, key, command, result FROM journal WHERE key IN ({marks})"
        if len(keys) == 1:
            statement = "SELECT txid, key, command, result FROM journal WHERE key = ?"
        return {
            row["key"]: Result(row["txid"], row["key"], row["command"], orjson.loads(row["result"]), replayed=True)
            for row in fetch(cursor, statement, keys)
        }
