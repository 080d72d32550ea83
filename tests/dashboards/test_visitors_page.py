"""The visitors page, run as a script: every number shown is counted again from the registrations beneath it."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from tests.dashboards.looking import (
    bars_of,
    cards_of,
    LAST_30,
    REVENUE,
    rows_of,
    run,
    table_of,
    text_of,
    value_of,
    VISITORS,
)
from warehouse.i18n import number
from warehouse.settings import Settings

SignIn = Callable[..., str]


def test_the_visitors_cards_are_the_guest_book(home: Settings, sign_in: SignIn) -> None:
    cards = cards_of(run(sign_in(), VISITORS))
    came = f"FROM main.came WHERE day {LAST_30}"
    visits, days = (int(value) for value in rows_of(home, f"SELECT sum(heads), count(DISTINCT day) {came}").iloc[0])
    assert cards == {
        "Kunjungan": number(visits),
        "Anggota yang datang": number(value_of(home, f"SELECT count(DISTINCT member) {came}")),
        "Orang dalam rombongan": number(value_of(home, f"SELECT sum(heads) {came} AND visitor_type = 'group'")),
        "Kunjungan per hari": number(visits / days, 1),
        "Kunjungan ruang": number(value_of(home, f"SELECT count(*) FROM main.in_rooms WHERE day {LAST_30}")),
    }


def test_different_members_of_one_service_point_are_counted_there(home: Settings, sign_in: SignIn) -> None:
    cards = cards_of(run(sign_in(), VISITORS, agency="NTT", point="NTT-KELILING", period="7d"))
    members = value_of(
        home,
        "SELECT count(DISTINCT member) FROM main.came WHERE service_point = 'NTT-KELILING' "
        "AND day BETWEEN DATE '2026-11-15' AND DATE '2026-11-21'",
    )
    assert cards["Anggota yang datang"] == number(members)


@pytest.mark.parametrize("bucket", ["day", "week", "month"])
def test_visits_through_time_are_drawn_as_their_table(home: Settings, sign_in: SignIn, bucket: str) -> None:
    script = run(sign_in(), VISITORS, bucket=bucket)
    table = table_of(script, "visits-course-table")
    assert bars_of(script, 0) == {
        "Anggota": table["member_visits"].tolist(),
        "Bukan anggota": table["guest_visits"].tolist(),
        "Rombongan": table["group_heads"].tolist(),
    }
    assert (table[["member_visits", "guest_visits", "group_heads"]].sum(axis=1) == table["visits"]).all()
    assert table["visits"].sum() == value_of(home, f"SELECT sum(heads) FROM main.came WHERE day {LAST_30}")


@pytest.mark.parametrize("dimension", ["visitor_type", "sex", "age_class", "occupation", "education", "purpose"])
def test_classes_add_up_to_the_visits(home: Settings, sign_in: SignIn, dimension: str) -> None:
    script = run(sign_in(), VISITORS, by=dimension)
    table = table_of(script, "classes-table")
    wanted = rows_of(
        home,
        f"SELECT coalesce({dimension}, '') AS value, sum(heads) AS visits FROM main.came WHERE day {LAST_30} "
        "GROUP BY ALL ORDER BY visits",
    )
    assert sorted(table["visits"][table["visits"] > 0]) == wanted["visits"].tolist()
    assert table["share"].sum() == pytest.approx(1)
    bars = bars_of(script, 1)
    drawn = [single + grouped for single, grouped in zip(bars["Perorangan"], bars["Rombongan"], strict=True)]
    assert drawn == table["visits"][table["visits"] > 0].tolist()
    assert table["room_visits"].sum() == value_of(home, f"SELECT count(*) FROM main.in_rooms WHERE day {LAST_30}")


def test_ages_stand_in_their_order_and_what_nobody_stated_last(sign_in: SignIn) -> None:
    names = table_of(run(sign_in(), VISITORS, by="age_class"), "classes-table")["name"].tolist()
    assert names == ["6–12", "16–18", "19–25", "26–40", "41–60", "61+", "Tidak disebutkan"]


def test_service_points_add_up_but_for_different_members(home: Settings, sign_in: SignIn) -> None:
    table = table_of(run(sign_in(), VISITORS), "points-table").set_index("name")
    for query, column in (("sum(heads)", "visits"), ("count(DISTINCT member)", "unique_members")):
        wanted = rows_of(home, f"SELECT service_point, {query} AS n FROM main.came WHERE day {LAST_30} GROUP BY ALL")
        assert sorted(table[column]) == sorted(wanted["n"])
    assert (table[["member_visits", "guest_visits", "group_heads"]].sum(axis=1) == table["visits"]).all()


def test_groups_show_the_classes_that_were_counted(home: Settings, sign_in: SignIn) -> None:
    table = table_of(run(sign_in(), VISITORS), "groups-table")
    wanted = rows_of(
        home, f"SELECT dimension, sum(heads) AS n FROM main.group_classes WHERE day {LAST_30} GROUP BY ALL"
    )
    assert sorted(table.groupby("dimension_name")["heads"].sum()) == sorted(wanted["n"])
    assert table.groupby("dimension_name")["share"].sum().tolist() == pytest.approx([1.0] * 3)


def test_the_data_table_holds_every_visit(home: Settings, sign_in: SignIn) -> None:
    """Of two days, which a browser gets whole (dashboards.components.tables.MOST_ROWS)."""
    two_days = {"period": "custom", "dates": "2026-11-20..2026-11-21"}
    table = table_of(run(sign_in(), VISITORS, bucket="month", **two_days), "visitor-data")
    came = "SELECT sum(heads) FROM main.came WHERE day BETWEEN DATE '2026-11-20' AND DATE '2026-11-21'"
    assert table["visits"].sum() == value_of(home, came)


def test_a_file_from_before_the_upgrade_still_shows_its_visits(home: Settings, sign_in: SignIn) -> None:
    old = home.home / "old.duckdb"
    old.write_bytes(home.serving_db.read_bytes())
    with duckdb.connect(str(old)) as connection:
        for mart in ("rpt_member_returns", "rpt_group_visitors", "rpt_revenue", "rpt_receipts"):
            connection.execute("DROP TABLE marts." + mart)
    old.replace(home.serving_db)
    visitors = run(sign_in(), VISITORS)
    assert cards_of(visitors)["Anggota yang datang"] == "–"
    assert "Angka sedang disiapkan" in text_of(run(sign_in(), REVENUE))
