"""Dates in words: the sentence a berita acara opens with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from warehouse.date_in_words import date_in_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 10, 5), "Senin tanggal lima bulan Oktober tahun dua ribu dua puluh enam"),
        (date(2026, 10, 11), "Minggu tanggal sebelas bulan Oktober tahun dua ribu dua puluh enam"),
        (date(2027, 1, 1), "Jumat tanggal satu bulan Januari tahun dua ribu dua puluh tujuh"),
        (date(2028, 2, 29), "Selasa tanggal dua puluh sembilan bulan Februari tahun dua ribu dua puluh delapan"),
        (date(2030, 12, 31), "Selasa tanggal tiga puluh satu bulan Desember tahun dua ribu tiga puluh"),
        (date(2100, 8, 12), "Kamis tanggal dua belas bulan Agustus tahun dua ribu seratus"),
    ],
)
def test_a_date_is_said_as_berita_acara_say_it(day: date, words: str) -> None:
    assert date_in_words(day) == words


def test_every_day_of_a_leap_year_has_words_of_its_own() -> None:
    days = [date(2028, 1, 1) + timedelta(days=number) for number in range(366)]
    assert len({date_in_words(day) for day in days}) == 366
