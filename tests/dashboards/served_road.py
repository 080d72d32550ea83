"""The road of a serving file made by hand: sites, trips, moved copies and papers drawn with a fixed seed; the marts are
summed from them. The facts stay in the file (`main.sites`, `main.trips`, `main.stops`) for the tests to count.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, UTC
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd

LAST_DAY = date(2026, 11, 22)
# agency, service point of the vehicle, service, kind of its sites, district → how many sites
SERVED = [
    ("NTT", "NTT-KELILING", "school_drop", "school", {"53.71.01": 6, "53.71.02": 5, "53.01.05": 4, "53.02.01": 3}),
    ("NTT", "NTT-KELILING", "mobile_library", "village", {"53.71.03": 3, "53.01.04": 4, "53.02.02": 2}),
    ("NTT", "NTT-KELILING", "household_drop", "household", {"53.71.01": 3}),
    ("JATENG", "JTG-GEDUNG", "anter_koper", "orphanage", {"33.74.01": 4, "33.74.02": 3, "33.22.01": 2}),
]
POINTS = {
    "53.71": ("Kota Kupang", 123.60, -10.18), "53.71.01": ("Alak", 123.55, -10.19), "53.71.02": ("Maulafa", 123.62, -10.20),
    "53.71.03": ("Oebobo", 123.60, -10.16), "53.01": ("Kabupaten Kupang", 123.95, -9.95),
    "53.01.05": ("Kupang Barat", 123.52, -10.28), "53.01.04": ("Semau", 123.40, -10.22),
    "53.02": ("Kabupaten Timor Tengah Selatan", 124.40, -9.80), "53.02.01": ("Kota Soe", 124.28, -9.86),
    "53.02.02": ("Mollo Selatan", 124.25, -9.82), "53.05.01": ("Teluk Mutiara", 124.55, -8.22),
    "53.05": ("Kabupaten Alor", 124.55, -8.30), "33.74": ("Kota Semarang", 110.42, -7.02),
    "33.74.01": ("Semarang Tengah", 110.42, -6.98), "33.74.02": ("Semarang Utara", 110.41, -6.96),
    "33.22": ("Kabupaten Semarang", 110.44, -7.25), "33.22.01": ("Getasan", 110.44, -7.38),
}  # fmt: skip
PAPERS = {
    "school_drop": ["handover_ba", "return_ba", "stock_ba", "travel_report"],
    "mobile_library": ["daily_report", "stock_ba", "travel_report"],
    "household_drop": ["handover_ba", "return_ba", "stock_ba", "travel_report"],
    "anter_koper": ["request_letter", "approval", "survey", "schedule", "loan_evidence", "photos", "activity_report"],
}
ROLES = {
    "school_drop": "school_drop_officer", "mobile_library": "mobile_library_officer",
    "household_drop": "household_drop_officer", "anter_koper": "technical_officer",
}  # fmt: skip

SCHEMA = """
CREATE TABLE rpt_outreach_coverage (agency VARCHAR, grain VARCHAR, period_start DATE, service VARCHAR, region_code VARCHAR,
    sites_registered BIGINT, sites_served BIGINT, site_coverage DOUBLE, people_registered BIGINT, people_served BIGINT,
    population_coverage DOUBLE, trips_planned BIGINT, trips_done BIGINT, trips_cancelled BIGINT, copies_out BIGINT,
    copies_back BIGINT, copies_lost BIGINT, copies_outstanding BIGINT, visitors BIGINT);
CREATE TABLE rpt_site_stock (agency VARCHAR, service_point VARCHAR, site_id UUID, site_no VARCHAR, public_name VARCHAR,
    kind VARCHAR, region_code VARCHAR, services VARCHAR, people_served INTEGER, latitude DOUBLE, longitude DOUBLE,
    registered_on DATE, closed_on DATE, is_active BOOLEAN, copies_out BIGINT, copies_back BIGINT, copies_lost BIGINT,
    copies_outstanding BIGINT, last_served_on DATE, days_since_served BIGINT, times_served BIGINT, visitors BIGINT,
    requested_on DATE, next_planned_on DATE);
