"""A foreign log, a SOP in its short form, and what measuring the one against the other gives."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime, UTC
from pathlib import Path
from typing import Any

import pytest

from warehouse.catalogue.load import load_catalogue
from warehouse.eventlog.measure import Counts, measured_log
from warehouse.eventlog.process import read_process
from warehouse.eventlog.read_csv import open_log
from warehouse.eventlog.results import refused_rows, write_results
from warehouse.imports.outcome import RowRefused
from warehouse.settings import Settings

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PERMIT = """\
code: permit
title: Layanan izin penelitian
agency: NTT
steps:
  - activity: Menerima berkas
    time_printed: 5 menit
    logged_as: [terima berkas, "Terima"]
  - activity: Memeriksa kelengkapan
    time_printed: 30 menit
  - activity: Mengembalikan berkas
    time_printed: null
    condition: incomplete
  - activity: Menandatangani surat
    time_printed: 1 hari
"""


@dataclass
class Result:
    counts: Counts
    unknown: dict[str, int]
    steps: list[dict[str, str]]
    cases: dict[str, dict[str, str]]
    refused: list[RowRefused]

    def step(self, position: int, month: str = "") -> dict[str, str]:
        [row] = [row for row in self.steps if row["month"] == month and int(row["step_position"]) == position]
        return row


class Measuring:
    """Words for tests: `measuring.csv("case_id,activity,start,complete", "A,terima,…")`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings.load(home=folder / "home")
        self.sop = folder / "sop.yaml"
        self.sop.write_text(PERMIT, encoding="utf-8")

    def csv(self, *lines: str, **options: Any) -> Result:
        source = self.folder / "log.csv"
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self.file(source, **options)

    def file(
        self, source: Path, *, sop: Path | None = None, agency: str | None = None, mapping: str | None = None
    ) -> Result:
        process = read_process(sop or self.sop, load_catalogue(self.settings.catalogue_dir), agency)
        log = open_log(self.settings, source, mapping, self.folder)
        with measured_log(self.settings, log, process, self.folder, NOW) as measured:
            steps, cases = write_results(measured, self.folder / "result.csv")
            refused = refused_rows(measured).refused
            unknown = dict(measured.unknown)
        return Result(measured.counts, unknown, _read(steps), {row["case_name"]: row for row in _read(cases)}, refused)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def measuring(tmp_path: Path) -> Measuring:
    return Measuring(tmp_path)
