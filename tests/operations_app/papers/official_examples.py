"""Official papers of the road to try: one of each kind, as short or as long as wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, UTC
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from operations_app.papers.official import (
    CopyLine,
    Officer,
    OfficialPaper,
    Request,
    Scan,
    Signature,
    Site,
    Stop,
    Trip,
    Visit,
)
from operations_app.papers.official_parts import OFFICES
from tests.operations_app.papers.examples import AT, HEAD, ZONE
from warehouse.records.papers import KIND_CODES
from warehouse.rules.outreach import PAPERS
from warehouse.typesetting.letterhead import Signatory

DAY = date(2026, 10, 5)
LEFT = datetime(2026, 10, 4, 23, 30, tzinfo=UTC)
SITE = Site(
    "SD Negeri Oesapa Kecil 2", "Jalan Timor Raya Km 12, Kelurahan Oesapa, Kota Kupang", "Yohana Nenobais, S.Pd.",
    "Kepala Sekolah", 240, "SD", "-10.14523, 123.65102",
)  # fmt: skip
CREW = (Officer("Markus Tefa", "19850312 201001 1 004", True), Officer("Selviana Ndun"))
STOPS = (
    Stop(SITE.name, 64, 40, 12, 1, 58, 0), Stop("SMP Negeri 9 Kupang", 31, 0, 20, 0, 25, 4),
)  # fmt: skip
VISITORS = (
    ("sex", "L", 40), ("sex", "P", 55), ("age_class", "6–12", 64), ("age_class", "13–15", 31), ("occupation", "Pelajar", 95),
)  # fmt: skip
TRIP = Trip(
    DAY, "Mobil Perpustakaan Keliling MPK-1 (DH 8012 AA)", CREW, STOPS, VISITORS, LEFT, LEFT + timedelta(hours=7),
    48_210, 48_268, 120, 14, 6,
)  # fmt: skip
REQUEST = Request(
    "421/7, 2026-09-29", date(2026, 9, 30), date(2026, 10, 12), date(2026, 10, 1), date(2026, 10, 2), True
)
SERVICE_OF = {
    "daily_report": "mobile_library", "loan_evidence": "anter_koper", "activity_report": "anter_koper",
    "approval": "anter_koper", "survey": "anter_koper", "schedule": "anter_koper", "request_letter": "anter_koper",
    "photos": "anter_koper",
}  # fmt: skip
BODY = (
    "Kegiatan berjalan lancar.\nSatu buku dinyatakan hilang; akan diganti bulan depan.\n\nSaran: tambah buku bergambar."
)


def drawn_signature(width: int = 640, height: int = 260) -> bytes:
    """What a finger leaves on the pad: a line on nothing."""
    pad = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    points = [(width * n / 12, height * (0.5 + 0.35 * (-1) ** n)) for n in range(1, 12)]
    ImageDraw.Draw(pad).line(points, fill=(20, 40, 90, 255), width=6, joint="curve")
    return _encoded(pad, "PNG")


def photo(width: int = 1200, height: int = 900) -> bytes:
    picture = Image.new("RGB", (width, height), (120, 160, 190))
    ImageDraw.Draw(picture).rectangle((width // 4, height // 3, width * 3 // 4, height), fill=(90, 70, 50))
    return _encoded(picture, "JPEG")


def copies(number: int, title: str = "Dongeng Rakyat Timor", author: str = "Felisitas Leto") -> tuple[CopyLine, ...]:
    return tuple(
        CopyLine(f"NTT{n:06d}", f"{title} {n}", author, (None, "good", "damaged")[n % 3]) for n in range(1, number + 1)
    )


def signed(kind: str) -> tuple[Signature, ...]:
    """By everybody whose signature it must bear, ours with a PIN and theirs drawn."""
    rule = PAPERS[kind]
    made = []
    for party in sorted(rule.parties):
        if party == rule.outside:
            made.append(
                Signature(party, "drawn", AT, SITE.signer_name or "", SITE.signer_office, None, drawn_signature())
            )
        elif party == "acknowledger":
            made.append(
                Signature(party, "pin", AT, "Drs. Petrus Lado", "Kepala Bidang Layanan", "19700101 199503 1 002")
            )
        else:
            made.append(Signature(party, "pin", AT, CREW[0].name, None, CREW[0].nip))
    return tuple(made)


def a_paper(kind: str, copy_count: int = 12, **changes: Any) -> OfficialPaper:
    service = SERVICE_OF.get(kind, "school_drop")
    paper = OfficialPaper(
        HEAD, kind, service, f"041/001/{KIND_CODES[kind]}/DKP/X/2026", DAY, AT, ZONE, "Kupang",
        Signatory(OFFICES[service], CREW[0].name, CREW[0].nip), "Kepala Bidang Layanan, Otomasi dan Kerjasama Perpustakaan",
        body=BODY if kind.endswith("_report") or kind in ("survey", "photos") else None, site=SITE,
        copies=copies(copy_count) if PAPERS[kind].lists_copies else (),
        lost=(CopyLine("NTT000991", "Kamus Bergambar", None, "lost"),) if kind == "return_ba" else (),
        trip=None if kind in ("approval", "survey", "request_letter") else TRIP,
        request=REQUEST if service == "anter_koper" else None,
        schedule=tuple(
            Visit(DAY + timedelta(days=7 * n), f"SD Inpres {n}", "Kecamatan Alak", "MPK-1", "Markus Tefa") for n in range(4)
        ) if kind == "schedule" else (),
        signatures=signed(kind), scan=Scan("ab" * 32, photo()) if kind in ("photos", "request_letter") else None,
    )  # fmt: skip
    return replace(paper, **changes)


def _encoded(picture: Image.Image, form: str) -> bytes:
    out = BytesIO()
    picture.save(out, form)
    return out.getvalue()
