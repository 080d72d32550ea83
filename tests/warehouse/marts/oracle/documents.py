"""Documents a case must have, a second time: DOMAIN.md, "Documents a case must have", in plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.warehouse.marts.oracle.agreement import Figures
from tests.warehouse.marts.oracle.calendars import end_of_next_working_day
from tests.warehouse.marts.oracle.compliance import Case
from tests.warehouse.marts.oracle.facts import Facts, moment, Row, wall_clock
from tests.warehouse.marts.oracle.trips import Moved, Trips
from warehouse.catalogue.model import Step

LISTS_COPIES = ("handover_ba", "return_ba", "loan_evidence", "stock_ba")
SIGNED_BY = {
    "handover_ba": {"sender", "recipient"},
    "return_ba": {"sender", "recipient"},
    "loan_evidence": {"sender", "recipient"},
    "stock_ba": {"sender"},
    "daily_report": {"sender", "recipient"},  # countersigned by the local head
    "travel_report": {"sender"},
    "activity_report": {"sender"},
    "approval": {"acknowledger"},
    "survey": {"sender"},
    "schedule": {"sender"},
}
WORST = ("missing", "inconsistent", "unsigned")


@dataclass(frozen=True)
class Need:
    """One paper that one step asks for, at one site (None: of the case as a whole)."""

    due_at: datetime
    paper: Row | None  # None and not `has_receipt`: nothing on file
    has_receipt: bool
    is_missing: bool
    is_unsigned: bool
    is_inconsistent: bool

    @property
    def on_file(self) -> bool:
        return self.paper is not None or self.has_receipt

    @property
    def status(self) -> str | None:
        if not self.on_file:
            return "missing" if self.is_missing else None
        return "inconsistent" if self.is_inconsistent else "unsigned" if self.is_unsigned else "complete"

    @property
    def since_at(self) -> datetime:
        """A missing paper's finding counts from its deadline, a wrong one's from its issue."""
        return self.paper["occurred_at"] if self.paper else self.due_at


class Papers:
    """The papers of all cases, and what they are held against."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.trips = facts, Trips(facts)
        void = {row["document_id"] for row in facts.of("document_voids")}
        self.standing = [row for row in facts.of("documents") if row["document_id"] not in void]
        self.lists = facts.with_key("document_copies", "document_id")
        self.signatures = facts.with_key("document_signatures", "document_id")
        self.exceptions = facts.with_key("case_exceptions", "case_id")
        self.conditions = facts.with_key("case_conditions", "case_id")

    def needs(self, case: Case, step: Step) -> tuple[bool, list[Need]]:
        """Whether the step asks for its document, and the papers it asks for (or that are on file unasked)."""
        case_id, kind = case.row["case_id"], step.required_document
        unit = next((unit for unit in case.units if step in unit.shape.steps), None)
        holding = {row["condition"] for row in self.conditions[case_id]}
        moved = self.trips.moved(case_id)
        required = unit is not None and (step.document_condition is None or step.document_condition in holding)
        if kind == "return_ba" and _all_lost(moved):
            required = False  # there is nothing to list
        done_at = unit.events[0]["finished_at"] if unit and unit.events else None
        papers = [row for row in self.standing if row["case_id"] == case_id and row["document_kind"] == kind]
        scans = {site: min(m.at for m in of_site) for site, of_site in _by_site(kind, moved).items()}
        sites = sorted(set(scans) | {row["site_id"] for row in papers if row["site_id"]}) or [None]
        found = []
        for site in sites:
            paper = _last(papers, site) or _last(papers, None)
            has_receipt = kind == "receipt" and self._has_receipt(case_id)
            if not required and paper is None:
                continue
            moments = [scans.get(site), done_at, self.trips.ended_at(case_id), paper["occurred_at"] if paper else None]
            asked_at = next((at for at in moments if at is not None), None)
            if asked_at is None:
                continue  # its step is not done, and the trip has not ended
            found.append(self._need(case, asked_at, paper, has_receipt, moved))
        return required, found

    def _need(self, case: Case, asked_at: datetime, paper: Row | None, has_receipt: bool, moved: list[Moved]) -> Need:
        agency = case.row["agency"]
        due_at = moment(agency, end_of_next_working_day(case.agency, asked_at))
        return Need(
            due_at, paper, has_receipt, is_missing=self.facts.last_moment(agency) > due_at,
            is_unsigned=paper is not None and self._is_unsigned(paper),
            is_inconsistent=paper is not None and self._is_inconsistent(paper, moved),
        )  # fmt: skip

    def _is_unsigned(self, paper: Row) -> bool:
        signed = {row["party"] for row in self.signatures[paper["document_id"]]}
        return not SIGNED_BY.get(paper["document_kind"], set()) <= signed

    def _is_inconsistent(self, paper: Row, moved: list[Moved]) -> bool:
        """Its copy list and the scanned copies differ."""
        kind = paper["document_kind"]
        if kind not in LISTS_COPIES:
            return False
        listed = {row["copy_id"] for row in self.lists[paper["document_id"]]}
        if kind == "stock_ba":
            place = {m.copy: m.to_place for m in moved if m.at <= paper["occurred_at"]}
            return listed != {copy for copy, at in place.items() if at == "trip"}
        scanned = {
            m.copy
            for site, of_site in _by_site(kind, moved).items()
            for m in of_site
            if paper["site_id"] in (None, site)
        }
        return listed != scanned

    def _has_receipt(self, case_id: str) -> bool:
        """A payment for the case that no reversal took back; the form's own receipt is another one."""
        reversed_payments = {row["payment_id"] for row in self.facts.of("payment_reversals")}
        charges = {row["charge_id"] for row in self.facts.of("charges") if row.get("case_id") == case_id}
        return any(
            row["payment_id"] not in reversed_payments and row["revenue_kind"] != "form"
            for row in self.facts.of("payments")
            if row.get("case_id") == case_id or row["charge_id"] in charges
        )

    def is_accepted(self, case: Case, step: Step) -> bool:
        """An exception that names a step excuses the document of that step only."""
        unit = next((unit.shape.position for unit in case.units if step in unit.shape.steps), step.unit)
        of_case = self.exceptions[case.row["case_id"]]
        return any(row["deviation"] == "document" and row["unit_position"] in (None, unit) for row in of_case)


