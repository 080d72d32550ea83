"""Finding members by name or card. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")
_FIND = files("operations_app.desk").joinpath("find_members.sql").read_text("utf-8")

MEMBER_TYPES = ("umum", "pelajar", "mahasiswa", "pegawai")


@dataclass(frozen=True)
class FoundMember:
    member_no: str
    name: str
    expires_on: date
    is_blocked: bool
    loans: int
    unpaid_idr: int


def find_members(db: OperationsDatabase, agency: str, wanted: str, limit: int = 25) -> list[FoundMember]:
    """Members of the agency whose name contains the words, or whose card has that number."""
    rows = db.query(_FIND, agency=agency, words=wanted.strip().casefold(), limit=limit)
    return [FoundMember(**row) for row in rows]


def type_name(member_type: str) -> str:
    return {
        "umum": _("Public"), "pelajar": _("Pupil"), "mahasiswa": _("Student"), "pegawai": _("Civil servant"),
    }.get(member_type, member_type)  # fmt: skip
