"""The overview: targets and what was reached, what waits for a decision; every number against the rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pandas as pd

from dashboards.places import Places
from dashboards.readings.comparison import comparison
from dashboards.readings.reader import Reader
from dashboards.readings.targets import targets
from tests.dashboards.conftest import EVERYWHERE
from tests.dashboards.looking import LAST_30, rows_of, run, text_of, value_of
from warehouse.catalogue.load import load_catalogue
from warehouse.i18n import number
from warehouse.settings import Settings

SignIn = Callable[..., str]
TARGETS = {"part", "whole", "actual", "target", "is_met"}


def _targets(script: object) -> pd.DataFrame:
    return next(table.value for table in script.dataframe if set(table.value) >= TARGETS)  # type: ignore[attr-defined]


def _pair(shown: pd.DataFrame, name: str) -> list[int]:
    return [int(shown["part"][name]), int(shown["whole"][name])]


def test_what_was_reached_is_what_the_rows_say(home: Settings, sign_in: SignIn) -> None:
    shown = _targets(run(sign_in(), agency="NTT")).set_index("name")
    units = rows_of(
        home,
        "SELECT sum(on_time) FILTER (WHERE standard_s IS NOT NULL), sum(expected) FILTER (WHERE standard_s IS NOT NULL),"
        " sum(recorded), sum(expected) FROM rpt_sop_step_compliance"
        f" WHERE grain = 'day' AND agency = 'NTT' AND step_position = unit_position AND period_start {LAST_30}",
    ).to_numpy()[0]
    assert _pair(shown, "Tingkat kepatuhan") == list(units[:2])
    assert _pair(shown, "Tingkat pencatatan") == list(units[2:])
    visits = value_of(
        home,
        f"SELECT sum(visits) FROM rpt_visitors WHERE grain = 'day' AND agency = 'NTT' AND period_start {LAST_30}",
    )
    assert shown.loc["Kunjungan per hari buka", "part"] == visits
    papers = rows_of(
        home,
        "SELECT count(*) FILTER (WHERE status = 'complete'), count(*) FROM rpt_documents"
        f" WHERE required AND agency = 'NTT' AND opened_on {LAST_30}",
    ).to_numpy()[0]
    assert _pair(shown, "Dokumen lengkap") == list(papers)
    sites = rows_of(
        home,
        "SELECT sum(sites_served), sum(sites_registered) FROM rpt_outreach_coverage"
        " WHERE grain = 'month' AND agency = 'NTT' AND period_start = DATE '2026-11-01'",
    ).to_numpy()[0]
    assert _pair(shown, "Lokasi dilayani") == list(sites)
    assert (shown["actual"] == shown["part"] / shown["whole"]).all()
    assert ((shown["is_met"] == "ya") == (shown["actual"] >= shown["target"])).all()


def test_the_bars_and_the_sentence_say_what_the_table_says(sign_in: SignIn) -> None:
    script = run(sign_in())
    shown, said = _targets(script), text_of(script)
    met = int((shown["is_met"] == "ya").sum())
    assert f"{number(met)} dari {number(len(shown))} sasaran tercapai" in said
    assert said.count('class="target met"') == met
    assert said.count('class="target short"') == len(shown) - met
    assert "Nilai contoh" in "".join(caption.value for caption in script.caption)


def test_targets_stay_those_of_the_agency_when_a_service_point_is_picked(sign_in: SignIn) -> None:
    whole, point = (_targets(run(sign_in(), agency="NTT", **more)) for more in ({}, {"point": "NTT-KELILING"}))
    pd.testing.assert_frame_equal(whole, point)


def test_open_days_are_those_of_the_agencys_calendar(reader: Reader) -> None:
    places = Places(load_catalogue())
    found = targets(reader, EVERYWHERE, places, comparison(reader, EVERYWHERE, places))
    calendar = load_catalogue().agency("JATENG").calendar
    days = [date(2026, 10, 24) + pd.Timedelta(days=n) for n in range(30)]
    visits = found[(found["agency"] == "JATENG") & (found["figure"] == "visits_per_open_day")]
    assert visits["whole"].tolist() == [sum(calendar.is_open_day(day) for day in days)]


def test_what_waits_is_counted_from_the_rows(home: Settings, sign_in: SignIn) -> None:
    waits = dict(re.findall(r'<li class="(\w+)"><b>([\d.]+)</b>', text_of(run(sign_in()))))
    owed = value_of(
        home,
        "SELECT count(*) FROM rpt_documents WHERE required AND NOT is_accepted"
        " AND status IN ('missing', 'unsigned', 'inconsistent')",
    )
    critical = value_of(home, "SELECT count(*) FROM rpt_alerts WHERE resolved_at IS NULL AND severity = 'critical'")
    late = value_of(
        home,
        "SELECT count(*) FROM rpt_receipts"
        " WHERE deposit_slip IS NULL AND NOT reversed AND received_on < DATE '2026-11-19'",
    )
    assert waits["paper"] == number(owed)
    assert waits.get("alert", "0") == number(critical)
    assert int(waits.get("money", "0").replace(".", "")) >= late
    assert waits.get("request", "0") == number(
        value_of(
            home,
            "SELECT count(*) FROM rpt_sop_cases c WHERE closed_at IS NULL AND sop_code = 'anter_koper' AND NOT EXISTS"
            " (FROM rpt_sop_case_steps e WHERE e.case_id = c.case_id AND unit_position = 2 AND finished_at IS NOT NULL)",
        )
    )
