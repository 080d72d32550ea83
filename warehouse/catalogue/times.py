"""What a printed standard time ("20 menit", "1 hari", "Disesuaikan …", blank) means. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

SECONDS_PER_UNIT = {"detik": 1, "menit": 60, "jam": 3600, "hari": 86400}

_FIXED = re.compile(r"(?P<count>[1-9]\d{0,4})\s+(?P<unit>detik|menit|jam|hari)", re.IGNORECASE)
_ADJUSTED = re.compile(r"disesuaikan\b.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class StandardTime:
    """`kind` is fixed, adjusted or none; only a fixed one has seconds. `working_time`: counted on working days."""

    kind: str
    standard_s: int | None = None
    working_time: bool = False


def parse_time(time_printed: str | None) -> StandardTime | None:
    """The meaning of a time as printed, or None when it cannot be read (never a guess)."""
    if time_printed is None:
        return StandardTime("none")
    if _ADJUSTED.fullmatch(time_printed.strip()):
        return StandardTime("adjusted")
    match = _FIXED.fullmatch(time_printed.strip())
    if match is None:
        return None
    unit = match["unit"].lower()
    return StandardTime("fixed", int(match["count"]) * SECONDS_PER_UNIT[unit], working_time=unit == "hari")
