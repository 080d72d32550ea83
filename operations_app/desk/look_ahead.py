"""A refusal that no command ran into, because the desk looked ahead: counted like those of the commands, then said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from operations_app.desk.desk import Desk
from warehouse.errors import Refused
from warehouse.operations.database import OperationsDatabase


def say_no(db: OperationsDatabase, desk: Desk, refusal: Refused, command: str) -> NoReturn:
    """`command` is what the desk was about to do."""
    db.note_refusal(refusal, command=command, service_point=desk.service_point, login=desk.login)
    raise refusal


@contextmanager
def looking_ahead(db: OperationsDatabase, desk: Desk, command: str) -> Iterator[None]:
    """Whatever is refused inside is counted: look-ups only, for a command counts its own."""
    try:
        yield
    except Refused as refusal:
        say_no(db, desk, refusal, command)
