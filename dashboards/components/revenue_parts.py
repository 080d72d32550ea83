"""The parts of the revenue page about sums: cards, the two identities, course, kinds, service points."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboards.code_names import named, REVENUE_KINDS
from dashboards.components.bucket_pick import pick_bucket
from dashboards.components.cards import Card, cards, in_rupiah
from dashboards.components.charts import calm, chart, heading
from dashboards.components.said import Column
from dashboards.components.sums import sum_line, Term
from dashboards.components.tables import behind, table
from dashboards.figures.bucket_bars import bucket_bars, Part
from dashboards.figures.class_bars import class_bars
from dashboards.figures.template import BLUE, MUTED, ORANGE, TEAL
from dashboards.readings import revenue
from dashboards.readings.revenue import Identities, Revenue
from dashboards.view import View
from dashboards.wording import day_said, share
from warehouse.i18n import rupiah, translator

_ = translator("dashboards")

COLOURS = (TEAL, ORANGE, BLUE, "#a2507e", "#6f7d1f", MUTED)


def revenue_cards(figures: Revenue) -> None:
    balance = _("balance at the period's end")
    cards(
        (
            Card(figures.received, _("Received"), _("Receipts by the day they were written, less those reversed."),
                 said=in_rupiah),
            Card(figures.charged, _("Charged"), _("Fines and fees charged in the period."), said=in_rupiah, rise="plain"),
            Card(figures.waived, _("Waived"), _("Charges let off, with a reason, by somebody who may."),
                 said=in_rupiah, rise="plain"),
            Card(figures.deposited, _("Deposited"), _("Paid in to the regional treasury, by the day on the slip."),
                 said=in_rupiah),
            Card(figures.outstanding, _("Still owed"), _("Charged, neither received nor waived."), balance,
                 said=in_rupiah, rise="bad", apart=True),
            Card(figures.undeposited, _("Not yet deposited"), _("Received and on no deposit slip."), balance,
                 said=in_rupiah, rise="bad", apart=True),
        ),
        in_a_row=3,
    )  # fmt: skip


def identities_panel(sums: Identities, view: View) -> None:
    with st.container(border=True):
        period, one_desk = view.selection.period, view.selection.service_point is not None
        heading(
            _("How the money adds up"),
            _("From the balance before {first} to the balance at the end of {last}.",
              first=day_said(period.first), last=day_said(period.last)),
        )  # fmt: skip
        sum_line(
            [
                Term(rupiah(sums.owed_before_idr), _("owed before")),
                Term(rupiah(sums.charged_idr), _("charged"), "+"),
                Term(rupiah(sums.received_idr), _("received"), "−"),
                Term(rupiah(sums.waived_idr), _("waived"), "−"),
                *([_settled_between_desks(sums.owed_gap_idr)] if one_desk and sums.owed_gap_idr else []),
                Term(rupiah(sums.outstanding_idr), _("still owed"), "=", is_result=True),
            ],
            _("charged − received − waived = still owed"),
            wrong="" if one_desk else _off_by(sums.owed_gap_idr),
        )
        sum_line(
            [
                Term(rupiah(sums.held_before_idr), _("not deposited before")),
                Term(rupiah(sums.received_idr), _("received"), "+"),
                Term(rupiah(sums.deposited_idr), _("deposited"), "−"),
                Term(rupiah(sums.undeposited_idr), _("not yet deposited"), "=", is_result=True),
            ],
            _("received − deposited = not yet deposited"),
            wrong=_off_by(sums.held_gap_idr),
        )


def _settled_between_desks(gap_idr: int) -> Term:
    """What is owed stays with the desk that charged it, wherever it is paid or waived."""
    sign = "−" if gap_idr > 0 else "+"
    return Term(rupiah(abs(gap_idr)), _("settled between desks"), sign)


def _off_by(gap_idr: int) -> str:
    if not gap_idr:
        return ""
    return _("These figures do not add up: {gap} is missing. Tell the administrator.", gap=rupiah(gap_idr))


def course_panel(view: View, kinds: pd.DataFrame) -> None:
    with st.container(border=True):
        heading(_("Received through time"), _("By the day on the receipt; a reversal counts on the day it was made."))
        bucket = pick_bucket(view.selection.period)
        codes = [str(code) for code in kinds["revenue_kind"]]
        course = revenue.received_by_time(view.reader, view.selection, bucket, codes)
        if course.empty:
            calm(_("Nothing was received in this period."))
            return
        parts = [
            Part(code, named(REVENUE_KINDS, code), COLOURS[place % len(COLOURS)]) for place, code in enumerate(codes)
        ]
        chart(
            bucket_bars,
            course,
            bucket,
            parts,
            said=rupiah,
            key="revenue-course",
            alt=_("Received through time, by kind"),
        )
        behind(
            _("The figures behind it"),
            course,
            [
                Column("bucket", _("From"), "day"),
                Column("received_idr", _("Received"), "idr"),
                *(Column(part.column, part.name, "idr") for part in parts),
            ],
            key="revenue-course-table",
            file="penerimaan-menurut-waktu",
        )


def kinds_panel(kinds: pd.DataFrame, view: View) -> None:
    with st.container(border=True):
        whole_agency = _("Every row adds up by itself: owed before + charged − received − waived = still owed.")
        heading(_("By kind"), "" if view.selection.service_point else whole_agency)
        shown = kinds.assign(name=[named(REVENUE_KINDS, code) for code in kinds["revenue_kind"]])
        whole = int(shown["received_idr"].clip(lower=0).sum())
        values = [
            f"{rupiah(int(amount))} · {share(max(amount, 0) / whole if whole else None)}"
            for amount in shown["received_idr"]
        ]
        chart(
            class_bars,
            shown,
            [Part("received_idr", _("Received"), TEAL)],
            names=list(shown["name"]),
            values=values,
            said=rupiah,
            key="kinds-bars",
            alt=_("Received by kind"),
        )
        table(shown, [Column("name", _("Kind")), *sum_columns()], key="kinds-table", file="pendapatan-menurut-jenis")


def sum_columns() -> list[Column]:
    """The terms of both identities, in their order."""
    return [
        Column("owed_before_idr", _("Owed before"), "idr"),
        Column("charged_idr", _("Charged"), "idr"),
        Column("received_idr", _("Received"), "idr"),
        Column("waived_idr", _("Waived"), "idr"),
        Column("outstanding_idr", _("Still owed"), "idr"),
        Column("held_before_idr", _("Not deposited before"), "idr"),
        Column("deposited_idr", _("Deposited"), "idr"),
        Column("undeposited_idr", _("Not yet deposited"), "idr"),
    ]


def points_panel(points: pd.DataFrame) -> None:
    with st.container(border=True):
        heading(
            _("By service point"),
            _("Where it happened: what is charged at one desk may be received at another."),
        )
        table(
            points,
            [Column("name", _("Service point")), *sum_columns(), Column("agency_name", _("Agency"))],
            key="revenue-points-table",
            file="pendapatan-menurut-titik-layanan",
        )
