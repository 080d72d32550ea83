"""My papers on a phone: a handover is written, signed with PIN and finger; files that are no papers are refused."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect, Locator, Page

from tests.browsing import PHONE, Profiles
from tests.operations_app.library import Clock, Library, STAFF
from tests.operations_app.papers.official_examples import photo
from tests.operations_app.papers.reading import text_of
from tests.operations_app.road_papers import OFFICERS, PINS, Road
from tests.operations_app.served import free_port, operations_app, Served, sign_in
from warehouse.clock import utc_now
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300), pytest.mark.xdist_group("operations_browser")]

LIFTED_MS = 400
"""A tap that follows at once would be taken for part of the same gesture."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Copies handed over at a school this morning; a letter of a request that nobody filed."""
    settings = Settings.load(home=tmp_path_factory.mktemp("road") / "home", operations_port=free_port())
    clock = Clock(utc_now() - timedelta(hours=2))
    with OperationsDatabase.open(settings, clock=clock) as db:
        library = Library(db, clock)
        library.furnish()
        road = Road(library).furnish()
        trip, _case = road.leave(copies=("C1a", "C2a"))
        road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a", "C2a"])
        letter_on = utc_now().date() - timedelta(days=3)
        road.do("request_service", site_no="S2", letter_no="421/7", letter_on=letter_on)
    accounts = [{"login": one, "role": roles[0], "agency": "NTT"} for one, roles in {**STAFF, **OFFICERS}.items()]
    settings.demo_marker.write_text(json.dumps(accounts), "utf-8")
    with operations_app(settings) as one:
        yield one


@pytest.fixture
def phone(profiles: Profiles, served: Served) -> Iterator[Page]:
    with profiles.page(PHONE, has_touch=True, is_mobile=True, device_scale_factor=2) as page:
        sign_in(page, served, "petugas")
        page.goto(served.url + "/dokumen-saya")
        page.get_by_text("Harus diselesaikan").wait_for(timeout=30_000)
        yield page


def begin(page: Page, paper: str) -> None:
    """Open the form of a paper in the list."""
    line = page.locator('[class*="st-key-case-"]').filter(has_text=paper).last
    line.get_by_role("button", name="Buat", exact=True).tap()
    page.get_by_text("Semua dokumen").wait_for()


def draw_with_a_finger(context: BrowserContext, page: Page, pad: Locator) -> None:
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    finger = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    path = [
        (box["x"] + box["width"] * (0.15 + 0.7 * n / 40), box["y"] + box["height"] * (0.5 + 0.3 * math.sin(n / 3)))
        for n in range(41)
    ]
    touch("touchStart", path[0])
    for point in path[1:]:
        touch("touchMove", point)
    touch("touchEnd")
    page.wait_for_timeout(LIFTED_MS)


def ink(pad: Locator) -> int:
    """Dots on the pad that are drawn on."""
    dots = (
        "c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v > 99).length"
    )
    return int(pad.evaluate(f"c => {dots}"))


def test_a_handover_is_written_and_signed_by_both_on_the_phone(phone: Page, served: Served) -> None:
    begin(phone, "Berita acara serah terima")
    phone.get_by_role("button", name="Buat: Berita acara serah terima").tap()
    phone.get_by_text("BA-S/DKP").first.wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "nothing runs over the edge"

    pad, save = phone.locator(".patuh-pad canvas"), phone.locator(".patuh-pad .save")
    pad.wait_for()
    expect(save).to_be_disabled(timeout=20_000)
    draw_with_a_finger(phone.context, phone, pad)
    drawn = ink(pad)
    assert drawn > 500, "a finger draws, and does not scroll the page"
    phone.locator(".patuh-pad .clear").tap()
    expect(save).to_be_disabled(timeout=20_000)
    assert ink(pad) == 0
    draw_with_a_finger(phone.context, phone, pad)
    save.tap()
    expect(phone.locator(".p-list")).to_contain_text("di layar", timeout=30_000)
    expect(phone.locator(".patuh-pad")).to_have_count(0, timeout=20_000)

    pin = phone.locator('input[type="password"]')
    expect(pin).to_have_attribute("inputmode", "numeric", timeout=20_000)
    pin.fill("000001")
    phone.get_by_role("button", name="Tanda tangani dengan PIN").tap()
    phone.get_by_text("bukan PIN Anda").wait_for()
    pin.fill(PINS["petugas"])
    phone.get_by_role("button", name="Tanda tangani dengan PIN").tap()
    phone.get_by_text("lengkap", exact=True).first.wait_for()

    address = phone.get_by_role("link", name="Lihat dokumen (PDF)").get_attribute("href") or ""
    paper = phone.request.get(served.url + address if address.startswith("/") else address)
    assert paper.headers["content-type"] == "application/pdf"
    text = text_of(paper.body())
    for words in (
        "BERITA ACARA SERAH TERIMA",
        "Yohana Nenobais, S.Pd.",
        "2 (dua) eksemplar",
        "dengan PIN",
        "Ditandatangani",
    ):
        assert words in text
    assert b"/Subtype/Image" in paper.body().replace(b" ", b""), "the drawn signature is on it"

    phone.get_by_role("button", name="Semua dokumen").tap()
    phone.get_by_text("Harus diselesaikan").wait_for()
    expect(phone.get_by_text("Berita acara serah terima")).to_have_count(0, timeout=20_000)


def test_wrong_files_are_refused_and_the_letter_is_filed(phone: Page, served: Served, tmp_path: Path) -> None:
    begin(phone, "Surat permohonan")
    chooser = phone.locator('input[type="file"]')
    make = phone.get_by_role("button", name="Buat: Surat permohonan")
    for name, content, sentence in (
        ("surat.pdf", b"MZ\x90\x00" + bytes(2000), "bukan PDF, JPEG, atau PNG"),
        ("surat.jpg", b"\xff\xd8\xff" + bytes(2000), "Gambar rusak"),
        ("surat.pdf", b"%PDF-1.7 /S /JavaScript /JS (app.alert(1))", "berisi skrip"),
    ):
        chooser.set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
        expect(make).to_be_enabled(timeout=20_000)
        make.tap()
        phone.get_by_text(sentence).wait_for()
        phone.get_by_test_id("stFileChipDeleteBtn").locator("button").tap()
        phone.get_by_text(sentence).wait_for(state="detached")
    large = tmp_path / "besar.pdf"
    with large.open("wb") as stream:
        stream.truncate(51 * 1024 * 1024)
    chooser.set_input_files(large)
    phone.get_by_test_id("stFileChipIconError").wait_for()
    shown = phone.get_by_test_id("stFileUploader").evaluate("e => getComputedStyle(e, '::after').content")
    assert "Tidak ada yang dikirim" in shown
    phone.get_by_test_id("stFileChipDeleteBtn").locator("button").tap()
    chooser.set_input_files({"name": "../../etc/surat.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    expect(make).to_be_enabled(timeout=20_000)
    make.tap()
    phone.get_by_text("Lihat pindaian").wait_for()
    address = phone.get_by_role("link", name="Lihat pindaian").get_attribute("href") or ""
    scan = phone.request.get(served.url + address if address.startswith("/") else address)
    assert (scan.status, scan.headers["content-type"]) == (200, "image/jpeg")
