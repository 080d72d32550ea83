"""The outreach page, run as a script: trips, sites and copies are those of the facts, the map those of its table."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboards.figures.rows import records
from tests.dashboards.looking import (
    bars_of,
    cards_of,
    figures_of,
    LAST_30,
    OUTREACH,
    rows_of,
    run,
    table_of,
    text_of,
    value_of,
)
from warehouse.i18n import number, percent
from warehouse.settings import Settings

SignIn = Callable[..., str]
NOVEMBER = "BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'"
SQUARES = {"53.71": (123.5, -10.3), "53.01": (123.9, -10.0), "53.71.01": (123.5, -10.2), "53.05": (124.5, -8.3)}


def _count(home: Settings, text: str) -> int:
    return int(value_of(home, f"SELECT coalesce({text}, 0)"))


def test_the_cards_are_the_facts(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), OUTREACH)
    cards = cards_of(script)
    served = _count(home, f"(SELECT count(DISTINCT site_id) FROM main.stops WHERE day {NOVEMBER})")
    sites = _count(home, "(SELECT count(*) FROM main.sites)")
    people = _count(
        home,
        f"(SELECT sum(people) FROM main.sites WHERE site_id IN (SELECT site_id FROM main.stops WHERE day {NOVEMBER}))",
    )
    everybody = _count(home, "(SELECT sum(people) FROM main.sites)")
    assert cards["Lokasi dilayani"] == percent(served / sites, 1)
    assert cards["Orang terjangkau"] == percent(people / everybody, 1)
    done = _count(home, f"(SELECT count(*) FROM main.trips WHERE fate = 'done' AND day {LAST_30})")
    assert cards["Perjalanan terlaksana"] == number(done)
    lying = _count(home, "(SELECT sum(copies_out - copies_back - copies_lost) FROM main.stops)")
    assert cards["Buku di lokasi"] == number(lying)
    said = text_of(script)
    assert (
        f"{number(served)} dari {number(sites)} lokasi terdaftar ({percent(served / sites, 0)}) dilayani pada November"
        in said
    )
    planned = _count(home, f"(SELECT count(*) FROM main.trips WHERE day {LAST_30})")
    assert f"Dari {planned} perjalanan yang direncanakan" in said


def test_districts_reached_stand_on_all_that_are_known(home: Settings, sign_in: SignIn) -> None:
    reached = _count(home, f"(SELECT count(DISTINCT region) FROM main.stops WHERE day {NOVEMBER})")
    listed = _count(home, "(SELECT count(*) FROM rpt_regions WHERE level = 'district')")
    assert f"{reached} dari {listed} kecamatan" in text_of(run(sign_in(), OUTREACH))


def test_without_a_list_of_regions_there_is_no_rate_of_them(home: Settings, sign_in: SignIn) -> None:
    beside = home.home / "beside.duckdb"
    beside.write_bytes(home.serving_db.read_bytes())
    with duckdb.connect(str(beside)) as connection:
        connection.execute("DELETE FROM marts.rpt_regions")
    beside.replace(home.serving_db)
    script = run(sign_in(), OUTREACH, agency="NTT")
    assert cards_of(script)["Kecamatan terjangkau"] == "–"
    assert "daftar wilayah belum diimpor" in text_of(script)
    assert len(_said_on_the_map(script)) == 3  # circles where the sites are


@pytest.mark.parametrize("query", [{}, {"agency": "NTT"}, {"agency": "JATENG"}, {"period": "last-month"}])
def test_services_add_up(home: Settings, sign_in: SignIn, query: dict[str, str]) -> None:
    script = run(sign_in(), OUTREACH, **query)
    coverage, moved = table_of(script, "services-table"), table_of(script, "trips-table")
    days = "BETWEEN DATE '2026-10-01' AND DATE '2026-10-31'" if "period" in query else LAST_30
    span = days if "period" in query else NOVEMBER
    where = f"agency = '{query['agency']}'" if "agency" in query else "true"
    facts = rows_of(
        home,
        f"SELECT count(*) AS planned, count(*) FILTER (WHERE fate = 'done') AS done, "
        f"count(*) FILTER (WHERE fate = 'cancelled') AS cancelled FROM main.trips WHERE day {days} AND {where}",
    ).iloc[0]
    assert (moved["trips_planned"].sum(), moved["trips_done"].sum()) == (facts["planned"], facts["done"])
    assert moved["trips_cancelled"].sum() == facts["cancelled"]
    until = days.split(" AND ")[1]
    copies = rows_of(
        home,
        f"SELECT sum(copies_out) FILTER (WHERE day {days}) AS out, sum(copies_back) FILTER (WHERE day {days}) AS back, "
        f"sum(copies_out - copies_back - copies_lost) AS lying FROM main.stops WHERE day <= {until} AND {where}",
    ).iloc[0]
    assert moved["copies_out"].sum() == copies["out"]
    assert moved["copies_back"].sum() == copies["back"]
    assert moved["copies_outstanding"].sum() == copies["lying"]
    served = _count(home, f"(SELECT count(DISTINCT site_id) FROM main.stops WHERE day {span} AND {where})")
    assert coverage["sites_served"].sum() == served
    bars = bars_of(script, 0)
    assert bars["Dilayani"] == coverage["sites_served"].tolist()
    assert bars["Belum dilayani"] == (coverage["sites_registered"] - coverage["sites_served"]).tolist()


def test_a_long_period_shows_the_sites_of_its_year(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), OUTREACH, period="90d")
    served = _count(home, "(SELECT count(DISTINCT site_id) FROM main.stops)")
    assert table_of(script, "services-table")["sites_served"].sum() == served
    assert "dilayani pada 2026" in text_of(script)


def test_trips_through_time_are_drawn_as_their_table(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), OUTREACH, service="school_drop")
    table = table_of(script, "trips-course-table")
    bars = bars_of(script, len(figures_of(script)) - 1)
    assert bars["Terlaksana"] == table["trips_done"].tolist()
    assert bars["Batal"] == table["trips_cancelled"].tolist()
    found = rows_of(home, f"SELECT fate FROM main.trips WHERE service = 'school_drop' AND day {LAST_30}")["fate"]
    assert table["trips_planned"].sum() == len(found)
    assert table["trips_open"].sum() == (found == "open").sum()


def test_sites_stand_in_the_order_in_which_somebody_should_go(home: Settings, sign_in: SignIn) -> None:
    table = table_of(run(sign_in(), OUTREACH), "sites-table")
    days = table["days_since_served"]
    never = int(days.isna().sum())
    assert never == _count(home, "(SELECT count(*) FROM rpt_site_stock WHERE last_served_on IS NULL)") > 0
    assert days[:never].isna().all()
    assert days[never:].is_monotonic_decreasing
    households = table[table["kind_name"] == "Rumah tangga"]
    assert len(households) == 3
    assert (households["name"] == households["site_no"]).all()  # a household has no name here
    assert table["copies_outstanding"].sum() == _count(
        home, "(SELECT sum(copies_out - copies_back - copies_lost) FROM main.stops)"
    )
    one_service = table_of(run(sign_in(), OUTREACH, service="mobile_library"), "sites-table")
    assert set(one_service["service_names"]) == {"Perpustakaan Keliling (MPK)"}


def _square(code: str) -> dict[str, Any]:
    x, y = SQUARES[code]
    ring = [[x - 0.2, y - 0.2], [x + 0.2, y - 0.2], [x + 0.2, y + 0.2], [x - 0.2, y + 0.2], [x - 0.2, y - 0.2]]
    return {
        "type": "Feature", "properties": {"kode": code, "nama": f"Wilayah {code}"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip


def _imported(home: Settings, text: str) -> None:
    (home.home / "reference").mkdir(exist_ok=True)
    (home.home / "reference" / "boundaries.geojson").write_text(text, "utf-8")


def _said_on_the_map(script: AppTest) -> dict[str, str]:
    """Region → what the map says of it."""
    told: dict[str, str] = {}
    for figure in figures_of(script):
        for trace in figure["data"]:
            if trace.get("customdata") and isinstance(trace["customdata"][0], str):
                told |= dict(zip(trace["customdata"], trace["hovertext"], strict=True))
    return told


@pytest.mark.parametrize("level", ["regency", "district"])
@pytest.mark.parametrize("has_boundaries", [True, False])
def test_the_map_says_what_its_table_says(home: Settings, sign_in: SignIn, level: str, has_boundaries: bool) -> None:
    if has_boundaries:
        _imported(home, json.dumps({"type": "FeatureCollection", "features": [_square(code) for code in SQUARES]}))
    script = run(sign_in(), OUTREACH, agency="NTT", level=level)
    table, told = table_of(script, "regions-table"), _said_on_the_map(script)
    assert len(table) == {"regency": 3, "district": 7}[level]
    assert table["sites_registered"].sum() == _count(home, "(SELECT count(*) FROM main.sites WHERE agency = 'NTT')")
    for row in records(table):
        said = f"{number(row['sites_served'])} dari {number(row['sites_registered'])} lokasi dilayani"
        assert said in told[row["region"]]
    if has_boundaries and level == "regency":
        assert "tanpa lokasi terdaftar" in told["53.05"]
    used = {trace["type"] for figure in figures_of(script) for trace in figure["data"]}
    assert used <= {"bar", "scatter"}  # no tiles, no base map: those would be fetched


@pytest.mark.parametrize(
    "text", ["half a fi", "[]", '{"features": [{"geometry": 3}]}', '{"type": "FeatureCollection"}']
)
def test_boundaries_that_cannot_be_read_are_no_boundaries(home: Settings, sign_in: SignIn, text: str) -> None:
    _imported(home, text)
    script = run(sign_in(), OUTREACH, agency="NTT")
    assert set(_said_on_the_map(script)) == set(table_of(script, "regions-table")["region"])


def test_the_agency_is_counted_whole_when_a_service_point_is_picked(sign_in: SignIn) -> None:
    script = run(sign_in(), OUTREACH, agency="NTT", point="NTT-KELILING")
    assert "dihitung untuk seluruh instansi" in text_of(script)
