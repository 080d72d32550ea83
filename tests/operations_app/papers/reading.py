"""What a reader gets from a paper: its text, its pages as pictures, the codes a scanner finds on them."""

from __future__ import annotations

from typing import Any

import pypdfium2
import zxingcpp

POINTS_PER_INCH = 72
SCANNER_DPI = 300


def pages_of(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def text_of(pdf: bytes) -> str:
    """The text of all pages, in reading order, blanks and soft breaks made plain."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    # \x02 stands for a hyphen at a line's end, \ufffe for one that is no character.
    plain = " ".join(texts).replace("\u200b", "").replace("\ufffe", "").replace("\x02", "-")
    return " ".join(plain.split())


def size_mm(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
    return round(width / POINTS_PER_INCH * 25.4, 1), round(height / POINTS_PER_INCH * 25.4, 1)


def picture_of(pdf: bytes, page: int = 0, dpi: int = SCANNER_DPI) -> Any:
    """A page as a printer of `dpi` shows it (a PIL image)."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=dpi / POINTS_PER_INCH).to_pil().convert("L")


def codes_on(pdf: bytes, page: int = 0, dpi: int = SCANNER_DPI) -> list[str]:
    """What a scanner reads from a page printed with `dpi`."""
    return [found.text for found in zxingcpp.read_barcodes(picture_of(pdf, page, dpi))]


def metadata_of(pdf: bytes) -> dict[str, str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return dict(document.get_metadata_dict())
