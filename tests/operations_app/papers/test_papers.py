"""Each paper says what it was given, literally, on paper of its size; PDFs carry their title and are tagged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from operations_app.papers.books import cash_book_pdf, receipts_register_pdf
from operations_app.papers.deposit_slip import deposit_slip_pdf
from operations_app.papers.receipt import receipt_pdf
from operations_app.papers.slips import due_slip_pdf, photocopy_note_pdf, visit_slip_pdf
from tests.operations_app.papers import examples
from tests.operations_app.papers.reading import codes_on, metadata_of, pages_of, size_mm, text_of
from warehouse.typesetting.letterhead import Letterhead

MARKUP = '#import "x": * *tebal* _miring_ $x^2$ @kunci <label> #panic() \\ // ~ -- ="1" [isi] `kode`'


def test_the_receipt_has_amount_in_words_and_carries_its_title() -> None:
    pdf = receipt_pdf(examples.a_receipt())
    text = text_of(pdf)
    assert "Satu juta seribu rupiah" in text
    assert "Rp1.001.000,00" in text
    assert "NIP 19800101 200501 2 001" in text
    assert metadata_of(pdf)["Title"] == "Kuitansi pusat/2026/000123"
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"pdfaid:part" in pdf
    assert b"id-ID" in pdf


@pytest.mark.parametrize(
    "pdf",
    [
        receipt_pdf(examples.a_receipt(said=MARKUP)),
        due_slip_pdf(examples.a_due_slip(title=MARKUP)),
        photocopy_note_pdf(examples.a_note(name=MARKUP)),
        cash_book_pdf(examples.a_cash_book(text=MARKUP)),
        receipts_register_pdf(examples.a_register(payer=MARKUP)),
    ],
)
def test_markup_in_a_title_is_printed_as_it_is(pdf: bytes) -> None:
    assert "".join(MARKUP.split()) in "".join(text_of(pdf).split())


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_makes_a_receipt_of_one_page(text: str) -> None:
    assert pages_of(receipt_pdf(examples.a_receipt(said=text, payer=text))) == 1


@pytest.mark.parametrize("text", ["x" * 10_000, "kata " * 2_000, "😀" * 300, "baris\nbaru\ttab\x00\x1b\u202e"])
def test_texts_of_any_length_stay_on_the_receipt(text: str) -> None:
    assert pages_of(receipt_pdf(examples.a_receipt(said=text, payer=text, amount_idr=999_999_999_999))) == 1


def test_a_character_without_a_shape_does_not_stop_the_paper() -> None:
    pdf = receipt_pdf(examples.a_receipt(payer="Maria 😀 Bria"))
    assert "Maria" in text_of(pdf)
    assert b"/StructTreeRoot" in pdf


def test_a_real_letterhead_has_no_mark_an_example_and_a_demo_have() -> None:
    assert "ukan dokumen sah" not in text_of(receipt_pdf(examples.a_receipt()))
    for head, note in (
        (replace(examples.HEAD, is_example=True), "Kop surat contoh"),
        (replace(examples.HEAD, is_demo=True), "bukan dokumen sah"),
        (replace(examples.HEAD, is_demo=True, is_example=True), "bukan dokumen sah"),
    ):
        assert note in text_of(receipt_pdf(replace(examples.a_receipt(), head=head)))
        assert note in text_of(visit_slip_pdf(replace(examples.a_visit_slip(), head=head)))
        assert note in text_of(deposit_slip_pdf(replace(examples.a_deposit(), head=head)))
        assert note in text_of(cash_book_pdf(replace(examples.a_cash_book(), frame=replace(examples.FRAME, head=head))))


@pytest.mark.parametrize("number", [1, 17, 999, 12_345])
def test_a_visitor_number_is_read_from_a_slip_printer(number: int) -> None:
    slip = examples.a_visit_slip(number)
    for kind in ("code128", "qr"):
        pdf = visit_slip_pdf(slip, kind)  # type: ignore[arg-type]
        assert codes_on(pdf, dpi=203) == [slip.slip_code]
        assert (size_mm(pdf)[0], pages_of(pdf)) == (80.0, 1)


def test_a_slip_grows_with_its_copies() -> None:
    short, long = due_slip_pdf(examples.a_due_slip(copies=1)), due_slip_pdf(examples.a_due_slip(copies=8))
    assert pages_of(long) == 1
    assert size_mm(long)[1] > size_mm(short)[1]


def test_no_fine_is_named_where_there_is_none() -> None:
    text = text_of(due_slip_pdf(replace(examples.a_due_slip(), fine_per_day_idr=0)))
    assert "Denda" not in text
    assert "per hari untuk" in text_of(due_slip_pdf(replace(examples.a_due_slip(), fine_counts="calendar_days")))


def test_the_deposit_slip_adds_up_and_leaves_room_to_sign() -> None:
    text = text_of(deposit_slip_pdf(examples.a_deposit()))
    for said in (
        "Rp71.500,00", "Tujuh puluh satu ribu lima ratus rupiah", "12 kuitansi, 1 pembatalan", "5–6 Oktober 2026",
        "Bendahara Utama, S.E.", "Petugas bank / penerima", "Pengguna Anggaran",
    ):  # fmt: skip
        assert said in text


def test_the_same_paper_is_the_same_file() -> None:
    assert receipt_pdf(examples.a_receipt()) == receipt_pdf(examples.a_receipt())


def test_a_letterhead_without_lines_is_still_one() -> None:
    bare = Letterhead("Pemerintah Provinsi", "Dinas Perpustakaan", ())
    assert "DINAS PERPUSTAKAAN" in text_of(receipt_pdf(replace(examples.a_receipt(), head=bare)))
