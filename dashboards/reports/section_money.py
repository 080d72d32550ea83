"""The report's section on regional own-source revenue (PAD)."""

from __future__ import annotations

from dashboards.code_names import named, REVENUE_KINDS
from dashboards.reports.model import Column, columns, Section, Table
from dashboards.reports.rows import SpanRows
from dashboards.reports.words import bars_of, count, idr

AMOUNTS = ("charged_idr", "received_idr", "waived_idr", "deposited_idr", "outstanding_idr", "undeposited_idr")


def revenue(rows: SpanRows, before: SpanRows) -> Section:
    kinds = Table(
        "PAD",
        "Penerimaan menurut jenis",
        (
            Column("Jenis", "text"),
            *columns("idr", "Tagihan", "Diterima", "Dihapus", "Disetor", "Belum dibayar", "Belum disetor"),
        ),
        tuple(
            (named(REVENUE_KINDS, row["revenue_kind"]), *(row[name] for name in AMOUNTS)) for row in rows.all("revenue")
        ),
        note="Tagihan, diterima, dihapus, dan disetor: mutasi dalam periode ini. Belum dibayar dan belum disetor: saldo "
        "pada akhir periode. Pembatalan kuitansi dihitung pada hari dibatalkan.",
    )
    receipts = Table(
        "Kuitansi",
        "Kuitansi (TBP)",
        (
            *columns("text", "Simpul", "Nomor"),
            *columns("count", "Lembar", "Dibatalkan", "Belum disetor"),
            Column("Nilai", "idr"),
            *columns("count", "Sudah disetor", "Hari sampai disetor"),
            Column("Rata-rata hari", "ratio", (7, 6)),
        ),
        tuple(
            (
                row["node"],
                f"{row['first_no']}–{row['last_no']}",
                row["receipts"],
                row["reversed"],
                row["undeposited"],
                row["amount_idr"],
                row["deposited"],
                row["days_to_deposit"],
                None,
            )
            for row in rows.all("receipts")
        ),
        note="Nilai sebagaimana tercetak, termasuk kuitansi yang kemudian dibatalkan.",
    )
    then = before.sums("revenue")
    sentences = [
        f"Diterima {idr(kinds.sum_of(2))} ({before.span.name}: {idr(then.get('received_idr', 0))}) dari tagihan "
        f"{idr(kinds.sum_of(1))}; dihapus {idr(kinds.sum_of(3))}. Disetor ke kas daerah {idr(kinds.sum_of(4))}.",
        f"Pada akhir periode {idr(kinds.sum_of(5))} belum dibayar dan {idr(kinds.sum_of(6))} belum disetor. "
        f"{count(receipts.sum_of(2))} kuitansi diterbitkan, {count(receipts.sum_of(3))} di antaranya dibatalkan.",
    ]
    bars = bars_of(kinds, 2, "Diterima menurut jenis")
    return Section("Pendapatan asli daerah (PAD)", tuple(sentences), (kinds, receipts), (bars,))
