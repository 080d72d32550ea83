"""The owner of operations.duckdb: one connection for the life of the process, one writer thread, a cursor per reader."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Any, cast, Literal

import duckdb

from warehouse.catalogue.load import load_catalogue
from warehouse.clock import Clock, utc_now
from warehouse.errors import HomeError, PatuhError, Refused
from warehouse.i18n import language, N_
from warehouse.identity import sessions
from warehouse.identity.roles import Actor
from warehouse.operations.actors import Actors
from warehouse.operations.admission import parse
from warehouse.operations.lock import HomeLock
from warehouse.operations.migrate import migrate
from warehouse.operations.refusals import refusal_row
from warehouse.operations.rows import fetch, insert_rows, Row
from warehouse.operations.writer import CHANGE_ACCOUNTS, GROUP_SIZE, Job, Result, Writer
from warehouse.records.models import Command
from warehouse.settings import Settings

__all__ = ["OperationsDatabase", "Result"]


class OperationsDatabase:
    """See the module. Use `open`, and `close` (or a with block) at the end."""

    def __init__(self, settings: Settings, connection: duckdb.DuckDBPyConnection, lock: HomeLock, clock: Clock) -> None:
        self.settings, self.clock = settings, clock
        self.catalogue = load_catalogue(settings.catalogue_dir)
        self._connection, self._lock = connection, lock
        self._housekeeper, self._housekeeping = connection.cursor(), threading.Lock()
        self._readers = threading.local()
        self._actors = Actors()
        self.node = self._node_identity()
        self._writer = Writer(
            connection.cursor(), self._read_columns(), self.catalogue, self.node, self._actors, self._after_commit
        )

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
        if self._writer.stop():
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
        return self._writer.last_txid

    def actor(self, login: str) -> Actor | None:
        """The account of `login`, None when there is none or it is closed."""
        return self._actors.find(self.cursor(), login.lower())

    # writing ----------------------------------------------------------------------------------------------------------
    def execute(self, payload: dict[str, Any], *, trusted: bool = False, recorded_at: datetime | None = None) -> Result:
        """Carry out one command and wait until it is on disk. Raises Refused and its kin; nothing is changed then.

        `trusted` admits the actor "system" (command line, demo); `recorded_at` is for simulations with their own clock.
        """
        job = self._job(self._parsed(payload), trusted, recorded_at)
        self._writer.hand_in([job])
        return job.answer.result()

    def execute_many(
        self,
        payloads: Sequence[dict[str, Any]],
        *,
        trusted: bool = False,
        recorded_at: Literal["now", "occurred"] = "now",
    ) -> list[Result | PatuhError]:
        """Carry out commands in order, in groups; each stands alone, a refusal takes the place of its result."""
        submitted: list[Job | PatuhError] = []
        for payload in payloads:
            try:
                command = self._parsed(payload)
                submitted.append(
                    self._job(command, trusted, command.occurred_at if recorded_at == "occurred" else None)
                )
            except PatuhError as refusal:
                submitted.append(refusal)
        jobs = [one for one in submitted if isinstance(one, Job)]
        for start in range(0, len(jobs), GROUP_SIZE):
            self._writer.hand_in(jobs[start : start + GROUP_SIZE])
        answers: list[Result | PatuhError] = []
        for one in submitted:
            try:
                answers.append(one if isinstance(one, PatuhError) else one.answer.result())
            except PatuhError as refusal:
                answers.append(refusal)
        return answers

    def _parsed(self, payload: dict[str, Any]) -> Command:
        try:
            return parse(payload)
        except Refused as refusal:
            self.note_refusal(
                refusal,
                command=str(payload.get("command", ""))[:40],
                service_point=str(payload.get("service_point") or ""),
                login=str(payload.get("actor", "")),
            )
            raise

    def _job(self, command: Command, trusted: bool, recorded_at: datetime | None) -> Job:
        return Job(command, trusted, recorded_at or self.clock(), language(), Future())

    def _after_commit(self, commands: list[Command]) -> None:
        """An account changed: it is read anew, and whoever is signed in with it signs in again."""
        for command in commands:
            if command.command in CHANGE_ACCOUNTS:
                self._actors.forget()
                sessions.end_all_of(self.settings, getattr(command, "login", ""))

    # housekeeping: neither fact nor state --------------------------------------------------------------------------------
    def housekeep(self, sql: str, params: Sequence[Any]) -> None:
        """A small statement on a table that is no record of the library (tokens, sign-in attempts)."""
        with self._housekeeping:
            self._housekeeper.execute(sql, params)

    def note_sign_in(self, login: str, at: datetime, succeeded: bool) -> None:
        """Remember a try to sign in, for the lock-out."""
        self.housekeep("INSERT INTO sign_in_attempts VALUES (?, ?, ?)", [login, at, succeeded])

    def note_refusal(self, refusal: Refused, *, command: str, service_point: str, login: str) -> None:
        """Count a refusal that came before the writer saw a command (a desk's look ahead). The writer counts its own."""
        now = self.clock()
        row = refusal_row(refusal, command, service_point, self.actor(login), now, now, self.catalogue)
        with self._housekeeping:
            insert_rows(self._housekeeper, "refusals", dict.fromkeys(row, ""), [row])

    def reader(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for a thread that keeps it (the publisher)."""
        return self._connection.cursor()

    # the small print --------------------------------------------------------------------------------------------------
    def _read_columns(self) -> dict[str, dict[str, str]]:
        """Table → column → type."""
        statement = (
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
            " ORDER BY table_name, column_index"
        )
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
