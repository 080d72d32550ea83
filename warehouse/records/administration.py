"""Staff accounts and their roles."""

from __future__ import annotations

from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.identity.passwords import hash_password
from warehouse.identity.roles import ROLES, SYSTEM
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.models import AddStaff, ResetPassword, SetRole


def add_staff(tx: Tx, command: AddStaff) -> dict[str, Any]:
    if command.login == SYSTEM or tx.row("SELECT 1 AS taken FROM state_accounts WHERE login = ?", command.login):
        raise Refused("login_is_free", N_("The account name {login} is taken."), login=command.login)
    _known(command.roles)
    agency, point = command.agency, command.home_service_point
    if point is not None:
        if point not in tx.catalogue.service_points:
            raise BadInput(
                "service_point_is_known",
                N_("There is no service point {code}."),
                field="home_service_point",
                code=point,
            )
        agency = agency or tx.catalogue.service_point(point).agency
    if agency is not None and agency not in tx.catalogue.agencies:
        raise BadInput("agency_is_known", N_("There is no agency {code}."), field="agency", code=agency)
    if agency is None and set(command.roles) - {"administrator"}:
        raise BadInput("account_has_an_agency", N_("An account with these roles belongs to an agency."), field="agency")
    staff_key, row_id = new_id(), new_id()
    argon2 = hash_password(command.password) if command.password else None
    tx.insert(
        "staff", staff_row_id=row_id, staff_key=staff_key, agency=agency, service_point=point,
        roles=list(command.roles), is_active=True,
    )  # fmt: skip
    tx.insert(
        "staff_accounts",
        staff_row_id=row_id,
        staff_key=staff_key,
        login=command.login,
        name=command.name,
        nip=command.nip,
    )
    if argon2:
        tx.insert("staff_passwords", password_id=new_id(), staff_key=staff_key, argon2=argon2, must_change=False)
    tx.put(
        "state_accounts",
        {
            "login": command.login, "staff_key": staff_key, "name": command.name, "agency": agency, "service_point": point,
            "roles": list(command.roles), "is_active": True, "argon2": argon2, "must_change": False if argon2 else None,
        },
    )  # fmt: skip
    return {"staff_key": staff_key, "login": command.login}


def set_role(tx: Tx, command: SetRole) -> dict[str, Any]:
    """Other roles, or an account closed (`is_active` false). The last administrator stays."""
    account = _account(tx, command.login)
    _known(command.roles)
    keeps = command.is_active and "administrator" in command.roles
    if "administrator" in account["roles"] and not keeps:
        others = tx.rows("SELECT roles FROM state_accounts WHERE is_active AND login <> ?", command.login)
        if not any("administrator" in row["roles"] for row in others):
            raise Refused("one_administrator_stays", N_("The last administrator cannot be removed."))
    if account["agency"] is None and set(command.roles) - {"administrator"}:
        raise BadInput("account_has_an_agency", N_("An account with these roles belongs to an agency."), field="roles")
    row_id = new_id()
    nip = tx.fact_rows(
        "SELECT nip FROM staff_accounts WHERE staff_key = ? ORDER BY txid DESC LIMIT 1", str(account["staff_key"])
    )
    tx.insert(
        "staff", staff_row_id=row_id, staff_key=str(account["staff_key"]), agency=account["agency"],
        service_point=account["service_point"], roles=list(command.roles), is_active=command.is_active,
    )  # fmt: skip
    tx.insert(
        "staff_accounts", staff_row_id=row_id, staff_key=str(account["staff_key"]), login=command.login,
        name=account["name"], nip=nip[0]["nip"] if nip else None,
    )  # fmt: skip
    tx.change(
        "UPDATE state_accounts SET roles = ?, is_active = ? WHERE login = ?",
        list(command.roles),
        command.is_active,
        command.login,
    )
    return {"login": command.login}


def reset_password(tx: Tx, command: ResetPassword) -> dict[str, Any]:
    account = _account(tx, command.login)
    argon2 = hash_password(command.password)
    tx.insert(
        "staff_passwords",
        password_id=new_id(),
        staff_key=str(account["staff_key"]),
        argon2=argon2,
        must_change=command.must_change,
    )
    tx.change(
        "UPDATE state_accounts SET argon2 = ?, must_change = ? WHERE login = ?",
        argon2,
        command.must_change,
        command.login,
    )
    return {"login": command.login}


def _account(tx: Tx, login: str) -> Row:
    account = tx.row("SELECT * FROM state_accounts WHERE login = ?", login)
    if account is None:
        raise Refused("account_is_known", N_("There is no account {login}."), login=login)
    return account


def _known(roles: list[str]) -> None:
    unknown = sorted(set(roles) - ROLES.keys())
    if unknown:
        raise BadInput("role_is_known", N_("There is no role {role}."), field="roles", role=unknown[0])
