"""The owner of the operations database: one transaction a command, whatever is sent, however often."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from tests.warehouse.conftest import Library, MONDAY, POINT
from warehouse.errors import HomeError, PatuhError
from warehouse.operations.database import OperationsDatabase, Result
from warehouse.operations.verify import verify
from warehouse.settings import Settings


def test_the_same_key_is_carried_out_once_and_answers_the_same(library: Library) -> None:
    payload = library.payload("lend", member_no="A1", copy_nos=["C1"])
    first, second = library.execute(payload), library.execute(payload)
    assert not first.replayed
    assert second.replayed
    assert second.data == first.data
    assert len(library.db.rows("SELECT * FROM loans")) == 1


def test_the_same_key_twice_in_one_group_makes_one_transaction(library: Library) -> None:
    payload = library.payload("lend", member_no="A1", copy_nos=["C1"])
    first, second = library.db.execute_many([payload, payload], trusted=True)
    assert isinstance(first, Result)
    assert isinstance(second, Result)
    assert (first.replayed, second.replayed) == (False, True)
    assert first.txid == second.txid


def test_a_refusal_leaves_the_others_of_its_group_alone(library: Library) -> None:
    answers = library.db.execute_many(
        [
            library.payload("lend", member_no="A1", copy_nos=["C1"]),
            library.payload("lend", member_no="A2", copy_nos=["C1"]),
            library.payload("take_back", minute=5, copy_no="C1"),
            library.payload("lend", minute=6, member_no="A2", copy_nos=["C1"]),
        ],
        trusted=True,
    )
    assert [isinstance(answer, PatuhError) for answer in answers] == [False, True, False, False]
    assert len(library.db.rows("SELECT * FROM state_open_loans")) == 1
    list(verify(library.db.reader(), library.db.settings.landing))


def test_two_desks_lending_the_same_copy_at_once_one_succeeds(library: Library) -> None:
    answers: list[object] = []

    def desk(member_no: str) -> None:
        try:
            answers.append(library.execute(library_payload[member_no]))
        except PatuhError as refused:
            answers.append(refused)

    library_payload = {no: library.payload("lend", member_no=no, copy_nos=["C1"]) for no in ("A1", "A2")}
    threads = [threading.Thread(target=desk, args=(no,)) for no in library_payload]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(answer, Result) for answer in answers) == [False, True]
    refusal = next(answer for answer in answers if isinstance(answer, PatuhError))
    assert "sedang dipinjam" in refusal.sentence()


def test_a_second_process_on_the_same_home_is_refused_with_a_sentence(
    db: OperationsDatabase, settings: Settings
) -> None:
    with pytest.raises(HomeError) as refused:
        OperationsDatabase.open(settings)
    assert "sedang dipakai" in refused.value.sentence()


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"actor": "bendahara"}, "role_may_act"),
        ({"actor": "nobody"}, "actor_is_known"),
        ({"service_point": "MARS"}, "service_point_is_known"),
        ({"service_point": "JTG-GEDUNG", "actor": "sirkulasi"}, "own_agency_only"),
        ({"minute": 60 * 24 * 3650}, "not_in_the_future"),
        ({"started_at": MONDAY + timedelta(hours=1)}, "starts_before_it_ends"),
        ({"backfilled": True}, "backfill_has_a_reason"),
        ({"copy_nos": []}, "field_is_usable"),
        ({"copy_nos": ["C" * 10_000]}, "field_is_usable"),
        ({"member_no": "A1\nA2"}, "field_is_usable"),
        ({"member_no": "😀"}, "field_is_usable"),
        ({"member_no": "'; DROP TABLE loans"}, "field_is_usable"),
        ({"surprise": 1}, "field_is_usable"),
    ],
)
def test_what_may_not_come_in_is_refused_by_name(library: Library, fields: dict[str, object], rule: str) -> None:
    assert library.refusal("lend", **{"member_no": "A1", "copy_nos": ["C1"], **fields}) == rule


def test_the_command_line_actor_is_not_admitted_from_outside(library: Library) -> None:
    with pytest.raises(PatuhError) as refused:
        library.db.execute(library.payload("lend", member_no="A1", copy_nos=["C1"]))
    assert refused.value.params["login"] == "system"


def test_an_account_that_was_closed_acts_no_more(library: Library) -> None:
    library.do("lend", actor="sirkulasi", member_no="A1", copy_nos=["C1"])
    library.do("set_role", login="sirkulasi", roles=["circulation_staff"], is_active=False)
    assert library.refusal("lend", actor="sirkulasi", member_no="A1", copy_nos=["C2"]) == "actor_is_known"


def test_a_restarted_database_goes_on_where_it_was(settings: Settings) -> None:
    with OperationsDatabase.open(settings) as db:
        first = Library(db).do("register_member", member_no="B1", name="Rosa")
    with OperationsDatabase.open(settings) as db:
        assert db.last_txid == 1
        assert (
            Library(db).execute({**Library(db).payload("register_member", member_no="B1", name="Rosa")}).data == first
        )
        assert str(db.rows("SELECT member_key FROM state_members")[0]["member_key"]) == first["member_key"]


def test_passwords_never_reach_the_journal(library: Library) -> None:
    library.do("add_staff", login="rahasia", name="R", roles=["administrator"], password="sandi-sangat-rahasia")
    rows = library.db.rows("SELECT payload, result FROM journal")
    assert not [row for row in rows if "sandi-sangat-rahasia" in row["payload"] + row["result"]]


def test_every_journal_row_says_where_it_happened(library: Library) -> None:
    library.do("lend", member_no="A1", copy_nos=["C1"])
    row = library.db.row("SELECT agency, service_point FROM journal ORDER BY txid DESC LIMIT 1")
    assert row == {"agency": "NTT", "service_point": POINT}
