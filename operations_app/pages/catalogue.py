"""The SOP catalogue: any SOP as its paper shows it, and how each of its steps is measured."""

from __future__ import annotations

from html import escape

import streamlit as st

from operations_app import shell
from operations_app.components.sop_paper import paper, steps_table
from warehouse.catalogue.model import Catalogue, SopVersion
from warehouse.i18n import local_date, number, translator

_ = translator("operations_app")


def show() -> None:
    who = shell.visitor()
    st.title(_("SOP catalogue"))
    sop = _choose(who.db.catalogue)
    _tally(sop)
    sheet, steps = st.tabs([_("Steps"), _("Identity and requirements")])
    with sheet:
        st.html(steps_table(sop))
        st.caption(_("A dashed mark is our reading of who acts: the scanned pages leave these cells empty."))
    with steps:
        st.html(paper(sop))


def _choose(catalogue: Catalogue) -> SopVersion:
    codes = list(catalogue.sop_codes)
    titles = {code: catalogue.versions_of(code)[-1].title for code in codes}
    asked = st.query_params.get("sop", "")
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    with left:
        code = st.selectbox(
            _("SOP"), codes, format_func=lambda one: f"{codes.index(one) + 1}. {titles[one]}",
            index=codes.index(asked) if asked in codes else codes.index("loan") if "loan" in codes else 0, key="sop_code",
        )  # fmt: skip
    st.query_params["sop"] = code
    versions = catalogue.versions_of(code)
    with right:
        chosen = st.selectbox(
            _("Version"), [one.version for one in versions], index=len(versions) - 1, key=f"version:{code}"
        )
    return catalogue.sop(code, chosen)


def _tally(sop: SopVersion) -> None:
    steps = len(sop.steps)
    unseen = sum(step.unit is None for step in sop.steps)
    in_force = _("always in force")
    if sop.effective_from:
        in_force = _("in force from {day}", day=local_date(sop.effective_from))
    judged = _(
        "judges {who}", who=", ".join(sop.agencies) if sop.agencies else _("every agency without its own version")
    )
    fixed = sum(unit.standard_s is not None for unit in sop.units)
    st.html(
        '<p class="p-tally">'
        + "".join(
            f"<span><b>{escape(figure)}</b> {escape(words)}</span>"
            for figure, words in (
                (number(steps), _("steps")),
                (number(len(sop.units)), _("measured units")),
                (number(fixed), _("with a fixed standard")),
                (number(unseen), _("steps the library cannot see")),
            )
        )
        + f"<span>{escape(in_force)}; {escape(judged)}</span></p>"
    )
