"""What a photo may be, and what becomes of it."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image

from operations_app.desk.photos import HEIGHT, member_photo, WIDTH
from warehouse.errors import BadInput

GPS = 0x8825


def picture(size: tuple[int, int] = (900, 700), form: str = "JPEG", mode: str = "RGB", **more: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 120).save(out, form, **more)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of 50,000 × 50,000 pixels that says so in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = (50_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(900, 700), (700, 900), (160, 160), (4000, 3000)])
def test_it_becomes_a_small_jpeg_of_three_to_four(form: str, size: tuple[int, int]) -> None:
    made = Image.open(BytesIO(member_photo(picture(size, form))))
    assert (made.format, made.size, made.mode) == ("JPEG", (WIDTH, HEIGHT), "RGB")


@pytest.mark.parametrize(
    ("mode", "form"), [("L", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("CMYK", "JPEG"), ("1", "PNG"), ("I;16", "PNG")]
)
def test_every_kind_of_colour(mode: str, form: str) -> None:
    assert Image.open(BytesIO(member_photo(picture(mode=mode, form=form)))).mode == "RGB"


def test_where_it_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Kamera", 6
    made = Image.open(BytesIO(member_photo(picture(exif=exif))))
    assert dict(made.getexif()) == {}
    assert "exif" not in made.info


def test_a_photo_on_its_side_is_turned_up() -> None:
    lying = Image.new("RGB", (800, 600), "white")
    lying.paste("black", (0, 0, 400, 600))  # the left half; turned by 6 it is the upper half
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    lying.save(out, "JPEG", exif=exif)
    made = Image.open(BytesIO(member_photo(out.getvalue())))
    assert made.getpixel((WIDTH // 2, 20))[0] < 40  # type: ignore[index]
    assert made.getpixel((WIDTH // 2, HEIGHT - 20))[0] > 215  # type: ignore[index]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "photo_is_a_picture"),
        (b"GIF89a" + b"\0" * 100, "photo_is_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_is_a_picture"),
        (b"%PDF-1.7 foto.jpg", "photo_is_a_picture"),
        (picture()[:400], "photo_is_a_picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 5000, "photo_is_a_picture"),
        (b"\0" * (5 * 1024 * 1024 + 1), "photo_is_small"),
        (picture((60, 80)), "photo_is_large_enough"),
        (picture((8000, 6000), "PNG", "1"), "photo_is_small"),
    ],
)
def test_what_is_no_photo_gets_a_sentence(content: bytes, rule: str) -> None:
    with pytest.raises(BadInput) as refusal:
        member_photo(content)
    assert refusal.value.rule == rule
    assert refusal.value.sentence() != refusal.value.message


def test_a_picture_that_would_unpack_to_gigabytes_is_refused_unread() -> None:
    assert len(bomb()) < 2000
    with pytest.raises(BadInput):
        member_photo(bomb())
