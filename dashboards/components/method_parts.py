"""The parts of the Method page: how rows are observed, versions in force, definitions with formula, SQL, as-of."""

from __future__ import annotations

from html import escape
from itertools import groupby

import pandas as pd
import streamlit as st

from dashboards.components.charts import chart, heading
from dashboards.components.page_head import as_of
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.definitions import Definition, DEFINITIONS, SUBJECTS
from dashboards.figures.observed_rows import observed_rows
from dashboards.filters import address
from dashboards.readings.method import Made, rows_by_way
from dashboards.stories import Story
from dashboards.view import View
from warehouse.i18n import number, translator

_ = translator("dashboards")


def method_story(found: pd.DataFrame, view: View) -> Story:
    rows = rows_by_way(found)
    return Story(
        _(
            "Every figure comes from what was recorded while the work was done: {seen} of {rows} SOP rows are measured.",
            seen=number(rows["alone"] + rows["span"]),
            rows=number(rows["steps"]),
        ),
        _(
            "{alone} rows have a beginning and an end of their own, {span} are measured together as spans, {unseen} "
            "cannot be observed and enter no rate. The figures count records up to {moment}; below stand the meaning, "
            "the formula and the SQL of each.",
            alone=number(rows["alone"]),
            span=number(rows["span"]),
            unseen=number(rows["unseen"]),
            moment=as_of(view.freshness.as_of_at, view.zone),
        ),
    )


def observation_panel(found: pd.DataFrame) -> None:
    with st.container(border=True):
        heading(
            _("How the rows of the SOPs are observed"),
            _("A duration is claimed only between two moments that were observed; a span is judged against its sum."),
        )
        chart(observed_rows, found, key="observed", alt=_("Rows of each SOP by how they are observed"))
        behind(
            _("The figures behind it"),
            found,
            [
                Column("title", _("SOP"), width="large"),
                Column("steps", _("Rows"), "count"),
                Column("alone", _("Alone"), "count"),
                Column("span", _("In a span"), "count"),
                Column("unseen", _("Not observable"), "count"),
                Column("units", _("Judged units"), "count"),
                Column("fixed", _("Fixed standard"), "count"),
                Column("adjusted", _("Adjusted standard"), "count"),
                Column("untimed", _("No standard"), "count"),
            ],
            key="observation-table",
            file="cara-pengamatan",
        )


def versions_panel(found: pd.DataFrame) -> None:
    with st.container(border=True):
        heading(_("Versions of the standards"), _("A case is judged by the version in force when it opened."))
        table(
            found,
            [
                Column("title", _("SOP"), width="large"),
                Column("sop_version", _("Version"), "count"),
                Column("number", _("Number of the paper")),
                Column("ratified_on", _("Ratified"), "day"),
                Column("effective_from", _("In force from"), "day"),
                Column("effective_until", _("Until"), "day"),
            ],
            key="versions-table",
            file="versi-sop",
        )


def definitions_panel() -> None:
    with st.container(border=True):
        heading(
            _("Definitions and formulas"),
            _(
                "A rate of a period is the rate of its sums, never the mean of daily rates. "
                "Formulas name columns of the marts."
            ),
        )
        for subject, found in groupby(DEFINITIONS, key=lambda one: one.subject):
            st.html(_definitions(subject, list(found)))
        rows = pd.DataFrame(
            [
                (_(SUBJECTS[one.subject]), _(one.name), _(one.meaning), one.formula, ", ".join(one.marts))
                for one in DEFINITIONS
            ],
            columns=["subject", "name", "meaning", "formula", "marts"],
        )
        behind(
            _("As a table"),
            rows,
            [
                Column("subject", _("Subject")),
                Column("name", _("Figure")),
                Column("meaning", _("Meaning"), width="large"),
                Column("formula", _("Formula"), width="large"),
                Column("marts", _("Marts")),
            ],
            key="definitions-table",
            file="definisi-angka",
        )


def _definitions(subject: str, found: list[Definition]) -> str:
    rows = "".join(
        f"<dt>{escape(_(one.name))}</dt><dd>{escape(_(one.meaning))}<br><code>{escape(one.formula)}</code> "
        f'<span class="from">{escape(", ".join(one.marts))}</span></dd>'
        for one in found
    )
    return f'<section class="definitions"><h3>{escape(_(SUBJECTS[subject]))}</h3><dl>{rows}</dl></section>'


def pick_mart(names: list[str]) -> str:
    address.adopt("mart", names.__contains__, names[0])
    return str(st.selectbox(_("Mart"), names, key="mart", width=360))


def sql_panel(mart: Made) -> None:
    """Definitions and SQL as they stand in the code, in English: it is what the refresh runs."""
    said = "".join(f"<p>{_marked(paragraph)}</p>" for paragraph in mart.header.definitions)
    st.html(f'<div class="from-code"><p><b>{escape(mart.header.grain)}</b></p>{said}</div>')
    with st.expander(_("SQL of {name}", name=mart.name), icon=":material/code:"):
        st.code(mart.sql, language="sql", wrap_lines=True)
    for staging in mart.begins_with:
        with st.expander(_("Begins with {name}", name=staging.name), icon=":material/code:"):
            st.code(staging.sql, language="sql", wrap_lines=True)


def _marked(paragraph: str) -> str:
    """Column names between backticks become code."""
    parts = escape(paragraph).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def reach_panel(found: pd.DataFrame, zone: str) -> None:
    with st.container(border=True):
        heading(
            _("How far the figures reach"),
            _("Each node's records are counted up to a transaction; a report can be made again as of it."),
        )
        table(
            found,
            [
                Column("node", _("Node")),
                Column("as_of_txid", _("Transaction"), "count"),
                Column("as_of_at", _("Last record"), "moment"),
                Column("refreshed_at", _("Refreshed"), "moment"),
                Column("run_id", _("Run")),
            ],
            key="reach-table",
            file="jangkauan",
            zone=zone,
        )
