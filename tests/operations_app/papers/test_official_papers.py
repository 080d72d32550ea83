"""Official papers of the road: every kind says what it must, literally, signed or void, with any text and many copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from operations_app.papers.official import OfficialPaper, Scan
from operations_app.papers.official_sheet import official_pdf, signers
from operations_app.papers.official_words import NAMES
from tests.operations_app.papers.examples import HEAD
from tests.operations_app.papers.official_examples import a_paper, copies, SITE
from tests.operations_app.papers.reading import metadata_of, pages_of, size_mm, text_of
from tests.operations_app.papers.test_papers import MARKUP
from warehouse.records.papers import KIND_CODES
from warehouse.rules.outreach import PAPERS

LONG = "Yayasan Pendidikan Katolik Santo Yohanes Paulus Kedua Kecamatan Amarasi Barat " * 2


def said(paper: OfficialPaper) -> str:
    return text_of(official_pdf(paper))


def test_every_kind_of_paper_has_a_template() -> None:
    assert set(NAMES) == set(PAPERS) == set(KIND_CODES)


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_kind_has_letterhead_title_number_and_its_signatures(kind: str) -> None:
    paper = a_paper(kind)
    pdf = official_pdf(paper)
    text = text_of(pdf)
    for words in (HEAD.agency.upper(), NAMES[kind].upper(), paper.number, "Halaman 1 dari"):
        assert words in text
    assert size_mm(pdf) == (210.0, 297.0)
    assert metadata_of(pdf)["Title"] == f"{NAMES[kind]} {paper.number}"
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid:part" in pdf
    assert {one.party for one in paper.signatures} == PAPERS[kind].parties
    for one in paper.signatures:
        assert one.name in text
    if any(one.way == "pin" for one in paper.signatures):
        joined = "".join(text.split())
        assert "DitandatanganisecaraelektronikdenganPIN,5Oktober2026,09.05WITA" in joined


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_every_kind_compiles_with_long_names_many_copies_and_markup(kind: str) -> None:
    site = replace(SITE, name=MARKUP + LONG, address=LONG * 2, signer_name=LONG, signer_office=LONG)
    lines = copies(80, MARKUP, LONG) if PAPERS[kind].lists_copies else ()
    paper = a_paper(
        kind, site=site, copies=lines, body=(MARKUP + "\n") * 40, place=MARKUP, head=replace(HEAD, is_demo=True),
        signatures=(), writer=replace(a_paper(kind).writer, name="x" * 200),
    )  # fmt: skip
    pdf = official_pdf(paper)
    text = "".join(text_of(pdf).split())
    assert "".join(MARKUP.split()) in text
    assert "Datasimulasi,bukandokumensah" in text
    if lines:
        assert pages_of(pdf) > 2
        assert "80(delapanpuluh)eksemplar" in text


@pytest.mark.parametrize("kind", ["handover_ba", "return_ba", "stock_ba", "loan_evidence"])
def test_the_head_of_the_copy_list_stands_on_each_of_its_pages(kind: str) -> None:
    pdf = official_pdf(a_paper(kind, 80, lost=()))
    assert pages_of(pdf) == 3
    assert text_of(pdf).count("Nomor induk") >= 2


def test_a_handover_names_both_parties_the_day_in_words_and_every_copy() -> None:
    text = said(a_paper("handover_ba", 3))
    for words in (
        "Pada hari ini Senin tanggal lima bulan Oktober tahun dua ribu dua puluh enam (05-10-2026)", "PIHAK PERTAMA",
        "PIHAK KEDUA", "Markus Tefa", "NIP 19850312 201001 1 004", "Yohana Nenobais, S.Pd.", "Kepala Sekolah",
        "3 (tiga) eksemplar", "NTT000003", "Dongeng Rakyat Timor 3", "Mengetahui,", "Pengirim", "Penerima",
    ):  # fmt: skip
        assert words in text


def test_in_a_return_the_site_is_the_first_party_and_lost_copies_are_named() -> None:
    text = said(a_paper("return_ba", 2))
    assert text.index("Yohana Nenobais") < text.index("PIHAK PERTAMA") < text.index("Markus Tefa")
    assert "1 (satu) eksemplar hilang" in text
    assert "Kamus Bergambar" in text
    assert "Rusak" in text


def test_the_daily_report_counts_visitors_by_class_loans_uses_and_toys() -> None:
    text = said(a_paper("daily_report"))
    for words in (
        "Jumlah 95 83 4", "Laki-laki 40", "6–12 64", "Pelajar 95", "95 (sembilan puluh lima) orang",
        "Dipinjam pemustaka : 14 eksemplar", "Dikembalikan pemustaka : 6 eksemplar", "Satu buku dinyatakan hilang",
    ):  # fmt: skip
        assert words in text


def test_the_travel_report_says_who_drove_what_how_far_and_when() -> None:
    text = said(a_paper("travel_report"))
    for words in (
        "Pengemudi : Markus Tefa", "MPK-1 (DH 8012 AA)", "5 Oktober 2026, 07.30 WITA", "5 Oktober 2026, 14.30 WITA",
        "48.210 km", "Jarak tempuh : 58 km", "Senin, 5 Oktober 2026",
    ):  # fmt: skip
        assert words in text


def test_letters_of_anter_koper_quote_the_request() -> None:
    assert "nomor 421/7, tanggal 29 September 2026" in said(a_paper("approval"))
    assert "Lokasi sesuai untuk pelayanan" in said(a_paper("survey"))
    assert "bulan Oktober 2026" in said(a_paper("schedule"))
    assert "SD Inpres 3" in said(a_paper("schedule"))


def test_a_void_paper_says_so_and_names_its_successor() -> None:
    paper = a_paper("handover_ba", voided_on=date(2026, 10, 6), void_reason="salah daftar", successor_no="041/002/X")
    text = said(paper)
    for words in ("DIBATALKAN 6 Oktober 2026", "Alasan: salah daftar", "Digantikan oleh nomor 041/002/X"):
        assert words in text
    assert "Belum ada pengganti" in said(replace(paper, successor_no=None))
    assert "pengganti 041/001/X" in said(a_paper("handover_ba", replaces_no="041/001/X"))


def test_who_has_not_signed_leaves_room_for_the_pen() -> None:
    blocks = {one["said"]: one for one in signers(a_paper("handover_ba", signatures=()))}
    assert [one["name"] for one in blocks.values()] == ["Yohana Nenobais, S.Pd.", "", "Markus Tefa"]
    assert not any(one["how"] or one["drawing"] for one in blocks.values())


def test_a_signature_on_the_scan_and_one_that_was_lost_say_so() -> None:
    paper = a_paper("handover_ba")
    theirs = next(one for one in paper.signatures if one.way == "drawn")
    on_scan = replace(paper, signatures=(replace(theirs, way="scan", picture=None),))
    assert "Tanda tangan basah: lihat pindaian" in " ".join(said(on_scan).split())
    gone = replace(paper, signatures=(replace(theirs, picture=b"nothing of a picture"),))
    assert "tidak terbaca" in said(gone)


def test_a_filed_pdf_is_pointed_to_a_missing_one_is_said() -> None:
    assert "lihat pindaian" in said(a_paper("request_letter", scan=Scan("ab" * 32, b"%PDF-1.7")))
    assert "belum tersimpan" in said(a_paper("photos", scan=None))


def test_a_paper_of_many_copies_is_set_apart_with_its_drawings() -> None:
    pdf = official_pdf(a_paper("handover_ba", 400))
    assert pages_of(pdf) >= 8
    assert "400 (empat ratus) eksemplar" in text_of(pdf)
    assert pdf.count(b"/Subtype/Image") + pdf.count(b"/Subtype /Image") > 0
