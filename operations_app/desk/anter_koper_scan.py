"""Scanning for ANTER KOPER: the load onto the vehicle, and at the site what stays and what comes back. No Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from typing import Any

from operations_app.desk.answer import Answer, refused
from operations_app.desk.desk import Desk
from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_, translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import clean_code

_ = translator("operations_app")

_COPY = files("operations_app.desk").joinpath("anter_koper_copy.sql").read_text("utf-8")


@dataclass
class AnterKoperDesk(Desk):
    """A trip is being loaded (`site_id` None), or copies are counted at one of its stops: `out` stays, `back` comes."""

    trip_id: str | None = None
    site_id: str | None = None
    loading_since: datetime | None = None
    out: dict[str, str] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)

    def turn_to(self, trip_id: str | None, site_id: str | None) -> None:
        """Another trip or another stop: nothing is carried over."""
        if (trip_id, site_id) != (self.trip_id, self.site_id):
            self.trip_id, self.site_id, self.last_answer = trip_id, site_id, None
            self.out, self.back = {}, {}

    def clear(self) -> None:
        self.out, self.back, self.last_answer = {}, {}, None


def scan(
    db: OperationsDatabase, desk: AnterKoperDesk, code: str, first_key_at: datetime | None, at: datetime, scan_id: str
) -> Answer:
    """A copy's barcode. Loading puts it on the vehicle at once; counting lays it on its heap."""
    if desk.trip_id is None:
        return Answer("refused", _("This desk takes no scans."), rule="desk_scans")
    try:
        if not code.strip():
            return Answer("info", _("Scan the barcode of a book."))
        copy_no = clean_code(code)
        return (
            _load(db, desk, copy_no, first_key_at, at, scan_id) if desk.site_id is None else _count(db, desk, copy_no)
        )
    except Refused as refusal:
        return refused(refusal)


def _load(
    db: OperationsDatabase,
    desk: AnterKoperDesk,
    copy_no: str,
    first_key_at: datetime | None,
    at: datetime,
    scan_id: str,
) -> Answer:
    done = db.execute(desk.command("load_copies", scan_id, at, first_key_at, trip_id=desk.trip_id, copy_nos=[copy_no]))
    desk.loading_since = desk.loading_since or first_key_at or at
    title = _copy(db, desk, copy_no)["title"]
    return Answer(
        "ok", _("{title} is on the vehicle.", title=title), _("{count} on the vehicle", count=done.data["on_vehicle"]),
        is_saved=True,
    )  # fmt: skip


def _count(db: OperationsDatabase, desk: AnterKoperDesk, copy_no: str) -> Answer:
    copy = _copy(db, desk, copy_no)
    copy_no, title = copy["copy_no"], copy["title"]
    for heap, name in ((desk.out, _("stays here")), (desk.back, _("comes back"))):
        if copy_no in heap:
            return Answer(
                "info", _("{title} has been scanned already ({heap}).", title=title, heap=name), _counts(desk)
            )
    if copy["place"] == "trip" and str(copy["trip_id"]) == desk.trip_id:
        desk.out[copy_no] = title
        return Answer("ok", _("{title} stays here.", title=title), _counts(desk))
    if copy["place"] == "site" and str(copy["site_id"]) == desk.site_id:
        desk.back[copy_no] = title
        return Answer("ok", _("{title} comes back.", title=title), _counts(desk))
    raise Refused("copy_is_here", N_("{title} is neither on this vehicle nor at this site. Lay it aside."), title=title)


def _copy(db: OperationsDatabase, desk: AnterKoperDesk, copy_no: str) -> dict[str, Any]:
    found = db.query(_COPY, copy_no=copy_no, agency=db.catalogue.agency_of(desk.service_point).code)
    if not found:
        raise BadInput("copy_is_known", _("No copy has this number."), field="copy_no")
    return found[0]


def _counts(desk: AnterKoperDesk) -> str:
    return _("{out} stay here, {back} come back", out=len(desk.out), back=len(desk.back))
