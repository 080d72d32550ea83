"""A site's need: people × months waiting × use × fairness between regencies × owed papers × request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from warehouse.planning.model import Need, Site, Weights

DAYS_A_MONTH = 30.4


def needs(sites: Sequence[Site], weights: Weights) -> dict[str, Need]:
    """Site id → need. A site served this month, or barred, still has a need: it says what is given up."""
    average_use = _average(
        [site.use_per_visit / max(1, site.people) for site in sites if site.use_per_visit is not None]
    )
    reached = _reached_by_regency(sites, weights)
    most = max(reached.values(), default=1.0)
    return {site.site_id: _need(site, weights, average_use, reached[site.regency], most) for site in sites}


def _need(site: Site, weights: Weights, average_use: float, reached: float, most: float) -> Need:
    months = weights.never_served_months
    if site.days_since_served is not None:
        months = min(weights.longest_wait_months, max(0, site.days_since_served) / DAYS_A_MONTH)
    use = 1.0
    if site.use_per_visit is not None and average_use:
        share = site.use_per_visit / max(1, site.people) / average_use
        use = 1 + weights.use_span * max(-1.0, min(1.0, share - 1))
    fairness = 1 + weights.fairness_span * (1 - reached / most if most else 0.0)
    papers = weights.paper_owed if site.papers_missing else 1.0
    request = weights.requested if site.is_requested else 1.0
    points = round(site.people * months * use * fairness * papers * request)
    return Need(max(1, points), months, use, fairness, papers, request)


def _reached_by_regency(sites: Sequence[Site], weights: Weights) -> dict[str, float]:
    """The share of a regency's people whose site was served within the longest wait."""
    people: dict[str, int] = defaultdict(int)
    served: dict[str, int] = defaultdict(int)
    for site in sites:
        people[site.regency] += site.people
        if site.days_since_served is not None and site.days_since_served <= weights.longest_wait_months * DAYS_A_MONTH:
            served[site.regency] += site.people
    return {regency: served[regency] / people[regency] if people[regency] else 0.0 for regency in people}


def _average(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
