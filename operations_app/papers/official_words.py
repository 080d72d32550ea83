"""What each kind of official paper says, as blocks that the template sets: sentences, facts, parties, tables, pictures."""

from __future__ import annotations

from collections.abc import Callable

from operations_app.papers.official import OfficialPaper, Request
from operations_app.papers.official_parts import (
    Block,
    body,
    copy_table,
    count,
    crew_text,
    day_or_dash,
    facts,
    filed,
    head,
    head_rows,
    km_text,
    letter_text,
    moment,
    opening,
    own_party,
    own_rows,
    SERVICES,
    site_rows,
    stop_table,
    table,
    text,
    their_party,
    visitor_table,
)
from operations_app.papers.wording import figures, short_day, weekday_text
from warehouse.date_in_words import date_in_words, MONTHS

NAMES = {
    "handover_ba": "Berita Acara Serah Terima", "return_ba": "Berita Acara Pengembalian",
    "stock_ba": "Berita Acara Keberadaan Koleksi", "daily_report": "Laporan Harian",
    "travel_report": "Laporan Perjalanan Dinas", "loan_evidence": "Bukti Peminjaman",
    "activity_report": "Laporan Kegiatan", "approval": "Surat Persetujuan", "survey": "Hasil Survei Lokasi",
    "schedule": "Jadwal Layanan", "request_letter": "Surat Permohonan", "photos": "Dokumentasi Kegiatan",
}  # fmt: skip
CLOSING = "Demikian {name} ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."


def blocks(paper: OfficialPaper) -> list[Block]:
    return [block for block in _KINDS[paper.kind](paper) if block]


# the kinds ------------------------------------------------------------------------------------------------------------
def _handover(paper: OfficialPaper) -> list[Block]:
    verb = "meminjamkan" if paper.kind == "loan_evidence" else "menyerahkan"
    return [
        opening(paper), own_party(paper, "1.", "PIHAK PERTAMA"), their_party(paper, "2.", "PIHAK KEDUA"),
        text(
            f"PIHAK PERTAMA {verb} kepada PIHAK KEDUA, dan PIHAK KEDUA menerima dari PIHAK PERTAMA, koleksi perpustakaan"
            f" sebanyak {count(len(paper.copies))} eksemplar dalam rangka layanan {SERVICES[paper.sop_code]}, dengan"
            " daftar sebagai berikut:"
        ),
        copy_table(paper.copies),
        text(
            "PIHAK KEDUA bertanggung jawab atas keutuhan koleksi tersebut dan mengembalikannya kepada PIHAK PERTAMA"
            " sesuai jadwal layanan."
        ),
        *body(paper), text(CLOSING.format(name=NAMES[paper.kind].lower())),
    ]  # fmt: skip


def _return(paper: OfficialPaper) -> list[Block]:
    lost = f", dan menyatakan {count(len(paper.lost))} eksemplar hilang" if paper.lost else ""
    return [
        opening(paper), their_party(paper, "1.", "PIHAK PERTAMA"), own_party(paper, "2.", "PIHAK KEDUA"),
        text(
            "PIHAK PERTAMA mengembalikan kepada PIHAK KEDUA, dan PIHAK KEDUA menerima serta memeriksa, koleksi"
            f" perpustakaan sebanyak {count(len(paper.copies))} eksemplar{lost}, dengan daftar sebagai berikut:"
        ),
        copy_table(paper.copies),
        copy_table(paper.lost, "Koleksi yang dinyatakan hilang") if paper.lost else {},
        *body(paper), text(CLOSING.format(name="berita acara")),
    ]  # fmt: skip


