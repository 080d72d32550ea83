"""Compliance cut apart on the page and in the readings; who may see the figures of an officer."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest
from streamlit.util import calc_hash

from dashboards.filters.selection import Selection
from dashboards.readings import compliance, compliance_apart, officers
from dashboards.readings.officers import Officer
from dashboards.readings.reader import Reader
from dashboards.runtime import places
from tests.dashboards.conftest import EVERYWHERE
from tests.dashboards.looking import run, text_of
from tests.dashboards.served_compliance import FIRST_OFFICER, SECOND_OFFICER
from warehouse.errors import NotAllowed
from warehouse.identity.sessions import Session
from warehouse.rules.wilson import wilson_interval
from warehouse.settings import Settings

SignIn = Callable[..., str]
COMPLIANCE = calc_hash("kepatuhan")
LOAN = ("loan", 1)


def session(*roles: str, staff_key: str | None = None, agency: str | None = None) -> Session:
    return Session("s", "ana", "Ana", frozenset(roles), agency, None, "c", staff_key)


def test_hours_add_up_to_the_months_of_the_unit(reader: Reader) -> None:
    months = EVERYWHERE
    found = compliance_apart.by_hour(reader, months, *LOAN, 4)
    assert found is not None
    [expected] = reader._cursor.execute(
        "SELECT sum(expected) FROM rpt_sop_step_compliance WHERE grain = 'month' AND sop_code = 'loan' AND step_position = 4"
        " AND period_start BETWEEN $first AND $last",
        {"first": months.period.first, "last": months.period.last},
    ).fetchone() or (None,)
    assert found["expected"].sum() == expected
    row = found.iloc[0]
    assert (row["low"], row["high"]) == wilson_interval(int(row["on_time"]), int(row["fixed_expected"]))


def test_places_and_deviations_are_those_of_the_units(reader: Reader, home: Settings) -> None:
    steps = compliance.steps_of_sops(reader, places())
    units = compliance.units_of(reader, EVERYWHERE, steps, *LOAN)
    here = compliance_apart.by_place(reader, EVERYWHERE, *LOAN, None)
    assert here["expected"].sum() == units["expected"].sum()
    counted = compliance_apart.deviations(reader, EVERYWHERE, *LOAN, units)
    assert (counted["missing"] == counted["expected"] - counted["recorded"]).all()
    assert (counted["late"] == counted["timed"] - counted["on_time"]).all()


def test_an_officer_sees_only_oneself(reader: Reader, home: Settings) -> None:
    steps = compliance.steps_of_sops(reader, places())
    me = session("circulation_staff", staff_key=FIRST_OFFICER)
    [own] = officers.officers(reader, EVERYWHERE, me)
    assert (own.staff_key, own.is_oneself, own.code) == (FIRST_OFFICER, True, "00A001")
    assert set(officers.figures(reader, EVERYWHERE, me, own, steps)["unit_position"]) == {1}
    with pytest.raises(NotAllowed):
        officers.figures(reader, EVERYWHERE, me, Officer(SECOND_OFFICER, is_oneself=True), steps)


@pytest.mark.parametrize("role", ["section_head", "head_of_agency", "administrator", "planner"])
def test_no_other_role_sees_anybody(reader: Reader, home: Settings, role: str) -> None:
    who, steps = session(role), compliance.steps_of_sops(reader, places())
    assert officers.officers(reader, EVERYWHERE, who) == []
    for nobody in (who, None):
        with pytest.raises(NotAllowed):
            officers.figures(reader, EVERYWHERE, nobody, Officer(FIRST_OFFICER, is_oneself=False), steps)


def test_the_head_of_division_sees_each_in_the_order_of_the_keys_and_only_of_the_own_agency(
    reader: Reader, home: Settings
) -> None:
    steps = compliance.steps_of_sops(reader, places())
    head = session("division_head", agency="NTT")
    assert [one.staff_key for one in officers.officers(reader, EVERYWHERE, head)] == [FIRST_OFFICER, SECOND_OFFICER]
    elsewhere = Selection(("JATENG",), None, EVERYWHERE.period)  # picked or not: the reading stays with NTT
    here = officers.figures(reader, elsewhere, head, Officer(SECOND_OFFICER, is_oneself=False), steps)
    everywhere = officers.figures(
        reader, EVERYWHERE, session("division_head"), Officer(SECOND_OFFICER, is_oneself=False), steps
    )
    assert 0 < here["recorded"].sum() < everywhere["recorded"].sum()


def test_the_page_shows_all_cuts_and_no_officer_to_the_head_of_the_agency(sign_in: SignIn) -> None:
    shown = run(sign_in(), COMPLIANCE, sop="loan-1")
    assert [tab.label for tab in shown.tabs] == [
        "Penyimpangan", "Titik layanan", "Peran petugas", "Jam", "Pekan pengukuran",
    ]  # fmt: skip
    assert "Angka satu petugas" not in text_of(shown)
    assert not shown.table


def test_the_officer_sees_ones_own_table_which_is_no_file(sign_in: SignIn) -> None:
    shown = run(sign_in(role="circulation_staff", staff_key=FIRST_OFFICER), COMPLIANCE)
    assert "Angka satu petugas" in text_of(shown)
    assert "Kode Anda 00A001" in "".join(caption.value for caption in shown.caption)
    assert "Tepat waktu, dari yang dinilai" in shown.table[0].value.columns


def test_the_head_of_division_picks_one_at_a_time(sign_in: SignIn) -> None:
    shown = run(sign_in(role="division_head"), COMPLIANCE)
    box = next(box for box in shown.selectbox if box.key == "officer")
    assert box.options == ["00A001", "00B002"]
    assert len(shown.table) == 1


def test_figures_of_before_the_upgrade_show_the_page_without_the_new_cuts(home: Settings, sign_in: SignIn) -> None:
    before = home.home / "before.duckdb"
    before.write_bytes(home.serving_db.read_bytes())
    with duckdb.connect(str(before)) as connection:
        connection.execute("USE marts")
        for mart in ("rpt_sop_hours", "rpt_sop_roles", "rpt_sop_officers", "rpt_sop_measured_steps"):
            connection.execute(f"DROP TABLE {mart}")
        connection.execute("ALTER TABLE rpt_sop_case_steps DROP COLUMN paused_s")
    before.replace(home.serving_db)
    listed = run(sign_in(), COMPLIANCE, sop="loan-1").dataframe(key="cases-loan-1-any-all").value
    shown = run(
        sign_in(role="division_head", staff_key=FIRST_OFFICER), COMPLIANCE, sop="loan-1", case=listed["case_id"].iloc[0]
    )
    words = text_of(shown)
    assert words.count("Belum ada yang dapat ditampilkan.") == 2
    assert "Satu berkas, langkah demi langkah" in words
    assert "Angka satu petugas" not in words
