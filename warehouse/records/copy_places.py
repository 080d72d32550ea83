"""Where a copy is: on its shelf, lent, with a trip, at a site. One place at a time, provable from the facts."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx


@dataclass(frozen=True)
class Place:
    """`kind`: shelf, member, trip or site."""

    kind: str
    trip_id: str | None = None
    site_id: str | None = None


def copy_by_number(tx: Tx, copy_no: str) -> Row:
    """The state row of a copy; BadInput when its barcode is unknown."""
    copy = tx.kept_row("state_copies", "SELECT * FROM state_copies WHERE copy_no = ?", copy_no)
    if copy is None:
        raise BadInput("copy_is_known", N_("No copy has the number {no}."), field="copy_no", no=copy_no)
    if copy["agency"] != tx.agency.code:
        raise Refused("same_agency", N_("The card or a copy belongs to another agency."))
    return copy


def place_of(tx: Tx, copy: Row) -> Place:
    copy_id = str(copy["copy_id"])
    if tx.state("state_open_loans").get(copy_id):
        return Place("member")
    row = tx.state("state_copy_places").get(copy_id)
    return Place(row["place"], row["trip_id"], row["site_id"]) if row else Place("shelf")


def move(
    tx: Tx, kind: str, copy: Row, source: str, target: str, *, trip_id: str | None = None, case_id: str | None = None,
    from_site: str | None = None, to_site: str | None = None, condition: str | None = None,
) -> None:  # fmt: skip
    """One move as a fact, and the copy's place after it."""
    copy_id = str(copy["copy_id"])
    tx.insert(
        "copy_moves", move_id=new_id(), move=kind, copy_id=copy_id, title_id=str(copy["title_id"]), from_place=source,
        to_place=target, trip_id=trip_id, from_site_id=from_site, to_site_id=to_site, case_id=case_id, condition=condition,
    )  # fmt: skip
    if target in ("trip", "site"):
        tx.state("state_copy_places").put(
            {
                "copy_id": copy_id, "place": target, "trip_id": trip_id if target == "trip" else None,
                "site_id": to_site if target == "site" else None, "since": tx.at,
            }
        )  # fmt: skip
    else:
        tx.state("state_copy_places").delete(copy_id)


def elsewhere(copy: Row, kind: str) -> Refused:
    """What to say of a copy that is not on its shelf."""
    sentences = {
        "trip": N_("Copy {copy_no} is on a vehicle. Unload it first."),
        "site": N_("Copy {copy_no} lies at a site of the outreach services."),
        "member": N_("Copy {copy_no} is lent out. Take it back first."),
    }
    return Refused("copy_is_on_its_shelf", sentences[kind], copy_no=copy["copy_no"])
