"""The parts of the revenue page about single receipts: how long they took, those past due, the list, one receipt."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboards.code_names import named, REVENUE_KINDS
from dashboards.components.charts import calm, chart, heading
from dashboards.components.page_head import as_of, ZONE_NAMES
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.figures.rows import records
from dashboards.figures.wait_bars import wait_bars, wait_label
from dashboards.filters import address
from dashboards.readings import receipts
from dashboards.readings.receipts import Waiting
from dashboards.view import View
from dashboards.wording import day_said, is_nothing
from warehouse.i18n import N_, number, rupiah, translator

_ = translator("dashboards")

STATES: dict[str, str] = {
    "all": N_("All receipts"),
    "waiting": N_("Not deposited"),
    "overdue": N_("Past due"),
    "deposited": N_("Deposited"),
    "reversed": N_("Reversed"),
}
ANY_KIND = "all"


def waits_panel(found: pd.DataFrame) -> None:
    heading(_("Days to deposit"), _("Calendar days from the receipt to the deposit slip, for receipts of the period."))
    taken = found.loc[(found["state"] == "deposited") & found["days_to_deposit"].notna(), "days_to_deposit"].astype(
        float
    )
    if taken.empty:
        calm(_("No receipt of this period is on a deposit slip yet."))
        return
    waits = receipts.days_to_deposit(found)
    median, p90 = float(taken.quantile(0.5)), float(taken.quantile(0.9))
    chart(wait_bars, waits, key="waits", alt=_("Receipts by the days until they were deposited"))
    st.html(
        '<p class="sum-says">'
        + escape(
            _("Days: half of them {median} or fewer, nine of ten {p90} or fewer, the slowest {most}.",
              median=number(median, 1), p90=number(p90, 1), most=number(taken.max()))
        )
        + "</p>"
    )  # fmt: skip
    waits["days"] = [wait_label(first, last) for first, last in zip(waits["first"], waits["last"], strict=True)]
    behind(
        _("The figures behind it"),
        waits,
        [
            Column("days", _("Days")),
            Column("receipts", _("Receipts"), "count"),
            Column("amount_idr", _("Amount"), "idr"),
        ],
        key="waits-table",
        file="lama-penyetoran",
    )


def overdue_panel(waiting: Waiting, view: View) -> None:
    heading(
        _("Past due at the treasury"),
        _("Received up to {last}, on no deposit slip, and due by the agency's own term.",
          last=day_said(view.selection.period.last)),
    )  # fmt: skip
    if waiting.overdue.empty:
        calm(
            _("Nothing is past due. {count} receipts ({amount}) wait within their term.",
              count=number(waiting.receipts), amount=rupiah(waiting.amount_idr))
        )  # fmt: skip
        return
    st.html(
        '<p class="facts"><b class="bad">'
        + escape(
            _("{count} receipts, {amount}", count=number(len(waiting.overdue)), amount=rupiah(waiting.overdue_idr))
        )
        + "</b></p>"
    )
    table(
        waiting.overdue.sort_values(["days_over", "received_at"], ascending=[False, True]),
        [
            Column("receipt", _("Receipt")),
            Column("amount_idr", _("Amount"), "idr"),
            Column("due_on", _("Due"), "day"),
            Column("days_over", _("Days over"), "count"),
            Column("point_name", _("Service point")),
        ],
        key="overdue-table",
        file="kuitansi-lewat-batas-setor",
    )


def list_panel(found: pd.DataFrame, view: View) -> dict[str, Any] | None:
    """The list; answers with the receipt that is ticked, or the one the address names."""
    with st.container(border=True):
        heading(_("Receipts"), _("Of the period, latest first. Tick a row to see where its money went."))
        if found.empty:
            calm(_("No receipt was written in this period."))
            return None
        kinds = [ANY_KIND, *sorted(set(found["revenue_kind"]))]
        address.adopt("kind", kinds.__contains__, ANY_KIND)
        kind = st.selectbox(
            _("Kind"), kinds, key="kind", width=260,
            format_func=lambda code: _("All kinds") if code == ANY_KIND else named(REVENUE_KINDS, code),
        )  # fmt: skip
        linked = address.adopt("receipt", lambda _text: True, "")
        of_kind = found if kind == ANY_KIND else found[found["revenue_kind"] == kind].reset_index(drop=True)
        state = _pick_state(of_kind)
        shown = receipts.in_state(of_kind, state)
        if shown.empty:
            calm(_("No such receipt in this period."))
            return _named(found, linked)
        shown["kind_name"] = [named(REVENUE_KINDS, code) for code in shown["revenue_kind"]]
        shown["state_name"] = [_(STATES[code]) for code in shown["state"]]
        row = table(
            shown, _columns(view.zone), key=f"receipts-{kind}-{state}", file="kuitansi", zone=view.zone, pick=True
        )
        st.html('<p class="sum-says">' + escape(_sum_of(shown)) + "</p>")
    return _named(found, address.tick("receipt", None if row is None else str(shown["receipt"].iloc[row])))


def _sum_of(shown: pd.DataFrame) -> str:
    """The amounts as printed; what was reversed is said, because it came to nothing."""
    told = _("{count} receipts, {amount}", count=number(len(shown)), amount=rupiah(int(shown["amount_idr"].sum())))
    off = shown[shown["state"] == "reversed"]
    if off.empty or len(off) == len(shown):
        return told
    return (
        told
        + " · "
        + _("{count} of them ({amount}) reversed", count=number(len(off)), amount=rupiah(int(off["amount_idr"].sum())))
    )


def _pick_state(of_kind: pd.DataFrame) -> str:
    address.adopt("state", STATES.__contains__, "all")
    counts = {code: len(receipts.in_state(of_kind, code)) for code in STATES}
    shown = [code for code in STATES if counts[code] or code in ("all", st.session_state["state"])]
    picked = st.segmented_control(
        _("Which receipts"), shown, key="state", required=True, label_visibility="collapsed",
        format_func=lambda code: f"{_(STATES[code])} · {number(counts[code])}",
    )  # fmt: skip
    return picked or "all"


def _named(found: pd.DataFrame, receipt: str | None) -> dict[str, Any] | None:
    """That receipt, if it is one of the period."""
    match = found[found["receipt"] == receipt]
    return records(match)[0] if len(match) else None


def _columns(zone: str) -> list[Column]:
    return [
        Column("receipt", _("Receipt")),
        Column("received_at", _("Received at ({zone})", zone=ZONE_NAMES.get(zone, zone)), "moment"),
        Column("kind_name", _("Kind")),
        Column("amount_idr", _("Amount"), "idr"),
        Column("state_name", _("State")),
        Column("deposit_slip", _("Deposit slip")),
        Column("deposited_on", _("Deposited on"), "day"),
        Column("days_to_deposit", _("Days to deposit"), "count"),
        Column("due_on", _("Due"), "day"),
        Column("point_name", _("Service point")),
    ]


def receipt_panel(receipt: dict[str, Any], view: View) -> None:
    """One receipt: when it came in, and where its money is now."""
    zone = view.places.zone(receipt["agency"])
    with st.container(border=True, key="one-receipt"):
        heading(
            _("Receipt {receipt}", receipt=receipt["receipt"]),
            _("{kind}, received {moment} at {place}.",
              kind=named(REVENUE_KINDS, receipt["revenue_kind"]),
              moment=as_of(receipt["received_at"].to_pydatetime(), zone), place=receipt["point_name"]),
        )  # fmt: skip
        kind = "bad" if receipt["state"] in ("overdue", "reversed") else "good"
        st.html(
            f'<p class="facts"><b class="{kind}">{escape(rupiah(int(receipt["amount_idr"])))} · '
            f"{escape(_(STATES[receipt['state']]))}</b> {escape(_whereabouts(receipt, view))}</p>"
        )


def _whereabouts(receipt: dict[str, Any], view: View) -> str:
    match receipt["state"]:
        case "reversed":
            return _reversal(receipt)
        case "deposited":
            slip = receipts.slip_of(view.reader, view.selection, receipt["agency"], receipt["deposit_slip"])
            return _(
                "On slip {slip} of {day}, {days} days after it was received; the slip took along {count} receipts, "
                "{amount}.",
                slip=receipt["deposit_slip"],
                day=day_said(_day(receipt["deposited_on"])),
                days=number(receipt["days_to_deposit"]),
                count=number(slip["receipts"]),
                amount=rupiah(slip["amount_idr"]),
            )
        case "overdue":
            return _(
                "On no deposit slip; it was due by {day}, {days} days ago.",
                day=day_said(_day(receipt["due_on"])),
                days=number(receipt["days_over"]),
            )
        case _:
            due_on = receipt["due_on"]
            return "" if pd.isna(due_on) else _("Due at the treasury by {day}.", day=day_said(_day(due_on)))


def _reversal(receipt: dict[str, Any]) -> str:
    told = _(
        "Reversed whole on {day}; if it was entered anew, it has another number.",
        day=day_said(_day(receipt["reversed_on"])),
    )
    if is_nothing(receipt["deposit_slip"]):
        return told
    return told + " " + _("Slip {slip} had taken it along; a later slip nets it.", slip=receipt["deposit_slip"])


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()
