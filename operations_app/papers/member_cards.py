"""Member cards of CR80 size (85.6 × 54 mm): one a page for card printers, or ten on an A4 sheet with cut marks."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from PIL import Image, ImageOps

from operations_app.papers.barcodes import code128, module_count, qr
from operations_app.papers.typesetting import Drawing, typeset
from operations_app.papers.wording import day_text
from warehouse.typesetting.letterhead import Letterhead

Sheet = Literal["card", "a4"]
Code = Literal["code128", "qr"]

CARDS_MAX = 100
PHOTO_PX = (330, 420)  # 22 × 28 mm at 381 dpi, finer than card printers
PHOTO_PIXELS_MAX = 50_000_000
CODE_WIDTH_MM = 52.0
WIDEST_MODULE_MM = 0.45
WIDEST_CODE128 = 210
"""Modules. A longer number would be printed finer than desk scanners read (0.25 mm a module), so it gets a QR code."""


@dataclass(frozen=True, slots=True)
class MemberCard:
    """`photo` as it was taken (JPEG or PNG); None leaves a place for one."""

    member_no: str
    name: str
    member_type: str
    valid_until: date
    photo: bytes | None = None


def card_pdf(
    head: Letterhead, cards: list[MemberCard], at: datetime, *, sheet: Sheet = "card", code: Code = "code128"
) -> bytes:
    return typeset("member_cards", card_data(head, cards, sheet=sheet, code=code), at)


def card_data(
    head: Letterhead, cards: list[MemberCard], *, sheet: Sheet = "card", code: Code = "code128"
) -> dict[str, object]:
    numbers = cards[0].member_no if len(cards) == 1 else f"{len(cards)} kartu"
    return {
        "title": f"Kartu anggota {numbers}",
        "head": head.as_data(),
        "sheet": sheet,
        "cards": [_one(card, code) for card in cards],
    }


def _one(card: MemberCard, code: Code) -> dict[str, object]:
    symbol = qr(card.member_no) if code == "qr" else code128(card.member_no)
    if code == "code128" and module_count(symbol) > WIDEST_CODE128:
        code, symbol = "qr", qr(card.member_no)
    return {
        "member_no": card.member_no,
        "name": card.name,
        "member_type": card.member_type,
        "valid_until": day_text(card.valid_until),
        "photo": _portrait(card.photo) if card.photo else "",
        "kind": code,
        "code": symbol,
        "code_width_mm": min(CODE_WIDTH_MM, module_count(symbol) * WIDEST_MODULE_MM),
    }


def _portrait(photo: bytes) -> Drawing | str:
    """The middle of a photo as an SVG of the card's proportions; "" when it cannot be read."""
    try:
        with Image.open(io.BytesIO(photo), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > PHOTO_PIXELS_MAX:
                return ""
            opened.draft("RGB", (2 * PHOTO_PX[0], 2 * PHOTO_PX[1]))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    cut = ImageOps.fit(upright, PHOTO_PX, centering=(0.5, 0.4))
    jpeg = io.BytesIO()
    cut.save(jpeg, "JPEG", quality=88)
    width, height = PHOTO_PX
    return Drawing(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,'
        f'{base64.b64encode(jpeg.getvalue()).decode()}"/></svg>'
    )
