"""A figure shows the numbers of its frame, nothing else; no browser needed."""

from __future__ import annotations

from base64 import b64decode

import pandas as pd
import pytest

from dashboards.figures import template
from dashboards.figures.case_timeline import case_timeline
from dashboards.figures.compliance_map import CELLS, compliance_map
from dashboards.figures.declines import declines_figure
from dashboards.figures.sparkline import as_image, sparkline
from dashboards.figures.step_bars import FURTHEST, step_bars
from dashboards.figures.trend import rate_trend
from dashboards.figures.visit_hours import visit_hours
from dashboards.places import Places
from dashboards.readings import cases, compliance
from dashboards.readings.rates import SMALL_N
from dashboards.readings.reader import Reader
from tests.dashboards.conftest import EVERYWHERE
from warehouse.catalogue.load import load_catalogue
from warehouse.i18n import in_language


@pytest.fixture
def steps(reader: Reader) -> pd.DataFrame:
    return compliance.steps_of_sops(reader, Places(load_catalogue()))


def test_the_map_has_a_tile_per_unit_and_a_point_per_step(reader: Reader, steps: pd.DataFrame) -> None:
    cells = compliance.cells(reader, EVERYWHERE, steps)
    figure = compliance_map(cells)
    tiles = cells.groupby(["sop_code", "sop_version", "tile"], sort=False).first()
    assert len(figure.layout.shapes) == len(tiles)
    texts, points = figure.data
    assert points.name == CELLS
    assert len(points.x) == len(cells)
    rated = tiles[tiles["kind"] == "rate"]
    shown = [text.strip("()") for text in texts.text if text.strip("()").isdigit()]
    assert shown == [str(round(rate * 100)) for rate in rated["compliance_rate"]]
    assert [list(row) for row in points.customdata] == cells[["sop_code", "sop_version", "tile"]].to_numpy().tolist()


def test_few_cases_are_in_brackets_and_a_span_is_one_wide_tile(reader: Reader, steps: pd.DataFrame) -> None:
    figure = compliance_map(compliance.cells(reader, EVERYWHERE, steps))
    assert any(text.startswith("(") for text in figure.data[0].text)
    assert max(shape.x1 - shape.x0 for shape in figure.layout.shapes) > 2.5


def test_hovering_tells_numerator_and_denominator_or_why_there_is_none(reader: Reader, steps: pd.DataFrame) -> None:
    cells = compliance.cells(reader, EVERYWHERE, steps)
    told = dict(zip(zip(cells["sop_code"], cells["step_position"], strict=True),
                    compliance_map(cells).data[1].hovertext, strict=True))  # fmt: skip
    cell = cells[(cells["sop_code"] == "loan") & (cells["step_position"] == 5)].iloc[0]
    assert f"{int(cell['on_time'])} tepat waktu dari {int(cell['expected'])} wajib" in told["loan", 5]
    assert "Dinilai bersama sebagai langkah 4–6" in told["loan", 5]
    assert "tidak teramati" in told["loan", 3]
    assert "Tanpa mutu baku tetap" in told["return", 5]


@pytest.mark.parametrize(("rate", "place"), [(0.0, 0), (0.499, 0), (0.5, 1), (0.7, 2), (0.8, 3), (0.9, 4), (1.0, 4)])
def test_a_band_begins_at_its_limit(rate: float, place: int) -> None:
    assert template.band(rate) == template.BANDS[place][1:]


def test_the_hour_map_shows_every_visit(reader: Reader) -> None:
    hours = pd.DataFrame({"weekday": [1, 1, 6], "hour": [8, 10, 9], "visits": [3, 4, 1200]})
    figure = visit_hours(hours)
    assert figure.data[0].z.sum() == 1207
    assert list(figure.data[0].x) == [8, 9, 10]
    assert figure.layout.yaxis.ticktext == ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")
    assert [note.text for note in figure.layout.annotations if note.text] == ["3", "4", "1.200"]


def test_step_bars_are_shares_of_the_standard(reader: Reader, steps: pd.DataFrame) -> None:
    units = compliance.units_of(reader, EVERYWHERE, steps, "return", 1)
    drawn = units[units["standard_s"].notna()]
    bars, marks = step_bars(units).data
    assert len(drawn) == len(units) - 1  # the adjusted step has no standard to be drawn against
    assert list(bars.x) == pytest.approx((drawn["median_s"] / drawn["standard_s"]).tolist())
    assert list(marks.x) == pytest.approx((drawn["p90_s"] / drawn["standard_s"]).tolist())
    assert [list(row) for row in bars.customdata] == drawn[
        ["median_s", "p90_s", "standard_s", "durations"]
    ].to_numpy().tolist()


