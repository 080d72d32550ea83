"""Uploaded papers: what is kept, and what is refused with a sentence whatever its name says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from operations_app.desk import uploads
from tests.operations_app.papers.official_examples import a_paper, drawn_signature, photo
from warehouse import documents
from warehouse.errors import BadInput
from warehouse.i18n import in_language
from warehouse.settings import Settings


def pdf(pages: int = 2) -> bytes:
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(595, 842)
    out = io.BytesIO()
    made.save(out)
    made.close()
    return out.getvalue()


def written(*objects: bytes) -> bytes:
    """A PDF by hand: the objects, a page tree and what opens it."""
    body = b"%PDF-1.7\n"
    offsets = []
    for number, one in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))


PAGES = (b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>")


def opened_with(action: bytes) -> bytes:
    return written(b"<< /Type /Catalog /Pages 2 0 R /OpenAction " + action + b" >>", *PAGES)


def packed(inner: bytes) -> bytes:
    stream = zlib.compress(inner)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream)
    return written(b"<< /Type /Catalog /Pages 2 0 R >>", *PAGES, head + stream + b"\nendstream")


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height), 255).save(out, form)
    return out.getvalue()


def png_bomb(width: int, height: int) -> bytes:
    """A few kilobytes that say they are a picture of that size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
    )


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/passwd", b"0" * 1_000_000)
    return out.getvalue()


def rule_of(content: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        uploads.checked(content)
    with in_language("id"):
        sentence = refused.value.sentence()
    assert sentence.endswith(".")
    assert "{" not in sentence
    return refused.value.rule


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "upload_has_content"),
        (b"MZ\x90\x00" + bytes(500), "upload_is_a_paper"),  # an executable named surat.pdf
        (b"\x7fELF" + bytes(500), "upload_is_a_paper"),
        (b"#!/bin/sh\nrm -rf /\n", "upload_is_a_paper"),
        (zipped(), "upload_is_a_paper"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "upload_is_a_paper"),
        (b"GIF89a" + bytes(100), "upload_is_a_paper"),
        (b"%PDF-1.7\n" + b"0" * (50 * 1024 * 1024), "upload_is_small"),
        (b"%PDF-1.7\nnothing of a PDF", "upload_opens"),
        (pdf(51), "upload_has_few_pages"),
        (opened_with(b"<< /S /JavaScript /JS (app.alert(1)) >>"), "upload_is_plain"),
        (opened_with(b"<< /S /J#61vaScript /JS (app.alert(1)) >>"), "upload_is_plain"),
        (opened_with(b"<< /S /Launch /F (calc.exe) >>"), "upload_is_plain"),
        (written(b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 4 0 R >> >>", *PAGES), "upload_is_plain"),
        (packed(b"9 0 << /S /JavaScript /JS (1) >>"), "upload_is_plain"),
        (packed(b"9 0 <<>>" + bytes(80 * 1024 * 1024)), "upload_is_no_bomb"),
        (png_bomb(60_000, 60_000), "upload_has_few_pixels"),
        (png_bomb(9_000, 9_000), "upload_has_few_pixels"),
        (picture(100, 3000), "upload_is_readable"),
        (photo()[:4000], "upload_is_whole"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "upload_is_whole"),
    ],
)  # fmt: skip
def test_what_is_no_plain_paper_is_refused_with_a_sentence(content: bytes, rule: str) -> None:
    assert rule_of(content) == rule


def test_a_plain_pdf_is_kept_as_it_is() -> None:
    content = pdf(3)
    found = uploads.checked(content)
    assert (found.content, found.media_type, found.pages) == (content, "application/pdf", 3)
    assert uploads.checked(packed(b"9 0 << /Type /Font >>")).pages == 1


def test_our_own_papers_are_plain_enough_to_come_back_signed() -> None:
    from operations_app.papers.official_sheet import official_pdf

    assert uploads.checked(official_pdf(a_paper("handover_ba"))).pages == 1


def test_a_photo_is_drawn_anew_upright_and_small() -> None:
    turned = Image.open(io.BytesIO(photo(4000, 3000)))
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "S"}  # where it was taken
    turned.save(out, "JPEG", exif=exif)
    found = uploads.checked(out.getvalue() + b"MZ trailing program")
    kept = Image.open(io.BytesIO(found.content))
    assert (found.media_type, kept.size, dict(kept.getexif())) == ("image/jpeg", (1950, 2600), {})
    assert b"MZ trailing" not in found.content


def test_a_file_is_stored_under_its_content_whatever_it_was_called(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home")
    content = pdf()
    sha256 = uploads.kept(settings, content)
    assert documents.path_of(settings, sha256).is_relative_to(settings.documents)
    assert documents.read(settings, sha256) == content
    assert uploads.kept(settings, content) == sha256


def test_only_pictures_are_photos() -> None:
    with pytest.raises(BadInput) as refused:
        uploads.checked(pdf(), picture_only=True)
    assert refused.value.rule == "upload_is_a_picture"


def test_a_signature_is_a_small_png_with_ink(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home")
    kept = documents.read(settings, uploads.kept_signature(settings, drawn_signature()))
    assert kept is not None
    assert Image.open(io.BytesIO(kept)).format == "PNG"


def dotted() -> bytes:
    pad = Image.new("RGBA", (640, 260), (255, 255, 255, 0))
    ImageDraw.Draw(pad).point([(5, 5), (6, 6)], fill=(0, 0, 0, 255))
    out = io.BytesIO()
    pad.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "signature_is_a_picture"),
        (photo(), "signature_is_a_picture"),
        (drawn_signature() + bytes(300_000), "signature_is_a_picture"),
        (drawn_signature(4000, 3000), "signature_is_a_picture"),
        (png_bomb(50_000, 50_000), "signature_is_a_picture"),
        (drawn_signature()[:300], "signature_is_a_picture"),
        (picture(640, 260), "signature_has_ink"),
        (dotted(), "signature_has_ink"),
    ],
)
def test_what_is_no_signature_is_refused(content: bytes, rule: str) -> None:
    with pytest.raises(BadInput) as refused:
        uploads.drawn_signature(content)
    assert refused.value.rule == rule


def test_a_pad_that_is_all_black_is_no_signature() -> None:
    out = io.BytesIO()
    Image.new("L", (640, 260), 0).save(out, "PNG")
    with pytest.raises(BadInput):
        uploads.drawn_signature(out.getvalue())
