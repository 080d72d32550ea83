"""Which rules stop people: a row per refusal, with the rule, its sentence and the role, and without any person in it."""

from __future__ import annotations

from datetime import datetime

from warehouse.catalogue.model import Catalogue
from warehouse.errors import Refused
from warehouse.identity.roles import Actor
from warehouse.operations.rows import Row
from warehouse.records.registry import COMMANDS


def refusal_row(
    refusal: Refused,
    command: str,
    service_point: str | None,
    actor: Actor | None,
    occurred_at: datetime,
    recorded_at: datetime,
    catalogue: Catalogue,
) -> Row:
    """The row of table `refusals`. The sentence keeps its placeholders: what filled them may be a name or a number."""
    point = catalogue.service_points.get(service_point or "")
    roles = COMMANDS[command].roles & actor.roles if actor and command in COMMANDS else frozenset()
    return {
        "occurred_at": occurred_at, "recorded_at": recorded_at, "agency": point.agency if point else None,
        "service_point": point.code if point else None, "command": command, "rule": refusal.rule,
        "role": next(iter(sorted(roles)), None), "message": refusal.message,
    }  # fmt: skip
