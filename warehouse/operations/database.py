"""The owner of operations.duckdb: one connection for the life of the process, one writer thread, a cursor per reader.

Commands wait in a queue; the writer takes all that wait, carries them out in one transaction and answers when it is
durable (group commit). A refused command changes nothing and leaves the others of its group alone.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast, Literal

import duckdb
import orjson

from warehouse.catalogue.load import load_catalogue
from warehouse.clock import Clock, utc_now
from warehouse.errors import HomeError, PatuhError, Refused
from warehouse.i18n import in_language, language, N_
from warehouse.identity.roles import Actor, SYSTEM
from warehouse.operations.admission import admit, parse
from warehouse.operations.journal import canonical, chain, CHAINED, GENESIS
from warehouse.operations.lock import HomeLock
from warehouse.operations.migrate import migrate
from warehouse.operations.rows import fetch, Row
from warehouse.operations.state import State
from warehouse.operations.transaction import Group, StateCache, Tx
from warehouse.records.models import Command, SECRET_FIELDS
from warehouse.records.registry import COMMANDS
from warehouse.settings import Settings

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
class _Job:
    command: Command
    trusted: bool
    recorded_at: datetime
    language: str
    answer: Future[Result]


class _GroupBroken(Exception):
    """A command failed after it had changed state: the group is undone and its commands are carried out one by one."""


class OperationsDatabase:
    """See the module. Use `open`, and `close` (or a with block) at the end."""

    def __init__(self, settings: Settings, connection: duckdb.DuckDBPyConnection, lock: HomeLock, clock: Clock) -> None:
        self.settings, self.clock = settings, clock
        self.catalogue = load_catalogue(settings.catalogue_dir)
        self._connection, self._lock = connection, lock
        self._columns, self._cache = self._read_columns(), StateCache()
        self._state = State(connection, self._columns)
        self._writer_cursor = connection.cursor()
        self._housekeeper, self._housekeeping = connection.cursor(), threading.Lock()
        self._readers = threading.local()
        self._jobs: queue.Queue[list[_Job] | None] = queue.Queue()
        self._actors: dict[str, Actor | None] = {}
        last = fetch(connection, "SELECT txid, sha256 FROM journal ORDER BY txid DESC LIMIT 1", [])
        self._last_txid: int = last[0]["txid"] if last else 0
        self._last_sha256: str = last[0]["sha256"] if last else GENESIS
        self.node = self._node_identity()
        self._writer = threading.Thread(target=self._write_forever, name="operations-writer", daemon=True)
        self._writer.start()

    @classmethod
    def open(cls, settings: Settings, *, clock: Clock = utc_now, url: str | None = None) -> OperationsDatabase:
        """Take the lock, migrate, start writing. HomeError when another process owns the home or the file is unusable."""
        lock = HomeLock(settings, url)
        try:
            connection = duckdb.connect(
                str(settings.operations_db),
                config={"threads": settings.operations_threads, "memory_limit": settings.duckdb_memory},
            )
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET checkpoint_threshold = '64MB'")
            migrate(connection)
            return cls(settings, connection, lock, clock)
        except duckdb.Error as wrong:
            lock.release()
            raise HomeError(
                N_("The operations database {file} cannot be opened: {reason}"),
                file=str(settings.operations_db),
                reason=str(wrong).splitlines()[0],
            ) from wrong
        except BaseException:
            lock.release()
            raise

    def __enter__(self) -> OperationsDatabase:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Finish what waits, checkpoint, give the lock back. Closing twice is closing once."""
        if not self._writer.is_alive():
            return
        self._jobs.put(None)
        self._writer.join()
        self._writer_cursor.close()
        self._connection.close()
        self._lock.release()

    # reading ----------------------------------------------------------------------------------------------------------
    def cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's own cursor, for reading."""
        if not hasattr(self._readers, "cursor"):
            self._readers.cursor = self._connection.cursor()
        return cast(duckdb.DuckDBPyConnection, self._readers.cursor)

    def rows(self, statement: str, *params: Any) -> list[Row]:
        return fetch(self.cursor(), statement, params)

    def row(self, statement: str, *params: Any) -> Row | None:
        found = self.rows(statement, *params)
        return found[0] if found else None

    def query(self, statement: str, **params: Any) -> list[Row]:
        """Rows of a statement with named parameters."""
        return fetch(self.cursor(), statement, params)

    @property
    def last_txid(self) -> int:
        """Number of the last committed transaction."""
        return self._last_txid

    def actor(self, login: str) -> Actor | None:
        """The account of `login`, None when there is none or it is closed."""
        return self._find_actor(self.cursor(), login.lower())

    # writing ----------------------------------------------------------------------------------------------------------
    def execute(self, payload: dict[str, Any], *, trusted: bool = False, recorded_at: datetime | None = None) -> Result:
        """Carry out one command and wait until it is on disk. Raises Refused and its kin; nothing is changed then.

        `trusted` admits the actor "system" (command line, demo); `recorded_at` is for simulations with their own clock.
        """
        job = self._job(parse(payload), trusted, recorded_at)
        self._hand_in([job])
        return job.answer.result()

    def execute_many(
        self,
        payloads: Sequence[dict[str, Any]],
        *,
        trusted: bool = False,
        recorded_at: Literal["now", "occurred"] = "now",
    ) -> list[Result | PatuhError]:
        """Carry out commands in order, in groups; each stands alone, a refusal takes the place of its result."""
        submitted: list[_Job | PatuhError] = []
        for payload in payloads:
            try:
                command = parse(payload)
                submitted.append(self._job(command, trusted, command.occurred_at if recorded_at == "occurred" else None))
            except PatuhError as refusal:
                submitted.append(refusal)
        jobs = [one for one in submitted if isinstance(one, _Job)]
        for start in range(0, len(jobs), GROUP_SIZE):
            self._hand_in(jobs[start : start + GROUP_SIZE])
        answers: list[Result | PatuhError] = []
        for one in submitted:
            try:
                answers.append(one if isinstance(one, PatuhError) else one.answer.result())
            except PatuhError as refusal:
                answers.append(refusal)
        return answers

    def _job(self, command: Command, trusted: bool, recorded_at: datetime | None) -> _Job:
        return _Job(command, trusted, recorded_at or self.clock(), language(), Future())

    def _hand_in(self, jobs: list[_Job]) -> None:
        """Give the writer commands that may share a transaction."""
        if not self._writer.is_alive():
            raise HomeError(N_("The operations database is closed."))
        self._jobs.put(jobs)

    def _write_forever(self) -> None:
        stopping = False
        while not stopping:
            jobs: list[_Job] = []
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

    def _commit_alone(self, job: _Job) -> None:
        try:
            self._commit_group([job])
        except Exception as error:  # noqa: BLE001
            if not job.answer.done():
                job.answer.set_exception(error)

    def _commit_group(self, jobs: list[_Job]) -> None:
        """Carry out `jobs` in one transaction. Raises (after undoing everything) when one fails other than by refusing."""
        cursor = self._writer_cursor
        group = Group(cursor, self._columns, self._cache, self._state)
        outcomes: list[tuple[_Job, Result | PatuhError]] = []
        last_txid, last_sha256 = self._last_txid, self._last_sha256
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
                    continue
                last_txid, last_sha256 = result.txid, sha256
                seen[result.key] = Result(result.txid, result.key, result.command, result.data, replayed=True)
                outcomes.append((job, result))
            group.flush()
            for table in self._state.tables():
                table.flush(cursor)
            cursor.execute("COMMIT")
        except BaseException:
            self._actors.clear()
            self._cache.clear()
            for table in self._state.tables():
                table.rolled_back()
            cursor.execute("ROLLBACK")
            raise
        for table in self._state.tables():
            table.committed()
        self._last_txid, self._last_sha256 = last_txid, last_sha256
        for job, outcome in outcomes:
            if isinstance(outcome, Result):
                job.answer.set_result(outcome)
            else:
                job.answer.set_exception(outcome)

    def _carry_out(self, group: Group, job: _Job, txid: int, previous: str) -> tuple[Result, str]:
        command, spec = job.command, COMMANDS[job.command.command]
        with in_language(job.language):
            actor = self._acting(group.cursor, job)
            admit(command, spec, actor, self.catalogue, job.recorded_at)
            role = next(iter(sorted(spec.roles & actor.roles)), None)
            tx = Tx(group, txid, command, actor, role, self.catalogue, self.node, job.recorded_at)
            try:
                data = spec.handler(tx, command)
            except Refused as refusal:
                if tx.changed_state:
                    raise _GroupBroken from refusal
                raise
        facts_sha256 = tx.finish()
        if command.command in ("add_staff", "set_role", "reset_password"):
            self._actors.clear()
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

    # housekeeping: neither fact nor state --------------------------------------------------------------------------------
    def housekeep(self, sql: str, params: Sequence[Any]) -> None:
        """A small statement on a table that is no record of the library (tokens, sign-in attempts)."""
        with self._housekeeping:
            self._housekeeper.execute(sql, params)

    def note_sign_in(self, login: str, at: datetime, succeeded: bool) -> None:
        """Remember a try to sign in, for the lock-out."""
        self.housekeep("INSERT INTO sign_in_attempts VALUES (?, ?, ?)", [login, at, succeeded])

    def reader(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for a thread that keeps it (the publisher)."""
        return self._connection.cursor()

    # the small print --------------------------------------------------------------------------------------------------
    def _acting(self, cursor: duckdb.DuckDBPyConnection, job: _Job) -> Actor:
        if job.command.actor == SYSTEM:
            if job.trusted:
                return Actor(SYSTEM, frozenset())
        else:
            actor = self._find_actor(cursor, job.command.actor)
            if actor:
                return actor
        raise Refused(
            "actor_is_known", N_("There is no open account {login}. Ask the administrator."), login=job.command.actor
        )

    def _find_actor(self, cursor: duckdb.DuckDBPyConnection, login: str) -> Actor | None:
        if login not in self._actors:
            found = fetch(cursor, "SELECT * FROM state_accounts WHERE login = ? AND is_active", [login])
            self._actors[login] = (
                Actor(
                    login,
                    frozenset(found[0]["roles"]),
                    found[0]["name"],
                    str(found[0]["staff_key"]),
                    found[0]["agency"],
                    found[0]["service_point"],
                )
                if found
                else None
            )
        return self._actors[login]

    def forget_actors(self) -> None:
        """Read accounts anew at the next command."""
        self._actors.clear()

    def _seen_keys(self, cursor: duckdb.DuckDBPyConnection, keys: list[str]) -> dict[str, Result]:
        marks = ",".join("?" * len(keys))
        statement = f"SELECT txid, key, command, result FROM journal WHERE key IN ({marks})"
        if len(keys) == 1:
            statement = "SELECT txid, key, command, result FROM journal WHERE key = ?"
        return {
            row["key"]: Result(row["txid"], row["key"], row["command"], orjson.loads(row["result"]), replayed=True)
            for row in fetch(cursor, statement, keys)
        }

    def _read_columns(self) -> dict[str, dict[str, str]]:
        """Table → column → type."""
        statement = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index"
        found: dict[str, dict[str, str]] = {}
        for row in fetch(self._connection, statement, []):
            found.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
        return found

    def _node_identity(self) -> str:
        row = fetch(self._connection, "SELECT node FROM node_identity", [])
        if row:
            return str(row[0]["node"])
        self._connection.execute("INSERT INTO node_identity VALUES (?, now())", [self.settings.node])
        return self.settings.node
