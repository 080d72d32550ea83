"""The papers of a request: which there are, which are owed, whose signature each still needs. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from operations_app.desk.anter_koper import Request, SOP
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import version_at
from warehouse.rules.outreach import PAPERS

_FOLDER = files("operations_app.desk")
_PAPERS = _FOLDER.joinpath("anter_koper_papers.sql").read_text("utf-8")
_COPIES = _FOLDER.joinpath("anter_koper_copies.sql").read_text("utf-8")


@dataclass(frozen=True)
class PaperOnFile:
    document_id: str
    kind: str
    document_no: str
    dated_on: date
    signers: str
    unsigned: tuple[str, ...]  # parties whose signature is missing


def papers_of(db: OperationsDatabase, case_id: str) -> list[PaperOnFile]:
    found = []
    for row in db.query(_PAPERS, case_id=case_id):
        rule = PAPERS[row["document_kind"]]
        missing = tuple(sorted(rule.parties - set(row["signed"])))
        found.append(
            PaperOnFile(
                str(row["document_id"]), row["document_kind"], row["document_no"], row["dated_on"], row["signers"] or "",
                missing,
            )
        )  # fmt: skip
    return found


def missing_papers(db: OperationsDatabase, service_point: str, one: Request) -> list[str]:
    """Kinds that the SOP requires of a step that is done, and that are not on file."""
    sop = version_at(db.catalogue, SOP, service_point, one.opened_at)
    owed = []
    for step in sop.steps:
        kind, condition = step.required_document, step.document_condition
        if kind is None or step.position not in one.done or kind in one.papers:
            continue
        if condition == "approved" and one.decision != "approved":
            continue
        owed.append(kind)
    return owed


def copies_at_site(db: OperationsDatabase, site_id: str) -> list[tuple[str, str]]:
    """(number, title) of the library's copies that lie at the site."""
    return [(row["copy_no"], row["title"]) for row in db.query(_COPIES, trip_id=None, site_id=site_id)]


def copies_aboard(db: OperationsDatabase, trip_id: str) -> list[tuple[str, str]]:
    """(number, title) of the copies on the vehicle."""
    return [(row["copy_no"], row["title"]) for row in db.query(_COPIES, trip_id=trip_id, site_id=None)]