CREATE TABLE rpt_documents (case_id UUID, agency VARCHAR, service_point VARCHAR, sop_code VARCHAR, sop_version INTEGER,
    opened_on DATE, step_position INTEGER, document_kind VARCHAR, required BOOLEAN, status VARCHAR, due_at TIMESTAMPTZ,
    age_days BIGINT, since_on DATE, responsible_role VARCHAR, is_accepted BOOLEAN, papers_needed BIGINT, site_id UUID);
CREATE TABLE rpt_regions (agency VARCHAR, code VARCHAR, name VARCHAR, level VARCHAR, parent_code VARCHAR,
    population BIGINT, latitude DOUBLE, longitude DOUBLE);
CREATE TABLE rpt_vehicles (agency VARCHAR, service_point VARCHAR, vehicle_no VARCHAR, kind VARCHAR, is_active BOOLEAN,
    services VARCHAR, trips_done BIGINT, out_on VARCHAR);
INSERT INTO rpt_vehicles VALUES
    ('NTT', 'NTT-KELILING', 'MPK-1', 'mpk', true, 'mobile_library', 9, '2026-12-01'),
    ('NTT', 'NTT-KELILING', 'MOBIL-1', 'car', true, 'school_drop', 7, ''),
    ('NTT', 'NTT-KELILING', 'MOBIL-2', 'car', true, 'worship_drop', 5, ''),
    ('JATENG', 'JTG-GEDUNG', 'KOPER-1', 'car', true, 'anter_koper', 6, ''),
    ('JATENG', 'JTG-GEDUNG', 'KOPER-0', 'mpk', false, 'anter_koper', 2, '');
"""
_COVERAGE = """
INSERT INTO rpt_outreach_coverage
WITH grains AS (SELECT * FROM (VALUES ('day'), ('month'), ('year')) AS g (grain)),
happened AS (
    SELECT agency, service, region, day, 1 AS planned, (fate = 'done')::INT AS done, (fate = 'cancelled')::INT AS cancelled,
        0 AS copies_out, 0 AS copies_back, 0 AS copies_lost, 0 AS visitors FROM main.trips
    UNION ALL
    SELECT agency, service, region, day, 0, 0, 0, copies_out, copies_back, copies_lost, visitors FROM main.stops
),
daily AS (
    SELECT agency, service, region, day, sum(COLUMNS(* EXCLUDE (agency, service, region, day))) FROM happened GROUP BY ALL
),
running AS (
    SELECT *, sum(copies_out - copies_back - copies_lost) OVER (PARTITION BY agency, service, region ORDER BY day) AS lying
    FROM daily
),
flows AS (
    SELECT agency, grain, date_trunc(grain, day)::DATE AS period_start, service, region, sum(planned) AS planned,
        sum(done) AS done, sum(cancelled) AS cancelled, sum(copies_out) AS copies_out, sum(copies_back) AS copies_back,
        sum(copies_lost) AS copies_lost, sum(visitors) AS visitors, arg_max(lying, day) AS lying
    FROM running, grains GROUP BY ALL
),
spans AS (SELECT DISTINCT agency, grain, period_start FROM flows),
sites AS (
    SELECT p.agency, p.grain, p.period_start, s.service, s.region, count(*) AS registered,
        count(*) FILTER (WHERE v.site_id IS NOT NULL) AS served, sum(s.people) AS people,
        coalesce(sum(s.people) FILTER (WHERE v.site_id IS NOT NULL), 0) AS people_served
    FROM spans AS p JOIN main.sites AS s ON s.agency = p.agency
    LEFT JOIN (SELECT DISTINCT site_id, grain, date_trunc(grain, day)::DATE AS period_start FROM main.stops, grains) AS v
        ON v.site_id = s.site_id AND v.grain = p.grain AND v.period_start = p.period_start
    GROUP BY ALL
)
SELECT agency, grain, period_start, service, region, coalesce(registered, 0), coalesce(served, 0), served / registered,
    coalesce(people, 0), coalesce(people_served, 0), people_served / people, coalesce(planned, 0), coalesce(done, 0),
    coalesce(cancelled, 0), coalesce(copies_out, 0), coalesce(copies_back, 0), coalesce(copies_lost, 0), coalesce(lying, 0),
    coalesce(visitors, 0)
