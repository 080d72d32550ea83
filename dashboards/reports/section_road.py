"""The report's section on the services outside the building."""

from __future__ import annotations

from dashboards.code_names import named, SERVICES
from dashboards.reports.model import Column, columns, Section, Table, Value
from dashboards.reports.rows import SpanRows
from dashboards.reports.words import bars_of, change, count, share

COVERED = ("sites_registered", "sites_served")
PEOPLE = ("people_registered", "people_served")
TRIPS = ("trips_planned", "trips_done", "trips_cancelled", "visitors")
COPIES = ("copies_out", "copies_back", "copies_lost", "copies_outstanding")


def outreach(rows: SpanRows, before: SpanRows) -> Section:
    found = rows.all("outreach")
    names = [named(SERVICES, row["service"]) for row in found]

    def lines(*columns: str | None) -> tuple[tuple[Value, ...], ...]:
        return tuple(
            (name, *(row[column] if column else None for column in columns))
            for name, row in zip(names, found, strict=True)
        )

    coverage = Table(
        "Jangkauan",
        "Lokasi dan penduduk yang dilayani",
        (
            Column("Layanan", "text"),
            *columns("count", "Lokasi terdaftar", "Lokasi dilayani"),
            Column("Cakupan lokasi", "share", (2, 1)),
            *columns("count", "Penduduk terdaftar", "Penduduk dilayani"),
            Column("Cakupan penduduk", "share", (5, 4)),
        ),
        lines(*COVERED, None, *PEOPLE, None),
        note="Terdaftar: aktif pada hari terakhir periode ini. Dilayani: ada pencatatan di lokasi itu. Lokasi dengan dua "
        "layanan dihitung pada keduanya.",
    )
    trips = Table(
        "Perjalanan",
        "Perjalanan dan buku di lokasi",
        (
            Column("Layanan", "text"),
            *columns(
                "count",
                "Direncanakan",
                "Terlaksana",
                "Batal",
                "Pengunjung",
                "Buku diserahkan",
                "Diambil",
                "Hilang",
                "Masih di lokasi",
            ),
        ),
        lines(*TRIPS, *COPIES),
        note="Masih di lokasi: saldo pada akhir periode. Penyerahan buku ke lokasi bukan peminjaman.",
    )
    then = before.sums("outreach")
    compared = change(coverage.sum_of(2), then.get("sites_served", 0), before.span.name)
    sentences = [
        f"{count(trips.sum_of(2))} dari {count(trips.sum_of(1))} perjalanan terlaksana, {count(trips.sum_of(3))} batal. "
        f"{count(coverage.sum_of(2))} dari {count(coverage.sum_of(1))} lokasi dilayani "
        f"({share(coverage.sum_of(2), coverage.sum_of(1))}), {compared}.",
        f"{count(trips.sum_of(5))} eksemplar diserahkan, {count(trips.sum_of(6))} diambil kembali, {count(trips.sum_of(7))} "
        f"dilaporkan hilang; {count(trips.sum_of(8))} masih berada di lokasi pada akhir periode.",
    ]
    either = next((row for row in rows.all("districts") if row["service"] == "all"), None)
    if either and either["districts"]:
        sentences.append(
            f"Layanan menjangkau {count(either['districts_reached'])} dari {count(either['districts'])} kecamatan."
        )
    bars = bars_of(coverage, 2, "Lokasi dilayani")
    return Section("Layanan luar gedung", tuple(sentences), (coverage, trips), (bars,))
