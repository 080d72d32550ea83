"""The accounts as the administrator sees them. Reading only."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.operations.database import OperationsDatabase


@dataclass(frozen=True)
class Account:
    login: str
    name: str
    roles: tuple[str, ...]
    agency: str | None
    service_point: str | None
    is_active: bool


def list_accounts(db: OperationsDatabase) -> list[Account]:
    """Every account, by name."""
    rows = db.rows(
        "SELECT login, name, roles, agency, service_point, is_active FROM state_accounts ORDER BY name, login"
    )
    return [Account(**{**row, "roles": tuple(row["roles"])}) for row in rows]
