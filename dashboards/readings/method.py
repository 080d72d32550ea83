"""How the figures are made: how each SOP's rows are observed, how far each node is counted, the SQL of a mart."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboards.readings.reader import Reader
from warehouse.marts.headers import Header, header_of
from warehouse.marts.registry import BY_NAME, SERVED, STAGING, Staging

WAYS = ("alone", "span", "unseen")


@dataclass(frozen=True)
class Made:
    """A mart as it is made: its header, its SQL, and the texts that it begins with."""

    name: str
    header: Header
    sql: str
    begins_with: tuple[Staging, ...]


def observation(reader: Reader, steps: pd.DataFrame) -> pd.DataFrame:
    """One row per SOP version, in book order: rows of the paper by how they are observed and by the kind of standard.

    `steps`: those of readings.compliance.steps_of_sops, which know the order and the short titles.
    """
    heads = steps[["sop_code", "sop_version", "row_title", "book_order"]].drop_duplicates(["sop_code", "sop_version"])
    found = reader.frame("sop_observation").drop(columns="title").merge(heads, on=["sop_code", "sop_version"])
    return found.rename(columns={"row_title": "title"}).sort_values(["book_order", "sop_version"], ignore_index=True)


def rows_by_way(found: pd.DataFrame) -> dict[str, int]:
    """All rows of the paper of every version, and how many are seen in which way."""
    return {name: int(found[name].sum()) for name in ("steps", *WAYS)}


def names_of_marts(reader: Reader) -> list[str]:
    """Those that can be read here and now by whoever looks, in the order of the registry."""
    return [mart.name for mart in SERVED if not mart.is_confidential and reader.has(mart.name)]


def made(name: str) -> Made:
    mart = BY_NAME[name]
    texts = {staging.name: staging for staging in STAGING}
    return Made(name, header_of(mart.sql), mart.sql, tuple(texts[one] for one in mart.inputs if one in texts))
