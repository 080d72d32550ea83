"""Figures in words, in both languages."""

from __future__ import annotations

import pytest

from dashboards.wording import (
    duration,
    points,
    relative,
    share,
    short_title,
    shortened,
    signed,
    step_label,
    titled,
    weekday,
    wrapped,
)
from warehouse.i18n import in_language


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 dtk"), (59.4, "59 dtk"), (60, "1 mnt"), (75, "1 mnt 15 dtk"), (3600, "1 jam"), (3725, "1 jam 2 mnt"),
        (86400, "1 hari"), (100_000, "1 hari 3 jam"), (None, "–"), (float("nan"), "–"),
    ],
)  # fmt: skip
def test_a_duration_names_two_units_at_most(seconds: float | None, said: str) -> None:
    assert duration(seconds) == said


def test_a_rate_changes_by_points_a_count_by_per_cent() -> None:
    assert points(-0.0341) == "−3,4 poin"
    assert points(None) == "–"
    assert relative(110, 100) == "+10%"
    assert relative(5, 0) == "–"
    assert share(None) == "–"
    assert share(0.7512, 1) == "75,1%"
    with in_language("en"):
        assert points(0.0341) == "+3.4 points"


def test_a_change_that_rounds_to_nothing_has_no_sign() -> None:
    assert signed(-0.04, 1) == "0"


def test_steps_are_named_as_the_paper_numbers_them() -> None:
    assert step_label(["4"]) == "4"
    assert step_label(["6", "7", "8"]) == "6–8"


def test_labels_break_at_words() -> None:
    assert shortened("Mengisi buku tamu di komputer", 18) == "Mengisi buku tamu…"
    assert wrapped("Mengisi buku tamu di komputer", 12) == "Mengisi buku<br>tamu di…"
    assert wrapped("pendek", 12) == "pendek"


def test_the_week_begins_on_monday() -> None:
    assert (weekday(1), weekday(7)) == ("Senin", "Minggu")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("PENITIPAN BARANG DAN PEMERIKSAAN", "Penitipan Barang dan Pemeriksaan"),
        ("LAYANAN TERPADU PERPUSTAKAAN SEKOLAH(LTPS)", "Layanan Terpadu Perpustakaan Sekolah (LTPS)"),
        ("PERPANJANGAN BUKU/BAHAN PUSTAKA", "Perpanjangan Buku/Bahan Pustaka"),
        ("Layanan Terpadu (ANTER KOPER) Buku", "Layanan Terpadu (ANTER KOPER) Buku"),
    ],
)
def test_a_title_in_capitals_is_written_as_a_title(printed: str, shown: str) -> None:
    assert titled(printed) == shown


def test_a_long_title_goes_by_its_abbreviation() -> None:
    assert short_title("Layanan Terpadu Perpustakaan Sekolah, Perguruan Tinggi, Lembaga (ANTER KOPER)") == "ANTER KOPER"
    assert short_title("Layanan Terpadu Perpustakaan Sekolah (LTPS)") == "Layanan Terpadu Perpustakaan Sekolah (LTPS)"
