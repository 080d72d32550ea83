"""What is open at a service point, each with the step it waits for and that step's standard. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import unit_standard_s

_ = translator("operations_app")
_WAITING_RETURNS = files("operations_app.desk").joinpath("waiting_returns.sql").read_text("utf-8")


@dataclass(frozen=True)
class WaitingReturn:
    """A return whose card was not handed back yet."""

    case_id: str
    member_no: str
    member_name: str
    opened_at: datetime
    step: str
    step_began_at: datetime
    standard_s: int | None
    unpaid_idr: int
    was_fined: bool


def waiting_returns(db: OperationsDatabase, service_point: str, at: datetime) -> list[WaitingReturn]:
    """Open return cases, the oldest first."""
    found = []
    for row in db.query(_WAITING_RETURNS, point=service_point):
        unit, step = (6, _("Fine and receipt")) if row["unpaid_idr"] else (9, _("Hand the card back"))
        found.append(
            WaitingReturn(
                str(row["case_id"]), row["member_no"] or "", row["member_name"] or "", row["opened_at"], step,
                row["last_finished_at"] or row["opened_at"],
                unit_standard_s(db.catalogue, "return", unit, service_point, at),
                row["unpaid_idr"], row["was_fined"],
            )
        )  # fmt: skip
    return found
