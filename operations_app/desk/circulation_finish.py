"""Finishing at the circulation desk: renew and lend what waits, close the return, end the session."""

from __future__ import annotations

from datetime import datetime

from operations_app.desk.answer import Answer, Clock, duration
from operations_app.desk.circulation_clock import clock, closing_clock, LEND_UNIT, unpaid_of_case
from operations_app.desk.circulation_desk import CirculationDesk, due_day, Slip
from operations_app.desk.circulation_renewal import renew_waiting
from warehouse.errors import Refused
from warehouse.i18n import local_date, rupiah, translator
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import unit_standard_s

_ = translator("operations_app")


def finish(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str, leaving_unpaid: bool) -> Answer:
    """Renew and lend what waits; else close the return case; else only end the session."""
    if desk.basket or desk.renewing:
        answer = _serve(db, desk, at, scan_id)
        if desk.return_case and not unpaid_of_case(db, desk, at):
            _close(db, desk, at, scan_id, "done")
        desk.forget()
        return answer
    if desk.return_case:
        return _finish_return(db, desk, at, scan_id, leaving_unpaid)
    name, was_served = desk.member_name, bool(desk.renewed)
    desk.forget()
    if was_served:
        return Answer("done", _("Done: {name}", name=name))
    return Answer("idle", _("{name} finished. Nothing was lent.", name=name))


def finish_before_next(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str) -> str:
    """Another member is on the desk now: what waits is lent or renewed; a return with an unpaid fine stays open."""
    name = desk.member_name
    if desk.basket or desk.renewing:
        lent, renewed = len(desk.basket), len(desk.renewing)
        _serve(db, desk, at, scan_id)
        sentences = [_("Copies lent to {name}: {count}.", count=lent, name=name)] if lent else []
        sentences += [_("Copies renewed for {name}: {count}.", count=renewed, name=name)] if renewed else []
        sentence = " ".join(sentences)
    elif desk.return_case and unpaid_of_case(db, desk, at):
        sentence = _("{name} stays open until the fine is paid.", name=name)
    else:
        if desk.return_case:
            _close(db, desk, at, scan_id, "done")
        sentence = _("{name} finished.", name=name)
    desk.forget()
    return sentence


def _finish_return(
    db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str, leaving_unpaid: bool
) -> Answer:
    unpaid_idr = unpaid_of_case(db, desk, at)
    desk.returned_at = _last_moment(db, desk)
    if unpaid_idr and not leaving_unpaid:
        desk.leaving_unpaid = True
        return Answer(
            "warn", _("{amount} is not paid yet", amount=rupiah(unpaid_idr)),
            _("Send the member to the treasurer, or press Enter once more to finish unpaid; the debt stays."),
            rule="fine_is_paid", clock=clock(db, desk, at), expects=_("Enter once more to finish unpaid"),
        )  # fmt: skip
    _close(db, desk, at, scan_id, "unpaid" if unpaid_idr else "done")
    desk.slip = Slip(
        desk.member_name, desk.member_no or "", renewed=tuple(desk.renewed), returned=tuple(desk.returned),
        printed=tuple(desk.printed),
    )  # fmt: skip
    answer = Answer(
        "done", _("Done: {name}", name=desk.member_name), _("The card is handed back."),
        clock=closing_clock(db, desk, at),
    )  # fmt: skip
    desk.forget()
    return answer


def _serve(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str) -> Answer:
    """Renewals first: what is refused there keeps the loans waiting too."""
    answer = renew_waiting(db, desk, at, scan_id) if desk.renewing else None
    if not desk.basket and answer:
        return answer
    return _lend(db, desk, at, scan_id)


def _lend(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str) -> Answer:
    begun_at = desk.begun_at or desk.served_at
    payload = desk.command(
        "lend", scan_id, at, begun_at, member_no=desk.member_no, copy_nos=[one.copy_no for one in desk.basket]
    )
    try:
        data = db.execute(payload).data
    except Refused:
        _drop_what_left(db, desk)
        raise
    loans = data["loans"]
    desk.printed.append(data["case_id"])
    standard_s = unit_standard_s(db.catalogue, *LEND_UNIT, desk.service_point, at)
    took_s = (at - begun_at).total_seconds() if begun_at else None
    desk.slip = Slip(
        desk.member_name, desk.member_no or "", tuple(loans), tuple(desk.renewed), tuple(desk.returned),
        tuple(desk.printed), took_s, standard_s,
    )  # fmt: skip
    due = local_date(due_day(loans[0]))
    return Answer(
        "done",
        _("Copies lent to {name}: {count}", count=len(loans), name=desk.member_name),
        _("Due on {day}. Took {time}.", day=due, time=duration(took_s)) if took_s else _("Due on {day}.", day=due),
        clock=Clock(_("Loan"), begun_at, standard_s, stopped_at=at) if begun_at else None,
    )


def _drop_what_left(db: OperationsDatabase, desk: CirculationDesk) -> None:
    """Another desk was faster with a copy: it leaves the basket, so that the rest can be lent."""
    numbers = [one.copy_no for one in desk.basket]
    gone = db.rows(
        "SELECT c.copy_no FROM state_copies c JOIN state_open_loans l USING (copy_id)"
        " WHERE list_contains(?::VARCHAR[], c.copy_no)",
        numbers,
    )
    lent = {row["copy_no"] for row in gone}
    desk.basket = [one for one in desk.basket if one.copy_no not in lent]


def _close(db: OperationsDatabase, desk: CirculationDesk, at: datetime, scan_id: str, outcome: str) -> None:
    try:
        db.execute(desk.command("close_case", scan_id, at, None, case_id=desk.return_case, outcome=outcome))
    except Refused as refusal:
        if refusal.rule != "case_is_open":  # closed from the list of open cases meanwhile: that is what was wanted
            raise


def _last_moment(db: OperationsDatabase, desk: CirculationDesk) -> datetime | None:
    """When the case was last worked on: the saved return, or the receipt, wherever it was given."""
    case = db.row("SELECT last_finished_at FROM state_open_cases WHERE case_id = ?", desk.return_case)
    return case["last_finished_at"] if case else desk.returned_at
