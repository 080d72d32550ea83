"""The report on the services outside the building: coverage, trips, berita acara and what lies at which site."""

from __future__ import annotations

from dashboards.code_names import DOCUMENTS, named, role_name, SERVICES, SITE_KINDS
from dashboards.reports.course import course_of, step_cell, step_column, step_of, step_words
from dashboards.reports.frame import Material
from dashboards.reports.model import Body, Column, columns, KeyFigure, Section, Table, Value
from dashboards.reports.rows import Row, SpanRows
from dashboards.reports.section_road import outreach
from dashboards.reports.words import count, share

STATUSES = {"missing": "Belum ada", "unsigned": "Belum tanda tangan", "inconsistent": "Tidak sesuai"}
_BA = ("handover_ba", "return_ba", "stock_ba")


def outreach_body(given: Material) -> Body:
    rows, before = given.rows, given.before
    covered = outreach(rows, before)
    sections = (covered, _trips(rows), _regencies(rows), _papers(rows), _holding(given))
    return Body(sections, _key_figures(covered, before))


def _key_figures(covered: Section, before: SpanRows) -> tuple[KeyFigure, ...]:
    coverage, trips = covered.tables
    then = before.sums("outreach")
    places = (
        (coverage, 2, "sites_served"), (coverage, 5, "people_served"), (trips, 1, "trips_planned"), (trips, 2, "trips_done"),
        (trips, 4, "visitors"), (trips, 5, "copies_out"), (trips, 6, "copies_back"), (trips, 8, "copies_outstanding"),
    )  # fmt: skip
    return tuple(
        KeyFigure(_LABELS[name], "count", table.sum_of(place), then.get(name, 0), (table.key, place))
        for table, place, name in places
    )


_LABELS = {
    "sites_served": "Lokasi dilayani", "people_served": "Penduduk di lokasi yang dilayani",
    "trips_planned": "Perjalanan direncanakan", "trips_done": "Perjalanan terlaksana",
    "visitors": "Pengunjung layanan luar", "copies_out": "Eksemplar diserahkan", "copies_back": "Eksemplar diambil kembali",
    "copies_outstanding": "Eksemplar masih di lokasi",
}  # fmt: skip


def _trips(rows: SpanRows) -> Section:
    span = rows.span
    found = rows.all("trips_course", step=step_of(span))
    table = Table(
        "Jalannya layanan",
        f"Perjalanan, pengunjung dan eksemplar {step_words(span)}",
        (
            step_column(span),
            *columns("count", "Direncanakan", "Terlaksana", "Pengunjung", "Buku diserahkan", "Buku diambil"),
        ),
        tuple(
            (
                step_cell(span, row["period_start"]), row["trips_planned"], row["trips_done"], row["visitors"],
                row["copies_out"], row["copies_back"],
            )
            for row in found
        ),
        note="Perjalanan dihitung pada hari yang direncanakan; pengunjung dan buku pada hari dicatat di lokasi.",
    )  # fmt: skip
    course = course_of(
        table, span, [row["period_start"] for row in found], (1, 2), "Perjalanan direncanakan dan terlaksana"
    )
    busy = sum(1 for row in found if row["trips_done"])
    sentence = f"Perjalanan terlaksana pada {count(busy)} {'hari' if span.grain == 'month' else 'bulan'}."
    return Section("Jalannya layanan", (sentence,), (table,), courses=(course,))


def _regencies(rows: SpanRows) -> Section:
    table = Table(
        "Kabupaten dan kota",
        "Jangkauan menurut kabupaten dan kota",
        (
            Column("Kabupaten/kota", "text"),
            *columns("count", "Lokasi terdaftar", "Lokasi dilayani"),
            Column("Cakupan lokasi", "share", (2, 1)),
            *columns("count", "Penduduk terdaftar", "Penduduk dilayani"),
            Column("Cakupan penduduk", "share", (5, 4)),
            *columns("count", "Perjalanan terlaksana", "Pengunjung", "Masih di lokasi"),
        ),
        tuple(
            (
                row["regency"] or row["regency_code"] or "Tanpa wilayah", row["sites_registered"], row["sites_served"], None,
                row["people_registered"], row["people_served"], None, row["trips_done"], row["visitors"],
                row["copies_outstanding"],
            )
            for row in rows.all("outreach_by_regency")
        ),
        note="Lokasi dengan dua layanan dihitung pada keduanya. Perjalanan dihitung di setiap wilayah yang disinggahi.",
    )  # fmt: skip
    registered, reached = sum(1 for row in table.rows if row[1]), sum(1 for row in table.rows if row[2])
    sentence = f"{count(reached)} dari {count(registered)} kabupaten/kota yang punya lokasi terdaftar dilayani."
    return Section("Wilayah", (sentence,), (table,))