def _by_site(kind: str | None, moved: list[Moved]) -> dict[str, list[Moved]]:
    """What was scanned for a paper, by its site: handed over or rolled on to it, taken back or rolled on from it."""
    found: dict[str, list[Moved]] = {}
    for m in moved:
        if kind in ("handover_ba", "loan_evidence") and m.move in ("hand_over", "roll_over") and m.to_site:
            found.setdefault(m.to_site, []).append(m)
        if kind == "return_ba" and m.move in ("take_back", "roll_over") and m.from_site:
            found.setdefault(m.from_site, []).append(m)
    return found


def _all_lost(moved: list[Moved]) -> bool:
    moves = {m.move for m in moved}
    return "lost" in moves and not moves & {"take_back", "roll_over"}


def _last(papers: list[Row], site: str | None) -> Row | None:
    of_site = [row for row in papers if row["site_id"] == site]
    return max(of_site, key=lambda row: row["occurred_at"]) if of_site else None


COLUMNS = (
    "required", "status", "due_at", "age_days", "papers_needed", "papers_missing", "papers_unsigned", "papers_inconsistent",
    "is_accepted",
)  # fmt: skip


def document_figures(facts: Facts, cases: list[Case]) -> Figures:
    """(case, document) → how it stands: the worst of its papers, and since when."""
    papers, found = Papers(facts), {}
    for case in cases:
        for step in case.version.steps:
            if step.required_document:
                required, needs = papers.needs(case, step)
                if needs:
                    accepted = papers.is_accepted(case, step)
                    found[case.row["case_id"], step.required_document] = _row(facts, case, required, needs, accepted)
    return found


def _row(facts: Facts, case: Case, required: bool, needs: list[Need], is_accepted: bool) -> dict[str, Any]:
    agency = case.row["agency"]
    stands = {need.status for need in needs}
    all_on_file = all(need.on_file for need in needs)
    status = next((worst for worst in WORST if worst in stands), "complete" if all_on_file else None)
    since = min((need.since_at for need in needs if need.status == status), default=None)
    today = wall_clock(agency, facts.last_moment(agency)).date()
    owed = [need.due_at for need in needs if not need.on_file] or [need.due_at for need in needs]
    return {
        "required": required,
        "status": status,
        "due_at": min(owed),
        "age_days": (today - wall_clock(agency, since).date()).days if since and status in WORST else None,
        "papers_needed": len(needs),
        "papers_missing": sum(need.status == "missing" for need in needs),
        "papers_unsigned": sum(need.is_unsigned for need in needs),
        "papers_inconsistent": sum(need.is_inconsistent for need in needs),
        "is_accepted": is_accepted,
    }


def missing_documents(documents: Figures) -> dict[str, int]:
    """(case) → documents past their deadline with none on file, no exception accepted."""
    found: dict[str, int] = {}
    for (case_id, _kind), row in documents.items():
        found[case_id] = found.get(case_id, 0) + (row["status"] == "missing" and not row["is_accepted"])
    return found
