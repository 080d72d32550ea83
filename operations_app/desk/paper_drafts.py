"""What a paper says before the officer words it: counts on record, in Indonesian as the paper is. Reading only."""

from __future__ import annotations

from operations_app.desk.papers import OwedPaper, PaperState
from operations_app.papers.official_parts import SERVICES
from operations_app.papers.wording import day_text, figures
from warehouse import sql
from warehouse.operations.database import OperationsDatabase

NARRATED = frozenset({"daily_report", "travel_report", "activity_report"})
PAPERS_SQL = "operations_app.papers"
MUCH_LATER = 2**62
COUNTED = {
    "visitors": "pengunjung {} orang", "books_read": "dibaca di tempat {} buku", "toys_used": "alat permainan {} kali",
    "handed_over": "diserahkan {} eksemplar", "taken_back": "diambil {} eksemplar", "lost": "hilang {} eksemplar",
}  # fmt: skip


def first_wording(db: OperationsDatabase, paper: OwedPaper) -> str:
    """For reports: what was done where, then what is left to be said; "" for papers that need no text."""
    if paper.kind not in NARRATED or paper.trip_id is None or paper.planned_on is None:
        return ""
    stops = [
        one
        for one in db.query(sql.read(PAPERS_SQL, "road_stops"), trip=paper.trip_id, until=MUCH_LATER)
        if paper.sop_code != "anter_koper" or str(one["case_id"]) == paper.case_id
    ]
    lines = [f"Layanan {SERVICES[paper.sop_code]} dilaksanakan pada {day_text(paper.planned_on)}."]
    for stop in stops:
        counted = [words.format(figures(int(stop[name]))) for name, words in COUNTED.items() if stop[name]]
        lines.append(f"{stop['name'] or '–'}: {', '.join(counted) or 'tidak ada pelayanan tercatat'}.")
    return "\n".join([*lines, "Kendala: –", "Tindak lanjut: –"])


def wording_again(paper: PaperState) -> str:
    """The successor of a void paper begins with its text."""
    return paper.body or ""
