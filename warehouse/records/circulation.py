"""Lending and taking back: SOP loan (Layanan Peminjaman) and SOP return (Pengembalian)."""

from __future__ import annotations

from typing import Any

from warehouse.errors import BadInput, NotAllowed, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.copy_places import copy_by_number, elsewhere, move, place_of
from warehouse.records.measured import insert_case
from warehouse.records.membership import member_by_card
from warehouse.records.models import Lend, TakeBack
from warehouse.records.models_building import RenewLoan, WithdrawCopy
from warehouse.records.money import charge
from warehouse.records.presence import present_visit
from warehouse.records.steps import record_event
from warehouse.records.trips import under_way
from warehouse.rules.fines import days_late, due_on, late_fine_idr
from warehouse.rules.lending import Borrower, Candidate, refusal_to_lend, refusal_to_renew

LOAN_UNIT = 6  # SOP loan, steps 6–8: from the first scan to the slip
RETURN_UNIT = 5  # SOP return, step 5
RENEWAL_UNIT = 5  # SOP loan renewal, steps 5–7


def lend(tx: Tx, command: Lend) -> dict[str, Any]:
    """All copies are lent, or none. One case of SOP loan, closed by the slip."""
    trip = _desk_or_trip(tx, command.trip_id)
    member = member_by_card(tx, command.member_no)
    copies = [copy_by_number(tx, number) for number in dict.fromkeys(command.copy_nos)]
    _check(tx, member, copies)
    for copy in copies:
        _lies_here(tx, copy, trip)
    member_key = str(member["member_key"])
    visit_id = None if trip else present_visit(tx, member_key)
    terms = tx.agency.terms_on(tx.today)
    due = due_on(tx.today, terms.loan_days, tx.agency.calendar)
    case_id = trip["case_id"] if trip else new_id()
    if not trip:
        insert_case(
            tx, "loan", case_id=case_id, occurred_at=command.started_at or tx.at,
            visit_id=visit_id, member_key=member_key,
        )  # fmt: skip
    loans: list[Row] = []
    for copy in copies:
        loan = {
            "loan_id": new_id(),
            "copy_id": str(copy["copy_id"]),
            "title_id": str(copy["title_id"]),
            "member_key": member_key,
        }
        tx.insert(
            "loans", **loan, case_id=case_id, visit_id=visit_id, due_on=due,
            collection=copy["collection"], ddc_class=copy["ddc_class"],
        )  # fmt: skip
        loans.append(loan)
    if trip:
        for copy in copies:
            move(tx, "lend", copy, "trip", "member", trip_id=trip["trip_id"], case_id=case_id)
    else:
        record_event(
            tx, case_id=case_id, visit_id=visit_id, sop_code="loan", unit=LOAN_UNIT, started_at=command.started_at
        )
        tx.insert("case_closings", closing_id=new_id(), case_id=case_id, outcome="done")
    for loan in loans:
        tx.state("state_open_loans").put({**loan, "lent_at": tx.at, "due_on": due, "renewals": 0})
    shown = [
        {"loan_id": loan["loan_id"], "copy_no": copy["copy_no"], "title": copy["title"], "due_on": due.isoformat()}
        for loan, copy in zip(loans, copies, strict=True)
    ]
    return {"case_id": case_id, "member_key": member_key, "loans": shown, "has_visit": visit_id is not None}


