"""The commands of the road: sites, vehicles, trips, copies on the move, papers and signatures, requests of ANTER KOPER."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from warehouse.records.envelope import AtServicePoint, Code, Id, Login, Note, Text

SiteKind = Literal["school", "university", "institution", "orphanage", "home", "worship", "household", "village"]
Service = Literal["mobile_library", "smart_motorcycle", "school_drop", "worship_drop", "household_drop", "anter_koper"]
ReasonCode = Literal[
    "mistake", "system_trouble", "patron_request", "other", "weather", "vehicle", "road", "no_recipient"
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
CopyNumbers = Annotated[list[Code], Field(min_length=1, max_length=2000)]
Pin = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
Body = Annotated[str, StringConstraints(strip_whitespace=True, max_length=8000)]
Odometer = Annotated[int, Field(ge=0, le=2_000_000)]


class SiteFields(AtServicePoint):
    """What is known of a place served; what is left out of an update stays."""

    name: Text | None = None
    level: Literal["PAUD", "SD", "SMP", "SMA", "SMK", "SLB"] | None = None
    people_served: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    region_code: Code | None = None
    latitude: Annotated[float, Field(ge=-11.5, le=6.5)] | None = None
    longitude: Annotated[float, Field(ge=94.5, le=141.5)] | None = None
    services: Annotated[list[Service], Field(max_length=6)] | None = None
    address: Text | None = None
    contact_name: Text | None = None
    contact_phone: Text | None = None
    signer_name: Text | None = None
    signer_office: Text | None = None


class AddSite(SiteFields):
    command: Literal["add_site"]
    site_no: Code
    kind: SiteKind


SiteFact = Literal[
    "level",
    "region_code",
    "latitude",
    "longitude",
    "address",
    "contact_name",
    "contact_phone",
    "signer_name",
    "signer_office",
]


class UpdateSite(SiteFields):
    """A correction, or a closing: `closed_on` is the last day on which the site counts. `emptied`: no longer known."""

    command: Literal["update_site"]
    site_no: Code
    closed_on: date | None = None
    emptied: Annotated[list[SiteFact], Field(max_length=9)] = []


class AddVehicle(AtServicePoint):
    command: Literal["add_vehicle"]
    vehicle_no: Code
    kind: Literal["mpk", "motorcycle", "car"]
    plate_no: Text | None = None
    is_active: bool = True


class AddLicence(AtServicePoint):
    """An officer's driving licence (SOP outreach, qualifications)."""

    command: Literal["add_licence"]
    login: Login
    licence: Literal["SIM A", "SIM C"]
    valid_until: date


class SetPin(AtServicePoint):
    """The six digits with which an officer signs papers: only one's own."""

    command: Literal["set_pin"]
    pin: Pin


class ScheduleTrip(AtServicePoint):
    """SOP ANTER KOPER, step 4, and the planning of every other outing. Stops in visiting order."""

    command: Literal["schedule_trip"]
    service: Service
    planned_on: date
    vehicle_no: Code
    crew: Annotated[list[Login], Field(min_length=1, max_length=8)]
    site_nos: Annotated[list[Code], Field(min_length=1, max_length=40)]
    trip_id: Id | None = None
    overrule: Note | None = None


class CancelTrip(AtServicePoint):
    command: Literal["cancel_trip"]
    trip_id: Id
    reason_code: ReasonCode
    reason: Note


class OpenTrip(AtServicePoint):
    """The crew's day begins: the case that follows the trip through its SOP is opened (step 1 begins)."""

    command: Literal["open_trip"]
    trip_id: Id


class StartTrip(AtServicePoint):
    """The vehicle leaves: key out, kilometres; the journey of step 6 (ANTER KOPER: printed 6) begins."""

    command: Literal["start_trip"]
    trip_id: Id
    odometer_km: Odometer | None = None


class FinishTrip(AtServicePoint):
    """Back at the office (step 10 or 11)."""

    command: Literal["finish_trip"]
    trip_id: Id
    odometer_km: Odometer | None = None


class LoadCopies(AtServicePoint):
    """The load is scanned onto the vehicle (step 5)."""

    command: Literal["load_copies"]
    trip_id: Id
    copy_nos: CopyNumbers


class UnloadCopies(AtServicePoint):
    """Copies come off the vehicle, back to their shelf; without numbers, all that are left on it."""

    command: Literal["unload_copies"]
    trip_id: Id
    copy_nos: Annotated[list[Code], Field(max_length=2000)] = []


