"""The guest book, staffed or at the kiosk: a card is a visit at once; guests and groups fill in a short form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from operations_app.desk.answer import Answer, Clock, refused
from operations_app.desk.desk import Desk
from warehouse.errors import BadInput, Refused
from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import clean_code, unit_standard_s

_ = translator("operations_app")

GUEST_FIELDS = ("name", "institution", "sex", "age_class", "occupation", "education", "purpose", "locker_no")
GROUP_FIELDS = ("name", "institution", "head_count", "education", "purpose")
GUEST_BOOK_UNIT = ("loan", 2)


@dataclass
class GuestBookDesk(Desk):
    """`purpose` is what the page has chosen for the next cards; `repeat_of` is a card that asked for a second visit."""

    is_kiosk: bool = False
    purpose: str | None = None
    repeat_of: str | None = None


def scan(
    db: OperationsDatabase, desk: GuestBookDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """A member card: the visit is registered, with the classes of the card."""
    if not code.strip():
        return Answer("idle", _("Scan a member card."))
    repeat_of, desk.repeat_of = desk.repeat_of, None
    try:
        member_no = clean_code(code)
        payload = desk.command(
            "register_visit", scan_id, at, first_key_at, member_no=member_no, purpose=desk.purpose,
            channel=_channel(desk), repeat_confirmed=True if repeat_of == member_no else None,
        )  # fmt: skip
        result = db.execute(payload).data
    except Refused as refusal:
        if refusal.rule == "visit_is_not_a_repeat":
            desk.repeat_of = clean_code(code)
            return Answer(
                "warn", refusal.sentence(), _("Scan the card once more to register a new visit."), rule=refusal.rule
            )
        return refused(refusal)
    detail = _("A bag is in the locker.") if result["has_open_bag"] else ""
    return Answer(
        "done", _("Welcome, {name}", name=shown_name(desk, result["visitor_name"])), detail,
        clock=_clock(db, desk, first_key_at, at), is_saved=True,
    )  # fmt: skip


def entry(
    db: OperationsDatabase, desk: GuestBookDesk, kind: str, values: dict[str, str], first_key_at: datetime | None,
    at: datetime, entry_id: str,
) -> Answer:  # fmt: skip
    """A guest or a group, from the form."""
    missing = _missing(kind, values)
    if missing:
        return Answer("refused", _("Some fields are missing."), rule="field_is_usable", field_errors=missing)
    try:
        if kind == "group":
            payload = desk.command("register_group_visit", entry_id, at, first_key_at, **_group(values))
        else:
            fields: dict[str, Any] = {name: values.get(name) for name in GUEST_FIELDS}
            payload = desk.command(
                "register_visit", entry_id, at, first_key_at, visitor_type="guest", channel=_channel(desk), **fields
            )
        result = db.execute(payload).data
    except Refused as refusal:
        return refused(refusal)
    name = shown_name(desk, result["visitor_name"])
    if kind == "group":
        sentence = _("Registered: {name}, {count} people", name=name, count=result["head_count"])
        return Answer("done", sentence, is_saved=True)
    return Answer("done", _("Welcome, {name}", name=name), clock=_clock(db, desk, first_key_at, at), is_saved=True)


def shown_name(desk: GuestBookDesk, name: str) -> str:
    """The kiosk stands open: whoever types a number must not learn whose card it is."""
    return name.split()[0] if desk.is_kiosk and name.split() else name


def _channel(desk: GuestBookDesk) -> str:
    return "kiosk" if desk.is_kiosk else "desk"


def _missing(kind: str, values: dict[str, str]) -> dict[str, str]:
    needed = ("name", "head_count") if kind == "group" else ("name", "sex")
    return {name: _("Please fill this in.") for name in needed if not values.get(name, "").strip()}


def _group(values: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: values.get(name) for name in GROUP_FIELDS}
    try:
        fields["head_count"] = int(values["head_count"])
    except ValueError:
        raise BadInput(
            "head_count_is_a_number", _("Write the number of people in digits."), field="head_count"
        ) from None
    return fields


def _clock(db: OperationsDatabase, desk: GuestBookDesk, first_key_at: datetime | None, at: datetime) -> Clock | None:
    if first_key_at is None:
        return None
    standard_s = unit_standard_s(db.catalogue, *GUEST_BOOK_UNIT, desk.service_point, at)
    return Clock(_("Guest book"), first_key_at, standard_s, stopped_at=at)
