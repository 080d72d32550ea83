"""Finding titles and copies. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")
_FIND = files("operations_app.desk").joinpath("find_titles.sql").read_text("utf-8")


@dataclass(frozen=True)
class FoundCopy:
    copy_no: str
    title: str
    author: str | None
    collection: str
    is_lendable: bool
    is_out: bool
    away: str | None  # trip or site: out with the outreach services


def find_titles(db: OperationsDatabase, agency: str, wanted: str, limit: int = 25) -> list[FoundCopy]:
    """Copies of the agency by number, or whose title or author contains the words."""
    return [FoundCopy(**row) for row in db.query(_FIND, agency=agency, words=wanted.strip().casefold(), limit=limit)]


def collection_name(code: str) -> str:
    return {
        "general": _("General"), "children": _("Children"), "reference": _("Reference"), "deposit": _("Deposit"),
        "periodical": _("Periodicals"),
    }.get(code, code)  # fmt: skip
