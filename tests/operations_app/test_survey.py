"""The survey's public pages: question by question to one row, once per form and telephone, and what only a kiosk may."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import httpx
import pytest

from operations_app.api import request_limits
from operations_app.desk.survey_words import question_said, QUESTIONS
from tests.operations_app.http_app import Browser
from tests.operations_app.library import Library, POINT
from tests.operations_app.test_pages import page, said
from warehouse.identity import sessions

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")

HTML = {"Accept": "text/html"}
HERE = f"/survei/{POINT}"


@pytest.fixture
def client(running: Any, library: Library) -> Iterator[Browser]:
    request_limits.SURVEYS.forget()
    with Browser("http://patuh.test:8501") as one:
        yield one


def links(answer: httpx.Response, kind: str) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [unescape(found) for found in re.findall(rf'<a class="{kind}[^"]*" href="([^"]+)"', answer.text)]


def hidden(answer: httpx.Response, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', answer.text)
    assert found, answer.text
    return found[1]


def up_to_the_last_screen(client: Browser, scores: str, means: str = "") -> httpx.Response:
    page = client.get(HERE + (f"?cara={means}" if means else ""), headers=HTML)
    page = client.get(links(page, "go")[0], headers=HTML)
    for score in scores:
        page = client.get(links(page, "choice")[int(score) - 1], headers=HTML)
    return page


def send(client: Browser, page: httpx.Response, **classes: str) -> httpx.Response:
    data = {name: hidden(page, name) for name in ("form", "k", "j", "cara")} | classes
    return client.post(HERE, data=data, headers=HTML)


def rows(library: Library) -> list[dict[str, Any]]:
    return library.db.rows("SELECT * FROM survey_answers ORDER BY txid")


def test_nine_questions_one_after_the_other_become_one_row(client: Browser, library: Library) -> None:
    answer = send(client, up_to_the_last_screen(client, "343421344"), sex="P", education="S1")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HERE}/terima-kasih")
    assert "Terima kasih" in client.get(answer.headers["location"], headers=HTML).text
    [row] = rows(library)
    assert "".join(str(row[f"u{element}"]) for element in range(1, 10)) == "343421344"
    assert (row["channel"], row["sex"], row["education"], row["occupation"]) == ("link", "P", "S1", None)


def test_each_question_shows_its_words_and_the_way_back(client: Browser) -> None:
    page = up_to_the_last_screen(client, "44")
    text, answers = question_said(3)
    assert "Pertanyaan 3 dari 9" in page.text
    assert text in page.text
    assert all(said in page.text for said in answers)
    assert len(QUESTIONS) == 9
    back = re.search(r'class="back"><a href="([^"]+)"', page.text)
    assert back
    assert "Pertanyaan 2 dari 9" in client.get(unescape(back[1]), headers=HTML).text


def test_the_same_form_sent_twice_is_one_row(client: Browser, library: Library) -> None:
    page = up_to_the_last_screen(client, "333333333")
    assert [send(client, page).status_code, send(client, page).status_code] == [303, 303]
    assert len(rows(library)) == 1


def test_a_telephone_answers_once_in_half_a_day(client: Browser, library: Library) -> None:
    send(client, up_to_the_last_screen(client, "333333333"))
    assert "sudah mengisi" in client.get(HERE, headers=HTML).text


def test_a_kiosk_answers_again_and_again_and_goes_back_by_itself(client: Browser, library: Library) -> None:
    account = library.db.actor("kios")
    assert account
    client.cookies.set(sessions.COOKIE, sessions.start(library.db.settings, account))
    for scores in ("444444444", "222222222"):
        page = up_to_the_last_screen(client, scores, "kios")
        assert page.headers["refresh"].startswith("45; url=/bahasa?")
        answer = send(client, page)
        assert answer.headers["location"] == f"{HERE}/terima-kasih?cara=kios"
        assert client.get(answer.headers["location"], headers=HTML).headers["refresh"].startswith("7; url=")
    assert [row["channel"] for row in rows(library)] == ["kiosk", "kiosk"]
    actors = library.db.rows("SELECT actor FROM journal WHERE command = 'answer_survey'")
    assert {row["actor"] for row in actors} == {"kios"}


def test_nobody_makes_a_kiosk_of_a_telephone(client: Browser, library: Library) -> None:
    page = up_to_the_last_screen(client, "111111111", "kios")
    assert "refresh" not in page.headers
    send(client, page)
    assert [row["channel"] for row in rows(library)] == ["link"]


@pytest.mark.parametrize("data", [{"j": "33333333"}, {"j": "3333333335"}, {"j": "'; DROP"}, {"k": "x"}])
def test_what_is_no_form_begins_anew(client: Browser, library: Library, data: dict[str, str]) -> None:
    page = up_to_the_last_screen(client, "333333333")
    assert send(client, page, **data).headers["location"] == HERE
    assert rows(library) == []


def test_a_form_of_another_page_and_one_filled_in_by_a_machine_are_not_taken(client: Browser, library: Library) -> None:
    page = up_to_the_last_screen(client, "333333333")
    assert send(client, page, form="made.up").status_code == 400
    assert send(client, page, website="http://spam.example").status_code == 303
    assert rows(library) == []


def test_classes_that_are_not_in_the_list_are_refused(client: Browser, library: Library) -> None:
    assert send(client, up_to_the_last_screen(client, "333333333"), occupation="<b>x").status_code == 400
    assert rows(library) == []


def test_the_poster_carries_the_address_and_warns_of_one_nobody_can_reach(client: Browser) -> None:
    page = client.get(f"{HERE}/poster", headers=HTML).text
    assert f"http://patuh.test:8501{HERE}" in page
    assert "<svg" in page
    assert "tidak dapat membuka" not in page
    with Browser("http://localhost:8501") as local:
        assert "tidak dapat membuka" in local.get(f"{HERE}/poster", headers=HTML).text


def test_every_service_point_is_offered_and_an_unknown_one_is_not_there(client: Browser) -> None:
    assert f'href="{HERE}"' in client.get("/survei", headers=HTML).text
    assert client.get("/survei/NOWHERE", headers=HTML).status_code == 404


def test_english(client: Browser) -> None:
    client.cookies.set("patuh_language", "en")
    assert "How was our service?" in client.get(HERE, headers=HTML).text


def test_the_staff_see_how_many_answered_and_not_what(
    client: Browser, library: Library, sign_in: Callable[[str], None]
) -> None:
    send(client, up_to_the_last_screen(client, "111111111"))
    sign_in("tamu")
    script = page("kepuasan")
    assert "1 formulir hari ini, 1 dalam tiga puluh hari terakhir" in said(script)
    linked = [element.proto.url for element in script.get("link_button")]
    assert linked == [f"{HERE}?cara=kios", f"{HERE}?cara=kertas", f"{HERE}/poster"]
