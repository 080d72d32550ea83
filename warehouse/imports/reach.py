"""Importing sites into a home that may be owned by the running operations app: over its API, or with the database opened."""

from __future__ import annotations

from typing import Any

from warehouse.clock import utc_now
from warehouse.imports.outcome import Outcome, RowRefused
from warehouse.imports.sites import import_sites, SiteRow
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.lock import owner
from warehouse.operations.publish import Publisher
from warehouse.operations.remote import post_local
from warehouse.settings import Settings

ROWS_AT_ONCE = 1000
PATH = "/api/imports/sites"


def sites_into_home(settings: Settings, rows: list[SiteRow], *, dry_run: bool = False) -> Outcome:
    holder = owner(settings)
    if holder is None:
        settings.make_home()
        with OperationsDatabase.open(settings) as db:
            outcome = import_sites(db, rows, utc_now(), dry_run=dry_run)
            Publisher(db).flush()
        return outcome
    whole = Outcome()
    for start in range(0, len(rows), ROWS_AT_ONCE):
        body = {"rows": rows[start : start + ROWS_AT_ONCE], "dry_run": dry_run}
        _add(whole, post_local(settings, holder.url, PATH, body).json())
    return whole


def _add(whole: Outcome, part: dict[str, Any]) -> None:
    whole.new += part["new"]
    whole.updated += part["updated"]
    whole.unchanged += part["unchanged"]
    whole.refused += [RowRefused(**one) for one in part["refused"]]
