"""Which desk does what with a scan or an entry: one at a time per desk, and the same one only once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from operations_app.desk import (
    anter_koper_scan,
    circulation,
    guest_book,
    locker,
    membership,
    photocopy,
    records,
    rooms,
    run_sheet_acts,
    run_sheet_scan,
)
from operations_app.desk.answer import Answer
from operations_app.desk.anter_koper_scan import AnterKoperDesk
from operations_app.desk.circulation_desk import CirculationDesk
from operations_app.desk.desk import Desk
from operations_app.desk.guest_book import GuestBookDesk
from operations_app.desk.locker import LockerDesk
from operations_app.desk.membership_desk import MembershipDesk
from operations_app.desk.photocopy import PhotocopyDesk
from operations_app.desk.records import RecordsDesk
from operations_app.desk.rooms_desk import RoomsDesk
from operations_app.desk.run_sheet_desk import RunSheetDesk
from warehouse.i18n import translator

if TYPE_CHECKING:
    from warehouse.operations.database import OperationsDatabase

_ = translator("operations_app")


def scan(
    db: OperationsDatabase, desk: Desk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """Carry out a scan at whichever desk it came from."""

    def act() -> Answer:
        if isinstance(desk, CirculationDesk):
            return circulation.scan(db, desk, code, first_key_at, at, scan_id)
        if isinstance(desk, LockerDesk):
            return locker.scan(db, desk, code, first_key_at, at, scan_id)
        if isinstance(desk, GuestBookDesk):
            return guest_book.scan(db, desk, code, first_key_at, at, scan_id)
        if isinstance(desk, MembershipDesk):
            return membership.scan(db, desk, code, first_key_at, at, scan_id)
        if isinstance(desk, PhotocopyDesk):
            return photocopy.scan(db, desk, code, first_key_at, at, scan_id)
        if isinstance(desk, RoomsDesk):
            return rooms.scan(db, desk, code, first_key_at, at, scan_id)
        if isinstance(desk, RunSheetDesk):
            return run_sheet_scan.scan(db, desk, code, first_key_at, at, scan_id)
        if isinstance(desk, AnterKoperDesk):
            return anter_koper_scan.scan(db, desk, code, first_key_at, at, scan_id)
        return Answer("refused", _("This desk takes no scans."))

    return _once(desk, scan_id, at, act, is_form=False)


def entry(
    db: OperationsDatabase,
    desk: Desk,
    kind: str,
    values: dict[str, str],
    first_key_at: datetime | None,
    at: datetime,
    entry_id: str,
) -> Answer:
    """Carry out an entry of a form at whichever desk it came from."""

    def act() -> Answer:
        if isinstance(desk, GuestBookDesk):
            return guest_book.entry(db, desk, kind, values, first_key_at, at, entry_id)
        if isinstance(desk, LockerDesk):
            return locker.entry(db, desk, values, first_key_at, at, entry_id)
        if isinstance(desk, RecordsDesk):
            return records.entry(db, desk, kind, values, first_key_at, at, entry_id)
        if isinstance(desk, MembershipDesk):
            return membership.entry(db, desk, kind, values, first_key_at, at, entry_id)
        if isinstance(desk, PhotocopyDesk):
            return photocopy.entry(db, desk, kind, values, first_key_at, at, entry_id)
        if isinstance(desk, RunSheetDesk):
            return run_sheet_acts.entry(db, desk, kind, values, first_key_at, at, entry_id)
        return Answer("refused", _("This desk takes no entries."))

    return _once(desk, entry_id, at, act, is_form=True)


def _once(desk: Desk, entry_id: str, at: datetime, act: Callable[[], Answer], *, is_form: bool) -> Answer:
    with desk.lock:
        desk.used_at = at
        if entry_id in desk.answers:
            return desk.answers[entry_id]
        answer = act()
        if is_form and not answer.is_saved:  # it was refused: it is sent again, corrected, under the same id
            desk.was_refused(entry_id)
            return answer
        return desk.keep(entry_id, answer)
