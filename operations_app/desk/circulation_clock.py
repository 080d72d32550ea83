"""The circulation desk's clock, and how it says no: every refusal of the desk itself is counted like one of the records."""

from __future__ import annotations

from datetime import datetime
from typing import NoReturn

from operations_app.desk.answer import Clock
from operations_app.desk.circulation_desk import CirculationDesk
from warehouse.errors import Refused
from warehouse.i18n import translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import member_card, unit_standard_s

_ = translator("operations_app")

LEND_UNIT, RENEW_UNIT, PAYMENT_UNIT, CLOSE_UNIT = ("loan", 6), ("loan_renewal", 5), ("return", 6), ("return", 9)


def clock(db: OperationsDatabase, desk: CirculationDesk, at: datetime) -> Clock | None:
    """What runs now: a loan or renewal from its first key; a return from the saved scan to the card handed back, or to
    the receipt."""
    if desk.returned_at and not desk.basket and not desk.renewing:
        unit, label = (
            (PAYMENT_UNIT, _("Payment")) if unpaid_of_case(db, desk, at) else (CLOSE_UNIT, _("Hand the card back"))
        )
        return Clock(label, desk.returned_at, unit_standard_s(db.catalogue, *unit, desk.service_point, at))
    if desk.begun_at:
        unit, label = (RENEW_UNIT, _("Renewal")) if _renews(desk) else (LEND_UNIT, _("Loan"))
        return Clock(label, desk.begun_at, unit_standard_s(db.catalogue, *unit, desk.service_point, at))
    return None


def _renews(desk: CirculationDesk) -> bool:
    return bool(desk.renewing or desk.mode == "renew") and not desk.basket


def closing_clock(db: OperationsDatabase, desk: CirculationDesk, at: datetime) -> Clock | None:
    if desk.returned_at is None:
        return None
    standard_s = unit_standard_s(db.catalogue, *CLOSE_UNIT, desk.service_point, at)
    return Clock(_("Card handed back"), desk.returned_at, standard_s, stopped_at=at)


def unpaid_of_case(db: OperationsDatabase, desk: CirculationDesk, at: datetime) -> int:
    """What is owed for the copies that came back in this session's case."""
    card = member_card(db, desk.member_no or "", desk.service_point, at) if desk.return_case else None
    return sum(charge.outstanding_idr for charge in card.charges if charge.case_id == desk.return_case) if card else 0


def say_no(db: OperationsDatabase, desk: CirculationDesk, refusal: Refused, command: str) -> NoReturn:
    """A refusal that no command ran into, because the desk looked ahead: counted, then said."""
    db.note_refusal(refusal, command=command, service_point=desk.service_point, login=desk.login)
    raise refusal


def basket_line(desk: CirculationDesk) -> str:
    waiting = len(desk.basket) + len(desk.renewing)
    return _("Still in the basket: {count}.", count=waiting) if waiting else ""
