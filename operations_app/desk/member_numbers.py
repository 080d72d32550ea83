"""The card number suggested for a new member: one more than the agency's last, in the same pattern. Reading only."""

from __future__ import annotations

import re
from datetime import date

from warehouse.operations.database import OperationsDatabase

_PATTERN = re.compile(r"(.*?)(\d{1,12})")
_TAKEN = "SELECT 1 FROM state_members WHERE member_no = ?"


def next_member_no(db: OperationsDatabase, agency: str, today: date) -> str:
    """NTT-26-00041 after NTT-26-00040, NTT-27-00001 in the next year; the very first one is NTT-26-00001."""
    last = db.row(
        "SELECT i.member_no FROM members m JOIN member_identities i USING (member_row_id)"
        " WHERE m.agency = ? ORDER BY m.registered_on DESC, m.txid DESC LIMIT 1",
        agency,
    )
    found = _PATTERN.fullmatch(last["member_no"]) if last else None
    if found is None:
        return _free(db, f"{agency}-{today:%y}-", 1, 5)
    before, digits = found.groups()
    year = re.fullmatch(r"(.*?)(\d\d)(\D+)", before)
    if year and year[2] == f"{today.year - 1:04d}"[2:]:
        return _free(db, f"{year[1]}{today:%y}{year[3]}", 1, len(digits))
    return _free(db, before, int(digits) + 1, len(digits))


def _free(db: OperationsDatabase, before: str, number: int, width: int) -> str:
    while db.row(_TAKEN, member_no := f"{before}{number:0{width}d}"):
        number += 1
    return member_no
