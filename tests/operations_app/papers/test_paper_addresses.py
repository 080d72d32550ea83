"""The addresses of papers: to whom they are given, what they say of real records, and what nobody gets."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
import pytest
from PIL import Image

from tests.operations_app.http_app import Browser
from tests.operations_app.library import Library, OTHER_POINT, POINT
from tests.operations_app.papers.reading import codes_on, pages_of, size_mm, text_of
from warehouse import documents
from warehouse.ids import new_id

SignIn = Callable[[str], None]


@pytest.fixture
def client(running: Any) -> Iterator[Browser]:
    with Browser("http://testserver") as one:
        yield one


@pytest.fixture
def form_sale(library: Library) -> dict[str, Any]:
    return library.do("sell_form", name="Yustina *Bere* #import")


def lend(library: Library, *copies: str) -> dict[str, Any]:
    library.do("register_visit", member_no="A1")
    return library.do("lend", member_no="A1", copy_nos=list(copies))


def pay_a_fine(library: Library) -> dict[str, Any]:
    library.do("register_visit", member_no="A1", days_ago=20)
    library.do("lend", member_no="A1", copy_nos=["C1a"], days_ago=20)
    library.do("register_visit", member_no="A1")
    library.do("take_back", copy_no="C1a")
    charge = library.db.row("SELECT charge_id FROM state_open_charges")
    assert charge is not None
    return library.do("receive_payment", charge_id=str(charge["charge_id"]), amount_idr=1000)


def pdf_of(client: Browser, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"%PDF-")
    return answer.content


def test_a_receipt_says_who_paid_what_in_figures_and_words(
    client: Browser, sign_in: SignIn, form_sale: dict[str, Any]
) -> None:
    sign_in("pustakawan")
    answer = client.get(f"/kertas/kuitansi/{form_sale['payment_id']}.pdf")
    assert answer.headers["content-disposition"] == 'inline; filename="kuitansi-pusat-2026-000001.pdf"'
    text = text_of(answer.content)
    for said in (
        "KUITANSI", "pusat/2026/000001", "Yustina *Bere* #import", "Rp2.000,00", "Dua ribu rupiah", "Formulir pendaftaran",
        "Tunai", "Kupang, 5 Oktober 2026", "Kop surat contoh",
    ):  # fmt: skip
        assert said in text
    assert size_mm(answer.content) == (148.0, 105.0)


def test_a_part_of_a_fine_says_what_is_still_owed_and_later_payments_do_not_change_the_paper(
    client: Browser, sign_in: SignIn, library: Library
) -> None:
    paid = pay_a_fine(library)
    sign_in("bendahara")
    text = text_of(pdf_of(client, f"/kertas/kuitansi/{paid['payment_id']}.pdf"))
    for said in ("Maria Bria (A1)", "Sejarah Timor", "Seribu rupiah", "Bagian dari tagihan", "Sisa tagihan"):
        assert said in text
    library.do(
        "receive_payment", charge_id=str(library.db.rows("SELECT charge_id FROM state_open_charges")[0]["charge_id"])
    )
    assert text_of(pdf_of(client, f"/kertas/kuitansi/{paid['payment_id']}.pdf")) == text


def test_a_reversed_receipt_says_so(client: Browser, sign_in: SignIn, library: Library, form_sale: Any) -> None:
    library.do("reverse_payment", payment_id=form_sale["payment_id"], reason_code="mistake", reason="keliru")
    sign_in("bendahara")
    text = text_of(pdf_of(client, f"/kertas/kuitansi/{form_sale['payment_id']}.pdf"))
    assert "DIBATALKAN 5 Oktober 2026" in text


def test_a_fine_is_no_paper_of_the_membership_desk(client: Browser, sign_in: SignIn, library: Library) -> None:
    paid = pay_a_fine(library)
    sign_in("pustakawan")
    assert client.get(f"/kertas/kuitansi/{paid['payment_id']}.pdf").status_code == 403


def test_the_due_slip_lists_what_was_lent(client: Browser, sign_in: SignIn, library: Library) -> None:
    case = lend(library, "C1a", "C2a")
    sign_in("sirkulasi")
    pdf = pdf_of(client, f"/kertas/slip-kembali/{case['case_id']}.pdf")
    text = text_of(pdf)
    for said in (
        "Maria Bria",
        "A1",
        "Sejarah Timor",
        "C1a",
        "Tenun Ikat",
        "C2a",
        "Senin, 12 Oktober 2026",
        "Rp500 per hari",
    ):
        assert said in text
    assert size_mm(pdf)[0] == 80.0


def test_a_renewal_has_a_slip_with_its_new_date(client: Browser, sign_in: SignIn, library: Library) -> None:
    lend(library, "C1a")
    library.clock.forward(days=3)
    library.do("register_visit", member_no="A1")
    renewed = library.do("renew_loan", member_no="A1", copy_nos=["C1a"])
    sign_in("sirkulasi")
    text = text_of(pdf_of(client, f"/kertas/slip-kembali/{renewed['case_id']}.pdf"))
    assert "Diperpanjang" in text
    assert "12 Oktober 2026" not in text


def test_the_visitor_number_can_be_scanned(client: Browser, sign_in: SignIn, library: Library) -> None:
    visit = library.do("register_visit", visitor_type="guest", name="Tamu", sex="L")
    sign_in("kios")
    for address in (f"/kertas/nomor/{visit['visit_id']}.pdf", f"/kertas/nomor/{visit['visit_id']}.pdf?code=qr"):
        pdf = pdf_of(client, address)
        assert codes_on(pdf, dpi=203) == [visit["slip_code"]]
        assert "Tamu" not in text_of(pdf)


def test_a_cancelled_visit_has_no_number(client: Browser, sign_in: SignIn, library: Library) -> None:
    visit = library.do("register_visit", visitor_type="guest", name="Tamu", sex="L")
    library.do("cancel_visit", visit_id=visit["visit_id"], reason_code="mistake")
    sign_in("tamu")
    assert client.get(f"/kertas/nomor/{visit['visit_id']}.pdf").status_code == 404


def test_the_photocopy_note_names_what_is_held_and_until_when(
    client: Browser, sign_in: SignIn, library: Library
) -> None:
    library.do("register_visit", member_no="A2")
    case = library.do("start_photocopy", place="outside", member_no="A2", copy_no="C3a")
    library.do(
        "hold_identity", case_id=case["case_id"], note_no="12", name="Yosef Lalu", valuables="helm", copy_no="C3a"
    )
    sign_in("sirkulasi")
    text = text_of(pdf_of(client, f"/kertas/nota-fotokopi/{case['case_id']}.pdf"))
    for said in ("12", "Yosef Lalu", "KTP", "helm", "Kamus Dawan", "C3a", "Untuk pemustaka", "Untuk petugas"):
        assert said in text


def photograph(library: Library, member_no: str) -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (400, 500), (180, 90, 60)).save(picture, "JPEG")
    sha256 = documents.store(library.db.settings, picture.getvalue())
    library.do("set_member_photo", member_no=member_no, sha256=sha256)
    return picture.getvalue()


def test_a_card_is_a_card_with_its_number_to_scan(client: Browser, sign_in: SignIn, library: Library) -> None:
    photograph(library, "A1")
    sign_in("pustakawan")
    pdf = pdf_of(client, "/kertas/kartu/A1.pdf")
    assert size_mm(pdf) == (85.6, 54.0)
    assert codes_on(pdf) == ["A1"]
    assert "Maria Bria" in text_of(pdf)
    assert codes_on(pdf_of(client, "/kertas/kartu/A1.pdf?code=qr")) == ["A1"]


def test_cards_are_printed_together(client: Browser, sign_in: SignIn) -> None:
    sign_in("pustakawan")
    assert pages_of(pdf_of(client, "/kertas/kartu.pdf?no=A1&no=A2&no=A3&no=A1")) == 3
    sheet = pdf_of(client, "/kertas/kartu.pdf?no=A1&no=A2&no=A3&sheet=a4&code=qr")
    assert (pages_of(sheet), size_mm(sheet)) == (1, (210.0, 297.0))
    assert sorted(codes_on(sheet)) == ["A1", "A2", "A3"]


def test_unknown_cards_are_named(client: Browser, sign_in: SignIn) -> None:
    sign_in("pustakawan")
    answer = client.get("/kertas/kartu.pdf?no=A1&no=TIDAK-ADA")
    assert (answer.status_code, answer.json()["rule"]) == (404, "card_is_known")
    assert "TIDAK-ADA" in answer.json()["detail"]
    assert client.get("/kertas/kartu.pdf").status_code == 422


def test_a_photo_is_shown_to_the_desks_that_need_the_face(client: Browser, sign_in: SignIn, library: Library) -> None:
    content = photograph(library, "A1")
    sign_in("sirkulasi")
    answer = client.get("/foto/A1.jpg")
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, "image/jpeg", content)
    assert client.get("/foto/A2.jpg").status_code == 404
    sign_in("loket")
    assert client.get("/foto/A1.jpg").status_code == 403


def test_the_deposit_slip_sums_by_kind(client: Browser, sign_in: SignIn, library: Library, form_sale: Any) -> None:
    pay_a_fine(library)
    deposit = library.do("deposit_revenue", slip_no="900/STS/001/2026", deposited_on=library.clock().date())
    sign_in("bendahara")
    text = text_of(pdf_of(client, f"/kertas/sts/{deposit['deposit_id']}.pdf"))
    for said in (
        "SURAT TANDA SETORAN", "900/STS/001/2026", "Rp3.000,00", "Tiga ribu rupiah", "Formulir pendaftaran",
        "Denda keterlambatan", "1 kuitansi", "Bendahara Penerimaan",
    ):  # fmt: skip
        assert said in text


def test_the_books_agree_in_pdf_and_xlsx(client: Browser, sign_in: SignIn, library: Library, form_sale: Any) -> None:
    paid = pay_a_fine(library)
    library.do("reverse_payment", payment_id=paid["payment_id"], reason_code="mistake", reason="keliru")
    library.do("deposit_revenue", slip_no="900/STS/001/2026", deposited_on=library.clock().date())
    sign_in("bendahara")
    period = "?from=2026-10-01&to=2026-10-31"
    book = text_of(pdf_of(client, f"/kertas/bku.pdf{period}"))
    for said in (
        "BUKU KAS UMUM",
        "1–31 Oktober 2026",
        "pusat/2026/000001",
        "Pembatalan kuitansi",
        "Setoran ke kas daerah",
        "Nol rupiah",
    ):
        assert said in book
    register = text_of(pdf_of(client, f"/kertas/register-kuitansi.pdf{period}"))
    for said in ("REGISTER KUITANSI", "pusat/2026/000002", "Batal 05-10-2026", "Jumlah bersih Rp2.000,00"):
        assert said in register
    for name in ("bku", "register-kuitansi"):
        answer = client.get(f"/kertas/{name}.xlsx{period}&point={POINT}")
        assert answer.headers["content-disposition"].endswith('2026-10-01-2026-10-31.xlsx"')
        assert openpyxl.load_workbook(io.BytesIO(answer.content)).active is not None


@pytest.mark.parametrize(
    "period",
    ["?from=2026-10-31&to=2026-10-01", "?from=kemarin", "?from=2020-01-01&to=2026-10-01", "?to=2026-13-41"],
)
def test_a_period_that_is_none_gets_a_sentence(client: Browser, sign_in: SignIn, period: str) -> None:
    sign_in("bendahara")
    answer = client.get(f"/kertas/bku.pdf{period}")
    assert (answer.status_code, answer.json()["rule"]) == (422, "period_is_usable")


def test_the_books_of_another_agency_are_not_there(client: Browser, sign_in: SignIn) -> None:
    sign_in("bendahara")
    for point in (OTHER_POINT, "TIDAK-ADA", "'; DROP TABLE payments"):
        assert client.get("/kertas/bku.pdf", params={"point": point}).status_code == 404
    assert client.get("/kertas/bku.docx").status_code == 404


def test_papers_of_another_agency_are_not_there(client: Browser, sign_in: SignIn, library: Library) -> None:
    sold = library.do("sell_form", point=OTHER_POINT, name="Orang Jateng")
    library.do(
        "register_member", point=OTHER_POINT, member_no="J1", name="Orang Jateng", sex="L", birth_date="2000-01-01"
    )
    sign_in("pustakawan")
    assert client.get(f"/kertas/kuitansi/{sold['payment_id']}.pdf").status_code == 404
    assert client.get("/kertas/kartu/J1.pdf").status_code == 404


ADDRESSES = [
    "/kertas/kuitansi/{}.pdf", "/kertas/slip-kembali/{}.pdf", "/kertas/nomor/{}.pdf", "/kertas/nota-fotokopi/{}.pdf",
    "/kertas/sts/{}.pdf", "/kertas/kartu/{}.pdf", "/foto/{}.jpg",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_gets_a_paper_without_signing_in(client: Browser, running: Any, address: str) -> None:
    running.session_of = lambda _settings, _cookie: None
    assert client.get(address.format(new_id())).status_code == 401


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_role_that_makes_no_such_paper_gets_none(client: Browser, sign_in: SignIn, address: str) -> None:
    sign_in("pemeriksa")
    assert client.get(address.format(new_id())).status_code in (403, 404)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("number", ["tidak-ada", "'; DROP TABLE payments", "😀", "x" * 3000])
def test_what_is_not_on_record_gets_a_sentence(
    client: Browser, sign_in: SignIn, library: Library, address: str, number: str
) -> None:
    library.do(
        "add_staff", login="semua", name="Semua", home_service_point=POINT,
        roles=["treasurer", "membership_officer", "circulation_staff", "guest_book_staff", "photocopy_staff"],
    )  # fmt: skip
    sign_in("semua")
    answer = client.get(address.format(number))
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    page = client.get(address.format(number), headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "<h1>Tidak ditemukan</h1>" in page.text
