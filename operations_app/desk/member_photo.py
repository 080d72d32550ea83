"""Where a member's photo is shown from, when one was taken. Reading only."""

from __future__ import annotations

from urllib.parse import quote

from warehouse.operations.database import OperationsDatabase


def photo_address(db: OperationsDatabase, member_key: str, member_no: str) -> str | None:
    """The address of the photo on this server; None when the member has none."""
    found = db.row("SELECT sha256 FROM member_photos WHERE member_key = ? ORDER BY txid DESC LIMIT 1", member_key)
    return f"/foto/{quote(member_no, safe='')}.jpg?v={found['sha256'][:8]}" if found else None