def _stock(paper: OfficialPaper) -> list[Block]:
    trip = paper.trip
    moved = sum(stop.handed_over for stop in trip.stops) if trip else 0
    back = sum(stop.taken_back for stop in trip.stops) if trip else 0
    lost = sum(stop.lost for stop in trip.stops) if trip else 0
    return [
        text(
            f"Pada hari ini {date_in_words(paper.dated_on)} ({short_day(paper.dated_on)}), saya yang bertanda tangan di"
            " bawah ini:"
        ),
        facts(*own_rows(paper)),
        text(
            f"menyatakan bahwa setelah pelayanan {SERVICES[paper.sop_code]} koleksi yang berada pada kendaraan layanan"
            f" berjumlah {count(len(paper.copies))} eksemplar, dengan daftar sebagai berikut:"
        ),
        copy_table(paper.copies),
        facts(
            ("Kendaraan", trip.vehicle), ("Dimuat", f"{trip.loaded} eksemplar"),
            ("Diserahkan di lokasi", f"{moved} eksemplar"), ("Diambil dari lokasi", f"{back} eksemplar"),
            ("Dipinjam pemustaka", f"{trip.loans} eksemplar"),
            ("Dikembalikan pemustaka", f"{trip.returns} eksemplar"), ("Dinyatakan hilang", f"{lost} eksemplar"),
        ) if trip else {},
        *body(paper), text(CLOSING.format(name="berita acara")),
    ]  # fmt: skip


def _daily(paper: OfficialPaper) -> list[Block]:
    trip = paper.trip
    if trip is None:
        return [facts(*head_rows(paper)), *body(paper)]
    people = sum(stop.visitors for stop in trip.stops)
    return [
        facts(*head_rows(paper), ("Kendaraan", trip.vehicle), ("Petugas", crew_text(trip.crew))),
        head("A. Pelayanan di lokasi"), stop_table(trip.stops),
        facts(
            ("Dipinjam pemustaka", f"{figures(trip.loans)} eksemplar"),
            ("Dikembalikan pemustaka", f"{figures(trip.returns)} eksemplar"),
        ),
        head("B. Pengunjung menurut kelompok"), visitor_table(trip, people), *body(paper, "C. Catatan"),
        text("Demikian laporan harian ini dibuat dengan sebenarnya."),
    ]  # fmt: skip


def _travel(paper: OfficialPaper) -> list[Block]:
    trip = paper.trip
    if trip is None:
        return [facts(*head_rows(paper)), *body(paper)]
    driver = next((one.name for one in trip.crew if one.is_driver), "–")
    distance = (
        f"{figures(trip.back_km - trip.left_km)} km" if trip.left_km is not None and trip.back_km is not None else "–"
    )
    return [
        head("A. Perjalanan"),
        facts(
            ("Layanan", SERVICES[paper.sop_code]), ("Hari, tanggal", weekday_text(trip.planned_on)),
            ("Kendaraan", trip.vehicle), ("Pengemudi", driver), ("Petugas", crew_text(trip.crew)),
            ("Berangkat", moment(trip.left_at, paper.zone)), ("Kembali", moment(trip.back_at, paper.zone)),
            ("Kilometer berangkat", km_text(trip.left_km)), ("Kilometer kembali", km_text(trip.back_km)),
            ("Jarak tempuh", distance),
        ),
        head("B. Tempat yang dilayani dan hasilnya"), stop_table(trip.stops),
        facts(
            ("Dipinjam pemustaka", f"{figures(trip.loans)} eksemplar"),
            ("Dikembalikan pemustaka", f"{figures(trip.returns)} eksemplar"),
        ),
        *body(paper, "C. Uraian"), text(CLOSING.format(name="laporan perjalanan dinas")),
    ]  # fmt: skip


def _activity(paper: OfficialPaper) -> list[Block]:
    trip, asked = paper.trip, paper.request or Request()
    return [
        head("A. Dasar"),
        facts(
            ("Layanan", SERVICES[paper.sop_code]), ("Surat permohonan", letter_text(asked.letter)),
            ("Disetujui", day_or_dash(asked.approved_on)), ("Survei lokasi", day_or_dash(asked.surveyed_on)),
        ),
        head("B. Pelaksanaan"),
        facts(
            ("Hari, tanggal", weekday_text(trip.planned_on if trip else paper.dated_on)), *site_rows(paper.site),
            *([("Kendaraan", trip.vehicle), ("Petugas", crew_text(trip.crew))] if trip else []),
        ),
        stop_table(trip.stops) if trip else {}, *body(paper, "C. Uraian dan hasil pengecekan"),
        text(CLOSING.format(name="laporan kegiatan")),
    ]  # fmt: skip


