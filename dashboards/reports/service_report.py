"""The monthly and the yearly report of an agency, put together from the marts' rows and the catalogue in force."""

from __future__ import annotations

from datetime import datetime

from dashboards.places import Places
from dashboards.reports.model import KeyFigure, Report, Section, Signer, Table
from dashboards.reports.rows import SpanRows
from dashboards.reports.section_money import revenue
from dashboards.reports.section_months import by_month
from dashboards.reports.section_road import outreach
from dashboards.reports.section_sops import compliance, documents, SopNames
from dashboards.reports.section_use import loans, visitors
from dashboards.reports.words import day_name
from warehouse.catalogue.agency import Agency
from warehouse.catalogue.model import Catalogue
from warehouse.clock import local, local_day
from warehouse.errors import BadInput, N_
from warehouse.i18n import in_language
from warehouse.typesetting.letterhead import Letterhead

TITLES = {
    "month": ("monthly", "Laporan Bulanan Layanan Perpustakaan"),
    "year": ("yearly", "Laporan Tahunan Layanan Perpustakaan"),
}


def service_report(rows: SpanRows, catalogue: Catalogue, as_of: str, moment: datetime, *, is_demo: bool) -> Report:
    """`moment`: when the last of the records was written down, which dates the report."""
    agency = catalogue.agency(rows.agency)
    before, places = rows.before, Places(catalogue)
    with in_language("id"):
        sections = _sections(rows, before, agency, places)
    if not any(row for section in sections for table in section.tables for row in table.rows):
        raise BadInput(
            "has_records", N_("There are no records of {agency} in {period}."), field="period", agency=agency.code,
            period=rows.span.code,
        )  # fmt: skip
    kind, title = TITLES[rows.span.grain]
    day = local_day(moment, agency.timezone)
    signer = agency.signer_on("agency_head", day)
    running = "" if day > rows.span.last else f" · sementara, sampai {day_name(day)}"
    clock = local(moment, agency.timezone)
    return Report(
        kind=kind,
        title=title,
        subtitle=rows.span.name + running,
        head=Letterhead.of(agency, is_demo=is_demo),
        period=rows.span.name,
        before=before.span.name,
        key_figures=_key_figures({table.key: table for section in sections for table in section.tables}, before),
        summary=tuple(section.sentences[0] for section in sections if section.sentences),
        sections=tuple(sections),
        place_and_date=f"{signer.place if signer else agency.province}, {day_name(day)}",
        signers=(
            Signer(signer.office, signer.name, signer.nip, signer.rank)
            if signer
            else Signer(f"Kepala {agency.name}", None, None, None),
        ),
        as_of=as_of,
        moment=moment,
        said_moment=f"{day_name(day)} pukul {clock:%H.%M} {clock.tzname()}",
        notes=_notes(agency),
    )


def _sections(rows: SpanRows, before: SpanRows, agency: Agency, places: Places) -> list[Section]:
    names = SopNames(rows, places)
    return [
        *([by_month(rows)] if rows.span.grain == "year" else []),
        visitors(rows, before, places, agency.population.people),
        loans(rows, before),
        revenue(rows, before),
        outreach(rows, before),
        compliance(rows, before, names),
        documents(rows, names),
    ]


def _key_figures(tables: dict[str, Table], before: SpanRows) -> tuple[KeyFigure, ...]:
    visits, lent, money = (before.sums(query) for query in ("visitors_by_point", "loans_by_collection", "revenue"))
    road, steps, cases, papers = (before.sums(query) for query in ("outreach", "compliance", "cases", "documents"))

    def total(label: str, key: str, place: int, then: dict[str, int], name: str) -> KeyFigure:
        kind = tables[key].columns[place].kind
        return KeyFigure(label, kind, (tables[key].total or ())[place], then.get(name, 0), (key, place))

    def rate(label: str, key: str, place: int, then: dict[str, int], part: str, whole: str) -> KeyFigure:
        below = then.get(whole, 0)
        earlier = then.get(part, 0) / below if below else None
        return KeyFigure(label, "share", (tables[key].total or ())[place], earlier, (key, place))

    return (
        total("Kunjungan ke gedung", "Pengunjung", 1, visits, "visits"),
        total("Kunjungan ruang referensi dan deposit", "Pengunjung", 5, visits, "room_visits"),
        total("Pengunjung layanan luar gedung", "Pengunjung", 6, visits, "outreach_visitors"),
        total("Eksemplar dipinjamkan", "Peminjaman", 1, lent, "loans"),
        total("PAD diterima", "PAD", 2, money, "received_idr"),
        total("PAD belum disetor pada akhir periode", "PAD", 6, money, "undeposited_idr"),
        total("Perjalanan terlaksana", "Perjalanan", 2, road, "trips_done"),
        rate("Cakupan lokasi layanan luar", "Jangkauan", 3, road, "sites_served", "sites_registered"),
        rate("Kepatuhan waktu SOP", "Mutu baku waktu", 9, steps, "on_time", "fixed_expected"),
        rate("Berkas layanan patuh", "Berkas layanan", 3, cases, "compliant", "cases"),
        rate("Dokumen lengkap", "Dokumen", 9, papers, "complete", "required"),
    )


def _notes(agency: Agency) -> tuple[str, ...]:
    examples = [
        what
        for what, is_example in (
            ("kop surat", agency.letterhead_example),
            ("penanda tangan", any(one.example for one in agency.signatories)),
            ("tarif", any(tariff.example for tariff in agency.tariffs)),
        )
        if is_example
    ]
    notes = [
        "Setiap angka dihitung dari catatan transaksi menurut hari kalender setempat.",
    ]
    if examples:
        notes.append(f"Masih berupa contoh dalam katalog instansi: {', '.join(examples)}.")
    return tuple(notes)
