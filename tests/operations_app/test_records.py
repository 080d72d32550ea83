"""Forms that are no desk's scan: titles and copies, accounts."""

from __future__ import annotations

import pytest

from operations_app.desk.collection import find_titles
from operations_app.desk.records import RecordsDesk
from tests.operations_app.library import Library, POINT, Scanner


@pytest.fixture
def entry(library: Library) -> Scanner:
    return Scanner(library, RecordsDesk("pustakawan", POINT))


def test_a_title_comes_with_its_copies(library: Library, entry: Scanner) -> None:
    answer = entry.entry("title", title="Lontar dan Gula", ddc="630", copy_nos="D1, D2 D3", collection="general")
    assert (answer.is_saved, answer.sentence) == (True, "Eksemplar ditambahkan: 3")
    assert [one.copy_no for one in find_titles(library.db, "NTT", "lontar")] == ["D1", "D2", "D3"]


def test_a_copy_number_that_is_taken_is_corrected_without_a_second_title(library: Library, entry: Scanner) -> None:
    answer = entry.entry("title", title="Lontar", copy_nos="D1 C1a", entry_id="e")
    assert answer.rule == "copy_number_is_free"
    assert entry.entry("title", title="Lontar", copy_nos="D1 D2", entry_id="e").is_saved
    assert len(library.db.rows("SELECT 1 FROM titles WHERE title = 'Lontar'")) == 1
    assert len(find_titles(library.db, "NTT", "lontar")) == 2


def test_further_copies_join_the_title_of_one_that_is_there(library: Library, entry: Scanner) -> None:
    assert entry.entry("copy", like_copy_no="C1a", copy_nos="C1z").is_saved
    assert len(find_titles(library.db, "NTT", "sejarah timor")) == 3
    assert list(entry.entry("copy", like_copy_no="tidak", copy_nos="C1y").field_errors) == ["like_copy_no"]


def test_only_an_administrator_makes_accounts(library: Library, entry: Scanner) -> None:
    values = {
        "login": "Siti.Rahma",
        "name": "Siti",
        "role": "treasurer",
        "home_service_point": POINT,
        "password": "rahasia sekali",
    }
    assert entry.entry("staff", **values).rule == "role_may_act"
    administrator = Scanner(library, RecordsDesk("admin", POINT))
    assert administrator.entry("staff", **values).is_saved
    actor = library.db.actor("siti.rahma")
    assert actor
    assert actor.roles == {"treasurer"}


def test_an_unknown_form_is_refused(entry: Scanner) -> None:
    assert entry.entry("sesuatu").rule == "entry_is_known"
