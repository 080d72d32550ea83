"""Alerts of a serving file made by hand: one per paper that is owed, a few of the machinery, some resolved."""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime, timedelta
from typing import Any

import duckdb

SCHEMA = """
CREATE TABLE rpt_alerts (alert_id UUID, kind VARCHAR, severity VARCHAR, agency VARCHAR, service_point VARCHAR, role VARCHAR,
    subject VARCHAR, first_seen_at TIMESTAMPTZ, last_seen_at TIMESTAMPTZ, resolved_at TIMESTAMPTZ, sent_at TIMESTAMPTZ,
    reminded_at TIMESTAMPTZ, escalated_to VARCHAR, escalated_at TIMESTAMPTZ, case_id UUID, document_kind VARCHAR,
    finding VARCHAR, alert_key VARCHAR, details VARCHAR);
"""
_OWED = """
SELECT agency, service_point, responsible_role, case_id::VARCHAR, document_kind, status, sop_code, opened_on, since_on
FROM rpt_documents WHERE status IN ('missing', 'unsigned', 'inconsistent') AND NOT is_accepted
ORDER BY since_on, case_id, document_kind
"""
_BATCH = {"node": "van-1", "batch": "000000000007-000000000009", "reason": "checksum", "detail": "visits"}


def fill(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Papers are alerted on the day after they were found; `now` is when the file is made."""
    rows: list[list[Any]] = []
    for number, owed in enumerate(connection.execute(_OWED).fetchall()):
        agency, point, role, case_id, kind, status, sop_code, opened_on, since_on = owed
        seen = now - timedelta(days=number % 9)
        details = {
            "case_id": case_id, "document_kind": kind, "status": status, "sop_code": sop_code,
            "opened_on": str(opened_on), "since_on": str(since_on), "due_on": str(since_on),
        }  # fmt: skip
        sent = None if number % 10 == 0 else seen
        head = "division_head" if number % 9 >= 7 else "section_head" if number % 9 >= 3 else None
        resolved = None
        rows.append(
            [
                "document", "warning", agency, point, role, seen, resolved, sent, head, case_id, kind, status,
                f"document:{case_id}:{kind}:{status}", details,
            ]
        )  # fmt: skip
    rows.append(["batch", "critical", None, None, "administrator", now - timedelta(days=2), None, None, None, None, None,
                 None, "batch:van-1:1", _BATCH])  # fmt: skip
    gone = datetime.combine(date(2026, 11, 18), now.timetz()).astimezone(now.tzinfo)
    for number in range(3):
        seen, node = gone - timedelta(days=number + 1), f"van-{number}"
        details = {"node": node, "last_on": "2026-11-01"}
        rows.append(["silence", "warning", None, None, "administrator", seen, gone, gone, None, None, None, None,
                     f"silence:{node}", details])  # fmt: skip
    connection.executemany(
        "INSERT INTO rpt_alerts SELECT $1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, NULL, $11,"
        " CASE WHEN $11 IS NOT NULL THEN $8 END, $12, $13, $14, $15, $16",
        [
            [str(uuid.UUID(int=number + 1)), *row[:5], row[12], *row[5:9], *row[9:13], json.dumps(row[13])]
            for number, row in enumerate(rows)
        ],
    )
