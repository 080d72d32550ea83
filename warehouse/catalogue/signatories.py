"""Who signs the agency's reports: dated entries, since heads come and go and a report keeps the name it was signed with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.catalogue.dated import in_force, refuse_disorder
from warehouse.catalogue.nodes import Entry

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
        signers.append(signer)
        of_role = [(at, one) for at, one in zip(entries, signers, strict=False) if one.role == signer.role]
        refuse_disorder([at for at, _one in of_role], [one for _at, one in of_role])
    return tuple(signers)


def signer_on(signers: Sequence[ReportSigner], role: str, day: date) -> ReportSigner | None:
    """Who signs as `role` on that day; None when the catalogue names nobody."""
    return in_force([one for one in signers if one.role == role], day)
