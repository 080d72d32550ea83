"""Places served: schools, houses of worship, households and others. Names and contacts stay at the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.models_road import AddSite, UpdateSite

PUBLIC = ("level", "people_served", "region_code", "latitude", "longitude")
PRIVATE = ("name", "address", "contact_name", "contact_phone", "signer_name", "signer_office")
NAMED_AFTER_PEOPLE = frozenset({"household"})  # the family's name is personal data


def site_by_number(tx: Tx, site_no: str) -> Row:
    """The state row of a site; BadInput when the agency has none of that number."""
    site = tx.kept_row(
        "state_sites", "SELECT * FROM state_sites WHERE agency = ? AND site_no = ?", tx.agency.code, site_no
    )
    if site is None:
        raise BadInput("site_is_known", N_("There is no site {no}."), field="site_no", no=site_no)
    return site


def add_site(tx: Tx, command: AddSite) -> dict[str, Any]:
    """A new place. It counts from today."""
    if tx.row("SELECT 1 AS taken FROM state_sites WHERE agency = ? AND site_no = ?", tx.agency.code, command.site_no):
        raise Refused("site_number_is_free", N_("The site number {no} is taken."), no=command.site_no)
    if not command.name:
        raise BadInput("site_has_a_name", N_("Write the name of the site."), field="name")
    site_id = new_id()
    public = {name: getattr(command, name) for name in PUBLIC} | {"people_served": command.people_served or 0}
    _write(
        tx, site_id, command.site_no, command.kind, {**public, "services": list(command.services or ()), "closed_on": None,
        "registered_on": tx.today}, {name: getattr(command, name) for name in PRIVATE},
    )  # fmt: skip
    return {"site_id": site_id, "site_no": command.site_no}


def update_site(tx: Tx, command: UpdateSite) -> dict[str, Any]:
    """A correction or a closing: the rows before it stay. A site with copies of ours is not closed."""
    site = site_by_number(tx, command.site_no)
    site_id = str(site["site_id"])
    if command.closed_on and tx.state("state_copy_places").by("site_id", site_id):
        raise Refused(
            "site_owes_no_copies",
            N_("Copies of the library still lie at site {no}. Take them back first."),
            no=command.site_no,
        )
    last = tx.fact_rows("SELECT * FROM sites WHERE site_id = ? ORDER BY txid DESC LIMIT 1", site_id)[0]
    known = tx.fact_rows("SELECT * FROM site_identities WHERE site_id = ? ORDER BY txid DESC LIMIT 1", site_id)[0]
    changed = {name: value for name in (*PUBLIC, "closed_on") if (value := getattr(command, name)) is not None}
    named = {name: value for name in PRIVATE if (value := getattr(command, name)) is not None}
    for name in command.emptied:
        (changed if name in PUBLIC else named).setdefault(name, None)
    if command.services is not None:
        changed["services"] = list(command.services)
    if not changed and not named:
        raise BadInput(
            "something_is_corrected", N_("Nothing was changed. Fill in what is to be corrected."), field="name"
        )
    kept = {name: last[name] for name in (*PUBLIC, "services", "registered_on", "closed_on")}
    _write(tx, site_id, command.site_no, last["kind"], {**kept, **changed}, {n: known[n] for n in PRIVATE} | named)
    return {"site_id": site_id, "site_no": command.site_no}


def open_on(site: Row, day: date) -> None:
    """Refused when the site is closed on that day."""
    if site["closed_on"] and site["closed_on"] < day:
        raise Refused("site_is_open", N_("Site {no} was closed. Choose another one."), no=site["site_no"])


def _write(tx: Tx, site_id: str, site_no: str, kind: str, public: Row, private: Row) -> None:
    row_id = new_id()
    tx.insert(
        "sites", site_row_id=row_id, site_id=site_id, site_no=site_no, kind=kind,
        public_name=None if kind in NAMED_AFTER_PEOPLE else private["name"], **public,
    )  # fmt: skip
    tx.insert("site_identities", site_row_id=row_id, site_id=site_id, **private)
    tx.change("DELETE FROM state_sites WHERE agency = ? AND site_no = ?", tx.agency.code, site_no)
    tx.put(
        "state_sites",
        {
            "site_no": site_no, "agency": tx.agency.code, "site_id": site_id, "name": private["name"], "kind": kind,
            "services": public["services"], "closed_on": public["closed_on"],
        },
    )  # fmt: skip
