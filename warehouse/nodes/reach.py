"""Preparing from a home that may be owned by the running operations app, and knowing a home's node without opening it."""

from __future__ import annotations

from pathlib import Path

from warehouse.clock import utc_now
from warehouse.errors import HomeError
from warehouse.nodes.prepare import prepare, Prepared
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.lock import owner
from warehouse.operations.remote import node_at, post_local
from warehouse.settings import Settings

PATH = "/api/nodes/prepare"


def prepare_home(settings: Settings, target: Path, node: str) -> Prepared:
    """Through the process that owns the home, while desks go on; else with the database opened here."""
    holder = owner(settings)
    if holder is None:
        with OperationsDatabase.open(settings) as db:
            return prepare(db, target, node, utc_now())
    answer = post_local(settings, holder.url, PATH, {"home": str(target), "node": node}).json()
    if "refused" in answer:
        raise HomeError(answer["refused"].replace("{", "{{").replace("}", "}}"))
    return Prepared(**answer)


def own_node(settings: Settings) -> str:
    """The node that the records carry; the setting's while there are none."""
    holder = owner(settings)
    if holder is not None:
        return node_at(holder.url)
    if not settings.operations_db.exists():
        return settings.node
    with OperationsDatabase.open(settings) as db:
        return db.node
