"""Two desks act on the same copy, locker, card, note or charge at once: one succeeds, the other gets a sentence."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from tests.warehouse.conftest import Library, MONDAY
from warehouse.errors import PatuhError, Refused
from warehouse.operations.verify import verify

ROUNDS = 5


def both(library: Library, one: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any] | str]:
    """Both payloads at once, from two threads; the answers or the names of the rules that refused."""
    outcomes: list[dict[str, Any] | str] = ["", ""]
    ready = threading.Barrier(2)

    def act(place: int, payload: dict[str, Any]) -> None:
        ready.wait()
        try:
            outcomes[place] = library.execute(payload).data
        except Refused as refusal:
            outcomes[place] = refusal.rule if refusal.sentence() else "no sentence"

    threads = [threading.Thread(target=act, args=(place, payload)) for place, payload in enumerate((one, other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def one_and_a_sentence(library: Library, one: dict[str, Any], other: dict[str, Any]) -> str:
    """The rule that told the second; fails when both succeeded or both were refused."""
    outcomes = both(library, one, other)
    refused = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(refused) == 1, outcomes
    list(verify(library.db.reader(), library.db.settings.landing))
    return refused[0]


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_one_copy_is_lent_once(library: Library, round_: int) -> None:
    lend = [library.payload("lend", member_no=card, copy_nos=["C1"]) for card in ("A1", "A2")]
    assert one_and_a_sentence(library, *lend) == "copy_is_here"


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_one_member_does_not_exceed_the_limit_at_two_desks(library: Library, round_: int) -> None:
    library.do("lend", minute=-1, member_no="A1", copy_nos=["C1"])
    lend = [library.payload("lend", member_no="A1", copy_nos=[copy]) for copy in ("C2", "C4")]
    assert one_and_a_sentence(library, *lend) in ("limit_leaves_room", "title_limit_leaves_room")


def test_one_copy_is_taken_back_once(library: Library) -> None:
    library.do("lend", minute=-1, member_no="A1", copy_nos=["C1"])
    back = [library.payload("take_back", copy_no="C1") for _ in range(2)]
    assert one_and_a_sentence(library, *back) == "copy_is_lent"


def test_one_copy_is_renewed_once(library: Library) -> None:
    library.do("lend", minute=-1, member_no="A1", copy_nos=["C1"])
    renew = [library.payload("renew_loan", member_no="A1", copy_nos=["C1"]) for _ in range(2)]
    assert one_and_a_sentence(library, *renew) == "renewals_are_left"


def test_one_locker_takes_one_bag(library: Library) -> None:
    leave = [library.payload("deposit_bag", locker_no="7", name=name) for name in ("Ani", "Budi")]
    assert one_and_a_sentence(library, *leave) == "locker_is_free"
    fetch = [library.payload("return_bag", minute=1, locker_no="7") for _ in range(2)]
    assert one_and_a_sentence(library, *fetch) == "locker_is_in_use"


def test_one_card_number_goes_to_one_person(library: Library) -> None:
    join = [library.payload("register_member", member_no="A9", name=name) for name in ("Ani", "Budi")]
    assert one_and_a_sentence(library, *join) == "card_number_is_free"


def test_one_person_gets_one_card(library: Library) -> None:
    who = {"name": "Ani Bere", "birth_date": "2000-01-01"}
    join = [library.payload("register_member", member_no=number, **who) for number in ("A8", "A9")]
    assert one_and_a_sentence(library, *join) == "member_is_new"


def test_one_form_is_entered_once(library: Library) -> None:
    case_id = library.do("sell_form", minute=-1, name="Ani")["case_id"]
    join = [library.payload("register_member", member_no=no, name=f"Ani {no}", case_id=case_id) for no in ("A8", "A9")]
    assert one_and_a_sentence(library, *join) == "form_is_entered_once"


def test_one_charge_is_paid_once(library: Library) -> None:
    charge = library.do("renew_card", member_no="A1")["charge_id"]
    pay = [library.payload("receive_payment", minute=1, charge_id=charge) for _ in range(2)]
    assert one_and_a_sentence(library, *pay) == "charge_is_open"


def test_one_card_is_renewed_once(library: Library) -> None:
    renew = [library.payload("renew_card", member_no="A1") for _ in range(2)]
    assert one_and_a_sentence(library, *renew) == "renewal_is_paid_first"


def test_one_note_holds_one_identity_card(library: Library) -> None:
    cases = [library.do("start_photocopy", place="outside")["case_id"] for _ in range(2)]
    hold = [
        library.payload("hold_identity", minute=1, case_id=case, note_no="12", name=name)
        for case, name in zip(cases, ("Ani", "Budi"), strict=True)
    ]
    assert one_and_a_sentence(library, *hold) == "note_is_free"
    release = [library.payload("release_identity", minute=2, note_no="12") for _ in range(2)]
    assert one_and_a_sentence(library, *release) == "note_is_in_use"


def test_one_day_is_closed_and_one_slip_written_once(library: Library) -> None:
    library.do("sell_form", name="Ani")
    slip = [
        library.payload("deposit_revenue", minute=1, slip_no=number, deposited_on=MONDAY.date())
        for number in ("S1", "S2")
    ]
    assert one_and_a_sentence(library, *slip) == "something_is_to_be_deposited"
    close = [library.payload("close_day", minute=2, closed_on=MONDAY.date(), counted_idr=2000) for _ in range(2)]
    assert one_and_a_sentence(library, *close) == "day_is_closed_once"


def test_the_same_command_sent_twice_is_one(library: Library) -> None:
    """A double click, or a lost answer asked for again: one transaction, the same answer."""
    payload = library.payload("deposit_bag", locker_no="7", name="Ani")
    first, second = both(library, payload, dict(payload))
    assert first == second
    assert len(library.db.rows("SELECT * FROM bag_deposits")) == 1


def test_a_payment_and_the_closing_of_its_day_do_not_pass_each_other(library: Library) -> None:
    charge = library.do("renew_card", member_no="A1")["charge_id"]
    at = MONDAY + timedelta(minutes=5)
    pay = {**library.payload("receive_payment", charge_id=charge), "occurred_at": at}
    close = {**library.payload("close_day", closed_on=MONDAY.date(), counted_idr=0), "occurred_at": at}
    outcomes = both(library, pay, close)
    refused = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert refused in (["day_is_open"], ["difference_is_explained"])


def test_many_desks_at_once_leave_whole_records(library: Library) -> None:
    """Eight desks fight over four copies, three lockers and two members for a while."""
    errors: list[Exception] = []

    def work(seed: int) -> None:
        for turn in range(15):
            card, copy, locker = f"A{(seed + turn) % 2 + 1}", f"C{(seed * turn) % 4 + 1}", str((seed + turn) % 3 + 1)
            acts: list[tuple[str, dict[str, Any]]] = [
                ("lend", {"member_no": card, "copy_nos": [copy]}),
                ("take_back", {"copy_no": copy}),
                ("deposit_bag", {"locker_no": locker, "member_no": card}),
                ("return_bag", {"locker_no": locker}),
                ("sell_form", {"name": "Calon"}),
            ]
            command, fields = acts[(seed + turn) % len(acts)]
            payload = {**library.payload(command, minute=turn, **fields), "key": f"{seed}-{turn}"}
            try:
                library.execute(payload)
            except Refused:
                pass
            except PatuhError as error:
                errors.append(error)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not errors
    list(verify(library.db.reader(), library.db.settings.landing))
