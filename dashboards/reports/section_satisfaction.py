"""The section on the satisfaction survey (SKM): index and grade, the nine elements, how many answered. Few are not shown."""

from __future__ import annotations

from dashboards.reports.model import Column, columns, KeyFigure, Section, Table
from dashboards.reports.rows import Row, SpanRows
from dashboards.reports.words import bars_of, count, said
from dashboards.survey_words import element_name, grade_said
from warehouse.rules.satisfaction import FEW, grade, ikm

MART = "rpt_satisfaction"


def satisfaction(rows: SpanRows, before: SpanRows) -> tuple[Section, KeyFigure] | None:
    """None when nobody answered in the period, or the figures are from before there was a survey."""
    if not rows.has(MART) or not (found := rows.all("satisfaction")):
        return None
    respondents = int(found[0]["respondents"])
    heading = "Survei kepuasan masyarakat (SKM)"
    now, then = index(found), index(before.all("satisfaction"))
    figure = KeyFigure("Indeks kepuasan masyarakat (IKM)", "ratio", now, then)
    if now is None:
        told = f"{count(respondents)} orang menjawab: kurang dari {FEW}, terlalu sedikit untuk ditampilkan."
        return Section(heading, (told,)), figure
    table = Table(
        "Survei kepuasan",
        "Sembilan unsur pelayanan",
        (
            Column("Unsur", "text"),
            *columns("count", "Nilai 1", "Nilai 2", "Nilai 3", "Nilai 4"),
            Column("Responden", is_level=True),
            Column("Jumlah nilai"),
            Column("NRR", "ratio", (6, 5)),
        ),
        tuple(
            (
                element_name(row["element"]), row["answers_1"], row["answers_2"], row["answers_3"], row["answers_4"],
                row["respondents"], row["score_sum"], None,
            )
            for row in found
        ),
        with_total=False,
        note="Nilai 1 tidak baik … 4 sangat baik. NRR: nilai rata-rata unsur. IKM = 25 × rata-rata kesembilan NRR "
        "(PermenPANRB 14/2017, bobot 1/9).",
    )  # fmt: skip
    weakest = min(found, key=lambda row: (row["score_sum"] / row["respondents"], row["element"]))
    sentences = (
        f"IKM {said(now, 'ratio')}, mutu pelayanan {grade_said(_grade(found))}, dari {count(respondents)} responden. "
        f"Unsur terendah: {element_name(weakest['element'])} "
        f"({said(weakest['score_sum'] / weakest['respondents'], 'ratio')} dari 4).",
    )
    return Section(
        heading, sentences, (table,), (bars_of(table, 7, "Nilai rata-rata unsur (NRR, dari 4)", whole=4.0),)
    ), figure


def index(found: list[Row]) -> float | None:
    """The index of all forms together; None when fewer than FEW answered."""
    if not found or found[0]["respondents"] < FEW:
        return None
    return float(ikm(sum(row["score_sum"] for row in found), found[0]["respondents"]))


def _grade(found: list[Row]) -> str:
    return grade(ikm(sum(row["score_sum"] for row in found), found[0]["respondents"]))
