"""The condition check of a vehicle: what is looked at, by its kind; what is not in order is noted. Pure."""

from __future__ import annotations

from warehouse.errors import BadInput
from warehouse.i18n import N_, translator

_ = translator("operations_app")

ITEMS: dict[str, tuple[str, ...]] = {
    "car": ("tyres", "oil", "water", "lights", "brakes", "fuel", "horn", "papers"),
    "motorcycle": ("tyres", "oil", "chain", "lights", "brakes", "fuel", "horn", "papers", "helmet"),
}
NOTE_MAX = 300


def items_of(vehicle_kind: str | None) -> tuple[str, ...]:
    return ITEMS["motorcycle" if vehicle_kind == "motorcycle" else "car"]


def item_name(item: str) -> str:
    return {
        "tyres": _("Tyres"), "oil": _("Oil"), "water": _("Radiator water"), "lights": _("Lights"), "brakes": _("Brakes"),
        "fuel": _("Fuel"), "horn": _("Horn"), "papers": _("Vehicle papers"), "chain": _("Chain"), "helmet": _("Helmets"),
    }[item]  # fmt: skip


def condition_note(values: dict[str, str], vehicle_kind: str | None) -> str | None:
    """What the record says of the check: nothing when all is in order, else what is not and the officer's note."""
    wrong = [item for item in items_of(vehicle_kind) if values.get(item) != "1"]
    note = " ".join(values.get("note", "").split())[:NOTE_MAX]
    if not wrong:
        return note if len(note) >= 3 else None
    if len(note) < 3:
        raise BadInput(
            "what_is_not_in_order_is_noted",
            N_("Not ticked: {items}. Tick what is in order, or write what is wrong with it."),
            field="note", items=", ".join(item_name(item) for item in wrong),
        )  # fmt: skip
    return _("Not in order: {items}. {note}", items=", ".join(item_name(item) for item in wrong), note=note)