def _approval(paper: OfficialPaper) -> list[Block]:
    asked = paper.request or Request()
    whom = paper.site.name if paper.site else "pemohon"
    return [
        text(
            f"Menindaklanjuti surat permohonan {whom} nomor {letter_text(asked.letter)} tentang kunjungan layanan"
            f" {SERVICES[paper.sop_code]}, dengan ini permohonan tersebut:"
        ),
        {"kind": "verdict", "text": "DISETUJUI"},
        text("untuk dilaksanakan di lokasi berikut, setelah survei lokasi dan sesuai jadwal layanan:"),
        facts(*site_rows(paper.site), ("Waktu yang diharapkan", day_or_dash(asked.wished_on))), *body(paper),
        text("Demikian surat persetujuan ini dibuat untuk dipergunakan sebagaimana mestinya."),
    ]  # fmt: skip


def _survey(paper: OfficialPaper) -> list[Block]:
    asked = paper.request or Request()
    verdict = {True: "Lokasi sesuai untuk pelayanan", False: "Lokasi belum sesuai untuk pelayanan"}
    return [
        text(f"Pada hari ini {date_in_words(paper.dated_on)} telah dilakukan survei lokasi dan koordinasi di:"),
        facts(
            *site_rows(paper.site), ("Koordinat", (paper.site and paper.site.position) or "–"),
            ("Surat permohonan", letter_text(asked.letter)), ("Kesimpulan", verdict.get(asked.is_suitable, "–")),  # type: ignore[arg-type]
        ),
        *body(paper, "Hasil survei"), text(CLOSING.format(name="hasil survei")),
    ]  # fmt: skip


def _schedule(paper: OfficialPaper) -> list[Block]:
    month = paper.schedule[0].planned_on if paper.schedule else paper.dated_on
    rows = [
        [str(number), weekday_text(one.planned_on), one.site, one.address or "–", one.vehicle, one.crew or "–"]
        for number, one in enumerate(paper.schedule, 1)
    ]
    return [
        text(
            f"Jadwal kunjungan layanan {SERVICES[paper.sop_code]} bulan {MONTHS[month.month - 1]} {month.year} ditetapkan"
            " sebagai berikut:"
        ),
        table(
            ("No.", "Hari, tanggal", "Lokasi", "Alamat", "Kendaraan", "Petugas"), (9, 30, 0, 38, 22, 34), rows, middle=(0,),
            none="Belum ada kunjungan pada bulan ini.",
        ),
        *body(paper),
    ]  # fmt: skip


def _letter(paper: OfficialPaper) -> list[Block]:
    asked = paper.request or Request()
    return [
        text(f"Lembar arsip surat permohonan layanan {SERVICES[paper.sop_code]} yang diterima dinas:"),
        facts(
            ("Nomor dan tanggal surat", letter_text(asked.letter or paper.body)), *site_rows(paper.site),
            ("Diterima", day_or_dash(asked.asked_on or paper.dated_on)),
            ("Waktu yang diharapkan", day_or_dash(asked.wished_on)),
        ),
        *filed(paper, "Pindaian surat"),
    ]  # fmt: skip


def _photos(paper: OfficialPaper) -> list[Block]:
    return [facts(*head_rows(paper)), *filed(paper, "Foto kegiatan"), *body(paper)]


_KINDS: dict[str, Callable[[OfficialPaper], list[Block]]] = {
    "handover_ba": _handover, "loan_evidence": _handover, "return_ba": _return, "stock_ba": _stock, "daily_report": _daily,
    "travel_report": _travel, "activity_report": _activity, "approval": _approval, "survey": _survey,
    "schedule": _schedule, "request_letter": _letter, "photos": _photos,
}  # fmt: skip
