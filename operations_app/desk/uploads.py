"""What people upload beside a paper: a photo or scan of the signed paper, a letter, pictures of an event. No Streamlit.

What a file is, its content says, never its name: the name is not even looked at. Pictures are drawn anew (upright, small
enough, nothing of the original file kept); a PDF is kept as it is when it is plain: few pages, no scripts, no attachments,
nothing that starts a program.
"""

from __future__ import annotations

import re
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageOps, UnidentifiedImageError

from warehouse import documents
from warehouse.errors import BadInput
from warehouse.i18n import N_
from warehouse.settings import Settings

BYTES_MAX = 10 * 1024 * 1024
PIXELS_MAX = 60_000_000
SIDE_MIN_PX = 200
SIDE_MAX_PX = 2600
PAGES_MAX = 50
UNPACKED_MAX = 64 * 1024 * 1024
"""All packed objects of a PDF together; what unpacks to more is a bomb."""
FED_AT_ONCE = 64 * 1024
DICTIONARY_MAX = 2000
ACTIVE = (
    "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToE",
    "Encrypt",
)  # fmt: skip
_ACTIVE = re.compile(rb"/(" + b"|".join(name.encode() for name in ACTIVE) + rb")(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
SIGNATURE_BYTES_MAX = 200 * 1024
SIGNATURE_SIDE_MAX_PX = 2000
INK_MIN_PX = 60
"""Dark dots below which a signature is a slip of the finger."""

_pdfium = threading.Lock()  # pdfium works for one thread at a time


@dataclass(frozen=True)
class Upload:
    """A file that may be stored."""

    content: bytes
    media_type: str
    pages: int = 1


def kept(settings: Settings, content: bytes) -> str:
    """Check an uploaded file and store it; its SHA-256. BadInput with a sentence for anything else."""
    return kept_upload(settings, checked(content))


def kept_upload(settings: Settings, upload: Upload) -> str:
    """Store what was checked."""
    return documents.store(settings, upload.content)


def kept_signature(settings: Settings, content: bytes) -> str:
    """Check the picture of a signature pad and store it; its SHA-256."""
    return documents.store(settings, drawn_signature(content))


def checked(content: bytes, *, picture_only: bool = False) -> Upload:
    if not content:
        raise BadInput("upload_has_content", N_("The file is empty. Choose another one."), field="file")
    if len(content) > BYTES_MAX:
        raise BadInput(
            "upload_is_small", N_("The file is larger than 10 MB. Scan it anew with less detail."), field="file"
        )
    if content.startswith(b"%PDF-") and not picture_only:
        return _pdf(content)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _picture(content)
    if picture_only:
        raise BadInput("upload_is_a_picture", N_("This file is no JPEG or PNG picture."), field="file")
    raise BadInput(
        "upload_is_a_paper", N_("This file is no PDF, JPEG or PNG, whatever its name says. Scan or photograph the paper."),
        field="file",
    )  # fmt: skip


def drawn_signature(content: bytes) -> bytes:
    """The PNG of a signature pad, drawn anew; BadInput when it is too large, no PNG, or holds no signature."""
    if len(content) > SIGNATURE_BYTES_MAX or not content.startswith(b"\x89PNG\r\n\x1a\n"):
        raise _no_signature()
    try:
        with _careful(), Image.open(BytesIO(content), formats=("PNG",)) as opened:
            if max(opened.size) > SIGNATURE_SIDE_MAX_PX:
                raise _no_signature()
            drawn = opened.convert("RGBA")
    except UNREADABLE:
        raise _no_signature() from None
    on_white = Image.new("RGBA", drawn.size, "white")
    on_white.alpha_composite(drawn)
    histogram = on_white.convert("L").histogram()
    dark, all_dots = sum(histogram[:160]), drawn.width * drawn.height
    if not INK_MIN_PX <= dark <= all_dots // 2:
        raise BadInput(
            "signature_has_ink", N_("There is no signature on the pad yet. Sign, then save."), field="signature"
        )
    out = BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


UNREADABLE = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, zlib.error, Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)  # fmt: skip


