"""The yearly report's section on the course of the year."""

from __future__ import annotations

from dashboards.reports.model import Column, columns, Section, Table
from dashboards.reports.rows import SpanRows
from dashboards.reports.span import Span
from dashboards.reports.words import bars_of


def by_month(rows: SpanRows) -> Section:
    months = Table(
        "Per bulan",
        "Bulan demi bulan",
        (
            Column("Bulan", "text"),
            *columns("count", "Kunjungan", "Pengunjung layanan luar", "Pinjam"),
            Column("PAD diterima", "idr"),
            *columns("count", "Perjalanan terlaksana", "Langkah bermutu baku", "Tepat waktu"),
            Column("Patuh %", "share", (7, 6)),
        ),
        tuple(
            (
                Span("month", row["month"]).name, row["visits"], row["outreach_visitors"], row["loans"], row["received_idr"],
                row["trips_done"], row["fixed_expected"], row["on_time"], None,
            )
            for row in rows.all("by_month")
        ),
    )  # fmt: skip
    return Section("Sepanjang tahun", (), (months,), (bars_of(months, 1, "Kunjungan ke gedung"),))
