"""Stored pictures (signatures, photos, scans) made ready for a paper: small enough, upright, as an SVG that holds them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from operations_app.papers.typesetting import Drawing

PIXELS_MAX = 40_000_000
SIDE_MAX_PX = 1600


@dataclass(frozen=True, slots=True)
class Picture:
    svg: Drawing
    width: int
    height: int


def picture(content: bytes | None, side_max_px: int = SIDE_MAX_PX) -> Picture | None:
    """None for what is no picture we can read (a PDF, a damaged file)."""
    if not content:
        return None
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > PIXELS_MAX:
                return None
            opened.draft("RGB", (side_max_px, side_max_px))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((side_max_px, side_max_px))
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A"))
    out = BytesIO()
    flat.save(out, "JPEG", quality=85)
    width, height = flat.size
    encoded = base64.b64encode(out.getvalue()).decode()
    return Picture(
        Drawing(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
            f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{encoded}"/></svg>'
        ),
        width,
        height,
    )
