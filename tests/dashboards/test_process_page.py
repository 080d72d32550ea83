"""The flow of an SOP: every number against the rows of the cases, hand-made cases for each kind of move, the page itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from statistics import median

import duckdb
import pandas as pd
import pytest
from streamlit.util import calc_hash

from dashboards.figures import process_tracks
from dashboards.figures.process_flow import process_flow, STATIONS
from dashboards.places import Places
from dashboards.readings import compliance, process
from dashboards.readings.reader import Reader
from tests.dashboards.conftest import EVERYWHERE
from tests.dashboards.looking import figures_of, numbers, rows_of, run, text_of
from warehouse.catalogue.load import load_catalogue
from warehouse.settings import Settings

PROCESS = calc_hash("alur-proses")
DAYS = "opened_on BETWEEN DATE '2026-10-24' AND DATE '2026-11-22'"
SignIn = Callable[..., str]


@pytest.fixture(scope="session")
def steps(reader: Reader) -> pd.DataFrame:
    return compliance.steps_of_sops(reader, Places(load_catalogue()))


@pytest.fixture(scope="session")
def loan(reader: Reader, steps: pd.DataFrame) -> process.Flow:
    return process.flow(reader, EVERYWHERE, steps, "loan", 1)


def test_moves_are_counted_in_the_rows_of_the_cases(home: Settings, loan: process.Flow) -> None:
    rows = rows_of(home, f"SELECT * FROM rpt_sop_case_steps WHERE sop_code = 'loan' AND {DAYS}")
    cases = rows_of(home, f"SELECT * FROM rpt_sop_cases WHERE sop_code = 'loan' AND {DAYS}").set_index("case_id")
    counted: Counter[tuple[int, int, str]] = Counter()
    waits: dict[tuple[int, int, str], list[float]] = {}
    for case_id, units in rows.sort_values("unit_position").groupby("case_id"):
        at, done_at, skipped = 0, cases.loc[case_id, "opened_at"], 0
        for unit in units.itertuples():
            if unit.status == "missing":
                skipped += 1
                continue
            move = (at, int(unit.unit_position), "skipped" if skipped else "as_written")
            counted[move] += 1
            waits.setdefault(move, []).append(max(0.0, (unit.started_at - done_at).total_seconds()))
            at, done_at, skipped = int(unit.unit_position), unit.finished_at, 0
        counted[at, 0, "skipped" if skipped else "as_written"] += 1
    found = {(m["from_position"], m["to_position"], m["kind"]): m for m in loan.moves.to_dict("records")}
    assert {move: found[move]["cases"] for move in found} == dict(counted)
    for move, seconds in waits.items():
        assert found[move]["wait_s"] == pytest.approx(median(seconds))


def test_steps_carry_the_figures_of_the_compliance_mart(home: Settings, loan: process.Flow) -> None:
    sums = rows_of(
        home,
        "SELECT unit_position, sum(expected) AS expected, sum(recorded) AS recorded, sum(on_time) AS on_time "
        "FROM rpt_sop_step_compliance WHERE sop_code = 'loan' AND grain = 'day' AND step_position = unit_position "
        f"AND {DAYS.replace('opened_on', 'period_start')} GROUP BY ALL ORDER BY ALL",
    )
    observed = loan.nodes[loan.nodes["is_observed"]]
    assert observed["tile"].tolist() == sums["unit_position"].tolist()
    for name in ("expected", "recorded", "on_time"):
        assert observed[name].tolist() == sums[name].tolist()
    rows = rows_of(home, f"SELECT * FROM rpt_sop_case_steps WHERE sop_code = 'loan' AND {DAYS}")
    for status in ("late", "missing"):
        assert observed[status].sum() == (rows["status"] == status).sum()


def test_as_many_cases_reach_a_step_as_recorded_it(loan: process.Flow) -> None:
    into = loan.moves.groupby("to_position")["cases"].sum()
    for node in loan.nodes[loan.nodes["is_observed"]].itertuples():
        assert node.passed == node.recorded == into[node.tile]
    assert into[process.END] == loan.cases == loan.moves.loc[loan.moves["from_position"] == 0, "cases"].sum()


def test_a_step_nobody_can_observe_stands_in_its_place_without_a_figure(loan: process.Flow) -> None:
    assert loan.nodes["unit_label"].tolist() == ["1", "2", "3", "4–6", "7"]
    unseen = loan.nodes[~loan.nodes["is_observed"]].iloc[0]
    assert (unseen["unit_label"], unseen["passed"]) == ("3", 0)
    assert pd.isna(unseen["wait_s"])
    assert process.unseen_before(loan.nodes, 4) == ["3"]
    assert process.unseen_before(loan.nodes, 2) == []


@pytest.fixture
def by_hand() -> Iterator[Callable[[str], dict[tuple[int, int, str], tuple[int, float | None]]]]:
    """Moves of cases written down as `unit:start-finish`, in minutes after the opening; `unit:` was never recorded."""
    connection = duckdb.connect()
    connection.execute("""
        CREATE TABLE rpt_sop_cases (case_id INTEGER, sop_code VARCHAR, sop_version INTEGER, opened_on DATE,
            opened_at TIMESTAMPTZ, closed_at TIMESTAMPTZ, agency VARCHAR, service_point VARCHAR);
        CREATE TABLE rpt_sop_case_steps (case_id INTEGER, sop_code VARCHAR, sop_version INTEGER, opened_on DATE,
            agency VARCHAR, service_point VARCHAR, unit_position INTEGER, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ,
            status VARCHAR);
        CREATE TABLE rpt_sop_steps (sop_code VARCHAR, sop_version INTEGER, step_position INTEGER, unit_position INTEGER);
        INSERT INTO rpt_sop_steps VALUES ('s', 1, 1, 1), ('s', 1, 2, 2), ('s', 1, 3, 3), ('s', 1, 4, 3), ('s', 1, 5, 5);
    """)

    def moves(*cases: str) -> dict[tuple[int, int, str], tuple[int, float | None]]:
        for case_id, written in enumerate(cases):
            units, _, closed = written.partition(" | ")
            at = "TIMESTAMPTZ '2026-11-20 08:00:00+00' + to_minutes({})"
            end = "NULL" if closed == "open" else at.format(closed)
            connection.execute(
                f"INSERT INTO rpt_sop_cases VALUES ({case_id}, 's', 1, '2026-11-20', {at.format(0)}, {end}, 'NTT', 'P')"
            )
            for unit in units.split():
                position, _, times = unit.partition(":")
                start, _, finish = times.partition("-")
                moments = (
                    "NULL, NULL, 'missing'" if not times else f"{at.format(start)}, {at.format(finish)}, 'on_time'"
                )
                head = f"{case_id}, 's', 1, '2026-11-20', 'NTT', 'P'"
                connection.execute(f"INSERT INTO rpt_sop_case_steps VALUES ({head}, {position}, {moments})")
        found = Reader(connection).frame("process_moves", EVERYWHERE, sop_code="s", sop_version=1).dropna(subset="kind")
        return {
            (one.from_position, one.to_position, one.kind): (
                one.cases,
                None if pd.isna(one.wait_s) else one.wait_s / 60,
            )
            for one in found.itertuples()
        }

    yield moves
    connection.close()


def test_a_case_as_the_sop_has_it(by_hand: Callable[..., dict[object, object]]) -> None:
    assert by_hand("1:1-2 2:5-6 3:6-9 5:9-10 | 12") == {
        (0, 1, "as_written"): (1, 1), (1, 2, "as_written"): (1, 3), (2, 3, "as_written"): (1, 0),
        (3, 5, "as_written"): (1, 0), (5, 0, "as_written"): (1, 2),
    }  # fmt: skip


def test_a_step_that_does_not_apply_is_passed_by_one_that_is_missing_is_skipped(
    by_hand: Callable[..., dict[object, object]],
) -> None:
    assert by_hand("1:0-1 3:2-3 5:3-4 | 4", "1:0-1 2: 3:2-3 5:3-4 | 4") == {
        (0, 1, "as_written"): (2, 0), (1, 3, "as_written"): (1, 1), (1, 3, "skipped"): (1, 1),
        (3, 5, "as_written"): (2, 0), (5, 0, "as_written"): (2, 0),
    }  # fmt: skip


def test_backwards_and_over_what_was_done_before_is_out_of_order(by_hand: Callable[..., dict[object, object]]) -> None:
    assert by_hand("1:2-3 2:0-1 3:4-6 5:8-9 | 9") == {
        (0, 2, "out_of_order"): (1, 0), (2, 1, "out_of_order"): (1, 1), (1, 3, "out_of_order"): (1, 1),
        (3, 5, "as_written"): (1, 2), (5, 0, "as_written"): (1, 0),
    }  # fmt: skip


def test_what_ran_at_once_did_not_wait(by_hand: Callable[..., dict[object, object]]) -> None:
    """Step 3 begins while step 1 still runs: it waits for nothing, and 5 waits for whatever ended last."""
    assert by_hand("1:0-10 3:4-6 5:11-12 | open") == {
        (0, 1, "as_written"): (1, 0), (1, 3, "as_written"): (1, 0), (3, 5, "as_written"): (1, 1), (5, 0, "open"): (1, None),
    }  # fmt: skip


def test_steps_of_a_stretch_judged_one_by_one_are_the_stretch(by_hand: Callable[..., dict[object, object]]) -> None:
    found = by_hand("1:0-1 3:2-3 4:3-5 5:6-7 | 7", "1: 2: 3: 5: | 7")
    assert found[1, 3, "as_written"] == (1, 1)
    assert found[3, 5, "as_written"] == (1, 1)
    assert found[0, 0, "skipped"] == (1, 7)  # nothing was recorded of the second


def test_every_stretch_of_the_line_carries_the_moves_over_it() -> None:
    nodes = pd.DataFrame(
        {"tile": [1, 2, 3, 4], "is_observed": [True, True, False, True], "is_conditional": [True, False, False, False],
         "condition": ["bag", None, None, None]}
    )  # fmt: skip
    moves = pd.DataFrame(
        [(0, 1, 6), (0, 2, 4), (1, 2, 6), (2, 4, 9), (4, 0, 9)], columns=["from_position", "to_position", "cases"]
    )
    carried = process_tracks.loads(process_tracks.rows_of(nodes), moves)
    assert carried == {
        (0, "out"): 6, (0, "spine"): 4, (1, "spine"): 4, (1, "back"): 6, (2, "spine"): 9, (3, "spine"): 9, (4, "spine"): 9,
    }  # fmt: skip


def test_the_drawing_shows_the_frame(loan: process.Flow) -> None:
    figure = process_flow(loan.nodes, loan.moves)
    stations = next(trace for trace in figure.data if trace.name == STATIONS)
    observed = loan.nodes[loan.nodes["is_observed"]]
    assert [list(row) for row in stations.customdata] == [[tile] for tile in observed["tile"]]
    assert [text.strip("</b>") for text in stations.text] == observed["unit_label"].tolist()
    said = " ".join(note.text for note in figure.layout.annotations)
    for node in observed.itertuples():
        assert f"{node.passed} berkas" in said
        assert f"terlambat {node.late}" in said
    assert f"<b>{loan.cases}</b> berkas dibuka" in said
    assert list(stations.y) == sorted(stations.y)


def test_a_place_is_compared_with_another_step_by_step(reader: Reader, steps: pd.DataFrame) -> None:
    here = process.flow(reader, process.at_place(EVERYWHERE, "NTT", "NTT-GEDUNG"), steps, "loan", 1)
    there = process.flow(reader, process.at_place(EVERYWHERE, "JATENG", None), steps, "loan", 1)
    both = process.compared(here, there)
    assert both["median_s"].tolist() == pytest.approx(here.nodes["median_s"].tolist(), nan_ok=True)
    assert both["median_s_then"].tolist() == pytest.approx(there.nodes["median_s"].tolist(), nan_ok=True)


def test_the_page_opens_with_a_sentence_and_every_table_has_its_file(sign_in: SignIn) -> None:
    script = run(sign_in(), PROCESS, sop="loan-1")
    said = text_of(script)
    assert "berkas mematuhi SOP seutuhnya" in said
    assert said.index("mematuhi SOP seutuhnya (") < said.index("Alur SOP sebagaimana dijalankan")
    assert "Jeda terpanjang ada sebelum langkah" in said
    files = [button for button in script.get("download_button") if button.proto.label == "Unduh CSV"]
    assert len(files) == len(script.dataframe) >= 5


def test_the_chart_and_the_table_of_the_page_say_the_same(sign_in: SignIn) -> None:
    script = run(sign_in(), PROCESS, sop="loan-1")
    table = next(frame.value for frame in script.dataframe if "wait_s" in frame.value and "p90_s" in frame.value)
    drawn = figures_of(script)[0]
    stations = next(trace for trace in drawn["data"] if trace.get("name") == STATIONS)
    assert len(numbers(stations["y"])) == len(table)
    said = " ".join(note["text"] for note in drawn["layout"]["annotations"])
    for passed in table["passed"]:
        assert f"{passed} berkas" in said


def test_what_it_is_compared_with_stays_in_the_address(sign_in: SignIn) -> None:
    cookie = sign_in()
    script = run(cookie, PROCESS, sop="loan-1", versus="JATENG:")
    assert "Di sampingnya: Jawa Tengah" in text_of(script)
    script.selectbox(key="versus").select("none").run()
    assert script.query_params["versus"] == "none"
    assert "Di sampingnya" not in text_of(script)
    assert "Tidak ada berkas SOP ini di sana" in text_of(run(cookie, PROCESS, sop="loan-1", versus="year"))


def test_an_account_of_one_agency_compares_with_no_other(sign_in: SignIn) -> None:
    script = run(sign_in(agency="NTT"), PROCESS, sop="loan-1", versus="JATENG:")
    assert script.selectbox(key="versus").value == "before"
    assert "Jawa Tengah" not in text_of(script)
    assert not any("Jawa Tengah" in option for option in script.selectbox(key="versus").options)


def test_one_step_leads_to_its_cases(sign_in: SignIn) -> None:
    script = run(sign_in(), PROCESS, sop="loan-1", unit="4")
    listed = script.dataframe(key="cases-loan-1-any-4").value
    assert len(listed)
    one = run(sign_in(), PROCESS, sop="loan-1", case=listed["case_id"].iloc[0])
    assert "Satu berkas, langkah demi langkah" in text_of(one)


def test_a_period_without_cases_says_so(sign_in: SignIn) -> None:
    said = text_of(run(sign_in(), PROCESS, period="custom", dates="2020-01-01..2020-01-31"))
    assert "Tidak ada catatan pada periode ini" in said
