"""The revenue page, run as a script: sums are those of the movements, receipts those of the mart."""

from __future__ import annotations

import re
from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from tests.dashboards.looking import (
    bars_of,
    cards_of,
    LAST_30,
    REVENUE,
    rows_of,
    run,
    table_of,
    terms_of,
    text_of,
    value_of,
)
from warehouse.i18n import rupiah
from warehouse.settings import Settings

SignIn = Callable[..., str]


def _money(home: Settings, what: str, where: str) -> int:
    return int(
        value_of(home, f"SELECT coalesce(sum(amount_idr), 0) FROM main.movements WHERE what = '{what}' AND {where}")
    )


def test_revenue_cards_are_the_movements(home: Settings, sign_in: SignIn) -> None:
    cards = cards_of(run(sign_in(), REVENUE))
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
    script = run(sign_in(), REVENUE, **query)
    terms = {label: int(re.sub(r"[^\d-]", "", value)) for label, value in terms_of(script).items()}
    assert terms["sisa awal"] + terms["tagihan"] - terms["diterima"] - terms["dihapus"] == terms["sisa tagihan"]
    assert terms["belum disetor awal"] + terms["diterima"] - terms["disetor"] == terms["belum disetor"]
    assert "tagihan − diterima − dihapus = sisa tagihan" in text_of(script)
    assert "tidak cocok" not in text_of(script)
    for table in ("kinds-table", "revenue-points-table"):
        rows = table_of(script, table)
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
    assert "Angka ini tidak cocok: selisih -Rp1.000" in text_of(run(sign_in(), REVENUE))
    at_one_desk = terms_of(run(sign_in(), REVENUE, agency="NTT", point="NTT-GEDUNG"))
    assert at_one_desk["diselesaikan antarmeja"] == "Rp1.000"  # there it is no error: a charge may be paid elsewhere


def test_received_through_time_is_drawn_as_its_table(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), REVENUE)
    table = table_of(script, "revenue-course-table")
    bars = bars_of(script, 0)
    assert [bars[name] for name in ("Biaya kartu", "Denda keterlambatan", "Fotokopi", "Formulir pendaftaran")] == [
        table[code].tolist() for code in ("card_fee", "late_fine", "photocopy", "form")
    ]
    assert table["received_idr"].sum() == _money(home, "received", f"day {LAST_30}")
    assert bars_of(script, 1)["Diterima"] == table_of(script, "kinds-table")["received_idr"].tolist()


def test_days_to_deposit_are_those_of_the_receipts(home: Settings, sign_in: SignIn) -> None:
    table = table_of(run(sign_in(), REVENUE), "waits-table")
    days = rows_of(
        home,
        f"SELECT days_to_deposit FROM rpt_receipts WHERE received_on {LAST_30} AND NOT reversed "
        "AND deposit_slip IS NOT NULL",
    )["days_to_deposit"]
    assert table["receipts"].sum() == len(days)
    assert table.set_index("days").loc["1", "receipts"] == (days == 1).sum()
    assert table.set_index("days").loc["4–5", "receipts"] == days.between(4, 5).sum()


def test_receipts_past_due_wait_longer_than_the_agency_allows(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), REVENUE)
    overdue = table_of(script, "overdue-table")
    waiting = rows_of(home, "SELECT * FROM rpt_receipts WHERE deposit_slip IS NULL AND NOT reversed")
    # One working day is the term; the records end on Sunday the 22nd, so Friday's receipts are due on Monday.
    late = waiting[pd.to_datetime(waiting["received_on"]) < pd.Timestamp("2026-11-20")]
    assert len(overdue) == len(late) > 0
    assert overdue["amount_idr"].sum() == late["amount_idr"].sum()
    assert overdue["days_over"].is_monotonic_decreasing
    assert f"{len(late)} kuitansi ({rupiah(int(late['amount_idr'].sum()))}) seharusnya sudah disetor" in text_of(script)


def test_the_list_of_receipts_is_picked_by_kind_and_state(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), REVENUE, kind="card_fee", state="reversed")
    wanted = rows_of(
        home, f"SELECT * FROM rpt_receipts WHERE revenue_kind = 'card_fee' AND reversed AND received_on {LAST_30}"
    )
    if len(wanted):
        assert len(table_of(script, "receipts")) == len(wanted)
    everything = table_of(run(sign_in(), REVENUE), "receipts")
    assert len(everything) == value_of(home, f"SELECT count(*) FROM rpt_receipts WHERE received_on {LAST_30}")
    assert everything["received_at"].is_monotonic_decreasing


def test_one_receipt_says_where_its_money_is(home: Settings, sign_in: SignIn) -> None:
    for condition, words in (
        ("deposit_slip IS NOT NULL", "STS itu memuat"),
        ("reversed", "Dibatalkan seluruhnya pada"),
        ("deposit_slip IS NULL AND NOT reversed AND received_on < DATE '2026-11-20'", "Belum masuk STS; batasnya"),
        ("deposit_slip IS NULL AND NOT reversed AND received_on = DATE '2026-11-21'", "Batas setor ke kas daerah"),
    ):
        found = rows_of(
            home,
            f"SELECT * FROM rpt_receipts WHERE {condition} AND received_on {LAST_30} ORDER BY received_at DESC LIMIT 1",
        ).iloc[0]
        name = f"{found['node']}/{found['year']}/{found['receipt_no']:06d}"
        said = text_of(run(sign_in(), REVENUE, receipt=name))
        assert f"Kuitansi {name}" in said
        assert words in said
        assert rupiah(int(found["amount_idr"])) in said


def test_a_receipt_of_another_agency_is_not_shown(home: Settings, sign_in: SignIn) -> None:
    theirs = rows_of(home, f"SELECT * FROM rpt_receipts WHERE agency = 'JATENG' AND received_on {LAST_30}").iloc[0]
    name = f"{theirs['node']}/{theirs['year']}/{theirs['receipt_no']:06d}"
    assert f"Kuitansi {name}" not in text_of(run(sign_in(agency="NTT"), REVENUE, receipt=name))
