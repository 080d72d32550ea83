"""What an 80 mm receipt printer gives the visitor: due dates, visitor number, note for copying outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from operations_app.papers.barcodes import code128, qr
from operations_app.papers.typesetting import typeset
from operations_app.papers.wording import figures, moment_text, weekday_text
from warehouse.typesetting.letterhead import Letterhead

DOCUMENTS = {"ktp": "KTP", "student_card": "Kartu pelajar/mahasiswa", "sim": "SIM", "passport": "Paspor"}


@dataclass(frozen=True, slots=True)
class LentCopy:
    title: str
    copy_no: str
    due_on: date


@dataclass(frozen=True, slots=True)
class DueSlip:
    """`is_renewal`: printed after a renewal, not after lending."""

    head: Letterhead
    service_point: str
    member_name: str
    member_no: str
    at: datetime
    zone: str
    copies: tuple[LentCopy, ...]
    fine_per_day_idr: int
    fine_counts: str  # open_days | calendar_days
    is_renewal: bool = False


@dataclass(frozen=True, slots=True)
class VisitSlip:
    head: Letterhead
    service_point: str
    visit_no: int
    slip_code: str
    visited_at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class PhotocopyNote:
    """SOP photocopy, steps 5–6: the identity card stays, the note goes with the book."""

    head: Letterhead
    service_point: str
    note_no: str
    name: str
    document_kind: str
    valuables: str | None
    book: str | None
    copy_no: str | None
    out_at: datetime
    due_at: datetime
    zone: str


def due_slip_pdf(slip: DueSlip) -> bytes:
    return typeset("due_slip", due_slip_data(slip), slip.at)


def due_slip_data(slip: DueSlip) -> dict[str, object]:
    days = "hari buka" if slip.fine_counts == "open_days" else "hari"
    notes = []
    if slip.fine_per_day_idr:
        notes.append(f"Denda keterlambatan Rp{figures(slip.fine_per_day_idr)} per {days} untuk setiap buku.")
    notes.append("Bawa kartu anggota saat mengembalikan atau memperpanjang.")
    return {
        "title": f"Slip tanggal kembali {slip.member_no}",
        "head": slip.head.as_data(),
        "point": slip.service_point,
        "member_name": slip.member_name,
        "member_no": slip.member_no,
        "event": "Diperpanjang" if slip.is_renewal else "Dipinjam",
        "at": moment_text(slip.at, slip.zone),
        "copies": [
            {"title": copy.title, "copy_no": copy.copy_no, "due": weekday_text(copy.due_on)} for copy in slip.copies
        ],
        "notes": notes,
    }


def visit_slip_pdf(slip: VisitSlip, code: Literal["code128", "qr"] = "code128") -> bytes:
    return typeset("visit_slip", visit_slip_data(slip, code), slip.visited_at)


def visit_slip_data(slip: VisitSlip, code: Literal["code128", "qr"] = "code128") -> dict[str, object]:
    return {
        "title": f"Nomor kunjungan {slip.slip_code}",
        "head": slip.head.as_data(),
        "point": slip.service_point,
        "number": str(slip.visit_no),
        "slip_code": slip.slip_code,
        "at": moment_text(slip.visited_at, slip.zone),
        "kind": code,
        "code": qr(slip.slip_code) if code == "qr" else code128(slip.slip_code),
    }


def photocopy_note_pdf(note: PhotocopyNote) -> bytes:
    return typeset("photocopy_note", photocopy_note_data(note), note.out_at)


def photocopy_note_data(note: PhotocopyNote) -> dict[str, object]:
    return {
        "title": f"Nota fotokopi {note.note_no}",
        "head": note.head.as_data(),
        "point": note.service_point,
        "note_no": note.note_no,
        "name": note.name,
        "document": DOCUMENTS.get(note.document_kind, note.document_kind),
        "valuables": note.valuables or "",
        "book": note.book or "",
        "copy_no": note.copy_no or "",
        "out": moment_text(note.out_at, note.zone),
        "due": moment_text(note.due_at, note.zone),
    }
