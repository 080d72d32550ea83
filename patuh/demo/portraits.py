"""Pictures for invented members: drawn faces, so that no photo of a person is needed. Same number, same bytes."""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 480, 640  # as the membership desk stores them
PER_SEX = 16
_BACKDROPS = ("#b3261e", "#1f5fa8", "#c8d6e5", "#d9e4dd")  # red and blue, as card photos have
_SKINS = ("#8d5a3b", "#a56a43", "#b97f55", "#c99468", "#d8a97e")
_HAIR = ("#1b1512", "#2a1f1a", "#3a2a21")
_CLOTHES = ("#f4f1ea", "#2f4858", "#33658a", "#6a4c3b", "#4b6b50", "#7a3b4f")
_SCARVES = ("#5b6f8f", "#8f5b6b", "#6b7f5b", "#a08457", "#3f4a5a")


def portrait(sex: str, number: int) -> bytes:
    """The `number`-th face of that sex as a JPEG."""
    draw = Random(f"portrait/{sex}/{number}")
    picture = Image.new("RGB", (WIDTH, HEIGHT), _BACKDROPS[number % len(_BACKDROPS)])
    pen = ImageDraw.Draw(picture)
    skin, hair, clothes = draw.choice(_SKINS), draw.choice(_HAIR), draw.choice(_CLOTHES)
    wears_scarf = sex == "P" and number % 2 == 0
    scarf = draw.choice(_SCARVES)
    middle = WIDTH // 2
    wide, top = draw.randint(96, 112), draw.randint(150, 170)
    chin = top + draw.randint(258, 284)
    if sex == "P" and not wears_scarf:  # long hair behind the shoulders
        pen.rounded_rectangle((middle - wide - 34, top + 40, middle + wide + 34, chin + 90), 70, fill=hair)
    pen.ellipse((middle - 215, chin + 40, middle + 215, chin + 420), fill=scarf if wears_scarf else clothes)
    if wears_scarf:
        pen.ellipse((middle - wide - 46, top - 46, middle + wide + 46, chin + 62), fill=scarf)
    else:
        pen.rounded_rectangle((middle - 40, chin - 50, middle + 40, chin + 78), 34, fill=skin)
        pen.ellipse((middle - wide - 16, top - 44, middle + wide + 16, top + 200), fill=hair)
        for side in (-1, 1):
            ear = middle + side * (wide - 2)
            pen.ellipse((ear - 18, top + 116, ear + 18, top + 174), fill=skin)
    pen.ellipse((middle - wide, top, middle + wide, chin), fill=skin)
    if not wears_scarf:
        pen.chord((middle - wide, top - 26, middle + wide, top + 150), 180, 360, fill=hair)
    eyes, mouth = top + 136, chin - 66
    for side in (-1, 1):
        eye = middle + side * 44
        pen.ellipse((eye - 11, eyes - 8, eye + 11, eyes + 8), fill="white")
        pen.ellipse((eye - 7, eyes - 7, eye + 7, eyes + 7), fill="#2b1a12")
        pen.line((eye - 20, eyes - 24, eye + 20, eyes - 24), fill=hair, width=6)
    pen.arc((middle - 16, eyes + 34, middle + 16, eyes + 62), 20, 160, fill="#5c3826", width=4)
    pen.arc((middle - 36, mouth - 30, middle + 36, mouth + 8), 25, 155, fill="#7a2f2a", width=6)
    if draw.random() < 0.3:
        for side in (-1, 1):
            eye = middle + side * 44
            pen.ellipse((eye - 30, eyes - 26, eye + 30, eyes + 26), outline="#20242a", width=4)
        pen.line((middle - 14, eyes, middle + 14, eyes), fill="#20242a", width=4)
    written = BytesIO()
    picture.save(written, "JPEG", quality=82)
    return written.getvalue()
