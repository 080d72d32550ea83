"""A serving file made by hand: two agencies, four SOPs, cases whose every duration is drawn with a fixed seed.

The step mart is summed from the case marts by plain SQL here, independently of the pipelines, so that what the
dashboards show can be compared with the cases below it.
"""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta, UTC
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from tests.dashboards import (
    served_alerts,
    served_checks,
    served_compliance,
    served_money,
    served_road,
    served_survey,
    served_visitors,
)

ZONES = {"NTT": "Asia/Makassar", "JATENG": "Asia/Jakarta"}
POINTS = {"NTT": ["NTT-GEDUNG", "NTT-KELILING"], "JATENG": ["JTG-GEDUNG"]}
LAST_DAY = date(2026, 11, 22)

# position, printed no, activity, time printed, kind, standard in seconds, observed, unit
Steps = list[tuple[int, str, str, str | None, str, int | None, str, int | None]]
SOPS: dict[str, tuple[str, Steps]] = {
    "locker": (
        "Penitipan Barang dan Pemeriksaan",
        [
            (1, "1", "Pemustaka datang dan menitipkan barang", "1 menit", "fixed", 60, "span", 1),
            (2, "2", "Staf menerima barang dan memberi nomor", "1 menit", "fixed", 60, "span", 1),
            (3, "3", "Menyimpan barang di loker", "1 menit", "fixed", 60, "span", 1),
            (4, "4", "Pemeriksaan pemustaka saat masuk", "1 menit", "fixed", 60, "alone", 4),
            (5, "5", "Pemustaka mengembalikan nomor loker", None, "none", None, "no", None),
            (6, "6", "Staf mengembalikan barang titipan", "2 menit", "fixed", 120, "alone", 6),
        ],
    ),
    "loan": (
        "Layanan Peminjaman",
        [
            (1, "1", "Menitipkan barang bawaan", "2 menit", "fixed", 120, "alone", 1),
            (2, "2", "Mengisi buku tamu", "2 menit", "fixed", 120, "alone", 2),
            (3, "3", "Mencari buku di rak", "Disesuaikan", "adjusted", None, "no", None),
            (4, "4", "Memindai kartu anggota dan buku", "2 menit", "fixed", 120, "span", 4),
            (5, "5", "Mencatat peminjaman", "2 menit", "fixed", 120, "span", 4),
            (6, "6", "Mencetak slip tanggal kembali", "1 menit", "fixed", 60, "span", 4),
            (7, "7", "Mengambil barang titipan", "1 menit", "fixed", 60, "alone", 7),
        ],
    ),
    "return": (
        "Pengembalian",
        [
            (1, "1", "Menitipkan barang bawaan", "2 menit", "fixed", 120, "alone", 1),
            (2, "2", "Mengisi buku tamu", "1 menit", "fixed", 60, "alone", 2),
            (3, "3", "Menerima buku yang dikembalikan", "3 menit", "fixed", 180, "alone", 3),
            (4, "4", "Menghitung dan menerima denda (jika ada)", "5 menit", "fixed", 300, "alone", 4),
            (5, "5", "Mengembalikan kartu anggota", "Disesuaikan", "adjusted", None, "alone", 5),
        ],
    ),
    "anter_koper": (
        "ANTER KOPER",
        [
            (1, "1", "Menerima surat permohonan", "15 menit", "fixed", 900, "alone", 1),
            (2, "2", "Persetujuan kepala bidang", "1 hari", "fixed", 86400, "alone", 2),
            (3, "3", "Survei lokasi", "1 hari", "fixed", 86400, "alone", 3),
            (4, "3", "Penyusunan jadwal", None, "none", None, "alone", 4),
        ],
    ),
}
Rows = dict[str, list[list[Any]]]
CASES_PER_DAY = {"locker": 10, "loan": 6, "return": 5, "anter_koper": 0.1}

