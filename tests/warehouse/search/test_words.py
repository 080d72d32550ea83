"""Folding, ISBN and DDC as people write and type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.search.query import Search, understand
from warehouse.search.words import compounds_of, ddc_number, fold, isbn_key, isbn_keys, isbn_range, typed_ddc, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sejarah TIMOR", ["sejarah", "timor"]),
        ("Tafsir Al-Qur’an", ["tafsir", "al", "quran"]),
        ("Pélajaran — Ⅳ, straße", ["pelajaran", "iv", "strasse"]),
        ("«Kota_Kupang» & 1999!", ["kota", "kupang", "1999"]),
        ("مكتبة 図書館", ["مكتبة", "図書館"]),
        ("😀 — * \"", []),
        ("x" * 100, ["x" * 40]),
    ],
)  # fmt: skip
def test_a_text_becomes_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_what_is_hyphenated_is_also_one_word() -> None:
    assert compounds_of(fold("Al-Qur'an dan kupu-kupu")) == ["alquran", "kupukupu"]


@pytest.mark.parametrize(
    "written",
    [
        "979-428-484-X", "979428484x", "9789794284841", "978-979-428-484-1", "ISBN 979 428 484 X", "ISBN-13: 978-9794284841",
        "978–979–428–484–1",
    ],
)  # fmt: skip
def test_an_isbn_is_the_same_however_it_is_written(written: str) -> None:
    assert isbn_key(written) == 978979428484


@pytest.mark.parametrize(
    "text", ["", "979-428", "12345678901234", "97942848XX", "sejarah", "９７８９７９４２８４８４１", "959.8"]
)
def test_what_is_no_isbn(text: str) -> None:
    assert isbn_key(text) is None


def test_a_field_may_hold_several_isbns() -> None:
    assert isbn_keys("978-602-03-1234-0 (jil. 1); 978-602-03-1235-7 (jil. 2)") == {978602031234, 978602031235}


def test_the_beginning_of_an_isbn_is_enough_from_seven_digits_on() -> None:
    assert isbn_range("978-602-0") == (978602000000, 978602100000)
    assert isbn_range("602031") is None
    assert isbn_range("6020312") == (978602031200, 978602031300)


@pytest.mark.parametrize(
    ("written", "number"), [("959.8", "959.8"), ("R 499.2 KAM k", "499.2"), ("4.5", "004.5"), ("", ""), ("A", "")]
)
def test_a_ddc_number_is_read_from_what_the_record_says(written: str, number: str) -> None:
    assert ddc_number(written) == number


@pytest.mark.parametrize(("typed", "number"), [("959.8", "959.8"), ("959.", "959"), ("297", "297"), ("5.1", "005.1")])
def test_a_ddc_number_is_recognised_among_words(typed: str, number: str) -> None:
    assert typed_ddc(typed) == number
    assert typed_ddc(typed + "x") == ""


@pytest.mark.parametrize("typed", ["95", "1999", "a", "959.8.1", ".5"])
def test_other_numbers_are_words(typed: str) -> None:
    assert typed_ddc(typed) == ""


@given(st.text())
def test_folding_never_fails_and_folds_no_further(text: str) -> None:
    for word in words_of(text):
        assert words_of(word) == [word]
    isbn_keys(text), ddc_number(text), typed_ddc(text), isbn_range(text)


@given(st.text(max_size=400), st.sampled_from(["any", "title", "author", "subject", "isbn", "ddc"]))
def test_whatever_is_typed_is_understood_somehow(text: str, field: str) -> None:
    query = understand(Search(text, field=field))  # type: ignore[arg-type]
    assert len(query.terms) <= 12
