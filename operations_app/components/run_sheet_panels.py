"""The run sheet as HTML: the trip, its steps, what was scanned, a stop's counts. No database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from operations_app.components.case_steps import standard
from operations_app.components.pieces import cell, chip, Html, listing
from operations_app.desk.answer import duration
from operations_app.desk.run_sheet import Sheet, SheetStep
from operations_app.desk.run_sheet_desk import Scanned
from operations_app.desk.run_sheet_lookups import Stop, TripSeen
from warehouse.i18n import local_date, local_time, number, translator

_ = translator("operations_app")

NAMED_MAX = 20


def service_name(service: str) -> str:
    return {
        "mobile_library": _("Mobile library (MPK)"),
        "smart_motorcycle": _("Motor Pintar"),
        "school_drop": _("School libraries (LTPS)"),
        "worship_drop": _("Houses of worship (Silang Layan)"),
        "household_drop": _("Households (Perpustakaan Kunjung)"),
        "anter_koper": _("ANTER KOPER"),
    }[service]


def state_chip(trip: TripSeen) -> Html:
    """Where the trip stands, in one word."""
    if trip.cancelled_for:
        return chip(_("cancelled"), "red")
    if trip.is_closed:
        return chip(_("finished"), "green")
    if trip.back_at:
        return chip(_("back at the office"), "amber")
    if trip.left_at:
        return chip(_("on the road"), "amber")
    return chip(_("being prepared"), "amber") if trip.case_id else chip(_("planned"))


def trip_line(trip: TripSeen, *, with_day: bool = False) -> Html:
    """Service, vehicle, stops and crew of a trip."""
    places = ", ".join(stop.name for stop in trip.stops)
    people = ", ".join(_("{name} (driver)", name=one.name) if one.drives else one.name for one in trip.crew)
    day = f"{local_date(trip.planned_on, 'medium')} · " if with_day else ""
    return Html(
        f'<div class="p-trip"><b>{cell(service_name(trip.service))}</b> {state_chip(trip).text}'
        f"<span>{cell(day)}{cell(trip.vehicle_no or '–')} · {cell(places)}</span><small>{cell(people)}</small></div>"
    )


def step_name(step: SheetStep) -> str:
    return f"{printed(step)}. {' '.join(step.unit.steps[0].activity.split())}"


def printed(step: SheetStep) -> str:
    return step.unit.steps[0].printed_no.rstrip(".")


def steps_list(sheet: Sheet, zone: str) -> Html:
    """Every step of the SOP: done and when, running, put off, to come."""
    running = sheet.next.step.position if sheet.next and sheet.next.step else None
    return Html("".join(_step(step, step.position == running, zone) for step in sheet.steps))


def _step(step: SheetStep, is_running: bool, zone: str) -> str:
    recorded = step.recorded
    if recorded:
        words = [local_time(recorded.finished_at, zone)]
        if recorded.started_at and recorded.started_at < recorded.finished_at:
            took = duration((recorded.finished_at - recorded.started_at).total_seconds())
            words.append(_("{time} of {standard}", time=took, standard=standard(step.unit)))
        else:
            words.append(_("not timed"))
        if recorded.captured == "backfilled":
            words.append(_("entered later"))
        if recorded.times > 1:
            words.append(_("recorded twice"))
        tail, state, mark = " · ".join(words), "done", "✓"
    elif is_running:
        tail, state, mark = _("now"), "now", "▸"
    elif step.is_put_off:
        tail, state, mark = _("put off"), "", ""
    else:
        tail, state, mark = (_("if there is any") if step.is_optional else standard(step.unit)), "", ""
    return f'<p class="p-step {state}"><i>{mark}</i><span>{cell(step_name(step))}<small>{cell(tail)}</small></span></p>'


def scanned_list(basket: Sequence[Scanned]) -> Html:
    """What waits to be sent, the last first."""
    shown = list(reversed(basket))[:NAMED_MAX]
    rows = [(one.title, one.copy_no, condition_chip(one.condition)) for one in shown]
    return listing(rows)


def condition_chip(condition: str) -> Html:
    return chip(condition_name(condition), {"damaged": "amber", "lost": "red"}.get(condition, "green"))


def condition_name(condition: str) -> str:
    return {"good": _("Good"), "damaged": _("Damaged"), "lost": _("Lost")}[condition]


def missing_list(missing: Iterable[tuple[str, str]]) -> Html:
    rows = list(missing)
    more = len(rows) - NAMED_MAX
    tail = f'<p class="p-quiet">{cell(_("and {count} more", count=number(more)))}</p>' if more > 0 else ""
    return Html(listing([(title, copy_no, "") for copy_no, title in rows[:NAMED_MAX]]).text + tail)


def stop_counts(stop: Stop, *, lends: bool) -> Html:
    """What this trip has done at the stop so far; where copies are left, how many lie there."""
    facts = [
        (stop.visitors, _("{count} visitors", count=number(stop.visitors))),
        (stop.books_read, _("{count} books read", count=number(stop.books_read))),
        (stop.toys_used, _("{count} toys used", count=number(stop.toys_used))),
        (stop.handed_over, _("{count} copies handed over", count=number(stop.handed_over))),
        (stop.taken_back, _("{count} copies taken back", count=number(stop.taken_back))),
        (stop.lost, _("{count} copies lost", count=number(stop.lost))),
    ]
    done = " · ".join(text for count, text in facts if count)
    here = "" if lends and not stop.at_site else _("{count} copies of ours lie here", count=number(stop.at_site))
    return Html(f'<p class="p-quiet">{cell(" · ".join(words for words in (here, done) if words))}</p>')