SCHEMA = """
CREATE SCHEMA marts; USE marts; SET TimeZone = 'UTC';
CREATE TABLE rpt_loan_turnover (agency VARCHAR, period_start DATE, grain VARCHAR, collection VARCHAR, ddc_class VARCHAR,
    loans BIGINT, renewals BIGINT, returns BIGINT, overdue_returns BIGINT, lendable_copies BIGINT,
    collection_turnover DOUBLE, unused_copies BIGINT, unused_share DOUBLE, in_house_uses BIGINT);
CREATE TABLE rpt_sop_cases (agency VARCHAR, service_point VARCHAR, case_id UUID, sop_code VARCHAR, sop_version INTEGER,
    opened_on DATE, opened_at TIMESTAMPTZ, closed_at TIMESTAMPTZ, compliant BOOLEAN,
    late_steps INTEGER, missing_steps INTEGER,
    out_of_order_steps INTEGER, repeated_steps INTEGER, untimed_steps INTEGER,
    missing_documents INTEGER, service_s DOUBLE, waiting_s DOUBLE);
CREATE TABLE rpt_sop_case_steps (case_id UUID, agency VARCHAR, service_point VARCHAR, sop_code VARCHAR,
    sop_version INTEGER, unit_position INTEGER, activity VARCHAR, opened_on DATE, opened_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ,
    finished_at TIMESTAMPTZ, duration_s DOUBLE, standard_s DOUBLE, captured VARCHAR, status VARCHAR,
    is_out_of_order BOOLEAN, is_repeated BOOLEAN, is_accepted BOOLEAN);
CREATE TABLE rpt_sops (sop_code VARCHAR, sop_version INTEGER, title VARCHAR);
CREATE TABLE rpt_sop_steps (sop_code VARCHAR, sop_version INTEGER, step_position INTEGER, printed_no VARCHAR,
    activity VARCHAR, time_printed VARCHAR, time_kind VARCHAR, standard_s DOUBLE, observed VARCHAR,
    unit_position INTEGER, condition VARCHAR);
CREATE TABLE meta_refresh (refreshed_at TIMESTAMPTZ, node VARCHAR, as_of_txid BIGINT, as_of_at TIMESTAMPTZ,
    run_id VARCHAR, seconds DOUBLE, rows BIGINT, is_demo BOOLEAN);
"""

OF_THE_PAPER = """
ALTER TABLE rpt_sop_steps ADD COLUMN required_document VARCHAR;
UPDATE rpt_sop_steps SET required_document = 'approval' WHERE sop_code = 'anter_koper' AND step_position = 2;
ALTER TABLE rpt_sops ADD COLUMN number VARCHAR;
ALTER TABLE rpt_sops ADD COLUMN effective_from DATE;
ALTER TABLE rpt_sops ADD COLUMN effective_until DATE;
ALTER TABLE rpt_sops ADD COLUMN ratified_on DATE;
UPDATE rpt_sops SET number = 'S/000.8.3.3/1959/2025', effective_from = DATE '2025-05-01', ratified_on = DATE '2025-04-30'
WHERE sop_code = 'anter_koper';
"""

COMPLIANCE_FROM_CASES = """
CREATE TABLE rpt_sop_step_compliance AS
WITH zone AS (SELECT * FROM (VALUES ('NTT', 'Asia/Makassar'), ('JATENG', 'Asia/Jakarta')) AS z (agency, zone)),
done AS (
    SELECT s.*, date_trunc(g.grain, timezone(zone.zone, s.opened_at))::DATE AS period_start, g.grain
    FROM rpt_sop_case_steps AS s JOIN zone USING (agency), (VALUES ('day'), ('month'), ('year')) AS g (grain)
),
sums AS (
    SELECT agency, service_point, sop_code, sop_version, unit_position, period_start, grain,
        count(*) AS expected, count(*) FILTER (WHERE status <> 'missing') AS recorded,
        count(*) FILTER (WHERE captured = 'backfilled') AS backfilled,
        count(*) FILTER (WHERE standard_s IS NOT NULL AND duration_s IS NOT NULL) AS timed,
        count(*) FILTER (WHERE status = 'on_time') AS on_time,
        quantile_cont(duration_s, 0.5) AS median_s, quantile_cont(duration_s, 0.9) AS p90_s,
        sum(greatest(duration_s - standard_s, 0)) / 60.0 AS lost_minutes
    FROM done GROUP BY ALL
),
heads AS (SELECT DISTINCT agency, service_point, sop_code, sop_version, period_start, grain FROM sums)
SELECT h.agency, h.service_point, h.sop_code, h.sop_version, st.step_position, h.period_start, h.grain,
    st.unit_position, st.printed_no, st.activity,
    CASE WHEN st.step_position = st.unit_position THEN (
        SELECT CASE WHEN count(*) = count(o.standard_s) THEN sum(o.standard_s) END FROM rpt_sop_steps AS o
        WHERE o.sop_code = st.sop_code AND o.sop_version = st.sop_version AND o.unit_position = st.unit_position
    ) ELSE st.standard_s END AS standard_s,
    s.expected, s.recorded, s.backfilled, s.timed, s.on_time,
    s.recorded / nullif(s.expected, 0) AS recording_rate, s.on_time / nullif(s.timed, 0) AS on_time_rate,
    CASE WHEN st.standard_s IS NOT NULL THEN s.on_time / nullif(s.expected, 0) END AS compliance_rate,
    s.median_s, s.p90_s, s.lost_minutes
FROM heads AS h JOIN rpt_sop_steps AS st USING (sop_code, sop_version)
LEFT JOIN sums AS s ON s.unit_position = st.step_position AND s.agency = h.agency
    AND s.service_point = h.service_point AND s.sop_code = h.sop_code AND s.sop_version = h.sop_version
    AND s.period_start = h.period_start AND s.grain = h.grain
"""


