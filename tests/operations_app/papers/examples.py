"""Papers to try: an agency, and one of each kind."""

from __future__ import annotations

from datetime import date, datetime, timedelta, UTC

from operations_app.papers.books import BookFrame, CashBook, CashLine, ReceiptsRegister, RegisterLine
from operations_app.papers.deposit_slip import DepositLine, DepositSlip
from operations_app.papers.member_cards import MemberCard
from operations_app.papers.receipt import ReceiptPaper
from operations_app.papers.slips import DueSlip, LentCopy, PhotocopyNote, VisitSlip
from warehouse.typesetting.letterhead import Letterhead, Signatory

HEAD = Letterhead(
    "Pemerintah Provinsi Nusa Tenggara Timur",
    "Dinas Kearsipan dan Perpustakaan Provinsi Nusa Tenggara Timur",
    ("Jalan Contoh Perpustakaan No. 1 Kupang", "Telp. (0380) 000000"),
)
AT = datetime(2026, 10, 5, 1, 5, tzinfo=UTC)
ZONE = "Asia/Makassar"
POINT_NAME = "Gedung Layanan Perpustakaan NTT"
TREASURER = Signatory("Bendahara Penerimaan", "Bendahara Utama, S.E.", "19800101 200501 2 001")
HEAD_OF_AGENCY = Signatory("Kepala Dinas / Pengguna Anggaran")
FRAME = BookFrame(
    HEAD, POINT_NAME, date(2026, 10, 1), date(2026, 10, 31), "Kupang", TREASURER, HEAD_OF_AGENCY, AT, date(2026, 10, 31)
)


def a_receipt(said: str = "Sejarah Timor", payer: str = "Maria Bria", amount_idr: int = 1_001_000) -> ReceiptPaper:
    return ReceiptPaper(
        HEAD, "pusat/2026/000123", payer, "late_fine", (said,), amount_idr, 0, "cash", AT, ZONE, "Kupang", TREASURER
    )


def a_due_slip(title: str = "Sejarah Timor", copies: int = 2) -> DueSlip:
    lent = tuple(LentCopy(title, f"C{number}", date(2026, 10, 12)) for number in range(copies))
    return DueSlip(HEAD, POINT_NAME, "Maria Bria", "A1", AT, ZONE, lent, 500, "open_days")


def a_visit_slip(number: int = 17) -> VisitSlip:
    return VisitSlip(HEAD, POINT_NAME, number, f"V261005-{number:03d}", AT, ZONE)


def a_note(name: str = "Yosef Lalu") -> PhotocopyNote:
    return PhotocopyNote(HEAD, POINT_NAME, "12", name, "ktp", "helm", "Kamus", "C3a", AT, AT + timedelta(hours=2), ZONE)


def a_card(name: str = "Maria Bria", member_no: str = "NTT2026000123", photo: bytes | None = None) -> MemberCard:
    return MemberCard(member_no, name, "Mahasiswa", date(2028, 10, 5), photo)


def a_deposit() -> DepositSlip:
    lines = (DepositLine("late_fine", 12, 1, 41_500), DepositLine("card_fee", 3, 0, 30_000))
    return DepositSlip(
        HEAD, POINT_NAME, "900/STS/012/X/2026", date(2026, 10, 7), date(2026, 10, 5), date(2026, 10, 6), lines, "Kupang",
        TREASURER, HEAD_OF_AGENCY, AT,
    )  # fmt: skip


def a_cash_book(lines: int = 3, text: str = "Denda keterlambatan") -> CashBook:
    entries = ((0, 12_000) if number % 9 == 8 else (2_500, 0) for number in range(lines))
    return CashBook(
        FRAME,
        12_500,
        tuple(
            CashLine(date(2026, 10, 1 + number * 30 // lines), f"pusat/2026/{number:06d}", text, *entry)
            for number, entry in enumerate(entries)
        ),
    )


def a_register(lines: int = 3, payer: str = "Maria Bria", text: str = "Denda keterlambatan") -> ReceiptsRegister:
    return ReceiptsRegister(
        FRAME,
        tuple(
            RegisterLine(
                date(2026, 10, 1 + n), f"pusat/2026/{n:06d}", payer, text, "Tunai", 2_500,
                (date(2026, 10, 6), date(2026, 11, 2))[n // 2 % 2] if n % 2 else None, "",
            )
            for n in range(lines)
        ),
    )  # fmt: skip
