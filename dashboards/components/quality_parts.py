"""The parts of the page on data quality: its opening words, cards, what is broken with what to do, courses, all checks."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboards.code_names import role_name
from dashboards.components.charts import calm, chart, heading
from dashboards.components.said import Column
from dashboards.components.tables import behind, table, unfolded
from dashboards.figures.bucket_bars import bucket_bars, Part
from dashboards.figures.rows import records
from dashboards.figures.template import ORANGE, SKY
from dashboards.filters import address
from dashboards.readings.quality import Quality
from dashboards.stories import Story
from warehouse.clock import local_day
from warehouse.i18n import local_date, local_datetime, N_, number, translator

_ = translator("dashboards")

SEVERITIES = {"critical": N_("Holds the figures back"), "warning": N_("To be looked at")}
LAYERS = {"raw": N_("Records"), "checks": N_("Nodes and batches"), "marts": N_("Figures")}
STATES = {"holds": N_("Holds"), "broken": N_("Broken")}
ALL = "all"


def quality_story(found: Quality, zone: str) -> Story:
    """The lead is what holds the figures back, else how much is to be looked at."""
    if found.critical:
        lead = _(
            "{count} checks hold the figures back: those before stay served until they are mended.",
            count=number(found.critical),
        )
    elif found.warnings:
        lead = _(
            "{count} of {all} checks found something to be looked at.",
            count=number(found.warnings),
            all=number(found.judged),
        )
    else:
        lead = _("All {all} checks hold.", all=number(found.judged))
    told = [
        _(
            "The oldest stands since {day}: {sentence}.",
            day=local_date(local_day(oldest["since_at"].to_pydatetime(), zone)),
            sentence=oldest["sentence"],
        )
        for oldest in records(found.broken.nlargest(1, "age_days"))
    ]
    if found.checked_at is not None:
        told.append(_("Looked at last on {moment}.", moment=local_datetime(found.checked_at, zone, "d MMM y HH:mm")))
    return Story(lead, " ".join(told))


def quality_cards(found: Quality) -> None:
    shown = (
        (_("Checks"), found.judged, _("Each is a sentence about records or figures, asked at every refresh.")),
        (_("Hold"), found.holds, ""),
        (_("Hold the figures back"), found.critical, _("Figures would be wrong; the ones before stay served.")),
        (_("To be looked at"), found.warnings, _("The figures are served; somebody has to see to it.")),
        (_("Rows concerned"), found.violations, _("A row that breaks two checks counts twice.")),
    )
    st.html(
        '<div class="cards">'
        + "".join(
            f'<section class="card" title="{escape(meaning)}"><h3>{escape(label)}</h3>'
            f'<p class="value">{escape(number(value))}</p><p class="basis">{escape(meaning)}</p></section>'
            for label, value, meaning in shown
        )
        + "</div>"
    )


def pick_owner(found: Quality) -> str | None:
    """One role's checks, or None for all; in the address as `owner`."""
    roles = sorted(set(found.broken["owner_role"]), key=role_name)
    options = [ALL, *roles]
    address.adopt("owner", options.__contains__, ALL)
    chosen = st.selectbox(
        _("Whose"), options, key="owner", width=420,
        format_func=lambda code: _("All roles") if code == ALL else role_name(code),
    )  # fmt: skip
    return None if chosen == ALL else chosen


def broken_panel(broken: pd.DataFrame, zone: str) -> str | None:
    """What does not hold, with what to do; answers with the check that is ticked, or the one the address names."""
    with st.container(border=True, key="broken-checks"):
        heading(
            _("What does not hold"),
            _("Counted over all records. Tick a row to see its course; what to do stands beside it."),
        )
        linked = address.adopt("check", lambda _text: True, "")
        if broken.empty:
            calm(_("Every check holds."))
            return linked or None
        shown = broken.assign(
            severity_name=[_(SEVERITIES[code]) for code in broken["severity"]],
            role_name=[role_name(code) for code in broken["owner_role"]],
        )
        row = table(
            shown,
            [
                Column("severity_name", _("Weight")),
                Column("sentence", _("What must hold"), width="large"),
                Column("violations", _("Rows"), "count", width="small"),
                Column("since_at", _("Since"), "moment"),
                Column("age_days", _("Age (days)"), "count", width="small"),
                Column("role_name", _("Responsible")),
                Column("advice", _("What to do"), width="large"),
                Column("table_name", _("Table")),
                Column("expectation", _("Check")),
            ],
            key="broken-checks-table",
            file="mutu-data",
            zone=zone,
            pick=True,
        )
    return address.tick("check", None if row is None else str(shown["check"].iloc[row]))