@dataclass(frozen=True)
class Served:
    """How the file is made."""

    days: int = 75
    seed: int = 7
    is_demo: bool = False
    refreshed_at: datetime | None = None
    sops: tuple[str, ...] = tuple(SOPS)


def build(path: Path, made: Served | None = None) -> Path:
    """Write the serving file at `path`."""
    made = made or Served()
    dice = random.Random(made.seed)
    connection = duckdb.connect(str(path))
    try:
        parts = (served_visitors, served_money, served_road, served_survey, served_alerts, served_checks)
        for schema in (SCHEMA, *(part.SCHEMA for part in parts)):
            connection.execute(schema)
        _catalogue(connection, made.sops)
        _days(connection, dice, made)
        connection.execute(COMPLIANCE_FROM_CASES)
        served_compliance.fill(connection)
        as_of = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 7, 40, tzinfo=UTC)
        connection.execute(
            "INSERT INTO meta_refresh VALUES (?, 'pusat', 4321, ?, 'run-1', 3.2, 1000, ?)",
            [made.refreshed_at or datetime.now(UTC), as_of, made.is_demo],
        )
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    return path


def _catalogue(connection: duckdb.DuckDBPyConnection, codes: tuple[str, ...]) -> None:
    for code in codes:
        title, steps = SOPS[code]
        connection.execute("INSERT INTO rpt_sops VALUES (?, 1, ?)", [code, title])
        rows = [[code, 1, p, no, a, t, kind, s, seen, unit, None] for p, no, a, t, kind, s, seen, unit in steps]
        connection.executemany("INSERT INTO rpt_sop_steps VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
    connection.execute(OF_THE_PAPER)


def _days(connection: duckdb.DuckDBPyConnection, dice: random.Random, made: Served) -> None:
    tables: Rows = {"cases": [], "steps": [], "hours": [], "loans": []}
    open_days: list[date] = []
    for back in range(made.days - 1, -1, -1):
        day = LAST_DAY - timedelta(days=back)
        if day.weekday() == 6:
            continue
        open_days.append(day)
        for agency, points in POINTS.items():
            for point in points:
                _one_day(tables, dice, made, agency, point, day, back)
    for table, rows in (
        ("rpt_sop_cases", tables["cases"]),
        ("rpt_sop_case_steps", tables["steps"]),
        ("rpt_loan_turnover", tables["loans"]),
    ):
        if rows:
            connection.register("incoming", _frame(rows))
            connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")
            connection.unregister("incoming")
    _months_of_loans(connection)
    served_visitors.fill(connection, [tuple(row) for row in tables["hours"]], made.seed)
    served_money.fill(connection, POINTS, ZONES, open_days, made.seed)
    served_road.fill(connection, ZONES, open_days, made.seed)
    served_survey.fill(connection, POINTS, open_days, made.seed)
    served_alerts.fill(connection, datetime.now(UTC))


def _frame(rows: list[list[Any]]) -> Any:
    import pandas as pd

    return pd.DataFrame(rows)


def _months_of_loans(connection: duckdb.DuckDBPyConnection) -> None:
    """Month and year rows, summed from the day rows; a class from which nothing was lent has a row there too."""
    for grain in ("month", "year"):
        connection.execute(
            "INSERT INTO rpt_loan_turnover SELECT agency, date_trunc($grain, period_start)::DATE, $grain, collection, "
            "ddc_class, sum(loans), sum(renewals), sum(returns), sum(overdue_returns), 900, sum(loans) / 900, 360, 0.4, "
            "sum(in_house_uses) FROM rpt_loan_turnover WHERE grain = 'day' GROUP BY ALL",
            {"grain": grain},
        )
        connection.execute(
            "INSERT INTO rpt_loan_turnover SELECT DISTINCT agency, period_start, grain, 'children', '500', 0, 0, 0, 0, 100, "
            "0.0, 100, 1.0, 0 FROM rpt_loan_turnover WHERE grain = $grain",
            {"grain": grain},
        )


def _one_day(
    tables: Rows,
    dice: random.Random,
    made: Served,
    agency: str,
    point: str,
    day: date,
    back: int,
) -> None:
    share = {"NTT-GEDUNG": 1.0, "NTT-KELILING": 0.25, "JTG-GEDUNG": 0.8}[point]
    for hour in range(8, 16):
        rush = {9: 2.2, 10: 2.6, 13: 1.8, 14: 1.4}.get(hour, 0.8)
        visits = round(dice.gauss(4 * rush * share, 1)) if day.weekday() < 5 else dice.randint(0, 3)
        if visits > 0:
            tables["hours"].append([agency, point, day, hour, visits])
    if point.endswith("GEDUNG"):
        for ddc in ("000", "300", "800"):
            loans = dice.randint(0, 9)
            tables["loans"].append(
                [
                    agency,
                    day,
                    "day",
                    "general",
                    ddc,
                    loans,
                    loans // 4,
                    loans,
                    loans // 5,
                    900,
                    0.01,
                    360,
                    0.4,
                    loans % 4,
                ]
            )
    for code in made.sops:
        wanted = CASES_PER_DAY[code] * share
        for _ in range(int(wanted) + (dice.random() < wanted % 1)):
            _one_case(tables, dice, agency, point, code, day, back)


def _one_case(tables: Rows, dice: random.Random, agency: str, point: str, code: str, day: date, back: int) -> None:
    wall = datetime(
        day.year, day.month, day.day, dice.randint(8, 14), dice.randint(0, 59), tzinfo=ZoneInfo(ZONES[agency])
    )
    opened = moment = wall.astimezone(UTC)
    case_id = str(uuid.UUID(int=dice.getrandbits(128), version=4))
    late = missing = 0
    service_s = 0.0
    for position, _no, activity, _printed, _kind, _standard, observed, unit in SOPS[code][1]:
        if observed == "no" or unit != position or ("denda" in activity and dice.random() < 0.7):
            continue
        head = [case_id, agency, point, code, 1, position, activity, day, opened]
        standards = [step[5] for step in SOPS[code][1] if step[7] == unit]
        standard = None if None in standards else float(sum(s for s in standards if s is not None))
        worse = 1.35 if (code, position) == ("loan", 4) and back < 30 else 1.0
        duration = round(dice.lognormvariate(-0.45, 0.45) * worse * (standard or 90), 1)
        if dice.random() < (0.22 if (code, position) == ("locker", 4) else 0.06):
            missing += 1
            tables["steps"].append([*head, None, None, None, standard, None, "missing", False, False, False])
            continue
        status = "recorded" if standard is None else "on_time" if duration <= standard else "late"
        late += status == "late"
        service_s += duration
        captured = "backfilled" if dice.random() < 0.04 else "transaction"
        finished = moment + timedelta(seconds=duration)
        done = [moment, finished, duration, standard, captured, status, False, False, False]
        tables["steps"].append([*head, *done])
        moment = finished + timedelta(seconds=dice.randint(20, 900))
    waiting_s = (moment - opened).total_seconds() - service_s
    deviations = [late + missing == 0, late, missing, 0, 0, 0, 0]
    tables["cases"].append([agency, point, case_id, code, 1, day, opened, moment, *deviations, service_s, waiting_s])
