"""A password that somebody else has set opens nothing until its owner has replaced it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from operations_app.desk.accounts import list_accounts
from tests.operations_app.http_app import Browser
from tests.operations_app.library import Clock, Library
from tests.operations_app.test_entrance import form_token, sign_in
from tests.operations_app.test_pages import again, page
from warehouse.identity import accounts, sessions

GIVEN, OWN = "diberikan admin", "rahasia saya sendiri"


@pytest.fixture
def client(running: Any) -> Iterator[Browser]:
    with Browser("http://patuh.test:8501") as one:
        yield one


@pytest.fixture
def sign_in_as(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """The fixture of the pages; the one of this module's forms has the same name."""
    return request.getfixturevalue("sign_in")  # type: ignore[no-any-return]


@pytest.fixture
def reset(library: Library) -> None:
    library.do("reset_password", point=None, login="tamu", password=GIVEN, must_change=True)


def page_token(answer: Any) -> str:
    found = re.search(r'name="token" value="([^"]+)"', answer.text)
    assert found
    return found[1]


def choose(client: Browser, token: str, password: str = OWN, again: str | None = None) -> Any:
    data = {"form": form_token(client), "token": token, "password": password, "again": again or password, "next": "/"}
    return client.post("/masuk/sandi", data=data, headers={"Origin": "http://patuh.test:8501"})


@pytest.mark.usefixtures("reset")
def test_the_first_sign_in_after_a_reset_asks_for_an_own_password(client: Browser, library: Library) -> None:
    asked = sign_in(client, login="tamu", password=GIVEN)
    assert asked.status_code == 200
    assert "Kata sandi Anda sendiri" in asked.text
    assert sessions.COOKIE not in asked.cookies
    assert GIVEN not in asked.text
    chosen = choose(client, page_token(asked))
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/buku-tamu")
    assert sessions.COOKIE in chosen.headers.get("set-cookie", "")
    assert not accounts.must_choose_password(library.db, "tamu")
    client.cookies.clear()
    assert sign_in(client, login="tamu", password=GIVEN).status_code == 403
    assert sign_in(client, login="tamu", password=OWN).status_code == 303


@pytest.mark.usefixtures("reset")
@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        (GIVEN, GIVEN, "Pilih kata sandi lain"),
        (OWN, "lain sekali", "berbeda"),
        ("pendek", "pendek", "terlalu pendek"),
    ],
)
def test_a_password_that_will_not_do_is_asked_for_again(
    client: Browser, library: Library, password: str, again: str, sentence: str
) -> None:
    token = page_token(sign_in(client, login="tamu", password=GIVEN))
    refused = choose(client, token, password, again)
    assert refused.status_code == 400
    assert sentence in refused.text
    assert accounts.must_choose_password(library.db, "tamu")
    assert choose(client, page_token(refused)).status_code == 303


@pytest.mark.usefixtures("reset")
def test_the_page_serves_once(client: Browser) -> None:
    token = page_token(sign_in(client, login="tamu", password=GIVEN))
    assert choose(client, token).status_code == 303
    client.cookies.clear()
    assert "terlalu lama terbuka" in choose(client, token, "kata sandi ketiga").text


@pytest.mark.parametrize("token", ["", "x" * 300, "'; DROP TABLE staff; --"])
def test_a_forged_token_chooses_nothing(client: Browser, library: Library, clock: Clock, token: str) -> None:
    before = library.db.last_txid
    assert choose(client, token).status_code == 400
    assert library.db.last_txid == before


def test_who_chose_the_password_is_not_asked(client: Browser) -> None:
    assert sign_in(client).status_code == 303


@pytest.mark.filterwarnings("ignore:.*bare mode.*")
@pytest.mark.parametrize(("login", "asks"), [("tamu", True), ("admin", False)])
def test_an_administrators_reset_asks_others_for_their_own(
    sign_in_as: Callable[[str], None], library: Library, login: str, asks: bool
) -> None:
    sign_in_as("admin")
    script = page("petugas")
    script.selectbox(key="account").set_value(next(one for one in list_accounts(library.db) if one.login == login))
    again(script)
    next(one for one in script.text_input if one.label == "Kata sandi baru").set_value("kata sandi yang baru")
    next(one for one in script.button if one.label == "Pasang kata sandi").click()
    again(script)
    assert accounts.must_choose_password(library.db, login) == asks
