"""What can be done with a case: tap a step, enter one afterwards, accept a deviation, close it. Each form, one command."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import streamlit as st

from operations_app.components.case_pause import pause_form
from operations_app.components.case_steps import unit_name
from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.desk.cases import CaseOnRecord, UnitOnRecord
from operations_app.desk.moments import local_moment
from operations_app.desk.words import deviation_name, outcome_name
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.clock import local_day
from warehouse.errors import Refused
from warehouse.i18n import local_time, translator
from warehouse.operations.database import Result

_ = translator("operations_app")

DEVIATIONS = ("missing", "late", "out_of_order", "repeated", "document")
OUTCOMES = ("done", "abandoned", "unpaid")
REASON_MAX = 500


def case_forms(who: Visitor, case: CaseOnRecord) -> None:
    """The forms this account may use on this case, one tab each."""
    forms = [
        (_("Enter a step afterwards"), _enter_afterwards, who.may("record_step")),
        (_("Record a step now"), _tap, bool(case.tappable) and who.may("record_step")),
        (_("Pause"), pause_form, case.can_be_closed and who.may("pause_step")),
        (_("Accept a deviation"), _accept, who.may("accept_exception")),
        (_("Close the case"), _close, case.can_be_closed and who.may("close_case")),
    ]
    shown = [(title, form) for title, form, is_for in forms if is_for]
    for tab, (_title, form) in zip(st.tabs([title for title, _form in shown]), shown, strict=True):
        with tab:
            form(who, case)


def _enter_afterwards(who: Visitor, case: CaseOnRecord) -> None:
    form = turn(f"backfill:{case.case_id}")
    form_shown(form)
    positions = [one.unit.position for one in case.units]
    names = _names(case.units)
    first_missing = next((place for place, one in enumerate(case.units) if not one.is_recorded), 0)
    today = local_day(who.now(), who.zone)
    with st.form(form, border=False):
        step, day, start, finish = st.columns([5, 2, 1.6, 1.6])
        position = step.selectbox(
            _("Step"), positions, format_func=names.__getitem__, index=first_missing, key=f"step:{form}"
        )
        on: date = day.date_input(
            _("Day"), local_day(case.opened_at, who.zone), max_value=today, format="DD/MM/YYYY", key=f"day:{form}"
        )
        started = start.text_input(_("Start"), placeholder=_("if known"), max_chars=8, key=f"start:{form}")
        finished = finish.text_input(_("Finish"), placeholder="09:15", max_chars=8, key=f"finish:{form}")
        reason = st.text_input(
            _("Reason"),
            max_chars=REASON_MAX,
            placeholder=_("Why it was not recorded when it happened"),
            key=f"reason:{form}",
        )
        if st.form_submit_button(_("Enter the step"), type="primary"):
            outcome = _sent_afterwards(who, case, form, position, on, (started, finished), reason)
            _answered(outcome, f"backfill:{case.case_id}", _("The step is on record, marked as entered later."))
    st.caption(
        _("Without a start the step is recorded, not timed. Times are the time of day in {zone}.", zone=who.zone)
    )


def _sent_afterwards(
    who: Visitor,
    case: CaseOnRecord,
    form: str,
    position: int,
    day: date,
    times: tuple[str, str],
    reason: str,
) -> Result | Refused:
    try:
        started_at = local_moment(day, times[0], who.agency.zone, "started_at") if times[0].strip() else None
        finished_at = local_moment(day, times[1], who.agency.zone, "finished_at")
    except Refused as unreadable:
        return unreadable
    return send(
        who, form, "record_step", case_id=case.case_id, step_position=position, backfilled=True,
        started_at=started_at, finished_at=finished_at, reason=reason.strip() or None,
    )  # fmt: skip


def _tap(who: Visitor, case: CaseOnRecord) -> None:
    """A step without a transaction: begun and finished by a tap each, or only finished."""
    form = turn(f"tap:{case.case_id}")
    form_shown(form)
    begun: dict[str, Any] = st.session_state.setdefault(f"begun:{form}", {})
    names = _names(case.tappable)
    first_missing = next((place for place, one in enumerate(case.tappable) if not one.is_recorded), 0)
    position = st.selectbox(
        _("Step"), list(names), format_func=names.__getitem__, index=first_missing, key=f"step:{form}",
        disabled=bool(begun),
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("It begins now"), key=f"begin:{form}", disabled=bool(begun)):
            begun.update(position=position, at=who.now())
            st.rerun()
        if st.button(_("It is done now"), type="primary", key=f"done:{form}"):
            started_at: datetime | None = begun.get("at")
            outcome = send(
                who, form, "record_step", case_id=case.case_id,
                step_position=begun.get("position", position), started_at=started_at,
            )  # fmt: skip
            _answered(outcome, f"tap:{case.case_id}", _("The step is on record."))
        if begun and st.button(_("It has not begun"), type="tertiary", key=f"undo:{form}"):
            begun.clear()
            st.rerun()
    if begun:
        st.caption(_("Running since {time}.", time=local_time(begun["at"], who.zone)))
    else:
        st.caption(_("Without its beginning the step is recorded, not timed."))


def _accept(who: Visitor, case: CaseOnRecord) -> None:
    form = turn(f"accept:{case.case_id}")
    form_shown(form)
    names = _names(case.units)
    open_ones = [(one.unit.position, name) for one in case.units for name in one.deviations if name not in one.accepted]
    first_position, first_deviation = open_ones[0] if open_ones else (case.units[0].unit.position, DEVIATIONS[0])
    with st.form(form, border=False):
        left, right = st.columns([5, 2])
        position = left.selectbox(
            _("Step"), list(names), format_func=names.__getitem__, index=list(names).index(first_position),
            key=f"step:{form}",
        )  # fmt: skip
        deviation = right.selectbox(
            _("Deviation"), DEVIATIONS, format_func=deviation_name, index=DEVIATIONS.index(first_deviation),
            key=f"deviation:{form}",
        )  # fmt: skip
        reason = st.text_input(_("Reason"), max_chars=REASON_MAX, key=f"reason:{form}")
        if st.form_submit_button(_("Accept the deviation"), type="primary"):
            outcome = send(
                who, form, "accept_exception", case_id=case.case_id, step_position=position, deviation=deviation,
                reason=reason,
            )  # fmt: skip
            _answered(outcome, f"accept:{case.case_id}", _("The deviation is accepted and no longer counts."))
    st.caption(_("It stays on record with your name and the reason; the figures no longer count it."))


def _close(who: Visitor, case: CaseOnRecord) -> None:
    form = turn(f"close:{case.case_id}")
    form_shown(form)
    with st.form(form, border=False):
        outcome = st.selectbox(
            _("How it ended"), OUTCOMES, format_func=outcome_name, key=f"outcome:{form}",
            index=OUTCOMES.index("done" if _is_of_today(who, case) else "abandoned"), width=320,
        )  # fmt: skip
        if st.form_submit_button(_("Close the case"), type="primary"):
            answer = send(who, form, "close_case", case_id=case.case_id, outcome=outcome)
            _answered(answer, f"close:{case.case_id}", _("The case is closed."))
    st.caption(
        _(
            "“Done” also records the last step as ending now. If it ended earlier, enter the step afterwards and give"
            " the case up."
        )
    )


def _names(units: tuple[UnitOnRecord, ...]) -> dict[int, str]:
    """What each step is called in a list; recorded ones are ticked."""
    return {one.unit.position: f"{'✓ ' if one.is_recorded else ''}{unit_name(one.unit)}" for one in units}


def _is_of_today(who: Visitor, case: CaseOnRecord) -> bool:
    return local_day(case.opened_at, who.zone) == local_day(who.now(), who.zone)


def _answered(outcome: Result | Refused, form: str, sentence: str) -> None:
    if was_carried_out(outcome):
        next_turn(form)
        say_after_rerun(sentence)
        st.rerun()
