"""What is on record about one member, and how it came to be: data, history, cards printed, photo. Reading only.

The values are personal data: shown at the desk, never in the warehouse and never in a log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from warehouse import documents
from warehouse.i18n import local_date, translator
from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")
_HISTORY = files("operations_app.desk").joinpath("member_history.sql").read_text("utf-8")

SHOWN = (
    "name", "sex", "birth_date", "identity_no", "address", "phone", "occupation", "education", "region_code", "expires_on",
    "is_blocked",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One entry of the history: (field, before, after) for what changed; a registration changes nothing."""

    at: datetime
    who: str
    command: str
    fields: tuple[tuple[str, Any, Any], ...]
    reason: str | None


@dataclass(frozen=True)
class MemberData:
    member_no: str
    member_key: str
    member_type: str
    values: dict[str, Any]
    history: tuple[Change, ...]
    printed_at: tuple[datetime, ...]
    photo_sha256: str | None

    def text(self, name: str) -> str:
        """The value as a form shows it; empty when there is none."""
        value = self.values.get(name)
        return value.isoformat() if isinstance(value, date) else value or ""


def member_data(db: OperationsDatabase, member_no: str) -> MemberData | None:
    """The member of a card; None when nobody has it."""
    member = db.row("SELECT member_key, member_type FROM state_members WHERE member_no = ?", member_no)
    if member is None:
        return None
    key = str(member["member_key"])
    rows = db.query(_HISTORY, member_key=key)
    prints = db.rows("SELECT occurred_at FROM card_prints WHERE member_key = ? ORDER BY txid DESC", key)
    photo = db.row("SELECT sha256 FROM member_photos WHERE member_key = ? ORDER BY txid DESC LIMIT 1", key)
    history = [_change(row, before) for before, row in zip([None, *rows], rows, strict=False)]
    return MemberData(
        member_no, key, member["member_type"], {name: rows[-1][name] for name in SHOWN}, tuple(reversed(history)),
        tuple(row["occurred_at"] for row in prints), photo["sha256"] if photo else None,
    )  # fmt: skip


def photo_of(db: OperationsDatabase, sha256: str | None) -> bytes | None:
    """The picture; None when there is none, or it can no longer be read."""
    return documents.read(db.settings, sha256) if sha256 else None


def _change(row: dict[str, Any], before: dict[str, Any] | None) -> Change:
    fields = [(name, before[name], row[name]) for name in SHOWN if before[name] != row[name]] if before else []
    reason = row["blocked_reason"] if any(name == "is_blocked" for name, _old, _new in fields) else None
    return Change(row["at"], row["who"], row["command"], tuple(fields), reason)


def field_name(name: str) -> str:
    return {
        "name": _("Full name"), "sex": _("Sex"), "birth_date": _("Date of birth"), "identity_no": _("Identity number"),
        "address": _("Address"), "phone": _("Telephone"), "occupation": _("Occupation"), "education": _("Education"),
        "region_code": _("Region code"), "expires_on": _("Valid until"), "is_blocked": _("Card"),
    }[name]  # fmt: skip


def value_text(name: str, value: Any) -> str:
    """A value as a person reads it."""
    if name == "is_blocked":
        return _("blocked") if value else _("open for use")
    if name == "sex":
        return {"L": _("Male"), "P": _("Female")}.get(value, "–")
    if isinstance(value, date):
        return local_date(value)
    return value or "–"


def command_name(command: str) -> str:
    return {
        "register_member": _("Registered"), "update_member": _("Corrected"), "renew_card": _("Card renewed"),
        "block_member": _("Block changed"),
    }.get(command, command)  # fmt: skip
