"""Copies that come back damaged, or not at all, or leave the collection: rare acts of the circulation desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from operations_app.desk.answer import Answer
from operations_app.desk.circulation_clock import clock
from operations_app.desk.circulation_desk import CirculationDesk
from warehouse.errors import Refused
from warehouse.i18n import rupiah, translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import clean_code, copy_on_desk

_ = translator("operations_app")

REASONS = ("lost", "damaged", "weeded")


@dataclass(frozen=True)
class Leaving:
    """A copy that is about to leave the collection, as it is shown for confirmation."""

    copy_no: str
    title: str
    borrower_name: str | None
    fine_idr: int


def expect_damaged(desk: CirculationDesk, is_damaged: bool) -> None:
    """The next copy that comes back is recorded as damaged; the one after it is not."""
    desk.next_is_damaged = is_damaged


def report_lost(db: OperationsDatabase, desk: CirculationDesk, copy_no: str, at: datetime, click_id: str) -> None:
    """The member at the desk says that the copy is lost: the loan ends, days past its due day are fined."""
    with desk.lock:
        if click_id in desk.answers:
            return
        try:
            payload = desk.command("withdraw_copy", click_id, at, None, copy_no=copy_no, reason_code="lost")
            data = db.execute(payload).data
        except Refused as refusal:
            desk.keep(click_id, Answer("refused", refusal.sentence(), rule=refusal.rule, clock=clock(db, desk, at)))
            return
        desk.renewing = [one for one in desk.renewing if one.copy_no != copy_no]
        desk.keep(click_id, Answer("done", lost_sentence(data), clock=clock(db, desk, at)))


def leaving(db: OperationsDatabase, text: str, service_point: str, at: datetime) -> Leaving | Refused | None:
    """What is known of the copy; None when nobody has that number; Refused when it is no number at all."""
    try:
        copy = copy_on_desk(db, clean_code(text), service_point, at)
    except Refused as refusal:
        return refusal
    if copy is None or copy.agency != db.catalogue.agency_of(service_point).code:
        return None
    return Leaving(copy.copy_no, copy.title, copy.borrower_name if copy.loan else None, copy.fine_if_returned_now_idr)


def lost_sentence(data: dict[str, Any]) -> str:
    """What withdraw_copy answered, as a sentence."""
    if data.get("fine_idr"):
        return _(
            "Copy {no} is recorded as lost; {amount} is charged for the days it is late.",
            no=data["copy_no"],
            amount=rupiah(data["fine_idr"]),
        )
    return _("Copy {no} has left the collection.", no=data["copy_no"])


def reason_of_leaving(code: str) -> str:
    return {"lost": _("Lost"), "damaged": _("Damaged"), "weeded": _("Weeded")}[code]
