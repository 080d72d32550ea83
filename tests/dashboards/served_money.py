"""The money of a serving file made by hand: charges, receipts, reversals, waivers and deposit slips drawn with a fixed
seed; the marts are summed from them. The movements themselves stay in the file (`main.movements`) for the tests.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd

KINDS = {"late_fine": (500, 6), "card_fee": (10_000, 2), "form": (2_000, 2), "photocopy": (250, 20)}

SCHEMA = """
CREATE TABLE rpt_revenue (agency VARCHAR, service_point VARCHAR, period_start DATE, grain VARCHAR, revenue_kind VARCHAR,
    charged_idr BIGINT, received_idr BIGINT, waived_idr BIGINT, outstanding_idr BIGINT, deposited_idr BIGINT,
    undeposited_idr BIGINT);
CREATE TABLE rpt_receipts (agency VARCHAR, service_point VARCHAR, node VARCHAR, year INTEGER, receipt_no INTEGER,
    received_at TIMESTAMPTZ, received_on DATE, revenue_kind VARCHAR, method VARCHAR, amount_idr BIGINT, reversed BOOLEAN,
    reversed_on DATE, deposit_slip VARCHAR, deposited_on DATE, days_to_deposit INTEGER);
"""
_REVENUE = """
INSERT INTO rpt_revenue
WITH grains AS (SELECT * FROM (VALUES ('day'), ('month'), ('year')) AS g (grain)),
flows AS (PIVOT main.movements ON what IN ('charged', 'received', 'waived', 'deposited') USING sum(amount_idr)
          GROUP BY agency, service_point, revenue_kind, day),
span AS (SELECT min(day) AS first_day FROM main.movements),
kinds AS (SELECT DISTINCT agency, service_point, revenue_kind FROM main.movements),
every_day AS (SELECT k.*, unnest(generate_series(first_day, $last_day, INTERVAL 1 DAY))::DATE AS day FROM kinds AS k, span),
daily AS (
    SELECT e.agency, e.service_point, e.revenue_kind, e.day, coalesce(charged, 0) AS charged,
        coalesce(received, 0) AS received, coalesce(waived, 0) AS waived, coalesce(deposited, 0) AS deposited
    FROM every_day AS e LEFT JOIN flows AS f USING (agency, service_point, revenue_kind, day)
),
running AS (
    SELECT *, sum(charged - received - waived) OVER w AS outstanding, sum(received - deposited) OVER w AS undeposited
    FROM daily WINDOW w AS (PARTITION BY agency, service_point, revenue_kind ORDER BY day)
)
SELECT agency, service_point, date_trunc(grain, day)::DATE, grain, revenue_kind, sum(charged), sum(received), sum(waived),
    arg_max(outstanding, day), sum(deposited), arg_max(undeposited, day)
FROM running, grains GROUP BY ALL ORDER BY ALL
"""
Movement = tuple[str, str, str, date, str, int]


def fill(
    connection: duckdb.DuckDBPyConnection, points: Mapping[str, list[str]], zones: Mapping[str, str], days: list[date],
    seed: int,
) -> None:  # fmt: skip
    """`days`: those on which the desks were open, in order."""
    dice = random.Random(seed + 2000)
    movements: list[Movement] = []
    receipts: list[dict[str, Any]] = []
    for agency, theirs in points.items():
        for point in theirs:
            if point.endswith("GEDUNG"):
                _one_point(dice, agency, point, zones[agency], days, movements, receipts)
    frame = pd.DataFrame(movements, columns=["agency", "service_point", "revenue_kind", "day", "what", "amount_idr"])
    connection.register("incoming", frame)
    connection.execute("CREATE TABLE main.movements AS SELECT * REPLACE (day::DATE AS day) FROM incoming")
    connection.unregister("incoming")
    if not movements:
        return
    connection.execute(_REVENUE, {"last_day": days[-1]})
    columns = [
        "agency", "point", "node", "year", "no", "at", "day", "kind", "method", "amount", "reversed", "reversed_on",
        "slip", "deposited_on", "days",
    ]  # fmt: skip
    connection.executemany(
        "INSERT INTO rpt_receipts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [[receipt.get(column) for column in columns] for receipt in receipts],
    )


def _one_point(
    dice: random.Random, agency: str, point: str, zone: str, days: list[date], movements: list[Movement],
    receipts: list[dict[str, Any]],
) -> None:  # fmt: skip
    waiting: list[dict[str, Any]] = []
    number = 0
    for place, day in enumerate(days):
        for kind, (price, most) in KINDS.items():
            for _ in range(dice.randint(0, 2)):
                amount = price * dice.randint(1, most)
                movements.append((agency, point, kind, day, "charged", amount))
                fate = dice.random()
                if fate < 0.06:
                    movements.append((agency, point, kind, day, "waived", amount))
                if fate < 0.12:
                    continue
                number += 1
                paid = amount // 2 // 250 * 250 if fate < 0.2 and amount > 1000 else amount
                wall = datetime.combine(day, time(8 + number % 7, number % 60), ZoneInfo(zone))
                receipt = {
                    "agency": agency, "point": point, "node": point, "year": day.year, "no": number, "at": wall,
                    "kind": kind, "amount": paid, "reversed": False, "day": day, "method": "cash",
                }  # fmt: skip
                receipts.append(receipt)
                movements.append((agency, point, kind, day, "received", paid))
                if fate > 0.97:  # entered wrongly: reversed whole, the same day
                    receipt |= {"reversed": True, "reversed_on": day}
                    movements.append((agency, point, kind, day, "received", -paid))
                else:
                    waiting.append(receipt)
        if dice.random() < 0.6 and place < len(days) - 3:
            _deposit(dice, agency, point, day, waiting, movements)


def _deposit(
    dice: random.Random, agency: str, point: str, day: date, waiting: list[dict[str, Any]], movements: list[Movement]
) -> None:
    """Everything received before today goes on one slip, but for a receipt that was overlooked now and then."""
    overlooked = [receipt for receipt in waiting if receipt["day"] == day or dice.random() < 0.02]
    for receipt in waiting:
        if any(receipt is kept for kept in overlooked):
            continue
        receipt |= {
            "slip": f"STS-{point}-{day:%y%m%d}", "deposited_on": day, "days": (day - receipt["day"]) // timedelta(days=1),
        }  # fmt: skip
        movements.append((agency, point, receipt["kind"], day, "deposited", receipt["amount"]))
    waiting[:] = overlooked
