"""The monthly and the yearly report of an agency: every part of the service, from visitors to papers."""

from __future__ import annotations

from dashboards.reports.frame import Material
from dashboards.reports.model import Body, KeyFigure, Section, Table
from dashboards.reports.rows import SpanRows
from dashboards.reports.section_course import course
from dashboards.reports.section_money import revenue
from dashboards.reports.section_road import outreach
from dashboards.reports.section_satisfaction import satisfaction
from dashboards.reports.section_sops import compliance, documents, SopNames
from dashboards.reports.section_use import loans, visitors


def service_body(given: Material) -> Body:
    sections = _sections(given)
    tables = {table.key: table for section in sections for table in section.tables}
    figures = _key_figures(tables, given.before)
    survey = satisfaction(given.rows, given.before)
    if survey is not None:
        sections.append(survey[0])
        figures = (*figures, survey[1])
    return Body((*sections, course(given.rows)), figures)


def _sections(given: Material) -> list[Section]:
    rows, before = given.rows, given.before
    names = SopNames(rows, given.places)
    return [
        visitors(rows, before, given.places, given.agency.population.people),
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
