"""The visitors, circulation and revenue pages, run as scripts: every number shown is that of the rows beneath it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboards.wording import times
from tests.dashboards.test_pages import _run, _said
from warehouse.i18n import number, rupiah
from warehouse.settings import Settings

VISITORS, CIRCULATION, REVENUE = (calc_hash(path) for path in ("pengunjung", "sirkulasi", "pendapatan"))
PAGES = (VISITORS, CIRCULATION, REVENUE)
LAST_30 = "BETWEEN DATE '2026-10-23' AND DATE '2026-11-21'"
SignIn = Callable[..., str]


def _rows(home: Settings, query: str) -> pd.DataFrame:
    """Read from the served file without the queries under test."""
    with duckdb.connect(str(home.serving_db), read_only=True) as connection:
        connection.execute("USE marts")
        return connection.execute(query).df()


def _one(home: Settings, query: str) -> Any:
    return _rows(home, query).iloc[0, 0]


def _cards(script: AppTest) -> dict[str, str]:
    """Label → value of the cards."""
    return dict(re.findall(r'<h3>(.*?)</h3><p class="value">(.*?)</p>', _said(script)))


def _terms(script: AppTest) -> dict[str, str]:
    """Label → value of the sums written out."""
    return {label: value for value, label in re.findall(r"<b>([^<]*)</b><i>([^<]*)</i>", _said(script))}


def _bars(script: AppTest, place: int) -> dict[str, list[float]]:
    """Name → values of the bars of a chart, as the browser gets them."""
    traces = json.loads(script.get("plotly_chart")[place].proto.spec)["data"]
    return {bar["name"]: _numbers(bar["x" if bar.get("orientation") == "h" else "y"]) for bar in traces}


def _numbers(values: Any) -> list[float]:
    """Plotly packs long lists of numbers."""
    if isinstance(values, dict):
        return [float(value) for value in np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])]
    return [float(value) for value in values]


TABLES = {
    "visits-course-table": {"bucket", "member_visits"},
    "classes-table": {"name", "single_visits"},
    "points-table": {"unique_members"},
    "groups-table": {"dimension_name"},
    "visitor-data": {"bucket", "purpose"},
    "circulation-course-table": {"bucket", "loans"},
    "cells-table": {"collection_name"},
    "kinds-table": {"name", "owed_before_idr"},
    "revenue-points-table": {"agency_name", "owed_before_idr"},
    "revenue-course-table": {"bucket", "received_idr"},
    "waits-table": {"days", "receipts"},
    "overdue-table": {"days_over"},
    "receipts": {"received_at"},
}
"""Columns that tell a table from the others of its page (a script test knows the key of a table only if rows are picked)."""


def _table(script: AppTest, key: str) -> pd.DataFrame:
    """The table of that name; `kinds-table` and such before one that has more columns."""
    fitting = [table.value for table in script.dataframe if TABLES[key] <= set(table.value)]
    return min(fitting, key=lambda frame: len(frame.columns))


def test_the_pages_stand_in_their_order(sign_in: SignIn) -> None:
    for page, title in zip(PAGES, ("Pengunjung", "Sirkulasi", "Pendapatan"), strict=True):
        said = _said(_run(sign_in(), page))
        assert f"<h1>{title}</h1>" in said
        assert "Data demo" in said


def test_nobody_sees_a_figure_of_them_without_signing_in() -> None:
    for page in PAGES:
        script = _run(None, page)
        assert "Silakan masuk" in _said(script)
        assert not script.dataframe


def test_every_table_has_its_csv(sign_in: SignIn) -> None:
    for page in PAGES:
        script = _run(sign_in(), page)
        assert len(script.get("download_button")) == len(script.dataframe) > 3


@pytest.mark.parametrize("page", PAGES)
def test_a_period_without_records_is_said_to_be_empty(sign_in: SignIn, page: str) -> None:
    said = _said(_run(sign_in(), page, period="custom", dates="2020-01-01..2020-01-31"))
    assert "Tidak ada catatan pada periode ini" in said


@pytest.mark.parametrize("page", PAGES)
def test_they_speak_english_too(sign_in: SignIn, page: str) -> None:
    said = _said(_run(sign_in(), page, lang="en"))
    assert re.search(r"(visits|loans|was received) in 23 October – 21 November 2026", said)
    assert "pada" not in re.sub(r"<style.*?</style>|base64,[^\"]*", "", said, flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_an_account_of_one_agency_sees_that_agency_only(sign_in: SignIn, page: str) -> None:
    script = _run(sign_in(agency="NTT"), page, agency="JATENG", point="JTG-GEDUNG")
    assert "Jawa Tengah" not in _said(script)
    for table in script.dataframe:
        cells = " ".join(str(cell) for cell in table.value.to_numpy().ravel())
        assert "JTG" not in cells
        assert "Jawa Tengah" not in cells


# visitors


def test_the_visitors_cards_are_the_guest_book(home: Settings, sign_in: SignIn) -> None:
    cards = _cards(_run(sign_in(), VISITORS))
    came = f"FROM main.came WHERE day {LAST_30}"
    visits, days = (int(value) for value in _rows(home, f"SELECT sum(heads), count(DISTINCT day) {came}").iloc[0])
    assert cards == {
        "Kunjungan": number(visits),
        "Anggota yang datang": number(_one(home, f"SELECT count(DISTINCT member) {came}")),
        "Orang dalam rombongan": number(_one(home, f"SELECT sum(heads) {came} AND visitor_type = 'group'")),
        "Kunjungan per hari": number(visits / days, 1),
        "Kunjungan ruang": number(_one(home, f"SELECT count(*) FROM main.in_rooms WHERE day {LAST_30}")),
    }


def test_different_members_of_one_service_point_are_counted_there(home: Settings, sign_in: SignIn) -> None:
    cards = _cards(_run(sign_in(), VISITORS, agency="NTT", point="NTT-KELILING", period="7d"))
    members = _one(
        home,
        "SELECT count(DISTINCT member) FROM main.came WHERE service_point = 'NTT-KELILING' "
        "AND day BETWEEN DATE '2026-11-15' AND DATE '2026-11-21'",
    )
    assert cards["Anggota yang datang"] == number(members)


@pytest.mark.parametrize("bucket", ["day", "week", "month"])
def test_visits_through_time_are_drawn_as_their_table(home: Settings, sign_in: SignIn, bucket: str) -> None:
    script = _run(sign_in(), VISITORS, bucket=bucket)
    table = _table(script, "visits-course-table")
    assert _bars(script, 0) == {
        "Anggota": table["member_visits"].tolist(),
        "Bukan anggota": table["guest_visits"].tolist(),
        "Rombongan": table["group_heads"].tolist(),
    }
    assert (table[["member_visits", "guest_visits", "group_heads"]].sum(axis=1) == table["visits"]).all()
    assert table["visits"].sum() == _one(home, f"SELECT sum(heads) FROM main.came WHERE day {LAST_30}")


@pytest.mark.parametrize("dimension", ["visitor_type", "sex", "age_class", "occupation", "education", "purpose"])
def test_classes_add_up_to_the_visits(home: Settings, sign_in: SignIn, dimension: str) -> None:
    script = _run(sign_in(), VISITORS, by=dimension)
    table = _table(script, "classes-table")
    wanted = _rows(
        home,
        f"SELECT coalesce({dimension}, '') AS value, sum(heads) AS visits FROM main.came WHERE day {LAST_30} "
        "GROUP BY ALL ORDER BY visits",
    )
    assert sorted(table["visits"][table["visits"] > 0]) == wanted["visits"].tolist()
    assert table["share"].sum() == pytest.approx(1)
    bars = _bars(script, 1)
    drawn = [single + grouped for single, grouped in zip(bars["Perorangan"], bars["Rombongan"], strict=True)]
    assert drawn == table["visits"][table["visits"] > 0].tolist()
    assert table["room_visits"].sum() == _one(home, f"SELECT count(*) FROM main.in_rooms WHERE day {LAST_30}")


def test_ages_stand_in_their_order_and_what_nobody_stated_last(sign_in: SignIn) -> None:
    names = _table(_run(sign_in(), VISITORS, by="age_class"), "classes-table")["name"].tolist()
    assert names == ["6–12", "16–18", "19–25", "26–40", "41–60", "61+", "Tidak disebutkan"]


def test_service_points_add_up_but_for_different_members(home: Settings, sign_in: SignIn) -> None:
    table = _table(_run(sign_in(), VISITORS), "points-table").set_index("name")
    for query, column in (("sum(heads)", "visits"), ("count(DISTINCT member)", "unique_members")):
        wanted = _rows(home, f"SELECT service_point, {query} AS n FROM main.came WHERE day {LAST_30} GROUP BY ALL")
        assert sorted(table[column]) == sorted(wanted["n"])
    assert (table[["member_visits", "guest_visits", "group_heads"]].sum(axis=1) == table["visits"]).all()


def test_groups_show_the_classes_that_were_counted(home: Settings, sign_in: SignIn) -> None:
    table = _table(_run(sign_in(), VISITORS), "groups-table")
    wanted = _rows(home, f"SELECT dimension, sum(heads) AS n FROM main.group_classes WHERE day {LAST_30} GROUP BY ALL")
    assert sorted(table.groupby("dimension_name")["heads"].sum()) == sorted(wanted["n"])
    assert table.groupby("dimension_name")["share"].sum().tolist() == pytest.approx([1.0] * 3)


def test_the_data_table_holds_every_visit(home: Settings, sign_in: SignIn) -> None:
    table = _table(_run(sign_in(), VISITORS, bucket="month"), "visitor-data")
    assert table["visits"].sum() == _one(home, f"SELECT sum(heads) FROM main.came WHERE day {LAST_30}")


def test_a_file_from_before_the_upgrade_still_shows_its_visits(home: Settings, sign_in: SignIn) -> None:
    old = home.home / "old.duckdb"
    old.write_bytes(home.serving_db.read_bytes())
    with duckdb.connect(str(old)) as connection:
        for mart in ("rpt_member_returns", "rpt_group_visitors", "rpt_revenue", "rpt_receipts"):
            connection.execute("DROP TABLE marts." + mart)
    old.replace(home.serving_db)
    visitors = _run(sign_in(), VISITORS)
    assert _cards(visitors)["Anggota yang datang"] == "–"
    assert "Angka sedang disiapkan" in _said(_run(sign_in(), REVENUE))


# circulation


def test_circulation_cards_keep_renewals_and_uses_beside_the_loans(home: Settings, sign_in: SignIn) -> None:
    script = _run(sign_in(), CIRCULATION)
    sums = _rows(
        home,
        "SELECT sum(loans), sum(returns), sum(overdue_returns), sum(renewals), sum(in_house_uses) FROM rpt_loan_turnover "
        f"WHERE grain = 'day' AND period_start {LAST_30}",
    ).iloc[0]
    loans, returns, overdue, renewals, uses = (int(value) for value in sums)
    cards = _cards(script)
    assert (cards["Peminjaman"], cards["Pengembalian"]) == (number(loans), number(returns))
    assert (cards["Perpanjangan"], cards["Baca di tempat"]) == (number(renewals), number(uses))
    assert f"{number(overdue)} dari {number(returns)} pengembalian" in _said(script)
    assert f"{number(loans)} peminjaman pada" in _said(script)


def test_turnover_shows_numerator_and_denominator(home: Settings, sign_in: SignIn) -> None:
    script = _run(sign_in(agency="NTT"), CIRCULATION, period="last-month")
    loans, lendable, unused = (
        int(value)
        for value in _rows(
            home,
            "SELECT sum(loans), sum(lendable_copies), sum(unused_copies) FROM rpt_loan_turnover WHERE grain = 'month' "
            "AND period_start = DATE '2026-10-01' AND agency = 'NTT'",
        ).iloc[0]
    )
    terms = _terms(script)
    assert terms["peminjaman"] == number(loans)
    assert terms["eksemplar boleh dipinjam"] == number(lendable)
    assert terms["perputaran koleksi"] == times(loans / lendable)
    assert terms["eksemplar tanpa peminjaman dalam dua belas bulan"] == number(unused)
    assert "akhir Oktober 2026" in _said(script)


def test_classes_without_a_loan_are_there(home: Settings, sign_in: SignIn) -> None:
    script = _run(sign_in(), CIRCULATION)
    cells = _table(script, "cells-table")
    wanted = _rows(
        home,
        "SELECT sum(loans) AS loans, sum(renewals) AS renewals, sum(in_house_uses) AS uses FROM rpt_loan_turnover "
        f"WHERE grain = 'day' AND period_start {LAST_30}",
    ).iloc[0]
    assert cells["loans"].sum() == wanted["loans"]
    assert cells["renewals"].sum() == wanted["renewals"]
    assert cells["in_house_uses"].sum() == wanted["uses"]
    silent = cells[cells["loans"] == 0].iloc[0]
    assert (silent["collection_name"], silent["name"]) == ("Koleksi anak", "500 Ilmu murni")
    assert (silent["lendable_copies"], silent["unused_share"]) == (200, 1.0)
    collections, ddc = (
        table.value for table in script.dataframe if "lendable_copies" in table.value and len(table.value.columns) == 10
    )
    assert _bars(script, 1)["Peminjaman"] == ddc["loans"].tolist()
    assert ddc["collection_turnover"].tolist() == pytest.approx((ddc["loans"] / ddc["lendable_copies"]).tolist())
    assert _bars(script, 0)["Peminjaman"] == collections["loans"].tolist()


def test_circulation_through_time_is_drawn_as_its_table(sign_in: SignIn) -> None:
    script = _run(sign_in(), CIRCULATION, period="90d")
    table = _table(script, "circulation-course-table")
    assert script.query_params.get("bucket") is None  # weeks are what fits 90 days
    bars = _bars(script, 2)
    assert bars["Peminjaman"] == table["loans"].tolist()
    assert bars["Perpanjangan"] == table["renewals"].tolist()
    assert bars["Baca di tempat"] == table["in_house_uses"].tolist()


def test_a_service_point_has_no_loans_of_its_own_and_the_page_says_so(sign_in: SignIn) -> None:
    said = _said(_run(sign_in(), CIRCULATION, agency="NTT", point="NTT-GEDUNG"))
    assert "seluruh instansi" in said


# revenue


def _money(home: Settings, what: str, where: str) -> int:
    return int(_one(home, f"SELECT coalesce(sum(amount_idr), 0) FROM main.movements WHERE what = '{what}' AND {where}"))


def test_revenue_cards_are_the_movements(home: Settings, sign_in: SignIn) -> None:
    cards = _cards(_run(sign_in(), REVENUE))
    inside, until = f"day {LAST_30}", "day <= DATE '2026-11-21'"
    assert cards["Tagihan"] == rupiah(_money(home, "charged", inside))
    assert cards["Diterima"] == rupiah(_money(home, "received", inside))
    assert cards["Dihapus"] == rupiah(_money(home, "waived", inside))
    assert cards["Disetor"] == rupiah(_money(home, "deposited", inside))
    owed = _money(home, "charged", until) - _money(home, "received", until) - _money(home, "waived", until)
    assert cards["Sisa tagihan"] == rupiah(owed)
    assert cards["Belum disetor"] == rupiah(_money(home, "received", until) - _money(home, "deposited", until))


@pytest.mark.parametrize(
    "query", [{}, {"agency": "NTT"}, {"period": "last-month"}, {"agency": "NTT", "point": "NTT-GEDUNG"}]
)
def test_the_money_adds_up_before_the_readers_eyes(sign_in: SignIn, query: dict[str, str]) -> None:
    script = _run(sign_in(), REVENUE, **query)
    terms = {label: int(re.sub(r"[^\d-]", "", value)) for label, value in _terms(script).items()}
    assert terms["sisa awal"] + terms["tagihan"] - terms["diterima"] - terms["dihapus"] == terms["sisa tagihan"]
    assert terms["belum disetor awal"] + terms["diterima"] - terms["disetor"] == terms["belum disetor"]
    assert "tagihan − diterima − dihapus = sisa tagihan" in _said(script)
    assert "tidak cocok" not in _said(script)
    for table in ("kinds-table", "revenue-points-table"):
        rows = _table(script, table)
        owed = rows["owed_before_idr"] + rows["charged_idr"] - rows["received_idr"] - rows["waived_idr"]
        assert (owed == rows["outstanding_idr"]).all()
        assert rows["received_idr"].sum() == terms["diterima"]


def test_figures_that_do_not_add_up_are_said_not_to(home: Settings, sign_in: SignIn) -> None:
    wrong = home.home / "wrong.duckdb"
    wrong.write_bytes(home.serving_db.read_bytes())
    with duckdb.connect(str(wrong)) as connection:
        connection.execute(
            "UPDATE marts.rpt_revenue SET outstanding_idr = outstanding_idr + 1000 WHERE grain = 'day' "
            "AND period_start = DATE '2026-11-21' AND agency = 'NTT' AND revenue_kind = 'form'"
        )
    wrong.replace(home.serving_db)
    assert "Angka ini tidak cocok: selisih -Rp1.000" in _said(_run(sign_in(), REVENUE))
    at_one_desk = _terms(_run(sign_in(), REVENUE, agency="NTT", point="NTT-GEDUNG"))
    assert at_one_desk["diselesaikan antarmeja"] == "Rp1.000"  # there it is no error: a charge may be paid elsewhere


def test_received_through_time_is_drawn_as_its_table(home: Settings, sign_in: SignIn) -> None:
    script = _run(sign_in(), REVENUE)
    table = _table(script, "revenue-course-table")
    bars = _bars(script, 0)
    assert [bars[name] for name in ("Biaya kartu", "Denda keterlambatan", "Fotokopi", "Formulir pendaftaran")] == [
        table[code].tolist() for code in ("card_fee", "late_fine", "photocopy", "form")
    ]
    assert table["received_idr"].sum() == _money(home, "received", f"day {LAST_30}")
    assert _bars(script, 1)["Diterima"] == _table(script, "kinds-table")["received_idr"].tolist()


def test_days_to_deposit_are_those_of_the_receipts(home: Settings, sign_in: SignIn) -> None:
    table = _table(_run(sign_in(), REVENUE), "waits-table")
    days = _rows(
        home,
        f"SELECT days_to_deposit FROM rpt_receipts WHERE received_on {LAST_30} AND NOT reversed "
        "AND deposit_slip IS NOT NULL",
    )["days_to_deposit"]
    assert table["receipts"].sum() == len(days)
    assert table.set_index("days").loc["1", "receipts"] == (days == 1).sum()
    assert table.set_index("days").loc["4–5", "receipts"] == days.between(4, 5).sum()


def test_receipts_past_due_wait_longer_than_the_agency_allows(home: Settings, sign_in: SignIn) -> None:
    script = _run(sign_in(), REVENUE)
    overdue = _table(script, "overdue-table")
    waiting = _rows(home, "SELECT * FROM rpt_receipts WHERE deposit_slip IS NULL AND NOT reversed")
    # One working day is the term; the records end on Sunday the 22nd, so Friday's receipts are due on Monday.
    late = waiting[pd.to_datetime(waiting["received_on"]) < pd.Timestamp("2026-11-20")]
    assert len(overdue) == len(late) > 0
    assert overdue["amount_idr"].sum() == late["amount_idr"].sum()
    assert overdue["days_over"].is_monotonic_decreasing
    assert f"{len(late)} kuitansi ({rupiah(int(late['amount_idr'].sum()))}) seharusnya sudah disetor" in _said(script)


def test_the_list_of_receipts_is_picked_by_kind_and_state(home: Settings, sign_in: SignIn) -> None:
    script = _run(sign_in(), REVENUE, kind="card_fee", state="reversed")
    wanted = _rows(
        home, f"SELECT * FROM rpt_receipts WHERE revenue_kind = 'card_fee' AND reversed AND received_on {LAST_30}"
    )
    if len(wanted):
        assert len(_table(script, "receipts")) == len(wanted)
    everything = _table(_run(sign_in(), REVENUE), "receipts")
    assert len(everything) == _one(home, f"SELECT count(*) FROM rpt_receipts WHERE received_on {LAST_30}")
    assert everything["received_at"].is_monotonic_decreasing


def test_one_receipt_says_where_its_money_is(home: Settings, sign_in: SignIn) -> None:
    for condition, words in (
        ("deposit_slip IS NOT NULL", "STS itu memuat"),
        ("reversed", "Dibatalkan seluruhnya pada"),
        ("deposit_slip IS NULL AND NOT reversed AND received_on < DATE '2026-11-20'", "Belum masuk STS; batasnya"),
        ("deposit_slip IS NULL AND NOT reversed AND received_on = DATE '2026-11-21'", "Batas setor ke kas daerah"),
    ):
        found = _rows(
            home,
            f"SELECT * FROM rpt_receipts WHERE {condition} AND received_on {LAST_30} ORDER BY received_at DESC LIMIT 1",
        ).iloc[0]
        name = f"{found['node']}/{found['year']}/{found['receipt_no']:06d}"
        said = _said(_run(sign_in(), REVENUE, receipt=name))
        assert f"Kuitansi {name}" in said
        assert words in said
        assert rupiah(int(found["amount_idr"])) in said


def test_a_receipt_of_another_agency_is_not_shown(home: Settings, sign_in: SignIn) -> None:
    theirs = _rows(home, f"SELECT * FROM rpt_receipts WHERE agency = 'JATENG' AND received_on {LAST_30}").iloc[0]
    name = f"{theirs['node']}/{theirs['year']}/{theirs['receipt_no']:06d}"
    assert f"Kuitansi {name}" not in _said(_run(sign_in(agency="NTT"), REVENUE, receipt=name))
