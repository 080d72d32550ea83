"""The plan to take along: every candidate as CSV, the plan as PDF for the head of division."""

from __future__ import annotations

import streamlit as st

from dashboards import downloads
from dashboards.components.charts import heading
from dashboards.plan_paper.sheet import plan_pdf
from dashboards.view import View
from warehouse.catalogue.agency import Agency
from warehouse.catalogue.read_planning import PlanningTerms
from warehouse.i18n import translator
from warehouse.lake.plan_inputs import Wish
from warehouse.planning.listing import as_csv
from warehouse.planning.model import Plan
from warehouse.planning.month import Month, Solved

_ = translator("dashboards")


def papers_panel(
    view: View, agency: Agency, terms: PlanningTerms, wish: Wish, month: Month, plan: Plan, found: Solved
) -> None:
    """The PDF is made when it is asked for."""
    name = f"rencana-{wish.service}-{wish.agency}-{wish.month:%Y-%m}".lower()
    with st.container(border=True):
        heading(
            _("Take it along"),
            _("The CSV is that of `patuh plan`: every candidate with its reason. The PDF is for signing."),
        )
        with st.container(horizontal=True):
            downloads.button(
                _("Plan as PDF"), lambda: plan_pdf(
                    month, found, agency, terms, wish.service, wish.month, view.freshness.as_of_at,
                    is_demo=view.freshness.is_demo),
                file_name=f"{name}.pdf", mime="application/pdf", key="plan-pdf",
            )  # fmt: skip
            downloads.button(
                _("Plan as CSV"), lambda: as_csv(plan).encode("utf-8-sig"), file_name=f"{name}.csv", mime="text/csv",
                key="plan-csv",
            )  # fmt: skip
