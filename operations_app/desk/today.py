"""What the page Today shows beside the counts: open cases, each with the step it waits for. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from operations_app.desk.locker_board import board
from operations_app.desk.open_cases import waiting_returns
from operations_app.desk.treasury import days_to_close, is_overdue, today_of
from warehouse.i18n import local_date, number, rupiah, translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import lockers, open_cases
from warehouse.records.treasury_lookups import undeposited

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


def money_left_undone(db: OperationsDatabase, service_point: str, at: datetime) -> list[str]:
    """Days whose cash was not counted, and receipts that should be at the regional treasury by now."""
    today = today_of(db, service_point, at)
    said = []
    earlier = [day for day in days_to_close(db, service_point, at) if day < today]
    if earlier:
        said.append(
            _(
                "Cash not counted on {count} days, the first {day}.",
                count=number(len(earlier)),
                day=local_date(earlier[0]),
            )
        )
    waiting = undeposited(db, service_point)
    if is_overdue(waiting, today) and waiting.due_on:
        due = local_date(waiting.due_on)
        said.append(_("{amount} should have been deposited by {day}.", amount=rupiah(waiting.amount_idr), day=due))
    return said


def bags_left_behind(db: OperationsDatabase, service_point: str, at: datetime) -> list[str]:
    """Bags of an earlier day or still here after closing time."""
    left = board(db, service_point, at).left_behind
    return [_("Bags left behind in the lockers: {count}.", count=number(len(left)))] if left else []
