"""Words for money: the kinds of revenue, and a receipt's number as it is printed."""

from __future__ import annotations

from typing import Any

from warehouse.i18n import translator
from warehouse.records import money

_ = translator("operations_app")


def kind_name(kind: str) -> str:
    return {
        "late_fine": _("Late fine"), "card_fee": _("Card fee"), "form": _("Registration form"), "photocopy": _("Photocopy"),
    }.get(kind, kind)  # fmt: skip


def receipt_text(payment: dict[str, Any]) -> str:
    """ "pusat/2026/000123" of a row of payments."""
    return money.receipt_text(payment["node"], payment["receipt_year"], payment["receipt_no"])
