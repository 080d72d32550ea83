"""The state of a membership desk: whose card is being made, what the last save found. No rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2s
from typing import Any

from operations_app.desk.desk import Desk


@dataclass(frozen=True)
class Lookalike:
    """A member who may be the person being registered."""

    member_no: str
    name: str
    birth_date: date | None
    identity_no: str | None
    address: str | None
    expires_on: date
    is_blocked: bool
    has_identity_no: bool


@dataclass
class MembershipDesk(Desk):
    """One card at a time.

    `case_id`: the open case on the desk. `member_no`: the card scanned for a renewal, whose data is being validated
    since `begun_at`. `shown_no`: the member whose page is open. `candidate`: the visitor whose slip was scanned for a
    form. `likely`: found at the last save, to be looked at.
    """

    case_id: str | None = None
    member_no: str | None = None
    begun_at: datetime | None = None
    candidate: str | None = None
    likely: tuple[Lookalike, ...] = ()
    suggested_no: str | None = None
    registered_no: str | None = None
    shown_no: str | None = None
    receipt: dict[str, Any] | None = None
    ended: str | None = None
    scanned_at: datetime | None = None

    def clear(self) -> None:
        """Nobody is at the desk; what was acknowledged is on record."""
        self.case_id = self.member_no = self.begun_at = self.candidate = self.receipt = None
        self.likely = ()


def form_of(kind: str, subject: str) -> str:
    """The name of a form about somebody: "renew:3f2a9c01". Another card, another form, so that nothing typed for one is sent
    for the other."""
    return f"{kind}:{blake2s(subject.encode(), digest_size=4).hexdigest()}"
