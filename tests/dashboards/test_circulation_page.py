"""The circulation page, run as a script: every number shown is that of the rows beneath it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dashboards.wording import times
from tests.dashboards.looking import bars_of, cards_of, CIRCULATION, LAST_30, rows_of, run, table_of, terms_of, text_of
from warehouse.i18n import number
from warehouse.settings import Settings

SignIn = Callable[..., str]


def test_circulation_cards_keep_renewals_and_uses_beside_the_loans(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), CIRCULATION)
    sums = rows_of(
        home,
        "SELECT sum(loans), sum(returns), sum(overdue_returns), sum(renewals), sum(in_house_uses) FROM rpt_loan_turnover "
        f"WHERE grain = 'day' AND period_start {LAST_30}",
    ).iloc[0]
    loans, returns, overdue, renewals, uses = (int(value) for value in sums)
    cards = cards_of(script)
    assert (cards["Peminjaman"], cards["Pengembalian"]) == (number(loans), number(returns))
    assert (cards["Perpanjangan"], cards["Baca di tempat"]) == (number(renewals), number(uses))
    assert f"{number(overdue)} dari {number(returns)} pengembalian" in text_of(script)
    assert f"{number(loans)} peminjaman pada" in text_of(script)


def test_turnover_shows_numerator_and_denominator(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(agency="NTT"), CIRCULATION, period="last-month")
    loans, lendable, unused = (
        int(value)
        for value in rows_of(
            home,
            "SELECT sum(loans), sum(lendable_copies), sum(unused_copies) FROM rpt_loan_turnover WHERE grain = 'month' "
            "AND period_start = DATE '2026-10-01' AND agency = 'NTT'",
        ).iloc[0]
    )
    terms = terms_of(script)
    assert terms["peminjaman"] == number(loans)
    assert terms["eksemplar boleh dipinjam"] == number(lendable)
    assert terms["perputaran koleksi"] == times(loans / lendable)
    assert terms["eksemplar tanpa peminjaman dalam dua belas bulan"] == number(unused)
    assert "akhir Oktober 2026" in text_of(script)


def test_classes_without_a_loan_are_there(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), CIRCULATION)
    cells = table_of(script, "cells-table")
    wanted = rows_of(
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
    assert bars_of(script, 1)["Peminjaman"] == ddc["loans"].tolist()
    assert ddc["collection_turnover"].tolist() == pytest.approx((ddc["loans"] / ddc["lendable_copies"]).tolist())
    assert bars_of(script, 0)["Peminjaman"] == collections["loans"].tolist()


def test_circulation_through_time_is_drawn_as_its_table(sign_in: SignIn) -> None:
    script = run(sign_in(), CIRCULATION, period="90d")
    table = table_of(script, "circulation-course-table")
    assert script.query_params.get("bucket") is None  # weeks are what fits 90 days
    bars = bars_of(script, 2)
    assert bars["Peminjaman"] == table["loans"].tolist()
    assert bars["Perpanjangan"] == table["renewals"].tolist()
    assert bars["Baca di tempat"] == table["in_house_uses"].tolist()


def test_a_service_point_has_no_loans_of_its_own_and_the_page_says_so(sign_in: SignIn) -> None:
    said = text_of(run(sign_in(), CIRCULATION, agency="NTT", point="NTT-GEDUNG"))
    assert "seluruh instansi" in said
