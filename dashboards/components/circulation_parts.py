"""The parts of the circulation page: cards, how far the collection is used, course, DDC classes and collections."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboards.code_names import COLLECTIONS, ddc_name, named
from dashboards.components.bucket_pick import pick_bucket
from dashboards.components.cards import Card, cards
from dashboards.components.charts import calm, chart, heading
from dashboards.components.said import Column
from dashboards.components.sums import sum_line, Term
from dashboards.components.tables import behind, table
from dashboards.figures.bucket_bars import bucket_bars, Part
from dashboards.figures.class_bars import class_bars
from dashboards.figures.template import FAINT, ORANGE, SKY, TEAL
from dashboards.readings import circulation
from dashboards.readings.circulation import Circulation, CollectionUse
from dashboards.view import View
from dashboards.wording import NOTHING, share, times
from warehouse.i18n import local_date, number, translator

_ = translator("dashboards")


def circulation_cards(figures: Circulation, view: View) -> None:
    late = figures.overdue_share
    of_agency = _("whole agency: loans are not kept by service point") if view.selection.service_point else ""
    cards(
        (
            Card(figures.loans, _("Loans"), _("First lendings of a copy; renewals are not loans."), of_agency),
            Card(figures.returns, _("Returns"), _("Copies that came back, on the day they came back.")),
            Card(
                late,
                _("Late returns"),
                _("Returns after the due date ÷ all returns."),
                _("{part} of {whole} returns", part=number(late.part or 0), whole=number(late.whole or 0)),
                rise="bad",
            ),
            Card(
                figures.renewals,
                _("Renewals"),
                _("Loans prolonged; a renewal is no new loan and in no turnover."),
                _("beside the loans, in no sum"),
                apart=True,
            ),
            Card(
                figures.in_house_uses,
                _("Uses in the building"),
                _("Copies found on the tables; they were read, not lent."),
                _("beside the loans, in no sum"),
                apart=True,
            ),
        )
    )


def use_panel(figures: Circulation, view: View) -> None:
    """Turnover and unused share, each with what stands above and below its line."""
    use, before = figures.use, figures.use_before
    if use.held_in is None or not use.lendable_copies:
        heading(_("How far the collection is used"))
        calm(_("No copy that may be lent is known for this period."))
        return
    heading(
        _("How far the collection is used"),
        _("Copies that may be lent, at the end of {month}. The period before is {before}.",
          month=local_date(use.held_in, "LLLL y"), before=view.selection.previous.period.label()),
    )  # fmt: skip
    sum_line(
        [
            Term(number(use.loans), _("loans")),
            Term(number(use.lendable_copies), _("copies that may be lent"), "÷"),
            Term(times(use.turnover), _("collection turnover"), "=", is_result=True),
        ],
        _("Each copy that may be lent went out {times} times in this period; before: {before}.",
          times=times(use.turnover), before=_before(times(before.turnover))),
    )  # fmt: skip
    sum_line(
        [
            Term(number(use.unused_copies), _("copies without a loan in twelve months")),
            Term(number(use.lendable_copies), _("copies that may be lent"), "÷"),
            Term(share(use.unused_share, 1), _("unused share"), "=", is_result=True),
        ],
        _("A renewal or a use in the building does not make a copy used; before: {before}.",
          before=_before(share(before.unused_share, 1))),
    )  # fmt: skip


def _before(said: str) -> str:
    return _("nothing to compare with") if said == NOTHING else said


def course_panel(view: View) -> None:
    with st.container(border=True):
        heading(_("Circulation through time"), _("Bars beside each other: a renewal is not part of the loans."))
        bucket = pick_bucket(view.selection.period)
        course = circulation.by_time(view.reader, view.selection, bucket)
        if course.empty:
            calm(_("Nothing was lent or returned in this period."))
            return
        parts = [
            Part("loans", _("Loans"), TEAL),
            Part("returns", _("Returns"), SKY),
            Part("renewals", _("Renewals"), ORANGE),
            Part("in_house_uses", _("Uses in the building"), FAINT),
        ]
        shown = [part for part in parts if course[part.column].any()]
        chart(
            bucket_bars,
            course,
            bucket,
            shown or parts[:1],
            mode="group",
            key="circulation-course",
            alt=_("Circulation through time"),
        )
        behind(
            _("The figures behind it"),
            course,
            [Column("bucket", _("From"), "day"), *_flow_columns()],
            key="circulation-course-table",
            file="sirkulasi-menurut-waktu",
        )


def ddc_panel(classes: pd.DataFrame, use: CollectionUse) -> None:
    heading(_("By DDC class"), _("Loans, and behind the dot how often each copy of the class went out."))
    _class_chart(classes.assign(name=[ddc_name(code) for code in classes["ddc_class"]]), "ddc", "kelas-ddc", use)


def collection_panel(classes: pd.DataFrame, use: CollectionUse) -> None:
    heading(_("By collection"), _("Loans, and behind the dot how often each copy of the collection went out."))
    named_rows = classes.assign(name=[named(COLLECTIONS, code) for code in classes["collection"]])
    _class_chart(named_rows, "collection", "koleksi", use)


def _class_chart(rows: pd.DataFrame, key: str, file: str, use: CollectionUse) -> None:
    drawn = rows[(rows["loans"] > 0) | (rows["lendable_copies"] > 0)].reset_index(drop=True)
    if drawn.empty:
        calm(_("Nothing was lent or returned in this period."))
        return
    values = [
        f"{number(loans)} · {times(turnover)}×"
        for loans, turnover in zip(drawn["loans"], drawn["collection_turnover"], strict=True)
    ]
    chart(
        class_bars,
        drawn,
        [Part("loans", _("Loans"), TEAL)],
        names=list(drawn["name"]),
        values=values,
        key=f"{key}-bars",
        alt=_("Loans by class"),
    )
    held_in = "" if use.held_in is None else local_date(use.held_in, "LLLL y")
    behind(
        _("The figures behind it"), rows, class_columns(held_in), key=f"{key}-table", file=f"sirkulasi-menurut-{file}"
    )


def class_columns(held_in: str) -> list[Column]:
    return [
        Column("name", _("Class"), width="medium"),
        *_flow_columns(),
        Column("lendable_copies", _("May be lent, {month}", month=held_in), "count"),
        Column("collection_turnover", _("Turnover"), "ratio"),
        Column("unused_copies", _("Unused copies"), "count"),
        Column("unused_share", _("Unused share"), "share"),
    ]


def _flow_columns() -> list[Column]:
    return [
        Column("loans", _("Loans"), "count"),
        Column("renewals", _("Renewals"), "count"),
        Column("returns", _("Returns"), "count"),
        Column("overdue_returns", _("Late"), "count"),
        Column("in_house_uses", _("Uses in the building"), "count"),
    ]


def classes_table(cells: pd.DataFrame, use: CollectionUse) -> None:
    """Every class of every collection, those without a loan included."""
    held_in = "" if use.held_in is None else local_date(use.held_in, "LLLL y")
    shown = cells.assign(
        name=[ddc_name(code) for code in cells["ddc_class"]],
        collection_name=[named(COLLECTIONS, code) for code in cells["collection"]],
    )
    heading(_("Collections and classes"), _("Classes from which nothing was lent are listed too."))
    table(
        shown,
        [Column("collection_name", _("Collection")), *class_columns(held_in)],
        key="cells-table",
        file="sirkulasi-koleksi-dan-kelas",
    )
