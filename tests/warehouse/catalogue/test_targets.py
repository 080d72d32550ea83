"""Targets are dated agency data, and an agency may set none."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from warehouse.catalogue.load import load_catalogue
from warehouse.errors import CatalogueError

SHIPPED = files("warehouse.catalogue").joinpath("agencies/ntt.yaml").read_text("utf-8")
HEAD, _KEY, REST = SHIPPED.partition("targets:")
TAIL = REST[REST.index("\nlists:") :]


def with_targets(tmp_path: Path, targets: str) -> Path:
    folder = tmp_path / "agencies"
    folder.mkdir(parents=True)
    (folder / "ntt.yaml").write_text(HEAD + targets + TAIL, encoding="utf-8")
    return tmp_path


def test_the_shipped_values_are_marked_as_examples() -> None:
    for agency in load_catalogue().agencies.values():
        [targets] = agency.targets
        assert targets.example


def test_the_targets_in_force_on_a_day(tmp_path: Path) -> None:
    text = "targets:\n  - {from: null, compliance_percent: 80}\n  - {from: 2027-01-01, visits_per_open_day: 70}\n"
    agency = load_catalogue(with_targets(tmp_path, text)).agency("NTT")
    found = [agency.targets_on(day) for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert [one.least for one in found if one] == [{"compliance_rate": 0.8}, {"visits_per_open_day": 70.0}]


def test_an_agency_may_set_none(tmp_path: Path) -> None:
    assert load_catalogue(with_targets(tmp_path, "")).agency("NTT").targets_on(date(2026, 5, 1)) is None


@pytest.mark.parametrize(
    "targets",
    [
        "  - {from: null, compliance_percent: 101}\n",
        "  - {from: null, visits_per_open_day: 0}\n",
        "  - {from: null, happiness_percent: 90}\n",
        "  - {from: 2027-01-01, recording_percent: 90}\n  - {from: 2026-01-01, recording_percent: 80}\n",
    ],
)
def test_wrong_targets_are_refused_with_their_line(tmp_path: Path, targets: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(with_targets(tmp_path, "targets:\n" + targets))
    assert refused.value.line
