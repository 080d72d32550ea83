"""What the rules say of official papers, as reference rows: so that marts judge by the same words as the desk."""

from __future__ import annotations

from warehouse.catalogue.frames import Row
from warehouse.rules.outreach import OFFICERS, PAPERS

RECEIPTS: dict[str, str] = {
    "return": "treasurer",
    "card": "membership_officer",
    "card_renewal": "membership_officer",
    "photocopy": "photocopy_staff",
}
"""SOP of the building → who answers for its receipt."""


def paper_tables() -> dict[str, list[Row]]:
    """Tables of schema ref → their rows."""
    return {
        "papers": [
            {
                "document_kind": kind,
                "lists_copies": paper.lists_copies,
                "responsible_role": None if paper.officer or not paper.acknowledged else "division_head",
            }
            for kind, paper in PAPERS.items()
        ],
        "paper_parties": [
            {"document_kind": kind, "party": party} for kind, paper in PAPERS.items() for party in sorted(paper.parties)
        ],
        "sop_officers": [{"sop_code": code, "role": role} for code, role in sorted({**RECEIPTS, **OFFICERS}.items())],
    }
