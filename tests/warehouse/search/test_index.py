"""What is found, in which order, with which filters; and that the index follows what is recorded."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from tests.warehouse.search.conftest import Catalogue
from warehouse.search import index as index_module
from warehouse.search.query import Search


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("sejarah timor", "Sejarah Timor"),
        ("timor sejarah", "Sejarah Timor"),
        ("TIMÓR", "Sejarah Timor"),
        ("sejarah tim", "Sejarah Timor"),
        ("parimartha timor", "Sejarah Timor"),
        ("gogo jose", "Menanam Padi Gogo di Lahan Kering"),
        ("akuntansi", "Akuntansi"),
        ("alquran", "Tafsir Al-Qur'an untuk Pemula"),
        ("al-quran", "Tafsir Al-Qur'an untuk Pemula"),
        ("layanglayang", "Layang-Layang dan Kupu-Kupu"),
        ("kamus indonesia", "Kamus Dawan–Indonesia"),
        ("979428484X", "Sejarah Timor"),
        ("978-979-428-484-1", "Sejarah Timor"),
        ("9786020312", "Tafsir Al-Qur'an untuk Pemula"),
        ("297.1", "Tafsir Al-Qur'an untuk Pemula"),
        ("959.86", "Sejarah Timor"),
        ("sejarah 1999", "Sejarah Timor Timur sampai 1999"),
        ("akuntansi 2015", "Pengantar Akuntansi"),
        ("959.8 politik", "Perdagangan dan Politik di Nusa Tenggara"),
    ],
)
def test_a_title_is_found_by_what_people_type(standing: Catalogue, text: str, first: str) -> None:
    assert standing.find(text)[0] == first


@pytest.mark.parametrize(
    ("text", "corrected", "first"),
    [
        ("sejrah tmor", "sejarah timor", "Sejarah Timor"),
        ("akutnasi", "akuntansi", "Akuntansi"),
        ("sejarahtimor", "sejarah timor", "Sejarah Timor"),
        ("layang layangg", "layang layang", "Layang-Layang dan Kupu-Kupu"),
        ("perda gangan politik", "perdagangan politik", "Perdagangan dan Politik di Nusa Tenggara"),
    ],
)
def test_a_misspelled_search_says_what_it_found(standing: Catalogue, text: str, corrected: str, first: str) -> None:
    found = standing.index.search(Search(text))
    assert found.corrected == corrected
    assert standing.names()[str(found.hits[0].title_id)] == first


def test_what_is_spelled_so_comes_before_what_is_spelled_nearly_so(catalogue: Catalogue) -> None:
    catalogue.add(title="Tumor dan Kanker")
    found = catalogue.index.search(Search("timor"))
    assert [hit.is_near for hit in found.hits] == [False, False, True]
    assert found.corrected is None


def test_a_word_of_the_title_weighs_more_than_the_author_and_the_author_more_than_the_subject(empty: Catalogue) -> None:
    empty.add(title="Catatan", subjects="Cendana")
    empty.add(title="Buku", author="Cendana Wangi")
    empty.add(title="Hutan Cendana")
    assert empty.find("cendana") == ["Hutan Cendana", "Buku", "Catatan"]


def test_when_no_title_has_all_words_those_with_most_are_shown(standing: Catalogue) -> None:
    found = standing.index.search(Search("buku tentang pengantar akuntansi"))
    assert found.some_words_only
    assert standing.names()[str(found.hits[0].title_id)] == "Pengantar Akuntansi"
    assert not standing.index.search(Search("zzzz yyyy xxxx pengantar")).hits


def test_ddc_as_a_beginning(standing: Catalogue) -> None:
    assert set(standing.find("959")) == {
        "Sejarah Timor", "Perdagangan dan Politik di Nusa Tenggara", "Sejarah Timor Timur sampai 1999"
    }  # fmt: skip
    assert standing.find("95", field="ddc") == standing.find("959", sort="relevance")
    assert standing.find("959.87") == ["Sejarah Timor Timur sampai 1999"]


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"text": "parimartha", "field": "title"}, []),
        ({"text": "parimartha", "field": "author", "sort": "title"},
         ["Perdagangan dan Politik di Nusa Tenggara", "Sejarah Timor"]),
        ({"text": "sejarah", "field": "subject"}, ["Perdagangan dan Politik di Nusa Tenggara"]),
        ({"collection": "children"}, ["Layang-Layang dan Kupu-Kupu"]),
        ({"collection": "reference", "available_only": True}, []),
        ({"ddc_class": 4}, ["Kamus Dawan–Indonesia"]),
        ({"text": "sejarah", "sort": "year"},
         ["Sejarah Timor Timur sampai 1999", "Sejarah Timor", "Perdagangan dan Politik di Nusa Tenggara"]),
        ({"agency": "JATENG"}, []),
        ({"service_point": "NTT-GEDUNG", "text": "akuntansi", "sort": "title"}, ["Akuntansi", "Pengantar Akuntansi"]),
    ],
)  # fmt: skip
def test_filters(standing: Catalogue, filters: dict[str, Any], titles: list[str]) -> None:
    assert standing.find(**filters) == titles


def test_each_agency_has_its_own_shelves(catalogue: Catalogue) -> None:
    catalogue.add(title="Sejarah Semarang", point="JTG-GEDUNG")
    assert catalogue.find("sejarah", agency="JATENG") == ["Sejarah Semarang"]
    assert catalogue.find("sejarah", service_point="JTG-GEDUNG") == ["Sejarah Semarang"]
    assert "Sejarah Semarang" not in catalogue.find("sejarah", agency="NTT")


def test_pages_follow_each_other_without_gap_or_double(empty: Catalogue) -> None:
    for number in range(25):
        empty.add(title=f"Seri Buku {number}")
    pages = [empty.find("seri", page=page, page_size=10) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert len({title for page in pages for title in page}) == 25


# kept current ---------------------------------------------------------------------------------------------------------
def test_a_new_title_is_found_at_the_next_search(catalogue: Catalogue) -> None:
    assert catalogue.find("cendana") == []
    title_id = catalogue.do("add_title", title="Hutan Cendana")["title_id"]
    assert catalogue.find("cendana") == []  # no copy yet: nothing to go to the shelf for
    catalogue.do("add_copy", copy_no="B1", title_id=title_id)
    assert catalogue.find("cendana") == ["Hutan Cendana"]
    assert catalogue.find("cendna") == ["Hutan Cendana"]


def test_withdrawn_copies_go_and_the_last_one_takes_the_title_along(empty: Catalogue) -> None:
    title_id = empty.add(title="Hutan Cendana", copies=0)
    for number in ("B1", "B2"):
        empty.do("add_copy", copy_no=number, title_id=title_id)
    assert empty.find("cendana") == ["Hutan Cendana"]
    empty.do("withdraw_copy", copy_no="B1", reason_code="weeded")
    assert empty.find("cendana") == ["Hutan Cendana"]
    empty.do("withdraw_copy", copy_no="B2", reason_code="damaged")
    assert empty.find("cendana") == []


def test_what_is_lent_is_not_available_and_what_is_back_is(empty: Catalogue) -> None:
    title_id = empty.add(title="Hutan Cendana", copies=0)
    empty.do("add_copy", copy_no="B1", title_id=title_id)
    empty.do("register_member", member_no="A1", name="Maria Bria", sex="P", birth_date="2001-04-05")
    assert empty.find("cendana", available_only=True) == ["Hutan Cendana"]
    empty.do("lend", member_no="A1", copy_nos=["B1"])
    assert empty.find("cendana", available_only=True) == []
    assert empty.find("cendana") == ["Hutan Cendana"]
    empty.do("take_back", copy_no="B1")
    assert empty.find("cendana", available_only=True) == ["Hutan Cendana"]


def test_after_many_changes_the_whole_is_built_again(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "TOUCHED_FREE", 2)
    monkeypatch.setattr(index_module, "TOUCHED_MAX", 4)
    monkeypatch.setattr(index_module, "LOOK_AGAIN_S", 0.01)
    assert catalogue.find("cendana") == []
    for number in range(8):
        catalogue.add(title=f"Cendana {number}")
        catalogue.find("cendana")
        time.sleep(0.02)
    give_up_at_s = time.monotonic() + 10
    while catalogue.index.titles < 14 and time.monotonic() < give_up_at_s:
        catalogue.find("cendana")
        time.sleep(0.02)
    time.sleep(0.02)
    assert catalogue.index.titles >= 14
    assert len(catalogue.find("cendana")) == 8


def test_while_the_index_is_being_built_exact_words_are_found(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "BUILT_AT_ONCE", 3)
    held = threading.Event()
    build = catalogue.index.build
    monkeypatch.setattr(catalogue.index, "build", lambda: (held.wait(10), build()))
    found = catalogue.index.search(Search("sejarah timor"))
    assert (found.is_prepared, found.total, found.titles) == (False, 2, 9)
    assert catalogue.find("979-428-484-X") == ["Sejarah Timor"]
    assert catalogue.find("sejrah") == []
    assert catalogue.find("sejarah", collection="reference") == []
    assert catalogue.find("akuntansi", available_only=True, ddc_class=6, agency="NTT") == [
        "Akuntansi",
        "Pengantar Akuntansi",
    ]
    held.set()
    assert catalogue.index.wait(10)
    found = catalogue.index.search(Search("sejrah timor"))
    assert (found.is_prepared, found.total) == (True, 2)


def test_closing_while_building_ends_it(catalogue: Catalogue) -> None:
    catalogue.index.start()
    catalogue.index.close()
    catalogue.index.start()
    assert catalogue.index.titles == 0


def test_many_threads_may_search_while_titles_are_added(catalogue: Catalogue) -> None:
    wrong: list[BaseException] = []

    def search() -> None:
        try:
            for text in ("sejarah", "cendana", "sejrah", "959", "") * 10:
                catalogue.index.search(Search(text))
        except BaseException as error:  # noqa: BLE001  (told below)
            wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(10):
        catalogue.add(title=f"Cendana {number}")
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(catalogue.find("cendana")) == 10