def take_back(tx: Tx, command: TakeBack) -> dict[str, Any]:
    """One copy comes back; a late one is fined (step 6). The case stays open until the card is handed back (step 9)."""
    trip = _desk_or_trip(tx, command.trip_id)
    copy = copy_by_number(tx, command.copy_no)
    loan = tx.state("state_open_loans").get(str(copy["copy_id"]))
    if loan is None:
        raise Refused("copy_is_lent", N_("Copy {copy_no} is not lent out."), copy_no=copy["copy_no"])
    if tx.at < loan["lent_at"]:
        raise BadInput(
            "return_follows_loan", N_("The return lies before the loan. Check the time."), field="occurred_at"
        )
    member_key = str(loan["member_key"])
    case = tx.state("state_open_cases").get(trip["case_id"]) if trip else _case_to_join(tx, command.case_id, member_key)
    fine_idr = late_fine_idr(loan["due_on"], tx.today, tx.agency.tariff_on(tx.today), tx.agency.calendar)
    late = days_late(loan["due_on"], tx.today)
    visit_id = present_visit(tx, member_key) if case is None else case["visit_id"]
    case_id = new_id() if case is None else str(case["case_id"])
    if case is None:
        opened_at = command.started_at or tx.at
        insert_case(tx, "return", case_id=case_id, occurred_at=opened_at, visit_id=visit_id, member_key=member_key)
        record_event(
            tx, case_id=case_id, visit_id=visit_id, sop_code="return", unit=RETURN_UNIT, started_at=command.started_at
        )
    tx.insert(
        "loan_returns", return_id=new_id(), case_id=case_id, loan_id=str(loan["loan_id"]), copy_id=str(copy["copy_id"]),
        due_on=loan["due_on"], days_late=late, condition=command.condition,
    )  # fmt: skip
    charge_id = _charge_fine(tx, case_id, loan, fine_idr) if fine_idr else None
    tx.state("state_open_loans").delete(str(copy["copy_id"]))
    if trip:
        move(
            tx, "return", copy, "member", "trip", trip_id=trip["trip_id"], case_id=case_id, condition=command.condition
        )
    if case is None:
        tx.state("state_open_cases").put(
            {
                "case_id": case_id, "sop_code": "return", "agency": tx.agency.code, "service_point": tx.service_point.code,
                "visit_id": visit_id, "member_key": member_key, "opened_at": command.started_at or tx.at,
                "last_finished_at": tx.at,
            },
        )  # fmt: skip
    who = (
        tx.kept_row("state_members", "SELECT member_no, name FROM state_members WHERE member_key = ?", member_key) or {}
    )
    return {
        "case_id": case_id, "member_key": member_key, "member_no": who.get("member_no"), "member_name": who.get("name"),
        "copy_no": copy["copy_no"], "title": copy["title"], "days_late": late, "fine_idr": fine_idr, "charge_id": charge_id,
    }  # fmt: skip


def _desk_or_trip(tx: Tx, trip_id: str | None) -> Row | None:
    """The trip that lends and takes back from its vehicle, or None for the circulation desk; each has its own staff."""
    if trip_id is not None:
        trip = under_way(tx, trip_id)
        if trip["case_id"] is None:
            raise Refused("trip_lends", N_("This service hands copies over to sites; it does not lend to members."))
        return trip
    if not tx.actor.has_any(frozenset({"circulation_staff"})):
        raise NotAllowed("desk_lends", N_("Only the circulation desk lends and takes back in the building."))
    return None


def _lies_here(tx: Tx, copy: Row, trip: Row | None) -> None:
    place = place_of(tx, copy)
    if trip is None and place.kind in ("trip", "site"):
        raise elsewhere(copy, place.kind)
    if trip is not None and place.trip_id != trip["trip_id"]:
        raise Refused("copy_is_on_the_vehicle", N_("Copy {copy_no} is not on this vehicle."), copy_no=copy["copy_no"])


def _charge_fine(tx: Tx, case_id: str, loan: Row, fine_idr: int) -> str:
    """SOP return, step 6: "Keterlambatan pengembalian buku dikenakan denda"."""
    tx.insert("case_conditions", condition_id=new_id(), case_id=case_id, condition="fine")
    return charge(tx, "late_fine", fine_idr, case_id=case_id, member_key=loan["member_key"], loan_id=loan["loan_id"])


def _case_to_join(tx: Tx, case_id: str | None, member_key: str) -> Row | None:
    """A further copy of the same member joins the return case that is open on the desk."""
    if case_id is None:
        return None
    case = tx.state("state_open_cases").get(case_id)
    if case is None or case["sop_code"] != "return" or case["service_point"] != tx.service_point.code:
        raise Refused("case_is_open", N_("This case is closed, or belongs to another desk."))
    return case if str(case["member_key"]) == member_key else None


def renew_loan(tx: Tx, command: RenewLoan) -> dict[str, Any]:
    """SOP loan renewal, steps 5–7: all copies named are renewed, or none. An event of its own, never a loan."""
    member = member_by_card(tx, command.member_no)
    member_key, terms = str(member["member_key"]), tx.agency.terms_on(tx.today)
    who = _borrower(tx, member)
    copies = [copy_by_number(tx, number) for number in dict.fromkeys(command.copy_nos)]
    loans = [_loan_of(tx, copy, member_key) for copy in copies]
    for copy, loan in zip(copies, loans, strict=True):
        refusal = refusal_to_renew(who, copy["copy_no"], loan["due_on"], loan["renewals"], tx.today, terms)
        if refusal:
            raise refusal
    visit_id, case_id = present_visit(tx, member_key), new_id()
    due = due_on(tx.today, terms.loan_days, tx.agency.calendar)
    insert_case(
        tx, "loan_renewal", case_id=case_id, occurred_at=command.started_at or tx.at, visit_id=visit_id,
        member_key=member_key,
    )  # fmt: skip
    for loan in loans:
        tx.insert("loan_renewals", renewal_id=new_id(), case_id=case_id, loan_id=loan["loan_id"], due_on=due)
        tx.state("state_open_loans").update(loan["copy_id"], due_on=due, renewals=loan["renewals"] + 1)
    record_event(
        tx,
        case_id=case_id,
        visit_id=visit_id,
        sop_code="loan_renewal",
        unit=RENEWAL_UNIT,
        started_at=command.started_at,
    )
    tx.insert("case_closings", closing_id=new_id(), case_id=case_id, outcome="done")
    return {
        "case_id": case_id, "due_on": due.isoformat(),
        "copies": [{"copy_no": copy["copy_no"], "title": copy["title"]} for copy in copies],
    }  # fmt: skip


