"""Reads what is wrong now from the warehouse: papers, checks, quarantined batches, silent nodes → findings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import duckdb

from warehouse.alerts.finding import batch_key, check_key, document_key, FALLBACK_ROLE, Finding, silence_key
from warehouse.alerts.settings import AlertSettings
from warehouse.identity.roles import ROLES
from warehouse.sql import read

_PACKAGE = "pipelines.alerts"
_PAPER_DETAILS = (
    "case_id", "document_kind", "status", "sop_code", "sop_title", "opened_on", "since_on", "due_on", "papers_needed",
    "papers", "trip_id", "trip_on", "vehicle_no", "site_no",
)  # fmt: skip


def papers(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Papers that are missing, unsigned or inconsistent, as of the figures that are served."""
    return [
        Finding(
            "document",
            document_key(row["case_id"], row["document_kind"], row["status"]),
            "warning",
            _role(row["responsible_role"]),
            row["agency"],
            row["service_point"],
            {name: _plain(row[name]) for name in _PAPER_DETAILS if row[name] is not None},
        )
        for row in _rows(connection, "documents")
    ]


def checks(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Expectations that do not hold, critical ones and warnings."""
    return [
        Finding(
            "check",
            check_key(row["table_name"], row["expectation"], row["agency"]),
            "critical" if row["severity"] == "critical" else "warning",
            _role(row["owner_role"]),
            row["agency"],
            details={
                "table": row["table_name"], "expectation": row["expectation"], "violations": int(row["violations"]),
                **{name: row[name] for name in ("sentence_id", "advice_id", "sentence_en", "advice_en")},
            },
        )
        for row in _rows(connection, "checks")
    ]  # fmt: skip


def batches(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Batches in quarantine: their node waits there."""
    return [
        Finding("batch", batch_key(row["node"], row["batch"]), "critical", FALLBACK_ROLE, details=row)
        for row in _rows(connection, "batches")
    ]


def silence(connection: duckdb.DuckDBPyConnection, settings: AlertSettings, now: datetime) -> list[Finding]:
    """Nodes from which nothing has come for too long."""
    rows = _rows(connection, "silence", now=now, silence_days=settings.silence_days)
    return [
        Finding(
            "silence",
            silence_key(row["node"]),
            "warning",
            FALLBACK_ROLE,
            details={"node": row["node"], "last_on": row["last_at"].date().isoformat()},
        )
        for row in rows
        if row["node"] not in settings.silent_nodes
    ]


def _rows(connection: duckdb.DuckDBPyConnection, name: str, **values: Any) -> list[dict[str, Any]]:
    cursor = connection.execute(read(_PACKAGE, f"queries/{name}"), values or None)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _role(code: str | None) -> str:
    return code if code in ROLES else FALLBACK_ROLE


def _plain(value: Any) -> Any:
    """As JSON keeps it, so that what was read compares equal to what was kept."""
    return value.isoformat() if isinstance(value, date) else value
