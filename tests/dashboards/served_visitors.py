"""The people of a serving file made by hand: single registrations drawn with a fixed seed, and the marts summed from them.

The registrations themselves stay in the file (`main.came`, `main.in_rooms`, `main.group_classes`), outside the marts, so
that tests can count them without the queries under test.
"""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import duckdb
import pandas as pd

# sex, age class, occupation, education: as the guest book of an agency writes them
CLASSES = [
    ("P", "16–18", "Pelajar", "SMA"), ("L", "16–18", "Pelajar", "SMA"), ("P", "19–25", "Mahasiswa", "S1"),
    ("L", "19–25", "Mahasiswa", "S1"), ("P", "26–40", "Guru", "S1"), ("L", "41–60", "Pegawai Negeri", "S2"),
    ("L", "61+", "Pensiunan", "D3"), ("P", "6–12", "Pelajar", "SD"),
]  # fmt: skip
WEIGHTS = [9, 6, 8, 5, 3, 2, 1, 4]
PURPOSES = ["Membaca", "Meminjam atau mengembalikan buku", "Mengerjakan tugas", "Internet"]

SCHEMA = """
CREATE TABLE rpt_visitors (agency VARCHAR, service_point VARCHAR, period_start DATE, grain VARCHAR,
    visitor_type VARCHAR, sex VARCHAR, age_class VARCHAR, occupation VARCHAR, education VARCHAR,
    purpose VARCHAR, visits BIGINT,
    unique_members BIGINT, group_heads BIGINT, room_visits BIGINT, outreach_visitors BIGINT);
CREATE TABLE rpt_visits_by_hour (agency VARCHAR, service_point VARCHAR, period_start DATE, grain VARCHAR,
    weekday INTEGER, hour INTEGER, visits BIGINT);
CREATE TABLE rpt_member_returns (agency VARCHAR, service_point VARCHAR, period_start DATE, grain VARCHAR,
    previous_on DATE, members BIGINT);
CREATE TABLE rpt_group_visitors (agency VARCHAR, service_point VARCHAR, period_start DATE, grain VARCHAR,
    dimension VARCHAR, value VARCHAR, heads BIGINT);
"""
_VISITORS = """
INSERT INTO rpt_visitors
WITH grains AS (SELECT * FROM (VALUES ('day'), ('month'), ('year')) AS g (grain)),
both_books AS (
    SELECT *, heads AS visits, CASE visitor_type WHEN 'group' THEN heads ELSE 0 END AS grouped, 0 AS rooms FROM main.came
    UNION ALL BY NAME
    SELECT *, 0 AS visits, 0 AS grouped, 1 AS rooms FROM main.in_rooms
)
SELECT agency, service_point, date_trunc(grain, day)::DATE, grain, visitor_type, sex, age_class, occupation, education,
    purpose, sum(visits), count(DISTINCT member) FILTER (WHERE visits > 0), sum(grouped), sum(rooms), 0
FROM both_books, grains GROUP BY ALL ORDER BY ALL
"""
_HOURS = """
INSERT INTO rpt_visits_by_hour
SELECT agency, service_point, date_trunc('month', day)::DATE, 'month', isodow(day), hour, sum(heads)
FROM main.came GROUP BY ALL ORDER BY ALL
"""
_RETURNS = """
INSERT INTO rpt_member_returns
WITH days AS (
    SELECT DISTINCT agency, service_point, member, day FROM main.came WHERE member IS NOT NULL
    UNION
    SELECT DISTINCT agency, NULL, member, day FROM main.came WHERE member IS NOT NULL
),
dated AS (SELECT *, lag(day) OVER (PARTITION BY agency, service_point, member ORDER BY day) AS previous_on FROM days)
SELECT agency, service_point, day, 'day', previous_on, count(*) FROM dated GROUP BY ALL ORDER BY ALL
"""
_GROUPS = """
INSERT INTO rpt_group_visitors
SELECT agency, service_point, date_trunc(grain, day)::DATE, grain, dimension, value, sum(heads)
FROM main.group_classes, (VALUES ('day'), ('month'), ('year')) AS g (grain) GROUP BY ALL ORDER BY ALL
"""
_COLUMNS = [
    "agency", "service_point", "day", "hour", "visitor_type", "member", "sex", "age_class", "occupation", "education",
    "purpose", "heads",
]  # fmt: skip


def fill(connection: duckdb.DuckDBPyConnection, hours: list[tuple[str, str, date, int, int]], seed: int) -> None:
    """`hours`: agency, service point, day, hour, people who came one by one; groups and rooms are drawn here."""
    dice = random.Random(seed + 1000)
    came: list[list[Any]] = []
    rooms: list[list[Any]] = []
    groups: list[list[Any]] = []
    for agency, point, day, hour, people in hours:
        for place in range(people):
            member = f"{agency}-{dice.randint(1, 400)}" if place >= people // 3 else None
            classes = _classes(dice, member)
            kind = "guest" if member is None else "member"
            came.append([agency, point, day, hour, kind, member, *classes, dice.choice(PURPOSES), 1])
        if point.endswith("GEDUNG") and hour == 10:
            if dice.random() < 0.4:
                rooms.append([agency, point, day, hour, "guest", None, *_classes(dice, None), "Penelitian", 1])
            if day.weekday() in (1, 3):
                heads = dice.randint(12, 40)
                came.append([agency, point, day, hour, "group", None, None, None, None, "SD", PURPOSES[0], heads])
                if dice.random() < 0.7:
                    groups += _counted(dice, agency, point, day, heads)
    _table(connection, "came", came, _COLUMNS)
    _table(connection, "in_rooms", rooms, _COLUMNS)
    _table(connection, "group_classes", groups, ["agency", "service_point", "day", "dimension", "value", "heads"])
    for statement in (_VISITORS, _HOURS, _RETURNS, _GROUPS):
        connection.execute(statement)


def _classes(dice: random.Random, member: str | None) -> tuple[str | None, ...]:
    """A member's classes are the member's own; one guest in ten says nothing."""
    if member is None:
        return (None,) * 4 if dice.random() < 0.1 else dice.choices(CLASSES, WEIGHTS)[0]
    return random.Random(member).choices(CLASSES, WEIGHTS)[0]


def _counted(dice: random.Random, agency: str, point: str, day: date, heads: int) -> list[list[Any]]:
    girls, teachers = dice.randint(0, heads), dice.randint(1, 3)
    counts = [
        ("sex", "P", girls), ("sex", "L", heads - girls), ("occupation", "Pelajar", heads - teachers),
        ("occupation", "Guru", teachers), ("age_class", "6–12", heads - teachers - 1),
    ]  # fmt: skip
    return [[agency, point, day, *count] for count in counts if count[2]]


def _table(connection: duckdb.DuckDBPyConnection, name: str, rows: list[list[Any]], columns: list[str]) -> None:
    types = {"day": "DATE", "hour": "INTEGER", "heads": "INTEGER"}
    frame = pd.DataFrame(rows, columns=columns, dtype="object")
    connection.register("incoming", frame)
    casts = ", ".join(f"{column}::{types.get(column, 'VARCHAR')} AS {column}" for column in columns)
    connection.execute(f"CREATE TABLE main.{name} AS SELECT {casts} FROM incoming")
    connection.unregister("incoming")
