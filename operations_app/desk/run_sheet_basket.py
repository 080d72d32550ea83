"""What was scanned at a site becomes one act: handed over, taken back, rolled on; and what comes off the vehicle."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from operations_app.desk.answer import Answer
from operations_app.desk.run_sheet_desk import RunSheetDesk
from warehouse.errors import BadInput
from warehouse.i18n import N_, translator
from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")


def send_basket(db: OperationsDatabase, desk: RunSheetDesk, at: datetime, entry_id: str) -> Answer:
    """One command for all that was scanned at this site for this act."""
    if not desk.basket:
        raise BadInput("something_is_scanned", N_("Nothing was scanned. Scan a copy."), field="code")
    if desk.mode == "take_back":
        return _take_back(db, desk, at, entry_id)
    numbers = [one.copy_no for one in desk.basket]
    if desk.mode == "roll_over":
        if not desk.to_site_no:
            raise BadInput("rolling_has_a_target", N_("Choose the site the copies go to."), field="to_site_no")
        fields: dict[str, Any] = {"from_site_no": desk.site_no, "to_site_no": desk.to_site_no}
        sentence = _("{count} copies rolled to {site}.", count=len(numbers), site=desk.to_site_no)
    else:
        fields = {"site_no": desk.site_no}
        sentence = _("{count} copies handed over to {site}.", count=len(numbers), site=desk.site_no)
    db.execute(desk.on_trip(desk.mode, entry_id, at, None, trip_id=desk.trip_id, copy_nos=numbers, **fields))
    desk.empty_basket()
    return Answer("done", sentence, is_saved=True)


def _take_back(db: OperationsDatabase, desk: RunSheetDesk, at: datetime, entry_id: str) -> Answer:
    by_condition = {
        condition: [one.copy_no for one in desk.basket if one.condition == condition]
        for condition in ("good", "damaged", "lost")
    }
    back = db.execute(
        desk.on_trip(
            "take_back_from_site", entry_id, at, None, trip_id=desk.trip_id, site_no=desk.site_no,
            copy_nos=by_condition["good"], damaged=by_condition["damaged"], lost=by_condition["lost"],
        )
    ).data  # fmt: skip
    desk.empty_basket()
    desk.condition = "good"
    sentence = _("{count} copies taken back from {site}.", count=back["copies"], site=desk.site_no)
    lost = _("{count} lost; they leave the collection.", count=back["lost"]) if back["lost"] else ""
    return Answer("warn" if lost else "done", sentence, lost, is_saved=True)


def forget(desk: RunSheetDesk, copy_no: str) -> None:
    """Scanned by mistake; nothing was recorded for it."""
    desk.baskets[desk.mode, desk.site_no] = [one for one in desk.basket if one.copy_no != copy_no]


def unload_seen(db: OperationsDatabase, desk: RunSheetDesk, at: datetime, entry_id: str, *, all_of_it: bool) -> Answer:
    """Back to the shelf: what the completeness check found, or everything without looking."""
    if not all_of_it and not desk.seen:
        raise BadInput("something_is_scanned", N_("Nothing was scanned. Scan a copy."), field="code")
    numbers = [] if all_of_it else sorted(desk.seen)
    result = db.execute(desk.on_trip("unload_copies", entry_id, at, None, trip_id=desk.trip_id, copy_nos=numbers)).data
    desk.seen.clear()
    left = result["on_vehicle"]
    detail = _("Still missing by the record: {count}", count=left) if left else ""
    return Answer(
        "warn" if left else "done", _("Back on the shelf: {count}", count=result["copies"]), detail, is_saved=True
    )
