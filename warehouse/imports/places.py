"""Codes and coordinates as they may stand in a file: Kemendagri's dotted codes, degrees inside Indonesia. Pure."""

from __future__ import annotations

import re

from warehouse.i18n import N_

CODE = re.compile(r"\d{2}\.\d{2}(\.\d{2})?")
SOUTH, NORTH, WEST, EAST = -11.5, 6.5, 94.5, 141.5


class Wrong(Exception):
    """A cell that cannot be used; `reason` is a message to be translated where it is told."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def region_code(text: str, column: str = "code") -> str:
    if not CODE.fullmatch(text):
        raise Wrong(column, N_("A region code is written like 33.01 or 33.01.02."))
    return text


def coordinates(latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """Both or neither."""
    if not latitude and not longitude:
        return None, None
    found = []
    for text, column, low, high in ((latitude, "latitude", SOUTH, NORTH), (longitude, "longitude", WEST, EAST)):
        try:
            value = float(text.replace(",", ".")) if text else None
        except ValueError:
            value = None
        if value is None or not low <= value <= high:
            raise Wrong(column, N_("Coordinates are degrees inside Indonesia; give both or neither."))
        found.append(value)
    return found[0], found[1]


def people(text: str, column: str) -> int | None:
    """A whole number of people; thousands may be set apart by dots."""
    if not text:
        return None
    plain = text.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", text) else text
    if not (plain.isascii() and plain.isdigit()) or int(plain) > 100_000_000:
        raise Wrong(column, N_("This is no number of people."))
    return int(plain)
