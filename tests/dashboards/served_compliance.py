"""The marts that cut compliance apart, summed from the case steps of the file made by hand."""

from __future__ import annotations

import duckdb

FIRST_OFFICER, SECOND_OFFICER = "0190a000-0000-7000-8000-00000000a001", "0190a000-0000-7000-8000-00000000b002"

_FROM_CASES = f"""
ALTER TABLE rpt_sop_case_steps ADD COLUMN paused_s DOUBLE DEFAULT 0;
CREATE TEMP TABLE units AS
SELECT s.*, date_trunc('month', s.opened_on)::DATE AS period_start,
       hour(timezone(CASE s.agency WHEN 'NTT' THEN 'Asia/Makassar' ELSE 'Asia/Jakarta' END, s.opened_at))::INTEGER AS hour,
       CASE WHEN s.unit_position = 1 THEN 'locker_staff' ELSE 'circulation_staff' END AS role,
       CASE WHEN s.unit_position = 1 THEN '{FIRST_OFFICER}' ELSE '{SECOND_OFFICER}' END::UUID AS staff_key,
       s.status <> 'missing' AS is_recorded, s.standard_s IS NOT NULL AND s.duration_s IS NOT NULL AS is_timed
FROM rpt_sop_case_steps AS s;
CREATE TABLE rpt_sop_hours AS
SELECT agency, service_point, 'month' AS grain, period_start, sop_code, sop_version, unit_position, hour, standard_s,
       count(*) AS expected, count(*) FILTER (WHERE is_recorded) AS recorded, count(*) FILTER (WHERE is_timed) AS timed,
       count(*) FILTER (WHERE status = 'on_time') AS on_time, sum(greatest(duration_s - standard_s, 0)) / 60 AS lost_minutes,
       sum(duration_s) / 60 AS service_minutes, 0.0 AS paused_minutes
FROM units GROUP BY ALL;
CREATE TABLE rpt_sop_roles AS
SELECT agency, service_point, 'month' AS grain, period_start, sop_code, sop_version, unit_position, role, standard_s,
       count(*) AS recorded, count(*) FILTER (WHERE captured = 'backfilled') AS backfilled, count(standard_s) AS judged,
       count(*) FILTER (WHERE is_timed) AS timed, count(*) FILTER (WHERE status = 'on_time') AS on_time, 0 AS repeated,
       0 AS out_of_order, sum(greatest(duration_s - standard_s, 0)) / 60 AS lost_minutes,
       sum(duration_s) / 60 AS service_minutes, 0.0 AS paused_minutes
FROM units WHERE is_recorded GROUP BY ALL;
CREATE TABLE rpt_sop_officers AS
SELECT agency, service_point, 'month' AS grain, period_start, staff_key, sop_code, sop_version, unit_position, standard_s,
       count(*) AS recorded, count(*) FILTER (WHERE captured = 'backfilled') AS backfilled, count(standard_s) AS judged,
       count(*) FILTER (WHERE is_timed) AS timed, count(*) FILTER (WHERE status = 'on_time') AS on_time,
       sum(greatest(duration_s - standard_s, 0)) / 60 AS lost_minutes
FROM units WHERE is_recorded GROUP BY ALL;
CREATE TABLE rpt_sop_measured_steps AS
SELECT agency, service_point, g.grain, date_trunc(g.grain, DATE '2026-11-10')::DATE AS period_start, 'loan' AS sop_code,
       1 AS sop_version, p AS step_position, p::VARCHAR AS printed_no, 'Memindai kartu' AS activity, 120.0 AS standard_s,
       8 AS expected, 7 AS recorded, 6 AS timed, 5 AS on_time, 1.5 AS lost_minutes
FROM (VALUES ('NTT', 'NTT-GEDUNG')) AS v (agency, service_point), (VALUES ('day'), ('month')) AS g (grain),
     (VALUES (4), (5), (6)) AS s (p);
DROP TABLE units;
"""


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(_FROM_CASES)
