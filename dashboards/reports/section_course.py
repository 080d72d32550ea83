"""The section on the course of the period: a month day by day, a year month by month, drawn and counted."""

from __future__ import annotations

from dashboards.reports.course import course_of, step_cell, step_column, step_of, step_words
from dashboards.reports.model import Column, columns, Section, Table
from dashboards.reports.rows import SpanRows

VISITS, OUTREACH, LOANS, RECEIVED = 1, 2, 3, 4


def course(rows: SpanRows) -> Section:
    span = rows.span
    found = rows.all("course", step=step_of(span))
    table = Table(
        "Hari demi hari" if span.grain == "month" else "Per bulan",
        step_words(span).capitalize(),
        (
            step_column(span),
            *columns("count", "Kunjungan", "Pengunjung layanan luar", "Pinjam"),
            Column("PAD diterima", "idr"),
            *columns("count", "Perjalanan terlaksana", "Langkah bermutu baku", "Tepat waktu"),
            Column("Patuh %", "share", (7, 6)),
        ),
        tuple(
            (
                step_cell(span, row["period_start"]), row["visits"], row["outreach_visitors"], row["loans"],
                row["received_idr"], row["trips_done"], row["fixed_expected"], row["on_time"], None,
            )
            for row in found
        ),
    )  # fmt: skip
    days = [row["period_start"] for row in found]
    drawn = (
        course_of(table, span, days, (VISITS, LOANS), "Kunjungan ke gedung dan peminjaman"),
        course_of(table, span, days, (RECEIVED,), "PAD diterima (rupiah)"),
    )
    return Section("Sepanjang bulan" if span.grain == "month" else "Sepanjang tahun", (), (table,), courses=drawn)
