"""What the page Today shows beside the counts: open cases, each with the step it waits for. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from operations_app.desk.open_cases import waiting_returns
from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import lockers, open_cases

_ = translator("operations_app")


@dataclass(frozen=True)
class OpenNow:
    """A case on some desk. `since`: the last observed moment, where the step it waits for begins."""

    title: str
    who: str
    step: str
    since: datetime
    standard_s: int | None


@dataclass(frozen=True)
class BagsHeld:
    count: int
    longest_s: float


def open_now(db: OperationsDatabase, service_point: str, at: datetime) -> list[OpenNow]:
    """Returns with their next step; cases of other SOPs since they were opened."""
    returns = [
        OpenNow(_("Return"), one.member_name, one.step, one.step_began_at, one.standard_s)
        for one in waiting_returns(db, service_point, at)
    ]
    others = [
        OpenNow(case.sop_title.capitalize(), case.member_name or "", "", case.opened_at, None)
        for case in open_cases(db, service_point)
        if case.sop_code != "return"
    ]
    return sorted(returns + others, key=lambda one: one.since)


def waiting_step(case: OpenNow) -> str:
    return case.step or _("next step")


def bags_held(db: OperationsDatabase, service_point: str, at: datetime) -> BagsHeld | None:
    """Bags in the lockers; None when there are none."""
    held = lockers(db, service_point)
    if not held:
        return None
    return BagsHeld(len(held), max((at - one.deposited_at).total_seconds() for one in held))