class HandOver(AtServicePoint):
    """SOP drops, step 7; ANTER KOPER, printed 7: copies are left at a site."""

    command: Literal["hand_over"]
    trip_id: Id
    site_no: Code
    copy_nos: CopyNumbers


class BackFromSite(AtServicePoint):
    """SOP drops, step 8: copies come back, are looked at; lost ones are named."""

    command: Literal["take_back_from_site"]
    trip_id: Id
    site_no: Code
    copy_nos: Annotated[list[Code], Field(max_length=2000)] = []
    damaged: Annotated[list[Code], Field(max_length=2000)] = []
    lost: Annotated[list[Code], Field(max_length=2000)] = []


class RollOver(AtServicePoint):
    """SOP drops, step 9: copies go from one site straight to the next (rolling buku)."""

    command: Literal["roll_over"]
    trip_id: Id
    from_site_no: Code
    to_site_no: Code
    copy_nos: CopyNumbers


class RegisterOutreachVisitors(AtServicePoint):
    """The visitors' book of a stop (step 7): people of one class."""

    command: Literal["register_outreach_visitors"]
    trip_id: Id
    site_no: Code
    heads: Annotated[int, Field(ge=1, le=5000)]
    sex: Literal["L", "P"] | None = None
    age_class: Text | None = None
    occupation: Text | None = None
    education: Text | None = None


class CountOutreachUse(AtServicePoint):
    """Books read and toys (APE) used at a stop (step 8)."""

    command: Literal["count_outreach_use"]
    trip_id: Id
    site_no: Code
    books_read: Annotated[int, Field(ge=0, le=20_000)] = 0
    toys_used: Annotated[int, Field(ge=0, le=20_000)] = 0


class IssueDocument(AtServicePoint):
    """A numbered paper of a case. Without `copy_nos` its copy list is what was scanned for that site."""

    command: Literal["issue_document"]
    document_kind: Literal[
        "daily_report", "stock_ba", "travel_report", "handover_ba", "return_ba", "loan_evidence", "photos",
        "activity_report", "survey", "schedule", "approval", "request_letter",
    ]  # fmt: skip
    case_id: Id
    site_no: Code | None = None
    copy_nos: Annotated[list[Code], Field(max_length=2000)] | None = None
    body: Body | None = None
    place: Text | None = None
    scan_sha256: Sha256 | None = None
    successor_of: Id | None = None


class SignDocument(AtServicePoint):
    """An officer signs with the own PIN; people outside the agency sign on the screen, or their signed paper is scanned."""

    command: Literal["sign_document"]
    document_id: Id
    party: Literal["sender", "recipient", "acknowledger"]
    pin: Pin | None = None
    name: Text | None = None
    office: Text | None = None
    nip: Code | None = None
    drawn_sha256: Sha256 | None = None
    scan_sha256: Sha256 | None = None


class VoidDocument(AtServicePoint):
    """A paper made by mistake: it keeps its number; another one takes its place."""

    command: Literal["void_document"]
    document_id: Id
    reason_code: Literal["mistake", "system_trouble", "patron_request", "other"] = "mistake"
    reason: Note


class RequestService(AtServicePoint):
    """SOP ANTER KOPER, step 1: a letter asks for a visit. Opens the case."""

    command: Literal["request_service"]
    site_no: Code
    letter_no: Text
    letter_on: date
    wished_on: date | None = None
    letter_sha256: Sha256 | None = None
    channel: Literal["desk", "public"] = "desk"


class ApproveRequest(AtServicePoint):
    """SOP ANTER KOPER, step 2: the head of division says yes, with the own PIN."""

    command: Literal["approve_request"]
    case_id: Id
    pin: Pin | None = None


class DeclineRequest(AtServicePoint):
    command: Literal["decline_request"]
    case_id: Id
    reason: Note


class SurveySite(AtServicePoint):
    """SOP ANTER KOPER, printed 3 (first): the place was looked at."""

    command: Literal["survey_site"]
    case_id: Id
    is_suitable: bool
    findings: Note
    people_served: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    latitude: Annotated[float, Field(ge=-11.5, le=6.5)] | None = None
    longitude: Annotated[float, Field(ge=94.5, le=141.5)] | None = None


Road = (
    AddSite | UpdateSite | AddVehicle | AddLicence | SetPin | ScheduleTrip | CancelTrip | OpenTrip | StartTrip | FinishTrip
    | LoadCopies | UnloadCopies | HandOver | BackFromSite | RollOver | RegisterOutreachVisitors | CountOutreachUse
    | IssueDocument | SignDocument | VoidDocument | RequestService | ApproveRequest | DeclineRequest | SurveySite
)  # fmt: skip
