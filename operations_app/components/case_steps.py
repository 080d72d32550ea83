"""A case's steps as a table: the standard, what was recorded and how, what deviates. HTML only; no database."""

from __future__ import annotations

from datetime import datetime
from html import escape

from operations_app.components.pieces import Cell, cell, chip, Html, pace, table, with_sub
from operations_app.desk.answer import duration
from operations_app.desk.cases import CaseOnRecord, UnitOnRecord
from operations_app.desk.words import captured_name, deviation_name
from warehouse.catalogue.model import Unit
from warehouse.clock import local, local_day
from warehouse.i18n import local_date, local_time, translator

_ = translator("operations_app")

ACTIVITY_CHARS = 120


def unit_name(unit: Unit) -> str:
    """ "6–8. Menyerahkan kartu anggota …" """
    return f"{_printed(unit)}. {_activity(unit)}"


def steps_table(case: CaseOnRecord, zone: str) -> Html:
    return table(
        (_("No."), _("Step"), _("Standard"), _("Start"), _("Finish"), _("Duration"), _("Deviation")),
        (
            (
                Html(f'<span style="white-space:nowrap">{escape(_printed(one.unit))}</span>'),
                _activity(one.unit),
                Html(f'<span style="white-space:nowrap">{escape(standard(one.unit))}</span>'),
                _moment(one.started_at, case, zone),
                _finish(one, case, zone),
                pace(one.elapsed, None if one.unit.working_time else one.unit.standard_s) if one.elapsed else "–",
                _deviations(one, case),
            )
            for one in case.units
        ),
    )


def standard(unit: Unit) -> str:
    if unit.standard_s is not None:
        return duration(unit.standard_s)
    return _("adjusted") if unit.time_kind == "adjusted" else "–"


def _printed(unit: Unit) -> str:
    first, last = unit.steps[0].printed_no.rstrip("."), unit.steps[-1].printed_no.rstrip(".")
    return first if first == last else f"{first}–{last}"


def _activity(unit: Unit) -> str:
    words = " ".join(unit.steps[0].activity.split())
    return words if len(words) <= ACTIVITY_CHARS else words[: ACTIVITY_CHARS - 1].rstrip() + "…"


def _moment(moment: datetime | None, case: CaseOnRecord, zone: str) -> Cell:
    """Time of day; with the date when it is not the day the case was opened."""
    if moment is None:
        return "–"
    text = local(moment, zone).strftime("%H:%M:%S")
    if local_day(moment, zone) == local_day(case.opened_at, zone):
        return text
    return with_sub(text, local_date(local_day(moment, zone), "medium"))


def _finish(one: UnitOnRecord, case: CaseOnRecord, zone: str) -> Cell:
    if one.finished_at is None or one.captured is None:
        return "–"
    time = cell(_moment(one.finished_at, case, zone))
    return Html(f'{time}<span class="sub">{escape(captured_name(one.captured))}</span>')


def _deviations(one: UnitOnRecord, case: CaseOnRecord) -> Cell:
    chips = []
    for deviation in one.deviations:
        if deviation in one.accepted:
            chips.append(chip(_("{deviation}: accepted", deviation=deviation_name(deviation)), "green"))
        elif deviation == "missing" and case.is_open:
            chips.append(chip(_("not yet recorded")))
        else:
            chips.append(chip(deviation_name(deviation), "red" if deviation in ("late", "missing") else "amber"))
    if one.paused is None:
        chips.append(chip(_("pause not ended"), "amber"))
    elif one.paused:
        chips.append(chip(_("paused {time}", time=duration(round(one.paused.total_seconds())))))
    return Html(" ".join(one.text for one in chips)) if chips else "–"


def opened_and_closed(case: CaseOnRecord, zone: str) -> str:
    """ "09:12 – 09:20", or since when it is open."""
    opened = local_time(case.opened_at, zone)
    if case.closed_at is None:
        return _("open since {time}", time=opened)
    return f"{opened} – {local_time(case.closed_at, zone)}"
