"""What is tapped and typed on a run sheet: the next step, departure and return, papers, counts at a stop.

A tap ends the running step at the moment of the tap, also when the network lets it through later; the step began where
the one before it ended.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from operations_app.desk.answer import Answer, refused
from operations_app.desk.form_values import need
from operations_app.desk.run_sheet import Next, Sheet, tap_id
from operations_app.desk.run_sheet_afterwards import afterwards
from operations_app.desk.run_sheet_basket import send_basket, unload_seen
from operations_app.desk.run_sheet_conditions import condition_note
from operations_app.desk.run_sheet_desk import RunSheetDesk
from operations_app.desk.run_sheet_figures import heads, kilometres
from operations_app.desk.run_sheet_lookups import aboard, services_of, sheet_of, trip_of, TripSeen
from operations_app.desk.run_sheet_papers import issue, sign
from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_, translator
from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")


def entry(
    db: OperationsDatabase, desk: RunSheetDesk, kind: str, values: dict[str, str], first_key_at: datetime | None,
    at: datetime, entry_id: str,
) -> Answer:  # fmt: skip
    """Carry out a tap or an entry; what happened earlier than it arrived is dated to the tap."""
    tapped_at = first_key_at if first_key_at and first_key_at < at else at
    acts: dict[str, Callable[[], Answer]] = {
        "next": lambda: _next(db, desk, values, tapped_at, entry_id),
        "put_off": lambda: _put_off(desk, values),
        "basket": lambda: send_basket(db, desk, tapped_at, entry_id),
        "unload": lambda: unload_seen(db, desk, tapped_at, entry_id, all_of_it=values.get("all") == "1"),
        "visitors": lambda: _visitors(db, desk, values, tapped_at, entry_id),
        "use": lambda: _use(db, desk, values, at, entry_id),
        "site_paper": lambda: _site_paper(db, desk, values, tapped_at, entry_id),
        "afterwards": lambda: afterwards(db, desk, the_trip(db, desk), values, at, entry_id),
    }
    try:
        if kind not in acts:
            raise BadInput("entry_is_known", N_("This desk takes no entries."))
        return acts[kind]()
    except Refused as refusal:
        return refused(refusal)


def the_trip(db: OperationsDatabase, desk: RunSheetDesk) -> TripSeen:
    """The trip of this sheet; Refused when the account has lost the role since."""
    actor = db.actor(desk.login)
    services = services_of(actor.roles) if actor else []
    trip = trip_of(db, db.catalogue.agency_of(desk.service_point).code, services, desk.trip_id)
    if trip is None:
        raise Refused("trip_is_planned", N_("There is no such trip, or it is over."))
    return trip


# the one big button -------------------------------------------------------------------------------------------------------
def next_tap_id(trip: TripSeen, next_: Next, stage: str = "") -> str:
    """The same for every phone that shows this step."""
    return tap_id("next", trip.trip_id, next_.act, next_.step.position if next_.step else 0, stage)


def _next(
    db: OperationsDatabase, desk: RunSheetDesk, values: dict[str, str], at: datetime, entry_id: str
) -> Answer:  # fmt: skip
    trip = the_trip(db, desk)
    sheet = sheet_of(db, trip, desk.put_off, at)
    wanted = (values.get("act"), values.get("position", "0"))
    if sheet.next is None or wanted != (sheet.next.act, str(sheet.next.step.position if sheet.next.step else 0)):
        return Answer("info", _("This step is on record already."), is_saved=True)
    return carry_out_next(db, desk, trip, sheet, sheet.next, values, at, entry_id)


def carry_out_next(
    db: OperationsDatabase, desk: RunSheetDesk, trip: TripSeen, sheet: Sheet, next_: Next, values: dict[str, str],
    at: datetime, entry_id: str,
) -> Answer:  # fmt: skip
    began_at = min(next_.began_at, at) if next_.began_at else None
    if next_.act == "open":
        db.execute(desk.on_trip("open_trip", entry_id, at, None, trip_id=trip.trip_id))
        return Answer("done", _("The sheet is open. The attendance runs."), is_saved=True)
    if next_.act == "depart":
        need(values, "odometer_km")
        db.execute(desk.on_trip("start_trip", entry_id, at, None, trip_id=trip.trip_id, odometer_km=kilometres(values)))
        return Answer("done", _("Departed. Have a safe trip."), is_saved=True)
    step = next_.step
    assert step is not None
    assert trip.case_id is not None
    if next_.act == "return":
        need(values, "odometer_km")
        db.execute(
            desk.on_trip("finish_trip", entry_id, at, began_at, trip_id=trip.trip_id, odometer_km=kilometres(values))
        )
        return Answer("done", _("Back at the office."), is_saved=True)
    if next_.act in ("hand_over", "take_back", "roll_over"):
        return send_basket(db, desk, at, entry_id)
    if next_.act == "paper" and step.document:
        return issue(db, desk, trip, step.document, None, at, entry_id)
    if next_.act == "sign" and step.document:
        if values.get("stage") == "issue":
            return issue(db, desk, trip, step.document, None, at, entry_id)
        return sign(db, desk, trip, step.document, values.get("pin", ""), at, entry_id)
    note = condition_note(values, trip.vehicle_kind) if step.help == "condition" else None
    db.execute(
        desk.on_trip(
            "record_step", entry_id, at, began_at, case_id=trip.case_id, step_position=step.position, reason=note
        )
    )
    return Answer("done", _("Step {no} is on record.", no=step.unit.steps[0].printed_no.rstrip(".")), is_saved=True)


def _put_off(desk: RunSheetDesk, values: dict[str, str]) -> Answer:
    """A step that is done later, or now after all."""
    if (position := values.get("position", "")).isdigit():
        desk.put_off ^= {int(position)}
    return Answer("idle", "", is_saved=True)


# at a stop ------------------------------------------------------------------------------------------------------------
def _visitors(
    db: OperationsDatabase, desk: RunSheetDesk, values: dict[str, str], at: datetime, entry_id: str
) -> Answer:  # fmt: skip
    """The visitors' book: people by sex and age class, one command a class, all under the same tap."""
    need(values, "site_no")
    counted = {name: people for name, text in sorted(values.items()) if "|" in name and (people := heads(text))}
    if not counted:
        raise BadInput("somebody_is_counted", N_("Nobody was counted yet. Tap a square for each visitor."))
    for name, people in counted.items():
        sex, age_class = name.split("|", 1)
        fields: dict[str, Any] = {"trip_id": desk.trip_id, "site_no": values["site_no"], "heads": people}
        fields |= {"sex": sex or None, "age_class": age_class or None}
        db.execute(desk.on_trip("register_outreach_visitors", tap_id(entry_id, name), at, None, **fields))
    return Answer("done", _("{count} visitors written down.", count=sum(counted.values())), is_saved=True)


def _use(db: OperationsDatabase, desk: RunSheetDesk, values: dict[str, str], at: datetime, entry_id: str) -> Answer:
    counts = {name: int(text) for name in ("books_read", "toys_used") if (text := values.get(name, "")).isdigit()}
    if wrong := [name for name in ("books_read", "toys_used") if values.get(name) and name not in counts]:
        raise BadInput("counts_are_numbers", N_("Write a whole number."), field=wrong[0])
    db.execute(
        desk.on_trip("count_outreach_use", entry_id, at, None, trip_id=desk.trip_id, site_no=desk.site_no, **counts)
    )
    return Answer("done", _("Counted: {count}", count=sum(counts.values())), is_saved=True)


def _site_paper(
    db: OperationsDatabase, desk: RunSheetDesk, values: dict[str, str], at: datetime, entry_id: str
) -> Answer:  # fmt: skip
    need(values, "document_kind", "site_no")
    return issue(db, desk, the_trip(db, desk), values["document_kind"], values["site_no"], at, entry_id)


def missing_of(db: OperationsDatabase, desk: RunSheetDesk) -> dict[str, str]:
    """By the record on the vehicle, and not found again."""
    return {number: title for number, title in aboard(db, desk.trip_id).items() if number not in desk.seen}
