"""Below the big button: all steps of the sheet, those put off, and what is entered afterwards."""

from __future__ import annotations

import streamlit as st

from operations_app.components import pieces
from operations_app.components.entry_form import entry_form, Field
from operations_app.components.run_sheet_panels import step_name, steps_list
from operations_app.desk.run_sheet import Sheet
from operations_app.desk.run_sheet_afterwards import as_of_now, DEPART, OPEN, SCANS
from operations_app.desk.run_sheet_desk import RunSheetDesk
from operations_app.desk.run_sheet_lookups import TripSeen
from operations_app.shell import rerun, Visitor
from warehouse.i18n import local_datetime, number, translator

_ = translator("operations_app")

NAME_CHARS = 70


def all_steps(who: Visitor, desk: RunSheetDesk, sheet: Sheet) -> None:
    """The sheet as its paper has it."""
    label = _("All steps: {done} of {count} on record", done=number(sheet.done), count=number(sheet.expected))
    with st.expander(label):
        pieces.show(steps_list(sheet, who.zone))
    for step in sheet.steps:
        if step.is_put_off and not step.is_done:
            with st.container(key=f"sheet_later_{step.position}", gap="small"):
                pieces.show(pieces.Html(f'<p class="p-quiet">{pieces.cell(step_name(step))}</p>'))
                if st.button(_("Do it now"), key=f"run_sheet_now:{step.position}"):
                    desk.put_off.discard(step.position)
                    rerun()


def afterwards_banner(who: Visitor, desk: RunSheetDesk) -> None:
    """Everything goes on record under an earlier moment: said large, ended with one tap."""
    if desk.afterwards is None:
        return
    moment = local_datetime(desk.afterwards.happened_at, who.zone)
    st.warning(
        _(
            "Scans and counts are entered afterwards, for {moment}: {reason}",
            moment=moment,
            reason=desk.afterwards.reason,
        ),
        icon=":material/history:",
    )
    if st.button(_("Back to now"), key="run_sheet_back_to_now", type="primary"):
        as_of_now(desk)
        rerun()


def enter_afterwards(desk: RunSheetDesk, trip: TripSeen, sheet: Sheet) -> None:
    """What was done without the sheet, and the honest way to correct a tap that came too early."""
    options = _options(trip, sheet)
    with st.expander(_("Enter afterwards")):
        st.caption(
            _("For what was done without the sheet. A tap that came too early stays on record; enter the step again here"
              " with the right times, and the head accepts the exception.")
        )  # fmt: skip
        first = next((str(one.position) for one in sheet.steps if not one.is_done and not one.is_optional), "")
        fields = (
            Field("what", _("What"), "select", required=True, options=options, value=first if trip.case_id else OPEN,
                  width="wide"),
            Field("day", _("Day"), "date", required=True, value=trip.planned_on.isoformat(), width="narrow"),
            Field("started", _("Start"), width="narrow", placeholder="07:30"),
            Field("finished", _("Finish"), required=True, width="narrow", placeholder="07:45"),
            Field("odometer_km", _("Kilometres on the clock"), "number", width="narrow"),
            Field("reason", _("Reason"), required=True, width="broad",
                  placeholder=_("Why it was not recorded when it happened")),
        )  # fmt: skip
        entry_form(desk.desk_id, "afterwards", fields, submit_label=_("Enter"), size="normal")


def _options(trip: TripSeen, sheet: Sheet) -> list[tuple[str, str]]:
    found = []
    if trip.case_id is None:
        return [(OPEN, _("Opening of the sheet"))]
    if trip.left_at is None:
        found.append((DEPART, _("Departure")))
    for step in sheet.steps:
        mark = "✓ " if step.is_done else ""
        name = step_name(step)
        found.append((str(step.position), mark + (name if len(name) <= NAME_CHARS else name[: NAME_CHARS - 1] + "…")))
    found.append((SCANS, _("Scans and counts (loading, stops, unloading)")))
    return found
