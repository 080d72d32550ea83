"""Documents a case must have, a second time: DOMAIN.md, "Documents a case must have", in plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.warehouse.marts.oracle.calendars import end_of_next_working_day
from tests.warehouse.marts.oracle.compliance import Case, Judged
from tests.warehouse.marts.oracle.facts import Facts, moment
from warehouse.catalogue.model import Step


@dataclass(frozen=True)
class Paper:
    """One document that one case must have, and how it stands."""

    kind: str
    step: Step
    due_at: datetime | None  # None: not owed yet
    status: str  # complete, missing, unsigned, inconsistent, open (not owed yet, or not due)
    is_accepted: bool


def owed_since(facts: Facts, case: Case, unit: Judged) -> datetime | None:
    """The step is done, or the trip has ended."""
    if unit.events:
        finished_at: datetime = unit.events[0]["finished_at"]
        return finished_at
    return None


def receipt_on_file(facts: Facts, case: Case) -> bool:
    """A payment for the case that no reversal took back."""
    reversed_payments = {row["payment_id"] for row in facts.of("payment_reversals")}
    charges = {row["charge_id"] for row in facts.of("charges") if row.get("case_id") == case.row["case_id"]}
    return any(
        row["charge_id"] in charges and row["payment_id"] not in reversed_payments for row in facts.of("payments")
    )


def papers(facts: Facts, case: Case) -> list[Paper]:
    """Every document that the case must have."""
    conditions = {row["condition"] for row in facts.of("case_conditions") if row["case_id"] == case.row["case_id"]}
    now, found = facts.last_moment(case.row["agency"]), []
    for unit in case.units:
        for step in unit.shape.steps:
            if not step.required_document or (step.document_condition and step.document_condition not in conditions):
                continue
            since = owed_since(facts, case, unit)
            due_at = end_of_next_working_day(unit.agency, since) if since else None
            due = moment(case.row["agency"], due_at) if due_at else None
            on_file = step.required_document == "receipt" and receipt_on_file(facts, case)
            status = "complete" if on_file else "missing" if due is not None and due <= now else "open"
            accepted = any(
                row["case_id"] == case.row["case_id"] and row["deviation"] == "document"
                for row in facts.of("case_exceptions")
            )
            found.append(Paper(step.required_document, step, due, status, accepted))
    return found


def missing_documents(facts: Facts, cases: list[Case]) -> dict[str, int]:
    """(case) → documents past their deadline with none on file, no exception accepted."""
    found = {}
    for case in cases:
        owed = [paper for paper in papers(facts, case) if paper.status == "missing" and not paper.is_accepted]
        found[case.row["case_id"]] = len(owed)
    return found
