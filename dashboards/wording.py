"""Figures in words: durations, percentages, changes, weekdays, statuses. Pure; speaks the language in use."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import get_day_names
from babel.numbers import format_decimal

from warehouse.i18n import language, local_date, N_, number, percent, translator

_ = translator("dashboards")

NOTHING = "–"

STATUSES: dict[str, str] = {
    "on_time": N_("On time"),
    "late": N_("Late"),
    "missing": N_("Not recorded"),
    "recorded": N_("Recorded, not judged"),
    "untimed": N_("Recorded without a duration"),
}
DEVIATIONS: dict[str, str] = {
    "all": N_("All cases"),
    "any": N_("Not compliant"),
    "late": N_("With a late step"),
    "missing": N_("With a missing step"),
    "untimed": N_("Recorded without a duration"),
    "out_of_order": N_("Out of order"),
    "repeated": N_("Repeated"),
    "document": N_("With a missing document"),
}
BUCKETS: dict[str, str] = {"day": N_("By day"), "week": N_("By week"), "month": N_("By month")}
CAPTURES: dict[str, str] = {
    "transaction": N_("By the transaction"),
    "tap": N_("Tapped"),
    "backfilled": N_("Entered later"),
}


def is_nothing(value: object) -> bool:
    """None, NaN and NaT: there was nothing to count."""
    return value is None or value != value


def duration(seconds: float | None) -> str:
    """75 → "1 min 15 s"; two units at most, because nobody reads a third."""
    if seconds is None or seconds != seconds:
        return NOTHING
    whole = round(seconds)
    if whole < 60:
        return _("{s} s", s=whole)
    if whole < 3600:
        return _joined(_("{m} min", m=whole // 60), _("{s} s", s=whole % 60), whole % 60)
    if whole < 86400:
        return _joined(_("{h} h", h=whole // 3600), _("{m} min", m=whole % 3600 // 60), whole % 3600 // 60)
    return _joined(_("{d} d", d=whole // 86400), _("{h} h", h=whole % 86400 // 3600), whole % 86400 // 3600)


def _joined(larger: str, smaller: str, smaller_count: int) -> str:
    return f"{larger} {smaller}" if smaller_count else larger


def share(value: float | None, decimals: int = 0) -> str:
    return NOTHING if value is None or value != value else percent(value, decimals)


def interval_said(low: float | None, high: float | None) -> str:
    """The 95% interval of a share: "41–79%"."""
    if low is None or high is None or low != low or high != high:
        return NOTHING
    return f"{number(round(low * 100))}–{percent(high)}"


def short_rupiah(amount_idr: float) -> str:
    """An amount as an axis has room for: 1_500_000 → "Rp1,5 jt"."""
    if abs(amount_idr) >= 1_000_000:
        return _("Rp{n} m", n=number(amount_idr / 1_000_000, 1))
    if abs(amount_idr) >= 1_000:
        return _("Rp{n} k", n=number(amount_idr / 1_000, 1))
    return f"Rp{number(amount_idr)}"


def day_said(day: date) -> str:
    """ "21 November 2026", the day first in both languages, as the periods are written."""
    return local_date(day, "d MMMM y")


def times(value: float | None) -> str:
    """How often, to two places: 0.2 → "0,20"."""
    return NOTHING if value is None or value != value else format_decimal(value, format="#,##0.00", locale=language())


def points(change: float | None) -> str:
    """0.034 → "+3,4 points": rates change by percentage points, never by per cent."""
    if change is None or change != change:
        return NOTHING
    return _("{change} points", change=signed(change * 100, 1))


def relative(now: float, then: float) -> str:
    """110 after 100 → "+10%"; nothing to compare with → an en dash."""
    return NOTHING if not then else f"{signed((now - then) / then * 100, 0)}%"


def signed(value: float, decimals: int) -> str:
    """With its sign, a true minus, and no sign on a zero."""
    rounded = round(value, decimals)
    if rounded == 0:
        return number(0, decimals)
    return ("+" if rounded > 0 else "−") + number(abs(rounded), decimals)


def step_label(printed_nos: list[str]) -> str:
    """Steps of one unit as the paper numbers them: "4", "6–8"."""
    return printed_nos[0] if len(printed_nos) == 1 else f"{printed_nos[0]}–{printed_nos[-1]}"


TITLE_CHARACTERS = 60
_SMALL_WORDS = frozenset(("dan", "di", "dari", "ke", "untuk", "atau", "yang"))


def titled(text: str) -> str:
    """A title printed in capitals, as a title is written: "LAYANAN SILANG LAYAN" → "Layanan Silang Layan".

    What stands in brackets is an abbreviation and stays; a title that is not all capitals stays as it is.
    """
    if text != text.upper():
        return text
    words = re.sub(r"(?<=[^\s(])\(", " (", text).split()
    written = [
        word if word.startswith("(") else word.lower() if place and word.lower() in _SMALL_WORDS else _capital(word)
        for place, word in enumerate(words)
    ]
    return " ".join(written)


def short_title(title: str) -> str:
    """A title of more than a line by the abbreviation that it carries in brackets, when it carries one."""
    found = re.search(r"\(([^)]+)\)", title)
    return found.group(1) if found and len(title) > TITLE_CHARACTERS else title


def _capital(word: str) -> str:
    return "/".join(part.capitalize() for part in word.split("/"))


def weekday(iso_weekday: int) -> str:
    """1 → "Senin"."""
    return str(get_day_names("wide", locale=language())[iso_weekday - 1]).capitalize()


def bucket_label(start: date, bucket: str) -> str:
    """How a bucket of the trend is called on the axis."""
    match bucket:
        case "month":
            return local_date(start, "MMM y")
        case "week":
            return _("week of {day}", day=local_date(start, "d MMM"))
        case _:
            return local_date(start, "d MMM")


def shortened(text: str, length: int) -> str:
    """At most `length` characters, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[:length].rsplit(" ", 1)[0].rstrip(" ,;:(-") + "…"


def wrapped(text: str, width: int, lines: int = 2) -> str:
    """Broken into at most `lines` lines of about `width` characters, for chart labels."""
    rows: list[str] = []
    row = ""
    for word in shortened(text, width * lines).split(" "):
        if row and len(row) + 1 + len(word) > width and len(rows) < lines - 1:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    return "<br>".join([*rows, row])
