"""Amounts in words (terbilang) as receipts and deposit slips print them. Pure; Indonesian only.

Receipts of an Indonesian agency are official documents in Bahasa Indonesia whatever language the screen has, so there is
no English version. num2words says "satu juta satu ribu" for 1,001,000, where the language has "satu juta seribu".
"""

from __future__ import annotations

LARGEST_IDR = 999_999_999_999

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_GROUPS = ((1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"))


def in_words(amount_idr: int) -> str:
    """1001000 → "satu juta seribu rupiah"; a negative amount (a correction) begins with "minus"."""
    return f"{number_in_words(amount_idr)} rupiah"


def number_in_words(value: int) -> str:
    """2026 → "dua ribu dua puluh enam"."""
    if abs(value) > LARGEST_IDR:
        raise ValueError(f"{value} lies beyond what is put into words (±{LARGEST_IDR})")
    if value < 0:
        return f"minus {number_in_words(-value)}"
    words, rest = [], value
    for unit, name in _GROUPS:
        count, rest = divmod(rest, unit)
        if count:
            words.append("seribu" if unit == 1_000 and count == 1 else f"{_below_thousand(count)} {name}")
    if rest or not words:
        words.append(_below_thousand(rest))
    return " ".join(words)


def _below_thousand(value: int) -> str:
    """0 … 999: "seratus dua puluh satu"."""
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return _below_hundred(rest)
    hundred = "seratus" if hundreds == 1 else f"{_DIGITS[hundreds]} ratus"
    return f"{hundred} {_below_hundred(rest)}" if rest else hundred


def _below_hundred(value: int) -> str:
    """0 … 99: "sebelas", "lima belas", "sembilan puluh sembilan"."""
    if value < 10:
        return _DIGITS[value]
    if value < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(value, f"{_DIGITS[value - 10]} belas")
    tens, ones = divmod(value, 10)
    return f"{_DIGITS[tens]} puluh" + (f" {_DIGITS[ones]}" if ones else "")
