"""Rules that stop people: counted by rule, act and role, with the sentence, and nobody's name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from operations_app.desk.command_names import command_name, NAMES
from operations_app.desk.guest_book import GuestBookDesk
from operations_app.desk.refusals import period_days, PERIODS, stops, without_names
from tests.operations_app.library import Library, POINT, Scanner
from tests.operations_app.test_pages import again, page, said
from warehouse.i18n import in_language
from warehouse.records.registry import COMMANDS

SignIn = Callable[[str], None]
TODAY = date(2026, 10, 5)

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")


@pytest.fixture
def stopped(library: Library) -> Library:
    """Three repeated visits and one unknown card at the guest book."""
    scan = Scanner(library, GuestBookDesk("tamu", POINT))
    for member in ("A1", "A2", "A3"):
        scan(member)
        scan(member)
    scan("TIDAK-ADA")
    return library


def test_the_commonest_rule_stands_first_with_act_and_role(stopped: Library) -> None:
    first, second = stops(stopped.db, "NTT", TODAY, TODAY)
    assert (first.rule, first.count, first.acts) == ("visit_is_not_a_repeat", 3, (("Mencatat kunjungan", 3),))
    assert first.roles == (("Staf Komputer Buku Tamu", 3),)
    assert (second.rule, second.count) == ("card_is_known", 1)


def test_the_sentence_is_told_in_both_languages_without_what_filled_it(stopped: Library) -> None:
    shown = stops(stopped.db, "NTT", TODAY, TODAY)[1].sentence
    assert shown.startswith("Tidak ada anggota dengan nomor kartu …")
    assert "TIDAK-ADA" not in shown
    with in_language("en"):
        assert "card number …" in stops(stopped.db, "NTT", TODAY, TODAY)[1].sentence
    assert without_names(None) == "–"


def test_another_day_and_another_agency_count_nothing(stopped: Library) -> None:
    assert not stops(stopped.db, "NTT", date(2026, 10, 4), date(2026, 10, 4))
    assert not stops(stopped.db, "JATENG", TODAY, TODAY)


def test_periods_end_today() -> None:
    firsts = [period_days(period, TODAY)[0] for period in PERIODS]
    assert firsts == [TODAY, date(2026, 9, 29), date(2026, 10, 1), date(2026, 1, 1)]


def test_the_commands_of_the_building_have_names_that_people_use() -> None:
    assert set(NAMES) <= set(COMMANDS)
    assert command_name("unknown") == "unknown"


def test_a_head_sees_the_rules_and_no_person(sign_in: SignIn, stopped: Library) -> None:
    sign_in("kasie")
    script = page("aturan-penghenti")
    words = said(script)
    assert script.header[0].value.startswith("4 kali dihentikan oleh 2 aturan")
    assert "visit_is_not_a_repeat" in words
    for person in ("Maria", "Yosef", "Ana", "TIDAK-ADA"):
        assert person not in words


def test_a_period_without_refusals_says_so(sign_in: SignIn, library: Library) -> None:
    sign_in("kasie")
    script = page("aturan-penghenti")
    script.button_group(key="refusals_period").set_value("today")
    assert "Tidak ada aturan yang menghentikan siapa pun" in said(again(script))


@pytest.mark.parametrize("login", ["bendahara", "sirkulasi", "admin"])
def test_only_heads_see_it(sign_in: SignIn, login: str) -> None:
    sign_in(login)
    assert page("aturan-penghenti").title[0].value == "Hari ini"
