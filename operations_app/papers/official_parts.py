"""Parts that several kinds of official papers share: facts, parties, tables of copies, stops and visitors, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from operations_app.papers.official import CopyLine, Officer, OfficialPaper, Site, Stop, Trip
from operations_app.papers.pictures import picture
from operations_app.papers.wording import day_text, figures, moment_text, short_day, weekday_text
from warehouse.amount_in_words import number_in_words
from warehouse.date_in_words import date_in_words

Block = dict[str, Any]

SERVICES = {
    "mobile_library": "Mobil Perpustakaan Keliling (MPK)", "smart_motorcycle": "Motor Pintar",
    "school_drop": "Layanan Terpadu Perpustakaan Sekolah (LTPS)", "worship_drop": "Silang Layan",
    "household_drop": "Perpustakaan Kunjung", "anter_koper": "ANTER KOPER",
}  # fmt: skip
OFFICES = {
    "mobile_library": "Petugas Perpustakaan Keliling", "smart_motorcycle": "Petugas Motor Pintar",
    "school_drop": "Petugas LTPS", "worship_drop": "Petugas Silang Layan",
    "household_drop": "Petugas Perpustakaan Kunjung", "anter_koper": "Petugas Teknis",
}  # fmt: skip
DIMENSIONS = {
    "sex": "Jenis kelamin",
    "age_class": "Kelompok umur",
    "occupation": "Pekerjaan",
    "education": "Pendidikan",
}
SEXES = {"L": "Laki-laki", "P": "Perempuan"}
CONDITIONS = {"good": "Baik", "damaged": "Rusak", "lost": "Hilang"}
PHOTO_WIDTH_MM = 150


def text(words: str) -> Block:
    return {"kind": "text", "text": words}


def head(words: str) -> Block:
    return {"kind": "head", "text": words}


def facts(*rows: tuple[str, str]) -> Block:
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def table(
    columns: Sequence[str], widths_mm: Sequence[int], rows: list[list[str]], *, caption: str = "", none: str = "–",
    right: Sequence[int] = (), middle: Sequence[int] = (), total: Sequence[str] = (),
) -> Block:  # fmt: skip
    """A table whose header stands on every page; width 0 takes what is left."""
    return {
        "kind": "table", "columns": list(columns), "widths": list(widths_mm), "rows": rows, "caption": caption, "none": none,
        "right": list(right), "middle": list(middle), "total": list(total),
    }  # fmt: skip


def copy_table(copies: Sequence[CopyLine], caption: str = "") -> Block:
    rows = [
        [str(number), one.copy_no, one.title, one.author or "–", CONDITIONS.get(one.condition or "", "")]
        for number, one in enumerate(copies, 1)
    ]
    total = ("", "", f"Jumlah: {count(len(copies))} eksemplar", "", "") if copies else ()
    return table(
        ("No.", "Nomor induk", "Judul", "Pengarang", "Kondisi"), (10, 30, 0, 40, 17), rows, caption=caption,
        none="Tidak ada koleksi.", middle=(0,), total=total,
    )  # fmt: skip


def stop_table(stops: Sequence[Stop]) -> Block:
    rows = [
        [str(number), stop.name, *(figures(value) for value in _counts(stop))] for number, stop in enumerate(stops, 1)
    ]
    sums = [figures(sum(column)) for column in zip(*(_counts(stop) for stop in stops), strict=True)]
    return table(
        ("No.", "Lokasi", "Pengunjung", "Dibaca di tempat", "APE", "Diserahkan", "Diambil", "Hilang"),
        (9, 0, 20, 18, 13, 20, 16, 14), rows, right=(2, 3, 4, 5, 6, 7), middle=(0,), none="Tidak ada lokasi.",
        total=("", "Jumlah", *sums) if stops else (),
    )  # fmt: skip


def visitor_table(trip: Trip, people: int) -> Block:
    rows = [
        [DIMENSIONS[dimension], SEXES.get(value, value), figures(heads)] for dimension, value, heads in trip.visitors
    ]
    return table(
        ("Kelompok", "Rincian", "Orang"), (45, 0, 25), rows, right=(2,), none="Tidak dicatat menurut kelompok.",
        total=("Jumlah pengunjung", f"{count(people)} orang", figures(people)),
    )  # fmt: skip


def count(amount: int) -> str:
    """80 (delapan puluh)"""
    return f"{figures(amount)} ({number_in_words(amount)})"


def letter_text(letter: str | None) -> str:
    """ "421/7, 2026-09-29" as it was noted → "421/7, tanggal 29 September 2026"."""
    number, _, day = (letter or "").rpartition(", ")
    try:
        return f"{number}, tanggal {day_text(date.fromisoformat(day))}"
    except ValueError:
        return letter or "–"


def _counts(stop: Stop) -> tuple[int, ...]:
    return stop.visitors, stop.books_read, stop.toys_used, stop.handed_over, stop.taken_back, stop.lost


def opening(paper: OfficialPaper) -> Block:
    where = paper.place or (paper.site and (paper.site.address or paper.site.name)) or paper.signed_in
    return text(
        f"Pada hari ini {date_in_words(paper.dated_on)} ({short_day(paper.dated_on)}), bertempat di {where}, kami yang"
        " bertanda tangan di bawah ini:"
    )


def own_rows(paper: OfficialPaper) -> list[tuple[str, str]]:
    """Our officer: who signed, else who wrote the paper."""
    ours = next((one for one in paper.signatures if one.way == "pin" and one.party != "acknowledger"), None)
    return [
        ("Nama", (ours.name if ours else paper.writer.name) or "." * 40),
        ("NIP", (ours.nip if ours else paper.writer.nip) or "–"),
        ("Jabatan", (ours and ours.office) or paper.writer.office), ("Instansi", paper.head.agency),
    ]  # fmt: skip


def own_party(paper: OfficialPaper, number: str, called: str) -> Block:
    return {"kind": "party", "no": number, "rows": [list(row) for row in own_rows(paper)], "called": called}


def their_party(paper: OfficialPaper, number: str, called: str) -> Block:
    signed = next((one for one in paper.signatures if one.way != "pin"), None)
    site = paper.site or Site("")
    rows = [
        ("Nama", (signed.name if signed else site.signer_name) or "." * 40),
        ("Jabatan", (signed and signed.office) or site.signer_office or "–"), ("Lokasi", site.name or "–"),
        ("Alamat", site.address or "–"),
    ]  # fmt: skip
    return {"kind": "party", "no": number, "rows": [list(row) for row in rows], "called": called}


def head_rows(paper: OfficialPaper) -> list[tuple[str, str]]:
    day = paper.trip.planned_on if paper.trip else paper.dated_on
    places = paper.site.name if paper.site else ", ".join(stop.name for stop in paper.trip.stops) if paper.trip else ""
    return [
        ("Layanan", SERVICES[paper.sop_code]), ("Hari, tanggal", weekday_text(day)),
        ("Lokasi", paper.place or places or "–"),
    ]  # fmt: skip


def site_rows(site: Site | None) -> list[tuple[str, str]]:
    if site is None:
        return []
    served = f"{figures(site.people_served)} orang" if site.people_served else "–"
    return [("Lokasi", site.name), ("Alamat", site.address or "–"), ("Pemustaka dilayani", served)]


def body(paper: OfficialPaper, heading: str = "") -> list[Block]:
    paragraphs = [line.strip() for line in (paper.body or "").splitlines() if line.strip()]
    return [*([head(heading)] if heading and paragraphs else []), *(text(one) for one in paragraphs)]


def filed(paper: OfficialPaper, words: str) -> list[Block]:
    """The scan itself when it is a picture, else where it is."""
    if paper.scan is None:
        return [text(f"{words} belum tersimpan.")]
    drawing = picture(paper.scan.content) if paper.scan.content else None
    if drawing is None:
        return [text(f"{words} tersimpan di Patuh; lihat pindaian (SHA-256 {paper.scan.sha256}).")]
    width = PHOTO_WIDTH_MM if drawing.width >= drawing.height else round(PHOTO_WIDTH_MM * 0.72)
    return [
        {"kind": "picture", "drawing": drawing.svg, "alt": words, "width_mm": width,
         "caption": f"SHA-256 {paper.scan.sha256[:16]}…"}
    ]  # fmt: skip


def crew_text(crew: Sequence[Officer]) -> str:
    return ", ".join(one.name for one in crew) or "–"


def moment(at: datetime | None, zone: str) -> str:
    return moment_text(at, zone) if at else "–"


def day_or_dash(day: date | None) -> str:
    return day_text(day) if day else "–"


def km_text(km: int | None) -> str:
    return f"{figures(km)} km" if km is not None else "–"
