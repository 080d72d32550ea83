"""The public request form: what it takes in, whose hand carries it out, what it refuses, how often it may be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from operations_app.api import request_limits
from tests.operations_app.anter_koper import furnish_road
from tests.operations_app.http_app import Browser
from tests.operations_app.library import Library, POINT

HTML = {"Accept": "text/html"}


def letter() -> bytes:
    out = BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def client(running: Any, library: Library) -> Iterator[Browser]:
    furnish_road(library)
    request_limits.TRIES.forget()
    request_limits.TAKEN.forget()
    with Browser("http://patuh.test:8501") as one:
        yield one


def token_of(answer: httpx.Response, name: str = "form") -> str:
    found = re.search(f'name="{name}" value="([^"]+)"', answer.text)
    assert found, answer.text
    return found[1]


FILLED = {
    "agency": "NTT", "words": "oesapa", "site": "S1", "letter_no": "421/9", "letter_on": "2026-10-01",
    "contact_name": "Bu Ani", "contact_phone": "0812 3456 789", "message": "Mohon datang pagi",
}  # fmt: skip


def send(client: Browser, **changed: str) -> httpx.Response:
    return send_with(client, letter(), **changed)


def send_with(client: Browser, content: bytes, /, **changed: str) -> httpx.Response:
    page = client.get("/permohonan?agency=NTT&words=oesapa", headers=HTML)
    data = {"form": token_of(page), "key": token_of(page, "key"), **FILLED, **changed}
    files = {"letter": ("../../surat.png", content, "image/png")}
    return client.post("/permohonan", data=data, files=files, headers=HTML)


def count(library: Library) -> int:
    row = library.db.row("SELECT count(*) AS n FROM service_requests")
    assert row
    return int(row["n"])


def test_a_known_school_asks(client: Browser, library: Library) -> None:
    answer = send(client)
    assert answer.status_code == 200, answer.text
    assert "Permohonan sudah diterima" in answer.text
    request = library.db.row("SELECT * FROM service_requests")
    assert request
    assert (request["channel"], request["service_point"]) == ("public", POINT)
    journal = library.db.row("SELECT actor, payload FROM journal ORDER BY txid DESC LIMIT 1")
    assert journal
    assert journal["actor"] == "system"
    assert "Bu Ani" in journal["payload"]
    kinds = library.db.rows("SELECT document_kind FROM documents")
    assert [row["document_kind"] for row in kinds] == ["request_letter"]


def test_what_strangers_write_does_not_change_a_known_sites_contact(client: Browser, library: Library) -> None:
    send(client)
    rows = library.db.rows(
        "SELECT contact_phone FROM site_identities i JOIN sites s USING (site_row_id) WHERE site_no = 'S1'"
    )
    assert [row["contact_phone"] for row in rows] == ["0812"]


def test_nothing_personal_of_the_request_is_published(client: Browser, library: Library) -> None:
    send(client, site="new", name="Panti Kasih", kind="orphanage", people="40", address="Jl. Sunyi 3")
    published = library.db.rows("SELECT * FROM sites WHERE public_name = 'Panti Kasih'")
    assert len(published) == 1
    assert not any("Sunyi" in str(value) or "Ani" in str(value) for value in published[0].values())


def test_a_new_institution_is_taken_in_once(client: Browser, library: Library) -> None:
    new = {"site": "new", "name": "SMA Kristen 2", "kind": "school", "level": "SMA", "people": "310"}
    assert send(client, **new).status_code == 200
    site = library.db.row("SELECT site_no, services FROM state_sites WHERE name = 'SMA Kristen 2'")
    assert site
    assert site["site_no"].startswith("AK-261005-")
    again = send(client, **{**new, "name": "sma  kristen 2"})
    assert again.status_code == 400
    assert "sudah menunggu" in again.text
    assert len(library.db.rows("SELECT 1 FROM state_sites WHERE lower(name) LIKE 'sma%kristen%'")) == 1


def test_a_double_click_is_one_request(client: Browser, library: Library) -> None:
    page = client.get("/permohonan?agency=NTT&words=oesapa", headers=HTML)
    data = {"form": token_of(page), "key": token_of(page, "key"), **FILLED}
    for _again in range(2):
        answer = client.post("/permohonan", data=data, files={"letter": ("a.png", letter())}, headers=HTML)
        assert answer.status_code == 200, answer.text
    assert count(library) == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"agency": "XXX"}, "Pilih perpustakaan"),
        ({"site": ""}, "Pilih lokasinya"),
        ({"site": "TIDAK-ADA"}, "Pilih lokasinya"),
        ({"site": "new", "name": ""}, "Tulis nama sekolah"),
        ({"site": "new", "name": "SMA Baru", "kind": "household"}, "jenis lembaga"),
        ({"site": "new", "name": "SMA Baru", "kind": "school", "people": "-4"}, "dengan angka"),
        ({"site": "new", "name": "SMA\tBaru\x00", "kind": "school"}, ""),
        ({"letter_no": ""}, "nomor surat"),
        ({"letter_on": "kemarin"}, "bukan tanggal"),
        ({"letter_on": ""}, "tanggal surat"),
        ({"letter_on": "2027-01-01"}, "masa depan|akan datang|belum"),
        ({"contact_phone": "😀"}, "nomor telepon"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_gets_a_sentence(
    client: Browser, library: Library, changed: dict[str, str], sentence: str
) -> None:
    answer = send(client, **changed)
    assert answer.status_code == 400
    assert re.search(f'role="alert".*({sentence})', answer.text), re.findall(r'role="alert".*', answer.text)
    assert count(library) == 0


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\x00 an executable", b"%PDF-1.7 /JavaScript", b"\x89PNG\r\n\x1a\nbroken"]
)
def test_what_is_no_letter_is_refused(client: Browser, library: Library, content: bytes) -> None:
    assert send_with(client, content).status_code == 400
    assert count(library) == 0


def test_too_much_is_refused_before_it_is_read(client: Browser, library: Library) -> None:
    assert send_with(client, b"x" * 12_000_000).status_code == 413
    assert count(library) == 0


def test_a_form_that_is_not_ours_and_a_machine_change_nothing(client: Browser, library: Library) -> None:
    assert send(client, form="made-up").status_code == 400
    trapped = send(client, website="http://spam.example")
    assert trapped.status_code == 200
    assert count(library) == 0


def test_hostile_texts_stay_texts(client: Browser, library: Library) -> None:
    answer = send(client, site="new", name="<script>alert(1)</script>'; DROP TABLE sites; --", kind="school")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert count(library) == 1
    page = client.get("/permohonan?agency=NTT&words=%3Cscript%3E", headers=HTML)
    assert "<script>" not in page.text


def test_one_address_asks_only_so_often(client: Browser, library: Library) -> None:
    for number in range(request_limits.TAKEN.most):
        assert send(client, site="new", name=f"SD Ke-{number}", kind="school").status_code == 200
    answer = send(client, site="new", name="SD lagi", kind="school")
    assert answer.status_code == 429
    assert "Terlalu banyak" in answer.text
    assert count(library) == request_limits.TAKEN.most


def test_households_are_never_listed(client: Browser, library: Library) -> None:
    library.do("add_site", site_no="K1", kind="household", name="Keluarga Oesapa", people_served=4)
    page = client.get("/permohonan?agency=NTT&words=oesapa", headers=HTML)
    assert "Keluarga" not in page.text
    assert "SDN Oesapa" in page.text
