"""The parts of the visitors page: cards, course, hours, classes, groups, service points, the data themselves."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboards.code_names import named, SEXES, VISITOR_TYPES
from dashboards.components.bucket_pick import pick_bucket
from dashboards.components.cards import Card, cards, one_decimal
from dashboards.components.charts import calm, chart, heading
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.figures.bucket_bars import bucket_bars, Part
from dashboards.figures.class_bars import class_bars
from dashboards.figures.template import ORANGE, SKY, TEAL
from dashboards.filters import address
from dashboards.readings import visitors
from dashboards.readings.rates import ratio
from dashboards.readings.visitors import Visitors
from dashboards.view import View
from dashboards.wording import NOTHING, share
from warehouse.i18n import N_, number, translator

_ = translator("dashboards")

DIMENSIONS: dict[str, str] = {
    "visitor_type": N_("Visitor type"),
    "sex": N_("Sex"),
    "age_class": N_("Age class"),
    "occupation": N_("Occupation"),
    "education": N_("Education"),
    "purpose": N_("Purpose"),
}


def visitor_cards(figures: Visitors) -> None:
    members = figures.unique_members
    heads_share = ratio(figures.group_heads.value or 0, figures.visits.value or 0)
    cards(
        (
            Card(figures.visits, _("Visits"), _("Registrations in the guest book; a group counts with its heads.")),
            Card(
                members,
                _("Different members"),
                _("How many members came at all; who came five times counts once."),
                _("not in this refresh yet") if members.value is None else "",
            ),
            Card(
                figures.group_heads,
                _("People in groups"),
                _("Heads of the groups in the guest book; they are part of the visits."),
                _("{share} of the visits", share=share(heads_share)),
            ),
            Card(
                figures.per_day,
                _("Visits per day"),
                _("Visits ÷ days on which somebody came."),
                _("{visits} visits on {days} days",
                  visits=number(figures.per_day.part or 0), days=number(figures.per_day.whole or 0)),
                said=one_decimal,
            ),
            Card(
                figures.room_visits,
                _("Room visits"),
                _("Guest books of the reference and deposit rooms; not part of the visits."),
                _("counted apart, in no sum"),
                apart=True,
            ),
        )
    )  # fmt: skip


def course_panel(view: View) -> None:
    with st.container(border=True):
        heading(_("Visits through time"), _("Members, guests and people in groups add up to the visits."))
        bucket = pick_bucket(view.selection.period)
        course = visitors.by_time(view.reader, view.selection, bucket)
        if course.empty:
            calm(_("No visit in this period."))
            return
        parts = [
            Part("member_visits", named(VISITOR_TYPES, "member"), TEAL),
            Part("guest_visits", named(VISITOR_TYPES, "guest"), SKY),
            Part("group_heads", named(VISITOR_TYPES, "group"), ORANGE),
        ]
        chart(bucket_bars, course, bucket, parts, key="visits-course", alt=_("Visits through time"))
        behind(
            _("The figures behind it"),
            course,
            [
                Column("bucket", _("From"), "day"),
                Column("visits", _("Visits"), "count"),
                Column("member_visits", named(VISITOR_TYPES, "member"), "count"),
                Column("guest_visits", named(VISITOR_TYPES, "guest"), "count"),
                Column("group_heads", named(VISITOR_TYPES, "group"), "count"),
                Column("room_visits", _("Room visits, apart"), "count"),
            ],
            key="visits-course-table",
            file="kunjungan-menurut-waktu",
        )


def classes_panel(view: View) -> None:
    heading(_("Who came, and what for"), _("Visits of the period by what was written in the guest book."))
    address.adopt("by", DIMENSIONS.__contains__, "occupation")
    dimension = st.selectbox(
        _("Show by"), list(DIMENSIONS), key="by", format_func=lambda code: _(DIMENSIONS[code]), width=260
    )
    found = visitors.by_class(view.reader, view.selection, dimension)
    found["name"] = [class_name(dimension, value) for value in found["value"]]
    drawn = found[found["visits"] > 0].reset_index(drop=True)
    if drawn.empty:
        calm(_("No visit in this period."))
        return
    parts = [Part("single_visits", _("One by one"), TEAL), Part("group_heads", named(VISITOR_TYPES, "group"), ORANGE)]
    values = [f"{number(visits)} · {share(part)}" for visits, part in zip(drawn["visits"], drawn["share"], strict=True)]
    chart(
        class_bars,
        drawn,
        parts,
        names=list(drawn["name"]),
        values=values,
        key="visits-classes",
        alt=_("Visits by {dimension}", dimension=_(DIMENSIONS[dimension])),
    )
    behind(
        _("The figures behind it"),
        found,
        [
            Column("name", _(DIMENSIONS[dimension])),
            Column("visits", _("Visits"), "count"),
            Column("share", _("Share"), "share"),
            Column("single_visits", _("One by one"), "count"),
            Column("group_heads", named(VISITOR_TYPES, "group"), "count"),
            Column("room_visits", _("Room visits, apart"), "count"),
        ],
        key="classes-table",
        file=f"kunjungan-menurut-{dimension}",
    )


def class_name(dimension: str, value: object) -> str:
    names = {"visitor_type": VISITOR_TYPES, "sex": SEXES}.get(dimension, {})
    return named(names, value)


def groups_panel(view: View, figures: Visitors) -> None:
    heads = int(figures.group_heads.value or 0)
    classes = visitors.group_classes(view.reader, view.selection)
    if classes is None or (not heads and classes.empty):
        return
    heading(
        _("Groups by what was counted"),
        _("Of {heads} people in groups. A group may be counted by some of these and not by others.",
          heads=number(heads)),
    )  # fmt: skip
    if classes.empty:
        calm(_("No group of this period was counted by class."))
        return
    classes["dimension_name"] = [_(DIMENSIONS.get(code, code)) for code in classes["dimension"]]
    classes["name"] = [
        class_name(dimension, value) for dimension, value in zip(classes["dimension"], classes["value"], strict=True)
    ]
    stated = classes.groupby("dimension")["heads"].transform("sum")
    classes["share"] = classes["heads"] / stated
    table(
        classes,
        [
            Column("dimension_name", _("Counted by")),
            Column("name", _("Class")),
            Column("heads", _("People"), "count"),
            Column("share", _("Share of those counted"), "share"),
        ],
        key="groups-table",
        file="rombongan-menurut-golongan",
    )


def points_panel(view: View) -> None:
    with st.container(border=True):
        heading(_("Service points"), _("Three counts side by side; they are never added to each other."))
        points = visitors.by_point(view.reader, view.selection, view.places)
        table(
            points,
            [
                Column("name", _("Service point")),
                Column("visits", _("Visits"), "count"),
                Column("unique_members", _("Different members"), "count"),
                Column("member_visits", named(VISITOR_TYPES, "member"), "count"),
                Column("guest_visits", named(VISITOR_TYPES, "guest"), "count"),
                Column("group_heads", _("People in groups"), "count"),
                Column("room_visits", _("Room visits"), "count"),
                Column("outreach_visitors", _("Outreach"), "count", only_if_any=True),
                Column("agency_name", _("Agency")),
            ],
            key="points-table",
            file="kunjungan-menurut-titik-layanan",
        )


def data_panel(view: View) -> None:
    """Row by row, as a statistician asks for it."""
    behind(
        _("All visits by class, as a table"),
        partial(_data, view),
        [
            Column("bucket", _("From"), "day"),
            Column("name", _("Service point"), width="medium"),
            Column("visitor_type", _("Visitor type")),
            Column("sex", _("Sex")),
            Column("age_class", _("Age class")),
            Column("occupation", _("Occupation")),
            Column("education", _("Education")),
            Column("purpose", _("Purpose"), width="medium"),
            Column("visits", _("Visits"), "count"),
            Column("group_heads", _("People in groups"), "count"),
            Column("room_visits", _("Room visits"), "count"),
        ],
        key="visitor-data",
        file="data-kunjungan",
    )


def hours_of(view: View) -> pd.DataFrame:
    """Of the whole months that the period touches, as the mart keeps them."""
    return view.reader.frame("visits_by_hour", view.months)


def _data(view: View) -> pd.DataFrame:
    bucket = st.session_state.get("bucket") or "day"
    found = visitors.data(view.reader, view.selection, bucket, view.places)
    for dimension in ("visitor_type", "sex"):
        found[dimension] = [class_name(dimension, value) for value in found[dimension]]
    return found.fillna(dict.fromkeys(("age_class", "occupation", "education", "purpose"), NOTHING))
