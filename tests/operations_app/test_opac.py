"""The catalogue for everybody: pages and JSON without signing in, nothing personal on them, and the staff's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from operations_app.desk import opac
from operations_app.desk.opac_words import title_words
from tests.operations_app.http_app import Browser
from tests.operations_app.library import Library, OTHER_POINT
from tests.operations_app.road import go_out, planned
from tests.operations_app.test_pages import again, page, said
from warehouse.errors import BadInput
from warehouse.search.query import Search

HTML = {"Accept": "text/html"}
HOSTILE = [
    '"; DROP TABLE titles; --',
    'AND NEAR( * "',
    "<script>alert(1)</script>",
    "😀",
    "' OR ''='",
    "a\nb\x00c",
    "% _",
]


@pytest.fixture
def client(running: Any) -> Iterator[Browser]:
    with Browser("http://patuh.test:8501") as one:
        yield one


def cards(running: Any, **words: str) -> tuple[opac.TitleCard, ...]:
    return opac.find(running.db, running.title_index(), opac.read_search(words, running.db)).cards


# what is shown of a title ---------------------------------------------------------------------------------------------
def test_availability_is_of_this_very_moment(running: Any, library: Library) -> None:
    (card,) = cards(running, q="sejarah timor")
    assert [copy.standing for copy in card.copies] == ["shelf", "shelf"]
    library.do("lend", member_no="A1", copy_nos=["C1a"])
    (card,) = cards(running, q="sejarah timor")
    assert [copy.standing for copy in card.copies] == ["lent", "shelf"]
    assert card.back_on is not None
    library.do("take_back", copy_no="C1a")
    (card,) = cards(running, q="sejarah timor")
    assert card.back_on is None


def test_a_renewed_loan_is_due_back_later(running: Any, library: Library) -> None:
    library.do("lend", days_ago=3, member_no="A1", copy_nos=["C1a"])
    before = cards(running, q="sejarah timor")[0].back_on
    library.do("renew_loan", member_no="A1", copy_nos=["C1a"])
    after = cards(running, q="sejarah timor")[0].back_on
    assert before is not None
    assert after is not None
    assert after > before


def test_reference_copies_are_to_be_read_in_the_library(running: Any) -> None:
    (card,) = cards(running, q="kamus")
    assert [copy.standing for copy in card.copies] == ["in_library", "in_library"]
    assert cards(running, q="kamus", now="1") == ()


def test_copies_stand_together_by_shelf_and_the_place_asked_for_comes_first(running: Any, library: Library) -> None:
    title_id = library.do("add_title", title="Hutan Cendana", ddc="634.9")["title_id"]
    for number, (collection, call) in enumerate(
        [("general", "634.9 A"), ("general", "634.9 A"), ("children", "A 634")]
    ):
        library.do("add_copy", copy_no=f"H{number}", title_id=title_id, collection=collection, call_number=call)
    (card,) = cards(running, q="cendana")
    assert [(shelf.call_number, len(shelf.copies)) for shelf in card.shelves] == [("A 634", 1), ("634.9 A", 2)]


def test_the_index_and_the_records_tell_the_same_of_a_title(running: Any, library: Library) -> None:
    title_id = library.do(
        "add_title", title="Hutan “Cendana”", author="José", publisher="Lontar", publish_year=1999, isbn="978-602-03-1234-0",
        ddc="634.9", subjects="Kehutanan", language="id",
    )["title_id"]  # fmt: skip
    library.do("add_copy", copy_no="H1", title_id=title_id, call_number="634.9 JOS h")
    library.do("add_copy", copy_no="H2", title_id=title_id, collection="deposit")
    library.do("lend", member_no="A1", copy_nos=["H1"])
    (from_index,) = cards(running, q="cendana")
    assert from_index == opac.title_card(library.db, str(title_id))


def test_places_are_offered_when_there_are_several(running: Any, library: Library) -> None:
    assert opac.places(library.db) == []
    title_id = library.do("add_title", point=OTHER_POINT, title="Sejarah Semarang")["title_id"]
    library.do("add_copy", point=OTHER_POINT, copy_no="S1", title_id=title_id)
    assert [code for code, _name in opac.places(library.db)] == [OTHER_POINT, "NTT-GEDUNG"]
    assert [card.title for card in cards(running, q="sejarah", place=OTHER_POINT)] == ["Sejarah Semarang"]
    assert [card.title for card in cards(running, q="sejarah", place="NTT")] == ["Sejarah Timor"]


# what is typed --------------------------------------------------------------------------------------------------------
def test_a_search_is_read_from_an_address(library: Library) -> None:
    words = {
        "q": "  timor \n sejarah ",
        "in": "title",
        "class": "9",
        "now": "1",
        "sort": "year",
        "p": "3",
        "place": "NTT",
    }
    assert opac.read_search(words, library.db) == Search(
        "timor sejarah",
        field="title",
        agency="NTT",
        ddc_class=9,
        available_only=True,
        sort="year",
        page=3,
        page_size=20,
    )


def test_a_filter_that_does_not_exist_filters_nothing(library: Library) -> None:
    words = {"q": "timor", "in": "x", "class": "99", "now": "ya", "sort": "x", "p": "-1", "place": "'; DROP TABLE"}
    assert opac.read_search(words, library.db) == Search("timor", page_size=20)
    assert opac.read_search({"p": "9" * 4000}, library.db).page == 1
    assert opac.read_search({"p": "9999"}, library.db).page == opac.PAGES_MAX


def test_more_than_two_hundred_characters_get_a_sentence(library: Library) -> None:
    opac.read_search({"q": "x" * 200}, library.db)
    with pytest.raises(BadInput) as refused:
        opac.read_search({"q": "x" * 201}, library.db)
    assert refused.value.rule == "search_is_short"
    assert "200" in refused.value.sentence()


# the public pages -----------------------------------------------------------------------------------------------------
def test_nobody_has_to_sign_in_to_search(client: Browser) -> None:
    for address in ("/opac", "/opac?q=timor", "/opac?class=1", "/opac/xyz"):
        answer = client.get(address, headers=HTML)
        assert answer.status_code in (200, 404)
        assert "set-cookie" not in answer.headers
        assert "<script" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_misspelled_search_shows_what_was_meant(client: Browser) -> None:
    words = client.get("/opac?q=sejrah+tmor", headers=HTML).text
    assert "Sejarah Timor" in words
    assert "Tidak ada yang ditulis “sejrah tmor”" in words
    assert "Ada di rak: 2 dari 2" in words


def test_nothing_found_says_what_to_do(client: Browser) -> None:
    assert "Petugas di meja katalog siap membantu" in client.get("/opac?q=zzzzzz", headers=HTML).text
    assert "cari tanpa saringan" in client.get("/opac?q=timor&collection=deposit", headers=HTML).text


def test_the_title_page_lists_every_copy_and_leads_back(client: Browser, library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1a"])
    title_id = client.get("/api/opac?q=timor").json()["titles"][0]["title_id"]
    words = client.get(f"/opac/{title_id}?q=timor", headers=HTML).text
    for expected in ("C1a", "C1b", "Dipinjam sampai", "Ada di rak", 'href="/opac?q=timor"'):
        assert expected in words
    answer = client.get("/opac/00000000-0000-0000-0000-000000000000", headers=HTML)
    assert (answer.status_code, "Judul tidak ada" in answer.text) == (404, True)


def test_who_borrowed_is_nowhere(client: Browser, library: Library) -> None:
    library.do("lend", days_ago=30, member_no="A1", copy_nos=["C1a"])
    title_id = client.get("/api/opac?q=timor").json()["titles"][0]["title_id"]
    (row,) = library.db.rows("SELECT member_key, loan_id, copy_id FROM state_open_loans")
    for address in ("/opac?q=timor", f"/opac/{title_id}", "/api/opac?q=timor", "/opac?q=maria+bria"):
        words = client.get(address, headers=HTML).text.casefold()
        for secret in ("maria bria</", "a1<", *map(str, row.values())):
            assert secret not in words


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_only_words_and_comes_back_escaped(client: Browser, library: Library, typed: str) -> None:
    before = library.db.last_txid
    for address in ("/opac", "/api/opac"):
        answer = client.get(address, params={"q": typed}, headers=HTML)
        assert answer.status_code == 200
        assert "<script>" not in answer.text or address.startswith("/api")
    assert library.db.last_txid == before
    assert client.get("/api/opac?q=timor").json()["total"] == 1


def test_ten_thousand_characters_get_a_sentence(client: Browser) -> None:
    answer = client.get("/opac", params={"q": "x" * 10_000}, headers=HTML)
    assert answer.status_code == 400
    assert "200 huruf sudah cukup" in answer.text
    assert len(answer.text) < 40_000
    answer = client.get("/api/opac", params={"q": "x" * 10_000})
    assert (answer.status_code, answer.json()["rule"]) == (422, "search_is_short")


def test_the_catalogue_speaks_the_browsers_language(client: Browser) -> None:
    client.get("/bahasa?ke=en&next=/opac")
    words = client.get("/opac?q=timor", headers=HTML).text
    assert "On the shelf: 2 of 2" in words
    assert '<html lang="en">' in words


def test_a_demo_home_says_so(client: Browser, library: Library) -> None:
    assert "Data contoh" not in client.get("/opac", headers=HTML).text
    library.db.settings.demo_marker.write_text("[]")
    assert "Data contoh" in client.get("/opac", headers=HTML).text


def test_pages_follow_each_other(client: Browser, library: Library) -> None:
    for number in range(21):
        title_id = library.do("add_title", title=f"Seri Buku {number}")["title_id"]
        library.do("add_copy", copy_no=f"B{number}", title_id=title_id)
    first = client.get("/opac?q=seri&now=1", headers=HTML).text
    assert "21 judul, halaman 1 dari 2" in first
    assert "/opac?q=seri&amp;now=1&amp;p=2" in first
    assert client.get("/opac?q=seri&p=2", headers=HTML).text.count('class="card"') == 1


def test_json_tells_shelf_and_standing(client: Browser, library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1a"])
    found = client.get("/api/opac?q=sejrah").json()
    assert (found["total"], found["corrected"], found["is_prepared"]) == (1, "sejarah", True)
    (title,) = found["titles"]
    assert title["title"] == "Sejarah Timor"
    assert [copy["standing"] for copy in title["copies"]] == ["lent", "shelf"]


# the staff's page -----------------------------------------------------------------------------------------------------
def test_staff_search_on_a_page_of_the_app(sign_in: Callable[[str], None], library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1a"])
    sign_in("tamu")
    script = page("pencarian")
    assert script.title[0].value == "OPAC"
    script.text_input(key="opac_text").set_value("sejrah tmor")
    words = said(again(script)) + "".join(one.value for one in script.info)
    for expected in ("Sejarah Timor", "C1a", "Dipinjam sampai", "C1b", "Ada di rak", "sejarah timor"):
        assert expected in words
    script.text_input(key="opac_text").set_value("zzzzzz")
    assert "Tidak ditemukan apa pun untuk “zzzzzz”" in said(again(script))


def test_staff_leaf_through_pages(sign_in: Callable[[str], None], library: Library) -> None:
    for number in range(21):
        title_id = library.do("add_title", title=f"Seri Buku {number:02}")["title_id"]
        library.do("add_copy", copy_no=f"B{number}", title_id=title_id)
    sign_in("tamu")
    script = page("pencarian")
    script.text_input(key="opac_text").set_value("seri")
    assert "21 judul" in said(again(script))
    script.button(key="opac_further").click()
    words = said(again(script))
    assert "Seri Buku 20" in words
    assert "Seri Buku 19" not in words
    script.text_input(key="opac_text").set_value("seri buku")
    assert "Seri Buku 00" in said(again(script))


def test_a_copy_on_the_road_does_not_stand_on_the_shelf(running: Any, library: Library) -> None:
    go_out(library)
    trip_id = planned(library, "school_drop")
    library.do("open_trip", trip_id=trip_id)
    library.do("load_copies", trip_id=trip_id, copy_nos=["C1a", "C1b"])
    library.do("start_trip", trip_id=trip_id)
    library.do("hand_over", trip_id=trip_id, site_no="MOB-1-S1", copy_nos=["C1b"])
    (card,) = cards(running, q="sejarah timor")
    assert [(copy.standing, copy.away) for copy in card.copies] == [("away", "trip"), ("away", "site")]
    assert [sentence for _standing, sentence in title_words(card, library.clock().date())] == [
        "Dibawa layanan luar gedung: 2"
    ]
    assert cards(running, q="sejarah timor", now="1") == ()
    straight = opac.title_card(library.db, str(card.title_id))
    assert straight
    assert [copy.standing for copy in straight.copies] == ["away", "away"]
