"""Targets beside what was reached: a bar each, with the target as a mark on it, and the distance in words."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboards.components.charts import calm, heading
from dashboards.components.said import Column
from dashboards.components.tables import behind
from dashboards.figures.rows import records
from dashboards.readings.outreach import span_of
from dashboards.readings.targets import SHARES
from dashboards.view import View
from dashboards.wording import share
from warehouse.i18n import N_, number, translator

_ = translator("dashboards")

NAMES: Mapping[str, str] = {
    "compliance_rate": N_("Compliance rate"),
    "recording_rate": N_("Recording rate"),
    "complete_rate": N_("Complete papers"),
    "site_coverage": N_("Sites served"),
    "visits_per_open_day": N_("Visits per open day"),
    "loans_per_open_day": N_("Loans per open day"),
}
ROOM = 1.12
"""A count's bar reaches a little beyond the larger of target and reached."""


def targets_sentence(found: pd.DataFrame) -> str:
    """How many were reached, and which is furthest off; empty when there are none."""
    if found.empty:
        return ""
    met = int(found["is_met"].sum())
    told = _("{met} of {all} targets were reached.", met=number(met), all=number(len(found)))
    if met == len(found):
        return told
    worst = records(found.sort_values("short", ascending=False, kind="stable").head(1))[0]
    furthest = _(
        "Furthest off: {figure} of {agency}, {actual} of {target}.",
        figure=_(NAMES[worst["figure"]]).lower(),
        agency=worst["agency_name"],
        actual=_said(worst, worst["actual"]),
        target=_said(worst, worst["target"]),
    )
    return f"{told} {furthest}"


def targets_panel(found: pd.DataFrame, view: View) -> None:
    span = span_of(view.selection.period).label()
    heading(
        _("Targets of the agency"),
        _("Whole agency, {period}; sites served are those of {span}.", period=view.selection.period.label(), span=span),
    )
    if found.empty:
        calm(_("No target is set. An agency sets its own in its file of the catalogue (targets)."))
        return
    groups = "".join(_group(name, part) for name, part in found.groupby("figure", sort=False))
    st.html(f'<div class="targets">{groups}</div>')
    if found["is_example"].any():
        st.caption(_("Example values: the agency puts its own in its file of the catalogue (targets)."))
    behind(
        _("The figures behind it"),
        found.assign(name=[_(NAMES[figure]) for figure in found["figure"]]),
        [
            Column("agency_name", _("Agency")),
            Column("name", _("Target")),
            Column("part", _("Counted"), "count"),
            Column("whole", _("Of"), "count"),
            Column("actual", _("Reached"), "ratio"),
            Column("target", _("To be reached"), "ratio"),
            Column("is_met", _("Reached?"), "yes"),
        ],
        key="targets-table",
        file="sasaran",
    )


def _group(figure: object, rows: pd.DataFrame) -> str:
    lines = "".join(_line(row) for row in records(rows))
    return f"<section><h3>{escape(_(NAMES[str(figure)]))}</h3>{lines}</section>"


def _line(row: dict[str, Any]) -> str:
    reach = 1.0 if row["figure"] in SHARES else max(row["actual"], row["target"]) * ROOM
    filled, mark = (f"{min(1.0, value / reach) * 100:.1f}%" for value in (row["actual"], row["target"]))
    kind = "met" if row["is_met"] else "short"
    told = _("{actual}, target {target}", actual=_said(row, row["actual"]), target=_said(row, row["target"]))
    return (
        f'<div class="target {kind}"><span class="who">{escape(row["agency_name"])}</span>'
        f'<span class="track" aria-hidden="true"><i style="width:{filled}"></i><s style="left:{mark}"></s></span>'
        f'<span class="told"><b>{escape(told)}</b> {escape(_distance(row))}</span></div>'
    )


def _distance(row: dict[str, Any]) -> str:
    if row["is_met"]:
        return _("✓ reached")
    missing = row["target"] - row["actual"]
    if round(missing * (100 if row["figure"] in SHARES else 1), 1) == 0:
        return _("✗ just short")
    if row["figure"] in SHARES:
        return _("✗ {points} points short", points=number(missing * 100, 1))
    return _("✗ {count} short", count=number(missing, 1))


def _said(row: dict[str, Any], value: float) -> str:
    """Targets are whole numbers, what was reached has a decimal."""
    if row["figure"] in SHARES:
        return share(value, 0 if value == row["target"] else 1)
    return number(value, 1 if value % 1 else 0)
