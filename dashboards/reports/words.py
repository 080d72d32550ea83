"""How reports say a number, a change, a month. Pure; always Bahasa Indonesia: a report is a document of the agency."""

from __future__ import annotations

from datetime import date

from dashboards.reports.model import Kind, Value
from warehouse.i18n import in_language, local_date, number, percent, rupiah

NOTHING = "–"


def said(value: Value, kind: Kind) -> str:
    """A value as it is printed."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value
    with in_language("id"):
        match kind:
            case "idr":
                return rupiah(int(value))
            case "share":
                return percent(value, 1)
            case "ratio":
                return number(value, 2)
            case "minutes":
                return number(value, 0)
            case _:
                return number(value)


def count(value: int) -> str:
    return said(value, "count")


def idr(value: int) -> str:
    return said(value, "idr")


def share(part: int, whole: int) -> str:
    """ "87,5%", an en dash when there was nothing to count."""
    return said(part / whole if whole else None, "share")


def month_name(month: date) -> str:
    """ "Oktober 2026"."""
    with in_language("id"):
        return local_date(month, "MMMM y")


def day_name(day: date) -> str:
    """ "31 Oktober 2026"."""
    with in_language("id"):
        return local_date(day, "d MMMM y")


def change(now: int, before: int, than: str) -> str:
    """ "naik 12,0% dari September 2026 (1.100)"."""
    if not before:
        return f"{than}: {count(before)}"
    if now == before:
        return f"sama dengan {than}"
    word = "naik" if now > before else "turun"
    return f"{word} {said(abs(now - before) / before, 'share')} dari {than} ({count(before)})"


def joined(words: list[str]) -> str:
    """ "a, b, dan c"."""
    if len(words) < 3:
        return " dan ".join(words)
    return ", ".join(words[:-1]) + ", dan " + words[-1]
