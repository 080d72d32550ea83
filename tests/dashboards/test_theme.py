"""The one visual language: every colour of a chart has its dark counterpart, and those side by side can be told apart."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable

import numpy as np
import pytest
from streamlit.util import calc_hash

from dashboards.figures import template, visit_hours
from dashboards.theme import chart_rules, DARK_OF
from tests.dashboards.looking import figures_of, run

SignIn = Callable[..., str]
PAGES = ("", "pengunjung", "sirkulasi", "pendapatan", "layanan-luar", "kepatuhan", "alur-proses", "dokumen", "metode")
# Machado and others 2009, severity 1: what is left of red, green, blue for those who miss one kind of cone.
VISIONS = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
SIDE_BY_SIDE = {  # lines differ in their dashes, too
    "trend lines": (template.TEAL, template.ORANGE, template.BLUE),
    "visitors": (template.TEAL, template.SKY, template.ORANGE),
    "rates": tuple(fill for _least, fill, _text in template.BANDS),
}


def linear(colour: str) -> np.ndarray:
    values = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(values: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = (to_xyz @ np.clip(values, 0, 1)) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted(float(weights @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("page", PAGES)
def test_every_colour_of_a_chart_has_its_dark_counterpart(sign_in: SignIn, page: str) -> None:
    script = run(sign_in(), calc_hash(page) if page else "")
    used = {colour.lower() for colour in re.findall(r"#[0-9a-fA-F]{6}\b", json.dumps(figures_of(script)))}
    assert used - set(DARK_OF) == set()


@pytest.mark.parametrize("vision", ["full", *VISIONS])
@pytest.mark.parametrize("shown", SIDE_BY_SIDE)
@pytest.mark.parametrize("dark", [False, True])
def test_colours_side_by_side_are_told_apart_by_every_eye(shown: str, vision: str, dark: bool) -> None:
    seen = np.array(VISIONS[vision]) if vision in VISIONS else np.eye(3)
    colours = [DARK_OF[colour] if dark else colour for colour in SIDE_BY_SIDE[shown]]
    for one, other in itertools.combinations(colours, 2):
        apart = np.linalg.norm(lab(seen @ linear(one)) - lab(seen @ linear(other)))
        assert apart > 7, (one, other, round(float(apart), 1))


@pytest.mark.parametrize("dark", [False, True])
def test_numbers_on_tiles_can_be_read(dark: bool) -> None:
    for _least, fill, text in (*template.BANDS, *visit_hours.BANDS):
        pair = [DARK_OF[colour] if dark else colour for colour in (fill, text)]
        assert contrast(*pair) >= 4.5, pair


def test_the_rules_exchange_fills_lines_and_the_colours_of_texts() -> None:
    rules = chart_rules()
    assert '[style*="fill: rgb(11, 110, 115)"]' in rules
    assert '[style*="stroke: rgb(11, 110, 115)"]' in rules
    assert f"light-dark({template.MUTED}, {DARK_OF[template.MUTED]})" in rules
