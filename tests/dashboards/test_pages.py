"""The pages, run as scripts: who may look, what is shown, what the address keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, UTC

import pytest
from streamlit.util import calc_hash

from tests.dashboards.looking import figures_of, run, text_of
from tests.dashboards.served import build, Served
from warehouse.i18n import in_language
from warehouse.identity import sessions
from warehouse.settings import Settings

COMPLIANCE = calc_hash("kepatuhan")

SignIn = Callable[..., str]


def test_nobody_sees_a_figure_without_signing_in(home: Settings) -> None:
    for cookie in (None, "forged.signature"):
        said = text_of(run(cookie))
        assert "Silakan masuk" in said
        assert f":{home.operations_port}/masuk" in said
        assert "Kunjungan" not in said
        assert "Titik layanan" not in said


def test_a_kiosk_device_is_not_a_reader(sign_in: SignIn) -> None:
    assert "Silakan masuk" in text_of(run(sign_in(role="kiosk")))


def test_a_session_that_ended_is_over(home: Settings, sign_in: SignIn) -> None:
    cookie = sign_in()
    assert "Silakan masuk" not in text_of(run(cookie))
    sessions.end(home, cookie)
    assert "Silakan masuk" in text_of(run(cookie))


def test_the_overview_opens_with_a_sentence_and_shows_its_cards(sign_in: SignIn) -> None:
    script = run(sign_in())
    said = text_of(script)
    assert said.index("langkah SOP dikerjakan sesuai mutu baku waktu") < said.index("Tingkat kepatuhan")
    for words in (
        "Kunjungan",
        "Peminjaman",
        "Tingkat pencatatan",
        "Yang memburuk",
        "Kapan pemustaka datang",
        "Data demo",
    ):
        assert words in said
    assert "Data sampai 22 November 2026 14.40 WIB" in said
    assert len(figures_of(script)) == 2


def test_the_clock_shown_is_that_of_the_agency_picked(sign_in: SignIn) -> None:
    assert "Data sampai 22 November 2026 15.40 WITA" in text_of(run(sign_in(), agency="NTT"))


def test_every_table_has_its_csv(sign_in: SignIn) -> None:
    for page in ("", COMPLIANCE):
        script = run(sign_in(), page)
        assert len(script.get("download_button")) == 2 * len(script.dataframe) > 2


def test_the_compliance_page_looks_into_one_sop(sign_in: SignIn) -> None:
    script = run(sign_in(), COMPLIANCE)
    assert "Kepatuhan per SOP dan langkah" in text_of(script)
    script.selectbox(key="sop").select("loan-1").run()
    assert "Layanan Peminjaman" in text_of(script)
    assert script.query_params["sop"] == "loan-1"
    script.selectbox(key="unit").select("4").run()
    assert not script.exception
    assert script.query_params["unit"] == "4"


def test_a_case_can_be_linked_to(sign_in: SignIn) -> None:
    listed = run(sign_in(), COMPLIANCE, sop="loan-1").dataframe(key="cases-loan-1-any-all").value
    script = run(sign_in(), COMPLIANCE, sop="loan-1", case=listed["case_id"].iloc[0])
    assert "Satu berkas, langkah demi langkah" in text_of(script)
    assert len(figures_of(script)) == 5
    unknown = run(sign_in(), COMPLIANCE, sop="loan-1", case="not-a-case")
    assert "tidak termasuk yang boleh Anda lihat" in text_of(unknown)


def test_filters_come_from_the_address_and_go_to_it(sign_in: SignIn) -> None:
    script = run(sign_in(), agency="NTT", point="NTT-KELILING", period="last-month")
    assert script.selectbox(key="agency").value == "NTT"
    assert script.selectbox(key="point").value == "NTT-KELILING"
    assert script.selectbox(key="period").value == "last-month"
    assert "Oktober 2026" in text_of(script)
    script.selectbox(key="period").select("7d").run()
    assert script.query_params["period"] == "7d"
    script.selectbox(key="agency").select("JATENG").run()
    assert script.selectbox(key="point").value == "all"  # that service point is not Jawa Tengah's
    assert "point" not in script.query_params


def test_dates_of_ones_own_choice_stay_in_the_address(sign_in: SignIn) -> None:
    script = run(sign_in(), period="custom", dates="2026-10-05..2026-10-11")
    assert "5–11 Oktober 2026" in text_of(script)
    assert script.query_params["dates"] == "2026-10-05..2026-10-11"


@pytest.mark.parametrize("dates", ["nonsense", "2026-10-11..2026-10-05", "2026-10-05", ".."])
def test_an_address_that_makes_no_sense_means_the_default(sign_in: SignIn, dates: str) -> None:
    script = run(sign_in(), agency="MOON", period="custom", dates=dates, lang="xx")
    assert script.selectbox(key="agency").value == "all"
    assert "2026" in text_of(script)


def test_an_account_of_one_agency_sees_that_agency_only(sign_in: SignIn) -> None:
    script = run(sign_in(agency="NTT"), agency="JATENG", point="JTG-GEDUNG")
    assert [box.key for box in script.selectbox] == ["point", "period"]
    assert "JTG-GEDUNG" not in script.selectbox(key="point").options
    assert "Jawa Tengah" not in text_of(script)
    places = next(
        table.value for table in script.dataframe if "is_agency" not in table.value and "loans" in table.value
    )
    assert places["name"].str.strip().tolist() == [
        "Nusa Tenggara Timur",
        "Gedung Layanan Perpustakaan NTT",
        "NTT-KELILING",
    ]


def test_an_account_of_one_agency_cannot_open_a_case_of_another(sign_in: SignIn) -> None:
    listed = run(sign_in(agency="NTT"), COMPLIANCE, sop="loan-1").dataframe(key="cases-loan-1-any-all").value
    script = run(sign_in(agency="JATENG"), COMPLIANCE, sop="loan-1", case=listed["case_id"].iloc[0])
    assert "tidak termasuk yang boleh Anda lihat" in text_of(script)


def test_the_language_can_be_switched(sign_in: SignIn) -> None:
    script = run(sign_in(), lang="en")
    said = text_of(script)
    assert "of SOP steps kept their standard time" in said
    assert "Records up to 22 November 2026 14:40 WIB" in said
    assert re.search(r"\b2,\d{3}\b", said)  # thousands as the English write them
    with in_language("en"):  # the script test asks the widgets for their labels here
        script.button_group(key="lang").set_value("id").run()
    assert "Data sampai" in text_of(script)


def test_a_period_without_records_is_said_to_be_empty(sign_in: SignIn) -> None:
    for page in ("", COMPLIANCE):
        said = text_of(run(sign_in(), page, period="custom", dates="2020-01-01..2020-01-31"))
        assert "Tidak ada catatan pada periode ini" in said


def test_no_file_yet_and_half_a_file_are_states_of_their_own(home: Settings, sign_in: SignIn) -> None:
    cookie = sign_in()
    home.serving_db.unlink()
    assert "Angka sedang disiapkan" in text_of(run(cookie))
    home.serving_db.write_bytes(b"half a fi")
    assert "Angka tidak dapat dibaca" in text_of(run(cookie))


def test_old_figures_are_said_to_be_old(home: Settings, sign_in: SignIn) -> None:
    cookie = sign_in()
    assert "Angka lama" not in text_of(run(cookie))
    beside = build(home.home / "beside.duckdb", Served(days=5, refreshed_at=datetime.now(UTC) - timedelta(days=3)))
    beside.replace(home.serving_db)
    said = text_of(run(cookie))
    assert "Angka lama" in said
    assert "Data demo" not in said


def test_a_failing_page_says_a_sentence_and_no_traceback(home: Settings, sign_in: SignIn) -> None:
    import duckdb

    cookie = sign_in()
    home.serving_db.unlink()
    with duckdb.connect(str(home.serving_db)) as other:
        other.execute("CREATE SCHEMA marts; CREATE TABLE marts.meta_refresh (refreshed_at TIMESTAMPTZ)")
    said = text_of(run(cookie))
    assert "Halaman ini gagal ditampilkan" in said
    assert "Traceback" not in said
