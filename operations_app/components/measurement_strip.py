"""In a measurement week, above the desk: a tap for each step of the span at hand. The transaction ends the last one."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.desk.desk import Desk
from operations_app.desk.measurement_weeks import spans_to_tap
from operations_app.shell import Visitor
from warehouse.catalogue.model import Step
from warehouse.clock import local_day
from warehouse.i18n import local_time, translator

_ = translator("operations_app")

ACTIVITY_CHARS = 40


def measurement_strip(who: Visitor, desk: Desk, *commands: str) -> None:
    """Nothing when no week holds today for what `commands` complete."""
    for sop, unit, command in spans_to_tap(who.db, who.point.code, local_day(who.now(), who.zone), commands):
        with st.container(border=True, key=f"measure:{sop.code}:{unit.position}"):
            st.caption(
                _(
                    "Measurement week, {title}: tap each step as it ends, after the first scan. Saving ends the last one;"
                    " if it is refused, the taps stand for the next attempt.",
                    title=sop.title.capitalize(),
                )
            )
            with st.container(horizontal=True):
                for step in unit.steps[:-1]:
                    _button(who, desk, command, f"{sop.code}:{step.position}", step)


def _button(who: Visitor, desk: Desk, command: str, key: str, step: Step) -> None:
    done = desk.taps.get(step.position) if desk.tapped_for == command else None
    words = " ".join(step.activity.split())
    words = words if len(words) <= ACTIVITY_CHARS else words[: ACTIVITY_CHARS - 1].rstrip() + "…"
    label = f"{step.printed_no.rstrip('.')}. {words}"
    if done:
        label = f"✓ {label} · {local_time(done, who.zone)}"
    if st.button(label, key=f"tap:{key}"):
        with desk.lock:
            desk.tap(command, step.position, who.now())
        shell.rerun()
