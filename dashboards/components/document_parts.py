"""The parts of the documents page: cards, papers by SOP and kind, their course, how old what is owed is, the list."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from dashboards.code_names import DOCUMENTS, named, role_name, SERVICES
from dashboards.components.bucket_pick import pick_bucket
from dashboards.components.cards import Card, cards
from dashboards.components.charts import calm, chart, heading
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.figures.age_bars import age_bars
from dashboards.figures.bucket_bars import bucket_bars, Part
from dashboards.figures.rows import records
from dashboards.figures.template import BLUE, FAINT, ORANGE, SKY, TEAL
from dashboards.figures.wait_bars import wait_label
from dashboards.filters import address
from dashboards.readings import documents
from dashboards.readings.documents import Documents, FINDINGS
from dashboards.view import View
from warehouse.i18n import N_, number, translator

_ = translator("dashboards")

STATES: dict[str, str] = {
    "complete": N_("Complete"),
    "missing": N_("Missing paper"),
    "unsigned": N_("Unsigned"),
    "inconsistent": N_("Inconsistent"),
    "excepted": N_("Excepted"),
    "not_due": N_("Not due yet"),
}
COLOURS = {
    "complete": TEAL, "missing": ORANGE, "unsigned": SKY, "inconsistent": BLUE, "excepted": FAINT, "not_due": "#dfe6ea",
}  # fmt: skip
ALL = "all"


def sop_names(view: View, *frames: pd.DataFrame) -> dict[str, str]:
    """SOP code → how this page calls it, in book order: outreach by its service, as on its own page."""
    titles = view.sop_titles
    codes = dict.fromkeys([*titles, *(code for frame in frames for code in frame["sop_code"].unique())])
    return {code: named(SERVICES, code) if code in SERVICES else titles.get(code, code) for code in codes}


def document_cards(figures: Documents) -> None:
    complete = figures.complete
    cards(
        (
            Card(
                figures.required,
                _("Papers required"),
                _("One per case and kind of paper, once its step is done or the trip has ended."),
                rise="plain",
            ),
            Card(
                complete,
                _("Complete"),
                _("On file, signed by everybody who must, and listing the copies that were scanned."),
                _("{part} of {whole} papers", part=number(complete.part or 0), whole=number(complete.whole or 0)),
            ),
            Card(
                figures.missing,
                _("Missing paper"),
                _("Nothing on file at the end of the next working day."),
                rise="bad",
            ),
            Card(figures.unsigned, _("Unsigned"), _("On file, and a required signature is absent."), rise="bad"),
            Card(
                figures.inconsistent,
                _("Inconsistent"),
                _("Its copy list and the scanned copies differ."),
                rise="bad",
            ),
        )
    )


def pick_sop(kinds: pd.DataFrame, owed: pd.DataFrame, titles: Mapping[str, str]) -> str | None:
    """One SOP that has or owes papers, or None for all of them; in the address as `papers_of`."""
    present = set(kinds["sop_code"]) | set(owed["sop_code"])
    codes = [code for code in titles if code in present]
    options = [ALL, *codes]
    address.adopt("papers_of", options.__contains__, ALL)
    chosen = st.selectbox(
        _("SOP"), options, key="papers_of", width=560,
        format_func=lambda code: _("All SOPs") if code == ALL else titles[code],
    )  # fmt: skip
    return None if chosen == ALL else chosen


def kinds_panel(kinds: pd.DataFrame, titles: Mapping[str, str]) -> None:
    with st.container(border=True):
        heading(
            _("By SOP and kind of paper"),
            _("Every row adds up: complete + missing + unsigned + inconsistent + excepted + not due = required."),
        )
        if kinds.empty:
            calm(_("No case of this period had to have a paper yet."))
            return
        order = {code: place for place, code in enumerate(titles)}
        shown = kinds.assign(
            place=[order.get(code, len(order)) for code in kinds["sop_code"]],
            sop_title=[titles.get(code, code) for code in kinds["sop_code"]],
            kind_name=[named(DOCUMENTS, code) for code in kinds["document_kind"]],
        ).sort_values(["place", "kind_name"], ignore_index=True)
        table(
            shown,
            [
                Column("sop_title", _("SOP")),
                Column("kind_name", _("Paper")),
                Column("required", _("Required"), "count"),
                Column("complete", _("Complete"), "count"),
                Column("complete_rate", _("Share"), "share"),
                Column("missing", _("Missing paper"), "count"),
                Column("unsigned", _("Unsigned"), "count"),
                Column("inconsistent", _("Inconsistent"), "count"),
                Column("excepted", _("Excepted"), "count", only_if_any=True),
                Column("not_due", _("Not due yet"), "count"),
            ],
            key="papers-kinds-table",
            file="dokumen-menurut-sop",
        )


def course_panel(view: View, sop_code: str | None) -> None:
    heading(_("Papers through time"), _("By the day on which the case opened, as they stand now."))
    bucket = pick_bucket(view.selection.period)
    course = documents.by_time(view.reader, view.selection, bucket, sop_code)
    if course.empty:
        calm(_("No case of this period had to have a paper yet."))
        return
    parts = [Part(code, _(STATES[code]), COLOURS[code]) for code in documents.STATES if course[code].any()]
    chart(bucket_bars, course, bucket, parts, key="papers-course", alt=_("Papers through time, by what became of them"))
    behind(
        _("The figures behind it"),
        course,
        [
            Column("bucket", _("From"), "day"),
            Column("required", _("Required"), "count"),
            *(Column(code, _(STATES[code]), "count") for code in documents.STATES),
        ],
        key="papers-course-table",
        file="dokumen-menurut-waktu",
    )


def ages_panel(owed: pd.DataFrame) -> None:
    heading(
        _("How long papers are owed"),
        _("Days since the deadline of a missing paper, since the issue of one that is unsigned or inconsistent."),
    )
    if owed.empty:
        calm(_("Nothing is owed."))
        return
    found = documents.ages(owed)
    parts = [Part(code, _(STATES[code]), COLOURS[code]) for code in FINDINGS if found[code].any()]
    chart(age_bars, found, parts, key="papers-ages", alt=_("Papers owed by their age in days"))
    found["days"] = [wait_label(first, last) for first, last in zip(found["first"], found["last"], strict=True)]
    behind(
        _("The figures behind it"),
        found,
        [
            Column("days", _("Days")),
            Column("papers", _("Papers owed"), "count"),
            *(Column(code, _(STATES[code]), "count") for code in FINDINGS),
        ],
        key="papers-ages-table",
        file="umur-dokumen",
    )


def owed_panel(owed: pd.DataFrame, titles: Mapping[str, str]) -> str | None:
    """The list; answers with the paper that is ticked, or the one the address names (case:kind)."""
    with st.container(border=True, key="owed-papers"):
        heading(
            _("What is owed, oldest first"),
            _("Of all cases up to the period's end, as it stands now. Tick a row to see its case step by step."),
        )
        linked = address.adopt("paper", lambda _text: True, "")
        finding = _pick_finding(owed)
        shown = documents.picked(owed, None, finding)
        if shown.empty:
            calm(_("Nothing is owed."))
            return linked or None
        shown["sop_title"] = [titles.get(code, code) for code in shown["sop_code"]]
        shown["kind_name"] = [named(DOCUMENTS, code) for code in shown["document_kind"]]
        shown["status_name"] = [_(STATES[code]) for code in shown["status"]]
        shown["role_name"] = [role_name(code) for code in shown["responsible_role"]]
        row = table(shown, _columns(shown), key=f"owed-{finding or ALL}", file="dokumen-belum-beres", pick=True)
    return address.tick("paper", None if row is None else str(shown["paper"].iloc[row]))


def paper_line(paper: str, owed: pd.DataFrame, titles: Mapping[str, str]) -> None:
    """What is wrong with the paper whose case is shown; nothing when it is no longer owed."""
    for row in records(owed[owed["paper"] == paper]):
        told = [titles.get(row["sop_code"], row["sop_code"]), role_name(row["responsible_role"]), row["site_name"]]
        aged = _("{days} days", days=number(row["age_days"]))
        st.html(
            f'<p class="facts"><b class="bad">{escape(named(DOCUMENTS, row["document_kind"]))} · '
            f"{escape(_(STATES[row['status']]))} · {escape(aged)}</b> "
            f"{escape(' · '.join(word for word in told if word))}</p>"
        )


def _columns(shown: pd.DataFrame) -> list[Column]:
    sites = [Column("site_name", _("Site"), width="medium")] if shown["site_name"].any() else []
    return [
        Column("age_days", _("Age (days)"), "count", width="small"),
        Column("kind_name", _("Paper")),
        Column("status_name", _("Finding")),
        Column("role_name", _("Responsible")),
        *sites,
        Column("sop_title", _("SOP")),
        Column("opened_on", _("Case of"), "day"),
        Column("due_on", _("Deadline"), "day"),
        Column("point_name", _("Service point")),
        Column("case_id", _("Case")),
    ]


def _pick_finding(owed: pd.DataFrame) -> str | None:
    codes = (ALL, *FINDINGS)
    address.adopt("finding", codes.__contains__, ALL)
    counts = owed["status"].value_counts().to_dict() | {ALL: len(owed)}
    shown = [code for code in codes if counts.get(code) or code in (ALL, st.session_state["finding"])]
    names = {ALL: _("All papers")} | {code: _(STATES[code]) for code in FINDINGS}
    chosen = st.segmented_control(
        _("Which papers"), shown, key="finding", required=True, label_visibility="collapsed",
        format_func=lambda code: f"{names[code]} · {number(counts.get(code, 0))}",
    )  # fmt: skip
    return None if chosen in (None, ALL) else chosen
