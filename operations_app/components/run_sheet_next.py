"""The next step of the SOP as the one big button: its words, what the tap needs, what it is called. No database."""

from __future__ import annotations

from datetime import datetime

from operations_app.components.next_step import Tap, TapField
from operations_app.components.run_sheet_panels import printed
from operations_app.desk.paper_words import paper_name
from operations_app.desk.run_sheet import Next, Sheet, SheetStep, tap_id
from operations_app.desk.run_sheet_acts import next_tap_id
from operations_app.desk.run_sheet_conditions import item_name, items_of
from operations_app.desk.run_sheet_lookups import TripSeen
from operations_app.desk.run_sheet_papers import TripPaper
from warehouse.i18n import number, translator

_ = translator("operations_app")


def next_tap(trip: TripSeen, sheet: Sheet, next_: Next, papers: list[TripPaper], now: datetime) -> Tap:
    step = next_.step
    made = [one for one in papers if step and one.document_kind == step.document]
    standing = any(not one.is_void for one in made)
    stage = ("sign" if standing else "issue") if next_.act == "sign" else ""
    values = {"act": next_.act, "position": str(step.position if step else 0)} | ({"stage": stage} if stage else {})
    is_departure = next_.act == "depart"
    elapsed = now - next_.began_at if next_.began_at else None
    return Tap(
        next_tap_id(trip, next_, f"{stage}{len(made)}"),
        "next",
        _label(next_, step, stage),
        values,
        kicker=_kicker(sheet, step),
        title=_("Departure") if is_departure else " ".join(step.unit.steps[0].activity.split()) if step else "",
        detail=_detail(next_, step),
        elapsed_ms=max(0, int(elapsed.total_seconds() * 1000)) if elapsed and not is_departure else None,
        standard_s=step.unit.standard_s if step else None,
        checks=[(item, item_name(item)) for item in items_of(trip.vehicle_kind)] if _is(step, "condition") else (),
        fields=_fields(trip, next_, step, stage),
    )


def put_off_tap(trip: TripSeen, next_: Next, seq: int) -> Tap | None:
    """A step may be done later; it stays on the list. `seq`: the desk's last answer, so that it may be put off twice."""
    if next_.step is None or next_.act == "depart":
        return None
    position = next_.step.position
    return Tap(
        tap_id("later", trip.trip_id, position, seq), "put_off", _("Do this step later"), {"position": str(position)}
    )


def _kicker(sheet: Sheet, step: SheetStep | None) -> str:
    if step is None:
        return ""
    return _(
        "Step {no} · {done} of {count} on record",
        no=printed(step), done=number(sheet.done), count=number(sheet.expected),
    )  # fmt: skip


def _label(next_: Next, step: SheetStep | None, stage: str) -> str:
    if next_.act == "paper" and step and step.document:
        return _("Make the {paper}", paper=paper_name(step.document).lower())
    if next_.act == "sign":
        if stage == "sign":
            return _("Sign")
        return _("Make the {paper}", paper=paper_name(step.document or "").lower() if step else "")
    if next_.act == "tap" and step and "start_trip" in step.unit.started_by:
        return _("Arrived at the stop")
    return {
        "open": _("Open the sheet"), "depart": _("We leave now"), "tap": _("Done"), "return": _("Back at the office"),
    }.get(next_.act, "")  # fmt: skip


def _detail(next_: Next, step: SheetStep | None) -> str:
    if next_.act == "open":
        return _("The attendance is the first step: open the sheet when the crew begins to sign.")
    if next_.act in ("hand_over", "take_back", "roll_over"):
        return _("Scan the copies below, then hand them over.")
    if _is(step, "load"):
        return _("Scan the load below, then tap Done.")
    if _is(step, "recheck"):
        return _("Scan what came back below, then tap Done.")
    return ""


def _fields(trip: TripSeen, next_: Next, step: SheetStep | None, stage: str) -> tuple[TapField, ...]:
    if next_.act in ("depart", "return"):
        hint = str(trip.left_km) if next_.act == "return" and trip.left_km is not None else ""
        return (TapField("odometer_km", _("Kilometres on the clock"), placeholder=hint),)
    if stage == "sign":
        return (TapField("pin", _("Your PIN"), "pin"),)
    if _is(step, "condition"):
        return (TapField("note", _("What is not in order"), "text"),)
    return ()


def _is(step: SheetStep | None, help_: str) -> bool:
    return step is not None and step.help == help_
