"""An SOP drawn as its paper is printed: identity block, the boxes, the table of steps with marks under who acts.

Beside each row stands how the row is measured, which the paper does not say. HTML only; no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from operations_app.desk.answer import duration
from warehouse.catalogue.model import SopVersion, Step
from warehouse.catalogue.vocabulary import TAP
from warehouse.i18n import local_date, translator

_ = translator("operations_app")


def paper(sop: SopVersion) -> str:
    """The whole sheet as HTML."""
    return f'<div class="p-paper">{_identity(sop)}{_boxes(sop)}</div>'


def steps_table(sop: SopVersion) -> str:
    """The table of steps, with a last column of ours."""
    measured = escape(_("How it is measured"))
    actors = "".join(f"<th>{escape(actor)}</th>" for actor in sop.actors)
    return (
        '<div class="p-paper p-scroll"><table class="steps"><thead>'
        f'<tr><th rowspan="2" style="width:34px">No.</th><th rowspan="2" style="min-width:220px">Kegiatan</th>'
        f'<th colspan="{len(sop.actors)}">Pelaksana</th><th colspan="3">Mutu Baku</th>'
        '<th rowspan="2" style="min-width:90px">Keterangan</th>'
        f'<th rowspan="2" style="min-width:170px">{measured}</th></tr>'
        f'<tr>{actors}<th style="min-width:110px">Kelengkapan</th><th>Waktu</th>'
        '<th style="min-width:100px">Output</th></tr></thead>'
        f"<tbody>{''.join(_step(sop, step) for step in sop.steps)}</tbody></table></div>"
    )


def _identity(sop: SopVersion) -> str:
    who = sop.ratified_by
    signed = "<br>".join(
        escape(part)
        for part in (who.office, who.name or "", who.rank or "", f"NIP {who.nip}" if who.nip else "")
        if part
    )
    office = "<br>".join(escape(line) for line in sop.letterhead.issuer)
    address = "".join(f"<small>{escape(line)}</small>" for line in sop.letterhead.address)
    rows = [
        ("NOMOR SOP", escape(sop.number or "–")),
        ("TGL. PEMBUATAN", _day(sop.made_on)),
        ("TGL. REVISI", _day(sop.revised_on)),
        ("TGL. EFEKTIF", _day(sop.effective_on_printed)),
        ("TGL. PENGESAHAN", _day(sop.ratified_on)),
        ("DISAHKAN OLEH", signed or "–"),
        ("NAMA SOP", f"<b>{escape(sop.title)}</b>"),
    ]
    first, *rest = rows
    office_cell = f'<td class="office" rowspan="{len(rows)}">{office}{address}</td>'
    return (
        f'<table class="identity"><tr>{office_cell}<td class="key">{first[0]}</td><td>{first[1]}</td></tr>'
        + "".join(f'<tr><td class="key">{name}</td><td>{value}</td></tr>' for name, value in rest)
        + "</table>"
    )


def _boxes(sop: SopVersion) -> str:
    pairs = [
        ("DASAR HUKUM", sop.legal_basis, "KUALIFIKASI PELAKSANA", sop.qualifications),
        ("KETERKAITAN", sop.related, "PERALATAN/PERLENGKAPAN", sop.equipment),
        ("PERINGATAN", sop.warning, "PENCATATAN DAN PENDATAAN", sop.record_keeping),
    ]
    rows = "".join(
        f"<tr><td><b>{left}</b>{_list(left_items)}</td><td><b>{right}</b>{_list(right_items)}</td></tr>"
        for left, left_items, right, right_items in pairs
    )
    return f'<table class="blocks">{rows}</table>'


def _step(sop: SopVersion, step: Step) -> str:
    marks = "".join(_mark(step, actor) for actor in sop.actors)
    return (
        f'<tr><td class="no">{escape(step.printed_no)}</td><td>{_text(step.activity)}</td>{marks}'
        f"<td>{_text(step.requirements)}</td>"
        f'<td class="time">{_text(step.time_printed)}</td><td>{_text(step.output)}</td><td>{_text(step.note)}</td>'
        f'<td class="measured">{_measured(sop, step)}</td></tr>'
    )


def _mark(step: Step, actor: str) -> str:
    if step.actor != actor:
        return '<td class="mark"></td>'
    kind = "inferred" if step.actor_inferred else ""
    title = _("our reading: the scan leaves this cell empty") if step.actor_inferred else actor
    return f'<td class="mark"><i class="{kind}" title="{escape(title)}"></i></td>'


def _measured(sop: SopVersion, step: Step) -> str:
    unit = sop.unit_of(step.position)
    if unit is None:
        not_measured = escape(_("not measured"))
        return f"{not_measured}: {escape(step.not_observed_reason or '')}"
    if len(unit.steps) > 1:
        first, last = unit.steps[0].printed_no, unit.steps[-1].printed_no
        how = _("steps {first}–{last} together", first=first, last=last)
    else:
        how = _("on its own")
    parts = [f"<b>{escape(how)}</b>"]
    parts.append(escape(_standard(unit.time_kind, unit.standard_s, unit.working_time)))
    parts.append(escape(_("tapped") if TAP in step.completed_by else _("by the transaction")))
    if step.condition:
        parts.append(escape(_("only when it applies")))
    if step.required_document:
        parts.append(escape(_("document required")))
    return "<br>".join(parts)


def _standard(time_kind: str, standard_s: int | None, working_time: bool) -> str:
    if time_kind == "adjusted":
        return _("expected, without a limit")
    if standard_s is None:
        return _("no standard time")
    if working_time:
        return _("standard {time} of working days", time=duration(standard_s))
    return _("standard {time}", time=duration(standard_s))


def _day(day: date | None) -> str:
    return escape(local_date(day)) if day else "–"


def _text(text: str | None) -> str:
    return escape(text).replace("\n", "<br>") if text else ""


def _list(items: Sequence[str]) -> str:
    if not items:
        return "–"
    if len(items) == 1:
        return f"<div>{escape(items[0])}</div>"
    return "<ol>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ol>"
