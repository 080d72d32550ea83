"""The one registry of commands: model at the border, roles that may act, handler. Pages, API, replay and demo all use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TYPE_CHECKING

from warehouse.records import (
    administration,
    cards,
    cases,
    circulation,
    collection,
    fleet,
    loads,
    lockers,
    measurement_weeks,
    membership,
    money,
    papers,
    pauses,
    photocopy,
    requests,
    rooms,
    sites,
    survey,
    treasury,
    trip_proposals,
    trips,
    visits,
)  # fmt: skip
from warehouse.records import models as m
from warehouse.records import models_building as b
from warehouse.records import models_measurement as measurement
from warehouse.records import models_planning as planning
from warehouse.records import models_road as road
from warehouse.records.models_survey import AnswerSurvey
from warehouse.rules.outreach import OFFICERS

if TYPE_CHECKING:
    from warehouse.operations.transaction import Tx

Handler = Callable[["Tx", Any], dict[str, Any]]

ROOM_ROLES = ("general_room_staff", "reference_room_staff", "deposit_room_staff", "reading_room_staff")
OUTREACH = tuple(OFFICERS.values())
HEADS = ("section_head", "division_head")
STEP_ROLES = frozenset(
    {
        "locker_staff", "inspection_officer", "guest_book_staff", "membership_officer", "catalogue_staff",
        "general_room_staff", "reference_room_staff", "deposit_room_staff", "reading_room_staff", "circulation_staff",
        "photocopy_staff", "treasurer", "mobile_library_officer", "motorcycle_officer", "school_drop_officer",
        "worship_drop_officer", "household_drop_officer", "technical_officer", "section_head", "division_head",
    }
)  # fmt: skip


@dataclass(frozen=True)
class CommandSpec:
    """`roles`: any one of them suffices."""

    model: type[m.Command]
    handler: Handler
    roles: frozenset[str]


def _spec(model: type[m.Command], handler: Handler, *roles: str) -> tuple[str, CommandSpec]:
    return model.model_fields["command"].annotation.__args__[0], CommandSpec(model, handler, frozenset(roles))  # type: ignore[union-attr]


COMMANDS: dict[str, CommandSpec] = dict(
    [
        _spec(m.RegisterVisit, visits.register_visit, "guest_book_staff", "kiosk"),
        _spec(m.RegisterGroupVisit, visits.register_group_visit, "guest_book_staff"),
        _spec(m.CancelVisit, visits.cancel_visit, "guest_book_staff"),
        _spec(m.DepositBag, lockers.deposit_bag, "locker_staff"),
        _spec(m.InspectVisitor, lockers.inspect_visitor, "inspection_officer", "locker_staff"),
        _spec(m.ReportLostLockerCard, lockers.report_lost_locker_card, "locker_staff"),
        _spec(m.ReturnBag, lockers.return_bag, "locker_staff"),
        _spec(m.RegisterMember, membership.register_member, "membership_officer"),
        _spec(m.BlockMember, membership.block_member, "membership_officer", "section_head"),
        _spec(m.Lend, circulation.lend, "circulation_staff", *OUTREACH),
        _spec(m.TakeBack, circulation.take_back, "circulation_staff", *OUTREACH),
        _spec(m.ReceivePayment, money.receive_payment, "treasurer", "membership_officer", "photocopy_staff"),
        _spec(m.ReversePayment, money.reverse_payment, "treasurer"),
        _spec(m.WaiveCharge, money.waive_charge, "section_head", "division_head"),
        _spec(b.RenewLoan, circulation.renew_loan, "circulation_staff"),
        _spec(b.WithdrawCopy, circulation.withdraw_copy, "catalogue_staff", "circulation_staff"),
        _spec(b.SellForm, cards.sell_form, "membership_officer"),
        _spec(b.RenewCard, cards.renew_card, "membership_officer"),
        _spec(b.UpdateMember, membership.update_member, "membership_officer"),
        _spec(b.SetMemberPhoto, cards.set_member_photo, "membership_officer"),
        _spec(b.PrintCard, cards.print_card, "membership_officer"),
        _spec(
            b.RegisterRoomVisit,
            rooms.register_room_visit,
            "reference_room_staff",
            "deposit_room_staff",
            "reading_room_staff",
        ),
        _spec(b.CountInHouseUse, rooms.count_in_house_use, *ROOM_ROLES),
        _spec(b.Reshelve, rooms.reshelve, *ROOM_ROLES),
        _spec(b.StartPhotocopy, photocopy.start_photocopy, "reading_room_staff", "photocopy_staff"),
        _spec(b.FinishPhotocopy, photocopy.finish_photocopy, "photocopy_staff"),
        _spec(b.HoldIdentity, photocopy.hold_identity, "circulation_staff"),
        _spec(b.ReleaseIdentity, photocopy.release_identity, "circulation_staff"),
        _spec(b.CloseDay, treasury.close_day, "treasurer"),
        _spec(b.DepositRevenue, treasury.deposit_revenue, "treasurer"),
        _spec(road.AddSite, sites.add_site, *OUTREACH, "section_head", "planner"),
        _spec(road.UpdateSite, sites.update_site, *OUTREACH, "section_head", "planner"),
        _spec(road.AddVehicle, fleet.add_vehicle, "section_head", "administrator"),
        _spec(road.AddLicence, fleet.add_licence, "section_head", "administrator"),
        _spec(road.SetPin, fleet.set_pin, *OUTREACH, *HEADS),
        _spec(road.ScheduleTrip, trips.schedule_trip, *OUTREACH, *HEADS, "planner"),
        _spec(road.CancelTrip, trips.cancel_trip, *OUTREACH, *HEADS, "planner"),
        _spec(road.OpenTrip, trips.open_trip, *OUTREACH, "section_head"),
        _spec(road.StartTrip, trips.start_trip, *OUTREACH, "section_head"),
        _spec(road.FinishTrip, trips.finish_trip, *OUTREACH, "section_head"),
        _spec(road.LoadCopies, loads.load_copies, *OUTREACH, "section_head"),
        _spec(road.UnloadCopies, loads.unload_copies, *OUTREACH, "section_head"),
        _spec(road.HandOver, loads.hand_over, *OUTREACH, "section_head"),
        _spec(road.BackFromSite, loads.take_back_from_site, *OUTREACH, "section_head"),
        _spec(road.RollOver, loads.roll_over, *OUTREACH, "section_head"),
        _spec(road.RegisterOutreachVisitors, loads.register_outreach_visitors, *OUTREACH, "section_head"),
        _spec(road.CountOutreachUse, loads.count_outreach_use, *OUTREACH, "section_head"),
        _spec(road.IssueDocument, papers.issue_document, *OUTREACH, "section_head"),
        _spec(road.SignDocument, papers.sign_document, *OUTREACH, *HEADS),
        _spec(road.VoidDocument, papers.void_document, *OUTREACH, *HEADS),
        _spec(road.RequestService, requests.request_service, "technical_officer", "section_head"),
        _spec(road.ApproveRequest, requests.approve_request, "division_head"),
        _spec(road.DeclineRequest, requests.decline_request, "division_head"),
        _spec(road.SurveySite, requests.survey_site, "technical_officer"),
        _spec(m.StartCase, cases.start_case, *STEP_ROLES),
        _spec(m.RecordStep, cases.record_step, *STEP_ROLES),
        _spec(m.AcceptException, cases.accept_exception, "section_head", "division_head"),
        _spec(m.CloseCase, cases.close_case, *STEP_ROLES),
        _spec(measurement.PauseStep, pauses.pause_step, *STEP_ROLES),
        _spec(measurement.ResumeStep, pauses.resume_step, *STEP_ROLES),
        _spec(measurement.SetMeasurementWeek, measurement_weeks.set_measurement_week, *HEADS),
        _spec(measurement.EndMeasurementWeek, measurement_weeks.end_measurement_week, *HEADS),
        _spec(planning.ProposeTrips, trip_proposals.propose_trips, "planner", *HEADS),
        _spec(planning.ApproveTripProposal, trip_proposals.approve_trip_proposal, "division_head"),
        _spec(planning.DeclineTripProposal, trip_proposals.decline_trip_proposal, "division_head"),
        _spec(AnswerSurvey, survey.answer_survey, "kiosk", "guest_book_staff"),
        _spec(m.AddTitle, collection.add_title, "catalogue_staff", "membership_officer"),
        _spec(m.AddCopy, collection.add_copy, "catalogue_staff", "membership_officer"),
        _spec(m.AddStaff, administration.add_staff, "administrator"),
        _spec(m.SetRole, administration.set_role, "administrator"),
        _spec(m.ResetPassword, administration.reset_password, "administrator"),
    ]
)
