"""Opening, finding and closing the case a command belongs to: the small acts that most records share."""

from __future__ import annotations

from datetime import datetime

from warehouse.catalogue.model import SopVersion
from warehouse.clock import local_day
from warehouse.errors import Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.measured import insert_case
from warehouse.records.steps import note_moment, OPEN_PAUSES, record_event


def version_of(tx: Tx, sop_code: str, opened_at: datetime) -> SopVersion:
    """The version that judges a case of this agency opened then."""
    return tx.catalogue.version_for(sop_code, tx.agency.code, local_day(opened_at, tx.agency.timezone))


def open_case(
    tx: Tx, sop_code: str, *, visit_id: str | None = None, member_key: str | None = None, case_id: str | None = None,
    last_finished_at: datetime | None = None,
) -> str:  # fmt: skip
    """A case that stays open on the desk; it opened with the command's first scan or keystroke. Returns its id."""
    case_id = case_id or new_id()
    opened_at = tx.command.started_at or tx.at
    insert_case(tx, sop_code, case_id=case_id, occurred_at=opened_at, visit_id=visit_id, member_key=member_key)
    tx.state("state_open_cases").put(
        {
            "case_id": case_id, "sop_code": sop_code, "agency": tx.agency.code, "service_point": tx.service_point.code,
            "visit_id": visit_id, "member_key": member_key, "opened_at": opened_at, "last_finished_at": last_finished_at,
        }
    )  # fmt: skip
    return case_id


def the_open_case(tx: Tx, case_id: str, sop_code: str | None = None) -> Row:
    """The open case of this service point; Refused when it is closed, elsewhere, or of another SOP."""
    case = tx.state("state_open_cases").get(case_id)
    if case is None or case["service_point"] != tx.service_point.code or sop_code not in (None, case["sop_code"]):
        raise Refused("case_is_open", N_("This case is closed, or belongs to another desk."))
    return case


def open_case_of_visit(tx: Tx, sop_code: str, visit_id: str) -> Row | None:
    """The case of that SOP that is open for the visit."""
    return next(
        (case for case in tx.state("state_open_cases").by("visit_id", visit_id) if case["sop_code"] == sop_code), None
    )


def close(tx: Tx, case: Row, outcome: str = "done") -> None:
    tx.insert("case_closings", closing_id=new_id(), case_id=case["case_id"], outcome=outcome)
    tx.state("state_open_cases").delete(case["case_id"])
    tx.state(OPEN_PAUSES).delete(case["case_id"])
    for trip in tx.state("state_trips").by("case_id", case["case_id"]):
        tx.state("state_trips").delete(trip["trip_id"])


def complete_once(tx: Tx, case_id: str, command: str, began: datetime | None = None) -> None:
    """The step that `command` completes, the first time it does: further stops of a trip are the same step going on."""
    open_ = tx.state("state_open_cases").get(case_id)
    case = open_ or tx.fact_rows("SELECT sop_code, occurred_at AS opened_at FROM cases WHERE case_id = ?", case_id)[0]
    for unit in version_of(tx, case["sop_code"], case["opened_at"]).units_completed_by(command):
        if tx.fact_rows("SELECT 1 FROM step_events WHERE case_id = ? AND unit_position = ?", case_id, unit.position):
            continue
        if unit.condition and not tx.fact_rows(
            "SELECT 1 FROM case_conditions WHERE case_id = ? AND condition = ?", case_id, unit.condition
        ):
            tx.insert("case_conditions", condition_id=new_id(), case_id=case_id, condition=unit.condition)
        seen = open_["last_finished_at"] if open_ else None
        record_event(
            tx, case_id=case_id, sop_code=case["sop_code"], unit=unit.position,
            started_at=began or tx.command.started_at or seen,
        )  # fmt: skip
        note_moment(tx, case_id, tx.at)
