"""Languages: gettext messages read from `<package>/locale/id*.po`, and numbers, dates and Rupiah through Babel.

msgids are plain English sentences with named placeholders; Indonesian is the default language of the user interface.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Protocol

from babel.dates import format_date, format_datetime, format_time
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from warehouse.clock import local

LANGUAGES = ("id", "en")
_language: ContextVar[str] = ContextVar("patuh_language", default="id")
_packages: dict[str, None] = {"warehouse": None}  # and those that have asked for a translator, in that order


class Translate(Protocol):
    def __call__(self, message: str, /, **params: Any) -> str: ...


class Word(str):
    """A parameter of a message that is a message itself: translated when the sentence is said."""


def N_(message: str) -> str:  # noqa: N802  (the gettext convention)
    """Mark `message` for extraction without translating it here."""
    return message


def language() -> str:
    """The language in use in this context ("id" or "en")."""
    return _language.get()


def use_language(code: str) -> None:
    """Use `code` in this context from here on; an unknown code means Indonesian."""
    _language.set(code if code in LANGUAGES else "id")


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Use `code` inside the block only."""
    token = _language.set(code if code in LANGUAGES else "id")
    try:
        yield
    finally:
        _language.reset(token)


@cache
def messages(package: str, code: str) -> dict[str, str]:
    """msgid → msgstr of one package's catalogues (`id.po`, `id_rooms.po`, …); empty where it has none for `code`."""
    folder = files(package).joinpath("locale")
    known: dict[str, str] = {}
    for source in folder.iterdir() if folder.is_dir() else ():
        if source.name.startswith(code) and source.name.endswith(".po"):
            with source.open("rb") as stream:
                catalogue = read_po(stream, locale=code)
            known |= {str(message.id): str(message.string) for message in catalogue if message.id and message.string}
    return known


def translator(package: str) -> Translate:
    """The gettext function of `package`: `_("{count} copies lent", count=2)`."""
    _packages.setdefault(package)

    def translate(message: str, /, **params: Any) -> str:
        text = messages(package, language()).get(message, message)
        return text.format(**params) if params else text

    return translate


def sentence(message: str, /, **params: Any) -> str:
    """`message` translated by whichever package knows it: an error may come from any of those in use."""
    known = (messages(package, language()).get(message) for package in _packages)
    text = next((found for found in known if found), message)
    said = {name: sentence(value) if isinstance(value, Word) else value for name, value in params.items()}
    text = text.format(**said) if params else text
    return text[:1].upper() + text[1:] if any(isinstance(value, Word) for value in params.values()) else text


def number(value: float, decimals: int = 0) -> str:
    """1234.5 → "1.234,5" (id) with at most `decimals` decimals."""
    return _number(value, decimals, language())


@lru_cache(maxsize=16_384)
def _number(value: float, decimals: int, spoken: str) -> str:
    """A page of tables says the same few numbers thousands of times, and Babel takes its time for each."""
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=spoken)


def percent(value: float | None, decimals: int = 0) -> str:
    """0.873 → "87%"; None (nothing to count) → an en dash."""
    if value is None or value != value:
        return "–"
    return format_percent(value, format="#,##0" + ("." + "0" * decimals if decimals else "") + "%", locale=language())


def rupiah(amount_idr: int) -> str:
    """12500 → "Rp12.500" in both languages (whole rupiah only)."""
    sign = "-" if amount_idr < 0 else ""
    return f"{sign}Rp{format_decimal(abs(amount_idr), format='#,##0', locale='id')}"


def local_date(day: date, form: str = "long") -> str:
    """2026-11-22 → "22 November 2026"."""
    return format_date(day, format=form, locale=language())


def local_datetime(moment: datetime, zone: str, form: str = "medium") -> str:
    """The date and time on the wall clock of `zone`."""
    return format_datetime(local(moment, zone).replace(tzinfo=None), format=form, locale=language())


def local_time(moment: datetime, zone: str) -> str:
    """The time of day on the wall clock of `zone`, hours and minutes."""
    return format_time(local(moment, zone).time(), format="HH:mm", locale=language())
