"""The commands of the desk as pydantic models: what may come in, from a page, the API, a replay file or the demo."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from warehouse.clock import require_aware
from warehouse.records.envelope import (
    AtServicePoint,
    Code,
    Command,
    Id,
    Login,
    Moment,
    Note,
    Password,
    printable,
    Rupiah,
    Text,
)  # fmt: skip
from warehouse.records.models_building import Building
from warehouse.records.models_measurement import Measurement
from warehouse.records.models_planning import Planning
from warehouse.records.models_road import Road
from warehouse.records.models_survey import Survey

Breakdown = dict[
    Literal["sex", "age_class", "occupation", "education"],
    Annotated[dict[Text, Annotated[int, Field(ge=0, le=2000)]], Field(max_length=40)],
]
REASON_CODES = ("mistake", "system_trouble", "patron_request", "other")


class RegisterVisit(AtServicePoint):
    """Guest book (buku tamu): a member by card number, or a guest by name and classes."""

    command: Literal["register_visit"]
    visitor_type: Literal["member", "guest"] = "member"
    member_no: Code | None = None
    name: Text | None = None
    institution: Text | None = None
    sex: Literal["L", "P"] | None = None
    age_class: Text | None = None
    occupation: Text | None = None
    education: Text | None = None
    purpose: Text | None = None
    region_code: Code | None = None
    channel: Literal["desk", "kiosk"] = "desk"
    locker_no: Code | None = None
    repeat_confirmed: bool = False


class RegisterGroupVisit(AtServicePoint):
    """A group with its head count; `breakdown` counts its people by class: {"sex": {"L": 12, "P": 18}, …}."""

    command: Literal["register_group_visit"]
    name: Text
    institution: Text | None = None
    head_count: Annotated[int, Field(ge=2, le=2000)]
    breakdown: Breakdown = {}
    education: Text | None = None
    purpose: Text | None = None
    region_code: Code | None = None


class CancelVisit(AtServicePoint):
    """A registration made by mistake: a reversing row, the visit stays on record."""

    command: Literal["cancel_visit"]
    visit_id: Id
    reason_code: Literal["mistake", "system_trouble", "patron_request", "other"] = "mistake"


class DepositBag(AtServicePoint):
    """SOP locker, steps 1–3."""

    command: Literal["deposit_bag"]
    locker_no: Code
    member_no: Code | None = None
    name: Text | None = None


class InspectVisitor(AtServicePoint):
    """SOP locker, step 4 (in) and step 5 (out)."""

    command: Literal["inspect_visitor"]
    locker_no: Code
    direction: Literal["in", "out"]


class ReportLostLockerCard(AtServicePoint):
    """SOP locker, step 9: the visitor has lost the number card; the name is confirmed before the bag is given back."""

    command: Literal["report_lost_locker_card"]
    locker_no: Code
    confirmed_name: Text


class ReturnBag(AtServicePoint):
    """SOP locker, steps 7–8."""

    command: Literal["return_bag"]
    locker_no: Code


class RegisterMember(AtServicePoint):
    command: Literal["register_member"]
    member_no: Code
    name: Text
    member_type: Code = "umum"
    sex: Literal["L", "P"] | None = None
    birth_date: date | None = None
    occupation: Text | None = None
    education: Text | None = None
    region_code: Code | None = None
    identity_no: Code | None = None
    address: Text | None = None
    phone: Text | None = None
    expires_on: date | None = None
    case_id: Id | None = None
    validated_by: Text | None = None
    duplicate_confirmed: bool = False


class BlockMember(AtServicePoint):
    """Block or unblock a card, with a reason."""

    command: Literal["block_member"]
    member_no: Code
    is_blocked: bool
    reason: Note


class Lend(AtServicePoint):
    """SOP loan, steps 6–8: card and books scanned, slip printed. All copies are lent, or none."""

    command: Literal["lend"]
    member_no: Code
    copy_nos: Annotated[list[Code], Field(min_length=1, max_length=20)]
    trip_id: Id | None = None  # lent from a vehicle: part of the trip's case, no case of SOP loan


class TakeBack(AtServicePoint):
    """SOP return, step 5 (and 6: the fine is charged). `case_id` joins a further copy of the same member to an open case."""

    command: Literal["take_back"]
    copy_no: Code
    condition: Literal["good", "damaged"] = "good"
    case_id: Id | None = None
    trip_id: Id | None = None  # taken back onto a vehicle


class ReceivePayment(AtServicePoint):
    """SOP return, steps 6–8: payment to the treasurer, receipt. Without `amount_idr` the whole outstanding amount."""

    command: Literal["receive_payment"]
    charge_id: Id
    amount_idr: Rupiah | None = None
    method: Literal["cash", "qris", "transfer"] = "cash"


class ReversePayment(AtServicePoint):
    command: Literal["reverse_payment"]
    payment_id: Id
    reason_code: Literal["mistake", "system_trouble", "patron_request", "other"] = "mistake"
    reason: Note


class WaiveCharge(AtServicePoint):
    command: Literal["waive_charge"]
    charge_id: Id
    amount_idr: Rupiah | None = None
    reason_code: Literal["mistake", "system_trouble", "patron_request", "other"] = "other"
    reason: Note


class StartCase(AtServicePoint):
    command: Literal["start_case"]
    sop_code: Code
    case_id: Id | None = None
    member_no: Code | None = None
    visit_id: Id | None = None
    conditions: Annotated[list[Code], Field(max_length=10)] = []


class RecordStep(AtServicePoint):
    """A step with no transaction, tapped; or, with `backfilled` and a reason, any step entered later.

    The step is finished at `finished_at` (default: `occurred_at`); without `started_at` it is recorded, not timed.
    """

    command: Literal["record_step"]
    case_id: Id
    step_position: Annotated[int, Field(ge=1, le=99)]
    finished_at: Moment | None = None


class AcceptException(AtServicePoint):
    command: Literal["accept_exception"]
    case_id: Id
    step_position: Annotated[int, Field(ge=1, le=99)] | None = None
    deviation: Literal["late", "missing", "out_of_order", "repeated", "document"]
    reason: Note


class CloseCase(AtServicePoint):
    """The desk is done with the case (SOP return, step 9: the card is handed back)."""

    command: Literal["close_case"]
    case_id: Id
    outcome: Literal["done", "abandoned", "unpaid"] = "done"


class AddTitle(Command):
    command: Literal["add_title"]
    service_point: Code
    title_id: Id | None = None
    title: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(printable)
    ]
    author: Text | None = None
    publisher: Text | None = None
    publish_year: Annotated[int, Field(ge=1000, le=2200)] | None = None
    isbn: Code | None = None
    ddc: Code | None = None
    subjects: Text | None = None
    language: Code | None = None


class AddCopy(AtServicePoint):
    command: Literal["add_copy"]
    copy_no: Code
    title_id: Id
    collection: Code = "general"
    call_number: Text | None = None
    is_lendable: bool | None = None
    acquired_on: date | None = None


class AddStaff(Command):
    """A new account. `home_service_point` and `agency` bind it; both null: every agency (administrator)."""

    command: Literal["add_staff"]
    login: Login
    name: Text
    nip: Code | None = None
    roles: Annotated[list[Code], Field(min_length=1, max_length=20)]
    agency: Code | None = None
    home_service_point: Code | None = None
    password: Password | None = None


class SetRole(Command):
    command: Literal["set_role"]
    login: Login
    roles: Annotated[list[Code], Field(max_length=20)]
    is_active: bool = True


class ResetPassword(Command):
    command: Literal["reset_password"]
    login: Login
    password: Password
    must_change: bool = False


AnyCommand = (
    RegisterVisit | RegisterGroupVisit | CancelVisit | DepositBag | InspectVisitor | ReportLostLockerCard | ReturnBag
    | RegisterMember | BlockMember | Lend | TakeBack | ReceivePayment | ReversePayment | WaiveCharge
    | StartCase | RecordStep | AcceptException | CloseCase
    | AddTitle | AddCopy | AddStaff | SetRole | ResetPassword | Building | Road | Measurement
    | Survey | Planning
)  # fmt: skip

SECRET_FIELDS = frozenset({"password", "pin"})
"""Fields that never reach the journal in clear."""


def moment(text: str) -> datetime:
    """An ISO-8601 moment with offset, as UTC."""
    return require_aware(datetime.fromisoformat(text))
