"""What a report means, said before its numbers: which one, how far its records reach, its first sentences. Pure."""

from __future__ import annotations

from dashboards.reports.model import Report
from dashboards.stories import Story
from warehouse.i18n import translator

_ = translator("dashboards")


def report_story(report: Report) -> Story:
    lead = _("{title}, {period}: {sections} sections.", title=report.title, period=report.subtitle,
             sections=str(len(report.sections)))  # fmt: skip
    return Story(lead, " ".join(report.summary[:2]))
