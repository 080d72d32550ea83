"""Outlines and the map: every region keeps a place, borders are simplified, nothing is drawn that would be fetched."""

from __future__ import annotations

import json
from math import cos, pi, sin
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboards.figures.coverage_map import BANDS, coverage_map, fill_of, NONE_SERVED, told
from dashboards.figures.template import BLANK
from dashboards.geography import outlines, Point, read_outlines
from warehouse.settings import Settings

GEO = Path(__file__).resolve().parents[3] / "shared" / "geo"


def _circle(at: Point, radius: float, spots: int = 720) -> list[list[float]]:
    turns = [2 * pi * spot / spots for spot in range(spots + 1)]
    return [[at[0] + radius * cos(turn), at[1] + radius * sin(turn)] for turn in turns]


def _feature(properties: dict[str, Any], *rings: list[list[float]]) -> dict[str, Any]:
    return {
        "type": "Feature", "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]},
    }  # fmt: skip


def _collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_a_border_is_simplified_and_islands_of_a_pixel_go() -> None:
    found = read_outlines(
        _collection(
            _feature({"kode": "53.01", "nama": "Besar"}, _circle((124, -9), 0.001), _circle((123, -9), 1.0)),
            _feature({"code": "53.02", "name": "Pulau"}, _circle((126, -9), 0.0005)),
        )
    )
    large, small = found["53.01"], found["53.02"]
    assert [len(large.rings), len(small.rings)] == [1, 1]  # the only island of a region stays, however small
    assert 20 < len(large.rings[0]) < 200
    assert (large.name, small.name) == ("Besar", "Pulau")
    assert large.point == pytest.approx((123, -9), abs=0.01)
    assert all(abs(((x - 123) ** 2 + (y + 9) ** 2) ** 0.5 - 1) < 0.01 for x, y in large.rings[0])


def test_the_point_of_a_region_lies_inside_it() -> None:
    horseshoe = [
        [0.0, 0.0],
        [3.0, 0.0],
        [3.0, 3.0],
        [2.0, 3.0],
        [2.0, 1.0],
        [1.0, 1.0],
        [1.0, 3.0],
        [0.0, 3.0],
        [0.0, 0.0],
    ]
    x, y = read_outlines(_collection(_feature({"id": "53.03"}, horseshoe)))["53.03"].point
    assert y == pytest.approx(1.5, abs=0.01)
    assert 0 < x < 1 or 2 < x < 3


def test_features_without_a_code_or_a_border_are_left_out() -> None:
    bare = {"type": "Feature", "id": "53.09", "properties": None, "geometry": None}
    point = {"type": "Feature", "properties": {"kode": "53.08"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    assert read_outlines(_collection(bare, point, _feature({}, _circle((1, 1), 1)))) == {}


def test_no_file_is_no_map_and_a_new_file_is_seen(tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path)
    assert outlines(settings) == {}
    (tmp_path / "reference").mkdir()
    file = tmp_path / "reference" / "boundaries.geojson"
    file.write_text("{", "utf-8")
    assert outlines(settings) == {}
    file.write_text(json.dumps(_collection(_feature({"kode": "53.01"}, _circle((123, -9), 1)))), "utf-8")
    assert set(outlines(settings)) == {"53.01"}


@pytest.mark.skipif(
    not GEO.exists(), reason="boundaries of two provinces lie beside the project only while it is built"
)
def test_the_districts_of_a_province_are_a_light_figure() -> None:
    for file, regions in (("kecamatan_53.geojson", 315), ("kecamatan_33.geojson", 576)):
        found = read_outlines(json.loads((GEO / file).read_text("utf-8")))
        assert len(found) == regions
        figure = coverage_map(_rows(), {}, found, {}, 400)
        assert len(figure.data) <= 4
        assert len(figure.to_json()) < 1_500_000


def test_blank_none_and_shares_have_their_fills() -> None:
    assert [fill_of(rate) for rate in (None, float("nan"), 0.0)] == [BLANK, BLANK, NONE_SERVED]
    fills = [fill_of(rate) for rate in (0.01, 0.25, 0.5, 0.75, 1.0)]
    assert fills == [BANDS[0][1], BANDS[1][1], BANDS[2][1], BANDS[3][1], BANDS[3][1]]


def _rows(*regions: str) -> pd.DataFrame:
    columns = ["sites_registered", "sites_served", "site_coverage", "people_registered", "people_served"]
    frame = pd.DataFrame([[code, 4, 1, 0.25, 1000, 300] for code in regions], columns=["region", *columns])
    return frame.assign(population_coverage=0.3)


def test_regions_without_an_outline_are_circles_at_their_points() -> None:
    figure = coverage_map(
        _rows("53.01", "53.02"), {"53.01": "Satu"}, {}, {"53.01": (123, -10), "53.02": (124, -9)}, 300
    )
    (circles,) = figure.data
    assert list(circles.x) == [123, 124]
    assert list(circles.text) == ["Satu", "53.02"]
    assert (
        circles.hovertext[0] == "<b>Satu</b><br>1 dari 4 lokasi dilayani (25%)<br>300 dari 1.000 orang terjangkau (30%)"
    )


def test_a_degree_is_as_long_across_as_it_is_up_and_a_close_up_is_where_the_sites_are() -> None:
    shapes = read_outlines(
        _collection(
            _feature({"kode": "53.01"}, _circle((119, -10), 1)), _feature({"kode": "53.02"}, _circle((125, -8), 0.5))
        )
    )
    whole = coverage_map(_rows("53.02"), {}, shapes, {}, 300)
    assert whole.layout.yaxis.scaleanchor == "x"
    assert whole.layout.xaxis.range[0] < 118
    near = coverage_map(_rows("53.02"), {}, shapes, {}, 300, close_up=True)
    assert near.layout.xaxis.range[0] > 124
    assert {trace.type for trace in whole.data} == {"scatter"}


def test_a_region_without_a_site_says_so() -> None:
    assert told("Alor", None) == "<b>Alor</b><br>tanpa lokasi terdaftar"
