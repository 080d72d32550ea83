"""Photocopies under way: who is copying, which notes are out, which books go back to their room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.components.paper_addresses import link
from operations_app.components.paper_links import note_address
from operations_app.components.photocopy_fields import case_name
from operations_app.desk.answer import duration
from operations_app.desk.photocopy_cases import at_stage, document_name, PhotocopyCase, room_name, ROOMS
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, send
from warehouse.i18n import local_time, number, translator

_ = translator("operations_app")


def copying_list(cases: Sequence[PhotocopyCase], now: datetime, zone: str) -> None:
    """Whoever copies here now, and since when."""
    copying = at_stage(list(cases), "copying")
    st.header(_("Being copied here: {count}", count=number(len(copying))))
    if copying:
        pieces.show(
            pieces.table(
                (_("Photocopy"), _("Since"), _("For")),
                (
                    (
                        pieces.with_sub(case.title or "–", case.visitor_name or _("visitor")),
                        local_time(case.since, zone),
                        duration(max(0.0, (now - case.since).total_seconds())),
                    )
                    for case in copying
                ),
            )
        )


def notes_list(notes: Sequence[PhotocopyCase], now: datetime, zone: str) -> None:
    """Documents kept against a note; the overdue ones on top, in red and with a sentence."""
    st.header(_("Notes out: {count}", count=number(len(notes))))
    if not notes:
        pieces.empty(_("No document is kept."))
        return
    for case in notes:
        pieces.show(_note(case, now, zone))


def _note(case: PhotocopyCase, now: datetime, zone: str) -> pieces.Html:
    late = case.overdue(now)
    held_s = (now - case.held_at).total_seconds() if case.held_at else 0.0
    facts = [document_name(case.document_kind or "other"), case.title or "", case.valuables or ""]
    back = local_time(case.due_at, zone) if case.due_at else "–"
    state = (
        pieces.chip(_("{time} late", time=_late(late)), "red") if late else pieces.chip(_("back by {time}", time=back))
    )
    sentence = _("Should have been back by {time}. Call the visitor; the book is outside.", time=back)
    warning = f'<p class="why">{pieces.cell(sentence)}</p>' if late else ""
    paper = link(note_address(case.case_id), _("Print the note")).text
    out_for = _("out for {time}", time=duration(held_s))
    return pieces.Html(
        f'<div class="p-note{" late" if late else ""}"><span class="no">{pieces.cell(case.note_no or "")}</span>'
        f"<div><b>{pieces.cell(case.held_of or '–')}</b> {state.text}"
        f"<small>{pieces.cell(' · '.join(fact for fact in facts if fact))}</small>{warning}</div>"
        f'<div class="tail">{pieces.cell(out_for)}<br>{paper}</div></div>'
    )


def _late(late: timedelta) -> str:
    return duration(late.total_seconds())


def reshelve_list(who: Visitor, cases: Sequence[PhotocopyCase]) -> None:
    """Books copied and not yet back in their reading room."""
    st.header(_("Books on the way back: {count}", count=number(len(cases))))
    if not cases:
        pieces.empty(_("Every book is back in its room."))
    for case in cases:
        form = f"reshelve:{case.case_id}"
        form_shown(form)
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"case-back-{case.case_id}"):
            since = duration(max(0.0, (who.now() - case.since).total_seconds()))
            on_the_way = _("on the way for {time}", time=since)
            st.html(
                f'<div class="p-case"><b>{pieces.cell(case_name(case, who.zone))}</b>'
                f"<small>{pieces.cell(on_the_way)}</small></div>"
            )
            room = st.selectbox(
                _("Room"), ROOMS, index=ROOMS.index(case.room), format_func=room_name, key=f"room:{form}",
                label_visibility="collapsed", width=210,
            )  # fmt: skip
            if st.button(_("Book is back"), type="primary", icon=":material/check:", key=f"button:{form}"):
                outcome = send(who, form, "reshelve", case_id=case.case_id, room=room, copies=1)
                if was_carried_out(outcome):
                    say_after_rerun(_("The book is back in its room. The case has ended."))
                    shell.rerun()
