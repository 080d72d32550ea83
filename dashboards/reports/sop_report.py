"""The report on how one SOP was kept: the SOP itself, its units with rates and intervals, times, deviations, papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dashboards.code_names import DOCUMENTS, named
from dashboards.reports.course import course_of, step_cell, step_column, step_of, step_words
from dashboards.reports.frame import Material
from dashboards.reports.model import Body, Column, columns, KeyFigure, Section, Table
from dashboards.reports.rows import Row, SpanRows
from dashboards.reports.section_sops import DEVIATIONS, STATES
from dashboards.reports.words import count, day_name, interval, said, share
from dashboards.wording import duration, short_title, step_label, titled
from warehouse.catalogue.model import Catalogue

OBSERVED = {"alone": "Sendiri", "span": "Bersama langkah lain", "no": "Tidak diamati"}


def sop_codes(catalogue: Catalogue) -> tuple[str, ...]:
    return catalogue.sop_codes


def sop_body(given: Material) -> Body:
    rows = given.rows
    versions = rows.all("sop_identity", sop_code=given.subject)
    title = short_title(titled(given.catalogue.versions_of(given.subject)[-1].title))
    cases = _cases(given)
    sections = [cases]
    for version in versions:
        sections += _version(given, version, several=len(versions) > 1)
    papers = _documents(rows, given.subject)
    if papers.tables[0].rows:
        sections.append(papers)
    return Body(tuple(sections) if versions else (), _key_figures(given, cases), title)


def _key_figures(given: Material, cases: Section) -> tuple[KeyFigure, ...]:
    points = cases.tables[0]
    then = given.before.sums("sop_by_point", sop_code=given.subject)
    earlier = then["compliant"] / then["cases"] if then.get("cases") else None
    total = points.total or ()
    return (
        KeyFigure("Berkas layanan", "count", total[1], then.get("cases", 0), (points.key, 1)),
        KeyFigure("Berkas patuh", "count", total[2], then.get("compliant", 0), (points.key, 2)),
        KeyFigure("Bagian yang patuh", "share", total[3], earlier, (points.key, 3)),
    )


def _cases(given: Material) -> Section:
    rows, span = given.rows, given.rows.span
    points = Table(
        "Berkas layanan",
        "Berkas layanan menurut titik layanan",
        (
            Column("Titik layanan", "text"),
            *columns("count", "Berkas", "Patuh"),
            Column("Patuh %", "share", (2, 1)),
            Column("Kisaran 95%", "range"),
            *columns("count", "Terlambat", "Tak tercatat", "Tak terukur", "Tak urut", "Berulang", "Dokumen kurang"),
        ),
        tuple(
            (
                given.places.point_name(row["service_point"]), row["cases"], row["compliant"], None,
                interval(row["compliant"], row["cases"]), *(row[name] for name in DEVIATIONS),
            )
            for row in rows.all("sop_by_point", sop_code=given.subject)
        ),
        note="Berkas dihitung pada hari dibuka. Satu berkas dapat menyimpang dengan beberapa cara; pengecualian yang "
        "diterima tidak dihitung. Kisaran 95% (Wilson): di antara mana bagian yang patuh dapat berada, mengingat sedikitnya "
        "berkas.",
    )  # fmt: skip
    found = rows.all("sop_course", sop_code=given.subject, step=step_of(span))
    course = Table(
        "Jalannya",
        f"Berkas layanan {step_words(span)}",
        (step_column(span), *columns("count", "Berkas", "Patuh"), Column("Patuh %", "share", (2, 1))),
        tuple((step_cell(span, row["period_start"]), row["cases"], row["compliant"], None) for row in found),
    )
    drawn = course_of(course, span, [row["period_start"] for row in found], (1, 2), "Berkas dan berkas patuh")
    compliant, cases = points.sum_of(2), points.sum_of(1)
    sentence = (
        f"{count(compliant)} dari {count(cases)} berkas patuh seluruhnya ({share(compliant, cases)}; kisaran 95% "
        f"{interval(compliant, cases)})."
        if cases
        else "Tidak ada berkas layanan SOP ini pada periode ini."
    )
    return Section("Berkas layanan", (sentence,), (points, course), courses=(drawn,))


def _version(given: Material, version: Row, *, several: bool) -> list[Section]:
    """What was kept of one version, and the version itself: a case is judged by the one in force when it opened."""
    number = int(version["sop_version"])
    mark = f" v{number}" if several else ""
    steps = given.rows.all("sop_paper_steps", sop_code=given.subject, sop_version=number)
    labels = _labels(steps)
    return [_units(given, number, labels, mark), _times(given, number, labels, mark), _identity(version, steps, mark)]


def _labels(steps: list[Row]) -> Mapping[int, str]:
    """Position of a unit → its steps as the paper numbers them: "6–8"."""
    numbers: dict[int, list[str]] = {}
    for step in steps:
        if step["unit_position"] is not None:
            numbers.setdefault(step["unit_position"], []).append(str(step["printed_no"]))
    return {position: step_label(printed) for position, printed in numbers.items()}


def _standard(seconds: int | None) -> str:
    return duration(seconds) if seconds is not None else "Tidak tetap"


def _units(given: Material, version: int, labels: Mapping[int, str], mark: str) -> Section:
    found = given.rows.all("sop_units", sop_code=given.subject, sop_version=version)
    rates = Table(
        f"Langkah{mark}",
        "Langkah: tercatat, terukur, tepat waktu",
        (
            Column("No.", "range"),
            Column("Langkah", "text"),
            Column("Mutu baku", "range"),
            *columns("count", "Seharusnya", "Tercatat", "Susulan", "Terukur", "Tepat waktu"),
            Column("Tercatat %", "share", (4, 3)),
            Column("Tepat waktu %", "share", (7, 6)),
            Column("Patuh %", "share"),
            Column("Kisaran 95%", "range"),
        ),
        tuple(
            (
                labels.get(row["step_position"], row["printed_no"]), row["activity"], _standard(row["standard_s"]),
                row["expected"], row["recorded"], row["backfilled"], row["timed"], row["on_time"], None, None,
                row["on_time"] / row["expected"] if row["standard_s"] is not None and row["expected"] else None,
                interval(row["on_time"], row["expected"]) if row["standard_s"] is not None else "",
            )
            for row in found
        ),
        with_total=False,
        note="Patuh: tepat waktu dibagi seharusnya, hanya langkah bermutu baku tetap; yang tidak tercatat atau tidak "
        "terukur tidak patuh. Langkah tanpa mutu baku tetap tidak masuk angka kepatuhan, begitu pula langkah yang diukur "
        "satu per satu dalam pekan pengukuran.",
    )  # fmt: skip
    deviations = Table(
        f"Penyimpangan{mark}",
        "Penyimpangan menurut langkah",
        (
            Column("No.", "range"),
            Column("Langkah", "text"),
            *columns("count", "Terlambat", "Tak tercatat", "Tak terukur", "Tak urut", "Berulang", "Dikecualikan"),
            Column("Menit terbuang", "minutes"),
        ),
        tuple(
            (
                labels.get(row["step_position"], row["printed_no"]), row["activity"], row["late"], row["missing"],
                row["untimed"], row["out_of_order"], row["repeated"], row["accepted"], round((row["lost_s"] or 0) / 60),
            )
            for row in found
        ),
    )  # fmt: skip
    fixed = [row for row in found if row["standard_s"] is not None]
    on_time, expected = (sum(int(row[name] or 0) for row in fixed) for name in ("on_time", "expected"))
    sentences = [
        f"Kepatuhan waktu {said(on_time / expected if expected else None, 'share')}: {count(on_time)} langkah tepat waktu "
        f"dari {count(expected)} yang seharusnya dilakukan dengan mutu baku tetap."
    ]
    worst = max(fixed, key=lambda row: int(row["lost_s"] or 0), default=None)
    if worst and worst["lost_s"]:
        sentences.append(
            f"Paling banyak waktu terbuang pada langkah {labels.get(worst['step_position'], worst['printed_no'])} "
            f"({worst['activity']}): {count(round(worst['lost_s'] / 60))} menit di atas mutu baku."
        )
    return Section(f"Kepatuhan langkah{_version_words(mark)}", tuple(sentences), (rates, deviations))


def _version_words(mark: str) -> str:
    return f" (versi {mark.removeprefix(' v')})" if mark else ""


def _times(given: Material, version: int, labels: Mapping[int, str], mark: str) -> Section:
    found = given.rows.all("sop_times", sop_code=given.subject, sop_version=version)
    table = Table(
        f"Waktu{mark}",
        "Lama langkah menurut titik layanan",
        (
            Column("Titik layanan", "text"),
            Column("No.", "range"),
            Column("Langkah", "text"),
            *columns("range", "Mutu baku", "Median", "Persentil 90"),
            Column("Terukur"),
        ),
        tuple(
            (
                given.places.point_name(row["service_point"]), labels.get(row["step_position"], row["printed_no"]),
                row["activity"], _standard(row["standard_s"]), duration(row["median_s"]), duration(row["p90_s"]),
                row["timed"],
            )
            for row in found
        ),
        with_total=False,
        note="Lama dihitung di antara dua saat yang teramati, dikurangi jeda. Median: separuh berkas lebih cepat. Persentil "
        "90: sembilan dari sepuluh berkas lebih cepat. Terukur: hanya langkah bermutu baku tetap.",
    )  # fmt: skip
    slow = sum(1 for row in found if row["standard_s"] is not None and row["median_s"] > row["standard_s"])
    sentence = f"Pada {count(slow)} dari {count(len(found))} langkah yang lamanya teramati, median melebihi mutu baku."
    return Section(f"Lama langkah{_version_words(mark)}", (sentence,), (table,))


def _identity(version: Row, steps: list[Row], mark: str) -> Section:
    ratified = ", ".join(
        str(part)
        for part in (version["ratified_by_office"], version["ratified_by_name"], version["ratified_by_rank"])
        if part
    )
    told = (
        ("Nama SOP", titled(version["title"])), ("Nomor SOP", version["number"]), ("Tanggal pembuatan", version["made_on"]),
        ("Tanggal revisi", version["revised_on"]), ("Tanggal efektif", version["effective_on_printed"]),
        ("Tanggal pengesahan", version["ratified_on"]), ("Disahkan oleh", ratified), ("Dasar hukum", version["legal_basis"]),
        ("Kualifikasi pelaksana", version["qualifications"]), ("Keterkaitan", version["related"]),
        ("Peralatan", version["equipment"]), ("Peringatan", version["warning"]),
        ("Pencatatan dan pendataan", version["record_keeping"]),
    )  # fmt: skip
    block = Table(
        f"Identitas SOP{mark}",
        "Identitas SOP",
        (Column("Butir", "text"), Column("Isi", "text", room=4)),
        tuple((label, _told(value)) for label, value in told if value),
        with_total=False,
    )
    printed = Table(
        f"Langkah SOP{mark}",
        "Langkah SOP sebagaimana tercetak",
        (
            Column("No.", "range"),
            Column("Kegiatan", "text", room=6),
            *columns("text", "Pelaksana", "Mutu baku waktu", "Cara diamati", room=2),
        ),
        tuple(
            (
                step["printed_no"], step["activity"], (step["actor"] or "–") + ("*" if step["actor_inferred"] else ""),
                step["time_printed"] or "–", OBSERVED.get(step["observed"], step["observed"]),
            )
            for step in steps
        ),
        with_total=False,
        note="*Pelaksana menurut pembacaan kami: kolom pelaksana pada SOP tercetak kosong."
        if any(step["actor_inferred"] for step in steps)
        else "",
    )  # fmt: skip
    seen = {kind: sum(1 for step in steps if step["observed"] == kind) for kind in OBSERVED}
    sentence = (
        f"SOP ini punya {count(len(steps))} langkah: {count(seen['alone'])} diamati sendiri, {count(seen['span'])} bersama "
        f"langkah lain, {count(seen['no'])} tidak diamati."
    )
    return Section(f"SOP{_version_words(mark)}", (sentence,), (block, printed))


def _told(value: object) -> str:
    """A day in words; a list, which the catalogue keeps line by line, with semicolons."""
    return (
        day_name(value)
        if isinstance(value, date)
        else "; ".join(line.rstrip(";. ") for line in str(value).splitlines())
    )


def _documents(rows: SpanRows, code: str) -> Section:
    found = [row for row in rows.all("documents") if row["sop_code"] == code]
    table = Table(
        "Dokumen",
        "Dokumen yang wajib ada",
        (
            Column("Dokumen", "text"),
            *columns(
                "count", "Wajib", "Lengkap", "Belum ada", "Belum tanda tangan", "Tidak sesuai", "Dikecualikan",
                "Belum jatuh tempo",
            ),
            Column("Lengkap %", "share", (2, 1)),
        ),
        tuple((named(DOCUMENTS, row["document_kind"]), *(row[name] for name in STATES), None) for row in found),
    )  # fmt: skip
    complete, required = table.sum_of(2), table.sum_of(1)
    sentence = f"{count(complete)} dari {count(required)} dokumen wajib lengkap ({share(complete, required)})."
    return Section("Dokumen", (sentence,), (table,))
