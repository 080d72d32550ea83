"""The guest book, staffed or at the kiosk: a card is a visit at once; guests and groups fill in a short form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from operations_app.desk.answer import Answer, Clock, refused
from operations_app.desk.desk import Desk
from warehouse.errors import BadInput, Refused
from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import clean_code, unit_standard_s

_ = translator("operations_app")

GUEST_FIELDS = ("name", "institution", "sex", "age_class", "occupation", "education", "purpose", "locker_no")
GROUP_FIELDS = ("name", "institution", "head_count", "purpose")
DIMENSIONS = ("sex", "age_class", "occupation", "education")
GUEST_BOOK_UNIT = ("loan", 2)
REPEAT = "visit_is_not_a_repeat"
ONE_STRETCH = timedelta(minutes=3)
"""A question answered within this time is part of the registration that its first key began."""


@dataclass(frozen=True)
class Registered:
    """A visit just registered, and the number to show."""

    visit_id: str
    visit_no: int
    slip_code: str
    name: str


@dataclass
class GuestBookDesk(Desk):
    """`purpose` is what the page has chosen for the next cards; `repeat_of` is a card that asked for a second visit."""

    is_kiosk: bool = False
    purpose: str | None = None
    repeat_of: str | None = None
    repeat_begun_at: datetime | None = None
    registered: Registered | None = None


def scan(
    db: OperationsDatabase, desk: GuestBookDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """A member card: the visit is registered, with the classes of the card."""
    if not code.strip():
        return Answer("idle", _("Scan a member card."))
    repeat_of, begun_at = desk.repeat_of, desk.repeat_begun_at
    leave_question(desk)
    try:
        member_no = clean_code(code)
        is_confirmed = repeat_of == member_no
        if is_confirmed and begun_at and at - begun_at <= ONE_STRETCH:
            first_key_at = begun_at
        payload = desk.command(
            "register_visit", scan_id, at, first_key_at, member_no=member_no, purpose=desk.purpose,
            channel=_channel(desk), repeat_confirmed=True if is_confirmed else None,
        )  # fmt: skip
        result = db.execute(payload).data
    except Refused as refusal:
        if refusal.rule == REPEAT:
            desk.repeat_of, desk.repeat_begun_at = clean_code(code), first_key_at
            detail = _("Scan the card once more, or confirm below, to register a new visit.")
            return Answer("warn", refusal.sentence(), detail, rule=refusal.rule)
        return refused(refusal)
    name = shown_name(desk, result["visitor_name"])
    desk.registered = _registered(result, name)
    detail = _("A bag is in the locker.") if result["has_open_bag"] else ""
    return Answer(
        "done", _("Welcome, {name}", name=name), detail, clock=_clock(db, desk, first_key_at, at), is_saved=True
    )


def leave_question(desk: GuestBookDesk) -> None:
    """The visitor has not come again: nothing is registered."""
    desk.repeat_of, desk.repeat_begun_at = None, None


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
    desk.registered = _registered(result, name)
    if kind == "group":
        sentence = _("Registered: {name}, {count} people", name=name, count=result["head_count"])
        return Answer("done", sentence, is_saved=True)
    return Answer("done", _("Welcome, {name}", name=name), clock=_clock(db, desk, first_key_at, at), is_saved=True)


def shown_name(desk: GuestBookDesk, name: str) -> str:
    """The kiosk stands open: whoever types a number must not learn whose card it is."""
    return name.split()[0] if desk.is_kiosk and name.split() else name


def _registered(result: dict[str, Any], name: str) -> Registered:
    return Registered(result["visit_id"], result["visit_no"], result["slip_code"], name)


def _channel(desk: GuestBookDesk) -> str:
    return "kiosk" if desk.is_kiosk else "desk"


def _missing(kind: str, values: dict[str, str]) -> dict[str, str]:
    needed = ("name", "head_count") if kind == "group" else ("name", "sex")
    return {name: _("Please fill this in.") for name in needed if not values.get(name, "").strip()}


def _group(values: dict[str, str]) -> dict[str, Any]:
    """The fields of a group; the counts of its classes come as "sex|L", "age_class|6–12", …"""
    fields: dict[str, Any] = {name: values.get(name) for name in GROUP_FIELDS}
    fields["head_count"] = _people(values["head_count"], "head_count")
    breakdown: dict[str, dict[str, int]] = {}
    for name, text in values.items():
        dimension, bar, value = name.partition("|")
        if bar and dimension in DIMENSIONS and text.strip():
            breakdown.setdefault(dimension, {})[value] = _people(text, dimension)
    return {**fields, "breakdown": breakdown}


def _people(text: str, field: str) -> int:
    if not (text.strip().isascii() and text.strip().isdigit() and len(text) <= 6):
        raise BadInput("head_count_is_a_number", _("Write the number of people in digits."), field=field)
    return int(text)


def _clock(db: OperationsDatabase, desk: GuestBookDesk, first_key_at: datetime | None, at: datetime) -> Clock | None:
    if first_key_at is None:
        return None
    standard_s = unit_standard_s(db.catalogue, *GUEST_BOOK_UNIT, desk.service_point, at)
    return Clock(_("Guest book"), first_key_at, standard_s, stopped_at=at)
