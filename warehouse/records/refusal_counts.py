"""Which rules stop people most: for the head of service. Rules and roles, no persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from warehouse import sql
from warehouse.records.lookups import QUERIES, Reader


@dataclass(frozen=True)
class RuleCount:
    """`message` is the msgid of the sentence that people saw most for this rule; its placeholders are not filled."""

    rule: str
    message: str | None
    command: str
    role: str | None
    count: int
    last_at: datetime


def refusals_by_rule(db: Reader, agency: str, first: date, last: date) -> list[RuleCount]:
    """Refusals of an agency from local day `first` to `last`, by rule, command and role; the most frequent first."""
    zone = db.catalogue.agency(agency).timezone
    rows = db.query(sql.read(QUERIES, "refusals_by_rule"), agency=agency, zone=zone, first=first, last=last)
    return [RuleCount(**row) for row in rows]
