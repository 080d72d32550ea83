"""The demo's clock: many processes (a visitor, an evening's corrections) advance in time order, one command at a time.

A process is a generator. It yields a moment to sleep until; a `Do` to carry out a command at its time (it is sent a
`Ticket` at once and may go on); a `Ticket` to have its answer; or another process, which goes on by itself from there.
Commands are gathered and carried out in groups; a group ends when somebody needs an answer from it, so order in time is
kept and few commits are needed.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from warehouse.errors import PatuhError, Refused

Payload = dict[str, Any]
Execute = Callable[[list[Payload]], list[Any]]
GROUP_SIZE = 128


class Surprise(PatuhError):
    """A refusal that the story did not foresee, or one that it foresaw and that did not come: the demo is wrong."""


@dataclass
class Ticket:
    """A command handed in; `data` once answered, `refused_by` when a rule said no."""

    foreseen: frozenset[str]
    answered: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    refused_by: str | None = None


@dataclass(frozen=True)
class Later:
    """A value in a payload that an earlier command's answer holds."""

    ticket: Ticket
    field: str


@dataclass(frozen=True)
class Do:
    """Carry out `payload` (without key and occurred_at) at `at`; where rules are `foreseen`, one of them says no."""

    at: datetime
    payload: Payload
    foreseen: frozenset[str] = frozenset()


def case_of(case: Ticket | str) -> Later | str:
    """The case id of an answer to come, or the id itself."""
    return Later(case, "case_id") if isinstance(case, Ticket) else case


Process = Generator["Step", Any, None]
Step = datetime | Do | Ticket | Process


@dataclass
class Tally:
    """What was carried out and what was refused, by rule."""

    commands: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    papers: list[Any] = field(default_factory=list)
    """What was meant to happen to the papers of the road (`ledger.Intended`)."""

    @property
    def total(self) -> int:
        """Transactions carried out."""
        return self.commands.total() - self.refused.total()


class Schedule:
    """Runs processes in time order and hands their commands to `execute` in groups."""

    def __init__(self, execute: Execute, seed: int) -> None:
        self._execute, self._seed = execute, seed
        self._heap: list[tuple[datetime, int, Process, Do | None]] = []
        self._sequence = count()
        self._serial = count(1)
        self._waiting: list[tuple[Payload, Ticket]] = []
        self._now: datetime | None = None
        self.tally = Tally()

    def add(self, process: Process) -> None:
        """Start `process`: it runs until it first waits for a moment."""
        self._advance(process, None)

    def run(self, until: datetime | None = None) -> None:
        """Carry out everything that happens before `until` (None: until nothing is left)."""
        while self._heap and (until is None or self._heap[0][0] < until):
            self._now, _order, process, do = heapq.heappop(self._heap)
            self._advance(process, self._hand_in(do) if do else None)
        self.flush()

    def drop_rest(self) -> int:
        """Forget what would happen later; returns how many processes were still going."""
        left = len(self._heap)
        for _at, _order, process, _do in self._heap:
            process.close()
        self._heap = []
        return left

    def flush(self) -> None:
        """Carry out what waits, and give every ticket its answer."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        for (payload, ticket), answer in zip(waiting, self._execute([p for p, _ in waiting]), strict=True):
            ticket.answered = True
            self.tally.commands[payload["command"]] += 1
            if not isinstance(answer, PatuhError):
                if ticket.foreseen:
                    rules = ", ".join(sorted(ticket.foreseen))
                    raise Surprise(
                        f"{payload['command']} {payload['key']} was carried out although {rules} was foreseen"
                    )
                ticket.data = answer.data
                continue
            if not isinstance(answer, Refused) or answer.rule not in ticket.foreseen:
                rule = answer.rule if isinstance(answer, Refused) else type(answer).__name__
                raise Surprise(f"{payload['command']} {payload['key']}: {rule}: {answer}")
            ticket.refused_by = answer.rule
            self.tally.refused[answer.rule] += 1

    def _advance(self, process: Process, sent: Any) -> None:
        try:
            while True:
                step = process.send(sent)
                if isinstance(step, Ticket):
                    if not step.answered:
                        self.flush()
                    sent = step
                    continue
                if isinstance(step, Generator):
                    self.add(step)
                    sent = None
                    continue
                do = step if isinstance(step, Do) else None
                at = step.at if isinstance(step, Do) else step
                if self._now and at < self._now:
                    raise ValueError(f"{process!r} goes back in time, from {self._now} to {at}")
                heapq.heappush(self._heap, (at, next(self._sequence), process, do))
                return
        except StopIteration:
            return

    def _hand_in(self, do: Do) -> Ticket:
        later = [value for value in do.payload.values() if isinstance(value, Later)]
        if any(not value.ticket.answered for value in later):
            self.flush()
        payload = {name: _settled(value) for name, value in do.payload.items()}
        payload["occurred_at"] = do.at
        payload["key"] = f"demo-{self._seed}-{next(self._serial):07d}"
        ticket = Ticket(do.foreseen)
        self._waiting.append((payload, ticket))
        if len(self._waiting) >= GROUP_SIZE:
            self.flush()
        return ticket


def _settled(value: Any) -> Any:
    return value.ticket.data.get(value.field) if isinstance(value, Later) else value


def in_order(payloads: Iterable[Do]) -> Process:
    """A process that carries out what it is given, one after the other."""
    for do in payloads:
        _ticket = yield do