def withdraw_copy(tx: Tx, command: WithdrawCopy) -> dict[str, Any]:
    """A copy leaves the collection. A lent copy that is lost ends its loan; one that is lent is not weeded."""
    copy = copy_by_number(tx, command.copy_no)
    copy_id = str(copy["copy_id"])
    loan = tx.state("state_open_loans").get(copy_id)
    place = place_of(tx, copy)
    if place.kind in ("trip", "site") and command.reason_code != "lost":
        raise elsewhere(copy, place.kind)
    if loan and command.reason_code != "lost":
        raise Refused("copy_is_here", N_("Copy {copy_no} is lent out. Take it back first."), copy_no=copy["copy_no"])
    tx.insert("copy_withdrawals", withdrawal_id=new_id(), copy_id=copy_id, reason_code=command.reason_code)
    if place.kind in ("trip", "site"):
        move(tx, "lost", copy, place.kind, "lost", trip_id=place.trip_id, from_site=place.site_id)
    lost = _end_lost_loan(tx, loan) if loan else {"case_id": None, "fine_idr": 0, "charge_id": None}
    tx.change("DELETE FROM state_copies WHERE copy_no = ?", copy["copy_no"])
    return {"copy_id": copy_id, "copy_no": copy["copy_no"], **lost}


def _end_lost_loan(tx: Tx, loan: Row) -> Row:
    """The loan of a lost copy ends in its own case: nobody came through SOP return. Days past its due day are fined."""
    if tx.at < loan["lent_at"]:
        raise BadInput(
            "return_follows_loan", N_("The return lies before the loan. Check the time."), field="occurred_at"
        )
    case_id = str(tx.fact_rows("SELECT case_id FROM loans WHERE loan_id = ?", loan["loan_id"])[0]["case_id"])
    tx.insert(
        "loan_returns", return_id=new_id(), case_id=case_id, loan_id=loan["loan_id"], copy_id=loan["copy_id"],
        due_on=loan["due_on"], days_late=days_late(loan["due_on"], tx.today), condition="lost",
    )  # fmt: skip
    tx.state("state_open_loans").delete(loan["copy_id"])
    fine_idr = late_fine_idr(loan["due_on"], tx.today, tx.agency.tariff_on(tx.today), tx.agency.calendar)
    charge_id = (
        charge(tx, "late_fine", fine_idr, case_id=case_id, member_key=loan["member_key"], loan_id=loan["loan_id"])
        if fine_idr
        else None
    )
    return {"case_id": case_id, "fine_idr": fine_idr, "charge_id": charge_id}


def _loan_of(tx: Tx, copy: Row, member_key: str) -> Row:
    loan = tx.state("state_open_loans").get(str(copy["copy_id"]))
    if loan is None or loan["member_key"] != member_key:
        raise Refused(
            "copy_is_lent_to_this_member", N_("Copy {copy_no} is not lent to this member."), copy_no=copy["copy_no"]
        )
    return loan


def _borrower(tx: Tx, member: Row) -> Borrower:
    member_key = str(member["member_key"])
    loans = tx.state("state_open_loans").by("member_key", member_key)
    unpaid = tx.state("state_open_charges").by("member_key", member_key)
    return Borrower(
        member["agency"], member["expires_on"], member["is_blocked"],
        tuple((str(loan["title_id"]), loan["due_on"]) for loan in loans), sum(row["outstanding_idr"] for row in unpaid),
    )  # fmt: skip


def _check(tx: Tx, member: Row, copies: list[Row]) -> None:
    open_loans = tx.state("state_open_loans")
    out = {str(copy["copy_id"]) for copy in copies if open_loans.get(str(copy["copy_id"]))}
    candidates = [
        Candidate(c["copy_no"], str(c["title_id"]), c["agency"], c["is_lendable"], str(c["copy_id"]) in out)
        for c in copies
    ]
    refusal = refusal_to_lend(_borrower(tx, member), candidates, tx.agency.code, tx.today, tx.agency.terms_on(tx.today))
    if refusal:
        raise refusal
