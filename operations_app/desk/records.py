"""Entries that are no desk's scan: a title with its copies, an account. One command (or a few) per form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from operations_app.desk.answer import Answer, refused
from operations_app.desk.desk import Desk
from warehouse.errors import BadInput, Refused
from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")

TITLE_FIELDS = ("title", "author", "publisher", "publish_year", "isbn", "ddc", "subjects")
COPIES_AT_ONCE_MAX = 50


@dataclass
class RecordsDesk(Desk):
    """Nothing is kept between entries."""


def entry(
    db: OperationsDatabase, desk: RecordsDesk, kind: str, values: dict[str, str], first_key_at: datetime | None,
    at: datetime, entry_id: str,
) -> Answer:  # fmt: skip
    """Carry out the form `kind`."""
    carry_out = _KINDS.get(kind)
    if carry_out is None:
        return Answer("refused", _("This desk takes no such entry."), rule="entry_is_known")
    try:
        return carry_out(db, desk, {name: value.strip() for name, value in values.items()}, first_key_at, at, entry_id)
    except Refused as refusal:
        return refused(refusal)


def _title(
    db: OperationsDatabase,
    desk: RecordsDesk,
    values: dict[str, str],
    first_key_at: datetime | None,
    at: datetime,
    entry_id: str,
) -> Answer:
    """A new title with its copies; a copy number that is taken leaves the title and the copies before it."""
    _need(values, "title", "copy_nos")
    numbers = _numbers(values)
    title_id = db.execute(desk.command("add_title", entry_id, at, first_key_at, **_filled(values, TITLE_FIELDS))).data[
        "title_id"
    ]
    return _add_copies(db, desk, title_id, numbers, values, at, entry_id)


def _copy(
    db: OperationsDatabase,
    desk: RecordsDesk,
    values: dict[str, str],
    _first_key_at: datetime | None,
    at: datetime,
    entry_id: str,
) -> Answer:
    """Further copies of a title that is there, found by one of its copies."""
    _need(values, "like_copy_no", "copy_nos")
    known = db.row("SELECT title_id FROM state_copies WHERE copy_no = ?", values["like_copy_no"])
    if known is None:
        raise BadInput("copy_is_known", _("No copy has this number."), field="like_copy_no")
    return _add_copies(db, desk, str(known["title_id"]), _numbers(values), values, at, entry_id)


def _add_copies(
    db: OperationsDatabase,
    desk: RecordsDesk,
    title_id: str,
    numbers: list[str],
    values: dict[str, str],
    at: datetime,
    entry_id: str,
) -> Answer:
    for number in numbers:
        fields = _filled(values, ("collection", "call_number"))
        payload = desk.command(
            "add_copy", f"{entry_id}:{number}", at, None, copy_no=number, title_id=title_id, **fields
        )
        try:
            db.execute(payload)
        except Refused as refusal:
            added = numbers.index(number)
            raise BadInput(
                refusal.rule,
                _("{sentence} Added before it: {count}.", sentence=refusal.sentence(), count=added),
                field="copy_nos",
            ) from refusal
    return Answer("done", _("Copies added: {count}", count=len(numbers)), is_saved=True)


def _staff(
    db: OperationsDatabase,
    desk: RecordsDesk,
    values: dict[str, str],
    _first_key_at: datetime | None,
    at: datetime,
    entry_id: str,
) -> Answer:
    _need(values, "login", "name", "role", "password")
    point = values.get("home_service_point") or None
    payload = desk.command(
        "add_staff", entry_id, at, None, login=values["login"], name=values["name"], roles=[values["role"]],
        nip=values.get("nip"), home_service_point=point, password=values["password"],
    )  # fmt: skip
    db.execute(payload)
    return Answer("done", _("Account {login} is made.", login=values["login"].lower()), is_saved=True)


def _need(values: dict[str, str], *names: str) -> None:
    for name in names:
        if not values.get(name):
            raise BadInput("field_is_filled", _("Please fill this in."), field=name)


def _filled(values: dict[str, str], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name)}


def _numbers(values: dict[str, str]) -> list[str]:
    numbers = list(dict.fromkeys(values["copy_nos"].replace(",", " ").split()))
    if len(numbers) > COPIES_AT_ONCE_MAX:
        raise BadInput(
            "copies_are_few", _("At most {count} copies at a time.", count=COPIES_AT_ONCE_MAX), field="copy_nos"
        )
    return numbers


Entry = Callable[[OperationsDatabase, RecordsDesk, dict[str, str], datetime | None, datetime, str], Answer]
_KINDS: dict[str, Entry] = {"title": _title, "copy": _copy, "staff": _staff}
