"""Sites of outreach: what lies there, when they were last served, and how they are called."""

from __future__ import annotations

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.readings.reader import Reader

MART = "rpt_site_stock"


def sites(reader: Reader, selection: Selection, service: str | None = None) -> pd.DataFrame:
    """Longest unserved first, those never served before them; `name` is the number where a site has no public name.

    The name of a household is a person's: it never leaves the desk.
    """
    found = reader.frame("site_stock", selection)
    found["name"] = found["public_name"].fillna(found["site_no"])
    if service is not None:
        belongs = [service in str(theirs).split(", ") for theirs in found["services"]]
        found = found[belongs].reset_index(drop=True)
    return found


def site_names(reader: Reader, selection: Selection) -> dict[str, str]:
    """Site id → name; empty as long as this refresh has no sites."""
    if not reader.has(MART):
        return {}
    everywhere = Selection(selection.agencies, None, selection.period)
    found = sites(reader, everywhere)
    return dict(zip(found["site_id"], found["name"], strict=True))
