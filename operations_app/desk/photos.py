"""A member's photo as it may be stored: a small JPEG cut to 3:4, nothing of the original file kept. Pure, no database.

The type is decided by the content, never by the name. The picture's size is read before it is unpacked, so that a file
of a few kilobytes that would unpack to gigabytes is refused unread.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from warehouse.errors import BadInput
from warehouse.i18n import N_

BYTES_MAX = 5 * 1024 * 1024
PIXELS_MAX = 40_000_000
WIDTH, HEIGHT = 480, 640
WIDTH_MIN, HEIGHT_MIN = 120, 160
FORMATS = ("JPEG", "PNG", "WEBP")
FACE_HEIGHT = 0.4  # where a face is, from the top, when a picture is too tall


def member_photo(content: bytes) -> bytes:
    """The JPEG to store; BadInput for what is no usable photo."""
    if len(content) > BYTES_MAX:
        raise BadInput("photo_is_small", N_("The photo is larger than 5 MB. Take a smaller one."), field="photo")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as opened:
                return _jpeg(opened)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError,
            Image.DecompressionBombWarning):  # fmt: skip
        raise BadInput(
            "photo_is_a_picture",
            N_("This file is no photo we can read. Use a JPEG, PNG or WebP picture."),
            field="photo",
        ) from None


def _jpeg(opened: Image.Image) -> bytes:
    width, height = opened.size
    if width * height > PIXELS_MAX:
        raise BadInput("photo_is_small", N_("The photo has too many pixels. Take a smaller one."), field="photo")
    if min(width, height) < WIDTH_MIN or max(width, height) < HEIGHT_MIN:
        raise BadInput(
            "photo_is_large_enough", N_("The photo is too small to recognise anybody. Take another."), field="photo"
        )
    opened.draft("RGB", (WIDTH * 2, HEIGHT * 2))  # a JPEG is unpacked no larger than needed
    upright = ImageOps.exif_transpose(opened)
    flat = Image.new("RGB", upright.size, "white")
    picture = upright.convert("RGBA")
    flat.paste(picture, mask=picture.getchannel("A"))
    fitted = ImageOps.fit(flat, (WIDTH, HEIGHT), Image.Resampling.LANCZOS, centering=(0.5, FACE_HEIGHT))
    out = BytesIO()
    fitted.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
