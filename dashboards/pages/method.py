"""Method: what every figure means, its formula and its SQL, how the SOPs' rows are observed, how far the records reach."""

from __future__ import annotations

import streamlit as st

from dashboards.components import method_parts
from dashboards.components.charts import heading
from dashboards.components.page_head import story
from dashboards.readings import method
from dashboards.view import View
from warehouse.i18n import translator

_ = translator("dashboards")


def show(view: View) -> None:
    found = method.observation(view.reader, view.steps)
    story(method_parts.method_story(found, view))
    method_parts.definitions_panel()
    method_parts.observation_panel(found)
    method_parts.versions_panel(found)
    with st.container(border=True):
        heading(_("The SQL of the figures"), _("As the refresh runs it; the text is that of the code, in English."))
        method_parts.sql_panel(method.made(method_parts.pick_mart(method.names_of_marts(view.reader))))
    method_parts.reach_panel(view.reader.frame("refreshes"), view.zone)
