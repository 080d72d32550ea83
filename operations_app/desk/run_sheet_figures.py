"""Figures as they are typed on the road: kilometres on the clock, people counted. Pure."""

from __future__ import annotations

from warehouse.errors import BadInput
from warehouse.i18n import N_


def kilometres(values: dict[str, str]) -> int | None:
    text = values.get("odometer_km", "").strip().replace(".", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= 2_000_000):
        raise BadInput(
            "kilometres_are_a_number",
            N_("Write the kilometres on the clock as a number, e.g. 45210."),
            field="odometer_km",
        )
    return int(text)


def heads(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= 5000):
        raise BadInput("heads_are_a_number", N_("The number of visitors is a number from 1 to 5000."))
    return int(text)
