"""Member cards: nothing runs over, every number can be scanned, photos of any kind are cut to the card."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from operations_app.papers.member_cards import card_data, card_pdf
from operations_app.papers.typesetting import preview
from tests.operations_app.papers import examples
from tests.operations_app.papers.reading import codes_on, pages_of, picture_of, size_mm, text_of

LONG_NAMES = (
    "Raden Mas Haryo Kusumodiningrat Suryaningratputra Wibisono XII",
    "Maria Magdalena Theresia Bernadetha Wilhelmina Nahak Seran Br",
    "W" * 60,
    "Wanggai-" * 8,
)


def a_photo(kind: str = "JPEG", size: tuple[int, int] = (600, 800), mode: str = "RGB") -> bytes:
    content = io.BytesIO()
    Image.new(mode, size, 255 if mode == "L" else None or 0).save(content, kind)
    return content.getvalue()


def test_a_card_printer_gets_a_page_a_card_and_an_a4_sheet_holds_ten() -> None:
    cards = [examples.a_card(member_no=f"A{number}") for number in range(23)]
    single = card_pdf(examples.HEAD, cards, examples.AT)
    assert (pages_of(single), size_mm(single)) == (23, (85.6, 54.0))
    sheet = card_pdf(examples.HEAD, cards, examples.AT, sheet="a4")
    assert (pages_of(sheet), size_mm(sheet)) == (3, (210.0, 297.0))
    assert len(codes_on(sheet)) == 10


@pytest.mark.parametrize("name", LONG_NAMES)
@pytest.mark.parametrize("code", ["code128", "qr"])
def test_a_name_of_sixty_letters_stays_in_its_place(name: str, code: str) -> None:
    """The strips right of the text and between text and code stay white; the code is still read."""
    pdf = card_pdf(examples.HEAD, [examples.a_card(name=name)], examples.AT, code=code)  # type: ignore[arg-type]
    assert "".join(name.split()) in "".join(text_of(pdf).split())
    assert codes_on(pdf) == ["NTT2026000123"]
    picture = picture_of(pdf)
    millimetre = picture.width / 85.6
    margin = picture.crop((int(82.2 * millimetre), int(13 * millimetre), picture.width, picture.height))
    assert margin.getextrema() == (255, 255)


@pytest.mark.parametrize(
    "member_no", ["1", "A1", "0123456789012345", "NTT2026000123", "53.71.2026/0000000123-A", "Z" * 40]
)
@pytest.mark.parametrize("code", ["code128", "qr"])
def test_every_member_number_can_be_scanned_from_a_card(member_no: str, code: str) -> None:
    pdf = card_pdf(examples.HEAD, [examples.a_card(member_no=member_no)], examples.AT, code=code)  # type: ignore[arg-type]
    assert codes_on(pdf) == [member_no]


def test_a_long_number_gets_a_qr_code() -> None:
    def kind(member_no: str) -> object:
        return card_data(examples.HEAD, [examples.a_card(member_no=member_no)])["cards"][0]["kind"]  # type: ignore[index]

    assert kind("NTT2026000123") == "code128"
    assert kind("N" * 25) == "qr"


@pytest.mark.parametrize(
    ("kind", "size", "mode"),
    [("JPEG", (600, 800), "RGB"), ("JPEG", (3000, 400), "L"), ("PNG", (50, 900), "RGBA"), ("JPEG", (600, 800), "CMYK")],
)
def test_a_photo_is_cut_to_the_card(kind: str, size: tuple[int, int], mode: str) -> None:
    with_photo = card_pdf(examples.HEAD, [examples.a_card(photo=a_photo(kind, size, mode))], examples.AT)
    assert "22 × 28" not in text_of(with_photo)
    assert len(with_photo) < 300_000


@pytest.mark.parametrize("photo", [b"", b"GIF89a", b"<svg onload=alert(1)>", b"\xff\xd8\xff\xe0 broken"])
def test_a_photo_that_cannot_be_read_leaves_its_place_free(photo: bytes) -> None:
    assert "22 × 28" in text_of(card_pdf(examples.HEAD, [examples.a_card(photo=photo)], examples.AT))


def test_cards_can_be_looked_at_as_pictures() -> None:
    pages = preview("member_cards", card_data(examples.HEAD, [examples.a_card()] * 2), examples.AT)
    assert [page[:4] for page in pages] == [b"\x89PNG"] * 2
