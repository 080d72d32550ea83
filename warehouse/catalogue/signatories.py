"""Who signs the agency's reports: dated entries, since heads come and go and a report keeps the name it was signed with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.catalogue.nodes import Entry
from warehouse.errors import N_

ROLES = frozenset({"agency_head", "division_head", "treasurer"})


@dataclass(frozen=True, slots=True)
class ReportSigner:
    """Without a name a dotted line is left for the pen."""

    role: str
    begins_on: date | None
    office: str  # as it stands above the signature: Kepala Dinas …
    place: str  # where it is signed
    name: str | None
    nip: str | None
    rank: str | None  # pangkat, golongan
    example: bool


def read_signers(entries: Sequence[Entry]) -> tuple[ReportSigner, ...]:
    """The `signatories` of an agency file; entries of one role stand in order."""
    signers: list[ReportSigner] = []
    for entry in entries:
        signer = ReportSigner(
            role=entry.word("role", ROLES) or "",
            begins_on=entry.date_or_none("from"),
            office=entry.text("office"),
            place=entry.text("place"),
            name=entry.text_or_none("name", required=False),
            nip=entry.text_or_none("nip", required=False),
            rank=entry.text_or_none("rank", required=False),
            example=entry.boolean("example", default=False),
        )
        entry.done()
        before = signer_on(signers, signer.role, date.max)
        if before and (before.begins_on or date.min) >= (signer.begins_on or date.min):
            entry.refuse(
                N_("Dated values stand in order, each beginning after the one before."), line=entry.line_of("from")
            )
        signers.append(signer)
    return tuple(signers)


def signer_on(signers: Sequence[ReportSigner], role: str, day: date) -> ReportSigner | None:
    """Who signs as `role` on that day; None when the catalogue names nobody."""
    found = [one for one in signers if one.role == role and (one.begins_on is None or one.begins_on <= day)]
    return found[-1] if found else None
