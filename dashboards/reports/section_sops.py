"""The report's sections on SOP times and on the documents cases must have."""

from __future__ import annotations

from dashboards.code_names import DOCUMENTS, named
from dashboards.places import Places
from dashboards.reports.model import Bars, Column, columns, Section, Table, Value
from dashboards.reports.rows import Row, SpanRows
from dashboards.reports.words import count, interval, said, share
from dashboards.wording import short_title, titled

STATES = ("required", "complete", "missing", "unsigned", "inconsistent", "excepted", "not_due")
DEVIATIONS = ("late", "missing", "untimed", "out_of_order", "repeated", "missing_documents")


class SopNames:
    """What the catalogue calls an SOP version, in the order of its book."""

    def __init__(self, rows: SpanRows, places: Places) -> None:
        found = rows.all("sop_titles")
        versions: dict[str, int] = {}
        for row in found:
            versions[row["sop_code"]] = versions.get(row["sop_code"], 0) + 1
        self._titles = {
            (row["sop_code"], row["sop_version"]): short_title(titled(row["title"] or row["sop_code"]))
            + (f" (versi {row['sop_version']})" if versions[row["sop_code"]] > 1 else "")
            for row in found
        }
        self._places = places

    def of(self, row: Row) -> str:
        return self._titles.get((row["sop_code"], row["sop_version"]), str(row["sop_code"]))

    def of_code(self, code: str) -> str:
        return next((title for (known, _version), title in self._titles.items() if known == code), code)

    def order(self, row: Row) -> tuple[tuple[int, str], int]:
        return self._places.sop_order(row["sop_code"]), row.get("sop_version", 0)


def compliance(rows: SpanRows, before: SpanRows, names: SopNames) -> Section:
    units = Table(
        "Mutu baku waktu",
        "Langkah menurut SOP",
        (
            Column("SOP", "text"),
            *columns("count", "Seharusnya", "Tercatat", "Susulan"),
            Column("Tercatat %", "share", (2, 1)),
            *columns("count", "Bermutu baku", "Terukur", "Tepat waktu"),
            Column("Tepat waktu %", "share", (7, 6)),
            Column("Patuh %", "share", (7, 5)),
            Column("Menit terbuang", "minutes"),
        ),
        tuple(
            (
                names.of(row),
                row["expected"],
                row["recorded"],
                row["backfilled"],
                None,
                row["fixed_expected"],
                row["timed"],
                row["on_time"],
                None,
                None,
                round(row["lost_s"] / 60),
            )
            for row in sorted(rows.all("compliance"), key=names.order)
        ),
        note="Satuan: langkah, atau beberapa langkah yang terlihat sebagai satu. Patuh: tepat waktu dibagi yang seharusnya "
        "dilakukan dengan mutu baku tetap; langkah yang tidak tercatat atau tidak terukur tidak patuh. "
        "Susulan: dicatat kemudian.",
    )
    cases = Table(
        "Berkas layanan",
        "Berkas layanan dan penyimpangannya",
        (
            Column("SOP", "text"),
            *columns("count", "Berkas", "Patuh"),
            Column("Patuh %", "share", (2, 1)),
            Column("Kisaran 95%", "range"),
            *columns("count", "Terlambat", "Tak tercatat", "Tak terukur", "Tak urut", "Berulang", "Dokumen kurang"),
        ),
        tuple(
            (
                names.of(row),
                row["cases"],
                row["compliant"],
                None,
                interval(row["compliant"], row["cases"]),
                *(row[name] for name in DEVIATIONS),
            )
            for row in sorted(rows.all("cases"), key=names.order)
        ),
        note="Satu berkas dapat menyimpang dengan beberapa cara. Pengecualian yang diterima tidak dihitung di sini. "
        "Kisaran 95% (Wilson): di antara mana bagian yang patuh dapat berada, mengingat sedikitnya berkas.",
    )
    lost = rows.all("lost_units")
    most = Table(
        "Waktu terbuang",
        "Lima langkah dengan kelebihan waktu terbanyak",
        (
            *columns("text", "SOP", "Langkah"),
            *columns("count", "Berkas", "Tepat waktu"),
            Column("Menit terbuang", "minutes"),
        ),
        tuple(
            (
                names.of(row),
                f"{row['printed_no']}. {row['activity']}",
                row["expected"],
                row["on_time"],
                round(row["lost_s"] / 60),
            )
            for row in lost
        ),
        with_total=False,
    )
    then = before.sums("compliance")
    now = said(units.total[9], "share") if units.total else ""
    earlier = share(then.get("on_time", 0), then.get("fixed_expected", 0))
    sentences = [
        f"Kepatuhan waktu SOP {now} ({before.span.name}: {earlier}): {count(units.sum_of(7))} langkah tepat waktu "
        f"dari {count(units.sum_of(5))} yang seharusnya dilakukan dengan mutu baku tetap.",
        f"{count(cases.sum_of(2))} dari {count(cases.sum_of(1))} berkas layanan patuh seluruhnya "
        f"({share(cases.sum_of(2), cases.sum_of(1))}). Kelebihan waktu seluruhnya {count(units.sum_of(10))} menit.",
    ]
    bars = tuple(
        (str(row[0]), float(value), said(value, "share"))
        for row in units.rows
        if isinstance(value := units.value(row, 9), float)
    )
    return Section(
        "Kepatuhan waktu SOP",
        tuple(sentences),
        (units, cases, *((most,) if lost else ())),
        (Bars("Kepatuhan waktu menurut SOP", bars, whole=1.0),),
    )


def documents(rows: SpanRows, names: SopNames) -> Section:
    found = sorted(rows.all("documents"), key=lambda row: (names.order(row), row["document_kind"]))
    lines: list[tuple[Value, ...]] = [
        (names.of_code(row["sop_code"]), named(DOCUMENTS, row["document_kind"]), *(row[name] for name in STATES), None)
        for row in found
    ]
    kinds = Table(
        "Dokumen",
        "Dokumen menurut SOP",
        (
            *columns("text", "SOP", "Dokumen"),
            *columns(
                "count",
                "Wajib",
                "Lengkap",
                "Belum ada",
                "Belum tanda tangan",
                "Tidak sesuai",
                "Dikecualikan",
                "Belum jatuh tempo",
            ),
            Column("Lengkap %", "share", (3, 2)),
        ),
        tuple(lines),
        note="Dokumen berkas yang dibuka periode ini, menurut keadaan data pada laporan ini. Tidak sesuai: daftar eksemplar "
        "berbeda dari eksemplar yang dipindai.",
    )
    sentence = (
        f"Dari {count(kinds.sum_of(2))} dokumen wajib, {count(kinds.sum_of(3))} lengkap "
        f"({share(kinds.sum_of(3), kinds.sum_of(2))}), {count(kinds.sum_of(4))} belum ada setelah tenggat, "
        f"{count(kinds.sum_of(5))} belum ditandatangani, dan {count(kinds.sum_of(6))} tidak sesuai."
    )
    return Section("Dokumen", (sentence,), (kinds,))