def _picture(content: bytes) -> Upload:
    try:
        with _careful(), Image.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
            width, height = opened.size  # read from its head, before anything is unpacked
            if width * height > PIXELS_MAX:
                raise _too_many_pixels()
            if min(width, height) < SIDE_MIN_PX:
                raise BadInput(
                    "upload_is_readable", N_("The picture is too small to be read. Take another."), field="file"
                )
            opened.draft("RGB", (SIDE_MAX_PX, SIDE_MAX_PX))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except UNREADABLE:
        raise BadInput("upload_is_whole", N_("The picture is damaged. Take it once more."), field="file") from None
    upright.thumbnail((SIDE_MAX_PX, SIDE_MAX_PX), Image.Resampling.LANCZOS)
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A"))
    out = BytesIO()
    flat.save(out, "JPEG", quality=85, optimize=True)
    return Upload(out.getvalue(), "image/jpeg")


def _pdf(content: bytes) -> Upload:
    if _has_active_content(content):
        raise BadInput(
            "upload_is_plain", N_("This PDF holds a script, an attachment or a form. Scan the paper into a plain PDF."),
            field="file",
        )  # fmt: skip
    pages = _pages_of(content)
    if pages > PAGES_MAX:
        raise BadInput(
            "upload_has_few_pages", N_("This PDF has {pages} pages; at most {most} are kept."), field="file", pages=pages,
            most=PAGES_MAX,
        )  # fmt: skip
    return Upload(content, "application/pdf", pages)


def _pages_of(content: bytes) -> int:
    with _pdfium:
        try:
            with pypdfium2.PdfDocument(content) as document:
                pages = len(document)
                if pages:
                    document[0].get_size()
        except (pypdfium2.PdfiumError, ValueError):
            pages = 0
    if not pages:
        raise BadInput("upload_opens", N_("This PDF cannot be opened. Scan the paper once more."), field="file")
    return pages


def _has_active_content(content: bytes) -> bool:
    """Names of scripts, attachments and programs, also inside packed objects, however they are written."""
    if _names_something_active(content):
        return True
    left = UNPACKED_MAX
    for found in _STREAM.finditer(content):
        dictionary = _plain(content[max(0, found.start() - DICTIONARY_MAX) : found.start()].rpartition(b"obj")[2])
        if b"/ObjStm" not in dictionary:
            continue  # what a page shows: it holds no objects
        unpacked = _unpacked(memoryview(content)[found.end() :], left)
        if unpacked is None or _names_something_active(unpacked):
            return True
        left -= len(unpacked)
        if left <= 0:
            raise BadInput(
                "upload_is_no_bomb",
                N_("This PDF unpacks to far more than its size. Scan the paper anew."),
                field="file",
            )
    return False


def _unpacked(packed: memoryview, most: int) -> bytes | None:
    """What a packed stream holds, at most `most` bytes; None when it is packed in another way than scanners do."""
    unpacker, pieces, size = zlib.decompressobj(), [], 0
    try:
        for start in range(0, len(packed), FED_AT_ONCE):
            piece = unpacker.decompress(packed[start : start + FED_AT_ONCE], most - size)
            pieces.append(piece)
            size += len(piece)
            if unpacker.eof or size >= most:
                break
    except zlib.error:
        return None
    return b"".join(pieces)


def _names_something_active(piece: bytes) -> bool:
    return _ACTIVE.search(_plain(piece)) is not None


def _plain(piece: bytes) -> bytes:
    """Names without their escapes: /J#61vaScript → /JavaScript."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), piece) if b"#" in piece else piece


@contextmanager
def _careful() -> Iterator[None]:
    """Inside, a picture that may be a bomb is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _too_many_pixels() -> BadInput:
    return BadInput("upload_has_few_pixels", N_("The picture has too many pixels. Take a smaller one."), field="file")


def _no_signature() -> BadInput:
    return BadInput(
        "signature_is_a_picture", N_("The signature did not arrive whole. Sign once more."), field="signature"
    )
