"""Under which heading Dagster's graph and docs/marts.md show a mart, and how its SQL header reads there."""

from __future__ import annotations

from warehouse.marts.headers import header_of
from warehouse.marts.registry import Mart

LANDED, SERVED, BY_HAND, WATCH = "landed", "served", "by_hand", "checks_and_alerts"

_GROUP_OF_KIND = {
    "visits": "visitors",
    "loans": "circulation",
    "revenue": "money",
    "receipts": "money",
    "cases": "sops",
    "documents": "sops",
    "outreach": "outreach",
    "surveys": "satisfaction",
}
_GROUP_OF_MART = {
    "rpt_sop_steps": "sops",
    "rpt_sops": "sops",
    "rpt_site_stock": "outreach",
    "rpt_vehicles": "outreach",
    "rpt_next_locations": "outreach",
    "rpt_per_capita": "visitors",
    "rpt_national_counts": "visitors",
    **dict.fromkeys(("rpt_checks", "rpt_check_findings", "rpt_check_history", "rpt_alerts"), WATCH),
}
TITLES = {
    "visitors": "Visitors",
    "circulation": "Loan turnover",
    "money": "Revenue",
    "sops": "SOPs and their documents",
    "outreach": "Outreach",
    "satisfaction": "Satisfaction survey",
    WATCH: "Checks and alerts",
    "reference": "Reference",
}

SLICES = {
    "period": "the agency's months that changed, and the years they lie in",
    "opened": "the agency's months in which cases that changed were opened",
    "received": "the agency's months in which receipts that changed were given",
    "whole": "the whole table, each time",
}
"""Slice of a mart → what a refresh computes again."""


def group_of(mart: Mart) -> str:
    """The heading of `mart`."""
    return _GROUP_OF_MART.get(mart.name) or _GROUP_OF_KIND.get(mart.kind, "reference")


def definitions_markdown(mart: Mart) -> str:
    """What the columns of `mart` mean, as a Markdown list."""
    return "\n".join(f"- {paragraph}" for paragraph in header_of(mart.sql).definitions)


def grain_sentence(mart: Mart) -> str:
    """“One row per …”"""
    grain = header_of(mart.sql).grain
    return f"{grain[0].upper()}{grain[1:]}."
