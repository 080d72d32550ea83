"""The panels of the reading rooms as HTML: who is in the room, what lies on the tables, the trolley. No database."""

from __future__ import annotations

from operations_app.components.case_steps import unit_name
from operations_app.components.pieces import Cell, cell, chip, heading, Html, listing
from operations_app.desk.answer import duration
from operations_app.desk.cases import UnitOnRecord
from operations_app.desk.rooms_desk import RoomsDesk
from operations_app.desk.rooms_lookups import InRoom, tapped, Trolley
from warehouse.catalogue.model import Unit
from warehouse.clock import local_day
from warehouse.i18n import local_date, local_time, number, translator

_ = translator("operations_app")


def visitor_line(one: InRoom, desk: RoomsDesk, zone: str) -> Html:
    """Who, since when, what was counted, which step is running."""
    since = local_time(one.opened_at, zone)
    if not one.opened_today:
        since = local_date(local_day(one.opened_at, zone), "medium")
    facts = [one.number, _("since {time}", time=since)]
    if one.copies_counted:
        facts.append(_("{count} copies read", count=number(one.copies_counted)))
    running = [position for case, position in desk.begun if case == one.case_id]
    chips = [chip(_("step {no} running", no=position), "amber").text for position in running]
    if one.case_id == desk.chosen and desk.place != "opac":
        chips.append(chip(_("chosen"), "green").text)
    tail = " ".join(chips)
    words = cell(" · ".join(fact for fact in facts if fact))
    return Html(f'<div class="p-case"><b>{cell(one.name)}</b> {tail}<small>{words}</small></div>')


def printed(unit: Unit) -> str:
    """ "4–6": how the paper numbers the unit."""
    first, last = unit.steps[0].printed_no.rstrip("."), unit.steps[-1].printed_no.rstrip(".")
    return first if first == last else f"{first}–{last}"


def step_on_record(one: UnitOnRecord) -> Html:
    """A step that is done, with its time when both moments were seen."""
    took = duration(one.elapsed.total_seconds()) if one.elapsed else _("not timed")
    return Html(
        f'<p class="p-step done"><i>✓</i><span>{cell(unit_name(one.unit))}</span><small>{cell(took)}</small></p>'
    )


def step_to_do(unit: Unit, running: str = "") -> Html:
    """A step that waits; since when it runs, or what completes it when it is no tap."""
    how = running or ("" if tapped(unit) else how_completed(unit))
    return Html(f'<p class="p-step"><i></i><span>{cell(unit_name(unit))}</span><small>{cell(how)}</small></p>')


def how_completed(unit: Unit) -> str:
    if "count_in_house_use" in unit.completed_by:
        return _("scan the copies, then Enter")
    if "register_room_visit" in unit.completed_by:
        return _("scan the visitor")
    return ""


def trolley_line(trolley: Trolley, running: str = "") -> Html:
    """Counted and put back today; since when the rest is being put back."""
    rows: list[tuple[str, str, Cell]] = [
        (_("Counted on the tables"), "", number(trolley.counted)),
        (_("Back on the shelf"), "", number(trolley.reshelved)),
        (_("On the trolley"), running, chip(number(trolley.waiting), "amber" if trolley.waiting else "green")),
    ]
    return Html(heading(_("Books today")).text + listing(rows).text)


def how_rooms_work(desk: RoomsDesk) -> Html:
    """What stands beside the box until something was scanned."""
    if desk.place == "opac":
        lines = [
            (_("Help"), _("card, number slip or locker number; Enter when the visitor was helped")),
        ]
    else:
        lines = [
            (_("Visitor"), _("card, number slip or locker number brings a visitor in; once more chooses them")),
            (_("On the tables"), _("scan copy after copy, then Enter")),
        ]
    drawn = "".join(f"<dt>{cell(what)}</dt><dd>{cell(how)}</dd>" for what, how in lines)
    return Html(f'<dl class="p-how">{drawn}</dl>')


def place_name(place: str) -> str:
    return {
        "opac": _("Catalogue and OPAC"),
        "general": _("General collection"),
        "reference": _("Reference collection"),
        "deposit": _("Deposit collection"),
    }[place]
