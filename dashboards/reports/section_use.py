"""The report's sections on visitors and loans."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboards.code_names import COLLECTIONS, ddc_name, named, place_in_order, SEXES
from dashboards.places import Places
from dashboards.reports.model import Bars, Column, columns, Section, Table, Value
from dashboards.reports.rows import Row, SpanRows
from dashboards.reports.words import bars_of, change, count, said, share

DIMENSIONS: tuple[tuple[str, str, str], ...] = (
    ("purpose", "Tujuan", "Kunjungan menurut tujuan"),
    ("sex", "Jenis kelamin", "Kunjungan menurut jenis kelamin"),
    ("age_class", "Kelompok umur", "Kunjungan menurut kelompok umur (tahun)"),
    ("occupation", "Pekerjaan", "Kunjungan menurut pekerjaan"),
    ("education", "Pendidikan", "Kunjungan menurut pendidikan terakhir"),
)
COUNTS = ("visits", "member_visits", "guest_visits", "group_heads", "room_visits", "outreach_visitors")
FLOWS = ("loans", "renewals", "returns", "overdue_returns", "in_house_uses", "lendable_copies", "unused_copies")


GROUPS = "Rombongan dirinci sejauh dicatat petugas: jumlahnya dapat kurang dari jumlah orang dalam rombongan."


def visitors(rows: SpanRows, before: SpanRows, places: Places, people: int) -> Section:
    points = Table(
        "Pengunjung",
        "Kunjungan menurut titik layanan",
        (
            Column("Titik layanan", "text"),
            *columns(
                "count", "Kunjungan", "Anggota", "Tamu", "Rombongan", "Kunjungan ruang", "Pengunjung layanan luar"
            ),
        ),
        tuple(
            (places.point_name(row["service_point"]), *(row[name] for name in COUNTS))
            for row in rows.all("visitors_by_point")
        ),
        note="Kunjungan, kunjungan ruang, dan pengunjung layanan luar adalah tiga hitungan yang tidak dijumlahkan satu sama "
        "lain. Kunjungan rombongan dihitung per orang.",
    )
    now, then = points.sum_of(1), before.sums("visitors_by_point").get("visits", 0)
    members = rows.sums("unique_members").get("unique_members", 0)
    sentences = [
        f"Gedung layanan mencatat {count(now)} kunjungan, {change(now, then, before.span.name)}. "
        f"{count(members)} anggota yang berbeda datang, sekali atau lebih.",
        f"Tamu tanpa kartu {count(points.sum_of(3))} kunjungan, rombongan {count(points.sum_of(4))} orang. Ruang "
        f"referensi dan deposit mencatat {count(points.sum_of(5))} kunjungan ruang; layanan luar gedung didatangi "
        f"{count(points.sum_of(6))} orang.",
    ]
    if people:
        rate = said(now * 1000 / people, "ratio")
        sentences.append(f"Kunjungan ke gedung setara {rate} per 1.000 penduduk terlayani ({count(people)} jiwa).")
    classes = tuple(_by_class(rows, *dimension) for dimension in DIMENSIONS)
    return Section("Pengunjung", tuple(sentences), (points, *classes), (_purposes(classes[0]),))


def _by_class(rows: SpanRows, dimension: str, title: str, caption: str) -> Table:
    found = sorted(rows.all("visitors_by_class", dimension=dimension), key=lambda row: _order(dimension, row))
    words = SEXES if dimension == "sex" else {}

    def name(value: object) -> str:
        return named(words, value)

    columns = [Column(title, "text"), Column("Kunjungan"), Column("Bagian", "share", of_total=1)]
    if dimension == "purpose":
        lines = tuple((name(row["value"]), row["visits"], None) for row in found)
        return Table(title, caption, tuple(columns), lines, beside=True)
    columns[1] = Column("Perorangan")
    return Table(
        title,
        caption,
        (*columns, Column("Dalam rombongan")),
        tuple((name(row["value"]), row["visits"], None, row["heads"]) for row in found),
        note=GROUPS if dimension == "sex" else "",
        beside=True,
    )


def _order(dimension: str, row: Row) -> tuple[int, int, int, str]:
    """Classes with an order of their own in it, others by how many there are; what nobody stated comes last."""
    place, text = place_in_order(dimension, row["value"])
    ordered = place if dimension in ("age_class", "education") else 0
    return (1 if row["value"] is None else 0, ordered, 0 if ordered else -row["visits"], text)


def _purposes(table: Table) -> Bars:
    return bars_of(table, 1, "Kunjungan menurut tujuan")


def loans(rows: SpanRows, before: SpanRows) -> Section:
    flows = (
        *columns(
            "count",
            "Pinjam",
            "Perpanjang",
            "Kembali",
            "Terlambat",
            "Baca di tempat",
            "Eksemplar dapat dipinjam",
            "Tak terpakai",
        ),
        Column("Perputaran", "ratio", (1, 6)),
        Column("Bagian tak terpakai", "share", (7, 6)),
    )
    collections = Table(
        "Peminjaman",
        "Peminjaman menurut koleksi",
        (Column("Koleksi", "text"), *flows),
        _flows(rows.all("loans_by_collection"), lambda row: named(COLLECTIONS, row["collection"])),
        note="Pinjam: peminjaman pertama sebuah eksemplar; perpanjangan dihitung tersendiri. Perputaran: pinjam dibagi "
        "eksemplar yang dapat dipinjam pada akhir periode. Tak terpakai: tanpa peminjaman dalam "
        "12 bulan sampai akhir periode.",
    )
    classes = Table(
        "Peminjaman per kelas",
        "Peminjaman menurut kelas DDC",
        (Column("Kelas DDC", "text"), *flows),
        _flows(rows.all("loans_by_class"), lambda row: ddc_name(row["ddc_class"])),
    )
    then = before.sums("loans_by_collection")
    now = collections.sum_of(1)
    sentences = [
        f"{count(now)} eksemplar dipinjamkan, {change(now, then.get('loans', 0), before.span.name)}, dan "
        f"{count(collections.sum_of(2))} peminjaman diperpanjang. Dari {count(collections.sum_of(3))} pengembalian, "
        f"{count(collections.sum_of(4))} terlambat ({share(collections.sum_of(4), collections.sum_of(3))}).",
        f"{share(collections.sum_of(7), collections.sum_of(6))} dari {count(collections.sum_of(6))} eksemplar yang dapat "
        "dipinjam tidak dipinjam siapa pun selama 12 bulan terakhir.",
    ]
    bars = bars_of(classes, 1, "Peminjaman menurut kelas DDC")
    return Section("Peminjaman", tuple(sentences), (collections, classes), (bars,))


def _flows(found: Sequence[Row], name: Callable[[Row], str]) -> tuple[tuple[Value, ...], ...]:
    return tuple((name(row), *(row[column] for column in FLOWS), None, None) for row in found)
