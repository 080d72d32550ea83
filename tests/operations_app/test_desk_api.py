"""What the scan box and the entry form send: only with the cookie, only from our own page, only for one's own desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from operations_app.desk.circulation_desk import CirculationDesk
from operations_app.desk.guest_book import GuestBookDesk
from tests.operations_app.http_app import Browser
from tests.operations_app.library import Library, POINT

OWN = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def client(running: Any) -> Iterator[Browser]:
    with Browser("http://testserver") as one:
        yield one


def scan(desk: str, code: str, scan_id: str = "ab" * 16, **more: Any) -> dict[str, Any]:
    return {"desk": desk, "scan_id": scan_id, "code": code, "first_key_ago_ms": 1200, **more}


@pytest.fixture
def desk(running: Any, library: Library) -> CirculationDesk:
    desk: CirculationDesk = running.desks.open(CirculationDesk("sirkulasi", POINT), library.clock())
    return desk


def test_nobody_scans_without_a_session(client: Browser, desk: CirculationDesk) -> None:
    assert client.post("/api/desk/scan", json=scan(desk.desk_id, "A1"), headers=OWN).status_code == 401


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://jahat.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_a_scan_from_another_site_is_refused(
    client: Browser, sign_in: Callable[[str], None], desk: CirculationDesk, headers: dict[str, str]
) -> None:
    sign_in("sirkulasi")
    answer = client.post("/api/desk/scan", json=scan(desk.desk_id, "A1"), headers=headers)
    assert (answer.status_code, answer.json()["rule"]) == (403, "own_page_only")


def test_a_scan_is_answered_and_its_first_key_is_on_the_servers_clock(
    client: Browser, sign_in: Callable[[str], None], desk: CirculationDesk, library: Library
) -> None:
    sign_in("sirkulasi")
    answer = client.post("/api/desk/scan", json=scan(desk.desk_id, "A1"), headers=OWN).json()
    assert (answer["sentence"], answer["clock"]["elapsed_ms"], answer["clock"]["standard_s"]) == (
        "Maria Bria",
        1200,
        300,
    )
    assert desk.begun_at == library.clock() - timedelta(milliseconds=1200)


def test_a_first_key_of_long_ago_is_no_beginning(
    client: Browser, sign_in: Callable[[str], None], library: Library, running: Any
) -> None:
    sign_in("tamu")
    book = running.desks.open(GuestBookDesk("tamu", POINT), library.clock())
    client.post("/api/desk/scan", json=scan(book.desk_id, "A1", first_key_ago_ms=3 * 3600 * 1000), headers=OWN)
    assert library.db.rows("SELECT started_at FROM step_events")[0]["started_at"] is None


def test_a_desk_of_another_account_or_of_before_the_restart_starts_afresh(
    client: Browser, sign_in: Callable[[str], None], desk: CirculationDesk
) -> None:
    sign_in("tamu")
    for unknown in (desk.desk_id, "hilang"):
        answer = client.post("/api/desk/scan", json=scan(unknown, "A1"), headers=OWN).json()
        assert answer["restart"] is True
        assert answer["sentence"]
    assert desk.member_no is None


def test_the_same_scan_sent_again_after_a_lost_answer_changes_nothing(
    client: Browser, sign_in: Callable[[str], None], desk: CirculationDesk, library: Library
) -> None:
    sign_in("sirkulasi")
    for number, code in enumerate(("A1", "C1a", "", "")):
        body = scan(desk.desk_id, code, scan_id=f"{min(number, 2):032x}")
        answer = client.post("/api/desk/scan", json=body, headers=OWN).json()
    assert answer["tone"] == "done"
    assert len(library.db.rows("SELECT 1 FROM loans")) == 1


@pytest.mark.parametrize(
    "body",
    [
        {}, {"desk": "x"}, {"desk": "x", "scan_id": "tidak-hex", "code": "A1"},
        {"desk": 1, "scan_id": "ab" * 16, "code": "A1"},
        {"desk": "x", "scan_id": "ab" * 16, "code": "A1", "actor": "admin"}, [], "A1",
        {"desk": "x", "scan_id": "ab" * 16, "code": "A1", "first_key_ago_ms": -5},
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused(client: Browser, sign_in: Callable[[str], None], body: object) -> None:
    sign_in("sirkulasi")
    answer = client.post("/api/desk/scan", json=body, headers=OWN)
    assert (answer.status_code, answer.json()["rule"]) == (422, "post_is_usable")


def test_ten_thousand_characters_are_refused_with_a_sentence(
    client: Browser, sign_in: Callable[[str], None], desk: CirculationDesk
) -> None:
    sign_in("sirkulasi")
    answer = client.post("/api/desk/scan", json=scan(desk.desk_id, "X" * 10_000), headers=OWN).json()
    assert (answer["tone"], answer["rule"]) == ("refused", "code_is_readable")


def test_an_entry_is_carried_out_once_however_often_it_is_sent(
    client: Browser, sign_in: Callable[[str], None], library: Library, running: Any
) -> None:
    sign_in("tamu")
    book = running.desks.open(GuestBookDesk("tamu", POINT), library.clock())
    body = {"desk": book.desk_id, "kind": "guest", "entry_id": "cd" * 16, "values": {"name": "Anton", "sex": "L"}}
    answers = [client.post("/api/desk/entry", json=body, headers=OWN).json() for _ in range(3)]
    assert [one["is_saved"] for one in answers] == [True] * 3
    assert len(library.db.rows("SELECT 1 FROM visits")) == 1
