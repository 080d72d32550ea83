"""The demo's clock: order in time across processes, answers when they are needed, refusals only where foreseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, UTC
from typing import Any

import pytest

from patuh.demo.schedule import Do, Later, Payload, Process, Schedule, Surprise, Ticket
from warehouse.errors import Refused

START = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)


@dataclass
class Answer:
    data: dict[str, Any]


class Desk:
    """Answers every command with its own number, and keeps the groups it was given."""

    def __init__(self) -> None:
        self.groups: list[list[Payload]] = []

    def __call__(self, payloads: list[Payload]) -> list[Any]:
        self.groups.append(payloads)
        return [
            Refused(one["rule"], "no") if one["command"] == "refused" else Answer({"id": one["key"]})
            for one in payloads
        ]

    @property
    def names(self) -> list[str]:
        return [one["command"] for group in self.groups for one in group]


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def acting(*steps: tuple[float, str]) -> Process:
    for minute, name in steps:
        yield Do(at(minute), {"command": name})


def test_processes_take_turns_in_time() -> None:
    desk = Desk()
    schedule = Schedule(desk, seed=1)
    schedule.add(acting((1, "a1"), (5, "a5")))
    schedule.add(acting((2, "b2"), (3, "b3")))
    schedule.run()
    assert desk.names == ["a1", "b2", "b3", "a5"]
    assert [one["occurred_at"] for one in desk.groups[0]] == [at(1), at(2), at(3), at(5)]


def test_a_group_ends_only_when_somebody_needs_an_answer_of_it() -> None:
    desk = Desk()
    schedule = Schedule(desk, seed=1)

    def asking() -> Process:
        first: Ticket = yield Do(at(1), {"command": "first"})
        yield Do(at(4), {"command": "second", "of": Later(first, "id")})

    schedule.add(asking())
    schedule.add(acting((2, "b2"), (3, "b3")))
    schedule.run()
    assert [len(group) for group in desk.groups] == [3, 1]
    assert desk.groups[1][0]["of"] == desk.groups[0][0]["key"]


def test_a_process_that_waits_for_a_ticket_has_its_answer() -> None:
    seen: list[Any] = []

    def waiting() -> Process:
        ticket: Ticket = yield Do(at(1), {"command": "first"})
        yield ticket
        seen.append(ticket.data["id"])

    schedule = Schedule(Desk(), seed=3)
    schedule.add(waiting())
    schedule.run()
    assert seen == ["demo-3-0000001"]


def test_keys_follow_from_the_seed_alone() -> None:
    desks = [Desk(), Desk()]
    for desk in desks:
        schedule = Schedule(desk, seed=7)
        schedule.add(acting((1, "a"), (2, "b")))
        schedule.run()
    assert desks[0].groups == desks[1].groups


def test_a_foreseen_refusal_is_counted_and_an_unforeseen_one_ends_the_demo() -> None:
    def asking(foreseen: frozenset[str]) -> Process:
        yield Do(at(1), {"command": "refused", "rule": "card_is_valid"}, foreseen)

    schedule = Schedule(Desk(), seed=1)
    schedule.add(asking(frozenset({"card_is_valid"})))
    schedule.run()
    assert (schedule.tally.refused, schedule.tally.total) == ({"card_is_valid": 1}, 0)
    schedule.add(asking(frozenset({"copy_is_here"})))
    with pytest.raises(Surprise, match="card_is_valid"):
        schedule.run()


def test_a_foreseen_refusal_that_does_not_come_ends_the_demo_too() -> None:
    def asking() -> Process:
        yield Do(at(1), {"command": "lend"}, frozenset({"card_is_valid"}))

    schedule = Schedule(Desk(), seed=1)
    schedule.add(asking())
    with pytest.raises(Surprise, match="carried out although card_is_valid"):
        schedule.run()


def test_a_process_may_leave_another_behind_that_goes_on_by_itself() -> None:
    def parting() -> Process:
        yield Do(at(1), {"command": "first"})
        yield acting((9, "behind"))
        yield Do(at(2), {"command": "second"})

    desk = Desk()
    schedule = Schedule(desk, seed=1)
    schedule.add(parting())
    schedule.run()
    assert desk.names == ["first", "second", "behind"]


def test_what_would_happen_later_can_be_dropped() -> None:
    desk = Desk()
    schedule = Schedule(desk, seed=1)
    schedule.add(acting((1, "a"), (90, "too late")))
    schedule.run(until=at(60))
    assert schedule.drop_rest() == 1
    schedule.run()
    assert desk.names == ["a"]


def test_nobody_goes_back_in_time() -> None:
    schedule = Schedule(Desk(), seed=1)
    schedule.add(acting((5, "later"), (4, "earlier")))
    with pytest.raises(ValueError, match="goes back in time"):
        schedule.run()
