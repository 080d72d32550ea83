"""A round of alerts around a refresh: after one that got through, after one that failed, and between them.

Whatever goes wrong here stays here: figures that are served stay served.
"""

from __future__ import annotations

import duckdb

from pipelines.alerts.round import Circumstances, Done, Round
from pipelines.alerts.unrecorded import forget, tell_without_record
from warehouse.alerts.finding import failed_run
from warehouse.catalogue.load import load_catalogue
from warehouse.clock import Clock, utc_now
from warehouse.errors import HomeError
from warehouse.lake.again import serve_again
from warehouse.lake.attach import open_warehouse
from warehouse.lake.raw import ensure_schemas
from warehouse.lake.swap import is_current
from warehouse.logs import logger
from warehouse.settings import Settings

MART = "rpt_alerts"
WAIT_S = 60.0
"""How long the alert of a failed refresh waits for the warehouse."""
_log = logger(__name__)


def carry_out(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    how: Circumstances,
    *,
    clock: Clock = utc_now,
) -> Done:
    """A round, and what it changed in the served figures."""
    done = Round(connection, settings, load_catalogue(settings.catalogue_dir), clock=clock).carry_out(how)
    if done.changed and how.failure is None:  # a refresh that failed leaves the served file as it is, to the byte
        serve_again(connection, settings, [MART])
    return done


def after_success(connection: duckdb.DuckDBPyConnection, settings: Settings, *, clock: Clock = utc_now) -> Done | None:
    """After the swap, on the refresh's own connection. None: the round itself failed, as the log says."""
    try:
        return carry_out(connection, settings, Circumstances(figures_hold=True, refreshed=True), clock=clock)
    except Exception as wrong:  # noqa: BLE001  alerts never fail a refresh that got through
        _log.error("alerts_failed", exc_info=wrong)
        return None


def between_refreshes(connection: duckdb.DuckDBPyConnection, settings: Settings, *, clock: Clock = utc_now) -> Done:
    """Retries, reminders, escalations, digests. Papers are judged only while the marts are those that are served."""
    ensure_schemas(connection)
    return carry_out(connection, settings, Circumstances(figures_hold=is_current(connection, settings)), clock=clock)


def after_failure(settings: Settings, run_id: str, sentence: str, *, clock: Clock = utc_now) -> Done | None:
    """A refresh failed and let go of the warehouse: tell the administrator, once until one gets through.

    When the warehouse cannot be opened, or somebody holds it, there is no history to write to: then once a day.
    """
    failure = failed_run(run_id, sentence)
    try:
        with open_warehouse(settings, wait_s=WAIT_S) as connection:
            forget(settings)
            ensure_schemas(connection)
            return carry_out(connection, settings, Circumstances(figures_hold=False, failure=failure), clock=clock)
    except HomeError as wrong:
        _log.error("alerts_without_record", reason=wrong.sentence())
        tell_without_record(settings, failure, _first_zone(settings), clock)
    except Exception as wrong:  # noqa: BLE001  the failure itself is what people must see
        _log.error("alerts_failed", exc_info=wrong)
    return None


def _first_zone(settings: Settings) -> str:
    agencies = load_catalogue(settings.catalogue_dir).agencies.values()
    return next((agency.timezone for agency in agencies), "Asia/Jakarta")


def is_due(settings: Settings, *, clock: Clock = utc_now) -> bool:
    """Whether there is something to send now. HomeError when somebody else has the warehouse."""
    if not settings.warehouse_db.exists():
        return False
    with open_warehouse(settings, wait_s=0) as connection:
        ensure_schemas(connection)
        return Round(connection, settings, load_catalogue(settings.catalogue_dir), clock=clock).is_due()
