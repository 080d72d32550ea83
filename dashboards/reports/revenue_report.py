"""The treasurer's report: what was received and deposited, the balances, slip by slip and receipt by receipt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboards.code_names import named, REVENUE_KINDS
from dashboards.reports.course import course_of, step_cell, step_column, step_of, step_words
from dashboards.reports.frame import Material
from dashboards.reports.model import Body, Column, columns, KeyFigure, Section, Table, whole
from dashboards.reports.rows import Row, SpanRows
from dashboards.reports.section_money import AMOUNTS, revenue
from dashboards.reports.words import count, day_name, idr


def revenue_body(given: Material) -> Body:
    rows, before = given.rows, given.before
    sections = (revenue(rows, before), _balances(rows, before), _course(rows), _deposits(rows), _places(given))
    return Body(sections, _key_figures(sections[0], before))


def _key_figures(money: Section, before: SpanRows) -> tuple[KeyFigure, ...]:
    table, then = money.tables[0], before.sums("revenue")
    return tuple(
        KeyFigure(column.title, "idr", table.sum_of(place), then.get(name, 0), (table.key, place))
        for place, (column, name) in enumerate(zip(table.columns[1:], AMOUNTS, strict=True), 1)
    )


def _balances(rows: SpanRows, before: SpanRows) -> Section:
    """Both identities, kind by kind: opening balance and flows give the closing balance that the records hold."""
    now = {row["revenue_kind"]: row for row in rows.all("revenue")}
    opening: Mapping[str, Row] = {row["revenue_kind"]: row for row in before.all("revenue")}
    owed = Table(
        "Saldo tagihan",
        "Saldo tagihan: apakah semuanya cocok",
        (
            Column("Jenis", "text"),
            *columns("idr", "Saldo awal", "Tagihan", "Diterima", "Dihapus"),
            Column("Saldo akhir dihitung", "idr", terms=(1, 2, -3, -4)),
            Column("Saldo akhir tercatat", "idr"),
            Column("Selisih", "idr", terms=(5, -6)),
        ),
        tuple(
            (
                named(REVENUE_KINDS, kind), _opening(opening, kind, "outstanding_idr"), row["charged_idr"],
                row["received_idr"], row["waived_idr"], None, row["outstanding_idr"], None,
            )
            for kind, row in now.items()
        ),
        note="Saldo awal + tagihan − diterima − dihapus = saldo akhir. Selisih harus nol.",
    )  # fmt: skip
    held = Table(
        "Saldo kas",
        "Saldo penerimaan yang belum disetor: apakah semuanya cocok",
        (
            Column("Jenis", "text"),
            *columns("idr", "Saldo awal", "Diterima", "Disetor"),
            Column("Saldo akhir dihitung", "idr", terms=(1, 2, -3)),
            Column("Saldo akhir tercatat", "idr"),
            Column("Selisih", "idr", terms=(4, -5)),
        ),
        tuple(
            (
                named(REVENUE_KINDS, kind), _opening(opening, kind, "undeposited_idr"), row["received_idr"],
                row["deposited_idr"], None, row["undeposited_idr"], None,
            )
            for kind, row in now.items()
        ),
        note="Saldo awal + diterima − disetor = saldo akhir. Selisih harus nol. Saldo negatif: kuitansi dibatalkan setelah "
        "disetor, sampai setoran berikutnya memperhitungkannya.",
    )  # fmt: skip
    apart = sum(abs(whole(table.value(row, len(table.columns) - 1))) for table in (owed, held) for row in table.rows)
    sentence = (
        "Semua saldo cocok: saldo awal dan mutasi setiap jenis menghasilkan saldo akhir yang tercatat."
        if not apart
        else f"Saldo tidak cocok sebesar {idr(apart)}: lihat kolom selisih."
    )
    return Section("Saldo", (sentence,), (owed, held))


def _opening(rows: Mapping[str, Row], kind: str, name: str) -> int:
    return int(rows[kind][name]) if kind in rows else 0


def _course(rows: SpanRows) -> Section:
    span = rows.span
    found = rows.all("revenue_course", step=step_of(span))
    known = [kind for kind in REVENUE_KINDS if any(row["revenue_kind"] == kind for row in found)]
    days: dict[date, dict[str, Row]] = {}
    for row in found:
        days.setdefault(row["period_start"], {})[row["revenue_kind"]] = row
    kinds = (*known, *sorted({row["revenue_kind"] for row in found} - set(known)))
    received, deposited = len(kinds) + 1, len(kinds) + 2
    step = "hari" if span.grain == "month" else "bulan"
    table = Table(
        step_words(span).capitalize(),
        f"Penerimaan dan penyetoran {step_words(span)}",
        (
            step_column(span),
            *columns("idr", *(named(REVENUE_KINDS, kind) for kind in kinds)),
            Column("Diterima", "idr", terms=tuple(range(1, received))),
            Column("Disetor", "idr"),
            Column(f"Belum disetor pada akhir {step}", "idr", is_level=True),
        ),
        tuple(
            (
                step_cell(span, day),
                *(of_day[kind]["received_idr"] if kind in of_day else 0 for kind in kinds),
                None,
                sum(row["deposited_idr"] for row in of_day.values()),
                sum(row["undeposited_idr"] for row in of_day.values()),
            )
            for day, of_day in days.items()
        ),
        note="Penerimaan dihitung pada hari uang diterima, pembatalan pada hari dibatalkan; setoran pada tanggal STS.",
    )
    busy = sum(1 for row in table.rows if table.value(row, received))
    course = course_of(table, span, list(days), (received, deposited), "Diterima dan disetor (rupiah)")
    sentence = f"Uang diterima pada {count(busy)} {step} dalam periode ini."
    return Section("Jalannya penerimaan", (sentence,), (table,), courses=(course,))


def _deposits(rows: SpanRows) -> Section:
    slips = Table(
        "STS",
        "Surat tanda setoran (STS)",
        (
            Column("Nomor STS", "text"),
            *columns("day", "Tanggal setor", "Kuitansi dari", "sampai"),
            Column("Lembar kuitansi"),
            Column("Nilai kuitansi", "idr"),
            Column("Paling lama menunggu (hari)", is_level=True),
        ),
        tuple(
            (
                row["deposit_slip"], row["deposited_on"], row["first_on"], row["last_on"],
                row["receipts"], row["amount_idr"], row["longest_days"],
            )
            for row in rows.all("deposit_slips")
        ),
        note="Nilai kuitansi sebagaimana tercetak; kuitansi yang dibatalkan ikut disetor dan pembatalannya mengurangi "
        "setoran yang sama atau berikutnya.",
    )  # fmt: skip
    last = rows.span.last
    waiting = Table(
        "Menunggu setoran",
        "Kuitansi yang belum disetor pada akhir periode",
        (
            Column("Diterima tanggal", "day"),
            Column("Lembar kuitansi"),
            Column("Nilai", "idr"),
            Column("Menunggu (hari)", is_level=True),
        ),
        tuple(
            (row["received_on"], row["receipts"], row["amount_idr"], (last - row["received_on"]).days)
            for row in rows.all("receipts_waiting")
        ),
        note=f"Dihitung sampai {day_name(last)}. Kuitansi yang sudah dibatalkan tidak termasuk.",
    )
    reversed_ = Table(
        "Pembatalan",
        "Kuitansi yang dibatalkan dalam periode ini",
        (
            *columns("text", "Nomor kuitansi", "Jenis"),
            *columns("day", "Diterima", "Dibatalkan"),
            Column("STS", "text"),
            Column("Nilai", "idr"),
        ),
        tuple(
            (
                receipt_name(row), named(REVENUE_KINDS, row["revenue_kind"]), row["received_on"],
                row["reversed_on"], row["deposit_slip"] or "", row["amount_idr"],
            )
            for row in rows.all("receipts_reversed")
        ),
    )  # fmt: skip
    sentences = [
        f"{count(len(slips.rows))} STS membawa {count(slips.sum_of(4))} kuitansi senilai {idr(slips.sum_of(5))} ke kas "
        f"daerah. Pada akhir periode {count(waiting.sum_of(1))} kuitansi senilai {idr(waiting.sum_of(2))} belum disetor.",
        f"{count(len(reversed_.rows))} kuitansi dibatalkan dalam periode ini, senilai {idr(reversed_.sum_of(5))}.",
    ]
    return Section(
        "Penyetoran dan pembatalan", tuple(sentences), (slips, waiting, *([reversed_] if reversed_.rows else []))
    )


def _places(given: Material) -> Section:
    points = Table(
        "Titik layanan",
        "Menurut titik layanan",
        (
            Column("Titik layanan", "text"),
            *columns("idr", "Tagihan", "Diterima", "Dihapus", "Disetor", "Belum dibayar", "Belum disetor"),
        ),
        tuple(
            (given.places.point_name(row["service_point"]), *(row[name] for name in AMOUNTS))
            for row in given.rows.all("revenue_by_point")
        ),
    )
    receipts = Table(
        "Daftar kuitansi",
        "Kuitansi satu per satu",
        (
            Column("Nomor kuitansi", "text"),
            Column("Tanggal", "day"),
            *columns("text", "Titik layanan", "Jenis"),
            Column("Dibatalkan", "day"),
            Column("STS", "text"),
            Column("Disetor", "day"),
            Column("Nilai", "idr"),
        ),
        tuple(
            (
                receipt_name(row), row["received_on"], given.places.point_name(row["service_point"]),
                named(REVENUE_KINDS, row["revenue_kind"]), row["reversed_on"], row["deposit_slip"] or "",
                row["deposited_on"], row["amount_idr"],
            )
            for row in given.rows.all("receipt_list")
        ),
        on_paper=False,
    )  # fmt: skip
    sentence = (
        f"Penerimaan dicatat di {count(len(points.rows))} titik layanan. Daftar {count(len(receipts.rows))} kuitansi "
        "satu per satu ada dalam lembar kerja (XLSX) laporan ini."
    )
    return Section("Titik layanan dan daftar kuitansi", (sentence,), (points, receipts))


def receipt_name(row: Row) -> str:
    """ "pusat/2026/17": numbers run by node and year, without a gap."""
    return f"{row['node']}/{row['year']}/{row['receipt_no']}"
