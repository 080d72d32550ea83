"""The agencies' dated terms (tariffs, what may be borrowed, thresholds) → schema ref, for what is held against them.

No mart reads them: a changed tariff changes no figure, only what the checks say of charges.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

import duckdb
import orjson

from warehouse.catalogue.agency import LoanTerms, Tariff
from warehouse.catalogue.check_terms import CheckTerms, USUAL
from warehouse.catalogue.model import Catalogue
from warehouse.lake.reference import FIRST_DAY, LAST_DAY
from warehouse.lake.state import read_state, write_state

_STATE = "terms_sha256"
T = TypeVar("T", Tariff, LoanTerms, CheckTerms)


def load_terms(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Bring ref.tariffs, ref.loan_terms and ref.check_terms up to `catalogue`, when they differ."""
    tariffs = [
        [agency.code, *days, t.late_fine_per_day_idr, t.fine_counts, t.fine_max_idr, t.card_fee_idr, t.form_fee_idr,
         t.photocopy_per_page_idr]
        for agency in catalogue.agencies.values()
        for t, days in _in_force(agency.tariffs)
    ]  # fmt: skip
    terms = [
        [agency.code, *days, t.max_titles, t.max_copies]
        for agency in catalogue.agencies.values()
        for t, days in _in_force(agency.loan_terms)
    ]
    said = [(agency.code, agency.check_terms or (USUAL,)) for agency in catalogue.agencies.values()]
    checks = [
        [code, *days, t.low_day_percent, t.high_day_percent, t.usual_visits_least, t.silent_open_days]
        for code, values in [*said, ("", (USUAL,))]
        for t, days in _in_force(_from_the_first_day(values))
    ]
    digest = hashlib.sha256(orjson.dumps([tariffs, terms, checks])).hexdigest()
    if digest == read_state(connection, _STATE):
        return
    connection.execute("BEGIN")
    try:
        connection.execute("DELETE FROM ref.tariffs")
        connection.execute("DELETE FROM ref.loan_terms")
        connection.execute("DELETE FROM ref.check_terms")
        if tariffs:
            connection.executemany("INSERT INTO ref.tariffs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", tariffs)
        if terms:
            connection.executemany("INSERT INTO ref.loan_terms VALUES (?, ?, ?, ?, ?)", terms)
        connection.executemany("INSERT INTO ref.check_terms VALUES (?, ?, ?, ?, ?, ?, ?)", checks)
        write_state(connection, _STATE, digest)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _in_force(values: Sequence[T]) -> list[tuple[T, tuple[Any, Any]]]:
    """Each value with its first and last day in force; a value without beginning was always in force."""
    starts = [value.begins_on or FIRST_DAY for value in values]
    ends = [start - timedelta(days=1) for start in starts[1:]] + [LAST_DAY]
    return list(zip(values, zip(starts, ends, strict=False), strict=False))


def _from_the_first_day(values: Sequence[CheckTerms]) -> Sequence[CheckTerms]:
    """The usual holds until the agency's first entry begins."""
    return values if values[0].begins_on is None else (USUAL, *values)
