"""A home with years of lending behind it, written straight into the operations tables and consistent with its state."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.operations.database import OperationsDatabase
from warehouse.operations.verify import rebuild_state
from warehouse.settings import Settings

MEMBERS, COPIES, STILL_OUT = 20_000, 60_000, 5_000
YEARS = 5
POINT, AGENCY, OFFICER = "NTT-GEDUNG", "NTT", "bench.sirkulasi"

_WHERE = f"'{AGENCY}', '{POINT}'"
_FACTS = {
    "members": f"""SELECT md5('row' || m)::UUID, $base + m + 1, $begun, {_WHERE}, md5('member' || m)::UUID, 'umum',
        'P', 1990, 'Mahasiswa', 'SMA', '53.71', DATE '2021-01-01', DATE '2099-01-01', false FROM range($members) t(m)""",
    "member_identities": """SELECT md5('row' || m)::UUID, $base + m + 1, md5('member' || m)::UUID, 'M' || m,
        'Anggota ' || m, NULL, NULL, NULL, NULL, NULL, NULL FROM range($members) t(m)""",
    "titles": f"""SELECT md5('titlerow' || c)::UUID, $base + $members + c + 1, $begun, md5('title' || c)::UUID, '{AGENCY}',
        'Judul ' || c, 'Pengarang ' || (c % 5000), NULL, 2010, NULL, lpad((c % 1000)::VARCHAR, 3, '0'), NULL, 'id'
        FROM range($copies) t(c)""",
    "copies": f"""SELECT md5('copyrow' || c)::UUID, $base + $members + c + 1, $begun, md5('copy' || c)::UUID, 'C' || c,
        md5('title' || c)::UUID, {_WHERE}, 'general', (c % 10) || '00', NULL, true, NULL FROM range($copies) t(c)""",
    "visits": f"""SELECT md5('visit' || i)::UUID, $lent + i, lent_at - INTERVAL 9 MINUTE, {_WHERE}, 'member', member_key,
        'P', '26–40', 'Mahasiswa', 'SMA', 'Membaca', '53.71', 1, 'desk', NULL, NULL, NULL FROM lending""",
    "cases": f"""SELECT md5('loancase' || i)::UUID, $lent + i, lent_at, {_WHERE}, 'loan', md5('visit' || i)::UUID, member_key
        FROM lending UNION ALL
        SELECT md5('returncase' || i)::UUID, $back + i, back_at, {_WHERE}, 'return', NULL, member_key
        FROM lending WHERE i < $returned""",
    "case_closings": f"""SELECT md5('loanclosing' || i)::UUID, $lent + i, lent_at, {_WHERE}, md5('loancase' || i)::UUID,
        'done'
        FROM lending UNION ALL
        SELECT md5('returnclosing' || i)::UUID, $back + i, back_at, {_WHERE}, md5('returncase' || i)::UUID, 'done'
        FROM lending WHERE i < $returned""",
    "step_events": f"""SELECT md5('loanstep' || i)::UUID, $lent + i, lent_at, {_WHERE}, md5('loancase' || i)::UUID,
        md5('visit' || i)::UUID, 'loan', 6, NULL, lent_at - INTERVAL 2 MINUTE, lent_at, 'transaction', NULL,
        'circulation_staff'
        FROM lending UNION ALL
        SELECT md5('returnstep' || i)::UUID, $back + i, back_at, {_WHERE}, md5('returncase' || i)::UUID, NULL, 'return', 5,
        NULL, back_at - INTERVAL 1 MINUTE, back_at, 'transaction', NULL, 'circulation_staff'
        FROM lending WHERE i < $returned""",
    "loans": f"""SELECT md5('loan' || i)::UUID, $lent + i, lent_at, {_WHERE}, md5('loancase' || i)::UUID,
        md5('visit' || i)::UUID, member_key, copy_id, title_id, 'general', (i % 10) || '00',
        (lent_at + INTERVAL 7 DAY)::DATE FROM lending""",
    "loan_returns": f"""SELECT md5('return' || i)::UUID, $back + i, back_at, {_WHERE}, md5('returncase' || i)::UUID,
        md5('loan' || i)::UUID, copy_id, (lent_at + INTERVAL 7 DAY)::DATE, 0, 'good' FROM lending WHERE i < $returned""",
    "journal": f"""SELECT txid, 'history-' || txid, command, '{OFFICER}', occurred_at, occurred_at, {_WHERE},
        '{{"actor":"{OFFICER}","command":"' || command || '","copy_nos":["C' || txid || '"],"service_point":"{POINT}"}}',
        '{{"case_id":"' || md5('case' || txid)::UUID || '"}}', md5(txid::VARCHAR) || md5(txid::VARCHAR),
        md5(txid::VARCHAR) || md5(txid::VARCHAR)
        FROM (SELECT $base + n + 1 AS txid, 'register' AS command, $begun AS occurred_at FROM range($members + $copies) t(n)
              UNION ALL SELECT $lent + i, 'lend', lent_at FROM lending
              UNION ALL SELECT $back + i, 'take_back', back_at FROM lending WHERE i < $returned) ORDER BY txid""",
}
"""Facts by table. History's hashes are not a chain: this home is for measuring, `verify` would refuse it."""


def settings_of(home: Path) -> Settings:
    return Settings.load(home=home, log_level="ERROR")


def build(home: Path, loans: int) -> Settings:
    """A new home with `loans` loans over five years, all but the last returned; one officer at the circulation desk."""
    settings = settings_of(home)
    settings.make_home()
    with OperationsDatabase.open(settings) as db:
        account = {"login": OFFICER, "name": "Petugas", "roles": ["circulation_staff"], "home_service_point": POINT}
        envelope = {"key": "bench", "actor": "system", "occurred_at": db.clock()}
        db.execute({"command": "add_staff", **account, **envelope}, trusted=True)
        base = db.last_txid
    connection = duckdb.connect(str(settings.operations_db), config={"memory_limit": "2GB"})
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")
    still_out = min(STILL_OUT, loans // 4)
    numbers = {
        "base": base,
        "members": MEMBERS,
        "copies": COPIES,
        "lent": base + MEMBERS + COPIES + 1,
        "back": base + MEMBERS + COPIES + 1 + loans,
        "returned": loans - still_out,
    }
    literals = {f"${name}": str(value) for name, value in numbers.items()} | {
        "$begun": "TIMESTAMPTZ '2021-01-02 02:00:00Z'"
    }
    connection.execute(
        f"""CREATE TEMP TABLE lending AS
        SELECT i, now() - to_seconds((1 - i / {loans}::DOUBLE) * {YEARS} * 365 * 86400) - INTERVAL 1 DAY AS lent_at,
        lent_at + INTERVAL 6 DAY AS back_at, md5('member' || (i % {MEMBERS}))::UUID AS member_key,
        md5('copy' || (i % {COPIES}))::UUID AS copy_id, md5('title' || (i % {COPIES}))::UUID AS title_id
        FROM range({loans}) t(i)"""
    )
    for table, select in _FACTS.items():
        for name, literal in literals.items():
            select = select.replace(name, literal)
        connection.execute(f"INSERT INTO {table} {select}")
    rebuild_state(connection)
    connection.execute("CHECKPOINT")
    connection.close()
    return settings
