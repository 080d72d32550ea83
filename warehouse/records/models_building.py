"""The commands of rooms, cards, photocopies and the treasurer's day; the envelope and the kinds of text are in models."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from warehouse.records.envelope import AtServicePoint, Code, Id, Moment, Note, Text

Room = Literal["general", "reference", "deposit"]


class RenewLoan(AtServicePoint):
    """SOP loan renewal, steps 5–7."""

    command: Literal["renew_loan"]
    member_no: Code
    copy_nos: Annotated[list[Code], Field(min_length=1, max_length=20)]


class WithdrawCopy(AtServicePoint):
    """A copy leaves the collection; a lent one counts as lost and its loan ends."""

    command: Literal["withdraw_copy"]
    copy_no: Code
    reason_code: Literal["lost", "damaged", "weeded"]


class SellForm(AtServicePoint):
    """SOP card, steps 4–5: the registration form, paid at once. Opens the case."""

    command: Literal["sell_form"]
    name: Text
    locker_no: Code | None = None
    visit_id: Id | None = None
    method: Literal["cash", "qris", "transfer"] = "cash"


class RenewCard(AtServicePoint):
    """SOP card renewal, step 4: data confirmed, fee charged, validity prolonged."""

    command: Literal["renew_card"]
    member_no: Code


class UpdateMember(AtServicePoint):
    """A correction; what is left out stays. The history is kept."""

    command: Literal["update_member"]
    member_no: Code
    name: Text | None = None
    sex: Literal["L", "P"] | None = None
    birth_date: date | None = None
    occupation: Text | None = None
    education: Text | None = None
    region_code: Code | None = None
    identity_no: Code | None = None
    address: Text | None = None
    phone: Text | None = None


class SetMemberPhoto(AtServicePoint):
    """SOP card, step 10: photographed. The picture was put into the home's documents before, under its SHA-256."""

    command: Literal["set_member_photo"]
    member_no: Code
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PrintCard(AtServicePoint):
    """SOP card, step 10, and card renewal, step 6: printed and handed over; ends the case."""

    command: Literal["print_card"]
    member_no: Code
    case_id: Id | None = None


class RegisterRoomVisit(AtServicePoint):
    """SOP reference, step 5, and deposit, step 4: the guest book of the room."""

    command: Literal["register_room_visit"]
    room: Literal["reference", "deposit"]
    member_no: Code | None = None
    visit_id: Id | None = None
    special_collection: bool = False


class CountInHouseUse(AtServicePoint):
    """Copies found on the tables, scanned before they go back (SOP deposit, step 7)."""

    command: Literal["count_in_house_use"]
    room: Room
    copy_nos: Annotated[list[Code], Field(min_length=1, max_length=200)]
    case_id: Id | None = None


class Reshelve(AtServicePoint):
    """SOP general, step 7; reference and deposit, step 8; photocopy, step 8: the books are back on the shelf."""

    command: Literal["reshelve"]
    room: Room
    copies: Annotated[int, Field(ge=1, le=5000)] = 1
    case_id: Id | None = None


class StartPhotocopy(AtServicePoint):
    """SOP photocopy, steps 2–3."""

    command: Literal["start_photocopy"]
    place: Literal["inside", "outside"]
    copy_no: Code | None = None
    member_no: Code | None = None
    visit_id: Id | None = None


class FinishPhotocopy(AtServicePoint):
    """SOP photocopy, step 4: copied on the premises, paid, receipted."""

    command: Literal["finish_photocopy"]
    case_id: Id
    pages: Annotated[int, Field(ge=1, le=2000)]
    machine: Code | None = None
    method: Literal["cash", "qris", "transfer"] = "cash"


class HoldIdentity(AtServicePoint):
    """SOP photocopy, steps 5–6: an identity card is held against a numbered note."""

    command: Literal["hold_identity"]
    case_id: Id
    note_no: Code
    name: Text
    document_kind: Literal["ktp", "sim", "student_card", "passport", "other"] = "ktp"
    valuables: Text | None = None
    copy_no: Code | None = None
    due_at: Moment | None = None


class ReleaseIdentity(AtServicePoint):
    """SOP photocopy, step 7: note and book come back, the identity card is returned."""

    command: Literal["release_identity"]
    note_no: Code


class CloseDay(AtServicePoint):
    """The treasurer's cash count. A difference needs an explanation; a closed day takes no more payments."""

    command: Literal["close_day"]
    closed_on: date
    counted_idr: Annotated[int, Field(ge=0, le=10_000_000_000)]
    explanation: Note | None = None


class DepositRevenue(AtServicePoint):
    """A deposit slip (STS) for everything received and not yet deposited here, up to and with `received_until`."""

    command: Literal["deposit_revenue"]
    slip_no: Code
    deposited_on: date
    received_until: date | None = None


Building = (
    RenewLoan | WithdrawCopy | SellForm | RenewCard | UpdateMember | SetMemberPhoto | PrintCard | RegisterRoomVisit
    | CountInHouseUse | Reshelve | StartPhotocopy | FinishPhotocopy | HoldIdentity | ReleaseIdentity | CloseDay
    | DepositRevenue
)  # fmt: skip
