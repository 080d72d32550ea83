"""The warehouse: batches in quarantine, silent nodes, what the last checks found. Read-only, and without waiting."""

from __future__ import annotations

from datetime import datetime

import duckdb

from patuh.doctor.finding import Finding
from warehouse.errors import HomeError
from warehouse.i18n import number, translator
from warehouse.lake.attach import attached_records, is_busy
from warehouse.settings import Settings

_ = translator("patuh")

_QUARANTINE = "SELECT node, batch, reason, detail FROM records.raw.quarantine ORDER BY found_at, node, batch"
_NODES = "SELECT node, max(ingested_at) FROM records.raw.batches GROUP BY node ORDER BY node"
_CHECKS = """SELECT max(l.checked_at), count(DISTINCT (f.table_name, f.expectation)) FILTER (WHERE f.severity = 'critical'),
           count(DISTINCT (f.table_name, f.expectation)) FILTER (WHERE f.severity <> 'critical')
    FROM records.checks.latest AS l
    LEFT JOIN records.checks.findings AS f USING (table_name, checked_at, run_id)"""


def look(settings: Settings, now: datetime) -> list[Finding]:
    """Nothing when there is no warehouse yet, or while a refresh has it: then the figures' own lines say so."""
    if not settings.warehouse_db.exists() or is_busy(settings):
        return []
    try:
        with duckdb.connect(":memory:") as connection, attached_records(connection, settings, wait_s=0):
            connection.execute("SET TimeZone = 'UTC'")
            return [
                _quarantine(settings, connection),
                *_silent_nodes(settings, connection, now),
                *_checks(connection),
            ]
    except HomeError as wrong:
        return [Finding(_("warehouse"), "wrong", wrong.sentence())]
    except duckdb.Error as wrong:
        sentence = _("The next refresh brings the warehouse up to date: {reason}", reason=str(wrong).splitlines()[0])
        return [Finding(_("warehouse"), "note", sentence)]


def _quarantine(settings: Settings, connection: duckdb.DuckDBPyConnection) -> Finding:
    found = connection.execute(_QUARANTINE).fetchall()
    if not found:
        return Finding(_("quarantine"), "ok", _("No batch is held back."))
    node, batch, reason, detail = found[0]
    sentence = _(
        "{count} batches are held back with all that their nodes sent later, first {path}: {reason} ({detail})."
        " Put its files right or carry it again, then: patuh refresh",
        count=number(len(found)), path=settings.landing / node / batch, reason=reason, detail=detail,
    )  # fmt: skip
    return Finding(_("quarantine"), "wrong", sentence)


def _silent_nodes(settings: Settings, connection: duckdb.DuckDBPyConnection, now: datetime) -> list[Finding]:
    nodes = connection.execute(_NODES).fetchall()
    silent = [
        (node, last_at)
        for node, last_at in nodes
        if (now - last_at).days >= settings.alerts.silence_days and node not in settings.alerts.silent_nodes
    ]
    if not silent:
        sentence = _("{count} nodes have sent something in the last {days} days.", count=number(len(nodes)),
                     days=settings.alerts.silence_days)  # fmt: skip
        return [Finding(_("nodes"), "ok", sentence)] if nodes else []
    listed = ", ".join(f"{node} ({last_at:%Y-%m-%d})" for node, last_at in silent)
    sentence = _(
        "Nothing has come for {days} days or more from: {nodes}.", days=settings.alerts.silence_days, nodes=listed
    )
    return [Finding(_("nodes"), "note", sentence)]


def _checks(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    checked_at, critical, warnings = connection.execute(_CHECKS).fetchone() or (None, 0, 0)
    if checked_at is None:
        return []
    sentence = _(
        "Checked {when}: {critical} critical findings, {warnings} warnings. patuh check shows them.",
        when=f"{checked_at:%Y-%m-%d %H:%M} UTC", critical=number(critical), warnings=number(warnings),
    )  # fmt: skip
    return [Finding(_("checks"), "wrong" if critical else "ok", sentence)]
