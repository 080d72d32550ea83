"""Signing in and out, the first administrator, the language, and who is sent to the sign-in page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from operations_app.api.destinations import safe_destination
from tests.operations_app.http_app import Browser
from tests.operations_app.library import Clock, Library, PASSWORD
from warehouse.identity import accounts, sessions
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings


@pytest.fixture
def client(running: Any) -> Iterator[Browser]:
    with Browser("http://patuh.test:8501") as one:
        yield one


def form_token(client: Browser, path: str = "/masuk") -> str:
    found = re.search(r'name="form" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def sign_in(client: Browser, login: str = "admin", password: str = PASSWORD, **fields: str) -> Any:
    data = {"form": form_token(client), "login": login, "password": password, **fields}
    return client.post("/masuk", data=data, headers={"Origin": "http://patuh.test:8501"})


def test_a_right_password_starts_a_session_that_scripts_cannot_read(client: Browser) -> None:
    answer = sign_in(client, login=" Admin ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith(sessions.COOKIE))
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert "Path=/" in cookie


def test_a_wrong_password_says_so_and_keeps_the_account_name(client: Browser) -> None:
    answer = sign_in(client, password="salah sekali")
    assert answer.status_code == 403
    assert "salah" in answer.text
    assert 'value="admin"' in answer.text
    assert sessions.COOKIE not in answer.cookies
    assert "salah sekali" not in answer.text


def test_after_repeated_failures_even_the_right_password_waits(client: Browser, clock: Clock) -> None:
    for _ in range(accounts.FAILURES_ALLOWED):
        assert sign_in(client, password="salah sekali").status_code == 403
    assert sign_in(client).status_code == 403
    clock.forward(minutes=16)
    assert sign_in(client).status_code == 303


def test_a_form_of_another_browser_does_not_count(client: Browser) -> None:
    token = form_token(client)
    client.cookies.clear()
    answer = client.post("/masuk", data={"form": token, "login": "admin", "password": PASSWORD})
    assert answer.status_code == 400
    assert sessions.COOKIE not in answer.cookies


def test_the_sign_in_page_runs_no_script(client: Browser) -> None:
    page = client.get("/masuk")
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_account_names_are_escaped(client: Browser) -> None:
    answer = sign_in(client, login='"><script>alert(1)</script>')
    assert "<script>" not in answer.text


def test_who_is_not_signed_in_is_sent_to_the_sign_in_page_and_back(client: Browser) -> None:
    answer = client.get("/sirkulasi?a=1", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk?next=%2Fsirkulasi%3Fa%3D1")
    page = client.get(answer.headers["location"])
    assert 'value="/sirkulasi?a=1"' in page.text
    assert sign_in(client, next="/sirkulasi?a=1").headers["location"] == "/sirkulasi?a=1"


def test_who_is_signed_in_does_not_see_the_sign_in_page(client: Browser) -> None:
    sign_in(client)
    assert client.get("/masuk").status_code == 303


@pytest.mark.parametrize(
    ("wanted", "destination"),
    [
        ("/sirkulasi", "/sirkulasi"),
        ("http://patuh.test:8502/?p=1", "http://patuh.test:8502/?p=1"),
        ("http://patuh.test:8501/loker", "http://patuh.test:8501/loker"),
        ("", "/"),
        ("//jahat.example", "/"),
        ("/\\jahat.example", "/"),
        ("https://jahat.example/", "/"),
        ("http://patuh.test:9999/", "/"),
        ("http://patuh.test:8502@jahat.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("http://patuh.test:salah/", "/"),
        ("/a\nLocation: x", "/"),
    ],
)
def test_only_our_own_pages_are_destinations(wanted: str, destination: str) -> None:
    assert safe_destination(wanted, "patuh.test:8501", frozenset({8501, 8502})) == destination


def test_signing_out_ends_the_session_here_and_in_every_window(client: Browser, library: Library) -> None:
    sign_in(client)
    cookie = client.cookies[sessions.COOKIE]
    assert sessions.current(library.db.settings, cookie)
    assert client.get("/keluar").status_code == 200
    answer = client.post("/keluar", headers={"Origin": "http://patuh.test:8501"})
    assert answer.headers["location"] == "/masuk?note=out"
    assert sessions.current(library.db.settings, cookie) is None


def test_another_site_cannot_sign_anybody_out(client: Browser, library: Library) -> None:
    sign_in(client)
    assert client.post("/keluar", headers={"Origin": "http://jahat.example"}).status_code == 403
    assert client.post("/keluar", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert sessions.current(library.db.settings, client.cookies[sessions.COOKIE])


def test_the_language_is_remembered_by_the_browser(client: Browser) -> None:
    assert "Kata sandi" in client.get("/masuk").text
    assert client.get("/bahasa?ke=en&next=/masuk").headers["location"] == "/masuk"
    page = client.get("/masuk").text
    assert "Password" in page
    assert '<html lang="en">' in page
    assert client.get("/bahasa?ke=xx&next=//jahat.example").headers["location"] == "/"


def test_today_has_the_bare_address(client: Browser) -> None:
    assert client.get("/hari-ini").headers["location"] == "/"


# demo homes -----------------------------------------------------------------------------------------------------------
def test_only_a_demo_home_offers_accounts_at_a_click(client: Browser, library: Library) -> None:
    assert "demo_login" not in client.get("/masuk").text
    refused = client.post("/masuk", data={"form": form_token(client), "demo_login": "sirkulasi"})
    assert refused.status_code == 403
    marker = [{"login": "sirkulasi", "role": "circulation_staff", "agency": "NTT"}]
    library.db.settings.demo_marker.write_text(json.dumps(marker))
    assert 'name="demo_login" value="sirkulasi"' in client.get("/masuk").text
    assert client.post("/masuk", data={"form": form_token(client), "demo_login": "admin"}).status_code == 403
    answer = client.post("/masuk", data={"form": form_token(client), "demo_login": "sirkulasi"})
    assert answer.headers["location"] == "/sirkulasi"


# the first administrator ----------------------------------------------------------------------------------------------
@pytest.fixture
def empty_home(tmp_path: Any, running: Any, clock: Clock) -> Iterator[OperationsDatabase]:
    with OperationsDatabase.open(Settings.load(home=tmp_path / "kosong"), clock=clock) as db:
        running.db = db
        yield db


def administrator(client: Browser, token: str, again: str = PASSWORD, password: str = PASSWORD) -> Any:
    data = {
        "form": form_token(client, f"/mulai?token={token}"), "token": token, "name": "Kepala Data", "login": "Kepala",
        "password": password, "again": again,
    }  # fmt: skip
    return client.post("/mulai", data=data)


def test_the_first_link_makes_one_administrator(client: Browser, empty_home: OperationsDatabase) -> None:
    token = accounts.first_administrator_token(empty_home)
    assert token
    assert administrator(client, token, again="lain sekali").status_code == 400
    assert administrator(client, token, password="pendek", again="pendek").status_code == 400
    answer = administrator(client, token)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    actor = empty_home.actor("kepala")
    assert actor
    assert actor.roles == {"administrator"}
    assert client.get(f"/mulai?token={token}").status_code == 410


def test_a_forged_link_makes_nobody(client: Browser, empty_home: OperationsDatabase) -> None:
    assert administrator(client, "karangan").status_code == 400
    assert not accounts.has_administrator(empty_home)
