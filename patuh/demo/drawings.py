"""Pictures that papers carry: drawn signatures, scans of letters, photos of a visit. Same number, same bytes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from warehouse import documents
from warehouse.settings import Settings

_SIGNATURES, _LETTERS, _PHOTOS = 16, 6, 6


@dataclass(frozen=True)
class Drawings:
    """SHA-256 of what was stored."""

    signatures: tuple[str, ...]
    letters: tuple[str, ...]
    photos: tuple[str, ...]


def store_drawings(settings: Settings) -> Drawings:
    """The pictures in the home's documents."""
    return Drawings(
        tuple(documents.store(settings, signature(n)) for n in range(_SIGNATURES)),
        tuple(documents.store(settings, letter(n)) for n in range(_LETTERS)),
        tuple(documents.store(settings, photo(n)) for n in range(_PHOTOS)),
    )


def signature(number: int) -> bytes:
    """A line that loops from left to right."""
    draw = Random(f"signature/{number}")
    picture = Image.new("L", (360, 120), 255)
    pen = ImageDraw.Draw(picture)
    loops, high = draw.uniform(4, 9), draw.uniform(22, 40)
    slant, phase = draw.uniform(8, 26), draw.uniform(0, 6)
    points = []
    for step in range(160):
        share = step / 159
        angle = phase + share * loops * 2 * math.pi
        x = 30 + share * 270 + slant * math.sin(angle)
        points.append((x, 62 - high * (1 - 0.6 * share) * math.cos(angle)))
    pen.line(points, fill=20, width=3, joint="curve")
    if draw.random() < 0.6:
        pen.line((30, 100, 300, 92 + draw.randint(-6, 6)), fill=20, width=2)
    return _png(picture)


def letter(number: int) -> bytes:
    """A letter too small to read: head, lines, signature."""
    draw = Random(f"letter/{number}")
    picture = Image.new("L", (420, 594), 252)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 36, 80, 76), outline=60, width=3)
    for y in (44, 58, 70):
        pen.line((100, y, 360, y), fill=70, width=4)
    pen.line((36, 90, 384, 90), fill=30, width=3)
    for row in range(22):
        y = 130 + row * 16
        pen.line((48, y, 372 if draw.random() < 0.8 else draw.randint(140, 330), y), fill=120, width=3)
    with Image.open(BytesIO(signature(number))) as drawn:
        picture.paste(drawn.resize((140, 47)), (230, 510))
    return _png(picture)


def photo(number: int) -> bytes:
    """A drawn scene: sky, ground, a vehicle with its awning, readers."""
    draw = Random(f"photo/{number}")
    picture = Image.new("RGB", (480, 320), draw.choice(("#a9c9e8", "#c9dbe6", "#e5d7bd")))
    pen = ImageDraw.Draw(picture)
    pen.polygon(
        [(0, 190), (draw.randint(80, 240), draw.randint(90, 150)), (480, 200), (480, 320), (0, 320)], fill="#6f8f5f"
    )
    pen.rectangle((0, 225, 480, 320), fill="#b59b78")
    pen.rectangle((60, 130, 230, 240), fill=draw.choice(("#1f6f8b", "#8b3a1f", "#f0f0ea")))
    pen.polygon([(230, 140), (330, 165), (330, 172), (230, 152)], fill="#d9822b")
    for wheel in (95, 195):
        pen.ellipse((wheel - 18, 224, wheel + 18, 260), fill="#222222")
    for _ in range(draw.randint(4, 9)):
        x, y = draw.randint(250, 450), draw.randint(225, 275)
        pen.ellipse((x - 9, y - 30, x + 9, y - 12), fill=draw.choice(("#8d5a3b", "#b97f55")))
        pen.rectangle((x - 11, y - 12, x + 11, y + 20), fill=draw.choice(("#c0392b", "#f4f1ea", "#2c5aa0", "#3f7d4f")))
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
