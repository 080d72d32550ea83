"""Amounts, dates and names as papers write them: always in Bahasa Indonesia, whatever language the screen has."""

from __future__ import annotations

from datetime import date, datetime

from operations_app.desk.revenue import kind_name
from warehouse.clock import local
from warehouse.date_in_words import WEEKDAYS
from warehouse.i18n import in_language, local_date, number

METHODS = {"cash": "Tunai", "qris": "QRIS", "transfer": "Transfer bank"}
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def day_text(day: date) -> str:
    """5 Oktober 2026"""
    with in_language("id"):
        return local_date(day)


def short_day(day: date) -> str:
    """05-10-2026, for columns."""
    return f"{day:%d-%m-%Y}"


def weekday_text(day: date) -> str:
    """Senin, 5 Oktober 2026"""
    return f"{WEEKDAYS[day.weekday()]}, {day_text(day)}"


def moment_text(moment: datetime, zone: str) -> str:
    """5 Oktober 2026, 09.05 WITA"""
    there = local(moment, zone)
    return f"{day_text(there.date())}, {there:%H.%M} {ZONES.get(zone, '')}".rstrip()


def period_text(first: date, last: date) -> str:
    """1–7 Oktober 2026; 28 September – 4 Oktober 2026; 5 Oktober 2026"""
    if first == last:
        return day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_text(last)}"
    if first.year == last.year:
        return f"{day_text(first).rsplit(' ', 1)[0]} – {day_text(last)}"
    return f"{day_text(first)} – {day_text(last)}"


def amount_text(amount_idr: int) -> str:
    """Rp21.500,00 as official papers write it, a correction in brackets."""
    plain = f"Rp{figures(abs(amount_idr))},00"
    return f"({plain})" if amount_idr < 0 else plain


def figures(amount_idr: int) -> str:
    """21.500; a correction in brackets."""
    with in_language("id"):
        plain = number(abs(amount_idr))
    return f"({plain})" if amount_idr < 0 else plain


def revenue_text(kind: str) -> str:
    with in_language("id"):
        return kind_name(kind)


def method_text(method: str) -> str:
    return METHODS.get(method, method)


def shortened(text: str, most: int) -> str:
    """At most `most` characters; what is left out shows as an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
