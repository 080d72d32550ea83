"""What was done without the sheet is entered afterwards: marked as backfilled, with the time it happened and the reason.

Either one step with its start and end, or a moment under which everything that is scanned and counted next is entered.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from operations_app.desk.answer import Answer
from operations_app.desk.form_values import need
from operations_app.desk.moments import local_moment
from operations_app.desk.run_sheet import Sheet
from operations_app.desk.run_sheet_desk import Afterwards, RunSheetDesk
from operations_app.desk.run_sheet_figures import kilometres
from operations_app.desk.run_sheet_lookups import sheet_of, TripSeen
from warehouse.errors import BadInput, Refused
from warehouse.i18n import local_time, N_, translator
from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")

OPEN, DEPART, SCANS = "open", "depart", "scans"
"""What may be entered besides a step by its position."""


def afterwards(
    db: OperationsDatabase, desk: RunSheetDesk, trip: TripSeen, values: dict[str, str], at: datetime, entry_id: str
) -> Answer:  # fmt: skip
    need(values, "what", "day", "finished", "reason")
    zone = db.catalogue.agency_of(desk.service_point).zone
    day = _day(values["day"])
    finished_at = local_moment(day, values["finished"], zone, "finished")
    started_at = local_moment(day, values["started"], zone, "started") if values.get("started") else None
    reason = " ".join(values["reason"].split())
    if finished_at > at:
        raise BadInput(
            "not_in_the_future",
            N_("The time lies in the future. Check the date, and the clock of this machine."),
            field="finished",
        )
    if started_at and started_at > finished_at:
        raise BadInput("starts_before_it_ends", N_("The start lies after the end. Check both times."), field="started")
    if len(reason) < 3:
        raise BadInput("field_is_filled", N_("Please fill this in."), field="reason")
    then = Afterwards(started_at, finished_at, reason)
    if values["what"] == SCANS:
        desk.afterwards = then
        moment = local_time(finished_at, zone.key)
        return Answer("warn", _("What is scanned and counted now is entered for {time}.", time=moment), is_saved=True)
    return _enter(db, desk, trip, sheet_of(db, trip, (), at), values, then, at, entry_id)


def _enter(
    db: OperationsDatabase, desk: RunSheetDesk, trip: TripSeen, sheet: Sheet, values: dict[str, str], then: Afterwards,
    at: datetime, entry_id: str,
) -> Answer:  # fmt: skip
    what = values["what"]
    step = sheet.step(int(what)) if what.isdigit() else None
    if step is None and what not in (OPEN, DEPART):
        raise BadInput("step_is_chosen", N_("Choose what is entered."), field="what")
    command = "record_step"
    fields: dict[str, Any] = {"trip_id": trip.trip_id}
    if what == OPEN:
        command = "open_trip"
    elif what == DEPART or (step and step.act == "return" and not trip.back_at):
        command = "start_trip" if what == DEPART else "finish_trip"
        fields |= {"odometer_km": kilometres(values)}
    elif trip.case_id is None:
        raise Refused("trip_is_opened", N_("Open the trip first: the crew's attendance is its first step."))
    else:
        fields = {"case_id": trip.case_id, "step_position": step.position if step else 0}
        fields |= {"finished_at": then.happened_at}
    payload = desk.command(command, entry_id, at, None, **fields) | {
        "started_at": then.started_at, "backfilled": True, "reason": then.reason,
    }  # fmt: skip
    if command != "record_step":
        payload["occurred_at"] = then.happened_at
    db.execute(payload)
    return Answer("done", _("The step is on record, marked as entered later."), is_saved=True)


def as_of_now(desk: RunSheetDesk) -> None:
    """Back to entering what happens now."""
    desk.afterwards = None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput("date_is_readable", N_("Write the date as day, month and year."), field="day") from None