FROM sites FULL JOIN flows USING (agency, grain, period_start, service, region)
WHERE grain <> 'day' OR planned IS NOT NULL
ORDER BY ALL
"""
_STOCK = """
INSERT INTO rpt_site_stock
WITH stock AS (
    SELECT site_id, sum(copies_out) AS out, sum(copies_back) AS back, sum(copies_lost) AS lost, max(day) AS last_on,
        count(DISTINCT day) AS times, sum(visitors) AS visitors
    FROM main.stops GROUP BY ALL
)
SELECT agency, point, s.site_id, site_no, name, kind, region, service, people, latitude, longitude, DATE '2026-01-05',
    NULL, true, coalesce(out, 0), coalesce(back, 0), coalesce(lost, 0), coalesce(out - back - lost, 0), last_on,
    date_diff('day', last_on, $last_day), coalesce(times, 0), coalesce(visitors, 0), NULL, NULL
FROM main.sites AS s LEFT JOIN stock USING (site_id) ORDER BY site_no
"""


def fill(connection: duckdb.DuckDBPyConnection, zones: Mapping[str, str], days: list[date], seed: int) -> None:
    """`days`: the working days, in order; cases of ANTER KOPER are those that the file has already."""
    dice = random.Random(seed + 3000)
    sites = _sites(dice)
    trips: list[list[Any]] = []
    stops: list[list[Any]] = []
    papers: list[list[Any]] = []
    cases: list[list[Any]] = []
    lying: dict[str, int] = {}
    for day in days:
        for agency, point, service, _kind, _districts in SERVED:
            theirs = [site for site in sites if site["service"] == service and not site["site_no"].endswith("0")]
            if service == "anter_koper" or dice.random() > 0.45:
                continue
            at = [site for site in dice.sample(theirs, min(2, len(theirs))) if dice.random() < 0.95 or len(theirs) < 2]
            if not at:
                continue
            fate = "cancelled" if dice.random() < 0.15 else "open" if day == days[-1] else "done"
            trips.append([agency, service, at[0]["region"], day, fate])
            if fate != "done":
                continue
            stops += [_stop(dice, site, day, lying) for site in at]
            opened = datetime.combine(day, time(8, 0), ZoneInfo(zones[agency])).astimezone(UTC)
            case_id = str(uuid.UUID(int=dice.getrandbits(128), version=4))
            cases.append([agency, point, case_id, service, day, opened, opened + timedelta(hours=6)])
            papers += _papers(dice, agency, point, case_id, service, day, at[0]["site_id"])
    taken = connection.execute(
        "SELECT agency, service_point, case_id::VARCHAR, sop_code, opened_on FROM rpt_sop_cases "
        "WHERE sop_code IN ('anter_koper', 'return') ORDER BY case_id"
    ).fetchall()
    for agency, point, case_id, sop, day in taken:
        asking = dice.choice([site for site in sites if site["service"] == "anter_koper"])
        if sop == "anter_koper":
            papers += _papers(dice, agency, point, case_id, sop, day, asking["site_id"])
            trips.append(["JATENG", "anter_koper", asking["region"], day, "done"])
            stops.append(_stop(dice, asking, day, lying))
        elif dice.random() < 0.3:
            papers += [_paper(dice, agency, point, case_id, sop, day, 4, "receipt", "treasurer", None, 0.01)]
    _write(connection, sites, trips, stops, papers, cases)


def _sites(dice: random.Random) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for agency, point, service, kind, districts in SERVED:
        for region, count in districts.items():
            for place in range(count):
                number = f"{agency}-{service[:2].upper()}-{len(found):03d}"
                _name, longitude, latitude = POINTS[region]
                found.append(
                    {
                        "agency": agency, "point": point, "site_id": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
                        "site_no": number, "name": None if kind == "household" else f"{kind.title()} {region} {place + 1}",
                        "kind": kind, "region": region, "service": service, "people": dice.randint(4, 600),
                        "latitude": latitude, "longitude": longitude,
                    }
                )  # fmt: skip
    return found


def _stop(dice: random.Random, site: dict[str, Any], day: date, lying: dict[str, int]) -> list[Any]:
    there = lying.get(site["site_id"], 0)
    back = dice.randint(0, there)
    lost = dice.randint(0, 1) if there - back and dice.random() < 0.2 else 0
    out = dice.randint(5, 30)
    lying[site["site_id"]] = there + out - back - lost
    return [site["site_id"], site["agency"], site["service"], site["region"], day, out, back, lost, dice.randint(8, 60)]


def _papers(
    dice: random.Random, agency: str, point: str, case_id: str, sop: str, day: date, site_id: str
) -> list[list[Any]]:
    return [
        _paper(dice, agency, point, case_id, sop, day, step + 1, kind, ROLES[sop], site_id, 0.1)
        for step, kind in enumerate(PAPERS[sop])
    ]


def _paper(
    dice: random.Random, agency: str, point: str, case_id: str, sop: str, day: date, step: int, kind: str, role: str,
    site_id: str | None, wrong: float,
) -> list[Any]:  # fmt: skip
    due = day + timedelta(days=2)
    fate = dice.random()
    status = (
        "missing" if fate < wrong / 2 else "unsigned" if fate < wrong * 0.8 else "inconsistent" if fate < wrong
        else "complete"
    )  # fmt: skip
    if status == "missing" and due >= LAST_DAY:
        status = None  # type: ignore[assignment]
    since = {"missing": due, "unsigned": day, "inconsistent": day}.get(status)
    age = (LAST_DAY - since).days if since else None
    accepted = since is not None and dice.random() < 0.08
    return [
        case_id, agency, point, sop, 1, day, step, kind, True, status, datetime.combine(due, time(), UTC), age, since, role,
        accepted, 1, site_id,
    ]  # fmt: skip


def _write(
    connection: duckdb.DuckDBPyConnection, sites: list[dict[str, Any]], trips: list[list[Any]], stops: list[list[Any]],
    papers: list[list[Any]], cases: list[list[Any]],
) -> None:  # fmt: skip
    _table(connection, "sites", pd.DataFrame(sites), {"site_id": "UUID"})
    _table(
        connection,
        "trips",
        pd.DataFrame(trips, columns=["agency", "service", "region", "day", "fate"]),
        {"day": "DATE"},
    )
    columns = ["site_id", "agency", "service", "region", "day", "copies_out", "copies_back", "copies_lost", "visitors"]
    _table(connection, "stops", pd.DataFrame(stops, columns=columns), {"day": "DATE", "site_id": "UUID"})
    connection.execute(_COVERAGE)
    connection.execute(_STOCK, {"last_day": LAST_DAY})
    if papers:
        connection.executemany(f"INSERT INTO rpt_documents VALUES ({', '.join('?' * 17)})", papers)
    if cases:
        connection.executemany(
            "INSERT INTO rpt_sop_cases VALUES (?, ?, ?, ?, 1, ?, ?, ?, true, 0, 0, 0, 0, 0, 0, 21600, 0)", cases
        )
    regions = [
        ["NTT" if code.startswith("53") else "JATENG", code, name, "regency" if len(code) == 5 else "district",
         code[:-3], None, latitude, longitude]
        for code, (name, longitude, latitude) in POINTS.items()
    ]  # fmt: skip
    connection.executemany("INSERT INTO rpt_regions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", regions)


def _table(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame, types: dict[str, str]) -> None:
    connection.register("incoming", frame)
    casts = ", ".join(f"{column}::{types[column]} AS {column}" if column in types else str(column) for column in frame)
    connection.execute(f"CREATE TABLE main.{name} AS SELECT {casts} FROM incoming")
    connection.unregister("incoming")
