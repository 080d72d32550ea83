"""The parts of the survey page: cards, the nine elements, the index through time and by place, who answered."""

from __future__ import annotations

import streamlit as st

from dashboards.code_names import named, SEXES
from dashboards.components.bucket_pick import pick_bucket
from dashboards.components.cards import Card, cards
from dashboards.components.charts import calm, chart, heading
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.figures.bucket_bars import Part
from dashboards.figures.class_bars import class_bars
from dashboards.figures.index_line import index_line
from dashboards.figures.template import BANDS, TEAL
from dashboards.filters import address
from dashboards.readings import satisfaction
from dashboards.readings.headline import Figure
from dashboards.readings.rates import ratio
from dashboards.readings.satisfaction import Satisfaction
from dashboards.survey_words import CHANNELS, element_name, grade_said
from dashboards.view import View
from dashboards.wording import NOTHING, share, signed, times
from warehouse.i18n import N_, number, translator
from warehouse.rules.satisfaction import FEW

_ = translator("dashboards")

DIMENSIONS: dict[str, str] = {
    "sex": N_("Sex"),
    "age_class": N_("Age class"),
    "education": N_("Education"),
    "occupation": N_("Occupation"),
    "channel": N_("Where it was answered"),
}
_SCORE_COLOURS = {1: BANDS[0][1], 2: BANDS[1][1], 3: BANDS[3][1], 4: TEAL}


def survey_cards(figures: Satisfaction) -> None:
    low, high = figures.weakest, figures.strongest
    cards(
        (
            Card(
                _plain("ikm", figures.ikm, figures.previous_ikm),
                _("Index (IKM)"),
                _("25 × the mean of the nine elements, each weighing 1/9; 25 to 100."),
                _("grade {grade}", grade=grade_said(figures.grade)) if figures.grade else "",
                said=times,
                instead=_change(figures),
            ),
            Card(
                Figure("respondents", figures.respondents, figures.previous_respondents or None, None, None, []),
                _("Respondents"),
                _("Forms sent; each scores all nine elements."),
                _sample_note(figures),
            ),
            Card(
                _plain("answered", ratio(figures.respondents, figures.visits)),
                _("Answers per visit"),
                _("Respondents ÷ visits registered in the guest book of the same days and places."),
                _("{count} of {visits} visits", count=number(figures.respondents), visits=number(figures.visits)),
                said=lambda value: share(value, 1),
                instead=_("share of the visits"),
            ),
            Card(
                _plain("low", float(low["nrr"])),
                _("Weakest element"),
                _("The lowest mean score (NRR) of the nine, from 1 to 4."),
                element_name(int(low["element"])),
                said=times,
                instead=_("mean of 1 to 4"),
            ),
            Card(
                _plain("high", float(high["nrr"])),
                _("Strongest element"),
                _("The highest mean score (NRR) of the nine, from 1 to 4."),
                element_name(int(high["element"])),
                said=times,
                instead=_("mean of 1 to 4"),
            ),
        )
    )


def _plain(key: str, value: float | None, previous: float | None = None) -> Figure:
    return Figure(key, value, previous, None, None, [])


def _change(figures: Satisfaction) -> str:
    if figures.ikm is None or figures.previous_ikm is None:
        return _("no period before")
    return _(
        "{change}; before: {value}",
        change=signed(figures.ikm - figures.previous_ikm, 2),
        value=times(figures.previous_ikm),
    )


def _sample_note(figures: Satisfaction) -> str:
    if not figures.needed:
        return _("no visits to hold it against")
    told = _("{needed} needed for {visits} visits", needed=number(figures.needed), visits=number(figures.visits))
    return told if figures.is_sample_met else told + " · " + _("too few")


