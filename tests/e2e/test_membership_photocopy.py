"""SOP card, card renewal and photocopy in a real browser: from the form to the card, from the book to its shelf."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect, Page

from tests.browsing import Profiles
from tests.operations_app.library import Clock, Library
from tests.operations_app.served import answer, free_port, furnish, operations_app, ready, scan, Served, sign_in, text
from warehouse.clock import utc_now
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300), pytest.mark.xdist_group("operations_browser")]

expect.set_options(timeout=20_000)

CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A furnished library with a blocked card, an overdue note and somebody in the guest book."""
    settings = Settings.load(home=tmp_path_factory.mktemp("cards") / "home", operations_port=free_port())
    furnish(settings)
    clock = Clock(utc_now())
    with OperationsDatabase.open(settings, clock=clock) as db:
        library = Library(db, clock, prefix="more")
        library.do("block_member", member_no="A2", is_blocked=True, reason="kartu dilaporkan hilang")
        case_id = library.do("start_photocopy", days_ago=1, place="outside", copy_no="C4a")["case_id"]
        library.do("hold_identity", days_ago=1, case_id=case_id, note_no="7", name="Tamu Kemarin")
    with operations_app(settings) as one:
        yield one


@pytest.fixture(scope="module")
def browser(chromium_path: str, playwright: Any) -> Iterator[Browser]:
    one = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox", *CAMERA])
    yield one
    one.close()


@pytest.fixture
def desks(profiles: Profiles, served: Served) -> Iterator[Any]:
    """Opens a desk of an account in a browser of its own: `desks("pustakawan", "/keanggotaan")`."""
    with ExitStack() as opened:

        def open_desk(login: str, path: str) -> Page:
            page = opened.enter_context(profiles.page())
            sign_in(page, served, login)
            page.goto(served.url + path)
            page.locator("h1").first.wait_for()
            return page

        yield open_desk


def paper(page: Page, served: Served, address: str | None) -> bytes:
    """The paper behind a link, as this desk's browser gets it."""
    assert address
    found = page.request.get(served.url + address)
    assert found.status == 200, found.text()
    assert found.headers["content-type"] == "application/pdf"
    return found.body()


def task(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def _take_photo(page: Page) -> None:
    """Streamlit's camera takes nothing while its stream is being opened again for the width it was given: click again."""
    for _time in range(6):
        page.get_by_test_id("stCameraInputButton").click()
        with suppress(AssertionError):
            expect(page.locator(".p-idcard img")).to_be_visible(timeout=4_000)
            return
    raise AssertionError("no photo was taken")


def test_from_the_form_to_the_card(desks: Any, served: Served) -> None:
    page: Page = desks("pustakawan", "/keanggotaan")
    page.get_by_label("Nama calon anggota").fill("Rina Asa")
    page.keyboard.press("Enter")
    expect(page.locator(".p-receipt .no")).to_have_text(text(r"^pusat/\d{4}/000001$"))
    assert paper(page, served, page.locator(".p-receipt a").get_attribute("href")).startswith(b"%PDF")
    page.get_by_role("button", name="Lanjutkan").click()

    page.get_by_label("Nama lengkap").fill("Maria Bria")
    page.get_by_label("Disahkan oleh").fill("Lurah Oebobo")
    page.get_by_role("button", name="Simpan, lanjut ke pembayaran").click()
    expect(page.locator(".p-alike")).to_contain_text("A1")  # the commonest refusal: a member already
    page.get_by_label("Nama lengkap").fill("Rina Asa")
    page.get_by_role("button", name="Simpan, lanjut ke pembayaran").dblclick()

    page.get_by_role("button", name="Terima Rp10.000").dblclick()
    expect(page.locator(".p-receipt")).to_contain_text("Lunas.")
    page.get_by_text("Kamera", exact=True).click()
    _take_photo(page)
    card = page.get_by_role("link", name="Cetak kartu ini")
    assert paper(page, served, card.get_attribute("href")).startswith(b"%PDF")
    page.get_by_role("button", name="Kartu diserahkan").click()
    expect(page.get_by_text("Kartu A4 milik Rina Asa sudah diserahkan.")).to_be_visible()
    expect(page.get_by_text("Tidak ada yang menunggu.")).to_be_visible()


def test_a_card_is_renewed_with_a_correction_and_a_blocked_one_is_not(desks: Any, served: Served) -> None:
    page: Page = desks("pustakawan", "/keanggotaan")
    task(page, "Perpanjangan")
    ready(page)
    scan(page, "A2")
    expect(answer(page)).to_contain_text("diblokir")
    expect(answer(page)).to_have_attribute("data-tone", "refused")
    scan(page, "A3")
    expect(answer(page)).to_contain_text("Ana Seran")
    expect(page.locator(".clock-standard")).to_contain_text("mutu baku 3 mnt")
    page.get_by_label("Telepon").fill("0812 3456")
    page.get_by_role("button", name="Perpanjang dengan data ini").click()
    page.get_by_role("button", name="Terima Rp10.000").click()
    expect(page.locator(".p-receipt")).to_contain_text("Lunas.")
    ready(page)
    page.wait_for_timeout(1100)
    scan(page, "")
    expect(answer(page)).to_contain_text("milik Ana Seran sudah diserahkan")


def test_a_wrong_file_is_no_photo_and_a_right_one_replaces_it(desks: Any, served: Served) -> None:
    page: Page = desks("pustakawan", "/anggota")
    page.get_by_label("Nama, nomor kartu").fill("maria")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Buka").click()
    page.get_by_role("tab", name="Foto").click()
    box = page.locator("input[type=file]")
    box.set_input_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b"<svg/>"})
    expect(page.get_by_text("bukan foto yang dapat dibaca")).to_be_visible()
    expect(page.locator(".p-idcard img")).to_have_count(0)
    out = BytesIO()
    Image.new("RGB", (600, 800), "navy").save(out, "PNG")
    box.set_input_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()})
    expect(page.locator(".p-idcard img")).to_be_visible()
    page.get_by_role("tab", name="Perbaiki data").click()
    page.get_by_label("Alamat").fill("Kelurahan Oebobo")
    page.get_by_role("button", name="Simpan perbaikan").click()
    expect(page.locator(".p-facts")).to_contain_text("Kelurahan Oebobo")
    page.get_by_role("tab", name="Riwayat").click()
    expect(page.locator(".p-table").last).to_contain_text("Pustakawan")


