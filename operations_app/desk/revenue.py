"""Words for money, and who owes what: charges by member, as the payments desk takes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from warehouse.i18n import translator
from warehouse.records import money
from warehouse.records.lookups import OpenCharge

_ = translator("operations_app")

METHODS = ("cash", "qris", "transfer")


@dataclass(frozen=True)
class Owed:
    """What one member owes, newest first; a charge without a member stands alone."""

    key: str
    member_no: str | None
    member_name: str | None
    charges: tuple[OpenCharge, ...]

    @property
    def outstanding_idr(self) -> int:
        return sum(charge.outstanding_idr for charge in self.charges)


def owed_by_member(charges: Iterable[OpenCharge], wanted: str = "") -> list[Owed]:
    """Who owes, the newest charge first; `wanted` are words of a name or a card number."""
    by_member: dict[str, list[OpenCharge]] = {}
    for charge in sorted(charges, key=lambda one: one.charged_at, reverse=True):
        if _matches(charge, wanted):
            by_member.setdefault(charge.member_no or charge.charge_id, []).append(charge)
    return [Owed(key, listed[0].member_no, listed[0].member_name, tuple(listed)) for key, listed in by_member.items()]


def _matches(charge: OpenCharge, wanted: str) -> bool:
    words = wanted.casefold().split()
    text = f"{charge.member_name or ''} {charge.member_no or ''}".casefold()
    return all(word in text for word in words)


def kind_name(kind: str) -> str:
    return {
        "late_fine": _("Late fine"), "card_fee": _("Card fee"), "form": _("Registration form"), "photocopy": _("Photocopy"),
    }.get(kind, kind)  # fmt: skip


def method_name(method: str) -> str:
    return {"cash": _("Cash"), "qris": "QRIS", "transfer": _("Transfer")}.get(method, method)


def receipt_text(payment: dict[str, Any]) -> str:
    """ "pusat/2026/000123" of a row of payments."""
    return money.receipt_text(payment["node"], payment["receipt_year"], payment["receipt_no"])
