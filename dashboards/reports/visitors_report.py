"""The report on visitors in the two forms INLISLite users know: frequency (counts a day and class) and data (row by row).

INLISLite's data form names every visitor; here a row is a class of visitors: names never leave the desk.
"""

from __future__ import annotations

from dashboards.code_names import named, SEXES
from dashboards.places import Places
from dashboards.reports.course import course_of, step_cell, step_column, step_of, step_words
from dashboards.reports.frame import Material
from dashboards.reports.model import Body, Column, columns, KeyFigure, Section, Table
from dashboards.reports.rows import SpanRows
from dashboards.reports.section_use import visitors
from dashboards.reports.words import count

FORMS = ("frekuensi", "data")
MOST_PRINTED = 1500
"""Rows of the data form that are printed, some thirty pages; a longer one is in the workbook alone."""
TYPES = {"member": "Anggota", "guest": "Bukan anggota", "group": "Rombongan"}
CRITERIA = {
    "service_point": "Lokasi perpustakaan", "visitor_type": "Jenis pengunjung", "purpose": "Tujuan kunjungan",
    "sex": "Jenis kelamin", "occupation": "Pekerjaan", "education": "Pendidikan",
}  # fmt: skip


def visitors_body(given: Material) -> Body:
    course = _course(given.rows)
    if given.subject == "data":
        return Body((course, _data(given)), _key_figures(course, given.before), "Data kunjungan")
    classes = visitors(given.rows, given.before, given.places, given.agency.population.people)
    return Body((course, classes, _criteria(given)), _key_figures(course, given.before), "Frekuensi kunjungan")


def _key_figures(course: Section, before: SpanRows) -> tuple[KeyFigure, ...]:
    [table], then = course.tables, before.sums("visitors_by_point")
    labels = (
        ("Kunjungan anggota", "member_visits"), ("Kunjungan bukan anggota", "guest_visits"),
        ("Orang dalam rombongan", "group_heads"), ("Kunjungan ke gedung", "visits"),
        ("Kunjungan ruang referensi dan deposit", "room_visits"),
        ("Pengunjung layanan luar gedung", "outreach_visitors"),
    )  # fmt: skip
    return tuple(
        KeyFigure(label, "count", table.sum_of(place), then.get(name, 0), (table.key, place))
        for place, (label, name) in enumerate(labels, 1)
    )


def _course(rows: SpanRows) -> Section:
    span = rows.span
    found = rows.all("visits_course", step=step_of(span))
    table = Table(
        "Frekuensi",
        f"Frekuensi kunjungan {step_words(span)}",
        (
            step_column(span),
            *columns("count", *TYPES.values()),
            Column("Jumlah kunjungan", terms=(1, 2, 3)),
            *columns("count", "Kunjungan ruang", "Layanan luar gedung"),
        ),
        tuple(
            (
                step_cell(span, row["period_start"]), row["member_visits"], row["guest_visits"], row["group_heads"], None,
                row["room_visits"], row["outreach_visitors"],
            )
            for row in found
        ),
        note="Jumlah kunjungan: anggota, bukan anggota, dan setiap orang dalam rombongan. Kunjungan ruang dan layanan luar "
        "gedung adalah hitungan tersendiri yang tidak dijumlahkan ke dalamnya.",
    )  # fmt: skip
    course = course_of(table, span, [row["period_start"] for row in found], (4,), "Kunjungan ke gedung")
    most = max(found, key=lambda row: int(row["visits"]), default=None)
    sentence = f"{count(table.sum_of(4))} kunjungan dicatat dalam periode ini."
    if most:
        at = step_cell(span, most["period_start"])
        when = f"{at:%d/%m/%Y}" if span.grain == "month" else at
        sentence += f" Paling ramai: {when}, {count(most['visits'])} kunjungan."
    return Section("Frekuensi kunjungan", (sentence,), (table,), courses=(course,))


def _criteria(given: Material) -> Section:
    """Date by class, as INLISLite's frequency form: long, so in the workbook alone."""
    span = given.rows.span
    tables = tuple(
        Table(
            f"Per {title.lower()}",
            f"Frekuensi kunjungan {step_words(span)} berdasarkan {title.lower()}",
            (step_column(span), Column(title, "text"), Column("Jumlah kunjungan")),
            tuple(
                (step_cell(span, row["period_start"]), _class(dimension, row["value"], given.places), row["visits"])
                for row in given.rows.all("visits_frequency", step=step_of(span), dimension=dimension)
            ),
            on_paper=False,
        )
        for dimension, title in CRITERIA.items()
    )
    sentence = (
        f"Frekuensi {step_words(span)} berdasarkan {', '.join(title.lower() for title in CRITERIA.values())} ada dalam "
        "lembar kerja (XLSX) laporan ini."
    )
    return Section("Frekuensi berdasarkan kriteria", (sentence,), tables)


def _data(given: Material) -> Section:
    span = given.rows.span
    found = given.rows.all("visits_data", step=step_of(span))
    is_printed = len(found) <= MOST_PRINTED
    table = Table(
        "Data",
        f"Kunjungan {step_words(span)}",
        (
            step_column(span),
            Column("Lokasi", "text", room=4),
            *columns("text", "Jenis", "Kelamin", room=2),
            Column("Umur", "range"),
            *columns("text", "Pekerjaan", "Pendidikan", room=2),
            Column("Tujuan kunjungan", "text", room=4),
            Column("Jumlah"),
        ),
        tuple(
            (
                step_cell(span, row["period_start"]),
                *(
                    _class(name, row[name], given.places)
                    for name in (
                        "service_point", "visitor_type", "sex", "age_class", "occupation", "education", "purpose",
                    )
                ),
                row["visits"],
            )
            for row in found
        ),
        note="Satu baris untuk setiap golongan pemustaka pada hari itu. Nama dan nomor pemustaka tidak dikeluarkan "
        "dari meja layanan (UU 27/2022).",
        on_paper=is_printed,
    )  # fmt: skip
    where = "." if is_printed else ", terlalu banyak untuk dicetak: ada dalam lembar kerja (XLSX) laporan ini."
    return Section("Data kunjungan", (f"{count(len(found))} baris data kunjungan{where}",), (table,))


def _class(dimension: str, value: object, places: Places) -> str:
    if dimension == "service_point":
        return places.point_name(str(value))
    if dimension == "visitor_type":
        return TYPES.get(str(value), str(value))
    if value is None:
        return "–"
    return named(SEXES, value) if dimension == "sex" else str(value)
