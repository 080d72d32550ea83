"""Time: aware datetimes only; UTC stored, the agency's zone shown. The only module that reads the wall clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, UTC
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


def require_aware(moment: datetime) -> datetime:
    """`moment` in UTC; a naive datetime is a programming error (ValueError)."""
    if moment.tzinfo is None:
        raise ValueError(f"naive datetime: {moment!r}")
    return moment.astimezone(UTC)


def local(moment: datetime, zone: str) -> datetime:
    """`moment` on the wall clock of `zone` (an IANA name, e.g. Asia/Makassar)."""
    return require_aware(moment).astimezone(ZoneInfo(zone))


def local_day(moment: datetime, zone: str) -> date:
    """The calendar day on which `moment` falls in `zone`."""
    return local(moment, zone).date()


def next_month(day: date) -> date:
    """The first day of the month after that of `day`."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