def test_a_photocopy_inside_from_the_book_to_its_room(desks: Any, served: Served) -> None:
    room: Page = desks("baca", "/fotokopi")
    ready(room)
    scan(room, "tidak-ada")
    expect(answer(room)).to_have_attribute("data-tone", "refused")
    scan(room, "C3a")
    expect(answer(room)).to_contain_text("Kamus Dawan")
    scan(room, "")
    expect(answer(room)).to_contain_text("Fotokopi dimulai: Kamus Dawan")

    machine: Page = desks("fotokopi", "/fotokopi")
    pages = machine.get_by_label("Halaman")
    pages.fill("0")
    machine.keyboard.press("Enter")
    expect(machine.locator(".error").first).not_to_be_empty()
    pages.fill("12")
    expect(machine.locator(".total")).to_have_text("12 halaman × Rp300 = Rp3.600")
    machine.keyboard.press("Enter")
    expect(machine.locator(".p-receipt")).to_contain_text("Rp3.600")
    assert paper(machine, served, machine.locator(".p-receipt a").get_attribute("href")).startswith(b"%PDF")

    task(room, "Buku kembali")
    room.get_by_role("button", name="Buku sudah kembali").click()
    expect(room.get_by_text("Semua buku sudah kembali ke ruangnya.")).to_be_visible()


def test_a_photocopy_outside_against_a_note(desks: Any, served: Served) -> None:
    room: Page = desks("baca", "/fotokopi")
    for copy in ("C1a", "C4b"):
        ready(room)
        scan(room, copy)
        expect(answer(room)).to_contain_text("Di luar: tombol")
        room.get_by_role("button", name="Di luar").click()
        expect(answer(room)).to_contain_text("Arahkan pemustaka ke petugas sirkulasi")
        room.wait_for_timeout(1600)

    counter: Page = desks("sirkulasi", "/fotokopi")
    for name, number in (("Rina Asa", "1"), ("Tono", "2")):
        expect(counter.get_by_label("Nomor nota")).to_have_value(number)
        counter.get_by_label("Nama pada tanda pengenal").fill(name)
        counter.locator('[data-name="case_id"] label').first.click()
        counter.get_by_role("button", name="Simpan tanda pengenal").click()
        expect(counter.get_by_text(f"Nota {number} untuk {name}.")).to_be_visible()
    note = counter.get_by_role("link", name="Cetak nota").first
    assert paper(counter, served, note.get_attribute("href")).startswith(b"%PDF")

    task(counter, "Nota kembali")
    ready(counter)
    expect(counter.locator(".p-note").first).to_contain_text("Tamu Kemarin")
    expect(counter.locator(".p-note.late")).to_contain_text("Seharusnya kembali")
    scan(counter, "99")
    expect(answer(counter)).to_contain_text("Tidak ada tanda pengenal")
    scan(counter, "1")
    expect(answer(counter)).to_contain_text("Nota 1: Rina Asa")
    scan(counter, "")
    expect(answer(counter)).to_contain_text("Tanda pengenal dikembalikan: Rina Asa")
    expect(counter.locator(".p-note")).to_have_count(2)


def test_papers_are_for_their_roles(desks: Any, served: Served) -> None:
    room: Page = desks("baca", "/fotokopi")
    assert room.request.get(served.url + "/kertas/kartu/A1.pdf").status == 403
    assert httpx.get(served.url + "/kertas/kartu/A1.pdf", trust_env=False).status_code in (303, 401, 307)