def _papers(rows: SpanRows) -> Section:
    found = rows.all("outreach_papers", sop_codes=list(SERVICES))
    order = {code: place for place, code in enumerate(DOCUMENTS)}
    found.sort(key=lambda row: (list(SERVICES).index(row["sop_code"]), order.get(row["document_kind"], 99)))
    table = Table(
        "Berita acara dan dokumen",
        "Berita acara dan dokumen yang wajib ada",
        (
            *columns("text", "Layanan", "Dokumen", room=4),
            *columns("count", "Perjalanan", "Wajib"),
            Column("Lengkap", terms=(3, -5, -6, -7)),
            *columns("count", "Belum ada", "Belum tanda tangan", "Tidak sesuai"),
            Column("Lengkap %", "share", (4, 3)),
        ),
        tuple(
            (
                named(SERVICES, row["sop_code"]), named(DOCUMENTS, row["document_kind"]), row["cases"], row["papers_needed"],
                None, row["papers_missing"], row["papers_unsigned"], row["papers_inconsistent"], None,
            )
            for row in found
        ),
        note="Berita acara penyerahan dan pengambilan wajib di setiap lokasi tempat buku berpindah; belum ada: juga yang "
        "belum jatuh tempo. Tidak sesuai: daftar eksemplar berbeda dari eksemplar yang dipindai.",
    )  # fmt: skip
    records = [place for place, row in enumerate(found) if row["document_kind"] in _BA]
    needed = sum(int(found[place]["papers_needed"]) for place in records)
    complete = sum(int(str(table.value(table.rows[place], 4))) for place in records)
    findings = _findings(rows)
    sentences = [
        f"{count(complete)} dari {count(needed)} berita acara yang wajib lengkap dan ditandatangani "
        f"({share(complete, needed)}). {count(len(findings.rows))} dokumen perjalanan perlu ditindaklanjuti.",
    ]
    return Section("Berita acara dan dokumen", tuple(sentences), (table, *([findings] if findings.rows else [])))


def _findings(rows: SpanRows) -> Table:
    return Table(
        "Perlu ditindaklanjuti",
        "Dokumen yang perlu ditindaklanjuti",
        (
            Column("Dibuka", "day"),
            *columns("text", "Layanan", "Dokumen", "Lokasi", "Temuan", "Penanggung jawab", room=2),
            Column("Umur (hari)", is_level=True),
        ),
        tuple(
            (
                row["opened_on"], named(SERVICES, row["sop_code"]), named(DOCUMENTS, row["document_kind"]),
                site_name(row), STATUSES.get(row["status"], row["status"]), role_name(row["responsible_role"]),
                row["age_days"],
            )
            for row in rows.all("outreach_findings", sop_codes=list(SERVICES))
        ),
        with_total=False,
        note="Umur dihitung sejak tenggat (belum ada) atau sejak diterbitkan, sampai catatan terakhir laporan ini.",
    )  # fmt: skip


def _holding(given: Material) -> Section:
    table = Table(
        "Buku di lokasi",
        "Lokasi yang masih memegang buku, menurut catatan terakhir laporan ini",
        (
            Column("Lokasi", "text", room=4),
            Column("Wilayah", "text", room=2),
            Column("Layanan", "text", room=3),
            Column("Eksemplar"),
            *columns("day", "Sejak", "Terakhir dilayani"),
            Column("Hari sejak dilayani", is_level=True),
        ),
        tuple(
            (
                site_name(row), row["region"] or "", _services(row["services"]), row["copies_outstanding"],
                row["outstanding_since"], row["last_served_on"], row["days_since_served"],
            )
            for row in given.rows.all("sites_holding")
        ),
    )  # fmt: skip
    sentence = f"{count(table.sum_of(3))} eksemplar berada di {count(len(table.rows))} lokasi menurut catatan terakhir."
    return Section("Buku di lokasi", (sentence,), (table,))


def _services(codes: Value) -> str:
    return ", ".join(named(SERVICES, code) for code in str(codes or "").split(", ") if code)


def site_name(row: Row) -> str:
    """A site as it may be named: a household has a number, never a name."""
    if row["site_kind"] is None:
        return ""
    return str(row["public_name"] or f"{named(SITE_KINDS, row['site_kind'])} {row['site_no'] or ''}".strip())
