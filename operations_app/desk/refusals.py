"""Which rules stop people most: the counts of a period as a head reads them. Reading only, nothing about persons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from operations_app.desk.command_names import command_name
from warehouse.i18n import sentence, translator
from warehouse.identity.roles import ROLES
from warehouse.operations.database import OperationsDatabase
from warehouse.records.refusal_counts import refusals_by_rule, RuleCount

_ = translator("operations_app")
_roles = translator("warehouse")

Period = Literal["today", "week", "month", "year"]
PERIODS: tuple[Period, ...] = ("today", "week", "month", "year")


@dataclass(frozen=True)
class Stop:
    """A rule with all that it stopped: which acts and which roles, the most frequent first."""

    rule: str
    sentence: str
    count: int
    last_at: datetime
    acts: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, int], ...]


def stops(db: OperationsDatabase, agency: str, first: date, last: date) -> list[Stop]:
    """One entry a rule, the most frequent first."""
    by_rule: dict[str, list[RuleCount]] = {}
    for one in refusals_by_rule(db, agency, first, last):
        by_rule.setdefault(one.rule, []).append(one)
    found = [_stop(rule, counted) for rule, counted in by_rule.items()]
    return sorted(found, key=lambda stop: (-stop.count, stop.rule))


def period_days(period: Period, today: date) -> tuple[date, date]:
    """First and last day: today, the last seven days, this month, this year."""
    first = {
        "today": today, "week": today - timedelta(days=6), "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[period]  # fmt: skip
    return first, today


def without_names(message: str | None) -> str:
    """The rule's sentence in the language in use; what was filled in is an ellipsis."""
    if not message:
        return "–"
    names = dict.fromkeys(re.findall(r"\{(\w+)", message), "…")
    return sentence(message, **names)


def _stop(rule: str, counted: Sequence[RuleCount]) -> Stop:
    commonest = max(counted, key=lambda one: one.count)
    acts: dict[str, int] = {}
    roles: dict[str, int] = {}
    for one in counted:
        act = command_name(one.command)
        role = _roles(ROLES[one.role]) if one.role in ROLES else _("no role")
        acts[act] = acts.get(act, 0) + one.count
        roles[role] = roles.get(role, 0) + one.count
    return Stop(
        rule,
        without_names(commonest.message),
        sum(one.count for one in counted),
        max(one.last_at for one in counted),
        tuple(sorted(acts.items(), key=lambda item: -item[1])),
        tuple(sorted(roles.items(), key=lambda item: -item[1])),
    )
