"""Reads what the treasurer's papers show: deposit slip, cash book, register of receipts. Reading only."""

from __future__ import annotations

from datetime import date, datetime

from operations_app.papers.books import BookFrame, CashBook, CashLine, ReceiptsRegister, RegisterLine
from operations_app.papers.deposit_slip import DepositLine, DepositSlip
from operations_app.papers.from_records import letterhead, PACKAGE, place_of, point_of, Records
from operations_app.papers.wording import method_text, revenue_text, short_day
from warehouse import sql
from warehouse.clock import local_day
from warehouse.records import treasury_lookups
from warehouse.records.treasury_lookups import BookLine, Receipt
from warehouse.typesetting.letterhead import Signatory

TREASURER = "Bendahara Penerimaan"
HEAD = "Kepala Dinas / Pengguna Anggaran"


def deposit_slip(db: Records, deposit_id: str) -> DepositSlip | None:
    found = treasury_lookups.deposit_slip(db, deposit_id)
    if found is None:
        return None
    lines = db.query(sql.read(PACKAGE, "deposit_lines"), deposit=deposit_id)
    return DepositSlip(
        letterhead(db, db.catalogue.agency_of(found.service_point)),
        point_of(db, found.service_point).name,
        found.slip_no,
        found.deposited_on,
        found.received_from or found.deposited_on,
        found.received_until or found.deposited_on,
        tuple(DepositLine(**line) for line in lines),
        place_of(db, found.service_point),
        Signatory(TREASURER, found.deposited_by, found.deposited_by_nip),
        _only_holder(db, found.agency, "head_of_agency", HEAD),
        found.recorded_at,
    )


def cash_book(db: Records, point: str, first: date, last: date, at: datetime, login: str) -> CashBook:
    found = treasury_lookups.cash_book(db, point, first, last)
    return CashBook(
        _frame(db, point, first, last, at, login),
        found.opening_idr,
        tuple(CashLine(line.day, line.document_no, _entry(line), line.in_idr, line.out_idr) for line in found.lines),
    )


def receipts_register(db: Records, point: str, first: date, last: date, at: datetime, login: str) -> ReceiptsRegister:
    zone = db.catalogue.agency_of(point).timezone
    lines = treasury_lookups.receipts_register(db, point, first, last)
    return ReceiptsRegister(
        _frame(db, point, first, last, at, login), tuple(_register_line(line, zone) for line in lines)
    )


def _entry(line: BookLine) -> str:
    if line.kind == "deposit":
        return "Setoran ke kas daerah (STS)"
    kind = revenue_text(line.revenue_kind or "")
    return f"Pembatalan kuitansi: {kind}" if line.kind == "reversal" else kind


def _register_line(line: Receipt, zone: str) -> RegisterLine:
    reversed_on = local_day(line.reversed_at, zone) if line.reversed_at else None
    notes = [f"Batal {short_day(reversed_on)}"] if reversed_on else []
    if line.slip_no:
        notes.append(f"STS {line.slip_no}")
    return RegisterLine(
        line.received_on,
        line.receipt,
        line.payer or "Pemustaka",
        revenue_text(line.revenue_kind) + (f": {line.title}" if line.title else ""),
        method_text(line.method),
        line.amount_idr,
        reversed_on,
        ", ".join(notes),
    )


def _frame(db: Records, point: str, first: date, last: date, at: datetime, login: str) -> BookFrame:
    agency = db.catalogue.agency_of(point)
    return BookFrame(
        letterhead(db, agency),
        point_of(db, point).name,
        first,
        last,
        place_of(db, point),
        _only_holder(db, agency.code, "treasurer", TREASURER, point, login),
        _only_holder(db, agency.code, "head_of_agency", HEAD),
        at,
        local_day(at, agency.timezone),
    )


def _only_holder(
    db: Records, agency: str, role: str, office: str, point: str | None = None, login: str = ""
) -> Signatory:
    """Who signs for an office: whoever asks when they hold it, else its one holder; several or none leave a line."""
    holders = [
        row
        for row in db.query(sql.read(PACKAGE, "office_holders"), agency=agency, role=role)
        if point is None or row["service_point"] in (None, point)
    ]
    asking = [row for row in holders if row["login"] == login]
    signing = asking or holders
    return Signatory(office, signing[0]["name"], signing[0]["nip"]) if len(signing) == 1 else Signatory(office)
