"""Renewing at the circulation desk (SOP loan renewal, steps 5–7): by scanning what is renewed, or at a click for a member.

The span runs from the first scan to the slip. Scanned copies wait like those of a loan, each checked at once.
"""

from __future__ import annotations

from datetime import datetime

from operations_app.desk.answer import Answer, Clock, duration
from operations_app.desk.circulation_clock import clock, RENEW_UNIT, say_no
from operations_app.desk.circulation_desk import CirculationDesk, due_day, InBasket, Mode, Slip
from warehouse.errors import Refused
from warehouse.i18n import local_date, N_, translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import CopyOnDesk, member_card, unit_standard_s
from warehouse.records.renewals import renewable_loans

_ = translator("operations_app")


def set_mode(db: OperationsDatabase, desk: CirculationDesk, mode: Mode, at: datetime, entry_id: str) -> None:
    """What a lent copy means when it is scanned next."""
    if mode == desk.mode:
        return
    desk.mode = mode
    if mode == "renew":
        answer = Answer(
            "info", _("Renewal"), _("Scan the copies to be renewed, then press Enter."),
            clock=clock(db, desk, at), expects=_("Member card or copy to be renewed"),
        )  # fmt: skip
    else:
        answer = Answer("idle", _("Lending and taking back"), clock=clock(db, desk, at), expects=_("Scan a copy"))
    desk.keep(entry_id, answer)


def add_renewal(db: OperationsDatabase, desk: CirculationDesk, copy: CopyOnDesk, at: datetime) -> Answer:
    """The copy of the member at the desk waits for the renewal, if every rule allows it."""
    if any(one.copy_no == copy.copy_no for one in desk.renewing):
        say_no(
            db, desk, Refused("copy_is_scanned_once", N_("“{title}” is in the basket already."), title=copy.title),
            "renew_loan",
        )  # fmt: skip
    refusal = _refusals(db, desk, at).get(copy.copy_no)
    if refusal:
        say_no(db, desk, refusal, "renew_loan")
    desk.renewing.append(InBasket(copy.copy_no, copy.title))
    return Answer(
        "ok",
        copy.title,
        _("To be renewed: {count}. Press Enter or scan the card to renew.", count=len(desk.renewing)),
        clock=clock(db, desk, at),
        expects=_("Next copy, or Enter to renew"),
    )


def renew_waiting(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str) -> Answer:
    """Enter: the scanned copies are renewed, all or none."""
    answer = _renew(db, desk, [one.copy_no for one in desk.renewing], at, scan_id)
    desk.renewing = []
    return answer


def renew_at_a_click(
    db: OperationsDatabase, desk: CirculationDesk, copy_nos: list[str], at: datetime, click_id: str
) -> None:
    """From the member's list of loans: those that can be renewed are; what keeps the others is said beside."""
    with desk.lock:
        if click_id in desk.answers:
            return
        refusals = _refusals(db, desk, at)
        possible = [number for number in copy_nos if number in refusals and refusals[number] is None]
        kept = [refusal for number in copy_nos if (refusal := refusals.get(number))]
        try:
            if not possible:
                say_no(db, desk, kept[0] if kept else _not_out(), "renew_loan")
            answer = _renew(db, desk, possible, at, click_id, [one.sentence() for one in kept])
        except Refused as refusal:
            answer = Answer("refused", refusal.sentence(), rule=refusal.rule, clock=clock(db, desk, at))
        desk.keep(click_id, answer)


def _renew(
    db: OperationsDatabase, desk: CirculationDesk, copy_nos: list[str], at: datetime, scan_id: str,
    kept: list[str] | None = None,
) -> Answer:  # fmt: skip
    begun_at = desk.begun_at or desk.served_at
    payload = desk.command("renew_loan", scan_id, at, begun_at, member_no=desk.member_no, copy_nos=copy_nos)
    data = db.execute(payload).data
    desk.renewed += [{**copy, "due_on": data["due_on"]} for copy in data["copies"]]
    desk.renewing = [one for one in desk.renewing if one.copy_no not in copy_nos]
    desk.printed.append(data["case_id"])
    if not desk.basket and not desk.renewing:
        desk.begun_at, desk.served_at = None, at
    standard_s = unit_standard_s(db.catalogue, *RENEW_UNIT, desk.service_point, at)
    took_s = (at - begun_at).total_seconds() if begun_at else None
    desk.slip = Slip(
        desk.member_name, desk.member_no or "", renewed=tuple(desk.renewed), returned=tuple(desk.returned),
        printed=tuple(desk.printed), took_s=took_s, standard_s=standard_s,
    )  # fmt: skip
    due = local_date(due_day(data))
    said = _("Due on {day}. Took {time}.", day=due, time=duration(took_s)) if took_s else _("Due on {day}.", day=due)
    return Answer(
        "warn" if kept else "done",
        _("Copies renewed for {name}: {count}", count=len(copy_nos), name=desk.member_name),
        " ".join([said, *(kept or [])]),
        clock=Clock(_("Renewal"), begun_at, standard_s, stopped_at=at) if begun_at else None,
    )


def _refusals(db: OperationsDatabase, desk: CirculationDesk, at: datetime) -> dict[str, Refused | None]:
    card = member_card(db, desk.member_no or "", desk.service_point, at)
    loans = renewable_loans(db, card, desk.service_point, at) if card else []
    return {loan.copy_no: loan.refusal for loan in loans}


def _not_out() -> Refused:
    return Refused("copy_is_lent_to_this_member", N_("The copy is no longer lent to this member."))
