"""Times as a clerk writes them, in the agency's zone. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from warehouse.errors import BadInput
from warehouse.i18n import N_

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")


def local_moment(day: date, text: str, zone: ZoneInfo, field: str) -> datetime:
    """ "9.15", "09:15" or "09:15:30" of that day as an aware moment; BadInput for anything else."""
    found = _TIME.fullmatch(text.strip())
    hour, minute, second = (int(part or 0) for part in found.groups()) if found else (99, 0, 0)
    if hour > 23 or minute > 59 or second > 59:
        raise BadInput("time_is_readable", N_("A time is written as hours and minutes, e.g. 09:15."), field=field)
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
