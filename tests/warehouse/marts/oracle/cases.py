"""Cases, a second time: deviations told apart, compliance of a whole case, service and waiting time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.warehouse.marts.oracle.agreement import Figures
from tests.warehouse.marts.oracle.compliance import Case
from tests.warehouse.marts.oracle.facts import Facts

COLUMNS = (
    "sop_code", "sop_version", "late_steps", "missing_steps", "out_of_order_steps", "repeated_steps", "missing_documents",
    "compliant", "service_s", "waiting_s",
)  # fmt: skip


def case_figures(facts: Facts, cases: list[Case], missing_documents: dict[str, int]) -> Figures:
    """(case) → deviations that no exception was accepted for, and where the time went."""
    closings = facts.with_key("case_closings", "case_id")
    found: Figures = {}
    for case in cases:
        case_id = case.row["case_id"]
        closed_at = min((row["occurred_at"] for row in closings[case_id]), default=None)
        found[case_id,] = _deviations(case, missing_documents.get(case_id, 0)) | _times(case, closed_at)
    return found


def _deviations(case: Case, missing_documents: int) -> dict[str, Any]:
    late = [unit for unit in case.units if unit.late_s > 0 and "late" not in unit.accepted]
    missing = [unit for unit in case.units if not unit.recorded and "missing" not in unit.accepted]
    disordered = [unit for unit in case.units if unit.is_out_of_order and "out_of_order" not in unit.accepted]
    repeated = sum(max(len(unit.events) - 1, 0) for unit in case.units if "repeated" not in unit.accepted)
    untimed = [u for u in case.units if u.recorded and u.shape.standard_s is not None and not u.timed]
    return {
        "sop_code": case.version.code,
        "sop_version": case.version.version,
        "late_steps": len(late),
        "missing_steps": len(missing),
        "out_of_order_steps": len(disordered),
        "repeated_steps": repeated,
        "missing_documents": missing_documents,
        "compliant": not (late or missing or disordered or untimed or missing_documents),
    }


def _times(case: Case, closed_at: datetime | None) -> dict[str, Any]:
    """Service: the steps' durations added up. Waiting: the case's time by the clock in which no step was worked on."""
    durations = [unit.duration_s for unit in case.units if unit.duration_s is not None]
    service_s = sum(durations) if durations else None
    if closed_at is None:
        return {"service_s": service_s, "waiting_s": None}
    opened_at: datetime = case.row["occurred_at"]
    waiting_s, reached = max((closed_at - opened_at).total_seconds(), 0), opened_at
    for started, finished in sorted(stretch for unit in case.units for stretch in unit.worked):
        begin, end = max(started, reached), min(finished, closed_at)
        if begin < end:
            waiting_s -= (end - begin).total_seconds()
            reached = end
    return {"service_s": service_s, "waiting_s": waiting_s}
