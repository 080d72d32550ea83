"""National indicators of a year, as far as transactions answer them: formula, legal basis, numerator, denominator."""

from __future__ import annotations

from collections.abc import Mapping

from dashboards.reports.frame import Material
from dashboards.reports.model import Body, Column, columns, KeyFigure, Section, Table
from dashboards.reports.rows import SpanRows
from dashboards.reports.words import count, said
from warehouse.catalogue.national import Indicator, IndicatorGroup

COUNTS = {
    "visits": "Kunjungan ke gedung", "unique_members": "Anggota yang berbeda", "guest_visits": "Kunjungan tamu",
    "group_heads": "Orang dalam rombongan", "room_visits": "Kunjungan ruang referensi dan deposit",
    "outreach_visitors": "Pengunjung layanan luar gedung", "loans": "Peminjaman", "renewals": "Perpanjangan",
    "in_house_uses": "Eksemplar dibaca di tempat", "copies_held": "Eksemplar dimiliki pada akhir tahun",
    "titles_held": "Judul dimiliki pada akhir tahun", "copies_out": "Eksemplar diserahkan ke lokasi",
    "trips_done": "Perjalanan terlaksana", "services_used": "SOP yang dijalankan", "sops_in_force": "SOP yang berlaku",
    "people_served": "Penduduk",
}  # fmt: skip
NOT_HERE = (
    "Tidak dihitung di sini karena tidak ada transaksi yang mencatatnya: tingkat kegemaran membaca (perlu survei), akses "
    "digital, pemakai fasilitas TIK, kegiatan di gedung, kerja sama, tenaga, dan perpustakaan sesuai standar nasional."
)


def indicators_body(given: Material) -> Body:
    rows = given.rows
    now, then = _counts(rows), _counts(given.before)
    if not now:
        return Body((), ())
    year = rows.span.first.year
    sections = [
        section
        for group in given.catalogue.indicators
        if (section := _group(group, group.of_year(year), now)) is not None
    ]
    return Body((*sections, _per_capita(given), _all_counts(now, then)), _key_figures(given, now, then))


def _counts(rows: SpanRows) -> Mapping[str, int]:
    return {row["measure"]: row["value"] for row in rows.all("national_counts")}


def _value(one: Indicator, counts: Mapping[str, int]) -> int:
    return sum(counts.get(name, 0) for name in one.counts)


def _group(group: IndicatorGroup, held: tuple[Indicator, ...], now: Mapping[str, int]) -> Section | None:
    if not held:
        return None
    shares, plain = [one for one in held if one.of], [one for one in held if not one.of]
    tables: list[Table] = []
    if shares:
        tables.append(
            Table(
                f"{group.code} rasio",
                "Rumus dan nilai",
                (
                    *columns("text", "Indikator", "Rumus", "Dasar", room=3),
                    *columns("count", "Pembilang", "Penyebut"),
                    Column("Nilai", "fine", (3, 4)),
                ),
                tuple(
                    (one.name, one.formula, one.basis, _value(one, now), now.get(one.of or "", 0), None)
                    for one in shares
                ),
                with_total=False,
            )
        )
    if plain:
        tables.append(
            Table(
                f"{group.code} isian",
                "Rumus dan nilai",
                (*columns("text", "Indikator", "Rumus", "Dasar", room=3), Column("Nilai")),
                tuple((one.name, one.formula, one.basis, _value(one, now)) for one in plain),
                with_total=False,
            )
        )
    notes = Table(
        f"{group.code} catatan",
        "Cara membaca",
        (Column("Indikator", "text", room=2), Column("Catatan", "text", room=5)),
        tuple((one.name, one.note) for one in held),
        with_total=False,
    )
    first = held[0]
    if first.of:
        told = said(_value(first, now) / now[first.of] if now.get(first.of) else None, "fine")
    else:
        told = count(_value(first, now))
    sentence = (
        f"{first.name}: {told}. {count(len(held))} indikator {group.code} dihitung dengan rumus yang berlaku tahun ini."
    )
    return Section(group.title, (sentence,), (*tables, notes))


def _per_capita(given: Material) -> Section:
    found, people = given.rows.all("per_capita"), given.agency.population
    lines = [
        line
        for row in found
        for line in (
            ("Kunjungan per kapita", "ISO 11620 B.2.2.1", row["visits"], row["people_served"], None),
            ("Peminjaman per kapita", "ISO 11620 B.2.1.2", row["loans"], row["people_served"], None),
            ("Peminjaman per anggota", "ISO 11620 B.2.1.2", row["loans"], row["members"], None),
            ("Eksemplar yang dapat dipinjam per kapita", "", row["lendable_copies"], row["people_served"], None),
        )
    ]
    table = Table(
        "Per kapita",
        "Pemakaian menurut penduduk dan anggota",
        (
            Column("Ukuran", "text", room=2),
            Column("Dasar", "text"),
            *columns("count", "Pembilang", "Penyebut"),
            Column("Nilai", "precise", (2, 3)),
        ),
        tuple(lines),
        with_total=False,
        note=f"Penduduk {people.as_of:%d/%m/%Y}: {people.source}. Anggota: kartu yang berlaku pada hari terakhir periode.",
    )
    return Section("Pemakaian per kapita dan per anggota", (), (table,))


def _all_counts(now: Mapping[str, int], then: Mapping[str, int]) -> Section:
    table = Table(
        "Hitungan",
        "Hitungan yang dipakai rumus",
        (Column("Hitungan", "text"), *columns("count", "Tahun ini", "Tahun sebelumnya")),
        tuple((label, now.get(name, 0), then.get(name)) for name, label in COUNTS.items()),
        with_total=False,
    )
    return Section("Hitungan dasar", (NOT_HERE,), (table,))


def _key_figures(given: Material, now: Mapping[str, int], then: Mapping[str, int]) -> tuple[KeyFigure, ...]:
    year = given.rows.span.first.year
    return tuple(
        KeyFigure(
            one.name,
            "fine" if one.of else "count",
            _ratio(one, now) if one.of else _value(one, now),
            (_ratio(one, then) if one.of else _value(one, then)) if then and one.holds_in(year - 1) else None,
        )
        for group in given.catalogue.indicators
        for one in group.of_year(year)
    )


def _ratio(one: Indicator, counts: Mapping[str, int]) -> float | None:
    below = counts.get(one.of or "", 0)
    return _value(one, counts) / below if below else None
