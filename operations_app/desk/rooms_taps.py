"""What is tapped in a reading room: steps without a transaction, books put back, cases ended. One click, one command.

A step is begun and finished by a tap each, or only finished: then it is recorded, not timed. Every click carries an id made
when its button was first shown, so that a double click changes nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from operations_app.desk.answer import Answer
from operations_app.desk.rooms_desk import RoomsDesk
from operations_app.desk.rooms_lookups import InRoom
from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_, translator
from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")

COPIES_MAX = 5000
OUTCOMES = ("done", "abandoned")


def begin_step(desk: RoomsDesk, case_id: str, position: int, at: datetime) -> None:
    """The step begins now; nothing is recorded before it ends."""
    desk.begun[case_id, position] = at


def not_begun(desk: RoomsDesk, case_id: str, position: int) -> None:
    """It was tapped too early."""
    desk.begun.pop((case_id, position), None)


def finish_step(
    db: OperationsDatabase, desk: RoomsDesk, case: InRoom, position: int, at: datetime, click_id: str
) -> None:
    def act() -> Answer:
        begun_at = desk.begun.get((case.case_id, position))
        _record(db, desk, case.case_id, position, begun_at, at, click_id)
        return Answer("done", _("Recorded for {name}.", name=case.name), is_saved=True)

    _click(desk, click_id, act)


def finish_for_all(
    db: OperationsDatabase, desk: RoomsDesk, cases: Sequence[InRoom], position: int, at: datetime, click_id: str
) -> None:
    """One look at the whole room: the step is recorded for each of these visitors, not timed where it was not begun."""

    def act() -> Answer:
        for place, case in enumerate(cases):
            begun_at = desk.begun.get((case.case_id, position))
            _record(db, desk, case.case_id, position, begun_at, at, f"{click_id}:{place}")
        return Answer("done", _("Recorded for {count} visitors.", count=len(cases)), is_saved=True)

    _click(desk, click_id, act)


def begin_shelving(desk: RoomsDesk, case_id: str | None, position: int | None, at: datetime) -> None:
    """The books go back from here on: of the trolley, or of one visitor."""
    if case_id is None or position is None:
        desk.shelving_since = at
    else:
        begin_step(desk, case_id, position, at)


def reshelved(
    db: OperationsDatabase, desk: RoomsDesk, copies: int | None, case: InRoom | None, position: int | None,
    at: datetime, click_id: str,
) -> None:  # fmt: skip
    """The books are back on the shelf. Of one visitor: their last step in the room, which ends the case."""

    def act() -> Answer:
        if copies is None or not 1 <= copies <= COPIES_MAX:
            raise BadInput(
                "copies_are_counted", N_("Write how many books went back, from 1 to {most}."), field="copies",
                most=COPIES_MAX,
            )  # fmt: skip
        begun_at = desk.begun.get((case.case_id, position)) if case and position else desk.shelving_since
        fields: dict[str, Any] = {"room": desk.room, "copies": copies}
        if case:
            fields["case_id"] = case.case_id
        db.execute(desk.command("reshelve", click_id, at, begun_at, **fields))
        if case is None:
            desk.shelving_since = None
            return Answer("done", _("Back on the shelf: {count}", count=copies), is_saved=True)
        _left(desk, case.case_id)
        return Answer(
            "done", _("Back on the shelf: {count}", count=copies), _("{name} finished.", name=case.name), is_saved=True
        )

    _click(desk, click_id, act)


def end_cases(
    db: OperationsDatabase, desk: RoomsDesk, cases: Sequence[InRoom], outcome: str, at: datetime, click_id: str
) -> None:
    """Visitors who have left: the cases end, done or given up. What was ended elsewhere meanwhile is ended."""

    def act() -> Answer:
        for place, case in enumerate(cases):
            payload = desk.command("close_case", f"{click_id}:{place}", at, None, case_id=case.case_id, outcome=outcome)
            try:
                db.execute(payload)
            except Refused as refusal:
                if refusal.rule != "case_is_open" or len(cases) == 1:
                    raise
            _left(desk, case.case_id)
        if len(cases) == 1:
            return Answer("done", _("{name} finished.", name=cases[0].name), is_saved=True)
        return Answer("done", _("Cases closed: {count}.", count=len(cases)), is_saved=True)

    _click(desk, click_id, act)


def _record(
    db: OperationsDatabase, desk: RoomsDesk, case_id: str, position: int, begun_at: datetime | None, at: datetime,
    click_id: str,
) -> None:  # fmt: skip
    db.execute(desk.command("record_step", click_id, at, begun_at, case_id=case_id, step_position=position))
    desk.begun.pop((case_id, position), None)


def _left(desk: RoomsDesk, case_id: str) -> None:
    desk.begun = {key: moment for key, moment in desk.begun.items() if key[0] != case_id}
    if desk.chosen == case_id:
        desk.choose_nobody()


def _click(desk: RoomsDesk, click_id: str, act: Callable[[], Answer]) -> None:
    with desk.lock:
        if click_id in desk.answers:
            return
        try:
            answer = act()
        except Refused as refusal:
            answer = Answer("refused", refusal.sentence(), rule=refusal.rule)
        desk.keep(click_id, answer)
