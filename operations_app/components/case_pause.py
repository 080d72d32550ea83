"""A case's running step waits, and goes on: waiting for the visitor or an authority is not the officer's time."""

from __future__ import annotations

import streamlit as st

from operations_app.components.case_steps import unit_name
from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.desk.cases import CaseOnRecord
from operations_app.desk.words import pause_reason_name
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.i18n import local_time, translator
from warehouse.records.models_measurement import PAUSE_REASONS

_ = translator("operations_app")

WHOLE_CASE = 0


def pause_form(who: Visitor, case: CaseOnRecord) -> None:
    form = turn(f"pause:{case.case_id}")
    form_shown(form)
    if case.measurement.open_pause:
        _resume(who, case, form)
    else:
        _pause(who, case, form)


def _pause(who: Visitor, case: CaseOnRecord, form: str) -> None:
    waiting = [one for one in case.units if not one.is_recorded]
    names = {one.unit.position: unit_name(one.unit) for one in waiting} | {
        WHOLE_CASE: _("Whatever step runs meanwhile")
    }
    left, right = st.columns([5, 3], vertical_alignment="bottom")
    position = left.selectbox(_("Step"), list(names), format_func=names.__getitem__, key=f"step:{form}")
    reason = right.selectbox(_("Why it waits"), PAUSE_REASONS, format_func=pause_reason_name, key=f"reason:{form}")
    if st.button(_("Pause now"), type="primary", icon=":material/pause:", key=f"pause:{form}"):
        outcome = send(
            who, form, "pause_step", case_id=case.case_id, step_position=position or None, reason_code=reason
        )
        if was_carried_out(outcome):
            next_turn(f"pause:{case.case_id}")
            say_after_rerun(_("Paused. The time until it goes on is waiting time, not the officer's."))
            st.rerun()
    st.caption(_("Resume before the step is finished: a pause without an end leaves the step recorded, not timed."))


def _resume(who: Visitor, case: CaseOnRecord, form: str) -> None:
    pause = case.measurement.open_pause
    assert pause is not None
    st.warning(
        _("Paused since {time}: {reason}.",
          time=local_time(pause.paused_at, who.zone), reason=pause_reason_name(pause.reason_code)),
        icon=":material/pause_circle:",
    )  # fmt: skip
    if st.button(_("Resume now"), type="primary", icon=":material/play_arrow:", key=f"resume:{form}"):
        outcome = send(who, form, "resume_step", case_id=case.case_id)
        if was_carried_out(outcome):
            next_turn(f"pause:{case.case_id}")
            say_after_rerun(_("It goes on."))
            st.rerun()
