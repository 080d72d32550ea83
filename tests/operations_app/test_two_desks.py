"""Two desks act on the same copy or visitor in the same moment, each in a thread of its own: one succeeds, one is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from operations_app.desk import carry_out
from operations_app.desk.answer import Answer
from operations_app.desk.circulation_desk import CirculationDesk
from operations_app.desk.circulation_renewal import renew_at_a_click
from operations_app.desk.desk import Desk
from operations_app.desk.rooms_desk import Place, RoomsDesk
from operations_app.desk.rooms_lookups import visitors_in_room
from operations_app.desk.rooms_taps import reshelved
from tests.operations_app.library import Library, POINT, Scanner
from warehouse.ids import new_id

TIMES = 4


def at_once(*acts: Callable[[], Answer | None]) -> list[Answer | None]:
    """Carry them out in threads that start together."""
    start = threading.Barrier(len(acts))

    def one(act: Callable[[], Answer | None]) -> Answer | None:
        start.wait(timeout=10)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def scan(library: Library, desk: Desk, code: str) -> Callable[[], Answer]:
    return lambda: carry_out.scan(library.db, desk, code, library.clock(), library.clock(), new_id())


def told(answers: list[Answer | None]) -> list[str]:
    """The rule of each refusal; every one has its sentence."""
    refused = [one for one in answers if one and one.tone == "refused"]
    assert all(one.sentence for one in refused)
    return [str(one.rule) for one in refused]


@pytest.mark.parametrize("turn", range(TIMES))
def test_the_same_copy_is_lent_once(library: Library, turn: int) -> None:
    desks = [CirculationDesk("sirkulasi", POINT), CirculationDesk("serba", POINT)]
    for desk, card in zip(desks, ("A1", "A2"), strict=True):
        Scanner(library, desk)(card), Scanner(library, desk)("C1a")
    assert told(at_once(*(scan(library, desk, "") for desk in desks))) == ["copy_is_here"]
    assert len(library.db.rows("SELECT 1 FROM state_open_loans")) == 1


@pytest.mark.parametrize("turn", range(TIMES))
def test_the_same_copy_comes_back_once(library: Library, turn: int) -> None:
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    desks = [CirculationDesk("sirkulasi", POINT), CirculationDesk("serba", POINT)]
    assert len(told(at_once(*(scan(library, desk, "C1a") for desk in desks)))) == 1
    assert len(library.db.rows("SELECT 1 FROM loan_returns")) == 1


@pytest.mark.parametrize("turn", range(TIMES))
def test_the_same_loan_is_renewed_once(library: Library, turn: int) -> None:
    """The agency allows one renewal: the second desk hears that it is used up."""
    library.do("lend", days_ago=2, member_no="A1", copy_nos=["C1a"])
    desks = [CirculationDesk("sirkulasi", POINT), CirculationDesk("serba", POINT)]
    for desk in desks:
        Scanner(library, desk)("A1")

    def renew(desk: CirculationDesk) -> Callable[[], Answer | None]:
        def act() -> Answer | None:
            renew_at_a_click(library.db, desk, ["C1a"], library.clock(), new_id())
            return desk.last_answer

        return act

    assert told(at_once(*(renew(desk) for desk in desks))) == ["renewals_are_left"]
    assert len(library.db.rows("SELECT 1 FROM loan_renewals")) == 1


@pytest.mark.parametrize("place", ["general", "reference", "deposit"])
def test_the_same_visitor_comes_into_a_room_once(library: Library, place: Place) -> None:
    library.do("register_visit", member_no="A1")
    desks = [RoomsDesk(login, POINT, place=place) for login in ("baca", "baca")] if place != "general" else [
        RoomsDesk(login, POINT, place=place) for login in ("umum", "baca")
    ]  # fmt: skip
    answers = at_once(*(scan(library, desk, "A1") for desk in desks))
    assert told(answers) in ([], ["one_case_per_visit"]), (
        "the second is refused, or finds the visitor there and chooses"
    )
    assert len(library.db.rows("SELECT 1 FROM cases")) == 1
    assert len(library.db.rows("SELECT 1 FROM room_visits")) == (place != "general")


def test_a_copy_is_lent_or_counted_on_a_table_never_both(library: Library) -> None:
    room, desk = RoomsDesk("umum", POINT, place="general"), CirculationDesk("sirkulasi", POINT)
    Scanner(library, desk)("A1"), Scanner(library, desk)("C1a")
    Scanner(library, room)("C1a")
    at_once(scan(library, desk, ""), scan(library, room, ""))
    lent = library.db.rows("SELECT txid FROM loans")
    read = library.db.rows("SELECT txid FROM in_house_uses")
    assert lent
    assert not read or read[0]["txid"] < lent[0]["txid"], "read on the table first, lent afterwards"


def test_a_visitors_books_go_back_once(library: Library) -> None:
    library.do("register_visit", member_no="A1")
    desks = [RoomsDesk("umum", POINT, place="general"), RoomsDesk("baca", POINT, place="general")]
    Scanner(library, desks[0])("A1")
    case = visitors_in_room(library.db, "general_collection", POINT, library.clock())[0]

    def back(desk: RoomsDesk) -> Callable[[], Answer | None]:
        def act() -> Answer | None:
            reshelved(library.db, desk, 1, case, 7, library.clock(), new_id())
            return desk.last_answer

        return act

    assert told(at_once(*(back(desk) for desk in desks))) == ["case_is_open"]
    assert len(library.db.rows("SELECT 1 FROM reshelvings")) == 1