def elements_panel(figures: Satisfaction) -> None:
    with st.container(border=True):
        heading(
            _("The nine elements"),
            _("How many gave each score, from 1 (worst) to 4 (best), and the mean score (NRR) at the right."),
        )
        rows = figures.elements.assign(name=[element_name(int(element)) for element in figures.elements["element"]])
        parts = [
            Part(f"answers_{score}", _("Score {score}", score=score), _SCORE_COLOURS[score])
            for score in satisfaction.SCORES
        ]
        chart(
            class_bars,
            rows,
            parts,
            names=list(rows["name"]),
            values=[times(float(nrr)) for nrr in rows["nrr"]],
            key="elements",
            alt=_("The nine elements by their scores"),
        )
        behind(
            _("The figures behind it"),
            rows,
            [
                Column("name", _("Element")),
                Column("nrr", _("NRR"), "ratio"),
                Column("respondents", _("Respondents"), "count"),
                *(
                    Column(f"answers_{score}", _("Score {score}", score=score), "count")
                    for score in satisfaction.SCORES
                ),
                Column("score_sum", _("Scores added up"), "count"),
                Column("element", _("Number of the element"), "count"),
            ],
            key="elements-table",
            file="unsur-survei-kepuasan",
        )


def course_panel(view: View) -> None:
    heading(
        _("The index through time"),
        _("Dotted lines: from where on a grade begins. Hollow: few answered; no point: fewer than {few}.", few=FEW),
    )
    bucket = pick_bucket(view.selection.period)
    course = satisfaction.by_time(view.reader, view.selection, bucket)
    if not course["ikm"].notna().any():
        calm(_("Fewer than {few} answered in each of these; choose weeks or months.", few=FEW))
    else:
        chart(index_line, course, bucket, key="index-course", alt=_("The satisfaction index through time"))
    behind(
        _("The figures behind it"),
        course,
        [
            Column("bucket", _("From"), "day"),
            Column("ikm", _("Index (IKM)"), "ratio"),
            Column("grade", _("Grade")),
            Column("respondents", _("Respondents"), "count"),
        ],
        key="index-table",
        file="ikm-menurut-waktu",
    )


def classes_panel(view: View) -> None:
    heading(_("Who answered"), _("What respondents chose to say of themselves; nobody is named."))
    address.adopt("answered_by", DIMENSIONS.__contains__, "age_class")
    dimension = st.selectbox(
        _("Show by"), list(DIMENSIONS), key="answered_by", format_func=lambda code: _(DIMENSIONS[code]), width=260
    )
    found = satisfaction.by_class(view.reader, view.selection, dimension)
    names = {"sex": SEXES, "channel": CHANNELS}.get(dimension, {})
    found["name"] = [named(names, value) for value in found["value"]]
    values = [
        f"{number(count)} · {share(part)}" for count, part in zip(found["respondents"], found["share"], strict=True)
    ]
    chart(
        class_bars,
            found, [Part("respondents", _("Respondents"), TEAL)], names=list(found["name"]), values=values,
        key="respondents",
        alt=_("Respondents by {dimension}", dimension=_(DIMENSIONS[dimension])),
    )  # fmt: skip
    behind(
        _("The figures behind it"),
        found,
        [
            Column("name", _(DIMENSIONS[dimension])),
            Column("respondents", _("Respondents"), "count"),
            Column("share", _("Share"), "share"),
        ],
        key="respondents-table",
        file=f"responden-menurut-{dimension}",
    )


def points_panel(view: View) -> None:
    with st.container(border=True):
        heading(
            _("Satisfaction by service point"),
            _(
                "The sample is Krejcie and Morgan's for the visits of the period. Of fewer than {few} respondents no index"
                " is shown.",
                few=FEW,
            ),
        )
        points = satisfaction.by_point(view.reader, view.selection, view.places)
        points["answered"] = [
            ratio(count, needed) for count, needed in zip(points["respondents"], points["needed"], strict=True)
        ]
        points["grade"] = [grade_said(letter) if letter else NOTHING for letter in points["grade"]]
        table(
            points,
            [
                Column("name", _("Service point")),
                Column("ikm", _("Index (IKM)"), "ratio"),
                Column("grade", _("Grade")),
                Column("respondents", _("Respondents"), "count"),
                Column("needed", _("Sample needed"), "count"),
                Column("answered", _("Share of the sample"), "share"),
                Column("visits", _("Visits"), "count"),
                Column("agency_name", _("Agency")),
            ],
            key="survey-points-table",
            file="ikm-menurut-titik-layanan",
        )
