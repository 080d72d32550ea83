"""What the staff see of the satisfaction survey: how many answered here. Never what anybody answered. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from warehouse import sql
from warehouse.operations.database import OperationsDatabase


@dataclass(frozen=True)
class Answered:
    """`lately`: in the thirty local days that end with today."""

    today: int
    lately: int
    last_at: datetime | None


def answered(db: OperationsDatabase, point: str, zone: str, today: date) -> Answered:
    [row] = db.query(sql.read("operations_app.desk", "survey_count"), point=point, zone=zone, today=today)
    return Answered(row["today"], row["lately"], row["last_at"])
