"""Titles (judul) and copies (eksemplar)."""

from __future__ import annotations

from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.transaction import Tx
from warehouse.records.models import AddCopy, AddTitle

COLLECTIONS = ("general", "children", "reference", "deposit", "periodical")
NEVER_LENT = frozenset({"reference", "deposit"})


def add_title(tx: Tx, command: AddTitle) -> dict[str, Any]:
    title_id = command.title_id or new_id()
    if command.title_id and tx.fact_rows("SELECT 1 FROM titles WHERE title_id = ?", title_id):
        raise Refused("title_is_new", N_("This title is in the catalogue already."))
    tx.insert(
        "titles",
        title_row_id=new_id(), title_id=title_id, agency=tx.agency.code, title=command.title, author=command.author,
        publisher=command.publisher, publish_year=command.publish_year, isbn=command.isbn, ddc=command.ddc,
        subjects=command.subjects, language=command.language,
    )  # fmt: skip
    return {"title_id": title_id}


def add_copy(tx: Tx, command: AddCopy) -> dict[str, Any]:
    """A physical item. Reference and deposit copies are never lendable (SOP reference, step 7; SOP deposit, step 7)."""
    if command.collection not in COLLECTIONS:
        raise BadInput(
            "collection_is_known", N_("There is no collection {code} ({choices})."),
            field="collection", code=command.collection, choices=", ".join(COLLECTIONS),
        )  # fmt: skip
    rows = tx.fact_rows("SELECT txid, agency, title, author, ddc FROM titles WHERE title_id = ?", command.title_id)
    title = max(rows, key=lambda row: row["txid"], default=None)  # sorting in SQL costs four times as much
    if title is None or title["agency"] != tx.agency.code:
        raise Refused("title_is_in_the_catalogue", N_("The title of this copy is not in the catalogue."))
    if tx.row("SELECT 1 AS taken FROM state_copies WHERE copy_no = ?", command.copy_no):
        raise Refused("copy_number_is_free", N_("The copy number {no} is taken."), no=command.copy_no)
    is_lendable = command.collection not in NEVER_LENT and command.is_lendable is not False
    ddc = title["ddc"] or ""
    described = {
        "copy_id": new_id(), "copy_no": command.copy_no, "title_id": command.title_id, "agency": tx.agency.code,
        "service_point": tx.service_point.code, "collection": command.collection,
        "ddc_class": f"{ddc[0]}00" if ddc[:1].isdigit() else "", "is_lendable": is_lendable,
    }  # fmt: skip
    tx.insert(
        "copies", **described, copy_row_id=new_id(), call_number=command.call_number, acquired_on=command.acquired_on
    )
    tx.put("state_copies", {**described, "title": title["title"], "author": title["author"]})
    return {"copy_id": described["copy_id"], "copy_no": command.copy_no}
