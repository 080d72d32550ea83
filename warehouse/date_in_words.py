"""Dates in words as berita acara open with them. Pure; Indonesian only, as the papers are."""

from __future__ import annotations

from datetime import date

from warehouse.amount_in_words import number_in_words

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def date_in_words(day: date) -> str:
    """5 October 2026 → "Senin tanggal lima bulan Oktober tahun dua ribu dua puluh enam"."""
    return (
        f"{WEEKDAYS[day.weekday()]} tanggal {number_in_words(day.day)} bulan {MONTHS[day.month - 1]}"
        f" tahun {number_in_words(day.year)}"
    )
