"""An official paper of the outreach services as it is known: what it says, whom it concerns, who signed, what became of it.

`official_pdf` sets it; what each kind says stands in `official_words`. A4 portrait.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from warehouse.typesetting.letterhead import Letterhead, Signatory


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    address: str | None = None
    signer_name: str | None = None
    signer_office: str | None = None
    people_served: int | None = None
    level: str | None = None
    position: str | None = None  # coordinates


@dataclass(frozen=True, slots=True)
class CopyLine:
    copy_no: str
    title: str
    author: str | None = None
    condition: str | None = None  # good, damaged; None: not looked at since it came back


@dataclass(frozen=True, slots=True)
class Stop:
    name: str
    visitors: int = 0
    handed_over: int = 0
    taken_back: int = 0
    lost: int = 0
    books_read: int = 0
    toys_used: int = 0


@dataclass(frozen=True, slots=True)
class Officer:
    name: str
    nip: str | None = None
    is_driver: bool = False


@dataclass(frozen=True, slots=True)
class Trip:
    """What a trip had on record when the paper was written."""

    planned_on: date
    vehicle: str
    crew: tuple[Officer, ...] = ()
    stops: tuple[Stop, ...] = ()
    visitors: tuple[tuple[str, str, int], ...] = ()  # dimension, class, people
    left_at: datetime | None = None
    back_at: datetime | None = None
    left_km: int | None = None
    back_km: int | None = None
    loaded: int = 0
    loans: int = 0
    returns: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """A line of the month's schedule."""

    planned_on: date
    site: str
    address: str | None
    vehicle: str
    crew: str


@dataclass(frozen=True, slots=True)
class Request:
    """ANTER KOPER: the letter and what followed."""

    letter: str | None = None
    asked_on: date | None = None
    wished_on: date | None = None
    approved_on: date | None = None
    surveyed_on: date | None = None
    is_suitable: bool | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    party: str  # sender, recipient, acknowledger
    way: str  # pin, drawn, scan
    signed_at: datetime
    name: str
    office: str | None = None
    nip: str | None = None
    picture: bytes | None = None  # of a drawn one


@dataclass(frozen=True, slots=True)
class Scan:
    """The scan on file: a picture, or a PDF of so many pages."""

    sha256: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    head: Letterhead
    kind: str
    sop_code: str
    number: str
    dated_on: date
    issued_at: datetime
    zone: str
    signed_in: str  # the town of the agency
    writer: Signatory
    head_office: str  # who acknowledges: Kepala Bidang …
    body: str | None = None
    place: str | None = None
    site: Site | None = None
    copies: tuple[CopyLine, ...] = ()
    lost: tuple[CopyLine, ...] = ()
    trip: Trip | None = None
    request: Request | None = None
    schedule: tuple[Visit, ...] = ()
    signatures: tuple[Signature, ...] = field(default=())
    scan: Scan | None = None
    voided_on: date | None = None
    void_reason: str | None = None
    successor_no: str | None = None
    replaces_no: str | None = None
