"""Vehicles, driving licences, and the PIN an officer signs papers with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from warehouse.errors import BadInput, NotAllowed, Refused
from warehouse.i18n import N_
from warehouse.identity.passwords import hash_pin, verify_pin
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.models_road import AddLicence, AddVehicle, SetPin

PIN_TRIES, PIN_WINDOW = 5, timedelta(minutes=15)


def add_vehicle(tx: Tx, command: AddVehicle) -> dict[str, Any]:
    """A vehicle, or a change of one that is known by its number (sold: is_active false)."""
    known = tx.row(
        "SELECT * FROM state_vehicles WHERE agency = ? AND vehicle_no = ?", tx.agency.code, command.vehicle_no
    )
    vehicle_id = str(known["vehicle_id"]) if known else new_id()
    described = {"vehicle_no": command.vehicle_no, "kind": command.kind, "is_active": command.is_active}
    tx.insert("vehicles", vehicle_row_id=new_id(), vehicle_id=vehicle_id, plate_no=command.plate_no, **described)
    tx.change("DELETE FROM state_vehicles WHERE vehicle_id = ?", vehicle_id)
    tx.put("state_vehicles", {**described, "vehicle_id": vehicle_id, "agency": tx.agency.code})
    return {"vehicle_id": vehicle_id, "vehicle_no": command.vehicle_no}


def vehicle_by_number(tx: Tx, vehicle_no: str) -> Row:
    vehicle = tx.kept_row(
        "state_vehicles", "SELECT * FROM state_vehicles WHERE agency = ? AND vehicle_no = ?", tx.agency.code, vehicle_no
    )
    if vehicle is None or not vehicle["is_active"]:
        raise BadInput(
            "vehicle_is_known", N_("There is no vehicle {no} in service."), field="vehicle_no", no=vehicle_no
        )
    return vehicle


def staff_by_login(tx: Tx, login: str) -> Row:
    """The open account of this agency."""
    found = tx.kept_row("state_accounts", "SELECT * FROM state_accounts WHERE login = ? AND is_active", login)
    if found is None or found["agency"] not in (None, tx.agency.code):
        raise BadInput("officer_is_known", N_("There is no officer {login} in this agency."), field="crew", login=login)
    return found


def add_licence(tx: Tx, command: AddLicence) -> dict[str, Any]:
    """SOP outreach, qualifications. The last entry of a kind holds."""
    officer = staff_by_login(tx, command.login)
    tx.insert(
        "staff_licences", licence_id=new_id(), staff_key=str(officer["staff_key"]), licence=command.licence,
        valid_until=command.valid_until,
    )  # fmt: skip
    return {"login": command.login, "licence": command.licence}


def licences_of(tx: Tx, staff_key: str) -> list[tuple[str, Any]]:
    rows = tx.fact_rows(
        "SELECT licence, arg_max(valid_until, txid) AS valid_until FROM staff_licences WHERE staff_key = ? GROUP BY licence",
        staff_key,
    )
    return [(row["licence"], row["valid_until"]) for row in rows]


def set_pin(tx: Tx, command: SetPin) -> dict[str, Any]:
    """Only for oneself: the account that sends the command is the one whose PIN is set."""
    if tx.actor.staff_key is None:
        raise NotAllowed("pin_is_ones_own", N_("A PIN is set by the officer it belongs to."))
    if len(set(command.pin)) == 1 or command.pin in "0123456789876543210":
        raise BadInput("pin_is_hard_to_guess", N_("This PIN is easily guessed. Choose another one."), field="pin")
    pin_id = new_id()
    argon2 = hash_pin(command.pin, salt=UUID(pin_id).bytes)  # a salt need not be secret, only used once
    tx.insert("staff_pins", pin_id=pin_id, staff_key=tx.actor.staff_key, argon2=argon2)
    return {"login": tx.actor.login}


def check_pin(tx: Tx, pin: str | None) -> None:
    """Refused unless `pin` is the acting officer's own. Five wrong ones within a quarter of an hour lock it."""
    if tx.actor.is_system:
        return
    tries = tx.fact_rows(
        "SELECT count(*) AS tries FROM sign_in_attempts WHERE login = ? AND attempted_at > ?",
        pin_tries(tx.actor.login), tx.recorded_at - PIN_WINDOW,
    )  # fmt: skip
    if tries[0]["tries"] >= PIN_TRIES:
        raise Refused("pin_is_not_locked", N_("Too many wrong PINs. Try again in a quarter of an hour."))
    own = tx.fact_rows(
        "SELECT argon2 FROM staff_pins WHERE staff_key = ? ORDER BY txid DESC LIMIT 1", tx.actor.staff_key
    )
    if not own:
        raise Refused("officer_has_a_pin", N_("You have no PIN yet. Set one first (My papers)."))
    if pin is None or not verify_pin(own[0]["argon2"], pin):
        raise Refused(WRONG_PIN, N_("This is not your PIN. Type it again."))


WRONG_PIN = "pin_is_right"


def pin_tries(login: str) -> str:
    """Under which name wrong PINs are counted, apart from passwords."""
    return f"{login} PIN"
