"""The alerts page, run as a script: what stands oldest first, whose it is, what to do, and the way to its case."""

from __future__ import annotations

from collections.abc import Callable

from tests.dashboards.looking import ALERTS, cards_of, rows_of, run, table_of, text_of, value_of
from warehouse.i18n import number
from warehouse.settings import Settings

SignIn = Callable[..., str]
STANDING = "resolved_at IS NULL"


def test_the_cards_are_the_rows(home: Settings, sign_in: SignIn) -> None:
    script = run(sign_in(), ALERTS)
    cards = cards_of(script)

    def count(condition: str) -> str:
        return number(value_of(home, f"SELECT count(*) FROM rpt_alerts WHERE {STANDING} AND {condition}"))

    assert cards["Terbuka sekarang"] == count("true")
    assert cards["Kritis"] == count("severity = 'critical'") == "1"
    assert cards["Belum terkirim"] == count("sent_at IS NULL")
    assert cards["Diteruskan"] == count("escalated_to IS NOT NULL")
    assert cards["Selesai"] == "3"
    assert f"{count('true')} peringatan terbuka, yang tertua sudah 8 hari." in text_of(script)


def test_critical_ones_stand_first_then_the_oldest(home: Settings, sign_in: SignIn) -> None:
    table = table_of(run(sign_in(), ALERTS), "alerts")
    assert len(table) == value_of(home, f"SELECT count(*) FROM rpt_alerts WHERE {STANDING}")
    assert table["said"].iloc[0] == "Satu kiriman data dari simpul van-1 tidak dapat diterima."
    assert table["age_days"].iloc[1:].is_monotonic_decreasing
    assert "Petugas LTPS" in set(table["role_name"])


def test_an_account_of_one_agency_sees_its_alerts_and_those_of_none(home: Settings, sign_in: SignIn) -> None:
    table = table_of(run(sign_in(agency="JATENG"), ALERTS), "alerts")
    mine = f"SELECT count(*) FROM rpt_alerts WHERE {STANDING} AND (agency = 'JATENG' OR agency IS NULL)"
    assert 1 < len(table) == value_of(home, mine)
    alien = value_of(home, f"SELECT alert_id::VARCHAR FROM rpt_alerts WHERE agency = 'NTT' AND {STANDING} LIMIT 1")
    assert "tidak termasuk yang boleh Anda lihat" in text_of(run(sign_in(agency="JATENG"), ALERTS, alert=alien))


def test_a_link_from_a_message_shows_what_to_do_and_leads_to_the_case(home: Settings, sign_in: SignIn) -> None:
    row = rows_of(
        home, f"SELECT * FROM rpt_alerts WHERE kind = 'document' AND finding = 'missing' AND {STANDING}"
    ).iloc[0]
    text = text_of(run(sign_in(), ALERTS, alert=str(row["alert_id"])))
    assert "Yang perlu dilakukan" in text
    assert "Kasie dapat menerima pengecualian" in text
    assert f'href="dokumen?paper={row["case_id"]}:{row["document_kind"]}"' in text
    assert "pertama terlihat" in text


def test_an_alert_that_is_resolved_can_still_be_looked_up(home: Settings, sign_in: SignIn) -> None:
    found = value_of(home, "SELECT alert_id::VARCHAR FROM rpt_alerts WHERE kind = 'silence' LIMIT 1")
    assert "selesai" in text_of(run(sign_in(), ALERTS, alert=found))


def test_role_and_kind_come_from_the_address(sign_in: SignIn) -> None:
    script = run(sign_in(), ALERTS, alerts_of="administrator", alert_kind="batch")
    assert set(table_of(script, "alerts")["kind_name"]) == {"Kiriman ditahan"}
    nonsense = run(sign_in(), ALERTS, alerts_of="moon", alert_kind="'; DROP TABLE")
    assert nonsense.selectbox(key="alerts_of").value == "all"


def test_the_page_speaks_english_too(sign_in: SignIn) -> None:
    text = text_of(run(sign_in(), ALERTS, lang="en"))
    assert "alerts stand, the oldest for 8 days" in text


def test_nobody_sees_an_alert_without_signing_in(home: Settings) -> None:
    script = run(None, ALERTS)
    assert "Silakan masuk" in text_of(script)
    assert not script.dataframe


def test_every_table_has_its_csv(sign_in: SignIn) -> None:
    script = run(sign_in(), ALERTS)
    assert len(script.get("download_button")) == 2 * len(script.dataframe) == 4
