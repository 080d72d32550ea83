"""How reports say a number, a change, a day. Pure; always Bahasa Indonesia: a report is a document of the agency."""

from __future__ import annotations

from datetime import date

from babel.numbers import format_decimal

from dashboards.reports.model import Bars, KeyFigure, Kind, Table, Value
from warehouse.i18n import in_language, local_date, number, percent, rupiah
from warehouse.rules.wilson import wilson_interval

NOTHING = "–"


def said(value: Value, kind: Kind) -> str:
    """A value as it is printed."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    with in_language("id"):
        match kind:
            case "idr":
                return rupiah(int(value))
            case "share":
                return percent(value, 1)
            case "fine":
                return percent(value, 3)
            case "precise":
                return format_decimal(value, "#,##0.0000", "id")
            case "ratio":
                return format_decimal(value, "#,##0.00", "id")
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


def interval(part: int, whole: int) -> str:
    """ "11–87%": where the share of so few may lie (Wilson, 95%); empty when nothing was counted."""
    found = wilson_interval(part, whole)
    if found is None:
        return ""
    low, high = (format_decimal(round(end * 100), "#,##0", "id") for end in found)
    return f"{low}–{high}%"


def day_name(day: date) -> str:
    """ "31 Oktober 2026"."""
    with in_language("id"):
        return local_date(day, "d MMMM y")


def bars_of(table: Table, place: int, caption: str, whole: float | None = None) -> Bars:
    """One column of a table as bars, rows without any left out."""
    values = [(str(row[0]), table.value(row, place)) for row in table.rows]
    kind = table.columns[place].kind
    told = tuple(
        (label, float(value), said(value, kind)) for label, value in values if isinstance(value, int | float) and value
    )
    return Bars(caption, told, whole)


def change(now: int, before: int, than: str) -> str:
    """ "naik 12,0% dari September 2026 (1.100)"."""
    if not before:
        return f"{than}: {count(before)}"
    if now == before:
        return f"sama dengan {than}"
    word = "naik" if now > before else "turun"
    return f"{word} {said(abs(now - before) / before, 'share')} dari {than} ({count(before)})"


def moved(figure: KeyFigure) -> str:
    """ "+12,0%", of a rate "+1,3 poin"; an en dash when there is nothing to compare with."""
    now, before = figure.now, figure.before
    if not isinstance(now, int | float) or not isinstance(before, int | float):
        return NOTHING
    if figure.kind == "fine":
        return _signed(round((now - before) * 100, 3), " poin", "#,##0.000")
    if figure.kind == "share":
        return _signed(round((now - before) * 100, 1), " poin")
    return _signed(round((now - before) / before * 100, 1), "%") if before else NOTHING


def _signed(value: float, unit: str, form: str = "#,##0.0") -> str:
    return ("+" if value > 0 else "−" if value < 0 else "") + format_decimal(abs(value), form, "id") + unit
