"""Nobody can change or remove a record without `verify` saying where."""

from __future__ import annotations

import duckdb
import pytest

from tests.warehouse.conftest import Library
from warehouse.errors import IntegrityError
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.operations.verify import rebuild_state, verify
from warehouse.settings import Settings


@pytest.fixture
def closed(library: Library, settings: Settings) -> Settings:
    """A home with a few transactions, nobody using it."""
    library.do("lend", member_no="A1", copy_nos=["C1", "C2"])
    back = library.do("take_back", minute=60 * 24 * 12, copy_no="C1")
    library.do("receive_payment", minute=60 * 24 * 12 + 1, charge_id=back["charge_id"])
    library.do(
        "receive_payment",
        minute=60 * 24 * 12 + 2,
        charge_id=library.do("take_back", minute=60 * 24 * 12, copy_no="C2")["charge_id"],
    )
    Publisher(library.db).flush()
    library.db.close()
    return settings


def run(settings: Settings, *statements: str) -> None:
    connection = duckdb.connect(str(settings.operations_db))
    connection.execute("SET TimeZone = 'UTC'")
    try:
        for statement in statements:
            connection.execute(statement)
        list(verify(connection, settings.landing))
    finally:
        connection.close()


def test_an_untouched_home_is_whole(closed: Settings) -> None:
    run(closed)


@pytest.mark.parametrize(
    ("tampering", "says"),
    [
        ("UPDATE journal SET occurred_at = occurred_at - INTERVAL 1 DAY WHERE txid = 3", "3"),
        ("UPDATE journal SET payload = replace(payload, 'A1', 'A2') WHERE command = 'lend'", "17"),
        ("DELETE FROM journal WHERE txid = 5", "5"),
        ("UPDATE loans SET due_on = due_on + 30", "17"),
        ("DELETE FROM loans", "17"),
        ("UPDATE payments SET amount_idr = amount_idr + 1", "19"),
        ("INSERT INTO charges SELECT * REPLACE (9999 AS txid) FROM charges LIMIT 1", "9999"),
        ("UPDATE state_members SET is_blocked = true", "state_members"),
        ("DELETE FROM state_receipt_numbers", "state_receipt_numbers"),
    ],
)
def test_tampering_is_found_and_named(closed: Settings, tampering: str, says: str) -> None:
    with pytest.raises(IntegrityError) as found:
        run(closed, tampering)
    assert says in str(found.value)


def test_a_receipt_that_vanished_is_a_gap(closed: Settings) -> None:
    connection = duckdb.connect(str(closed.operations_db))
    from warehouse.operations.verify import verify_receipts

    assert verify_receipts(connection) == 2
    connection.execute("DELETE FROM payments WHERE receipt_no = 1")
    with pytest.raises(IntegrityError):
        verify_receipts(connection)
    connection.close()


def test_a_damaged_batch_is_named(closed: Settings) -> None:
    file = next(closed.landing.glob("*/*/loans.parquet"))
    file.write_bytes(file.read_bytes()[:-3] + b"xxx")
    with pytest.raises(IntegrityError, match=r"loans\.parquet"):
        run(closed)


def test_a_batch_that_a_kill_left_half_written_is_none(closed: Settings) -> None:
    draft = next(closed.landing.iterdir()) / ".000000000900-000000000999.part"
    draft.mkdir()
    (draft / "manifest.json").touch()
    run(closed)
    with OperationsDatabase.open(closed) as db:
        Publisher(db)
    assert not draft.exists()


def test_state_is_rebuilt_from_the_facts_alone(closed: Settings) -> None:
    connection = duckdb.connect(str(closed.operations_db))
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("DELETE FROM state_members")
    connection.execute("UPDATE state_copies SET title = 'x'")
    rebuild_state(connection)
    list(verify(connection, closed.landing))
    connection.close()


def test_a_newer_schema_is_refused_with_a_sentence(closed: Settings) -> None:
    connection = duckdb.connect(str(closed.operations_db))
    connection.execute("INSERT INTO schema_migrations VALUES (9999, 'x', 'x', now())")
    connection.close()
    with pytest.raises(Exception, match="newer Patuh"):
        OperationsDatabase.open(closed)
