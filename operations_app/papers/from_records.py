"""Reads what papers of one case or one person show: receipt, slips, cards. Reading only; None where there is nothing.

Ids must be ids (UUIDs): the routes see to that.
"""

from __future__ import annotations

from typing import Protocol

from operations_app.papers.member_cards import MemberCard
from operations_app.papers.receipt import ReceiptPaper
from operations_app.papers.slips import DueSlip, LentCopy, PhotocopyNote, VisitSlip
from operations_app.papers.wording import amount_text
from warehouse import documents, sql
from warehouse.catalogue.agency import Agency, ServicePoint
from warehouse.clock import local_day
from warehouse.records import treasury_lookups
from warehouse.records.lookups import Reader
from warehouse.records.visitors import visitor_of
from warehouse.settings import Settings
from warehouse.typesetting.letterhead import Letterhead, Signatory

PACKAGE = "operations_app.papers"


class Records(Reader, Protocol):
    """What is needed of OperationsDatabase."""

    @property
    def settings(self) -> Settings: ...


def letterhead(db: Records, agency: Agency) -> Letterhead:
    return Letterhead.of(agency, is_demo=db.settings.is_demo)


def point_of(db: Records, code: str) -> ServicePoint:
    return db.catalogue.service_points[code]


def place_of(db: Records, point: str) -> str:
    """Where a paper is signed."""
    return point_of(db, point).address or db.catalogue.agency_of(point).province


def receipt(db: Records, payment_id: str) -> ReceiptPaper | None:
    found = treasury_lookups.receipt(db, payment_id)
    if found is None:
        return None
    agency = db.catalogue.agency_of(found.service_point)
    state = db.query(sql.read(PACKAGE, "paid_before"), payment=payment_id)[0]
    is_treasurer = "treasurer" in (state["roles"] or ())
    details = []
    if found.title:
        details.append(found.title)
    if found.pages:
        details.append(f"{found.pages} halaman")
    if found.amount_idr != found.charged_idr:
        details.append(f"Bagian dari tagihan {amount_text(found.charged_idr)}")
    return ReceiptPaper(
        letterhead(db, agency),
        found.receipt,
        f"{found.payer} ({found.member_no})" if found.payer and found.member_no else found.payer,
        found.revenue_kind,
        tuple(details),
        found.amount_idr,
        max(0, found.charged_idr - int(state["settled_idr"])),
        found.method,
        found.received_at,
        agency.timezone,
        place_of(db, found.service_point),
        Signatory(
            "Bendahara Penerimaan" if is_treasurer else "Petugas penerima", found.received_by, found.received_by_nip
        ),
        local_day(found.reversed_at, agency.timezone) if found.reversed_at else None,
    )


def due_slip(db: Records, case_id: str) -> DueSlip | None:
    """What a loan or a loan renewal gave out; None for other cases."""
    rows = db.query(sql.read(PACKAGE, "lent_in_case"), case=case_id)
    if not rows:
        return None
    last = rows[-1]
    agency = db.catalogue.agency_of(last["service_point"])
    tariff = agency.tariff_on(local_day(last["at"], agency.timezone))
    return DueSlip(
        letterhead(db, agency),
        point_of(db, last["service_point"]).name,
        last["member_name"] or "",
        last["member_no"] or "",
        last["at"],
        agency.timezone,
        tuple(LentCopy(row["title"] or "", row["copy_no"] or "", row["due_on"]) for row in rows),
        tariff.late_fine_per_day_idr,
        tariff.fine_counts,
        last["is_renewal"],
    )


def visit_slip(db: Records, visit_id: str) -> VisitSlip | None:
    """The number of a visit; None for one that was cancelled or had no number."""
    visitor = visitor_of(db, visit_id)
    if visitor is None or visitor.visit_no is None or visitor.slip_code is None:
        return None
    point = point_at(db, "visits", visit_id)
    agency = db.catalogue.agency_of(point)
    return VisitSlip(
        letterhead(db, agency),
        point_of(db, point).name,
        visitor.visit_no,
        visitor.slip_code,
        visitor.visited_at,
        agency.timezone,
    )


def photocopy_note(db: Records, case_id: str) -> PhotocopyNote | None:
    rows = db.query(sql.read(PACKAGE, "held_identity"), case=case_id)
    if not rows:
        return None
    row = rows[0]
    agency = db.catalogue.agency_of(row["service_point"])
    return PhotocopyNote(
        letterhead(db, agency),
        point_of(db, row["service_point"]).name,
        row["note_no"],
        row["name"] or "",
        row["document_kind"],
        row["valuables"],
        row["title"],
        row["copy_no"],
        row["out_at"],
        row["due_at"],
        agency.timezone,
    )


def member_card(db: Records, member_no: str) -> tuple[MemberCard, str] | None:
    """The card and the agency it belongs to."""
    row = db.row("SELECT * FROM state_members WHERE member_no = ?", member_no)
    if row is None:
        return None
    photo = member_photo(db, str(row["member_key"]))
    return MemberCard(row["member_no"], row["name"], row["member_type"], row["expires_on"], photo), row["agency"]


def member_photo(db: Records, member_key: str) -> bytes | None:
    """The last photo taken of a member."""
    row = db.row("SELECT sha256 FROM member_photos WHERE member_key = ? ORDER BY txid DESC LIMIT 1", member_key)
    return documents.read(db.settings, row["sha256"]) if row else None


_POINT_OF = {
    "visits": "SELECT service_point FROM visits WHERE visit_id = ?",
    "cases": "SELECT service_point FROM cases WHERE case_id = ?",
    "payments": "SELECT service_point FROM payments WHERE payment_id = ?",
    "documents": "SELECT service_point FROM documents WHERE document_id = ?",
    "deposits": "SELECT service_point FROM deposits WHERE deposit_id = ?",
}


def point_at(db: Records, table: str, record_id: str) -> str:
    """The service point of a record, "" when there is none."""
    row = db.row(_POINT_OF[table], record_id)
    return str(row["service_point"]) if row else ""
