"""The candidates of a plan, from the served figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from warehouse.errors import HomeError
from warehouse.i18n import N_
from warehouse.lake.serving import NotServed, open_serving
from warehouse.planning.model import Site
from warehouse.settings import Settings
from warehouse.sql import read


def candidate_sites(settings: Settings, agency: str, service: str, month: date) -> tuple[Site, ...]:
    """Active sites of the service; HomeError when nothing is served yet."""
    try:
        with open_serving(settings).reading() as cursor:
            cursor.execute(read("warehouse.lake", "plan_sites"), {"agency": agency, "service": service, "month": month})
            names = [column[0] for column in cursor.description or ()]
            rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except NotServed:
        raise HomeError(N_("There are no figures yet. Run `patuh refresh` first.")) from None
    return tuple(Site(**row) for row in rows)
