"""Alerts: findings that stand, how old they are, whose they are and what to do; down to one alert and its case."""

from __future__ import annotations

from dashboards.components import alert_parts, page_state
from dashboards.components.page_head import story
from dashboards.readings import alerts
from dashboards.view import View
from warehouse.clock import utc_now


def show(view: View) -> None:
    if not view.reader.has(alerts.MART):
        page_state.nothing_prepared()
        return
    found = alerts.alerts(view.reader, view.selection, view.places, utc_now(), "", view.who)
    story(alert_parts.alerts_story(found))
    alert_parts.alert_cards(found)
    role = alert_parts.pick_role(found)
    ticked = alert_parts.standing_panel(alerts.picked(found.standing, role, None), view.zone)
    if ticked:
        row = alerts.one_alert(view.reader, view.selection, view.places, utc_now(), ticked, view.who)
        alert_parts.one_alert_panel(row, view)
    alert_parts.resolved_panel(alerts.picked(found.resolved, role, None), view.zone)
