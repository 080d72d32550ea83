"""Pauses of a running step: waiting for the visitor or an authority is not the officer's time.

A pause is claimed only between two observed moments, as a duration is: one that nobody ended before its step did leaves
the step recorded, not timed (warehouse/marts/fct_case_units.sql).
"""

from __future__ import annotations

from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.transaction import Tx
from warehouse.records.measured import judged_position
from warehouse.records.models_measurement import PauseStep, ResumeStep
from warehouse.records.open_cases import the_open_case
from warehouse.records.steps import end_pause, OPEN_PAUSES

_BAG_IN = """SELECT 1 FROM bag_deposits AS d WHERE d.case_id = ?
    AND NOT EXISTS (SELECT 1 FROM case_closings AS c WHERE c.case_id = d.case_id)"""


def pause_step(tx: Tx, command: PauseStep) -> dict[str, Any]:
    """The open case waits from now on; a case has one pause at a time."""
    if tx.fact_rows(_BAG_IN, command.case_id):
        raise Refused(
            "bag_does_not_wait",
            N_(
                "A bag's steps run only while it is taken in, inspected or handed over. If the visitor has to come back,"
                " start over at the locker desk."
            ),
        )
    case = the_open_case(tx, command.case_id)
    if tx.state(OPEN_PAUSES).get(command.case_id):
        raise Refused("case_is_paused_once", N_("This case is paused already. Resume it first."))
    if tx.at < case["opened_at"]:
        raise BadInput(
            "pause_follows_open", N_("The time lies before the case was opened. Check the time."), field="occurred_at"
        )
    position = judged_position(tx, case, command.step_position) if command.step_position else None
    pause_id = new_id()
    tx.insert(
        "step_pauses", pause_id=pause_id, case_id=command.case_id, sop_code=case["sop_code"], unit_position=position,
        reason_code=command.reason_code, staff_key=tx.actor.staff_key, role=tx.role,
    )  # fmt: skip
    tx.state(OPEN_PAUSES).put(
        {
            "case_id": command.case_id, "pause_id": pause_id, "unit_position": position,
            "reason_code": command.reason_code, "paused_at": tx.at,
        }
    )  # fmt: skip
    return {"case_id": command.case_id, "pause_id": pause_id, "unit_position": position}


def resume_step(tx: Tx, command: ResumeStep) -> dict[str, Any]:
    the_open_case(tx, command.case_id)
    pause = tx.state(OPEN_PAUSES).get(command.case_id)
    if pause is None:
        raise Refused("case_is_paused", N_("This case is not paused."))
    if tx.at < pause["paused_at"]:
        raise BadInput(
            "resumption_follows_pause", N_("The time lies before the pause began. Check the time."), field="occurred_at"
        )
    end_pause(tx, command.case_id, tx.at)
    return {"case_id": command.case_id, "pause_id": pause["pause_id"]}