def test_a_step_far_beyond_its_standard_stays_on_the_page() -> None:
    units = pd.DataFrame(
        {"unit_label": ["1"], "activity": ["x"], "standard_s": [60.0], "median_s": [600.0], "p90_s": [6000.0],
         "durations": [5]}
    )  # fmt: skip
    bars, marks = step_bars(units).data
    assert max(*bars.x, *marks.x) <= FURTHEST
    assert "10 mnt" in bars.hovertext[0]


@pytest.mark.parametrize("bucket", ["day", "week", "month"])
def test_the_trend_draws_the_rates_as_they_are(reader: Reader, bucket: str) -> None:
    course = cases.trend(reader, EVERYWHERE, "loan", 1, bucket, None)
    lines = {line.name: line for line in rate_trend(course, bucket).data}
    assert list(lines["Tingkat kepatuhan"].y) == course["compliance_rate"].tolist()
    assert list(lines["Tingkat pencatatan"].y) == course["recording_rate"].tolist()
    hollow = [colour == template.PAPER for colour in lines["Tingkat kepatuhan"].marker.color]
    assert hollow == (course["fixed_expected"] < SMALL_N).tolist()


def test_declines_show_both_periods(reader: Reader, steps: pd.DataFrame) -> None:
    worse = compliance.declines(reader, EVERYWHERE, steps)
    before, now = declines_figure(worse).data
    assert list(before.x) == worse["rate_before"].tolist()
    assert list(now.x) == worse["rate"].tolist()


def test_a_case_stands_on_the_clock_of_its_agency(reader: Reader) -> None:
    steps = pd.DataFrame(
        {
            "unit_position": [1, 2, 3], "unit_label": ["1", "2", "3–4"], "activity": ["a", "b", "c"],
            "started_at": pd.to_datetime(["2026-11-20T16:30:00Z", None, None]),
            "finished_at": pd.to_datetime(["2026-11-20T16:32:00Z", "2026-11-20T16:40:00Z", None]),
            "duration_s": [120.0, None, None], "standard_s": [60.0, 60.0, None],
            "captured": ["transaction", "backfilled", None], "status": ["late", "untimed", "missing"],
        }
    )  # fmt: skip
    figure = case_timeline(steps, "Asia/Makassar")
    bars = {bar.name: bar for bar in figure.data}
    assert set(bars) == {"Terlambat", "Tercatat tanpa lama waktu"}
    assert str(bars["Terlambat"].base[0]).startswith("2026-11-21 00:30")  # after midnight in WITA
    assert bars["Terlambat"].x[0] == 120_000
    assert any("tidak tercatat" in note.text for note in figure.layout.annotations)
    assert "Dicatat susulan" in bars["Tercatat tanpa lama waktu"].hovertext[0]


def test_a_case_without_a_single_moment_is_still_drawn() -> None:
    steps = pd.DataFrame(
        {"unit_label": ["1"], "activity": ["a"], "started_at": [pd.NaT], "finished_at": [pd.NaT], "duration_s": [None],
         "standard_s": [60.0], "captured": [None], "status": ["missing"]}
    )  # fmt: skip
    assert len(case_timeline(steps, "Asia/Jakarta").data) == 0


def test_a_sparkline_keeps_gaps_and_scales_to_its_room() -> None:
    assert sparkline([1.0]) == ""
    svg = sparkline([1.0, 3.0, None, 2.0, 5.0])
    assert svg.count("<polyline") == 2
    assert 'cy="3.0"' in svg  # the highest value touches the top
    assert b64decode(as_image(svg, "spark").split("base64,")[1].rstrip('">')).decode() == svg
    assert as_image("", "spark") == ""


def test_separators_follow_the_language(reader: Reader) -> None:
    hours = pd.DataFrame({"weekday": [1], "hour": [8], "visits": [1]})
    assert visit_hours(hours).layout.separators == ",."
    with in_language("en"):
        assert visit_hours(hours).layout.separators == ".,"