def advice_panel(row: dict[str, Any], course: pd.DataFrame) -> None:
    """One check: its sentence, whose it is and what to do; its course below."""
    with st.container(border=True, key="one-check"):
        mood = "bad" if row["status"] == "broken" else "good"
        st.html(
            f'<div class="check-card"><p class="facts"><b class="{mood}">{escape(_(STATES[row["status"]]))}</b> '
            f"{escape(_(SEVERITIES[row['severity']]))} · {escape(role_name(row['owner_role']))}</p>"
            f"<h2>{escape(row['sentence'])}</h2><p>{escape(row['advice'])}</p>"
            f'<p class="as-of">{escape(row["table_name"])} · {escape(row["expectation"])}</p></div>'
        )
        if course.empty:
            calm(_("It was never broken on a day of this period."))
            return
        chart(
            bucket_bars,
            course,
            "day",
            [Part("violations", _("Rows"), ORANGE)],
            height=240,
            key="check-course",
            alt=_("Rows that break this check, day by day"),
        )


def days_panel(days: pd.DataFrame) -> None:
    heading(
        _("Checks that did not hold"),
        _("On the days of the period on which a refresh looked, as of the day's last look."),
    )
    if days.empty:
        calm(_("No check was broken on a day of this period."))
        return
    parts = [Part("critical", _("Hold the figures back"), ORANGE), Part("warning", _("To be looked at"), SKY)]
    chart(bucket_bars, days, "day", parts, key="quality-days", alt=_("Checks that did not hold, day by day"))
    behind(
        _("The figures behind it"),
        days,
        [
            Column("bucket", _("Day"), "day"),
            Column("critical", _("Hold the figures back"), "count"),
            Column("warning", _("To be looked at"), "count"),
            Column("violations", _("Rows"), "count"),
        ],
        key="quality-days-table",
        file="mutu-data-per-hari",
    )


def layers_panel(found: Quality) -> None:
    """How many checks hold, by what they are about."""
    heading(_("What is checked"), _("Records as published, nodes and batches, and figures before they are served."))
    counted = (
        found.verdicts.assign(
            holds=found.verdicts["status"] == "holds",
            broken=found.verdicts["status"] == "broken",
            tables=found.verdicts["table_name"],
        )
        .groupby("layer", sort=False)
        .agg(tables=("tables", "nunique"), checks=("check", "count"), holds=("holds", "sum"), broken=("broken", "sum"))
        .reset_index()
    )
    counted["layer_name"] = [_(LAYERS.get(code, code)) for code in counted["layer"]]
    table(
        counted,
        [
            Column("layer_name", _("About")),
            Column("tables", _("Tables"), "count"),
            Column("checks", _("Checks"), "count"),
            Column("holds", _("Hold"), "count"),
            Column("broken", _("Broken"), "count"),
        ],
        key="quality-layers",
        file="mutu-data-lapisan",
    )


def all_panel(found: Quality, zone: str) -> None:
    told = _("All {all} checks", all=number(found.judged))
    with unfolded(told, icon=":material/checklist:", key="all-checks") as is_open:
        if not is_open:
            return
        shown = found.verdicts.assign(
            state_name=[_(STATES[code]) for code in found.verdicts["status"]],
            severity_name=[_(SEVERITIES[code]) for code in found.verdicts["severity"]],
            role_name=[role_name(code) for code in found.verdicts["owner_role"]],
        )
        table(
            shown,
            [
                Column("state_name", _("State"), width="small"),
                Column("table_name", _("Table")),
                Column("sentence", _("What must hold"), width="large"),
                Column("severity_name", _("Weight")),
                Column("violations", _("Rows"), "count"),
                Column("checked_at", _("Looked at"), "moment"),
                Column("role_name", _("Responsible")),
                Column("expectation", _("Check")),
            ],
            key="all-checks",
            file="mutu-data-semua",
            zone=zone,
        )


def docs_link(url: str) -> None:
    label = _("Great Expectations’ pages of every table (Data Docs)")
    st.html(f'<p class="calm"><a href="{escape(url)}" target="_blank" rel="noopener">{escape(label)}</a></p>')
