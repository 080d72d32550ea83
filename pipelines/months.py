"""The months a person may order again: one partition per agency and local month, from the first served one to the present.

Dagster shows them as a grid; a cell that was ordered keeps its run.
"""

from __future__ import annotations

import dagster as dg
import duckdb

from warehouse.catalogue.model import Catalogue
from warehouse.clock import utc_now
from warehouse.lake.serving import NotServed, open_serving
from warehouse.settings import Settings

AGENCY, MONTH = "agency", "month"
_FORMAT = "%Y-%m"
_FIRST_SERVED = """SELECT strftime(min(period_start), ?) FROM (
    SELECT min(period_start) AS period_start FROM rpt_visitors WHERE grain = 'month'
    UNION ALL SELECT min(period_start) FROM rpt_loan_turnover WHERE grain = 'month'
    UNION ALL SELECT min(period_start) FROM rpt_revenue WHERE grain = 'month'
    UNION ALL SELECT min(period_start) FROM rpt_sop_step_compliance WHERE grain = 'month'
    UNION ALL SELECT min(period_start) FROM rpt_outreach_coverage WHERE grain = 'month')"""


def months(settings: Settings, catalogue: Catalogue) -> dg.MultiPartitionsDefinition:
    """The partitions of one home."""
    return dg.MultiPartitionsDefinition(
        {
            AGENCY: dg.StaticPartitionsDefinition(sorted(catalogue.agencies)),
            MONTH: dg.MonthlyPartitionsDefinition(start_date=_first_month(settings), fmt=_FORMAT, end_offset=1),
        }
    )


def _first_month(settings: Settings) -> str:
    """The first month with figures; the present one while nothing is served."""
    try:
        with open_serving(settings).reading() as cursor:
            row = cursor.execute(_FIRST_SERVED, [_FORMAT]).fetchone()
    except (NotServed, duckdb.Error):
        row = None
    return str(row[0]) if row and row[0] else f"{utc_now():{_FORMAT}}"
