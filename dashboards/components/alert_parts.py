"""The parts of the alerts page: cards, the list of what stands, one alert in full, what was resolved."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboards.code_names import role_name
from dashboards.components.cards import Card, cards
from dashboards.components.charts import calm, heading
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.filters import address
from dashboards.readings.alerts import Alerts, finding_of, picked
from dashboards.readings.headline import Figure
from dashboards.stories import Story
from dashboards.view import View
from dashboards.wording import is_nothing
from warehouse.alerts.finding import KINDS
from warehouse.alerts.wording import advice, facts, path_of
from warehouse.i18n import local_datetime, N_, number, translator

_ = translator("dashboards")

ALL = "all"
KIND_NAMES: dict[str, str] = {
    "document": N_("Paper owed"),
    "check": N_("Data check"),
    "batch": N_("Batch held back"),
    "run": N_("Refresh failed"),
    "silence": N_("Node is silent"),
}
SEVERITIES: dict[str, str] = {"critical": N_("Critical"), "warning": N_("Warning")}


def alerts_story(found: Alerts) -> Story:
    """What stands, how old it is and whose it is, in words."""
    standing = found.standing
    if standing.empty:
        return Story(_("No alert stands."), _resolved_sentence(found))
    oldest = int(standing["age_days"].max())
    lead = _("{count} alerts stand, the oldest for {days} days.", count=number(len(standing)), days=number(oldest))
    counts = standing["role"].value_counts()
    told = [
        _("Most are with: {role} ({count}).", role=role_name(counts.index[0]), count=number(counts.iloc[0])),
    ]
    unsent = int(standing["sent_at"].isna().sum())
    if unsent:
        told.append(_("{count} have reached nobody yet: a channel is missing or down.", count=number(unsent)))
    return Story(lead, " ".join([*told, _resolved_sentence(found)]))


def _resolved_sentence(found: Alerts) -> str:
    return _("{count} were resolved in the period.", count=number(len(found.resolved)))


def alert_cards(found: Alerts) -> None:
    standing = found.standing
    cards(
        (
            _card(len(standing), "alerts_standing", _("Standing now"), _("Findings that are not mended yet.")),
            _card(
                int((standing["severity"] == "critical").sum()),
                "alerts_critical",
                _("Critical"),
                _("Figures are wrong or stand still until it is mended."),
            ),
            _card(
                int(standing["sent_at"].isna().sum()),
                "alerts_unsent",
                _("Told nobody yet"),
                _("No channel of the role has taken it: none is set, or it is down."),
            ),
            _card(
                int(standing["escalated_to"].notna().sum()),
                "alerts_escalated",
                _("Escalated"),
                _("Told to the section head or the division head after the days the agency set."),
            ),
            _card(
                len(found.resolved),
                "alerts_resolved",
                _("Resolved"),
                _("Findings of the period that are gone."),
                _("in the period"),
            ),
        )
    )


def _card(count: int, key: str, label: str, meaning: str, when: str = "") -> Card:
    return Card(
        Figure(key, count, None, None, None, []), label, meaning, note=" ", rise="bad", instead=when or _("now")
    )


def pick_role(found: Alerts) -> str | None:
    """One role that has alerts, or None for all; in the address as `alerts_of`."""
    options = [ALL, *sorted(set(found.standing["role"]) | set(found.resolved["role"]), key=role_name)]
    address.adopt("alerts_of", options.__contains__, ALL)
    chosen = st.selectbox(
        _("Responsible"), options, key="alerts_of", width=360,
        format_func=lambda code: _("All roles") if code == ALL else role_name(code),
    )  # fmt: skip
    return None if chosen == ALL else chosen


def standing_panel(standing: pd.DataFrame, zone: str) -> str | None:
    """The list; answers with the alert that is ticked, or the one the address names."""
    with st.container(border=True, key="standing-alerts"):
        heading(_("What stands, oldest first"), _("Tick a row to see what is known of it and what to do."))
        linked = address.adopt("alert", lambda _text: True, "")
        shown = picked(standing, None, _pick_kind(standing))
        if shown.empty:
            calm(_("No alert stands."))
            return linked or None
        shown = _with_names(shown)
        row = table(shown, _columns("age_days"), key="alerts-table", file="peringatan", zone=zone, pick=True)
    return address.tick("alert", None if row is None else str(shown["alert_id"].iloc[row]))


def _pick_kind(standing: pd.DataFrame) -> str | None:
    address.adopt("alert_kind", {ALL, *KINDS}.__contains__, ALL)
    counts = standing["kind"].value_counts().to_dict() | {ALL: len(standing)}
    shown = [code for code in (ALL, *KINDS) if counts.get(code) or code in (ALL, st.session_state["alert_kind"])]
    names = {ALL: _("All alerts")} | {code: _(name) for code, name in KIND_NAMES.items()}
    chosen = st.segmented_control(
        _("Which alerts"), shown, key="alert_kind", required=True, label_visibility="collapsed",
        format_func=lambda code: f"{names[code]} · {number(counts.get(code, 0))}",
    )  # fmt: skip
    return None if chosen in (None, ALL) else chosen


def _with_names(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(
        severity_name=[_(SEVERITIES.get(code, code)) for code in frame["severity"]],
        kind_name=[_(KIND_NAMES.get(code, code)) for code in frame["kind"]],
        role_name=[role_name(code) for code in frame["role"]],
        head_name=["" if is_nothing(code) else role_name(code) for code in frame["escalated_to"]],
    )


def _columns(days: str) -> list[Column]:
    return [
        Column(days, _("Age (days)"), "count", width="small"),
        Column("severity_name", _("Severity"), width="small"),
        Column("said", _("What is wrong"), width="large"),
        Column("role_name", _("Responsible")),
        Column("kind_name", _("Kind")),
        Column("head_name", _("Escalated to")),
        Column("first_seen_at", _("First seen"), "moment"),
        Column("sent_at", _("Sent"), "moment"),
        Column("point_name", _("Service point")),
        Column("alert_id", _("Alert")),
    ]


def one_alert_panel(row: dict[str, Any] | None, view: View) -> None:
    """Everything that is known of one alert, and where to go."""
    with st.container(border=True, key="one-alert"):
        if row is None:
            calm(_("This alert is not among those you may see."))
            return
        finding = finding_of(row)
        heading(row["said"], _history(row, view))
        known = facts(finding, row["point_name"] or None)
        listed = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in known)
        head, what = _("What to do"), advice(finding)
        st.html(f'<dl class="alert-facts">{listed}</dl><p class="todo"><b>{escape(head)}</b> {escape(what)}</p>')
        if finding.kind == "document":
            path, words = path_of(finding, row["alert_id"]).removeprefix("/"), _("See the case")
            st.html(f'<p><a class="to-case" href="{escape(path)}" target="_self">{escape(words)}</a></p>')


def _history(row: dict[str, Any], view: View) -> str:
    told: Sequence[tuple[str, Any]] = (
        (N_("first seen {when}"), row["first_seen_at"]),
        (N_("sent {when}"), row["sent_at"]),
        (N_("reminded {when}"), row["reminded_at"]),
        (N_("escalated {when}"), row["escalated_at"]),
        (N_("resolved {when}"), row["resolved_at"]),
    )
    parts = [
        _(message, when=local_datetime(moment.to_pydatetime(), view.zone, "short"))
        for message, moment in told
        if not is_nothing(moment)
    ]
    return " · ".join(parts)


def resolved_panel(resolved: pd.DataFrame, zone: str) -> None:
    if resolved.empty:
        return
    columns = [*_columns("age_days"), Column("resolved_at", _("Resolved"), "moment")]
    behind(
        _("Resolved in the period"), _with_names(resolved), columns, key="resolved-alerts", file="peringatan-selesai",
        zone=zone,
    )  # fmt: skip
